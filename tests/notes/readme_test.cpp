// The examples that the folder's own page gives to anyone with the sqlite3 shell.
#include <fstream>
#include <set>

#include "notes/sqlite.h"
#include "notes/support.h"
#include "paths.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

std::vector<std::string> examples() {
    std::ifstream page(std::string(KATERN_SOURCE_DIR) + "/reader/notes/README.md");
    std::vector<std::string> out;
    const std::string begin = "    sqlite3 katern.db \"";
    for (std::string line; std::getline(page, line);)
        if (line.starts_with(begin) && line.ends_with('"'))
            out.push_back(line.substr(begin.size(), line.size() - begin.size() - 1));
    return out;
}

// Rows as the shell prints them: "a|b".
std::vector<std::string> answer(const std::string& path, const std::string& sql, int columns) {
    Database database = must(Database::open(path, std::chrono::milliseconds(1000), false));
    std::vector<std::string> out;
    {
        Statement rows = database.query(sql);
        while (rows.next()) {
            std::string line;
            for (int i = 0; i < columns; ++i) line += (i == 0 ? "" : "|") + rows.text(i);
            out.push_back(line);
        }
    }
    must(database.take());
    return out;
}

std::set<std::string> tables_of(const std::string& path) {
    Database database = must(Database::open(path, std::chrono::milliseconds(1000), false));
    std::set<std::string> out;
    Statement rows = database.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    while (rows.next()) out.insert(rows.text(0));
    return out;
}

}  // namespace

TEST_CASE("the examples of the page about the schema do what it says of them") {
    Desk desk;
    Store store = desk.open();
    must(store.set_profile("Anna", ""));
    const BookKey book = a_book(store);
    Draft first = highlight("Een [leernetwerk] leeft.", "Bij ons ook"),
          second = highlight("Een [leernetwerk] leeft.", "Nog een");
    first.category = second.category = "inzicht";
    first.tags = {"bestuur", "tijd"};
    second.tags = {"tijd"};
    must(store.add(book, {first, second}));
    const std::string gone = must(store.add(book, highlight("Iets wat [weg] mag.", "toch niet")));
    must(store.remove({gone}));

    const std::vector<std::string> all = examples();
    REQUIRE(all.size() == 4);
    CHECK(answer(store.path(), all[0], 5).size() == 3);
    CHECK(answer(store.path(), all[0], 5).front() == "01-begin|leernetwerk|inzicht|Bij ons ook|Anna");
    CHECK(answer(store.path(), all[1], 2) == std::vector<std::string>{"inzicht|2"});
    CHECK(answer(store.path(), all[2], 3) == std::vector<std::string>{"weg|toch niet|2026-03-01 09:00:00"});
    CHECK(answer(store.path(), all[3], 2) == std::vector<std::string>{"tijd|2", "bestuur|1"});
}

TEST_CASE("the page about the schema names every table that there is") {
    Desk desk;
    const std::string path = desk.open().path();
    std::ifstream file(std::string(KATERN_SOURCE_DIR) + "/reader/notes/README.md");
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    for (const std::string& table : tables_of(path)) {
        INFO(table);
        CHECK(page.find("`" + table + "`") != std::string::npos);
    }
}
