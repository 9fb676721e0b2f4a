// White rivers: word spaces that lie below each other and draw the eye down through a paragraph. Inside typeset/ only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "typeset/break_lines.h"

namespace katern::typeset {

// How often word spaces of three lines in a row overlap, each at least half of the narrower one of it and the next. A river that goes on
// through more lines counts once. Counts no further than one more than `most`, for who wants fewer.
[[nodiscard]] std::size_t count_rivers(std::span<const Item> items, std::span<const BrokenLine> lines, bool ragged, std::size_t most = SIZE_MAX);

}  // namespace katern::typeset
