// Drawings as SVG, by librsvg. They get nothing but their own bytes (no files, no network), and their letters are set in the
// faces that ship. Inside draw/ only.
#pragma once

#include <optional>
#include <string_view>

#include "draw/draw.h"

namespace katern::draw {

// It begins as markup; a bitmap never does.
[[nodiscard]] bool looks_like_svg(std::string_view bytes);
// px at 100%, by what its first tag says; the rest may be missing or broken. Nothing: it is no SVG, or says nothing.
[[nodiscard]] std::optional<Size> svg_size(std::string_view bytes);
// At the origin, in the cairo's own units. False: broken.
[[nodiscard]] bool render_svg(std::string_view bytes, cairo_t* cairo, double width, double height, Color ink);
// The part as pixels; nothing when it is broken.
[[nodiscard]] std::optional<Picture> draw_svg(std::string_view bytes, const PicturePart& part, Color ink);

}  // namespace katern::draw
