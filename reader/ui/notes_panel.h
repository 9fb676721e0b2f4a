// The parts of the panel with notes: what stands above its list (notes_filter.cpp), the list (view_notes.cpp), and what
// stands below it (notes_foot.cpp).
#pragma once

#include "ui/ui.h"

namespace katern::ui {

inline constexpr Px notes_padding = 16;

// Head, search field, and a chip for each thing that the list is filtered by. Returns where the list begins.
Px draw_notes_controls(Ui& ui, Rect panel, Px y);
// What can be filtered, ordered and grouped by: a card over the list, while it is asked for.
void draw_notes_filter(Ui& ui, Rect panel);
// The way out to a file; while several notes are chosen, what can be done with them.
[[nodiscard]] Px notes_foot_height(Ui& ui, Px width);
void draw_notes_foot(Ui& ui, Rect foot);

}  // namespace katern::ui
