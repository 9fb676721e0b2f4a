// In high contrast a category is a form of line, beside its sign: solid, dashed, dotted, wavy, double.
#include <cmath>

#include "draw/draw.h"

namespace katern::draw {
namespace {

constexpr Px thickness = 2;
constexpr Px dash = 7, dash_gap = 4;
constexpr Px dot_step = 5;
constexpr Px double_weight = 1.5F, double_gap = 2;
constexpr Px wave_length = 8, wave_height = 3;
constexpr int wave_steps = 8;  // straight pieces of one wave

// Whole device pixels, so that a line has the same thickness on every line of the page.
Px whole(Px length, float scale) {
    return std::max(1.0F, std::round(length * scale)) / scale;
}

void dashes(Canvas& canvas, Rect line, Color color) {
    for (Px x = line.x; x < line.right(); x += dash + dash_gap)
        canvas.fill({x, line.y, std::min(dash, line.right() - x), line.height}, color);
}

void dots(Canvas& canvas, Rect line, Color color) {
    const Px side = line.height * 1.25F;
    for (Px x = line.x; x + side <= line.right(); x += dot_step) canvas.fill({x, line.y, side, side}, color, side / 2);
}

void wave(Canvas& canvas, Rect line, Color color) {
    const auto height_at = [&](Px x) {
        return line.y + line.height / 2 - wave_height / 2 * std::sin((x - line.x) / wave_length * 6.2832F);
    };
    const Px step = wave_length / wave_steps;
    for (Px x = line.x; x < line.right(); x += step) {
        const Px end = std::min(x + step, line.right());
        canvas.stroke({x, height_at(x)}, {end, height_at(end)}, color, line.height * 0.75F);
    }
}

}  // namespace

void draw_underline(Canvas& canvas, Category category, Rect rect, Color color) {
    const float scale = canvas.scale();
    const Px height = whole(thickness, scale);
    const Rect line{rect.x, canvas.snapped(rect.bottom()) - height, rect.width, height};
    switch (category) {
        case Category::inzicht:
            return canvas.fill(line, color);
        case Category::vraag:
            return dashes(canvas, line, color);
        case Category::actie:
            return dots(canvas, line, color);
        case Category::twijfel:
            return wave(canvas, line, color);
        case Category::citaat: {
            const Px thin = whole(double_weight, scale);
            canvas.fill({line.x, line.bottom() - thin, line.width, thin}, color);
            return canvas.fill({line.x, line.bottom() - 2 * thin - whole(double_gap, scale), line.width, thin}, color);
        }
        case Category::other:
            return canvas.fill({line.x, line.bottom() - whole(1, scale), line.width, whole(1, scale)}, color);
    }
}

}  // namespace katern::draw
