// The panel with all notes: groups, filter, search, and the ways to a note.
#include <catch2/catch.hpp>
#include <chrono>

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

TEST_CASE("the chips filter by category, several at once, and all of them is none") {
    Three t;
    t.stage.click("panel/filter/vraag");
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.order)});
    CHECK(t.stage.item("panel/filter/vraag").value == "1");
    t.stage.click("panel/filter/actie");
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.order), card(t.process)});
    t.stage.click("panel/filter/vraag");
    CHECK(t.stage.ids("panel/card/") == std::vector<std::string>{card(t.process)});
    t.stage.click("panel/filter/actie");
    CHECK(t.stage.ids("panel/card/").size() == 3);
    for (const char* category : {"inzicht", "vraag", "actie", "twijfel", "citaat"})
        t.stage.click(std::string("panel/filter/") + category);
    CHECK(t.stage.reader().category_filter == 0);
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
    t.stage.click("panel/filter/inzicht");
    t.stage.click("panel/query");
    t.stage.type("krokodil");
    CHECK(t.stage.ids("panel/card/").empty());
    t.stage.click("panel/all");
    CHECK(t.stage.ids("panel/card/").size() == 3);
    CHECK(t.stage.reader().category_filter == 0);
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
    for (int i = 0; i < 10; ++i) {
        t.stage.key(app::key_tab);
        way.push_back(t.stage.memory().focus);
    }
    CHECK(way == std::vector<std::string>{"panel/query", "panel/filter/inzicht", "panel/filter/vraag",
                                          "panel/filter/actie", "panel/filter/twijfel", "panel/filter/citaat",
                                          card(t.goal), card(t.order), card(t.process), "panel/export"});
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

TEST_CASE("only the cards in sight and their neighbours are set when there are thousands") {
    Three t;
    const app::PlacedNote model = t.stage.reader().notes.back();  // of another chapter than the one on the page
    std::vector<app::PlacedNote>& notes = t.stage.reader().notes;
    notes.clear();
    for (int i = 0; i < 20'000; ++i) {
        notes.push_back(model);
        notes.back().note.id = "note-" + std::to_string(i);
    }
    ++t.stage.reader().notes_revision;
    t.stage.frames(2);
    CHECK(t.stage.ids("panel/card/").size() < 40);
    t.stage.move({1100, 400});
    t.stage.wheel(-100);
    CHECK(t.stage.ids("panel/card/").size() < 60);
    const auto before = std::chrono::steady_clock::now();
    t.stage.frames(20);
    const auto each =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - before).count() / 20;
    INFO("one frame took " << each << " ms");
    CHECK(each < 100);
    // The keyboard finds the card after the last one in sight.
    t.stage.tab_to(t.stage.ids("panel/card/").back());
    const float scrolled = t.stage.reader().notes_scroll;
    t.stage.key(app::key_down);
    t.stage.key(app::key_down);
    CHECK(t.stage.reader().notes_scroll > scrolled);
    notes.clear();
}
