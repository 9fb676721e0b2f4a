#include "notes/salvaged.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "notes/annotation.h"
#include "notes/salvage.h"
#include "notes/state.h"

namespace katern::notes {
namespace {

// Undo is let go of: its steps know by clocks what they may take back. Resolutions can be made again.
bool is_left_out(const std::string& table) {
    return table == "undo_steps" || table == "undo_rows" || table == "resolutions";
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::int64_t number(Database& database, std::string_view sql) {
    Statement row = database.query(sql);
    return row.next() ? row.integer(0) : 0;
}

std::vector<std::int64_t> numbers(Database& database, std::string_view sql) {
    std::vector<std::int64_t> out;
    Statement rows = database.query(sql);
    while (rows.next()) out.push_back(rows.integer(0));
    return out;
}

// --- Rows from the file

// INSERT of the first `count` columns; of rows with a clock the later one stays.
std::string insertion(const TableShape& shape, std::size_t count) {
    std::string columns, places, updates, key;
    for (std::size_t i = 0; i < count; ++i) {
        columns += (i == 0 ? "\"" : ", \"") + shape.columns[i] + "\"";
        places += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
        updates += (updates.empty() ? "\"" : ", \"") + shape.columns[i] + "\" = excluded.\"" + shape.columns[i] + "\"";
    }
    for (const std::string& column : shape.key) key += (key.empty() ? "\"" : ", \"") + column + "\"";
    std::string sql = "INSERT OR IGNORE INTO \"" + shape.name + "\"(" + columns + ") VALUES (" + places + ")";
    if (!has(shape.columns, "clock") || has(shape.key, "clock")) return sql + " ON CONFLICT DO NOTHING";
    return sql + " ON CONFLICT(" + key + ") DO UPDATE SET " + updates +
           " WHERE (excluded.clock, excluded.device) > (\"" + shape.name + "\".clock, \"" + shape.name + "\".device)";
}

void bind_value(Statement& statement, int index, const FoundRow::Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        statement.bind(index, *whole);
    else if (const auto* real = std::get_if<double>(&value))
        statement.bind(index, *real);
    else if (const auto* words = std::get_if<std::string>(&value))
        statement.bind(index, *words);
    else
        statement.bind(index, std::nullopt);
}

bool looks_like_uuid(const FoundRow::Value& value) {
    const auto* words = std::get_if<std::string>(&value);
    return words != nullptr && words->size() == 36 && (*words)[8] == '-' && (*words)[23] == '-';
}

// A field or an anchor whose end was lost: the words as far as they go, with the lowest of clocks.
bool make_complete(const TableShape& shape, FoundRow& row) {
    if (!row.cut_off) return true;
    std::vector<FoundRow::Value>& values = row.values;
    const bool field = shape.name == "fields" && values.size() == 3,
               step = shape.name == "undo_rows" && values.size() == 6;
    if (field || step) {
        if (auto* words = std::get_if<std::string>(&values.back())) *words += " …";
        while (values.size() < shape.columns.size() - (field ? 1 : 0))
            values.emplace_back(std::int64_t{values.size() == (field ? 3U : 6U) ? 1 : 0});
        return true;
    }
    if (shape.name != "anchors" || values.size() < 11) return false;
    while (values.size() < 13) values.emplace_back(std::string());
    return true;
}

// A row whose bytes were partly overwritten must not win from the one that is whole. False: it can't be of any use.
bool weigh(const TableShape& shape, FoundRow& row, Milliseconds now) {
    constexpr Milliseconds first_katern = 1'700'000'000'000;
    const auto column = std::find(shape.columns.begin(), shape.columns.end(), "clock");
    const auto at = static_cast<std::size_t>(column - shape.columns.begin());
    if (row.values.size() <= at || row.cut_off) return true;
    auto* clock = std::get_if<std::int64_t>(&row.values[at]);
    if (!clock || *clock == 0) return true;
    const bool likely = (*clock >> 16) >= first_katern && !too_far_ahead(*clock, now);
    if (has(shape.key, "clock")) return likely;
    if (!likely)
        *clock = 1;
    else if (row.garbled)
        --*clock;
    return true;
}

void insert(Database& database, const TableShape& shape, FoundRow row, Milliseconds now) {
    if (shape.name == ids_shape) {
        if (looks_like_uuid(row.values[1]))
            database.run("INSERT OR IGNORE INTO temp.ids VALUES (?1, ?2, ?3)", std::get<std::int64_t>(row.values[2]),
                         std::get<std::int64_t>(row.values[0]), std::get<std::string>(row.values[1]));
        return;
    }
    if (!weigh(shape, row, now) || !make_complete(shape, row)) return;
    Statement statement = database.query(insertion(shape, row.values.size()));
    for (std::size_t i = 0; i < row.values.size(); ++i) bind_value(statement, static_cast<int>(i) + 1, row.values[i]);
    while (statement.next()) {
    }
}

// Fields of which only an undo step still has the words whole: the last step on each knows it as it is. A row that was found garbled or
// without its clock was set back (see weigh), and gives way.
void take_from_undo(Database& database) {
    database.execute(
        "INSERT OR IGNORE INTO fields(annotation, name, value, clock, device, writer)"
        " SELECT r.annotation, r.name, CASE WHEN s.undone = 1 THEN coalesce(r.before, iif(r.name = 'life', 'deleted', "
        "'')) ELSE r.after END,"
        "        r.seen_clock, r.seen_device, 0 FROM undo_rows r LEFT JOIN undo_steps s ON s.number = r.step"
        "  WHERE r.part = 'field' AND r.step = (SELECT max(step) FROM undo_rows q"
        "                                       WHERE q.annotation = r.annotation AND q.part = 'field' AND q.name = "
        "r.name)"
        " ON CONFLICT(annotation, name) DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device"
        "  WHERE fields.clock IN (1, excluded.clock - 1);"
        "DELETE FROM undo_rows; DELETE FROM undo_steps");
}

// --- Rows from a backup

std::vector<std::string> columns_in_both(Database& database, const std::string& table) {
    std::vector<std::string> out;
    Statement rows = database.query(
        "SELECT m.name FROM pragma_table_info(?1, 'main') m JOIN pragma_table_info(?1, 'old') o ON o.name = m.name "
        "ORDER BY m.cid",
        table);
    while (rows.next()) out.push_back(rows.text(0));
    return out;
}

void fill(Database& database, const std::string& table) {
    const std::vector<std::string> columns = columns_in_both(database, table);
    if (columns.empty()) return;
    std::string list;
    for (const std::string& column : columns) list += (list.empty() ? "\"" : ", \"") + column + "\"";
    std::string sql =
        "INSERT OR IGNORE INTO main.\"" + table + "\"(" + list + ") SELECT " + list + " FROM old.\"" + table + "\"";
    if (has(columns, "annotation"))
        sql += " WHERE annotation NOT IN (SELECT number FROM main.annotations WHERE erased IS NOT NULL)";
    database.run(sql);
}

std::vector<std::string> tables_of(Database& database) {
    std::vector<std::string> out;
    Statement rows = database.query(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict ORDER BY name");
    while (rows.next()) out.push_back(rows.text(0));
    return out;
}

// --- Made whole

// The rows of people that something refers to.
constexpr const char* people_without_row =
    "SELECT DISTINCT who FROM (SELECT author AS who FROM annotations UNION SELECT writer FROM fields UNION SELECT via "
    "FROM fields"
    " UNION SELECT writer FROM anchors UNION SELECT via FROM anchors UNION SELECT writer FROM visibility UNION SELECT "
    "profile FROM devices"
    " UNION SELECT profile FROM self) WHERE who > 0 AND who NOT IN (SELECT number FROM profiles)";

std::int64_t the_book(Database& database, Milliseconds now) {
    std::int64_t book = number(database, "SELECT book FROM annotations GROUP BY book ORDER BY count(*) DESC LIMIT 1");
    if (book == 0) book = number(database, "SELECT number FROM books ORDER BY opened DESC LIMIT 1");
    if (book != 0) return book;
    database.run("INSERT INTO books(id, title, path, opened) VALUES (?1, '', '', ?2)", new_uuid(now), now);
    return database.last_row();
}

void make_people(Database& database, const std::string& machine, Milliseconds now) {
    for (const std::int64_t who : numbers(database, people_without_row))
        database.run("INSERT INTO profiles(number, id) VALUES (?1, ?2)", who, new_uuid(now));
    if (number(database, "SELECT count(*) FROM self") == 0) {
        std::int64_t me = number(database, "SELECT profile FROM devices ORDER BY since DESC LIMIT 1");
        if (me == 0)
            me = number(database,
                        "SELECT writer FROM fields WHERE via IS NULL AND writer > 0 GROUP BY writer ORDER BY count(*) "
                        "DESC LIMIT 1");
        if (me == 0) me = number(database, "SELECT min(number) FROM profiles");
        if (me == 0) {
            database.run("INSERT INTO profiles(id) VALUES (?1)", new_uuid(now));
            me = database.last_row();
        }
        const Device device = random_device();
        database.run("INSERT INTO devices(device, profile, machine, since) VALUES (?1, ?2, ?3, ?4)", device, me,
                     machine, now);
        database.run("INSERT INTO self(one, profile, device, ticks) VALUES (1, ?1, ?2, ?3)", me, device, ticks_at(now));
    }
    database.run(
        "INSERT OR IGNORE INTO devices(device, profile, machine, since) SELECT device, profile, ?1, ?2 FROM self",
        machine, now);
    database.run(
        "UPDATE self SET ticks = max(ticks, (SELECT coalesce(max(clock), 0) FROM (SELECT clock FROM fields UNION ALL "
        "SELECT clock FROM anchors"
        " UNION ALL SELECT clock FROM visibility)))");
    if (number(database, "SELECT count(*) FROM networks") == 0)
        database.run("INSERT INTO networks(id, created) VALUES (?1, ?2)", new_uuid(now), now);
}

void make_books(Database& database, Milliseconds now) {
    for (const std::int64_t book : numbers(database,
                                           "SELECT book FROM annotations UNION SELECT book FROM editions"
                                           " EXCEPT SELECT number FROM books"))
        database.run(
            "INSERT INTO books(number, id, title, path, opened) VALUES (?1,"
            " coalesce((SELECT book_id FROM editions WHERE book = ?1 AND book_id <> '' LIMIT 1), ?2),"
            " coalesce((SELECT title FROM editions WHERE book = ?1 AND title <> '' LIMIT 1), ''), '', ?3)",
            book, new_uuid(now), now);
    // An edition of which only what hangs in it is known: its chapters are those of the anchors.
    for (const std::int64_t edition :
         numbers(database, "SELECT edition FROM anchors EXCEPT SELECT number FROM editions")) {
        std::optional<std::int64_t> book;
        {
            Statement row = database.query(
                "SELECT a.book FROM anchors n JOIN annotations a ON a.number = n.annotation WHERE n.edition = ?1 LIMIT "
                "1",
                edition);
            if (row.next()) book = row.integer(0);
        }
        if (!book) book = the_book(database, now);
        database.run(
            "INSERT OR IGNORE INTO editions(number, book, book_id, hash, text_rules, seen) VALUES (?1, ?2, (SELECT id "
            "FROM books WHERE number = ?2),"
            " 'lost ' || ?1, 1, ?3)",
            edition, *book, now);
        database.run(
            "INSERT OR IGNORE INTO edition_chapters(edition, position, chapter, hash)"
            " SELECT ?1, row_number() OVER (ORDER BY chapter) - 1, chapter, chapter_hash"
            "   FROM (SELECT chapter, max(chapter_hash) AS chapter_hash FROM anchors WHERE edition = ?1 GROUP BY "
            "chapter)",
            edition);
    }
    database.execute(
        "INSERT OR IGNORE INTO book_ids(id, book) SELECT id, number FROM books;"
        "INSERT OR IGNORE INTO book_ids(id, book) SELECT book_id, book FROM editions WHERE book_id <> ''");
}

// Annotations of which words or a place were found, but not the row itself.
void make_annotations(Database& database, Milliseconds now) {
    const std::int64_t me = number(database, "SELECT profile FROM self");
    for (const std::int64_t annotation : numbers(database,
                                                 "SELECT annotation FROM fields UNION SELECT annotation FROM anchors"
                                                 " EXCEPT SELECT number FROM annotations")) {
        std::int64_t book = 0;
        {
            Statement row = database.query(
                "SELECT e.book FROM anchors n JOIN editions e ON e.number = n.edition WHERE n.annotation = ?1 LIMIT 1",
                annotation);
            if (row.next()) book = row.integer(0);
        }
        if (book == 0) book = the_book(database, now);
        database.run(
            "INSERT OR IGNORE INTO annotations(number, id, author, book, kind, created, chapter) SELECT ?1,"
            " coalesce((SELECT id FROM temp.ids WHERE number = ?1), ?2),"
            " coalesce((SELECT author FROM temp.ids WHERE number = ?1 AND author IN (SELECT number FROM profiles)),"
            "          (SELECT writer FROM fields WHERE annotation = ?1 AND writer > 0 LIMIT 1),"
            "          (SELECT writer FROM anchors WHERE annotation = ?1 LIMIT 1), ?3), ?4,"
            " coalesce((SELECT CASE WHEN exact <> '' THEN 'highlight'"
            "                       WHEN EXISTS (SELECT 1 FROM fields WHERE annotation = ?1 AND name = 'body' AND "
            "value <> '') THEN 'reflection'"
            "                       ELSE 'bookmark' END FROM anchors WHERE annotation = ?1 LIMIT 1), 'highlight'),"
            " coalesce((SELECT min(clock) FROM anchors WHERE annotation = ?1), (SELECT min(clock) FROM fields WHERE "
            "annotation = ?1 AND clock > 1), ?5) >> 16,"
            " coalesce((SELECT chapter FROM anchors WHERE annotation = ?1 ORDER BY clock DESC LIMIT 1), '')",
            annotation, new_uuid(now), me, book, ticks_at(now));
    }
    database.execute(
        "UPDATE fields SET writer = (SELECT author FROM annotations WHERE number = annotation) WHERE writer = 0;"
        "DELETE FROM fields WHERE name <> 'life' AND annotation IN (SELECT number FROM annotations WHERE erased IS NOT "
        "NULL);"
        "DELETE FROM anchors WHERE annotation IN (SELECT number FROM annotations WHERE erased IS NOT NULL);"
        "INSERT OR IGNORE INTO fields(annotation, name, value, clock, device, writer)"
        " SELECT a.number, 'life', 'alive', a.created << 16, self.device, a.author FROM annotations a, self WHERE "
        "a.erased IS NULL");
}

// A place at which nothing is found: the note is shown without one.
void make_anchors(Database& database, Milliseconds now) {
    for (const std::int64_t annotation : numbers(
             database, "SELECT number FROM annotations WHERE erased IS NULL EXCEPT SELECT annotation FROM anchors")) {
        database.run(
            "INSERT OR IGNORE INTO editions(book, book_id, hash, text_rules, seen)"
            " SELECT b.number, b.id, '', 1, ?2 FROM annotations a JOIN books b ON b.number = a.book WHERE a.number = "
            "?1",
            annotation, now);
        database.run(
            "INSERT INTO anchors(annotation, clock, device, writer, edition, chapter, chapter_hash, start, \"end\", "
            "exact, prefix, suffix)"
            " SELECT a.number, a.created << 16, self.device, a.author, (SELECT number FROM editions WHERE book = "
            "a.book ORDER BY hash LIMIT 1),"
            "        a.chapter, '', 1, 1, '', '', '' FROM annotations a, self WHERE a.number = ?1",
            annotation);
    }
}

struct Dangling {
    std::string table, column, parent, to;
    bool nullable = false;
};

std::vector<Dangling> dangling(Database& database) {
    std::vector<Dangling> out;
    Statement rows = database.query(
        "SELECT DISTINCT c.\"table\", l.\"from\", l.\"table\", coalesce(l.\"to\", 'number'), i.\"notnull\" = 0 AND "
        "i.pk = 0"
        " FROM pragma_foreign_key_check c JOIN pragma_foreign_key_list(c.\"table\") l ON l.id = c.fkid"
        " JOIN pragma_table_info(c.\"table\") i ON i.name = l.\"from\"");
    while (rows.next()) out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4) != 0});
    return out;
}

// What refers to nothing. Letting go of a row may leave others without what they refer to.
void drop_dangling(Database& database) {
    for (int round = 0; round < 8; ++round) {
        const std::vector<Dangling> all = dangling(database);
        if (all.empty() || database.failed()) return;
        for (const Dangling& row : all) {
            const std::string where = " WHERE \"" + row.column + "\" IS NOT NULL AND \"" + row.column +
                                      "\" NOT IN (SELECT \"" + row.to + "\" FROM \"" + row.parent + "\")";
            // An anchor is never changed, so one that lost who passed it on goes, and make_anchors has seen to the
            // rest.
            database.run(row.nullable && row.table != "anchors"
                             ? "UPDATE \"" + row.table + "\" SET \"" + row.column + "\" = NULL" + where
                             : "DELETE FROM \"" + row.table + "\"" + where);
        }
    }
}

}  // namespace

