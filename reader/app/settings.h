// What the person has chosen, and how it is written down: one row of text per choice.
//
// The look of the page may differ per book; the rest is the person's, whatever they read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "draw/draw.h"
#include "typeset/typeset.h"
#include "words/word.h"

namespace katern::app {

using typeset::Em;
using typeset::Px;

// spread: two pages side by side, where there is room for them (else as pages).
enum class Flow : std::uint8_t { scroll, pages, spread };
// What goes along with the line that is being read.
enum class ReadingLine : std::uint8_t { none, rule, band };
enum class Margins : std::uint8_t { narrow, normal, wide };

inline constexpr Px smallest_size = 12, normal_size = 18.5F, largest_size = 48;
inline constexpr float smallest_leading = 1.2F, normal_leading = 1.55F, largest_leading = 2.4F;  // of the size
inline constexpr int shortest_measure = 40, normal_measure = 66, longest_measure = 110;          // characters
// WCAG 2.2, 1.4.12 asks that 0.12 em between letters, 0.16 em between words and 2 em between paragraphs are possible.
inline constexpr Em most_letter_spacing = 0.2F, most_word_spacing = 0.4F, most_paragraph_spacing = 2.5F;

struct Look {
    draw::ThemeName theme = draw::ThemeName::light;
    bool follow_system = false;  // light or dark as the desktop is; `theme` waits
    draw::Color own_ink = draw::rgb(0x1E1B18), own_paper = draw::rgb(0xF2EFE6);
    typeset::Family family = typeset::Family::serif;
    Px size = normal_size;
    float leading = normal_leading;
    int measure = normal_measure;
    Margins margins = Margins::normal;
    bool justified = true;
    bool hyphenate = true;
    bool hanging = true;
    Em letter_spacing = 0, word_spacing = 0, paragraph_spacing = 0;
    ReadingLine reading_line = ReadingLine::none;
    Flow flow = Flow::scroll;
    bool addresses = false;  // beside each block, in the margin
    bool operator==(const Look&) const = default;
};

struct Settings : Look {
    Language language = Language::nl;
    std::string last_category = "inzicht";
    bool started = false;             // has been past the title page
    bool system_dark = false;         // what the desktop last said of itself
    std::string recent_commands;      // ids, the last one first, with spaces between
    std::string export_format = "markdown";  // of the last export
    bool export_with_name = true;
    bool operator==(const Settings&) const = default;
};

// How a chapter is set, before it is fitted into a window.
[[nodiscard]] typeset::Style style_of(const Look& look);

// What stays free at both sides of the page beyond the usual, px; less than that below 0.
[[nodiscard]] Px free_margin(Margins margins);

using Rows = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] Rows rows_of(const Look& look);
// Those of the look first.
[[nodiscard]] Rows rows_of(const Settings& settings);
// A key or value that means nothing changes nothing.
void read_row(Look& look, const std::string& key, const std::string& value);
void read_row(Settings& settings, const std::string& key, const std::string& value);
// Rows of `after` that are not so in `before`.
[[nodiscard]] Rows differences(const Look& before, const Look& after);
[[nodiscard]] Rows differences(const Settings& before, const Settings& after);
// What the store holds of them at one moment.
struct KeptSettings {
    Settings settings;             // of all books that have no look of their own
    std::optional<Rows> own_look;  // in what one book differs from them, when it has one
};
// Several rows as one text, "key=value" a line, and back.
[[nodiscard]] std::string joined(const Rows& rows);
[[nodiscard]] Rows split_rows(const std::string& text);

}  // namespace katern::app
