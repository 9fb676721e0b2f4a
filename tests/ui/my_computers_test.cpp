// Two computers of one person, each with a window and a data folder of its own, and a folder that both see.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::Stage;

namespace {

void open_sheet(Stage& stage) {
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
    unsetenv("XDG_RUNTIME_DIR");
    REQUIRE(app::run_command(stage.reader(), "notes.my_computers"));
    stage.frames(2);
}

// As a person does it where there is no dialog: presses the button, types the path.
void give_path(Stage& stage, const std::string& button, const std::string& path) {
    stage.click(button);
    stage.until([&] { return stage.find("sheet/path") != nullptr; });
    stage.reader().sheet.path.set_text(path);
    stage.click("sheet/path_now");
}

}  // namespace

TEST_CASE("A second computer goes on as the same person, and what is written on either comes to the other") {
    Folder both;
    Stage home;
    const std::string id = home.mark("leernetwerk", "vraag", "thuis geschreven");
    open_sheet(home);
    give_path(home, "sheet/folder", both.path());
    home.until([&] { return !std::filesystem::is_empty(both.path()); });

    Stage work;
    open_sheet(work);
    give_path(work, "sheet/folder", both.path());
    work.until([&] { return work.find("sheet/become") != nullptr; });
    CHECK(work.reader().notes.empty());
    work.click("sheet/become");
    work.until([&] { return work.reader().notes.size() == 1; });
    CHECK(work.reader().notes[0].note.body == "thuis geschreven");

    // Both close and open again: the folder is remembered.
    work.reader().edit_note(id);
    work.until([&] { return work.reader().editor.has_value(); });
    work.reader().editor->edit.set_text("op het werk herschreven");
    work.reader().close_editor();
    work.reader().close();
    home.click("sheet/update");
    home.until([&] { return home.reader().find_note(id)->note.body == "op het werk herschreven"; });
}

TEST_CASE("Another person's folder is refused with a sentence, and nothing of mine is put there") {
    Folder both;
    Stage noor;
    noor.mark("leernetwerk", "vraag", "van Noor");
    open_sheet(noor);
    give_path(noor, "sheet/folder", both.path());
    noor.until([&] { return !std::filesystem::is_empty(both.path()); });
    noor.reader().close();

    Stage bas;
    bas.mark("vertrouwen", "inzicht", "van Bas");
    open_sheet(bas);
    give_path(bas, "sheet/folder", both.path());
    bas.until([&] { return bas.reader().my_computers.failure.has_value(); });
    CHECK(bas.reader().notes.size() == 1);
    bas.reader().close();
    const auto begin = std::filesystem::directory_iterator(both.path());
    CHECK(std::distance(begin, std::filesystem::directory_iterator()) == 1);
}

TEST_CASE("A folder that is gone is said in the sheet, and the notes go on") {
    Stage stage;
    const std::string folder = stage.folder().path() + "/stick";
    std::filesystem::create_directory(folder);
    open_sheet(stage);
    give_path(stage, "sheet/folder", folder);
    stage.until([&] { return !std::filesystem::is_empty(folder); });
    std::filesystem::remove_all(folder);
    stage.click("sheet/update");
    stage.until([&] { return stage.reader().my_computers.failure.has_value(); });
    CHECK(say(*stage.reader().my_computers.failure, Language::nl).find(folder) != std::string::npos);
    app::run_command(stage.reader(), "close");
    stage.mark("leernetwerk", "vraag", "gaat gewoon door");
    CHECK(stage.reader().notes.size() == 1);
}
