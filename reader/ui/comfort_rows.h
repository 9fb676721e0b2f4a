// What the panel of reading settings is made of (view_comfort.cpp, comfort_faces.cpp, comfort_colours.cpp). Each draws at the
// place that it is given and returns how high it is.
#pragma once

#include "ui/ui.h"

namespace katern::ui {

inline constexpr Px comfort_row = 34;

struct Choice {
    const char* id;
    Word label;
    std::string value;
    void (*step)(app::Settings& settings, int by);
    bool opens_list = false;  // its value is a button as well
};

[[nodiscard]] std::vector<Choice> first_choices(Ui& ui);
[[nodiscard]] std::vector<Choice> more_choices(Ui& ui);
// A name, and its value between two buttons. The first rows have wide values, those below them long names.
inline constexpr Px wide_value = 124, narrow_value = 62;
void choice_row(Ui& ui, const Choice& choice, Rect row, Px value_width);

[[nodiscard]] std::string face_name(Ui& ui, typeset::Family family);

// Ink and paper of one's own: a field for each colour's number, sliders, and how far they stand apart.
Px draw_own_colours(Ui& ui, Point at, Px width);
// The list of typefaces, with a field to find one; what is chosen shows at once.
Px draw_faces(Ui& ui, Point at, Px width, Px most);

}  // namespace katern::ui
