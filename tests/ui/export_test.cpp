// The sheet for exporting: in which form, which notes, what will be in the file.
#include <catch2/catch.hpp>

#include "app/exporter.h"
#include "support/many_notes.h"
#include "support/must.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::Setting;
using katern::test::Stage;

namespace {

std::string content(const Folder& folder, const std::string& name) {
    return document::files_in(folder.path())->read(name).value_or(std::string());
}

// Two notes, both private, and the sheet open.
struct Exporting {
    Stage stage;
    std::string trust, order;
    explicit Exporting(Setting setting = {}) : stage(std::move(setting)) {
        trust = stage.mark("Toch gaat het niet vanzelf goed.", "inzicht", "Meenemen naar maart.");
        order = stage.mark("In dit hoofdstuk ordenen we de voorwaarden in vijf.", "vraag");
        open();
    }
    void open() {
        stage.key('e', true);
        stage.until([&] { return stage.reader().sheet.exporting.preview.has_value(); });
        stage.frame();
    }
    [[nodiscard]] std::string preview() { return stage.item("sheet/preview/text").name; }
    void until_preview(const std::string& words) {
        stage.until([&] { return preview().find(words) != std::string::npos; });
    }
};

}  // namespace

TEST_CASE("what is private is in the preview, and in the file, only after an explicit yes that says how many") {
    Exporting e;
    CHECK(e.preview().find("maart") == std::string::npos);
    CHECK(e.preview().find("nog niets gedeeld") != std::string::npos);
    CHECK(e.stage.item("sheet/private").name == "Ook 2 privénotities meenemen");
    CHECK_FALSE(e.stage.item("sheet/export").focusable);
    e.stage.click("sheet/private");
    e.until_preview("Meenemen naar maart.");
    CHECK(e.stage.item("sheet/export").focusable);
    // It is asked anew each time.
    e.stage.click("sheet/cancel");
    e.open();
    CHECK(e.stage.item("sheet/private").value == "0");
}

TEST_CASE("the preview is the file's own text where that is text, and the notes in it where it is not") {
    const Folder folder;
    Exporting e;
    e.stage.click("sheet/private");
    e.until_preview("> Toch gaat het niet vanzelf goed.");
    e.stage.reader().exporter().write_from_sheet(folder.path("n.md"));
    const std::string shown = e.preview();
    e.stage.until([&] { return !e.stage.reader().sheet.exporting.written.empty(); });
    CHECK(content(folder, "n.md") == shown);
}

TEST_CASE("the list's filter and a choice of notes say which go along; a filter that shows none gives none") {
    Exporting e;
    e.stage.click("sheet/cancel");
    e.stage.reader().notes_filter.categories = app::bit_of(draw::Category::vraag);
    while (!e.stage.reader().list_notes()) {
    }
    e.open();
    e.stage.click("sheet/private");
    CHECK(e.stage.item("sheet/which/all").name == "Alle (2)");
    CHECK(e.stage.item("sheet/which/filtered").name == "Wat de lijst toont (1)");
    e.stage.click("sheet/which/filtered");
    CHECK(e.stage.item("sheet/private").name == "Ook 1 privénotitie meenemen");
    e.until_preview("ordenen");
    e.stage.until([&] { return e.preview().find("maart") == std::string::npos; });

    e.stage.reader().notes_filter.categories = app::bit_of(draw::Category::actie);
    while (!e.stage.reader().list_notes()) {
    }
    const app::ExportOrder none = e.stage.reader().exporter().order();
    CHECK(none.only == std::vector<std::string>{""});

    e.stage.click("sheet/cancel");
    e.stage.reader().notes_filter = {};
    e.stage.reader().exporter().open({e.order});
    e.stage.frame();
    CHECK(e.stage.item("sheet/which/chosen").value == "1");
    CHECK(e.stage.reader().exporter().order().only == std::vector<std::string>{e.order});
}

TEST_CASE("the form and whether my name stands with it are remembered") {
    Exporting e;
    e.stage.click("sheet/format/epub");
    CHECK_FALSE(e.stage.find("sheet/private"));
    CHECK(e.preview().find("Randvoorwaarden") == std::string::npos);
    e.until_preview(e.stage.reader().book->chapters.back().title);
    e.stage.click("sheet/format/markdown");
    CHECK(e.stage.item("sheet/name").value == "1");
    e.stage.click("sheet/name");
    e.stage.click("sheet/format/epub");
    e.stage.click("sheet/cancel");
    e.open();
    CHECK(e.stage.item("sheet/format/epub").value == "1");
    e.stage.click("sheet/format/markdown");
    CHECK(e.stage.item("sheet/name").value == "0");
    CHECK_FALSE(e.stage.reader().exporter().order().with_name);
}

