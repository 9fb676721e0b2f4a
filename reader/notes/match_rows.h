// What two databases of one person call the same thing. Internal to notes/.
#pragma once

namespace katern::notes {

// For a connection whose `main` is the store and that has attached another database of ours as `old`: brings the rows of
// `old` that others refer to (profiles, books, editions, networks), and makes the temporary tables same_profile,
// same_book, same_edition and same_network with the numbers that they have in `old` and `now`. The numbers are each
// file's own, so nothing may be taken over without them.
inline constexpr const char* match_rows = R"sql(
INSERT OR IGNORE INTO main.profiles(id, name, school, clock, device)
  SELECT id, name, school, clock, device FROM old.profiles;
CREATE TEMP TABLE same_profile AS SELECT o.number AS old, m.number AS now
  FROM old.profiles o JOIN main.profiles m ON m.id = o.id;

INSERT INTO main.books(id, title, authors, path, hash, opened)
  SELECT id, title, authors, path, hash, opened FROM old.books o
   WHERE NOT EXISTS (SELECT 1 FROM main.books b JOIN main.book_ids i ON i.book = b.number
                      WHERE i.id IN (SELECT id FROM old.book_ids WHERE book = o.number));
CREATE TEMP TABLE same_book AS SELECT o.number AS old,
  coalesce((SELECT b.number FROM main.books b WHERE b.number = o.number AND b.id = o.id),
           (SELECT min(i.book) FROM main.book_ids i WHERE i.id IN (SELECT id FROM old.book_ids WHERE book = o.number)),
           (SELECT max(number) FROM main.books WHERE id = o.id)) AS now FROM old.books o;
INSERT OR IGNORE INTO main.book_ids(id, book)
  SELECT i.id, s.now FROM old.book_ids i JOIN same_book s ON s.old = i.book;

INSERT OR IGNORE INTO main.editions(book, book_id, hash, text_rules, label, title, seen)
  SELECT s.now, e.book_id, e.hash, e.text_rules, e.label, e.title, e.seen
    FROM old.editions e JOIN same_book s ON s.old = e.book;
CREATE TEMP TABLE same_edition AS SELECT o.number AS old, m.number AS now
  FROM old.editions o JOIN same_book s ON s.old = o.book
  JOIN main.editions m ON m.book = s.now AND m.hash = o.hash AND m.text_rules = o.text_rules AND m.book_id = o.book_id;
INSERT OR IGNORE INTO main.edition_chapters(edition, position, chapter, hash)
  SELECT s.now, c.position, c.chapter, c.hash FROM old.edition_chapters c JOIN same_edition s ON s.old = c.edition;

INSERT OR IGNORE INTO main.networks(id, name, clock, device, created, folder)
  SELECT id, name, clock, device, created, folder FROM old.networks;
CREATE TEMP TABLE same_network AS SELECT o.number AS old, m.number AS now
  FROM old.networks o JOIN main.networks m ON m.id = o.id;
)sql";

// After match_rows, where `old` has meetings (schema version 2): which of its rows belong where here.
inline constexpr const char* match_meetings = R"sql(
CREATE TEMP TABLE same_meeting AS
  SELECT r.id, r.part, r.meeting, n.now AS network, b.now AS book, r.created
    FROM old.meeting_rows r JOIN same_network n ON n.old = r.network JOIN same_book b ON b.old = r.book
   WHERE b.now IS NOT NULL;
)sql";
inline constexpr const char* has_meetings = "SELECT 1 FROM old.sqlite_schema WHERE name = 'meeting_rows'";

}  // namespace katern::notes
