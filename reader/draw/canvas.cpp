// What every canvas does the same way: text, and the soft shadow of a card.
#include <algorithm>
#include <cmath>

#include "draw/color_glyphs.h"
#include "draw/draw.h"

namespace katern::draw {
namespace {

// Of the size of the type, from the baseline.
constexpr float underline_below = 0.17F;
constexpr float strike_above = 0.27F;
constexpr float link_underline_alpha = 0.4F;

// Emoji: a picture on whole device pixels. False for what is drawn in the colour of the text.
bool colored_glyph(Canvas& canvas, typeset::FaceId face, Px size, std::uint32_t glyph, Point pen) {
    if (face < typeset::first_system_face) return false;
    static thread_local ColorGlyphs colored;
    const float scale = canvas.scale();
    const ColorGlyphs::Placed& placed = colored.find(face, size * scale, glyph);
    if (!placed.picture) return false;
    const float left = std::round(pen.x * scale) + static_cast<float>(placed.left);
    const float top = std::round(pen.y * scale) - static_cast<float>(placed.top);
    canvas.picture(placed.picture, {left / scale, top / scale, static_cast<float>(placed.picture->width) / scale,
                                    static_cast<float>(placed.picture->height) / scale});
    return true;
}

}  // namespace

Px Canvas::snapped(Px v) const {
    return std::round(v * scale_) / scale_;
}

Canvas::Pen Canvas::pen_at(typeset::FaceId face, Px size, std::uint32_t glyph, Point at, Color color) const {
    Pen pen;
    const auto quarters = static_cast<int>(std::floor(at.x * scale_ * 4 + 0.5F));
    pen.key.face = face;
    pen.key.phase = static_cast<std::uint8_t>(quarters & 3);
    pen.key.size = static_cast<std::uint16_t>(std::clamp(std::round(size * scale_ * 64), 64.0F, 65'535.0F));
    pen.key.glyph = glyph;
    pen.key.tone = tone_of(color);
    pen.x = quarters >> 2;
    pen.y = static_cast<int>(std::floor(at.y * scale_ + 0.5F));
    return pen;
}

void Canvas::shadow(Rect rect, Color color, Px radius) {
    // A blurred edge is near enough a pile of rounded rectangles that grow while they fade.
    const auto layer = [&](Px drop, Px reach, int steps, float strength) {
        const Color thin = color.with_alpha(strength / static_cast<float>(steps));
        for (int step = 0; step < steps; ++step) {
            const Px by = reach * (1 - 2 * (static_cast<float>(step) + 0.5F) / static_cast<float>(steps));
            fill(rect.moved(0, drop).grown(by), thin, std::max(radius + by, 2.0F));
        }
    };
    layer(8, 14, 14, 1);
    layer(1, 1, 2, 0.5F);
}

void Canvas::run(const typeset::Run& run, std::span<const typeset::Glyph> glyphs, Point baseline, Color color, std::string_view) {
    for (const typeset::Glyph& g : glyphs) {
        const Point pen{baseline.x + g.x, baseline.y - g.dy};
        if (!colored_glyph(*this, run.face, run.size, g.id, pen)) glyph(run.face, run.size, g.id, pen, color);
    }
}

bool Canvas::figure(Pictures&, const std::string&, Rect, Color) {
    return false;
}

void Canvas::line(const typeset::Line& line, Point origin, const Theme& theme, std::string_view text) {
    for (const typeset::Run& run : line.runs) {
        if (run.count == 0) continue;
        const Color color = theme.of(run.ink);
        const std::span glyphs = std::span(line.glyphs).subspan(run.first, run.count);
        const Px baseline = origin.y + line.baseline - run.rise;
        const Px left = origin.x + glyphs.front().x;
        const Px width = origin.x + glyphs.back().x + glyphs.back().advance - left;
        // Under the letters, so that their tails stay whole.
        if (run.link >= 0)
            fill({left, snapped(baseline) + snapped(run.size * underline_below), width, 1 / scale_},
                 theme.accent.with_alpha(link_underline_alpha));
        this->run(run, glyphs, {origin.x, baseline}, color, text);
        if (run.strike)
            fill({left, snapped(baseline) - snapped(run.size * strike_above), width, std::max(1.0F, run.size / 15)},
                 color);
    }
}

void Canvas::text(const typeset::TextLayout& layout, Point origin, const Theme& theme, std::string_view words) {
    for (const typeset::Line& each : layout.lines) line(each, origin, theme, words);
}

}  // namespace katern::draw
