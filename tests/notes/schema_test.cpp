// What the file promises to anyone who opens it, also without this program.
#include <fstream>
#include <sstream>

#include "notes/migrations.h"
#include "notes/sqlite.h"
#include "notes/support.h"
#include "paths.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

// A failure as SQLite puts it.
std::string refusal(const std::string& path, const char* sql) {
    Database database = must(Database::open(path, std::chrono::milliseconds(1000)));
    database.execute("PRAGMA foreign_keys = ON");
    database.execute(sql);
    const Result<void> outcome = database.take();
    return outcome ? "none" : std::get<std::string>(outcome.error().arguments.back());
}

}  // namespace

TEST_CASE("the file says what it is and which version it has") {
    Desk desk;
    const std::string path = desk.open().path();
    CHECK(ask(path, "PRAGMA application_id") == application_id);
    CHECK(ask(path, "PRAGMA user_version") == schema_version);
    CHECK(ask(path,
              "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict"
              " AND name NOT LIKE 'sqlite_%'") == 0);
}

TEST_CASE("anyone can read the notes with the sqlite3 shell") {
    Desk desk;
    Store store = desk.open();
    must(store.set_profile("Anna", ""));
    const std::string id = must(store.add(a_book(store), highlight("Een [leernetwerk] leeft.", "Bij ons ook")));
    must(store.share({id}, must(store.network("Noord")).id));
    CHECK(ask_text(
              store.path(),
              "SELECT book || '|' || chapter || '|' || start || '|' || exact || '|' || body || '|' || author || '|' ||"
              " shared_with || '|' || created_utc FROM readable") ==
          "Titel van boek|01-begin|4|leernetwerk|Bij ons ook|Anna|Noord|2026-03-01 09:00:00");
}

TEST_CASE("an anchor can't be changed and nothing can hang in the air") {
    Desk desk;
    Store store = desk.open();
    must(store.add(a_book(store), highlight()));
    CHECK(refusal(store.path(), "UPDATE anchors SET exact = 'iets anders'") == "an anchor is never changed");
    CHECK(refusal(store.path(), "DELETE FROM annotations") == "FOREIGN KEY constraint failed");
    CHECK(refusal(store.path(), "DELETE FROM books") == "FOREIGN KEY constraint failed");
}

TEST_CASE("merging a field is one statement: the greatest of first-hand, clock, device and value stays, in any order") {
    Desk desk;
    Store store = desk.open();
    const std::string id = must(store.add(a_book(store), highlight()));
    Database database = must(Database::open(store.path(), std::chrono::milliseconds(1000)));
    const std::string merge =
        "INSERT INTO fields(annotation, name, value, clock, device, writer, via) VALUES (1, 'body', ?1, ?2, ?3, 1, ?4)"
        " ON CONFLICT DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device,"
        " writer = excluded.writer, via = excluded.via"
        " WHERE (excluded.via IS NULL, excluded.clock, excluded.device, excluded.value)"
        "     > (fields.via IS NULL, fields.clock, fields.device, fields.value)";
    struct Item {
        std::string value;
        std::int64_t clock, device;
        std::optional<std::int64_t> via;
    };
    std::vector<Item> items{{"a", ticks_at(first_of_march + 9), 3, std::nullopt},
                            {"b", ticks_at(first_of_march + 9), 4, std::nullopt},
                            {"c", ticks_at(first_of_march + 5), 9, std::nullopt},
                            {"d", ticks_at(first_of_march + 99), 9, 1}};
    std::sort(items.begin(), items.end(), [](const Item& x, const Item& y) { return x.value < y.value; });
    do {
        database.run("UPDATE fields SET value = '', clock = 0, device = 0, via = NULL WHERE name = 'body'");
        for (const Item& item : items) database.run(merge, item.value, item.clock, item.device, item.via);
        must(database.take());
        CHECK(must(store.annotation(id)).body == "b");
    } while (std::next_permutation(items.begin(), items.end(),
                                   [](const Item& x, const Item& y) { return x.value < y.value; }));
}

TEST_CASE("a kept database of version 1 opens with all that is in it") {
    Desk desk;
    const std::string path = desk.folder / "katern.db";
    {
        std::ifstream file(std::string(KATERN_SOURCE_DIR) + "/tests/notes/data/v1.sql");
        std::stringstream sql;
        sql << file.rdbuf();
        REQUIRE_FALSE(sql.str().empty());
        Database database = must(Database::open(path, std::chrono::milliseconds(1000)));
        database.execute(sql.str().c_str());
        must(database.take());
    }
    Store store = desk.open();
    CHECK(ask(path, "PRAGMA user_version") == schema_version);
    CHECK(ask_text(path, "PRAGMA integrity_check") == "ok");
    CHECK(ask(path, "SELECT count(*) FROM pragma_foreign_key_check") == 0);
    CHECK(must(store.me()).name == "Anna de Vries");
    const std::vector<BookRow> books = must(store.books());
    REQUIRE(books.size() == 1);
    CHECK(books.front().place_offset == 42);
    const std::vector<Annotation> all = must(store.annotations(books.front().key));
    REQUIRE(all.size() == 2);
    CHECK(all[0].category == "inzicht");
    CHECK(all[0].body == "Óók bij ons");
    CHECK(all[0].tags == std::vector<std::string>{"bestuur"});
    CHECK(all[0].anchor.exact == "leernetwerk leeft");
    CHECK(must(store.anchors(all[0].key)).front().exact == "leernetwerk");
    CHECK(all[0].shared_with.size() == 1);
    CHECK(all[1].kind == Kind::bookmark);
    Query trash;
    trash.deleted = true;
    CHECK(must(store.annotations(books.front().key, trash)).size() == 1);
    CHECK(must(store.undo(books.front().key)).what == UndoOutcome::What::done);
    CHECK(must(store.annotations(books.front().key)).size() == 3);
}

// Made version 1's kept file: run this case with KATERN_KEEP set to an empty folder, then `sqlite3 katern.db .dump`,
// with the two pragmas (application_id, user_version) written behind it.
TEST_CASE("a database to keep", "[.keep]") {
    const char* folder = std::getenv("KATERN_KEEP");
    if (!folder) return;
    StoreOptions options;
    options.folder = folder;
    options.window = "window-1";
    options.machine = "this desk";
    options.now = [] { return first_of_march; };
    Store store = must(Store::open(options));
    must(store.set_profile("Anna de Vries", "De Regenboog"));
    const BookKey book = a_book(store);
    Draft note = highlight("Een [leernetwerk] leeft van vertrouwen.", "Óók bij ons"), bookmark;
    note.category = "inzicht";
    note.tags = {"bestuur"};
    bookmark.kind = Kind::bookmark;
    bookmark.anchor = anchor_at("Een eerste alinea die blijft.\n[]Een tweede alinea die ook blijft.");
    const auto ids = must(store.add(book, std::vector{note, bookmark, highlight("Iets wat [weg] mag.")}));
    Change adjusted;
    adjusted.id = ids[0];
    adjusted.anchor = anchor_at("Een [leernetwerk leeft] van vertrouwen.");
    must(store.change(Action::adjust, {adjusted}));
    must(store.share({ids[0]}, must(store.network("")).id));
    must(store.set_place(book, "01-begin", 42));
    must(store.remove({ids[2]}));
}
