#include "ui/chips.h"

#include <algorithm>

#include "ui/icons.h"

namespace katern::ui {
namespace {

constexpr Px gap = 6, line_gap = 6, padding = 11, sign = 18, sign_room = 25, cross_room = 18, longest = 220;

}  // namespace

Rect Chips::place(Px wide) {
    wide = std::min(wide, width_);
    if (to_.x + wide > at_.x + width_ && to_.x > at_.x) to_ = {at_.x, to_.y + chip_height + line_gap};
    const Rect rect{to_.x, to_.y, wide, chip_height};
    to_.x += wide + gap;
    any_ = true;
    return rect;
}

bool Chips::chip(const std::string& id, const std::string& label, const Look& look) {
    typeset::TextStyle style = Ui::sans(12);
    const Px before = look.category ? sign_room : 0, behind = look.cross ? cross_room : 0;
    const typeset::TextLayout words = ui_.set(label, style, longest, 1);
    const Rect rect = place(words.width + before + behind + 2 * padding - (look.category ? 5 : 0));
    const Role role = look.cross ? Role::button : Role::toggle;
    const Ui::State state = ui_.item({id, role, look.name.empty() ? label : look.name, look.on ? "1" : "0", rect, 0, true});
    const Theme& theme = ui_.theme();
    if (look.on || state.hot) ui_.canvas().fill(rect, look.on ? theme.card : theme.line.with_alpha(0.4F), chip_height / 2);
    if (look.on) ui_.canvas().fill(rect, theme.accent.with_alpha(0.1F), chip_height / 2);
    ui_.canvas().outline(rect, look.on ? theme.accent : state.hot ? theme.quiet : theme.line, 1, chip_height / 2);
    Px x = rect.x + padding;
    if (look.category) {
        ui_.category_sign({rect.x + 6, rect.y + 5, sign, sign}, *look.category);
        x = rect.x + 6 + sign_room;
    }
    ui_.canvas().text(words, {x, rect.y + (rect.height - words.height) / 2}, theme);
    if (look.cross)
        draw_icon(ui_, Icon::cross, {rect.right() - padding - 10, rect.y, 12, rect.height}, state.hot ? theme.ink : theme.quiet);
    if (state.shows_focus) ui_.focus_ring(rect, chip_height / 2);
    if (state.hot) ui_.pointer(Pointer::hand);
    return state.clicked;
}

}  // namespace katern::ui
