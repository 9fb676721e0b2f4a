#include "ui/recorded_canvas.h"

namespace katern::ui {

void Drawing::draw_on(draw::Canvas& canvas) const {
    for (const Stroke& s : strokes_) {
        switch (s.what) {
            case What::fill: canvas.fill(s.rect, s.color, s.radius); break;
            case What::outline: canvas.outline(s.rect, s.color, s.width, s.radius); break;
            case What::stroke: canvas.stroke({s.rect.x, s.rect.y}, {s.rect.right(), s.rect.bottom()}, s.color, s.width); break;
            case What::glyph: canvas.glyph(s.face, s.width, s.glyph, {s.rect.x, s.rect.y}, s.color); break;
            case What::picture: canvas.picture(pictures_[s.glyph], s.rect); break;
            case What::push_clip: canvas.push_clip(s.rect); break;
            case What::pop_clip: canvas.pop_clip(); break;
        }
    }
}

void RecordedCanvas::fill(draw::Rect rect, draw::Color color, draw::Px radius) {
    kept_.strokes_.push_back({Drawing::What::fill, color, rect, 0, radius, 0, 0});
    below_.fill(rect, color, radius);
}

void RecordedCanvas::outline(draw::Rect rect, draw::Color color, draw::Px width, draw::Px radius) {
    kept_.strokes_.push_back({Drawing::What::outline, color, rect, width, radius, 0, 0});
    below_.outline(rect, color, width, radius);
}

void RecordedCanvas::stroke(draw::Point from, draw::Point to, draw::Color color, draw::Px width) {
    const draw::Rect ends{from.x, from.y, to.x - from.x, to.y - from.y};
    kept_.strokes_.push_back({Drawing::What::stroke, color, ends, width, 0, 0, 0});
    below_.stroke(from, to, color, width);
}

void RecordedCanvas::glyph(typeset::FaceId face, draw::Px size, std::uint32_t glyph, draw::Point pen, draw::Color color) {
    kept_.strokes_.push_back({Drawing::What::glyph, color, {pen.x, pen.y, 0, 0}, size, 0, face, glyph});
    below_.glyph(face, size, glyph, pen, color);
}

void RecordedCanvas::picture(const std::shared_ptr<const draw::Picture>& picture, draw::Rect rect) {
    const auto index = static_cast<std::uint32_t>(kept_.pictures_.size());
    kept_.pictures_.push_back(picture);
    kept_.strokes_.push_back({Drawing::What::picture, {}, rect, 0, 0, 0, index});
    below_.picture(picture, rect);
}

void RecordedCanvas::push_clip(draw::Rect rect) {
    kept_.strokes_.push_back({Drawing::What::push_clip, {}, rect, 0, 0, 0, 0});
    below_.push_clip(rect);
}

void RecordedCanvas::pop_clip() {
    kept_.strokes_.push_back({Drawing::What::pop_clip, {}, {}, 0, 0, 0, 0});
    below_.pop_clip();
}

}  // namespace katern::ui
