// Golden pages. Where glyphs stand is compared as text first, since that says what went wrong; then the pixels.
// KATERN_GOLDEN=write makes them anew: look at them.
#pragma once

#include <string>

#include "draw/draw.h"

namespace katern::draw {

// Line by line: its place, then each run with its glyphs. A hundredth of a pixel is more than anyone sees.
[[nodiscard]] std::string dump(const typeset::ChapterLayout& layout);
// Both by the name of a file in golden/, a picture's without its extension.
void check_golden_text(const std::string& name, const std::string& now);
void check_golden_picture(const std::string& name, const BitmapCanvas& canvas);

}  // namespace katern::draw
