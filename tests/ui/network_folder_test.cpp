// Two people with a window each, and a folder of their network that some tool keeps in step.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "app/shared_folder.h"
#include "support/must.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::must;
using katern::test::Stage;

namespace {

// Somebody without a window leaves one note there.
void leave_one(const Folder& home, const std::string& folder) {
    notes::Store store = must(app::open_store(home.path(), "anna"));
    const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
    REQUIRE(store.set_profile("Anna de Groot", "De Wilgen"));
    app::NewNote note;
    note.chapter = "02-randvoorwaarden";
    note.quote = "Toch gaat het niet vanzelf goed.";
    note.body = "Doel, tijd, vertrouwen.";
    note.share = "Oost";
    static_cast<void>(must(app::annotate(store, known, note)));
    static_cast<void>(must(app::use_folder(store, known, folder, "Oost")));
    for (const notes::NetworkFacts& facts : must(notes::look_at_networks(store))) {
        app::SeenFiles seen;
        if (!facts.folder.empty()) CHECK(must(app::sync_folder(store, known, facts, seen)).wrote);
    }
}

// The sheet, with a network of this name; there is no dialog in a test, so that the path is typed.
void make_network(Stage& stage, const std::string& name) {
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
    unsetenv("XDG_RUNTIME_DIR");
    stage.until([&] { return stage.reader().row.has_value() && !stage.reader().edition_hash().empty(); });
    stage.reader().open_networks();
    stage.reader().look_at_network({});
    stage.reader().sheet.name.set_text(name);
    stage.reader().make_network();
    stage.until([&] { return !stage.reader().sheet.network.empty() && stage.find("sheet/folder") != nullptr; });
}

void give_folder(Stage& stage, const std::string& path) {
    stage.reader().choose_network_folder();
    stage.until([&] { return stage.find("sheet/path") != nullptr; });
    stage.reader().use_network_folder(path);
}

}  // namespace

TEST_CASE("a folder with notes of another network of that name asks whether it is the same, and then brings them") {
    Folder home, shared;
    leave_one(home, shared.path());
    Stage stage;
    make_network(stage, "Oost");
    give_folder(stage, shared.path());
    stage.until([&] { return stage.find("sheet/folder_same") != nullptr; });
    CHECK(stage.reader().notes.empty());
    stage.reader().answer_network_folder(true);
    stage.until([&] { return stage.reader().notes.size() == 1; });
    CHECK(stage.reader().notes[0].note.body == "Doel, tijd, vertrouwen.");
    CHECK(stage.reader().visibility_of(stage.reader().notes[0].note).find("Oost") != std::string::npos);
    CHECK(stage.find("sheet/stop_using"));
}

TEST_CASE("a folder that is gone is said, and what is written goes on") {
    Folder home;
    const std::string shared = home.path("stick");
    std::filesystem::create_directory(shared);
    Stage stage;
    make_network(stage, "Oost");
    give_folder(stage, shared);
    stage.until([&] { return stage.find("sheet/stop_using") != nullptr && !stage.reader().folders.said.empty() && !stage.reader().folders.busy; });
    std::filesystem::remove_all(shared);
    stage.reader().update_folders(true);
    const std::string network = stage.reader().sheet.network;
    stage.until([&] { return stage.reader().folders.said[network].gone; });
    app::run_command(stage.reader(), "close");
    stage.mark("leernetwerk", "vraag", "gaat gewoon door");
    CHECK(stage.reader().notes.size() == 1);
}
