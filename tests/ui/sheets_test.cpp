// What lies over the page, by keyboard alone.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/exporter.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::Setting;
using katern::test::Stage;

namespace {

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void clear_field(Stage& stage) {
    stage.key('a', true);
}

// No dialog of a desktop appears in a test: without a session bus its answer is that there is none.
struct NoDesktop {
    NoDesktop() {
        setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
        unsetenv("XDG_RUNTIME_DIR");
    }
};

}  // namespace

TEST_CASE("a sheet has the keyboard to itself, and Esc gives it back") {
    Stage stage;
    const float before = stage.reader().scroll;
    stage.key('o', true);
    CHECK(stage.memory().focus == "sheet/path");
    for (int i = 0; i < 12; ++i) {
        stage.key(app::key_tab);
        CHECK(stage.memory().focus.starts_with("sheet/"));
    }
    stage.key(app::key_page_down);
    stage.key(app::key_f8);
    CHECK(stage.reader().scroll == before);
    CHECK_FALSE(stage.reader().notes_open);
    stage.key(app::key_escape);
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
    CHECK_FALSE(stage.find("sheet"));
}

TEST_CASE("a click beside a sheet closes it, one inside does not, and none reaches the page") {
    Stage stage;
    stage.key(app::key_f1);
    const typeset::Rect sheet = stage.item("sheet").rect;
    stage.press_at({sheet.x + 20, sheet.bottom() - 8});
    CHECK(stage.reader().sheet.kind == app::Sheet::shortcuts);
    stage.press_at({sheet.x - 20, 300});
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
    CHECK_FALSE(stage.reader().selection);
}

TEST_CASE("the wheel over a sheet leaves the page where it is") {
    Stage stage;
    stage.key(app::key_f1);
    stage.move({640, 400});
    stage.wheel(-5);
    CHECK(stage.reader().scroll == 0);
}

TEST_CASE("a book is opened by its path, and what can’t be opened says why and loses nothing") {
    Folder folder;
    folder.with("boek/een.md", "# Een boek\n\nMet woorden.\n");
    Stage stage;
    stage.key('o', true);
    stage.type(folder.path("nergens"));
    stage.key(app::key_enter);
    stage.until([&] { return stage.find("sheet/failure") != nullptr; });
    CHECK(stage.item("sheet/failure").name ==
          "Er is geen boek op " + folder.path("nergens") +
              ". Controleer of de map of het bestand nog bestaat en of de naam klopt.");
    CHECK(stage.reader().book->path == "@katern");
    CHECK(stage.item("sheet/path").value == folder.path("nergens"));
    clear_field(stage);
    stage.type("  " + folder.path("boek") + " ");
    stage.key(app::key_enter);
    // The one that is open stays until the other has been read.
    stage.until([&] { return stage.reader().book->path != "@katern"; });
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
    stage.until([&] { return stage.reader().row.has_value(); });
    CHECK(stage.reader().chapter->text.starts_with("Een boek\n"));

    // The katern is always there to go back to.
    stage.key('o', true);
    stage.tab_to("sheet/recent/@katern");
    stage.key(app::key_enter);
    stage.until([&] { return stage.reader().book->path == "@katern"; });
    CHECK(stage.reader().book->path == "@katern");
}

TEST_CASE("books that were read before are offered again") {
    Folder folder;
    folder.with("boek/een.md", "# Een boek\n\nMet woorden.\n");
    Stage stage({1280, 800, 1, draw::ThemeName::light, Language::nl, folder.path("boek")});
    const std::string path = stage.reader().book->path;
    stage.reader().open_book("@katern");
    stage.until([&] { return stage.reader().book->path == "@katern" && stage.reader().row.has_value() && stage.reader().recent.size() == 2; });
    stage.key('o', true);
    CHECK(stage.item("sheet/recent/" + path).value == path);
    stage.tab_to("sheet/recent/" + path);
    stage.key(' ');
    stage.until([&] { return stage.reader().book->path == path; });
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
}

TEST_CASE("without a path there is nothing to open, and the sheet says so") {
    Stage stage;
    stage.key('o', true);
    stage.key(app::key_enter);
    CHECK(stage.item("sheet/failure").name == "Typ eerst het pad van een map of bestand.");
}

