// A damaged database: set aside, what can be read brought into a new one, and what is missing there taken from the latest
// backup. Internal to notes/; what the person is told is Rescue, in store.h.
//
//     salvage -> a new file beside it -> backup -> made whole -> integrity_check -> renamed: it is complete
//     -> the damaged file and its log under another name -> the new file in its place
//
// The first line may stop anywhere, for want of room or because the process is killed: nothing has been changed yet. The
// second is gone on with at the next start (finish_rescue), since the complete file says by its name what is to be done.
#pragma once

#include <optional>
#include <string>

#include "notes/store.h"

namespace katern::notes {

class Database;

// Does this failure to open, to read or to write say that the file is damaged?
[[nodiscard]] bool is_damage(const Error& error);

// What can be seen without SQLite: a folder in its place, a log that lost its head or its database, a file that was cut
// off to nothing although there are backups.
[[nodiscard]] bool looks_damaged(const std::string& path);

// Nothing: somebody else has rescued it meanwhile. Fails, with the damaged file as it was, when another window still
// uses it or the new file can't be written.
[[nodiscard]] Result<std::optional<Rescue>> rescue(const StoreOptions& options, const std::string& path, Milliseconds now);

// What a process that was killed had begun. Nothing to do is no failure.
[[nodiscard]] Result<void> finish_rescue(const std::string& folder);

// The tables that a rescue can't do without are there and `integrity_check` has no objection.
[[nodiscard]] Result<bool> is_sound(Database& database);

}  // namespace katern::notes
