#include "ui/icons.h"

namespace katern::ui {
namespace {

constexpr Px pen = 1.3F;

void chevron(Ui& ui, Point middle, Point outward, Color color) {
    // The point lies `reach` outward of the middle, both ends as far inward and `spread` to the sides.
    constexpr Px reach = 2, spread = 3.6F;
    const Point tip{middle.x + outward.x * reach, middle.y + outward.y * reach};
    for (const Px side : {-1.0F, 1.0F}) {
        const Point end{middle.x - outward.x * reach + outward.y * spread * side,
                        middle.y - outward.y * reach + outward.x * spread * side};
        ui.canvas().stroke(end, tip, color, pen);
    }
}

}  // namespace

void draw_icon(Ui& ui, Icon icon, Rect rect, Color color) {
    Canvas& canvas = ui.canvas();
    const Point m{canvas.snapped(rect.x + rect.width / 2), canvas.snapped(rect.y + rect.height / 2)};
    switch (icon) {
        case Icon::lines:
            for (const Px y : {-4.0F, 0.0F, 4.0F}) canvas.fill({m.x - 5, m.y + y - 0.5F, 10, 1}, color);
            return;
        case Icon::dots:
            for (const Px x : {-5.0F, 0.0F, 5.0F})
                canvas.fill({m.x + x - 1.25F, m.y - 1.25F, 2.5F, 2.5F}, color, 1.25F);
            return;
        case Icon::cross:
            canvas.stroke({m.x - 3.8F, m.y - 3.8F}, {m.x + 3.8F, m.y + 3.8F}, color, pen);
            canvas.stroke({m.x - 3.8F, m.y + 3.8F}, {m.x + 3.8F, m.y - 3.8F}, color, pen);
            return;
        case Icon::left:
            return chevron(ui, m, {-1, 0}, color);
        case Icon::right:
            return chevron(ui, m, {1, 0}, color);
        case Icon::up:
            return chevron(ui, m, {0, -1}, color);
        case Icon::down:
            return chevron(ui, m, {0, 1}, color);
        case Icon::ribbon:
            // A strip with a notch below.
            canvas.fill({m.x - 4, m.y - 6, 8, 8}, color, 1);
            for (Px x = 0; x < 4; x += 0.5F)
                for (const Px side : {-1.0F, 1.0F}) canvas.stroke({m.x + side * x, m.y}, {m.x + side * x, m.y + 2.5F + x * 0.9F}, color, 0.6F);
            return;
        case Icon::ribbon_outline:
            canvas.stroke({m.x - 4, m.y - 6}, {m.x + 4, m.y - 6}, color, pen);
            canvas.stroke({m.x - 4, m.y - 6}, {m.x - 4, m.y + 6}, color, pen);
            canvas.stroke({m.x + 4, m.y - 6}, {m.x + 4, m.y + 6}, color, pen);
            canvas.stroke({m.x - 4, m.y + 6}, {m.x, m.y + 2.5F}, color, pen);
            canvas.stroke({m.x, m.y + 2.5F}, {m.x + 4, m.y + 6}, color, pen);
            return;
        case Icon::tick:
            canvas.stroke({m.x - 4.5F, m.y}, {m.x - 1.2F, m.y + 3.5F}, color, pen);
            canvas.stroke({m.x - 1.2F, m.y + 3.5F}, {m.x + 4.5F, m.y - 4}, color, pen);
            return;
    }
}

bool icon_button(Ui& ui, const std::string& id, Rect rect, Icon icon, const std::string& name, bool enabled) {
    const Ui::State state = ui.item({id, Role::button, name, {}, rect, 0, enabled});
    if (state.hot && enabled) ui.canvas().fill(rect, ui.theme().line.with_alpha(0.55F), 8);
    draw_icon(ui, icon, rect, state.hot && enabled ? ui.theme().ink : ui.theme().quiet);
    if (state.shows_focus) ui.focus_ring(rect, 8);
    if (state.hot && enabled) ui.pointer(Pointer::hand);
    return state.clicked && enabled;
}

}  // namespace katern::ui
