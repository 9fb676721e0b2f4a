// A note as lists show it: the quote with its category's bar, what was written, and a foot of sign, address and date.
#pragma once

#include <string>

#include "ui/ui.h"

namespace katern::ui {

// px, for a card of this width.
[[nodiscard]] Px note_card_height(Ui& ui, const app::PlacedNote& placed, Px width);
// Without setting anything: from the number of letters.
[[nodiscard]] Px estimated_card_height(const notes::Annotation& note, Px width);
void draw_note_card(Ui& ui, const app::PlacedNote& placed, Rect rect, bool focused, bool hot);

// "12 nov", with the year when it is not this one.
[[nodiscard]] std::string day_of(Ui& ui, notes::Milliseconds at);
// Markdown as plain words: without the signs of bold, italic and code.
[[nodiscard]] std::string without_marks(const std::string& markdown);

}  // namespace katern::ui
