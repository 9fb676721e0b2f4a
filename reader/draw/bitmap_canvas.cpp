// The canvas in memory. Blends 8-bit sRGB values as they are, as a graphics card does, so that a page that is drawn
// without a window looks like the one in it.
#include <algorithm>
#include <cmath>

#include "draw/draw.h"

namespace katern::draw {
namespace {

// Device px; edges are whole.
struct Edges {
    int left, top, right, bottom;
};

// What has a width stays visible, however thin.
std::pair<int, int> whole(Px from, Px length, float scale) {
    const auto start = static_cast<int>(std::floor(from * scale + 0.5F));
    const auto end = static_cast<int>(std::floor((from + length) * scale + 0.5F));
    return {start, length > 0 ? std::max(end, start + 1) : start};
}

Edges edges_of(Rect rect, float scale) {
    const auto [left, right] = whole(rect.x, rect.width, scale);
    const auto [top, bottom] = whole(rect.y, rect.height, scale);
    return {left, top, right, bottom};
}

// How much of a pixel lies within a rectangle with round corners: by the distance of its centre to the edge.
float coverage_of(const Edges& edges, float radius, int x, int y) {
    const float half_width = static_cast<float>(edges.right - edges.left) / 2;
    const float half_height = static_cast<float>(edges.bottom - edges.top) / 2;
    const float r = std::min({radius, half_width, half_height});
    const float dx =
        std::abs(static_cast<float>(x) + 0.5F - static_cast<float>(edges.left) - half_width) - half_width + r;
    const float dy =
        std::abs(static_cast<float>(y) + 0.5F - static_cast<float>(edges.top) - half_height) - half_height + r;
    const float outside = std::hypot(std::max(dx, 0.0F), std::max(dy, 0.0F)) + std::min(std::max(dx, dy), 0.0F) - r;
    return std::clamp(0.5F - outside, 0.0F, 1.0F);
}

}  // namespace

BitmapCanvas::BitmapCanvas(std::uint32_t width, std::uint32_t height, float scale, Color ground, GlyphAtlas& atlas)
    : width_(width), height_(height), rgba_(static_cast<std::size_t>(width) * height * 4), atlas_(atlas) {
    scale_ = scale;
    clips_.push_back({0, 0, static_cast<int>(width), static_cast<int>(height)});
    for (std::size_t i = 0; i < rgba_.size(); i += 4) {
        rgba_[i] = ground.r;
        rgba_[i + 1] = ground.g;
        rgba_[i + 2] = ground.b;
        rgba_[i + 3] = 255;
    }
}

void BitmapCanvas::blend(int x, int y, Color color, float coverage) {
    const auto alpha = static_cast<unsigned>(static_cast<float>(color.a) * coverage + 0.5F);
    if (alpha == 0) return;
    std::uint8_t* pixel = &rgba_[(static_cast<std::size_t>(y) * width_ + static_cast<std::size_t>(x)) * 4];
    const auto mix = [alpha](std::uint8_t under, std::uint8_t over) {
        return static_cast<std::uint8_t>((over * alpha + under * (255 - alpha) + 127) / 255);
    };
    pixel[0] = mix(pixel[0], color.r);
    pixel[1] = mix(pixel[1], color.g);
    pixel[2] = mix(pixel[2], color.b);
}

void BitmapCanvas::fill(Rect rect, Color color, Px radius) {
    const Edges edges = edges_of(rect, scale_);
    const Clip& clip = clips_.back();
    const float round = radius * scale_;
    for (int y = std::max(edges.top, clip.top); y < std::min(edges.bottom, clip.bottom); ++y)
        for (int x = std::max(edges.left, clip.left); x < std::min(edges.right, clip.right); ++x)
            blend(x, y, color, round > 0 ? coverage_of(edges, round, x, y) : 1.0F);
}

void BitmapCanvas::outline(Rect rect, Color color, Px width, Px radius) {
    const Edges outer = edges_of(rect, scale_);
    const int thick = std::max(1, static_cast<int>(std::round(width * scale_)));
    const Edges inner{outer.left + thick, outer.top + thick, outer.right - thick, outer.bottom - thick};
    const bool hollow = inner.left < inner.right && inner.top < inner.bottom;
    const Clip& clip = clips_.back();
    const float round = radius * scale_;
    const float inner_round = std::max(0.0F, round - static_cast<float>(thick));
    for (int y = std::max(outer.top, clip.top); y < std::min(outer.bottom, clip.bottom); ++y) {
        for (int x = std::max(outer.left, clip.left); x < std::min(outer.right, clip.right); ++x) {
            const float hole = hollow ? coverage_of(inner, inner_round, x, y) : 0.0F;
            blend(x, y, color, std::max(0.0F, coverage_of(outer, round, x, y) - hole));
        }
    }
}

void BitmapCanvas::stroke(Point from, Point to, Color color, Px width) {
    const float ax = from.x * scale_, ay = from.y * scale_;
    const float bx = to.x * scale_, by = to.y * scale_;
    const float half = std::max(width * scale_, 1.0F) / 2;
    const float length_squared = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
    const Clip& clip = clips_.back();
    const int left = std::max(clip.left, static_cast<int>(std::floor(std::min(ax, bx) - half - 1)));
    const int right = std::min(clip.right, static_cast<int>(std::ceil(std::max(ax, bx) + half + 1)));
    const int top = std::max(clip.top, static_cast<int>(std::floor(std::min(ay, by) - half - 1)));
    const int bottom = std::min(clip.bottom, static_cast<int>(std::ceil(std::max(ay, by) + half + 1)));
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const float px = static_cast<float>(x) + 0.5F, py = static_cast<float>(y) + 0.5F;
            // Nearest point of the segment.
            const float t =
                length_squared > 0
                    ? std::clamp(((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length_squared, 0.0F, 1.0F)
                    : 0.0F;
            const float distance = std::hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
            blend(x, y, color, std::clamp(half - distance + 0.5F, 0.0F, 1.0F));
        }
    }
}

void BitmapCanvas::glyph(typeset::FaceId face, Px size, std::uint32_t glyph, Point at, Color color) {
    const Pen pen = pen_at(face, size, glyph, at, color);
    const GlyphBitmap* bitmap = atlas_.find(pen.key);
    if (!bitmap) {  // the page is full, and here no frame is under way that would need what is on it
        atlas_.clear();
        bitmap = atlas_.find(pen.key);
    }
    if (!bitmap || bitmap->width == 0) return;
    const Clip& clip = clips_.back();
    const int left = pen.x + bitmap->left;
    const int top = pen.y - bitmap->top;
    for (int y = std::max(top, clip.top); y < std::min(top + bitmap->height, clip.bottom); ++y) {
        const std::uint8_t* row =
            &atlas_.coverage()[static_cast<std::size_t>(bitmap->y + y - top) * atlas_.side() + bitmap->x];
        for (int x = std::max(left, clip.left); x < std::min(left + bitmap->width, clip.right); ++x)
            blend(x, y, color, static_cast<float>(row[x - left]) / 255);
    }
}

void BitmapCanvas::picture(const std::shared_ptr<const Picture>& picture, Rect rect) {
    if (!picture || picture->width == 0 || picture->height == 0) return;
    const Edges edges = edges_of(rect, scale_);
    const Clip& clip = clips_.back();
    const auto wide = static_cast<std::size_t>(std::max(1, edges.right - edges.left));
    const auto high = static_cast<std::size_t>(std::max(1, edges.bottom - edges.top));
    for (int y = std::max(edges.top, clip.top); y < std::min(edges.bottom, clip.bottom); ++y) {
        const std::size_t row = static_cast<std::size_t>(y - edges.top) * picture->height / high;
        for (int x = std::max(edges.left, clip.left); x < std::min(edges.right, clip.right); ++x) {
            const std::size_t column = static_cast<std::size_t>(x - edges.left) * picture->width / wide;
            const std::uint8_t* pixel = &picture->rgba[(row * picture->width + column) * 4];
            blend(x, y, {pixel[0], pixel[1], pixel[2], pixel[3]}, 1);
        }
    }
}

void BitmapCanvas::push_clip(Rect rect) {
    const Edges edges = edges_of(rect, scale_);
    const Clip& last = clips_.back();
    Clip clip{std::max(edges.left, last.left), std::max(edges.top, last.top), std::min(edges.right, last.right),
              std::min(edges.bottom, last.bottom)};
    clip.right = std::max(clip.right, clip.left);
    clip.bottom = std::max(clip.bottom, clip.top);
    clips_.push_back(clip);
}

void BitmapCanvas::pop_clip() {
    if (clips_.size() > 1) clips_.pop_back();
}

}  // namespace katern::draw