TEST_CASE("notes are exported by keyboard: private ones only when asked for, after being told how many") {
    const NoDesktop none;
    Folder folder;
    Stage stage;
    stage.mark("Toch gaat het niet vanzelf goed.", "inzicht", "Meenemen naar maart.");
    stage.mark("In dit hoofdstuk ordenen we de voorwaarden in vijf.", "vraag");
    stage.key('e', true);
    CHECK(stage.item("sheet/private").name == "Ook 2 privénotities meenemen");
    CHECK(stage.item("sheet/private").value == "0");
    CHECK_FALSE(stage.item("sheet/export").focusable);
    CHECK(stage.item("sheet/preview/text").name.find("Toch") == std::string::npos);
    stage.tab_to("sheet/private");
    stage.key(' ');
    CHECK(stage.item("sheet/private").value == "1");
    stage.until([&] { return stage.item("sheet/preview/text").name.find("> Toch gaat het niet vanzelf goed.") != std::string::npos; });
    stage.tab_to("sheet/export");
    stage.key(app::key_enter);
    stage.until([&] { return stage.find("sheet/path") != nullptr; });
    CHECK(stage.item("sheet/path").value == "~/Notities bij Samen leren in netwerken.md");
    stage.tab_to("sheet/path");
    clear_field(stage);
    stage.type(folder.path("notities.md"));
    stage.key(app::key_enter);
    stage.until([&] { return stage.find("sheet/done") || stage.reader().sheet.failure; });
    CHECK(stage.reader().sheet.exporting.written == folder.path("notities.md"));
    CHECK(stage.reader().sheet.exporting.count == 2);
    CHECK(stage.item("sheet/open_file").name == "Open");
    CHECK(stage.item("sheet/show_folder").name == "Toon in map");
    stage.click("sheet/done");
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
    const std::string written = content(folder.path("notities.md"));
    CHECK(written.find("> Toch gaat het niet vanzelf goed.") != std::string::npos);
    CHECK(written.find("Meenemen naar maart.") != std::string::npos);
}

TEST_CASE("an export that fails keeps the sheet open and says why") {
    const NoDesktop none;
    Folder folder;
    Stage stage;
    stage.mark("Toch gaat het niet vanzelf goed.", "inzicht");
    stage.key('e', true);
    stage.click("sheet/private");
    stage.reader().exporter().write_from_sheet(folder.path("niet/daar.md"));
    stage.until([&] { return stage.reader().sheet.failure.has_value(); });
    stage.frame();
    CHECK(stage.item("sheet/failure").name == folder.path("niet/daar.md") + " kan niet worden bewaard: de map " +
                                                  folder.path("niet") +
                                                  " bestaat niet. Maak die map, of kies een andere.");
}

TEST_CASE("without notes there is nothing to export, and the sheet says what to do") {
    Stage stage;
    stage.key('e', true);
    CHECK_FALSE(stage.find("sheet/private"));
    CHECK_FALSE(stage.item("sheet/export").focusable);
    // The book itself can be saved all the same.
    stage.click("sheet/format/epub");
    CHECK(stage.item("sheet/export").focusable);
    stage.click("sheet/cancel");
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
}

TEST_CASE("about Katern shows where the notes are, and keeps a copy of all of them") {
    const NoDesktop none;
    Stage stage;
    app::run_command(stage.reader(), "help.about");
    stage.frames(2);
    stage.tab_to("sheet/copy");
    stage.key(app::key_enter);
    stage.until([&] { return stage.find("sheet/path") != nullptr; });
    stage.tab_to("sheet/path");
    clear_field(stage);
    stage.type(stage.folder().path("kopie.db"));
    stage.key(app::key_enter);
    stage.until([&] { return stage.reader().sheet.kind == app::Sheet::none || stage.reader().sheet.failure; });
    CHECK(std::filesystem::file_size(stage.folder().path("kopie.db")) > 0);
    CHECK(stage.reader().message == "De kopie staat in " + stage.folder().path("kopie.db") + ".");
}

TEST_CASE("the name is asked once, when something is shared for the first time") {
    Stage stage;
    const std::string id = stage.mark("Toch gaat het niet vanzelf goed.", "inzicht");
    stage.reader().open_sharing({id});
    stage.until([&] { return stage.find("sheet/name") != nullptr; });
    CHECK(stage.memory().focus == "sheet/name");
    stage.key(app::key_enter);
    CHECK(stage.item("sheet/failure").name == "Vul je naam in, dan weten anderen van wie een notitie is.");
    CHECK(stage.reader().find_note(id)->note.is_private());
    stage.type("Els");
    stage.key(app::key_tab);
    stage.type("De Wilgen");
    stage.key(app::key_enter);
    stage.until([&] { return !stage.reader().find_note(id)->note.is_private(); });
    CHECK(stage.reader().sheet.kind == app::Sheet::none);

    // Taking back says what it can't do, before it is done.
    const std::string network = stage.reader().find_note(id)->note.shared_with.front();
    stage.reader().open_sharing({id});
    stage.frame();
    stage.click("sheet/network/" + network);
    CHECK_FALSE(stage.reader().find_note(id)->note.is_private());
    stage.click("sheet/keep");
    stage.until([&] { return stage.reader().find_note(id)->note.is_private(); });
    stage.reader().open_sharing({id});
    stage.until([&] { return !stage.reader().find_note(id)->note.is_private(); });
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
}

TEST_CASE("a book that looks like a known one is asked about, and only an answer closes the sheet") {
    Stage stage;
    notes::BookRow known = *stage.reader().row;
    known.annotations = 14;
    stage.reader().sheet.kind = app::Sheet::which_book;
    stage.reader().sheet.doubts = {known};
    stage.until([&] { return stage.find("sheet/book/0") != nullptr; });
    stage.frame();
    CHECK(stage.item("sheet/book/0").name == "Ja, dit is “Samen leren in netwerken” (14 notities)");
    CHECK(stage.memory().focus == "sheet/book/0");
    stage.key(app::key_escape);
    CHECK(stage.reader().sheet.kind == app::Sheet::which_book);
    stage.until([&] {
        stage.key(app::key_enter);
        return stage.reader().sheet.kind == app::Sheet::none;
    });
}
