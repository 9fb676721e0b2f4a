#include "notes/my_computers.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "notes/backups.h"
#include "notes/match_rows.h"
#include "notes/migrations.h"
#include "notes/sqlite.h"
#include "words/words.h"

namespace katern::notes {
namespace {

constexpr std::string_view name_begins = "mijn-katern-", name_ends = ".db";

std::string name_for(Device device) {
    return std::string(name_begins) + device_name(device) + std::string(name_ends);
}

// Per field the greatest of (first-hand before relayed, clock, device, value) stays. Words that were erased here come
// back only with a later revival. After match_rows.
constexpr const char* merge_rows = R"sql(
UPDATE main.profiles SET (name, school, clock, device) =
    (SELECT o.name, o.school, o.clock, o.device FROM old.profiles o WHERE o.id = profiles.id)
 WHERE EXISTS (SELECT 1 FROM old.profiles o WHERE o.id = profiles.id
                AND (o.via IS NULL, o.clock, o.device) > (profiles.via IS NULL, profiles.clock, profiles.device));
UPDATE main.networks SET (name, clock, device) =
    (SELECT o.name, o.clock, o.device FROM old.networks o WHERE o.id = networks.id)
 WHERE EXISTS (SELECT 1 FROM old.networks o WHERE o.id = networks.id
                AND (o.clock, o.device) > (networks.clock, networks.device));
INSERT OR IGNORE INTO main.devices(device, profile, machine, since)
  SELECT d.device, p.now, d.machine, d.since FROM old.devices d JOIN same_profile p ON p.old = d.profile;
UPDATE main.books SET (place_chapter, place_offset, opened) =
    (SELECT o.place_chapter, o.place_offset, o.opened FROM old.books o JOIN same_book s ON s.old = o.number WHERE s.now = books.number)
 WHERE EXISTS (SELECT 1 FROM old.books o JOIN same_book s ON s.old = o.number
                WHERE s.now = books.number AND o.opened > books.opened AND o.place_chapter <> '');

CREATE TEMP TABLE fresh AS SELECT a.id, p.now AS author FROM old.annotations a JOIN same_profile p ON p.old = a.author
 WHERE NOT EXISTS (SELECT 1 FROM main.annotations m WHERE m.author = p.now AND m.id = a.id);
INSERT OR IGNORE INTO main.annotations(id, author, book, kind, parent, created, chapter, erased)
  SELECT a.id, p.now, b.now, a.kind, a.parent, a.created, a.chapter, a.erased
    FROM old.annotations a JOIN same_profile p ON p.old = a.author JOIN same_book b ON b.old = a.book;
CREATE TEMP TABLE same_annotation AS SELECT o.number AS old, m.number AS now,
    m.erased IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM old.fields f JOIN main.fields g ON g.annotation = m.number AND g.name = 'life'
         WHERE f.annotation = o.number AND f.name = 'life' AND f.value = 'alive'
           AND (f.clock, f.device) > (g.clock, g.device)) AS stays_erased
  FROM old.annotations o JOIN same_profile p ON p.old = o.author
  JOIN main.annotations m ON m.author = p.now AND m.id = o.id;
CREATE UNIQUE INDEX temp.same_annotation_old ON same_annotation(old);

CREATE TEMP TABLE touched(annotation INTEGER PRIMARY KEY);
CREATE TEMP TABLE later_field AS
  SELECT s.now AS annotation, f.name, f.value, f.clock, f.device, w.now AS writer, v.now AS via
    FROM old.fields f JOIN same_annotation s ON s.old = f.annotation JOIN same_profile w ON w.old = f.writer
    LEFT JOIN same_profile v ON v.old = f.via
    LEFT JOIN main.fields m ON m.annotation = s.now AND m.name = f.name
   WHERE (NOT s.stays_erased OR f.name = 'life')
     AND (m.annotation IS NULL
          OR (f.via IS NULL, f.clock, f.device, f.value) > (m.via IS NULL, m.clock, m.device, m.value));
INSERT OR IGNORE INTO touched SELECT annotation FROM later_field;
INSERT INTO main.fields(annotation, name, value, clock, device, writer, via) SELECT * FROM later_field WHERE true
  ON CONFLICT DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device,
                            writer = excluded.writer, via = excluded.via;

CREATE TEMP TABLE later_anchor AS
  SELECT s.now AS annotation, n.clock, n.device, w.now AS writer, v.now AS via, e.now AS edition, n.chapter,
         n.chapter_hash, n.start, n."end", n.exact, n.prefix, n.suffix, n.headings, n.figure_image, n.figure_alternative
    FROM old.anchors n JOIN same_annotation s ON s.old = n.annotation JOIN same_profile w ON w.old = n.writer
    JOIN same_edition e ON e.old = n.edition LEFT JOIN same_profile v ON v.old = n.via
   WHERE NOT s.stays_erased AND NOT EXISTS (SELECT 1 FROM main.anchors m WHERE m.annotation = s.now
                                               AND m.clock = n.clock AND m.device = n.device);
INSERT OR IGNORE INTO touched SELECT annotation FROM later_anchor;
INSERT INTO main.anchors(annotation, clock, device, writer, via, edition, chapter, chapter_hash, start, "end",
                         exact, prefix, suffix, headings, figure_image, figure_alternative) SELECT * FROM later_anchor;

CREATE TEMP TABLE later_visibility AS
  SELECT s.now AS annotation, n.now AS network, x.state, x.clock, x.device, w.now AS writer, v.now AS via, x.published
    FROM old.visibility x JOIN same_annotation s ON s.old = x.annotation JOIN same_network n ON n.old = x.network
    JOIN same_profile w ON w.old = x.writer LEFT JOIN same_profile v ON v.old = x.via
    LEFT JOIN main.visibility m ON m.annotation = s.now AND m.network = n.now
   WHERE m.annotation IS NULL
      OR (x.via IS NULL, x.clock, x.device, x.state) > (m.via IS NULL, m.clock, m.device, m.state);
INSERT OR IGNORE INTO touched SELECT annotation FROM later_visibility;
INSERT INTO main.visibility(annotation, network, state, clock, device, writer, via, published)
  SELECT * FROM later_visibility WHERE true
  ON CONFLICT DO UPDATE SET state = excluded.state, clock = excluded.clock, device = excluded.device,
                            writer = excluded.writer, via = excluded.via,
                            published = coalesce(min(published, excluded.published), published, excluded.published);

UPDATE main.annotations SET
    erased = CASE WHEN EXISTS (SELECT 1 FROM main.fields f WHERE f.annotation = number AND f.name = 'life' AND f.value = 'alive')
                  THEN NULL ELSE erased END,
    chapter = coalesce((SELECT n.chapter FROM main.anchors n WHERE n.annotation = number
                         ORDER BY n.clock DESC, n.device DESC LIMIT 1), chapter)
 WHERE number IN (SELECT annotation FROM touched);
)sql";

