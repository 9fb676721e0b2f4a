// What somebody sent, taken over in the window: looked at first, then taken, and undone.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "app/importing.h"
#include "notes/meetings.h"
#include "support/many_notes.h"
#include "support/must.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::must;
using katern::test::Stage;

namespace {

// Somebody else, with a data folder of her own, who shares one note about the katern in a file.
struct Sender {
    Folder home;
    std::string file = home.path("anna.annotations"), id;

    Sender() {
        notes::Store store = must(app::open_store(home.path(), "anna"));
        const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
        REQUIRE(store.set_profile("Anna de Groot", "De Wilgen"));
        app::NewNote note;
        note.chapter = "02-randvoorwaarden";
        note.quote = "Toch gaat het niet vanzelf goed.";
        note.body = "Doel, tijd, vertrouwen.";
        note.share = "Regio Oost";
        id = must(app::annotate(store, known, note));
        app::ExportOrder order;
        order.path = file;
        order.format = app::Format::annotations;
        order.network = "Regio Oost";
        static_cast<void>(must(app::export_annotations(store, known, order)));
    }
};

void wait_for_preview(Stage& stage) {
    stage.until([&] { return stage.find("sheet/take") != nullptr; });
    stage.frames(2);
}

void take_over(Stage& stage, const Sender& sender) {
    stage.reader().receiver->open({sender.file});
    wait_for_preview(stage);
    stage.click("sheet/take");
    stage.until([&] { return stage.reader().find_note(sender.id) != nullptr && stage.reader().sheet.kind == app::Sheet::none; });
}

}  // namespace

TEST_CASE("a file that is dropped is looked at first, taken over by Enter, and undone as one step") {
    const Sender anna;
    Stage stage;
    stage.input().dropped = {anna.file};
    stage.frame();
    REQUIRE(stage.reader().sheet.kind == app::Sheet::receive);
    wait_for_preview(stage);
    CHECK(stage.item("sheet/writer").name.find("Anna de Groot") != std::string::npos);
    CHECK(stage.item("sheet/count/new").value == "1");
    CHECK_FALSE(stage.find("sheet/count/changed"));
    CHECK(stage.find("sheet/join"));
    CHECK(stage.reader().notes.empty());

    stage.key(app::key_enter);
    stage.until([&] { return stage.reader().find_note(anna.id) != nullptr && stage.reader().sheet.kind == app::Sheet::none; });
    CHECK(stage.reader().find_note(anna.id)->note.body == "Doel, tijd, vertrouwen.");
    CHECK_FALSE(stage.reader().find_note(anna.id)->note.mine);

    stage.until([&] { return stage.reader().undo_step.has_value(); });
    stage.key('z', true);
    stage.until([&] { return stage.reader().find_note(anna.id) == nullptr; });
}

TEST_CASE("what was taken over before is said to be nothing new") {
    const Sender anna;
    Stage stage;
    take_over(stage, anna);
    stage.reader().receiver->open({anna.file});
    wait_for_preview(stage);
    CHECK(stage.item("sheet/count/known").value == "1");
    CHECK_FALSE(stage.find("sheet/count/new"));
    CHECK_FALSE(stage.find("sheet/join"));  // the network is known by now
    CHECK_FALSE(stage.item("sheet/take").focusable);
}

TEST_CASE("a file that holds no notes is refused with a sentence, and nothing changes") {
    Folder folder;
    const std::string path = folder.path("stuk.annotations");
    std::ofstream(path) << "geen notities";
    Stage stage;
    stage.reader().receiver->open({path});
    stage.until([&] { return stage.reader().sheet.failure.has_value(); });
    CHECK(say(*stage.reader().sheet.failure, Language::nl).find(path) != std::string::npos);
    CHECK_FALSE(stage.find("sheet/take"));
    CHECK(stage.reader().notes.empty());
}

