// The panel with all notes: groups, filter, search, and the ways to a note.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/exporter.h"
#include "app/extract.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Setting;
using katern::test::Stage;

namespace {

std::string card(const std::string& id) {
    return "panel/card/" + id;
}

constexpr const char *first_chapter = "02-randvoorwaarden", *other_chapter = "04-procesbegeleider";

// Two notes in chapter 2 and one in chapter 4.
struct Three {
    Stage stage;
    std::string goal, order, process;
    explicit Three(Setting setting = {}) : stage(std::move(setting)) {
        goal = stage.mark("Toch gaat het niet vanzelf goed.", "inzicht", "Eerst het doel, dan pas de agenda.");
        order = stage.mark("In dit hoofdstuk ordenen we de voorwaarden in vijf.", "vraag");
        stage.go(other_chapter);
        const std::string words(stage.reader().chapter->text_of(stage.reader().chapter->blocks[2]));
        process = stage.mark(words.substr(0, words.find('.') + 1), "actie", "Vragen aan café De Kroon");
        stage.go(first_chapter);
        stage.key(app::key_f8);
        stage.until([&] {
            for (const app::PlacedNote& note : stage.reader().notes)
                if (!note.placed) return false;
            return true;
        });
        stage.reader().notes_scroll = 0;
        stage.frame();
    }
};

}  // namespace

TEST_CASE("an empty panel says what to do, and has nothing to export") {
    Stage stage;
    stage.key(app::key_f8);
    CHECK(stage.ids("panel/card/").empty());
    CHECK_FALSE(stage.item("panel/export").focusable);
}

TEST_CASE("the panel has every note, in reading order") {
    Three t;
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.goal), card(t.order), card(t.process)});
    CHECK(t.stage.item(card(t.goal)).name == "Eerst het doel, dan pas de agenda.");
    CHECK(t.stage.item(card(t.order)).name == "In dit hoofdstuk ordenen we de voorwaarden in vijf.");
}

TEST_CASE("the filter narrows by category, says so with a chip and 'n van m', and goes by one click") {
    Three t;
    CHECK(t.stage.item("panel/count").name == "3");
    t.stage.click("panel/filter");
    t.stage.click("filter/category/vraag");
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.order)});
    CHECK(t.stage.item("filter/category/vraag").value == "1");
    CHECK(t.stage.item("panel/count").name == "1 van 3");
    t.stage.click("filter/category/actie");
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.order), card(t.process)});
    t.stage.key(app::key_escape);
    CHECK_FALSE(t.stage.find("filter/category/vraag"));
    CHECK(t.stage.reader().notes_open);
    t.stage.click("panel/on/vraag");
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.process)});
    t.stage.click("panel/clear");
    CHECK(t.stage.ids("panel/card/").size() == 3);
    CHECK(t.stage.ids("panel/on/").empty());
    CHECK(t.stage.item("panel/count").name == "3");
}

TEST_CASE("several notes are chosen with Ctrl and Shift, changed together, and taken back in one step") {
    Three t;
    const auto categories = [&] {
        std::vector<std::string> found;
        for (const std::string& id : {t.goal, t.order, t.process}) found.push_back(t.stage.reader().find_note(id)->note.category);
        return found;
    };
    const auto press = [&](const std::string& id, bool ctrl, bool shift) {
        t.stage.input().ctrl = ctrl;
        t.stage.input().shift = shift;
        t.stage.click(card(id));
        t.stage.input().ctrl = t.stage.input().shift = false;
    };
    press(t.goal, true, false);
    press(t.order, true, false);
    CHECK(t.stage.item("bulk/count").name == "2 gekozen");
    press(t.order, true, false);
    CHECK(t.stage.item("bulk/count").name == "1 gekozen");
    press(t.process, false, true);
    CHECK(t.stage.item("bulk/count").name.starts_with("2"));
    press(t.goal, true, false);
    press(t.process, false, true);
    CHECK(t.stage.item("bulk/count").name == "3 gekozen");

    t.stage.click("bulk/category");
    t.stage.click("bulk/category/twijfel");
    t.stage.until([&] { return categories() == std::vector<std::string>(3, "twijfel"); });
    CHECK(t.stage.reader().message == "Gedaan: categorie kiezen voor 3 notities. Ctrl+Z maakt het ongedaan.");
    t.stage.reader().undo();
    t.stage.until([&] { return categories() == std::vector<std::string>{"inzicht", "vraag", "actie"}; });
    CHECK(t.stage.reader().message == "Ongedaan gemaakt: categorie kiezen voor 3 notities.");

    t.stage.click("bulk/delete");
    t.stage.until([&] { return t.stage.reader().notes.empty(); });
    t.stage.reader().undo();
    t.stage.until([&] { return t.stage.reader().notes.size() == 3; });
}

