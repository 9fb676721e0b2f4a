// Which way text runs (UAX #9, by ICU), and which signs are drawn in colour.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace katern::text {

// Whether anything in the text could make a part of it run from right to left. Cheap; false for nearly every text.
[[nodiscard]] bool may_run_right_to_left(std::string_view text);

// The embedding level of every byte: even runs to the right, odd to the left.
struct BidiLevels {
    std::vector<std::uint8_t> levels;  // one per byte; empty when all of it runs to the right
    bool right_to_left = false;        // the whole: by its first strong letter, across line feeds
};
[[nodiscard]] BidiLevels bidi_levels(std::string_view text);

// The order in which pieces with these levels stand on a line, from the left (UAX #9, L2).
[[nodiscard]] std::vector<std::size_t> visual_order(std::span<const std::uint8_t> levels);

// Drawn in colour unless asked otherwise (Emoji_Presentation), and only when a U+FE0F follows (Emoji).
[[nodiscard]] bool is_emoji(char32_t code_point);
[[nodiscard]] bool can_be_emoji(char32_t code_point);
// Letters and signs that a face may be looked for to show: neither unassigned, nor private, nor a control.
[[nodiscard]] bool is_shown(char32_t code_point);
// Takes other forms beside its neighbours (Arabic and its like).
[[nodiscard]] bool joins_neighbours(char32_t code_point);

}  // namespace katern::text
