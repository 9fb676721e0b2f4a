#include "ui/measured.h"

namespace katern::ui {
namespace {

class Nothing final : public draw::Canvas {
public:
    void fill(Rect, Color, Px) override {}
    void outline(Rect, Color, Px, Px) override {}
    void stroke(Point, Point, Color, Px) override {}
    void glyph(typeset::FaceId, Px, std::uint32_t, Point, Color) override {}
    void picture(const std::shared_ptr<const draw::Picture>&, Rect) override {}
    void push_clip(Rect) override {}
    void pop_clip() override {}
};

}  // namespace

Px measured(Ui& ui, const std::function<Px(Ui&)>& draw) {
    Nothing nothing;
    Input no_input;
    Memory no_memory;
    Ui measuring(nothing, ui.theme(), ui.reader(), no_input, no_memory);
    return draw(measuring);
}

}  // namespace katern::ui