TEST_CASE("with the keyboard: Shift and arrows choose along, space one, Ctrl+A all, Esc none") {
    Three t;
    t.stage.tab_to(card(t.goal));
    t.stage.key(app::key_down, false, true);
    CHECK(t.stage.item("bulk/count").name == "2 gekozen");
    t.stage.key(' ');
    CHECK(t.stage.item("bulk/count").name == "1 gekozen");
    t.stage.key('a', true);
    CHECK(t.stage.item("bulk/count").name == "3 gekozen");
    CHECK_FALSE(t.stage.reader().selection);
    t.stage.key(app::key_escape);
    CHECK_FALSE(t.stage.find("bulk/count"));
    CHECK(t.stage.reader().notes_open);
}

TEST_CASE("a tag for several notes is completed as one types, and goes as one step") {
    Three t;
    t.stage.reader().add_tag({t.process}, "leernetwerk");
    const auto tags = [&](const std::string& id) { return t.stage.reader().find_note(id)->note.tags; };
    t.stage.until([&] { return tags(t.process).size() == 1; });
    t.stage.tab_to(card(t.goal));
    t.stage.key(app::key_down, false, true);
    t.stage.click("bulk/tag");
    t.stage.type("LEER");
    CHECK(t.stage.item("bulk/tags/offer/0").name == "leernetwerk");
    t.stage.key(app::key_tab);
    t.stage.until([&] { return tags(t.goal) == std::vector<std::string>{"leernetwerk"} && tags(t.order) == tags(t.goal); });
    // What is typed itself is offered too, behind what it may mean.
    t.stage.type("leer");
    t.stage.key(app::key_enter);
    t.stage.until([&] { return tags(t.goal).size() == 2; });
    CHECK(tags(t.goal).back() == "leer");
    t.stage.reader().undo();
    t.stage.until([&] { return tags(t.goal).size() == 1 && tags(t.order).size() == 1; });
    t.stage.reader().rename_tag("leernetwerk", "netwerk");
    t.stage.until([&] { return tags(t.process) == std::vector<std::string>{"netwerk"} && tags(t.goal) == tags(t.process); });
    t.stage.reader().undo();
    t.stage.until([&] { return tags(t.process) == std::vector<std::string>{"leernetwerk"} && tags(t.goal) == tags(t.process); });
}

