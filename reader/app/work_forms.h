// The work forms of a book: block quotes that begin with a bold "Werkvorm". They can be put on an agenda.
#pragma once

#include <string>
#include <vector>

#include "app/operations.h"

namespace katern::app {

struct WorkForm {
    std::string title;     // "Mijn netwerk op één vel"
    std::string address;   // of its first block
    int minutes = 0;       // as its text says; 0: not said
    notes::Anchor anchor;  // all of it
};

// In reading order. Chapters that can't be read have none.
[[nodiscard]] std::vector<WorkForm> work_forms(const KnownBook& known);
// "Tijd: 25 minuten": the number; where that isn't said, the sum of "(10 minuten)" and its like. 0: neither.
[[nodiscard]] int minutes_said(std::string_view words);

}  // namespace katern::app
