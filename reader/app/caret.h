// The cursor in the text: the steps that it can take, and the keys for them.
#pragma once

#include <cstdint>
#include <optional>

#include "app/commands.h"
#include "app/reader.h"

namespace katern::app {

// Left and right are as they are seen, also where text runs from right to left; on and back as they are read.
enum class CaretStep : std::uint8_t {
    left,
    right,
    word_left,
    word_right,
    up,
    down,
    line_start,
    line_end,
    sentence_back,
    sentence_on,
    paragraph_back,
    paragraph_on,
    page_up,
    page_down,
    chapter_start,
    chapter_end,
};

// Where the caret comes to stand; it stays where there is no further.
[[nodiscard]] Caret stepped(const typeset::ChapterLayout& layout, const Caret& caret, CaretStep step);
// The step of a key, whether Shift is held or not.
[[nodiscard]] std::optional<CaretStep> caret_step_of(const Shortcut& key);
// In the caret's mode: takes the keys that move it, and those of the mark that is being adjusted. False: not its key.
bool take_caret_key(Reader& reader, const Shortcut& key);

}  // namespace katern::app
