// The few signs of the program itself, drawn as strokes: crisp at every scale, and of no font.
#pragma once

#include "ui/ui.h"

namespace katern::ui {

enum class Icon : std::uint8_t { lines, dots, cross, left, right, up, down, tick, ribbon, ribbon_outline };

// In the middle of `rect`, about 10 px wide.
void draw_icon(Ui& ui, Icon icon, Rect rect, Color color);
// A quiet button of at least 28 px that shows an icon only; `name` is what it is called.
bool icon_button(Ui& ui, const std::string& id, Rect rect, Icon icon, const std::string& name, bool enabled = true);

}  // namespace katern::ui
