// Tags as chips with a field for the next one: what is typed is completed by the tags that there are. Tab or Enter takes
// what is offered, the arrows choose another one, a comma takes what was typed as it stands.
#pragma once

#include <string>
#include <vector>

#include "ui/ui.h"

namespace katern::ui {

struct TagsChanged {
    std::string added, removed;  // at most one of them
};
struct TagField {
    std::string id;                 // of the field; chips are below it
    std::vector<std::string> tags;  // there already
    Point at;
    Px width = 0;
};
[[nodiscard]] Px tag_field_height(Ui& ui, const TagField& field);
[[nodiscard]] TagsChanged draw_tag_field(Ui& ui, const TagField& field);

}  // namespace katern::ui
