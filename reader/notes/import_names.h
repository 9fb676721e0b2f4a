// What a set says beside its notes: how its people and its network are called, and what the network wishes. Undoing the
// import undoes that too, where nothing later was said.
#pragma once

#include <cstdint>
#include <string>

#include "notes/note_set.h"
#include "notes/sqlite.h"

namespace katern::notes {

// How it was before a set came in, as it is kept with the import's undo step.
using NamesBefore = std::string;

// `count_as`: id of the network of mine that the set's counts as; "": as the set says.
[[nodiscard]] NamesBefore names_before(Database& database, const SetHead& head, const std::string& count_as);
void keep_names(Database& database, std::int64_t step, const NamesBefore& names);
void forget_names(Database& database, std::int64_t step);  // of one that turned out to be no step
// As it was, except what was said differently since; after the notes and meetings were taken back. A network that only
// this import brought goes; one in which anything stands stays.
void take_back_names(Database& database, std::int64_t step);

}  // namespace katern::notes