// The later of each field of a meeting, as a set's meetings are merged (meetings_exchange.cpp); here mine too. Words of what
// somebody else deleted stay gone.
constexpr const char* merge_meetings = R"sql(
INSERT OR IGNORE INTO main.meeting_rows(id, part, meeting, network, book, created)
  SELECT id, part, meeting, network, book, created FROM same_meeting;
CREATE TEMP TABLE later_meeting_field AS
  SELECT f.row, f.name, f.value, f.clock, f.device, w.now AS writer, v.now AS via
    FROM old.meeting_fields f JOIN main.meeting_rows r ON r.id = f.row JOIN same_profile w ON w.old = f.writer
    LEFT JOIN same_profile v ON v.old = f.via LEFT JOIN main.meeting_fields m ON m.row = f.row AND m.name = f.name
   WHERE m.row IS NULL OR (f.clock, f.device, f.via IS NULL, f.value) > (m.clock, m.device, m.via IS NULL, m.value);
INSERT INTO main.meeting_fields(row, name, value, clock, device, writer, via) SELECT * FROM later_meeting_field WHERE true
  ON CONFLICT DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device,
                            writer = excluded.writer, via = excluded.via;
DELETE FROM main.meeting_fields WHERE name <> 'life' AND row IN (SELECT l.row FROM main.meeting_fields l
  WHERE l.name = 'life' AND l.value = 'deleted' AND l.writer <> (SELECT profile FROM main.self));
)sql";

