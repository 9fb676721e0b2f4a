// The ground of a panel at the right of the window: one panel stands there at a time.
#pragma once

#include "ui/ui.h"

namespace katern::ui {

// Draws it, declares it under `id`, and returns where it is: of the window's width where that is narrow, below a bar that stays.
Rect draw_side_panel(Ui& ui, const std::string& id, const std::string& name);

}  // namespace katern::ui
