// A drag over the page that selects: for the words themselves and for the handles of a mark. Inside ui/ only.
#pragma once

#include "ui/ui.h"

namespace katern::ui {

// Shorter ones select nothing.
[[nodiscard]] bool is_drag(Point moved);
// The grapheme border nearest to a point, of what is shown: past the edge of the page that of its first or last line.
[[nodiscard]] std::size_t byte_under_drag(Ui& ui, Point at);
// Past the edge of the page or window the view goes on by itself, within the chapter, and asks for the next frame.
void go_on_past_edge(Ui& ui);

}  // namespace katern::ui
