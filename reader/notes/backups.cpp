#include "notes/backups.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <set>

#include "notes/match_rows.h"
#include "notes/meetings.h"
#include "notes/migrations.h"
#include "notes/state.h"
#include "words/words.h"

namespace katern::notes {
namespace {

constexpr std::array names{std::string_view("dag"), std::string_view("migratie"), std::string_view("import"),
                           std::string_view("herstel")};
constexpr Milliseconds a_day = 24LL * 60 * 60 * 1000;
constexpr Milliseconds first_monday = 4 * a_day;  // 5 January 1970

std::filesystem::path folder_in(const std::string& data_folder) {
    return std::filesystem::path(data_folder) / "backups";
}

// "katern-2026-03-01T090000-dag.db": sorts by time, and says why to whoever opens the folder.
std::string name_of(Milliseconds made, BackupReason reason) {
    std::string time = iso_8601(made).substr(0, 19);
    std::erase(time, ':');
    return "katern-" + time + "-" + std::string(names.at(static_cast<std::size_t>(reason))) + ".db";
}

std::optional<Backup> from_name(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    constexpr std::string_view begin = "katern-", end = ".db";
    constexpr std::size_t time_length = 17;  // 2026-03-01T090000
    if (!name.starts_with(begin) || !name.ends_with(end) || name.size() < begin.size() + time_length + 1 + end.size())
        return std::nullopt;
    std::string time = name.substr(begin.size(), time_length);
    time.insert(15, ":").insert(13, ":");
    const std::size_t at = begin.size() + time_length + 1;
    const std::string reason = name.substr(at, name.size() - end.size() - at);
    const auto found = std::find(names.begin(), names.end(), reason);
    const std::optional<Milliseconds> made = from_iso_8601(time + "Z");
    if (!made || found == names.end()) return std::nullopt;
    return Backup{path.string(), *made, static_cast<BackupReason>(found - names.begin()), 0};
}

// Newest first, without looking into them.
std::vector<Backup> listed(const std::string& data_folder) {
    std::vector<Backup> out;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder_in(data_folder), error))
        if (auto backup = from_name(entry.path())) out.push_back(std::move(*backup));
    std::sort(out.begin(), out.end(),
              [](const Backup& a, const Backup& b) { return a.made != b.made ? a.made > b.made : a.path > b.path; });
    return out;
}

// How many notes are alive in a file; nothing when it is no database of ours or can't be read.
std::optional<std::size_t> notes_in(const std::string& path) {
    Result<Database> database = Database::open(path, std::chrono::milliseconds(0), false);
    if (!database) return std::nullopt;
    std::int64_t application = 0, version = 0, count = 0;
    {
        Statement row =
            database->query("SELECT application_id, user_version FROM pragma_application_id, pragma_user_version");
        if (row.next()) application = row.integer(0), version = row.integer(1);
    }
    if (application != application_id || version > schema_version) return std::nullopt;
    {
        Statement row = database->query("SELECT count(*) FROM fields WHERE name = 'life' AND value = 'alive'");
        if (row.next()) count = row.integer(0);
    }
    if (database->failed()) return std::nullopt;
    return static_cast<std::size_t>(count);
}

std::int64_t week_of(Milliseconds at) {
    return (at - first_monday) / (7 * a_day);
}

// The newest of each of the last days and weeks that have one; of the others the last few.
void let_go(const std::vector<Backup>& newest_first) {
    std::set<std::int64_t> days, weeks;
    std::array<std::size_t, names.size()> kept{};
    for (const Backup& backup : newest_first) {
        bool keep = false;
        if (backup.reason == BackupReason::daily) {
            if (days.size() < days_kept) keep = days.insert(backup.made / a_day).second;
            if (weeks.size() < weeks_kept && weeks.insert(week_of(backup.made)).second) keep = true;
        } else {
            keep = kept.at(static_cast<std::size_t>(backup.reason))++ < others_kept;
        }
        std::error_code ignored;
        if (!keep) std::filesystem::remove(backup.path, ignored);
    }
}

