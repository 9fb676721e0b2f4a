#include "draw/color_glyphs.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "draw/freetype_faces.h"
#include "draw/pixels.h"

namespace katern::draw {
namespace {

constexpr std::size_t most_glyphs = 500;  // some 5 MB at 50 px; past this all are made anew

// FreeType's are premultiplied, blue first.
std::vector<guchar> straight_rgba(const FT_Bitmap& bitmap) {
    std::vector<guchar> rgba(static_cast<std::size_t>(bitmap.width) * bitmap.rows * 4);
    guchar* to = rgba.data();
    for (unsigned y = 0; y < bitmap.rows; ++y) {
        const unsigned char* from = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
        for (unsigned x = 0; x < bitmap.width; ++x, from += 4, to += 4) {
            const unsigned alpha = from[3];
            for (int c = 0; c < 3 && alpha > 0; ++c) to[c] = static_cast<guchar>(std::min(255U, (from[2 - c] * 255U + alpha / 2) / alpha));
            to[3] = static_cast<guchar>(alpha);
        }
    }
    return rgba;
}

}  // namespace

struct ColorGlyphs::Freetype {
    FreetypeFaces faces;

    // Chooses a size to draw at and says how much its pixels must be scaled; nothing when there is none.
    static std::optional<float> choose_size(FT_Face face, float size) {
        if (FT_IS_SCALABLE(face) || face->num_fixed_sizes == 0)
            return FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(size * 64), 72, 72) == 0 ? std::optional(1.0F) : std::nullopt;
        int best = 0;  // the smallest that is large enough, else the largest
        for (int i = 1; i < face->num_fixed_sizes; ++i) {
            const auto ppem = [&](int at) { return static_cast<float>(face->available_sizes[at].y_ppem) / 64; };
            const bool enough = ppem(best) >= size;
            if (enough ? ppem(i) >= size && ppem(i) < ppem(best) : ppem(i) > ppem(best)) best = i;
        }
        if (FT_Select_Size(face, best) != 0) return std::nullopt;
        return size / (static_cast<float>(face->available_sizes[best].y_ppem) / 64);
    }

    Placed draw(typeset::FaceId id, float size, std::uint32_t glyph) {
        Placed placed;
        FT_Face face = faces.open(id);
        const std::optional<float> scale = face && FT_HAS_COLOR(face) ? choose_size(face, size) : std::nullopt;
        if (!scale || FT_Load_Glyph(face, glyph, FT_LOAD_COLOR | FT_LOAD_RENDER) != 0) return placed;
        const FT_Bitmap& bitmap = face->glyph->bitmap;
        if (bitmap.pixel_mode != FT_PIXEL_MODE_BGRA || bitmap.width == 0 || bitmap.rows == 0) return placed;
        const std::vector<guchar> rgba = straight_rgba(bitmap);
        const Owned<GdkPixbuf> whole(gdk_pixbuf_new_from_data(rgba.data(), GDK_COLORSPACE_RGB, TRUE, 8, static_cast<int>(bitmap.width),
                                                              static_cast<int>(bitmap.rows), static_cast<int>(bitmap.width * 4), nullptr, nullptr));
        const auto scaled = [&](float length) { return static_cast<int>(std::lround(length * *scale)); };
        const Owned<GdkPixbuf> small(gdk_pixbuf_scale_simple(whole.get(), std::max(1, scaled(static_cast<float>(bitmap.width))),
                                                             std::max(1, scaled(static_cast<float>(bitmap.rows))), GDK_INTERP_BILINEAR));
        if (!small) return placed;
        placed.picture = std::make_shared<const Picture>(pixels_of(small.get()));
        placed.left = scaled(static_cast<float>(face->glyph->bitmap_left));
        placed.top = scaled(static_cast<float>(face->glyph->bitmap_top));
        return placed;
    }
};

ColorGlyphs::ColorGlyphs() : freetype_(std::make_unique<Freetype>()) {}
ColorGlyphs::~ColorGlyphs() = default;

const ColorGlyphs::Placed& ColorGlyphs::find(typeset::FaceId face, float size, std::uint32_t glyph) {
    const std::tuple key{face, static_cast<int>(std::lround(size * 64)), glyph};
    if (const auto found = placed_.find(key); found != placed_.end()) return found->second;
    if (placed_.size() >= most_glyphs) placed_.clear();
    return placed_.emplace(key, freetype_->draw(face, size, glyph)).first->second;
}

}  // namespace katern::draw
