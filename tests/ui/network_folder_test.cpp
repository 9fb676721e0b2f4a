// Two people with a window each, and a folder of their network that some tool keeps in step.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/importing.h"
#include "app/network_folders.h"
#include "app/reader_jobs.h"
#include "app/shared_folder.h"
#include "support/many_notes.h"
#include "support/must.h"
#include "ui/stage.h"
#include "words/words.h"

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
    stage.reader().folders->choose();
    stage.until([&] { return stage.find("sheet/path") != nullptr; });
    stage.reader().folders->use(path);
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
    stage.reader().folders->answer(true);
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
    stage.until([&] { return stage.find("sheet/stop_using") != nullptr && stage.reader().folders->said_of(stage.reader().sheet.network) && !stage.reader().folders->busy(); });
    std::filesystem::remove_all(shared);
    stage.reader().folders->update(true);
    const std::string network = stage.reader().sheet.network;
    stage.until([&] { return stage.reader().folders->said_of(network) && stage.reader().folders->said_of(network)->gone; });
    app::run_command(stage.reader(), "close");
    stage.mark("leernetwerk", "vraag", "gaat gewoon door");
    CHECK(stage.reader().notes.size() == 1);
}

TEST_CASE("saving does not wait for a folder that is being read") {
    Folder home, shared;
    const std::string full = home.path("vol");
    std::filesystem::create_directory(full);
    katern::test::fill_with_notes(home.path("anna"), 1'000);
    {
        notes::Store store = must(app::open_store(home.path("anna"), "anna"));
        const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
        app::ExportOrder order;
        order.path = full + "/anna.annotations";
        order.format = app::Format::annotations;
        order.with_private = true;
        static_cast<void>(must(app::export_annotations(store, known, order)));
    }
    Stage stage;
    make_network(stage, "Oost");
    give_folder(stage, full);
    REQUIRE(stage.reader().folders->is_reading());
    bool saved = false, was_reading = false;
    stage.reader().ask_store([](notes::Store& store) { return store.set_setting("proef", "ja"); },
                             [&](const Result<void>& done) {
                                 saved = done.has_value();
                                 was_reading = stage.reader().folders->is_reading();
                             });
    stage.until([&] { return saved; });
    CHECK(was_reading);
    stage.until([&] { return !stage.reader().folders->is_reading(); }, std::chrono::seconds(60));
}

TEST_CASE("a round that can’t begin is said, and the next one is made again") {
    Folder shared;
    Stage stage;
    make_network(stage, "Oost");
    give_folder(stage, shared.path());
    app::NetworkFolders& folders = *stage.reader().folders;
    stage.until([&] { return stage.find("sheet/stop_using") && folders.said_of(stage.reader().sheet.network) && !folders.busy(); });
    const std::string data = stage.reader().data_folder;
    std::ofstream(shared.path("geen map")) << "een bestand";
    stage.reader().data_folder = shared.path("geen map");
    stage.reader().message.clear();
    folders.update(true);
    stage.until([&] { return !folders.busy(); });
    CHECK(stage.reader().message.find("geen map") != std::string::npos);
    stage.reader().data_folder = data;
    stage.reader().message.clear();
    folders.update(true);
    stage.until([&] { return !folders.busy(); });
    CHECK(stage.reader().message == stage.reader().text(Word::message_my_nothing_new));
}

TEST_CASE("what was shared a moment before the window closed, or another book opened, lies in the folder") {
    for (const bool closes : {true, false}) {
        Folder shared, other;
        other.with("boek/een.md", "# Een boek\n\nMet woorden.\n");
        {
            Stage stage;
            make_network(stage, "Oost");
            give_folder(stage, shared.path());
            app::NetworkFolders& folders = *stage.reader().folders;
            stage.until([&] { return stage.find("sheet/stop_using") && folders.said_of(stage.reader().sheet.network) && !folders.busy(); });
            app::run_command(stage.reader(), "close");
            const std::string id = stage.mark("leernetwerk", "vraag", "net gedeeld");
            notes::Change change;
            change.id = id;
            for (const notes::NetworkFacts& facts : stage.reader().peers.networks)
                if (!facts.folder.empty()) change.share_with = {facts.network.id};
            REQUIRE(change.share_with.size() == 1);
            stage.reader().change_notes(notes::Action::share, {change});
            stage.until([&] { return !stage.reader().find_note(id)->note.is_private(); });
            if (!closes) {
                stage.reader().open_book(other.path("boek"));
                stage.until([&] { return stage.reader().book->path == other.path("boek"); });
            }
        }
        std::size_t sets = 0;
        for (const auto& entry : std::filesystem::directory_iterator(shared.path())) sets += entry.path().extension() == ".annotations" ? 1 : 0;
        INFO((closes ? "closed" : "another book"));
        CHECK(sets == 1);
    }
}