// Nothing can be seen of a copy while it is written, since it is renamed into place; but what keeps the folder in step
// may itself be half way, and a stick may be pulled out. So a copy is first fetched whole.
class Fetched {
public:
    Fetched(const std::string& from, const std::string& to) : path_(to) {
        std::filesystem::copy_file(from, path_, std::filesystem::copy_options::overwrite_existing, error_);
    }
    ~Fetched() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    Fetched(const Fetched&) = delete;
    Fetched& operator=(const Fetched&) = delete;
    [[nodiscard]] const std::error_code& error() const { return error_; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
    std::error_code error_;
};

// Whose file it is, and the last value of its clock: with the same ones nothing was written since.
struct Stand {
    std::string profile;
    std::int64_t ticks = 0;
    bool operator==(const Stand&) const = default;
};
std::optional<Stand> stand_of(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
    Result<Database> database = Database::open(path, std::chrono::milliseconds(0), false);
    if (!database) return std::nullopt;
    Statement row = database->query("SELECT p.id, s.ticks FROM self s JOIN profiles p ON p.number = s.profile");
    if (!row.next()) return std::nullopt;
    return Stand{row.text(0), row.integer(1)};
}

Result<Brought> merge(const std::string& to, const std::string& from) {
    Result<Database> database = Database::open(to, std::chrono::milliseconds(5000), false);
    if (!database) return tl::unexpected<Error>(database.error());
    database->execute(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");
    database->run("ATTACH ?1 AS old", from);
    Brought out;
    Transaction transaction(*database);
    database->execute(match_rows);
    database->execute(merge_rows);
    database->execute(match_meetings);
    database->execute(merge_meetings);
    {
        Statement row = database->query("SELECT count(DISTINCT row) FROM later_meeting_field");
        if (row.next()) out.meetings = static_cast<std::size_t>(row.integer(0));
    }
    {
        Statement row = database->query(
            "SELECT count(*) FILTER (WHERE f.id IS NOT NULL), count(*) FILTER (WHERE f.id IS NULL) FROM touched t"
            " JOIN main.annotations a ON a.number = t.annotation LEFT JOIN fresh f ON f.id = a.id AND f.author = "
            "a.author");
        if (row.next()) {
            out.added = static_cast<std::size_t>(row.integer(0));
            out.changed = static_cast<std::size_t>(row.integer(1));
        }
    }
    database->run("UPDATE main.self SET ticks = max(ticks, (SELECT ticks FROM old.self))");
    return transaction.commit(out);
}

}  // namespace

Result<MyCopy> look_at_copy(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return fail(Word::error_my_copy_none, path);
    Result<Database> database = Database::open(path, std::chrono::milliseconds(0), false);
    if (!database) return tl::unexpected<Error>(database.error());
    std::int64_t application = 0, version = 0;
    bool whole = false;
    {
        Statement row =
            database->query("SELECT application_id, user_version FROM pragma_application_id, pragma_user_version");
        if (row.next()) application = row.integer(0), version = row.integer(1);
    }
    if (!database->failed() && application != application_id) return fail(Word::error_my_copy_none, path);
    if (!database->failed() && version != schema_version) return fail(Word::error_my_copy_version, path);
    {
        Statement row = database->query("PRAGMA quick_check(1)");
        whole = row.next() && row.text(0) == "ok";
    }
    MyCopy copy;
    copy.path = path;
    if (whole) {
        Statement row = database->query(
            "SELECT p.id, p.name, p.school, s.device, s.ticks FROM self s JOIN profiles p ON p.number = s.profile");
        whole = row.next();
        if (whole) {
            copy.profile = {row.text(0), row.text(1), row.text(2)};
            copy.device = row.integer(3);
            copy.written = Clock{row.integer(4), copy.device}.milliseconds();
            copy.state = std::to_string(row.integer(4)) + " " + std::to_string(std::filesystem::file_size(path, error));
        }
    }
    if (!database->take() || !whole) return fail(Word::error_my_copy_damaged, path);
    return copy;
}

Result<std::string> leave_my_copy(Store& store, const std::string& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) return fail(Word::error_my_folder_gone, folder);
    const std::string path = (std::filesystem::path(folder) / name_for(store.device())).string();
    if (const std::optional<Stand> there = stand_of(path); there && there == stand_of(store.path())) return path;
    if (Result<void> copied = store.copy_to(path); !copied) return tl::unexpected<Error>(copied.error());
    return path;
}

Result<std::vector<MyCopy>> copies_of_others(const Store& store, const std::string& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) return fail(Word::error_my_folder_gone, folder);
    std::vector<MyCopy> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(name_begins) || !name.ends_with(name_ends)) continue;
        Result<MyCopy> copy = look_at_copy(entry.path().string());
        if (copy && copy->device != store.device()) out.push_back(std::move(*copy));
    }
    if (error) return fail(Word::error_my_folder_gone, folder);
    std::sort(out.begin(), out.end(), [](const MyCopy& a, const MyCopy& b) {
        return a.written != b.written ? a.written > b.written : a.path < b.path;
    });
    return out;
}

Result<Brought> take_my_copy(Store& store, const std::string& path, Milliseconds now) {
    const Fetched fetched(path, (std::filesystem::path(store.folder()) / "van-mijn-andere-computer.deel").string());
    if (fetched.error()) return fail(Word::error_my_copy_unread, path, fetched.error().message());
    Result<MyCopy> copy = look_at_copy(fetched.path());
    if (!copy) {
        // The person knows the file by its own name, not by that of the fetched one.
        if (!copy.error().arguments.empty()) copy.error().arguments.front() = path;
        return tl::unexpected<Error>(copy.error());
    }
    const Result<Profile> me = store.me();
    if (!me) return tl::unexpected<Error>(me.error());
    if (me->id != copy->profile.id)
        return fail(Word::error_my_copy_other, path,
                    copy->profile.name.empty() ? copy->profile.id : copy->profile.name);
    if (too_far_ahead(ticks_at(copy->written), now)) return fail(Word::error_my_copy_ahead, path);
    if (const Result<void> before = back_up_before_import(store, now); !before) return tl::unexpected<Error>(before.error());
    return merge(store.path(), fetched.path());
}

}  // namespace katern::notes