// What lived in the backup, and here is missing, erased or (mine) deleted; after match_rows.
constexpr const char* bring_rows = R"sql(
INSERT OR IGNORE INTO main.annotations(id, author, book, kind, parent, created, chapter)
  SELECT a.id, p.now, b.now, a.kind, a.parent, a.created, a.chapter
    FROM old.annotations a JOIN same_profile p ON p.old = a.author JOIN same_book b ON b.old = a.book
   WHERE EXISTS (SELECT 1 FROM old.fields f WHERE f.annotation = a.number AND f.name = 'life' AND f.value = 'alive');
CREATE TEMP TABLE same_annotation AS SELECT o.number AS old, m.number AS now
  FROM old.annotations o JOIN same_profile p ON p.old = o.author
  JOIN main.annotations m ON m.author = p.now AND m.id = o.id
 WHERE EXISTS (SELECT 1 FROM old.fields f WHERE f.annotation = o.number AND f.name = 'life' AND f.value = 'alive')
   AND NOT EXISTS (SELECT 1 FROM main.fields f WHERE f.annotation = m.number AND f.name = 'life' AND f.value = 'alive');
)sql";

// After a rescue: only what this file knows nothing of. What was deleted here stays so.
constexpr const char* only_unknown = R"sql(
DELETE FROM same_annotation WHERE EXISTS (SELECT 1 FROM main.fields f WHERE f.annotation = now AND f.name = 'life')
                               OR EXISTS (SELECT 1 FROM main.annotations a WHERE a.number = now AND a.erased IS NOT NULL);
)sql";

constexpr const char* bring_their_rows = R"sql(
CREATE TEMP TABLE coming_back AS SELECT now FROM same_annotation;

INSERT OR IGNORE INTO main.fields(annotation, name, value, clock, device, writer, via)
  SELECT s.now, f.name, f.value, f.clock, f.device, w.now, v.now
    FROM old.fields f JOIN same_annotation s ON s.old = f.annotation JOIN same_profile w ON w.old = f.writer
    LEFT JOIN same_profile v ON v.old = f.via;
INSERT OR IGNORE INTO main.anchors(annotation, clock, device, writer, via, edition, chapter, chapter_hash, start, "end",
                                   exact, prefix, suffix, headings, figure_image, figure_alternative)
  SELECT s.now, n.clock, n.device, w.now, v.now, e.now, n.chapter, n.chapter_hash, n.start, n."end", n.exact, n.prefix,
         n.suffix, n.headings, n.figure_image, n.figure_alternative
    FROM old.anchors n JOIN same_annotation s ON s.old = n.annotation JOIN same_profile w ON w.old = n.writer
    JOIN same_edition e ON e.old = n.edition LEFT JOIN same_profile v ON v.old = n.via;
INSERT OR IGNORE INTO main.visibility(annotation, network, state, clock, device, writer, via, published)
  SELECT s.now, n.now, x.state, x.clock, x.device, w.now, v.now, x.published
    FROM old.visibility x JOIN same_annotation s ON s.old = x.annotation JOIN same_network n ON n.old = x.network
    JOIN same_profile w ON w.old = x.writer LEFT JOIN same_profile v ON v.old = x.via;
UPDATE main.annotations SET erased = NULL,
       chapter = (SELECT a.chapter FROM old.annotations a JOIN same_annotation s ON s.old = a.number WHERE s.now = annotations.number)
 WHERE number IN (SELECT now FROM coming_back) AND erased IS NOT NULL;
)sql";

// Of meetings: what lived in the backup and here is missing or deleted.
constexpr const char* bring_meetings = R"sql(
CREATE TEMP TABLE coming_meeting AS
  SELECT s.* FROM same_meeting s JOIN old.meeting_fields f ON f.row = s.id AND f.name = 'life' AND f.value = 'alive'
   WHERE NOT EXISTS (SELECT 1 FROM main.meeting_fields l WHERE l.row = s.id AND l.name = 'life'
                        AND (l.value = 'alive' OR l.writer <> (SELECT profile FROM main.self)));
)sql";
constexpr const char* only_unknown_meetings =
    "DELETE FROM coming_meeting WHERE EXISTS (SELECT 1 FROM main.meeting_rows r WHERE r.id = coming_meeting.id);";
