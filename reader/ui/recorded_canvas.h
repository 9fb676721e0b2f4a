// A canvas that draws on another and remembers what it drew, so that a view can still be shown while it goes: by then what it
// showed may not be there any more.
#pragma once

#include <memory>
#include <vector>

#include "draw/draw.h"

namespace katern::ui {

class Drawing {
public:
    void draw_on(draw::Canvas& canvas) const;
    [[nodiscard]] bool empty() const { return strokes_.empty(); }

private:
    friend class RecordedCanvas;
    enum class What : std::uint8_t { fill, outline, stroke, glyph, picture, push_clip, pop_clip };
    struct Stroke {
        What what = What::fill;
        draw::Color color;
        draw::Rect rect;  // of a line and of a glyph only its ends and its pen
        draw::Px width = 0, radius = 0;
        typeset::FaceId face = 0;
        std::uint32_t glyph = 0;
    };
    std::vector<Stroke> strokes_;
    std::vector<std::shared_ptr<const draw::Picture>> pictures_;  // Stroke::glyph is the index
};

class RecordedCanvas final : public draw::Canvas {
public:
    RecordedCanvas(draw::Canvas& below, Drawing& kept) : below_(below), kept_(kept) { scale_ = below.scale(); }
    void fill(draw::Rect rect, draw::Color color, draw::Px radius) override;
    void outline(draw::Rect rect, draw::Color color, draw::Px width, draw::Px radius) override;
    void stroke(draw::Point from, draw::Point to, draw::Color color, draw::Px width) override;
    void glyph(typeset::FaceId face, draw::Px size, std::uint32_t glyph, draw::Point pen, draw::Color color) override;
    void picture(const std::shared_ptr<const draw::Picture>& picture, draw::Rect rect) override;
    void push_clip(draw::Rect rect) override;
    void pop_clip() override;

private:
    draw::Canvas& below_;
    Drawing& kept_;
};

}  // namespace katern::ui