TEST_CASE("several notes are shared together, after the name was asked, and only the chosen ones are exported") {
    Three t;
    app::Reader& reader = t.stage.reader();
    const auto shared = [&](const std::string& id) { return !reader.find_note(id)->note.is_private(); };
    t.stage.tab_to(card(t.goal));
    t.stage.key(app::key_down, false, true);
    t.stage.click("bulk/share");
    t.stage.until([&] { return reader.sheet.kind == app::Sheet::name; });
    reader.sheet.name.set_text("Els");
    reader.save_name();
    t.stage.until([&] { return shared(t.goal) && shared(t.order); });
    CHECK_FALSE(shared(t.process));
    CHECK_FALSE(t.stage.find("bulk/share"));
    t.stage.click("bulk/export");
    CHECK(reader.sheet.exporting.chosen == std::vector<std::string>{t.goal, t.order});
    const std::string path = t.stage.folder().path() + "/gekozen.md";
    app::ExportOrder order;
    order.path = path;
    order.with_private = true;
    order.only = {t.order};
    reader.exporter().write(order);
    t.stage.until([&] { return std::filesystem::exists(path); });
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    CHECK(text.find("In dit hoofdstuk ordenen we de voorwaarden in vijf.") != std::string::npos);
    CHECK(text.find("Toch gaat het niet vanzelf goed.") == std::string::npos);
    reader.sheet = app::SheetState{};
    reader.undo();
    t.stage.until([&] { return !shared(t.goal) && !shared(t.order); });
}

TEST_CASE("a note gets tags where it is written") {
    Three t;
    t.stage.key(app::key_f8);
    t.stage.reader().edit_note(t.goal);
    t.stage.frames(2);
    t.stage.click("note/tags");
    t.stage.type("maart");
    t.stage.key(app::key_enter);
    t.stage.until([&] { return t.stage.reader().find_note(t.goal)->note.tags == std::vector<std::string>{"maart"}; });
    t.stage.click("note/tags/tag/maart");
    t.stage.until([&] { return t.stage.reader().find_note(t.goal)->note.tags.empty(); });
}

TEST_CASE("a bookmark is set and taken away at the top of the page, stands in the list, and is undone") {
    Three t;
    app::Reader& reader = t.stage.reader();
    reader.to_start();
    reader.scroll_by(900, false);
    t.stage.frame();
    const std::size_t top = reader.place().byte;
    t.stage.key('d', true);
    t.stage.until([&] { return reader.notes.size() == 4; });
    CHECK(t.stage.item("page/bookmark").value == "1");
    const app::PlacedNote* bookmark = reader.bookmark_in_sight();
    REQUIRE(bookmark);
    CHECK(bookmark->note.anchor.exact.empty());
    CHECK(notes::kind_for_people(bookmark->note) == "bookmark");
    CHECK(bookmark->bytes.start >= top);
    const std::string id = bookmark->note.id;
    reader.notes_filter.kinds = app::bit_of(notes::Kind::bookmark);
    t.stage.frames(2);
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(id)});
    t.stage.key('d', true);
    t.stage.until([&] { return reader.notes.size() == 3; });
    CHECK_FALSE(reader.bookmark_in_sight());
    reader.undo();
    t.stage.until([&] { return reader.bookmark_in_sight() != nullptr; });
}

TEST_CASE("the extract has quote, address and note in reading order; a click writes there, Esc leaves") {
    Three t;
    app::Reader& reader = t.stage.reader();
    t.stage.key(app::key_f8);
    t.stage.key('u', true);
    t.stage.until([&] { return t.stage.ids("extract/note/").size() == 3; });
    CHECK(t.stage.ids("extract/note/") == std::vector<std::string>{"extract/note/" + t.goal, "extract/note/" + t.order, "extract/note/" + t.process});
    const auto extract = app::extract_text(*reader.book, reader.notes, app::extract_sections(reader.notes, reader.extracted()).front(), Language::nl);
    CHECK(extract.chapter->text.find("Toch gaat het niet vanzelf goed. 2 ¶") != std::string::npos);
    CHECK(extract.chapter->text.find("Eerst het doel, dan pas de agenda.") != std::string::npos);
    t.stage.click("extract/note/" + t.order);
    REQUIRE(reader.editor);
    t.stage.type("Vijf is veel.");
    t.stage.until([&] { return reader.find_note(t.order)->note.body == "Vijf is veel."; });
    t.stage.key(app::key_escape);
    CHECK_FALSE(reader.editor);
    CHECK(reader.extract);
    t.stage.until([&] { return !reader.find_note(t.order)->note.body.empty(); });
    reader.undo();
    t.stage.until([&] { return reader.find_note(t.order)->note.body.empty(); });
    t.stage.key(app::key_escape);
    t.stage.key(app::key_escape);
    CHECK_FALSE(reader.extract);
}