constexpr const char* bring_their_meetings = R"sql(
INSERT OR IGNORE INTO main.meeting_rows(id, part, meeting, network, book, created)
  SELECT id, part, meeting, network, book, created FROM coming_meeting;
INSERT OR IGNORE INTO main.meeting_fields(row, name, value, clock, device, writer, via)
  SELECT f.row, f.name, f.value, f.clock, f.device, w.now, v.now
    FROM old.meeting_fields f JOIN coming_meeting c ON c.id = f.row JOIN same_profile w ON w.old = f.writer
    LEFT JOIN same_profile v ON v.old = f.via;
)sql";

// Ids of mine that have words again but are still deleted here, and how many others came along alive.
struct Returned {
    std::vector<std::string> to_revive;
    std::size_t alive = 0;
    std::vector<std::string> meetings_to_revive;  // rows of meetings that I deleted
};

enum class Which : std::uint8_t { not_alive, unknown };

std::vector<std::string> bring_back_meetings(Database& database, Which which) {
    {
        Statement row = database.query(has_meetings);
        if (!row.next()) return {};
    }
    database.execute(match_meetings);
    database.execute(bring_meetings);
    if (which == Which::unknown) database.execute(only_unknown_meetings);
    database.execute(bring_their_meetings);
    std::vector<std::string> to_revive;
    Statement rows = database.query(
        "SELECT c.id FROM coming_meeting c JOIN main.meeting_fields l ON l.row = c.id AND l.name = 'life'"
        " WHERE l.value = 'deleted' AND l.writer = (SELECT profile FROM main.self) ORDER BY c.id");
    while (rows.next()) to_revive.push_back(rows.text(0));
    return to_revive;
}

Result<Returned> bring_back(const std::string& to, const std::string& from, Which which) {
    Result<Database> database = Database::open(to, std::chrono::milliseconds(5000), false);
    if (!database) return tl::unexpected<Error>(database.error());
    database->execute(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");
    database->run("ATTACH ?1 AS old", from);
    Returned out;
    Transaction transaction(*database);
    database->execute(match_rows);
    database->execute(bring_rows);
    if (which == Which::unknown) database->execute(only_unknown);
    database->execute(bring_their_rows);
    {
        Statement rows = database->query(
            "SELECT a.id, f.value = 'alive' FROM annotations a JOIN coming_back r ON r.now = a.number"
            " JOIN fields f ON f.annotation = a.number AND f.name = 'life'"
            " WHERE f.value = 'alive' OR a.author = (SELECT profile FROM self) ORDER BY a.number");
        while (rows.next()) {
            if (rows.integer(1) != 0)
                ++out.alive;
            else
                out.to_revive.push_back(rows.text(0));
        }
    }
    out.meetings_to_revive = bring_back_meetings(*database, which);
    // Nothing that came from the backup is ahead of the clock.
    database->run("UPDATE main.self SET ticks = max(ticks, (SELECT ticks FROM old.self))");
    return transaction.commit(std::move(out));
}

}  // namespace

std::vector<Backup> backups_in(const std::string& data_folder) {
    std::vector<Backup> out;
    for (Backup& backup : listed(data_folder)) {
        const std::optional<std::size_t> notes = notes_in(backup.path);
        if (!notes) continue;
        backup.notes = *notes;
        out.push_back(std::move(backup));
    }
    return out;
}

Result<std::vector<Backup>> backups(const Store& store) {
    return backups_in(store.folder());
}

namespace {

Result<Backup> back_up(Database& database, const std::string& data_folder, BackupReason reason, Milliseconds now) {
    const std::filesystem::path folder = folder_in(data_folder);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(Word::error_copy_failed, folder.string(), error.message());
    Backup backup;
    backup.made = now / 1000 * 1000;
    backup.reason = reason;
    backup.path = (folder / name_of(backup.made, reason)).string();
    if (auto copied = copy_whole(database, backup.path); !copied) return tl::unexpected<Error>(copied.error());
    backup.notes = notes_in(backup.path).value_or(0);
    let_go(listed(data_folder));
    return backup;
}

}  // namespace

