// A data folder that comes and goes: a stick that is pulled out while someone writes.
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <thread>

#include "app/commands.h"
#include "app/within.h"
#include "support/folder.h"

using namespace katern;
using katern::test::within;
namespace fs = std::filesystem;

namespace {

app::LaunchOptions on(const std::string& data) {
    app::LaunchOptions options;
    options.data = data;
    return options;
}

}  // namespace

TEST_CASE("what is typed while the stick is out stays in the window, which says why, and is kept once it is back") {
    const test::Folder folder;
    const std::string stick = folder.path() + "/stick", drawer = folder.path() + "/la";
    app::Reader reader(on(stick), nullptr);
    REQUIRE(within(std::chrono::seconds(20), reader, [&] { return reader.row && reader.settings_known; }));
    reader.selection = app::Selection{0, 4};
    reader.note_on_selection();
    REQUIRE(within(std::chrono::seconds(20), reader, [&] { return reader.editor && !reader.editor->id.empty(); }));
    const std::string id = reader.editor->id;
    fs::rename(stick, drawer);
    reader.editor->edit.insert("Eén idee dat niet weg mag.", std::chrono::milliseconds(0));
    REQUIRE(within(std::chrono::seconds(30), reader, [&] { return reader.editor->failure.has_value(); }));
    CHECK(reader.text(reader.editor->failure->sentence, reader.editor->failure->arguments) ==
          stick +
              "/katern.db is niet meer te bereiken. Staat het op een stick of een netwerkschijf, sluit die dan weer "
              "aan; wat je typt blijft in "
              "dit venster staan tot het kan worden bewaard.");
    CHECK(reader.editor->edit.text() == "Eén idee dat niet weg mag.");
    CHECK_FALSE(fs::exists(stick));  // nothing is begun anew in its place
    SECTION("the same stick") {
        fs::rename(drawer, stick);
    }
    SECTION("what was on it, copied to another") {
        fs::copy(drawer, stick, fs::copy_options::recursive);
    }
    CHECK(within(std::chrono::seconds(30), reader, [&] { return reader.editor->is_saved(); }));
    reader.close();
    Result<notes::Store> store = app::open_store(stick, "cli");
    REQUIRE(store);
    const Result<notes::Annotation> kept = store->annotation(id);
    REQUIRE(kept);
    CHECK(kept->body == "Eén idee dat niet weg mag.");
}

TEST_CASE("a window that opens later names the step that undo would take, as the one that made it did") {
    const test::Folder folder;
    const std::string undo = "Ongedaan maken: markeren van “";
    std::string first;
    {
        app::Reader reader(on(folder.path()), nullptr);
        REQUIRE(within(std::chrono::seconds(20), reader, [&] { return reader.row && reader.settings_known; }));
        reader.selection = app::Selection{0, 12};
        reader.mark_selection("vraag");
        REQUIRE(within(std::chrono::seconds(20), reader, [&] { return reader.undo_step.has_value(); }));
        first = app::label_of(reader, *app::command("edit.undo"));
        CHECK(first.starts_with(undo));
        reader.close();
    }
    app::Reader reader(on(folder.path()), nullptr);
    REQUIRE(within(std::chrono::seconds(20), reader, [&] { return reader.undo_step.has_value(); }));
    CHECK(app::label_of(reader, *app::command("edit.undo")) == first);
}