TEST_CASE("the book itself is saved from the sheet, which then says where it is") {
    const Folder folder;
    Exporting e;
    e.stage.click("sheet/format/epub");
    e.stage.reader().exporter().write_from_sheet(folder.path("boek.epub"));
    e.stage.until([&] { return e.stage.find("sheet/open_file") != nullptr; });
    CHECK(content(folder, "boek.epub").starts_with("PK"));
    CHECK(e.stage.find("sheet/show_folder"));
    e.stage.key(app::key_escape);
    CHECK(e.stage.reader().sheet.kind == app::Sheet::none);
}

TEST_CASE("the preview scrolls by the keys of the page") {
    Exporting e({1024, 700});
    e.stage.click("sheet/private");
    e.until_preview("maart");
    e.stage.tab_to("sheet/preview/text");
    e.stage.key(app::key_end);
    CHECK(e.stage.memory().scroll["sheet/preview"] > 0);
    e.stage.key(app::key_home);
    CHECK(e.stage.memory().scroll["sheet/preview"] == 0);
}

TEST_CASE("while a file is written the page can be turned, and Stop leaves no file") {
    const Folder folder;
    katern::test::fill_with_notes(folder.path("data"), 3'000);
    Setting setting;
    setting.data = folder.path("data");
    Stage stage(setting);
    app::Reader& reader = stage.reader();
    stage.until([&] { return reader.notes.size() == 3'000 && reader.known_book(); });
    stage.key('e', true);
    stage.click("sheet/format/pdf");
    stage.click("sheet/private");
    stage.frame();
    reader.exporter().write_from_sheet(folder.path("n.pdf"));
    stage.until([&] { return reader.exporter().done() > 0; });
    stage.frame();
    CHECK(stage.find("sheet/stop"));
    CHECK(stage.item("sheet/stop").focusable);
    // The sheet goes, and the work goes on.
    stage.key(app::key_escape);
    REQUIRE(reader.sheet.kind == app::Sheet::none);
    const float before = reader.scroll;
    stage.key(app::key_page_down);
    stage.frames(2);
    CHECK(reader.scroll != before);
    REQUIRE(reader.exporter().is_writing());
    stage.key('e', true);
    stage.frame();
    stage.click("sheet/stop");
    stage.until([&] { return !reader.exporter().is_writing(); });
    CHECK(reader.message == "Het bewaren is gestopt; er is geen bestand geschreven.");
    CHECK(content(folder, "n.pdf").empty());
    // And the sheet is ready for the next try.
    stage.frame();
    CHECK(stage.find("sheet/format/pdf"));
}

TEST_CASE("notes are counted once, however many frames the sheet is open") {
    Exporting e;
    // What is still on its way at the start is counted anew when it comes.
    std::uint64_t seen = 0;
    int still = 0;
    e.stage.until([&] {
        still = e.stage.reader().notes_revision == seen ? still + 1 : 0;
        seen = e.stage.reader().notes_revision;
        return still == 5;
    });
    const app::ExportTallies* counted = &e.stage.reader().exporter().tallies();
    e.stage.reader().sheet.exporting.tallies->all.shared = 41;
    e.stage.frames(3);
    CHECK(counted->all.shared == 41);
    CHECK(e.stage.item("sheet/which/all").name == "Alle (43)");
}

TEST_CASE("where notes are shared with several networks the sheet asks for which one the file is") {
    const Folder folder;
    Exporting e;
    app::Reader& reader = e.stage.reader();
    e.stage.click("sheet/cancel");
    std::string oost, west;
    {
        notes::Store store = must(app::open_store(reader.data_folder, "elsewhere"));  // another window
        oost = must(store.network("Regio Oost")).id;
        west = must(store.network("Regio West")).id;
        must(store.share({e.trust}, oost));
        must(store.share({e.order}, west));
    }
    reader.others_wrote();
    const auto is_shared = [&](const std::string& id) { return reader.find_note(id) && !reader.find_note(id)->note.is_private(); };
    e.stage.until([&] { return is_shared(e.trust) && is_shared(e.order) && reader.peers.networks.size() >= 2; });
    e.stage.key('e', true);
    e.stage.frame();
    CHECK(reader.exporter().needs_network());
    CHECK_FALSE(e.stage.item("sheet/export").focusable);
    reader.exporter().write_from_sheet(folder.path("geen.md"));
    CHECK_FALSE(reader.exporter().is_writing());
    e.stage.click("sheet/for/" + west);
    e.until_preview("ordenen");
    CHECK(e.preview().find("vanzelf") == std::string::npos);
    CHECK(reader.exporter().order().network == west);
    CHECK(e.stage.item("sheet/export").focusable);
    // One of them: nothing to ask, and it is for that network.
    reader.exporter().open({e.trust});
    e.stage.frame();
    CHECK_FALSE(reader.exporter().needs_network());
    CHECK(reader.exporter().order().network == oost);
}
