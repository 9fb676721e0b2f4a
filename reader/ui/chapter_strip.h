// Where the notes of a chapter are, as a strip in the colours of their categories below its title in the contents.
#pragma once

#include "ui/ui.h"

namespace katern::ui {

// Nothing where the chapter has none. Returns the height that it takes. A click, or Enter after the arrows have chosen,
// goes to the note there.
Px draw_chapter_strip(Ui& ui, std::size_t chapter, Point at, Px width);
// What the pointer or the keyboard is at, over everything else of the pane.
void draw_strip_tip(Ui& ui, Rect pane);

}  // namespace katern::ui