void take_from_file(Database& database, const std::string& damaged, Milliseconds now) {
    database.execute("CREATE TEMP TABLE ids(number INTEGER PRIMARY KEY, author INTEGER, id TEXT)");
    std::vector<TableShape> shapes = shapes_of(database);
    std::erase_if(shapes, [](const TableShape& shape) { return shape.name == "resolutions"; });
    salvage(damaged, shapes, [&](FoundRow row) {
        const TableShape& shape = shapes[row.table];
        insert(database, shape, std::move(row), now);
    });
    take_from_undo(database);
    database.execute(
        "CREATE TEMP TABLE salvaged AS SELECT number FROM annotations UNION SELECT annotation FROM fields UNION SELECT "
        "annotation FROM anchors");
}

bool take_from_backup(Database& database, const std::string& backup) {
    database.run("ATTACH ?1 AS old", backup);
    const bool other =
        number(database,
               "SELECT count(*) FROM main.annotations m JOIN old.annotations o USING (number) WHERE m.id <> o.id") >
            0 ||
        number(database, "SELECT count(*) FROM main.profiles m JOIN old.profiles o USING (number) WHERE m.id <> o.id") >
            0;
    if (!other && !database.failed()) {
        Transaction transaction(database);
        database.run(
            "DELETE FROM fields WHERE clock = 1 AND EXISTS (SELECT 1 FROM old.fields o WHERE o.annotation = "
            "fields.annotation AND o.name = fields.name)");
        for (const std::string& table : tables_of(database))
            if (!is_left_out(table)) fill(database, table);
        database.run("UPDATE main.self SET ticks = max(ticks, coalesce((SELECT ticks FROM old.self), 0))");
        if (const Result<void> kept = transaction.commit(); !kept) return false;
    }
    database.run("DETACH old");
    return !other;
}

void make_whole(Database& database, const std::string& machine, Milliseconds now) {
    make_people(database, machine, now);
    make_books(database, now);
    make_annotations(database, now);
    make_books(database, now);
    make_anchors(database, now);
    drop_dangling(database);
}

}  // namespace katern::notes