Result<Backup> back_up(Store& store, BackupReason reason, Milliseconds now) {
    return back_up(store.state().database, store.folder(), reason, now);
}

Result<void> back_up_before_migration(Database& database, const std::string& data_folder, Milliseconds now) {
    if (const Result<Backup> made = back_up(database, data_folder, BackupReason::migration, now); !made)
        return tl::unexpected<Error>(made.error());
    return {};
}

Result<void> back_up_before_import(Store& store, Milliseconds now) {
    constexpr Milliseconds an_hour = 60LL * 60 * 1000;
    for (const Backup& backup : listed(store.folder()))
        if (backup.reason == BackupReason::import && backup.made <= now && backup.made > now - an_hour) return {};
    if (const Result<Backup> made = back_up(store, BackupReason::import, now); !made)
        return tl::unexpected<Error>(made.error());
    return {};
}

Result<void> back_up_daily(Store& store, Milliseconds now) {
    for (const Backup& backup : listed(store.folder()))
        if (backup.reason == BackupReason::daily && backup.made / a_day == now / a_day) return {};
    const Result<std::vector<BookRow>> books = store.books();
    if (!books) return tl::unexpected<Error>(books.error());
    if (books->empty()) return {};
    if (const Result<Backup> made = back_up(store, BackupReason::daily, now); !made)
        return tl::unexpected<Error>(made.error());
    return {};
}

Result<std::size_t> restore_backup(Store& store, const Backup& backup, Milliseconds now) {
    if (!notes_in(backup.path)) return fail(Word::error_database_not_one, backup.path);
    if (auto before = back_up(store, BackupReason::restore, now); !before) return tl::unexpected<Error>(before.error());
    const Result<Returned> returned = bring_back(store.path(), backup.path, Which::not_alive);
    if (!returned) return tl::unexpected<Error>(returned.error());
    if (!returned->to_revive.empty())
        if (auto revived = store.restore(returned->to_revive); !revived) return tl::unexpected<Error>(revived.error());
    std::vector<MeetingChange> revivals;
    for (const std::string& row : returned->meetings_to_revive) revivals.push_back({row, {{"life", "alive"}}});
    if (auto revived = change_meetings(store, revivals); !revived) return tl::unexpected<Error>(revived.error());
    return returned->alive + returned->to_revive.size();
}

Result<std::size_t> missing_of(Store& store, const Backup& backup) {
    Result<Database> database = Database::open(store.path(), std::chrono::milliseconds(5000), false);
    if (!database) return tl::unexpected<Error>(database.error());
    database->run("ATTACH ?1 AS old", backup.path);
    std::size_t missing = 0;
    {
        // The same choice as bring_back makes: a deleted one comes back only when it is mine.
        Statement row = database->query(
            "SELECT count(*) FROM old.annotations o JOIN old.profiles w ON w.number = o.author"
            "  JOIN old.fields f ON f.annotation = o.number AND f.name = 'life' AND f.value = 'alive'"
            " WHERE NOT EXISTS (SELECT 1 FROM main.annotations m JOIN main.profiles p ON p.number = m.author AND p.id = w.id"
            "                     JOIN main.fields l ON l.annotation = m.number AND l.name = 'life'"
            "                    WHERE m.id = o.id AND (l.value = 'alive' OR m.author <> (SELECT profile FROM main.self)))");
        if (row.next()) missing = static_cast<std::size_t>(row.integer(0));
    }
    return database->take(missing);
}

Result<void> bring_missing(const std::string& to, const std::string& from) {
    if (const Result<Returned> returned = bring_back(to, from, Which::unknown); !returned)
        return tl::unexpected<Error>(returned.error());
    return {};
}

}  // namespace katern::notes
