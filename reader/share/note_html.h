// A note as HTML, to stand within a page of ours: whitelisted elements only, no attributes that run anything.
#pragma once

#include <string>
#include <string_view>

#include "share/note_blocks.h"

namespace katern::share {

// `level`: of the heading above the note, 1 to 5; its own headings lie below it.
[[nodiscard]] std::string note_to_html(std::string_view markdown, int level);
// The runs of one block, within a paragraph.
[[nodiscard]] std::string runs_to_html(const std::vector<Run>& runs);

}  // namespace katern::share