TEST_CASE("a file that is asked for before the book is known is looked at as soon as it is") {
    const Sender anna;
    Folder data;
    app::LaunchOptions launch;
    launch.data = data.path();
    launch.import = {anna.file};
    app::Reader reader(launch, {});
    CHECK(reader.sheet.kind == app::Sheet::receive);
    const notes::Milliseconds end = app::steady_now() + 20'000;
    while (!(reader.receiving && reader.receiving->preview) && app::steady_now() < end) {
        reader.tick();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    REQUIRE(reader.receiving);
    REQUIRE(reader.receiving->preview);
    CHECK(reader.receiving->preview->counts.added == 1);
    reader.close();
}

TEST_CASE("reading a large file can be stopped, too, and leaves nothing") {
    const Folder home;
    katern::test::fill_with_notes(home.path("anna"), 4'000);
    {
        notes::Store store = must(app::open_store(home.path("anna"), "anna"));
        app::ExportOrder order;
        order.path = home.path("veel.annotations");
        order.format = app::Format::annotations;
        order.with_private = true;
        static_cast<void>(must(app::export_annotations(store, must(app::find_in(store, must(app::open_book("@katern")))), order)));
    }
    Stage stage;
    app::Reader& reader = stage.reader();
    stage.until([&] { return reader.known_book().has_value(); });
    reader.receiver->open({home.path("veel.annotations")});
    stage.frames(2);
    REQUIRE(stage.find("sheet/stop"));
    stage.until([&] { return reader.receiving->looked > 0; });
    stage.click("sheet/stop");
    stage.until([&] { return reader.sheet.failure.has_value(); });
    CHECK(say(*reader.sheet.failure, Language::nl) == "Gestopt; er is niets overgenomen.");
    stage.frame();
    CHECK_FALSE(stage.find("sheet/take"));
    // While it is taken over: as well.
    reader.receiver->open({home.path("veel.annotations")});
    wait_for_preview(stage);
    stage.click("sheet/take");
    stage.until([&] { return !reader.receiving || reader.receiving->progress.value_or(0) > 0; });
    REQUIRE(reader.receiving);
    const float before = reader.scroll;
    stage.key(app::key_escape);
    stage.key(app::key_page_down);
    stage.frames(2);
    CHECK(reader.scroll != before);
    reader.receiver->stop();
    stage.until([&] { return reader.message == "Gestopt; er is niets overgenomen."; });
    // The window may have seen some of them meanwhile, as those of another one.
    stage.until([&] { return reader.notes.empty(); });
}

TEST_CASE("a file in which only a meeting is new can be taken over") {
    const Sender anna;
    Stage stage;
    take_over(stage, anna);
    std::string network;
    {
        notes::Store store = must(app::open_store(anna.home.path(), "anna"));
        const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
        network = must(app::known_network(store, "Regio Oost")).id;
        static_cast<void>(must(notes::add_meeting(store, known.key, network, {{"name", "Maart"}})));
        app::ExportOrder order;
        order.path = anna.file;
        order.format = app::Format::annotations;
        order.network = "Regio Oost";
        static_cast<void>(must(app::export_annotations(store, known, order)));
    }
    stage.reader().receiver->open({anna.file});
    wait_for_preview(stage);
    CHECK(stage.item("sheet/count/meetings").value.empty() == false);
    CHECK_FALSE(stage.find("sheet/count/new"));
    REQUIRE(stage.item("sheet/take").focusable);
    stage.click("sheet/take");
    stage.until([&] { return !stage.reader().receiving; });
    notes::Store store = must(app::open_store(stage.reader().data_folder, "look"));
    const std::vector<notes::MeetingRow> rows = must(notes::meeting_rows(store, stage.reader().known_book()->key));
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().field("name") == "Maart");
}

TEST_CASE("a second file that is chosen while the first is read takes its place, and a closed sheet says nothing wrong") {
    const Sender anna;
    const Folder home;
    std::ofstream(home.path("stuk.annotations")) << "geen notities";
    Stage stage;
    stage.until([&] { return stage.reader().known_book().has_value(); });
    for (int i = 0; i < 5; ++i) {
        stage.reader().receiver->open({home.path("stuk.annotations")});
        stage.reader().receiver->open({anna.file});
    }
    wait_for_preview(stage);
    stage.frames(5);
    CHECK_FALSE(stage.reader().sheet.failure);
    CHECK(stage.reader().receiving->preview->counts.added == 1);
}
