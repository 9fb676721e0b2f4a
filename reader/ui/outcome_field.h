// What came of a decision or an action: shown, or typed where it stands.
#pragma once

#include <string>

#include "ui/ui.h"

namespace katern::ui {

// `of`: what it is about, for who can't see it. Returns the height.
Px draw_outcome(Ui& ui, const std::string& id, const std::string& of, const std::string& outcome, Point at, Px width);
// Its first field gets the keyboard.
void focus_outcome(Ui& ui, const std::string& id);

}  // namespace katern::ui