TEST_CASE("while a note of the extract is written in, what follows makes room and comes back after it") {
    Three t;
    app::Reader& reader = t.stage.reader();
    t.stage.key('u', true);
    t.stage.until([&] { return t.stage.ids("extract/note/").size() == 3; });
    const auto next = [&] { return t.stage.item("extract/note/" + t.process).rect.y; };
    const float at_first = next();
    t.stage.click("extract/note/" + t.order);
    REQUIRE(reader.editor);
    t.stage.frames(2);
    CHECK(next() >= t.stage.item("extract/editor").rect.bottom() - 12);
    const float open = next();
    t.stage.type("Een lange gedachte die over meer dan een regel van het uittreksel heen loopt, want er is veel over te zeggen en "
                 "niets daarvan mag over de volgende passage heen komen te staan, ook niet als er nog een zin bij komt.");
    t.stage.frames(2);
    CHECK(next() > open);
    CHECK(next() >= t.stage.item("extract/editor").rect.bottom() - 12);
    t.stage.key(app::key_escape);
    t.stage.until([&] { return !reader.find_note(t.order)->note.body.empty(); });
    t.stage.frames(3);
    CHECK(next() > at_first);  // the note has words now
}

TEST_CASE("the search looks in passages and notes, whatever the case and the accents") {
    Three t;
    t.stage.click("panel/query");
    t.stage.type("CAFE");
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.process)});
    t.stage.key(app::key_escape);
    CHECK(t.stage.ids("panel/card/").size() == 3);
    t.stage.type("voorwaarden");
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.order)});
}

TEST_CASE("when nothing is left, one button shows all again") {
    Three t;
    t.stage.reader().notes_filter.categories = app::bit_of(draw::Category::inzicht);
    t.stage.click("panel/query");
    t.stage.type("krokodil");
    CHECK(t.stage.ids("panel/card/").empty());
    t.stage.click("panel/all");
    CHECK(t.stage.ids("panel/card/").size() == 3);
    CHECK_FALSE(t.stage.reader().notes_filter.is_on());
    CHECK(t.stage.reader().notes_query.text().empty());
}

TEST_CASE("a click on a card goes to its passage, a double click opens the note there") {
    Three t;
    t.stage.click(card(t.process));
    CHECK(t.stage.reader().chapter_index == t.stage.chapter(other_chapter));
    CHECK(t.stage.reader().focused_note == t.process);
    CHECK_FALSE(t.stage.reader().editor);
    t.stage.click(card(t.goal), 2);
    CHECK(t.stage.reader().chapter_index == t.stage.chapter(first_chapter));
    REQUIRE(t.stage.reader().editor);
    CHECK(t.stage.reader().editor->id == t.goal);
}

TEST_CASE("with the keyboard: arrows go from card to card, Enter goes there and writes") {
    Three t;
    t.stage.tab_to(card(t.goal));
    t.stage.key(app::key_down);
    CHECK(t.stage.memory().focus == card(t.order));
    t.stage.key(app::key_down);
    t.stage.key(app::key_down);
    CHECK(t.stage.memory().focus == card(t.process));
    t.stage.key(app::key_up);
    t.stage.key(app::key_down);
    t.stage.key(app::key_enter);
    CHECK(t.stage.reader().chapter_index == t.stage.chapter(other_chapter));
    REQUIRE(t.stage.reader().editor);
    CHECK(t.stage.reader().editor->id == t.process);
}

TEST_CASE("Tab goes through the panel from top to bottom") {
    Three t;
    t.stage.tab_to("panel/close");
    std::vector<std::string> way;
    for (int i = 0; i < 6; ++i) {
        t.stage.key(app::key_tab);
        way.push_back(t.stage.memory().focus);
    }
    CHECK(way == std::vector<std::string>{"panel/query", "panel/filter", card(t.goal), card(t.order), card(t.process), "panel/export"});
}

