// A note that someone typed is sacred: also when the database refuses it for a while.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "app/within.h"
#include "support/folder.h"

using namespace katern;
using katern::test::within;

TEST_CASE("a note whose editor is closed while another program holds the database is kept and saved later") {
    const test::Folder folder;
    app::LaunchOptions options;
    options.data = folder.path();
    app::Reader reader(options, nullptr);
    REQUIRE(within(std::chrono::seconds(10), reader, [&] { return reader.row && reader.settings_known; }));
    reader.selection = app::Selection{0, 4};
    reader.note_on_selection();
    REQUIRE(within(std::chrono::seconds(10), reader, [&] { return reader.editor && !reader.editor->id.empty(); }));
    const std::string id = reader.editor->id;

    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open((folder.path() + "/katern.db").c_str(), &other) == SQLITE_OK);
    sqlite3_busy_timeout(other, 20'000);  // the reader may be writing what it does by itself
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    reader.editor->edit.insert("Eén idee dat niet weg mag.", std::chrono::milliseconds(0));
    reader.close_editor();
    REQUIRE_FALSE(reader.editor);
    REQUIRE(within(std::chrono::seconds(20), reader, [&] { return reader.has_unsaved(); }));
    CHECK(reader.message.find("katern.db") != std::string::npos);

    REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    CHECK(within(std::chrono::seconds(20), reader, [&] { return !reader.has_unsaved(); }));
    REQUIRE(reader.find_note(id));
    CHECK(reader.find_note(id)->note.body == "Eén idee dat niet weg mag.");
}
