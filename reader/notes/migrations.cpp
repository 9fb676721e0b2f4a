#include "notes/migrations.h"

#include <array>
#include <string>

#include "notes/store.h"

namespace katern::notes {
namespace {

// A step is never changed after it has been released: a change is a next step. README.md explains each table.
constexpr const char* version_1 = R"sql(
-- Who this file belongs to. One row. `ticks` is the last value of the clock and only grows.
CREATE TABLE self(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    profile INTEGER NOT NULL REFERENCES profiles(number),
    device INTEGER NOT NULL REFERENCES devices(device),
    ticks INTEGER NOT NULL
) STRICT;

-- People. Name and school are one field: they have one clock.
CREATE TABLE profiles(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    school TEXT NOT NULL DEFAULT '',
    clock INTEGER NOT NULL DEFAULT 0,
    device INTEGER NOT NULL DEFAULT 0,
    via INTEGER REFERENCES profiles(number)
) STRICT;

-- Devices that were this file's own. `machine` is a hash: a file that turns up elsewhere gets a new device.
CREATE TABLE devices(
    device INTEGER PRIMARY KEY,
    profile INTEGER NOT NULL REFERENCES profiles(number),
    machine TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE books(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL DEFAULT '[]',
    path TEXT NOT NULL,
    hash TEXT NOT NULL DEFAULT '',
    opened INTEGER NOT NULL,
    place_chapter TEXT NOT NULL DEFAULT '',
    place_offset INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every id by which a book ever called itself. Two books may claim one id.
CREATE TABLE book_ids(
    id TEXT NOT NULL,
    book INTEGER NOT NULL REFERENCES books(number),
    PRIMARY KEY (id, book)
) STRICT, WITHOUT ROWID;

-- States of a book's text. `hash` is '' where a note came without one.
CREATE TABLE editions(
    number INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books(number),
    book_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    text_rules INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    seen INTEGER NOT NULL,
    UNIQUE (book, hash, text_rules, book_id)
) STRICT;
CREATE INDEX editions_by_hash ON editions(hash);

CREATE TABLE edition_chapters(
    edition INTEGER NOT NULL REFERENCES editions(number),
    position INTEGER NOT NULL,
    chapter TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (edition, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_chapters_by_hash ON edition_chapters(hash);

-- What never changes about an annotation, besides `chapter` (of its newest anchor) and `erased` (when its words were dropped).
CREATE TABLE annotations(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    author INTEGER NOT NULL REFERENCES profiles(number),
    book INTEGER NOT NULL REFERENCES books(number),
    kind TEXT NOT NULL,
    parent TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL,
    chapter TEXT NOT NULL,
    erased INTEGER,
    UNIQUE (author, id)
) STRICT;
CREATE INDEX annotations_by_id ON annotations(id);
CREATE INDEX annotations_by_chapter ON annotations(book, chapter);
CREATE INDEX annotations_by_parent ON annotations(parent) WHERE parent <> '';

-- What changes: one row per field, each with its clock and writer. Merging keeps the greatest of
-- (via IS NULL, clock, device, value).
CREATE TABLE fields(
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    clock INTEGER NOT NULL,
    device INTEGER NOT NULL,
    writer INTEGER NOT NULL REFERENCES profiles(number),
    via INTEGER REFERENCES profiles(number),
    PRIMARY KEY (annotation, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX fields_deleted ON fields(clock) WHERE name = 'life' AND value = 'deleted';

-- Where it hangs. Rows are only added; the lowest (clock, device) is the first anchor, the greatest the present one.
CREATE TABLE anchors(
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    clock INTEGER NOT NULL,
    device INTEGER NOT NULL,
    writer INTEGER NOT NULL REFERENCES profiles(number),
    via INTEGER REFERENCES profiles(number),
    edition INTEGER NOT NULL REFERENCES editions(number),
    chapter TEXT NOT NULL,
    chapter_hash TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    headings TEXT NOT NULL DEFAULT '[]',
    figure_image TEXT,
    figure_alternative TEXT,
    PRIMARY KEY (annotation, clock, device),
    CHECK (start >= 0 AND start <= "end")
) STRICT;
CREATE TRIGGER anchors_stay BEFORE UPDATE ON anchors BEGIN
    SELECT RAISE(ABORT, 'an anchor is never changed');
END;

-- Where it was found in an edition, from the anchor with (anchor_clock, anchor_device). Can be made again.
CREATE TABLE resolutions(
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    edition INTEGER NOT NULL REFERENCES editions(number),
    anchor_clock INTEGER NOT NULL,
    anchor_device INTEGER NOT NULL,
    how TEXT NOT NULL,
    method TEXT NOT NULL,
    score REAL NOT NULL,
    chapter TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    candidates TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (annotation, edition)
) STRICT, WITHOUT ROWID;
CREATE INDEX resolutions_by_chapter ON resolutions(edition, chapter);

CREATE TABLE networks(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    clock INTEGER NOT NULL DEFAULT 0,
    device INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    folder TEXT NOT NULL DEFAULT '',
    alias_of INTEGER REFERENCES networks(number)
) STRICT;

-- No row: private. `published`: when it first left in a set; what never left is withdrawn without a trace.
CREATE TABLE visibility(
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    network INTEGER NOT NULL REFERENCES networks(number),
    state TEXT NOT NULL CHECK (state IN ('shared', 'withdrawn')),
    clock INTEGER NOT NULL,
    device INTEGER NOT NULL,
    writer INTEGER NOT NULL REFERENCES profiles(number),
    via INTEGER REFERENCES profiles(number),
    published INTEGER,
    PRIMARY KEY (annotation, network)
) STRICT, WITHOUT ROWID;
CREATE INDEX visibility_by_network ON visibility(network, state);

CREATE TABLE imported_sets(
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    set_id TEXT NOT NULL DEFAULT '',
    profile INTEGER REFERENCES profiles(number),
    device INTEGER,
    network INTEGER REFERENCES networks(number),
    file TEXT NOT NULL DEFAULT '',
    generated INTEGER,
    imported INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'whole', 'undone'))
) STRICT;
CREATE INDEX imported_sets_by_hash ON imported_sets(hash);

CREATE TABLE undo_steps(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    window TEXT NOT NULL,
    book INTEGER NOT NULL REFERENCES books(number),
    action TEXT NOT NULL,
    join_key TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX undo_steps_by_window ON undo_steps(window, book, number);

-- The rows of a step before and after. `part`: field (name: its name), network (name: its id), anchor (before and after:
-- "clock device" of a row of anchors). before = after: only looked at, to see whether someone else has written.
-- (seen_clock, seen_device) is the clock that the row must still have for the step to apply.
CREATE TABLE undo_rows(
    step INTEGER NOT NULL REFERENCES undo_steps(number) ON DELETE CASCADE,
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    part TEXT NOT NULL CHECK (part IN ('field', 'network', 'anchor')),
    name TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    seen_clock INTEGER NOT NULL,
    seen_device INTEGER NOT NULL,
    PRIMARY KEY (step, annotation, part, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX undo_rows_by_annotation ON undo_rows(annotation, part, name);

CREATE TABLE settings(
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- For people with the sqlite3 shell: SELECT * FROM readable;
CREATE VIEW readable AS
SELECT a.id,
       b.title AS book,
       n.chapter,
       n.start,
       n."end",
       n.exact,
       a.kind,
       (SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'category') AS category,
       (SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'tags') AS tags,
       (SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'body') AS body,
       (SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'life') AS life,
       CASE p.name WHEN '' THEN p.id ELSE p.name END AS author,
       (SELECT group_concat(CASE w.name WHEN '' THEN w.id ELSE w.name END, ', ')
          FROM visibility v JOIN networks w ON w.number = v.network
         WHERE v.annotation = a.number AND v.state = 'shared') AS shared_with,
       datetime(a.created / 1000, 'unixepoch') AS created_utc,
       (SELECT datetime(max(f.clock) / 65536 / 1000, 'unixepoch') FROM fields f
         WHERE f.annotation = a.number) AS written_utc
  FROM annotations a
  JOIN books b ON b.number = a.book
  JOIN profiles p ON p.number = a.author
  LEFT JOIN anchors n ON n.rowid = (SELECT rowid FROM anchors m WHERE m.annotation = a.number
                                     ORDER BY clock DESC, device DESC LIMIT 1)
 ORDER BY a.book, n.chapter, n.start;
)sql";

// Meetings: rows whose fields any member of the network may write. Rows go by their id, which is the same for all; so a
// damaged file's rows can be told from those of `fields`, too.
constexpr const char* version_2 = R"sql(
CREATE TABLE meeting_rows(
    id TEXT PRIMARY KEY,
    part TEXT NOT NULL,
    meeting TEXT NOT NULL,
    network INTEGER NOT NULL REFERENCES networks(number),
    book INTEGER NOT NULL REFERENCES books(number),
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_rows_by_book ON meeting_rows(book, network);

-- As `fields`: merging keeps the greatest of (via IS NULL, clock, device, value).
CREATE TABLE meeting_fields(
    row TEXT NOT NULL REFERENCES meeting_rows(id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    clock INTEGER NOT NULL,
    device INTEGER NOT NULL,
    writer INTEGER NOT NULL REFERENCES profiles(number),
    via INTEGER REFERENCES profiles(number),
    PRIMARY KEY (row, name)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array steps{version_1, version_2};
static_assert(steps.size() == schema_version);

}  // namespace

void migrate(Database& database, std::int64_t from_version, std::int64_t to_version) {
    const std::size_t last = to_version == 0 ? steps.size() : static_cast<std::size_t>(to_version);
    for (std::size_t version = static_cast<std::size_t>(from_version); version < last; ++version)
        database.execute(steps[version]);
    database.execute(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
    database.execute(("PRAGMA user_version = " + std::to_string(last)).c_str());
}

}  // namespace katern::notes
