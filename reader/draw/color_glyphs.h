// Glyphs that a face draws in colours of its own (emoji): small pictures, made once for each size. Inside draw/ only.
#pragma once

#include <map>
#include <memory>
#include <tuple>

#include "draw/draw.h"

namespace katern::draw {

// Belongs to one thread.
class ColorGlyphs {
public:
    ColorGlyphs();
    ~ColorGlyphs();
    ColorGlyphs(const ColorGlyphs&) = delete;
    ColorGlyphs& operator=(const ColorGlyphs&) = delete;

    struct Placed {
        std::shared_ptr<const Picture> picture;  // null: this glyph has no colours of its own
        int left = 0, top = 0;                   // from the pen, in device px; top upward
    };
    // `size`: device px per em.
    [[nodiscard]] const Placed& find(typeset::FaceId face, float size, std::uint32_t glyph);

private:
    struct Freetype;
    std::unique_ptr<Freetype> freetype_;
    std::map<std::tuple<typeset::FaceId, int, std::uint32_t>, Placed> placed_;
};

}  // namespace katern::draw
