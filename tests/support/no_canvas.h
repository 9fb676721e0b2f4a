// Takes what is drawn and does nothing with it: where an item stands is known without a pixel, and a bench measures the
// program's own work.
#pragma once

#include <memory>

#include "draw/draw.h"

namespace katern::test {

class NoCanvas final : public draw::Canvas {
public:
    void fill(typeset::Rect, draw::Color, typeset::Px) override {}
    void outline(typeset::Rect, draw::Color, typeset::Px, typeset::Px) override {}
    void stroke(typeset::Point, typeset::Point, draw::Color, typeset::Px) override {}
    void glyph(typeset::FaceId, typeset::Px, std::uint32_t, typeset::Point, draw::Color) override {}
    void picture(const std::shared_ptr<const draw::Picture>&, typeset::Rect) override {}
    void push_clip(typeset::Rect) override {}
    void pop_clip() override {}
};

}  // namespace katern::test
