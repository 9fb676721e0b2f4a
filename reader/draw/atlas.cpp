// Glyphs as FreeType draws them, packed on shelves in one page of coverage.
#include "draw/freetype_faces.h"

#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>

#include "draw/draw.h"

namespace katern::draw {
namespace {

constexpr std::uint16_t largest_atlas_side = 4096;
constexpr std::uint16_t gap = 1;  // so that a neighbour never bleeds in where the page is read between two pixels
constexpr int phase_step = 16;    // a quarter of a device pixel, in 26.6
constexpr int embolden_part = 28; // a bold that a family lacks has stems heavier by this part of an em

}  // namespace

struct GlyphAtlas::Freetype {
    FreetypeFaces faces;

    // The glyph's coverage at this size and phase; null when there is nothing to see (a space, or no such glyph).
    FT_GlyphSlot render(const GlyphKey& key) {
        FT_Face face = faces.open(key.face);
        if (!face) return nullptr;
        // At 72 dots an inch a point is a pixel, so the size in 64ths is taken as it is.
        if (FT_Set_Char_Size(face, 0, key.size, 72, 72) != 0) return nullptr;
        // Light hinting moves outlines up and down only: widths stay what HarfBuzz said, at any phase.
        if (FT_Load_Glyph(face, key.glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return nullptr;
        FT_GlyphSlot slot = face->glyph;
        if (slot->format != FT_GLYPH_FORMAT_OUTLINE || slot->outline.n_points == 0) return nullptr;
        const typeset::FaceSource& source = typeset::face_source(key.face);
        if (source.emboldened) FT_Outline_Embolden(&slot->outline, key.size / embolden_part);
        if (source.slanted) {
            FT_Matrix slant{0x10000, 0x3600, 0, 0x10000};  // 12 degrees
            FT_Outline_Transform(&slot->outline, &slant);
        }
        FT_Outline_Translate(&slot->outline, key.phase * phase_step, 0);
        if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return nullptr;
        if (slot->bitmap.width == 0 || slot->bitmap.rows == 0) return nullptr;
        return slot;
    }
};

GlyphAtlas::GlyphAtlas(std::uint16_t side)
    : freetype_(std::make_unique<Freetype>()),
      coverage_(static_cast<std::size_t>(side) * side),
      side_(side),
      dirty_end_(side) {}
GlyphAtlas::~GlyphAtlas() = default;

std::size_t GlyphAtlas::KeyHash::operator()(const GlyphKey& key) const {
    std::uint64_t bits =
        key.glyph | std::uint64_t{key.size} << 32 | std::uint64_t{key.face} << 48;
    bits ^= std::uint64_t{key.phase} << 30 | std::uint64_t{key.tone} << 26;
    bits ^= bits >> 31;
    bits *= 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(bits ^ (bits >> 29));
}

const GlyphBitmap* GlyphAtlas::find(const GlyphKey& key) {
    if (const auto found = glyphs_.find(key); found != glyphs_.end()) return &found->second;
    GlyphBitmap placed;
    if (const FT_GlyphSlot slot = freetype_->render(key)) {
        const FT_Bitmap& bitmap = slot->bitmap;
        if (bitmap.width >= largest_atlas_side || bitmap.rows >= largest_atlas_side) return nullptr;
        placed.width = static_cast<std::uint16_t>(bitmap.width);
        placed.height = static_cast<std::uint16_t>(bitmap.rows);
        placed.left = static_cast<std::int16_t>(slot->bitmap_left);
        placed.top = static_cast<std::int16_t>(slot->bitmap_top);
        if (!reserve(placed.width, placed.height, placed.x, placed.y)) {
            full_ = true;
            return nullptr;
        }
        const std::array<std::uint8_t, 256>& table = coverage_table(key.tone);
        for (std::size_t row = 0; row < placed.height; ++row) {
            const unsigned char* from =
                bitmap.buffer + static_cast<std::ptrdiff_t>(row) * static_cast<std::ptrdiff_t>(bitmap.pitch);
            std::transform(from, from + placed.width, &coverage_[(placed.y + row) * side_ + placed.x],
                           [&table](unsigned char measured) { return table[measured]; });
        }
        const auto end = static_cast<std::uint16_t>(placed.y + placed.height);
        if (dirty_first_ == dirty_end_) {
            dirty_first_ = placed.y;
            dirty_end_ = end;
        } else {
            dirty_first_ = std::min(dirty_first_, placed.y);
            dirty_end_ = std::max(dirty_end_, end);
        }
    }
    return &glyphs_.emplace(key, placed).first->second;
}

bool GlyphAtlas::reserve(std::uint16_t width, std::uint16_t height, std::uint16_t& x, std::uint16_t& y) {
    for (;;) {
        if (shelf_x_ + width > side_) {
            const int next = shelf_y_ + shelf_height_;
            if (shelf_x_ > 0 && next < side_) {
                shelf_y_ = static_cast<std::uint16_t>(next);
                shelf_x_ = shelf_height_ = 0;
            }
        }
        if (shelf_x_ + width <= side_ && shelf_y_ + height <= side_) {
            x = shelf_x_;
            y = shelf_y_;
            shelf_x_ = static_cast<std::uint16_t>(shelf_x_ + width + gap);
            shelf_height_ = std::max(shelf_height_, static_cast<std::uint16_t>(height + gap));
            return true;
        }
        if (side_ >= largest_atlas_side) return false;
        grow();
    }
}

// What is there stays where it is, on a page twice as wide and high.
void GlyphAtlas::grow() {
    const std::uint16_t old = side_;
    side_ = static_cast<std::uint16_t>(old * 2);
    std::vector<std::uint8_t> larger(static_cast<std::size_t>(side_) * side_);
    for (std::size_t row = 0; row < old; ++row) std::copy_n(&coverage_[row * old], old, &larger[row * side_]);
    coverage_ = std::move(larger);
    dirty_first_ = 0;
    dirty_end_ = side_;
    ++generation_;
}

void GlyphAtlas::clear() {
    glyphs_.clear();
    std::fill(coverage_.begin(), coverage_.end(), std::uint8_t{0});
    shelf_x_ = shelf_y_ = shelf_height_ = 0;
    dirty_first_ = 0;
    dirty_end_ = side_;
    full_ = false;
    ++generation_;
}

std::pair<std::uint16_t, std::uint16_t> GlyphAtlas::take_dirty_rows() {
    const std::pair rows{dirty_first_, dirty_end_};
    dirty_first_ = dirty_end_ = 0;
    return rows;
}

}  // namespace katern::draw
