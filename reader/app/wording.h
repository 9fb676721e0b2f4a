// What differs between two wordings of a passage, word by word.
#pragma once

#include <string_view>
#include <vector>

#include "text/text.h"

namespace katern::app {

struct Wording {
    std::vector<text::Range> gone;  // of the old one: words that the new one hasn't
    std::vector<text::Range> come;  // of the new one
};

// Words and signs are compared as they are written; white space counts for nothing, and lies within a stretch that differs.
[[nodiscard]] Wording compare_wording(std::string_view then, std::string_view now);

}  // namespace katern::app
