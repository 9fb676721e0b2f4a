// The parts of Terugblik that are files of their own. Each returns its height.
#pragma once

#include <optional>

#include "app/looking_back.h"
#include "ui/ui.h"

namespace katern::ui {

// A place that a person wants to go to: done when nothing of the view is drawn any more.
struct GoTo {
    std::string chapter;
    std::size_t code_point = 0;
};

Px draw_look_back_picture(Ui& ui, Point at, Px width);                          // look_back_picture.cpp
Px draw_look_back_picked(Ui& ui, Point at, Px width, std::optional<GoTo>& go);  // what the chosen dots are
Px draw_look_back_table(Ui& ui, Point at, Px width, const Rect& view, std::optional<GoTo>& go);  // look_back_table.cpp
Px draw_open_outcomes(Ui& ui, Point at, Px width);                                               // view_look_back.cpp
Px draw_second_looks(Ui& ui, Point at, Px width, std::optional<GoTo>& go);                       // second_looks.cpp

[[nodiscard]] Color color_of(const Theme& theme, share::Stage stage);

}  // namespace katern::ui
