// The schema as a numbered list of steps; PRAGMA user_version says how many a file has had. Internal to notes/.
#pragma once

#include "notes/sqlite.h"

namespace katern::notes {

inline constexpr std::int64_t application_id = 0x4B74726E;  // "Ktrn"

// Brings the file to `to_version` (0: schema_version), in the transaction that the caller has begun. A file that is there
// already is left alone.
void migrate(Database& database, std::int64_t from_version, std::int64_t to_version = 0);

}  // namespace katern::notes
