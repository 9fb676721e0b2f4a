// Somebody as a disc with initials, and several side by side.
#pragma once

#include <string>
#include <vector>

#include "ui/ui.h"

namespace katern::ui {

inline constexpr Px disc_size = 22, disc_gap = 4;

// Mine says "ik".
void draw_person_disc(Ui& ui, Rect disc, const notes::Profile& person, bool mine);
// As many as fit beside each other; the rest as a number. Returns the width that they take.
struct Shown {
    notes::Profile person;
    bool mine = false;
};
Px draw_person_discs(Ui& ui, Point at, Px width, const std::vector<Shown>& people);
// Who marked a passage or spoke at it, others first.
[[nodiscard]] std::vector<Shown> people_at(const app::Reader& reader, const app::PeersPassage& passage);

}  // namespace katern::ui
