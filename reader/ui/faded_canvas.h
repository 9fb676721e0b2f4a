// Another canvas, with everything a little thinner: what appears or goes.
#pragma once

#include "draw/draw.h"

namespace katern::ui {

class FadedCanvas final : public draw::Canvas {
public:
    FadedCanvas(draw::Canvas& below, float share) : below_(below), share_(share) { scale_ = below.scale(); }
    void fill(draw::Rect rect, draw::Color color, draw::Px radius) override {
        below_.fill(rect, color.with_alpha(share_), radius);
    }
    void outline(draw::Rect rect, draw::Color color, draw::Px width, draw::Px radius) override {
        below_.outline(rect, color.with_alpha(share_), width, radius);
    }
    void stroke(draw::Point from, draw::Point to, draw::Color color, draw::Px width) override {
        below_.stroke(from, to, color.with_alpha(share_), width);
    }
    void glyph(typeset::FaceId face, draw::Px size, std::uint32_t glyph, draw::Point pen, draw::Color color) override {
        below_.glyph(face, size, glyph, pen, color.with_alpha(share_));
    }
    // A picture has no thinness of its own: it is there from the middle on.
    void picture(const std::shared_ptr<const draw::Picture>& picture, draw::Rect rect) override {
        if (share_ > 0.5F) below_.picture(picture, rect);
    }
    void push_clip(draw::Rect rect) override { below_.push_clip(rect); }
    void pop_clip() override { below_.pop_clip(); }

private:
    draw::Canvas& below_;
    float share_;
};

}  // namespace katern::ui
