// From the rows that were found to a database that holds together. Internal to notes/.
#pragma once

#include <string>
#include <vector>

#include "notes/clock.h"
#include "notes/sqlite.h"

namespace katern::notes {

// All that can be read from the damaged file, into `database`, which is new and of the same version. Of a field that was
// found twice the later one stays. Ends with the numbers of the annotations in the temporary table `salvaged`.
void take_from_file(Database& database, const std::string& damaged);

// Rows that are missing, from a backup of the same file, by their numbers: these never change, nor are they given out
// twice. False, and nothing is done, when it is a backup of another file. What was erased here stays so.
[[nodiscard]] bool take_from_backup(Database& database, const std::string& backup);

// What others refer to and is found nowhere is made anew: a person, a book, a place without a text, the id of an
// annotation. What refers to nothing goes.
void make_whole(Database& database, const std::string& machine, Milliseconds now);

}  // namespace katern::notes