TEST_CASE("in a narrow window the panel covers the page, and going to a note leaves it") {
    Three t({640, 480});
    CHECK(t.stage.item("panel").rect.width == 640);
    t.stage.click(card(t.order));
    CHECK_FALSE(t.stage.reader().notes_open);
    CHECK(t.stage.reader().focused_note == t.order);
}

TEST_CASE("the panel opens where one is reading") {
    Three t({900, 420});
    t.stage.key(app::key_f8);
    t.stage.go(other_chapter);
    t.stage.key(app::key_f8);
    t.stage.frame();
    CHECK(t.stage.item(card(t.process)).rect.height > 28);
}

TEST_CASE("a note that lost its place keeps its card, at the end, under a heading that says so") {
    Three t;
    for (app::PlacedNote& note : t.stage.reader().notes)
        if (note.note.id == t.goal) note.chapter = SIZE_MAX;
    std::rotate(t.stage.reader().notes.begin(), t.stage.reader().notes.begin() + 1, t.stage.reader().notes.end());
    ++t.stage.reader().notes_revision;
    t.stage.frames(2);
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.order), card(t.process), card(t.goal)});
    t.stage.click(card(t.goal));
    CHECK(t.stage.reader().chapter_index == t.stage.chapter(first_chapter));
}

TEST_CASE("a hundred thousand notes cost a frame no more than what is in sight") {
    Three t;
    const app::PlacedNote model = t.stage.reader().notes.back();  // of another chapter than the one on the page
    std::vector<app::PlacedNote>& notes = t.stage.reader().notes;
    notes.clear();
    for (int i = 0; i < 100'000; ++i) {
        notes.push_back(model);
        notes.back().note.id = "note-" + std::to_string(i);
    }
    ++t.stage.reader().notes_revision;
    t.stage.frames(2);
    CHECK(t.stage.item("panel/count").name == "100.000");
    CHECK(t.stage.ids("panel/card/").size() < 40);
    const app::NotesList::Work before = t.stage.reader().notes_list.work();
    t.stage.move({1100, 400});
    t.stage.wheel(-100);
    CHECK(t.stage.ids("panel/card/").size() < 60);
    t.stage.frames(20);
    // Nothing is tested or put in order again while one scrolls.
    CHECK(t.stage.reader().notes_list.work().tested == before.tested);
    CHECK(t.stage.reader().notes_list.work().arranged == before.arranged);
    // Looking for words folds each text once, some in each frame, and types on meanwhile.
    t.stage.click("panel/query");
    std::size_t last = t.stage.reader().notes_list.work().folded;
    for (const char* letters : {"v", "r", "a", "g", "e", "n"}) {
        t.stage.type(letters);
        const std::size_t now = t.stage.reader().notes_list.work().folded;
        CHECK(now - last < 8 * app::NotesList::slice / 40);
        last = now;
    }
    t.stage.until([&] { return t.stage.reader().list_notes(); });
    CHECK(t.stage.item("panel/count").name == "100.000 van 100.000");
    const std::size_t all = t.stage.reader().notes_list.work().folded;
    t.stage.key(app::key_backspace);
    t.stage.until([&] { return t.stage.reader().list_notes(); });
    CHECK(t.stage.reader().notes_list.work().folded == all);
    t.stage.reader().clear_notes_filter();
    t.stage.frames(2);
    // The keyboard finds the card after the last one in sight.
    t.stage.tab_to(t.stage.ids("panel/card/").back());
    const float scrolled = t.stage.reader().notes_scroll;
    t.stage.key(app::key_down);
    t.stage.key(app::key_down);
    CHECK(t.stage.reader().notes_scroll > scrolled);
    notes.clear();
}
