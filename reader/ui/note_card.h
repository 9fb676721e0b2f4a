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
// A note with its bold and italic words, as set_text sets it.
[[nodiscard]] typeset::TextLayout set_note(Ui& ui, const std::string& markdown, const typeset::TextStyle& style,
                                           Px measure, std::size_t most_lines = 0);
// The addresses in it, as drawn at this point: links that lead there. After the item of the card that they lie on.
void declare_note_links(Ui& ui, const std::string& id, const std::string& markdown, const typeset::TextLayout& set, Point at);

}  // namespace katern::ui
