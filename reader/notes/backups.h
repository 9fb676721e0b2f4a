// Copies of the database that nobody has to think of: one a day, one before a migration, and the way back to one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/store.h"

namespace katern::notes {

class Database;

enum class BackupReason : std::uint8_t { daily, migration, import, restore };

struct Backup {
    std::string path;
    Milliseconds made = 0;
    BackupReason reason = BackupReason::daily;
    std::size_t notes = 0;  // alive in it

    bool operator==(const Backup&) const = default;
};

// Of the daily ones the last seven days and the last of four weeks.
inline constexpr std::size_t days_kept = 7;
inline constexpr std::size_t weeks_kept = 4;
// Before a migration, an import or a restoring: the last ones of each.
inline constexpr std::size_t others_kept = 5;

// `backups` in the data folder; files that are no database of ours are left out. Newest first.
[[nodiscard]] Result<std::vector<Backup>> backups(const Store& store);
[[nodiscard]] std::vector<Backup> backups_in(const std::string& data_folder);
// A whole copy by SQLite's backup, with the time and the reason in its name.
[[nodiscard]] Result<Backup> back_up(Store& store, BackupReason reason, Milliseconds now);
// One of today unless there is one, or nothing to keep yet; and lets go of the old ones.
[[nodiscard]] Result<void> back_up_daily(Store& store, Milliseconds now);

// Brings back every note that the backup has and that is missing, deleted or erased here, as a revival. What is here
// stays as it is, later wording too: nothing that came after the backup is lost. The present state is backed up first.
// Says how many came back. One undo step.
[[nodiscard]] Result<std::size_t> restore_backup(Store& store, const Backup& backup, Milliseconds now);
// How many that would be.
[[nodiscard]] Result<std::size_t> missing_of(Store& store, const Backup& backup);

// Of this folder's own: what a database doesn't know of at all comes from `from`; what was deleted in it stays deleted.
[[nodiscard]] Result<void> bring_missing(const std::string& to, const std::string& from);
// Before the schema changes, by the connection that is about to do it.
[[nodiscard]] Result<void> back_up_before_migration(Database& database, const std::string& data_folder, Milliseconds now);

}  // namespace katern::notes
