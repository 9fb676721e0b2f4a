#include <catch2/catch.hpp>

#include "ui/stage.h"

using namespace katern;
using katern::test::Setting;
using katern::test::Stage;

namespace {

// Opens the panel, types, and waits for the whole answer.
void look_for(Stage& stage, const std::string& words) {
    stage.key('f', true);
    stage.type(words);
    stage.until([&] { return stage.reader().find.results && !stage.reader().find.waiting; });
}

std::size_t count(Stage& stage) {
    return stage.reader().find.results->count;
}

std::string words_of(Stage& stage, std::size_t index) {
    const auto hit = stage.reader().hit(index);
    REQUIRE(hit);
    return std::string(text::slice((*stage.reader().book->chapter(hit->chapter))->text, hit->bytes));
}

}  // namespace

TEST_CASE("Ctrl F opens the panel with the keyboard in its field, and the whole book is searched as one types") {
    Stage stage;
    stage.key('f', true);
    CHECK(stage.memory().focus == "find/query");
    CHECK(stage.find("find/empty"));
    stage.type("netw");
    stage.until([&] { return stage.reader().find.results && !stage.reader().find.waiting; });
    CHECK(count(stage) > 20);
    CHECK(stage.reader().find.results->chapters.size() > 3);
    CHECK_FALSE(stage.find("find/empty"));
    const std::size_t some = count(stage);
    stage.type("erk");
    stage.until([&] { return !stage.reader().find.waiting; });
    CHECK(count(stage) <= some);
    stage.type("jespan");
    stage.until([&] { return !stage.reader().find.waiting; });
    CHECK(count(stage) == 0);
    CHECK(stage.item("find/nothing").name.find("netwerkjespan") != std::string::npos);
}

TEST_CASE("typing moves nothing; Enter goes to the nearest match, then to the next, Shift+Enter back") {
    Stage stage;
    const app::Place before = stage.reader().place();
    look_for(stage, "vertrouwen");
    CHECK(stage.reader().place() == before);
    CHECK(stage.reader().find.current == app::Find::none);
    stage.key(app::key_enter);
    const std::size_t first = stage.reader().find.current;
    REQUIRE(first < count(stage));
    CHECK(stage.reader().hit(first)->chapter >= before.chapter);
    if (first > 0) CHECK(stage.reader().hit(first - 1)->chapter <= before.chapter);
    stage.key(app::key_enter);
    CHECK(stage.reader().find.current == (first + 1) % count(stage));
    stage.key(app::key_enter, false, true);
    CHECK(stage.reader().find.current == first);
    stage.key(app::key_f3, false, true);
    CHECK(stage.reader().find.current == (first + count(stage) - 1) % count(stage));
    CHECK(stage.find("find/hit/" + std::to_string(stage.reader().find.current)));  // the list followed
}

TEST_CASE("Enter that comes before the answer goes to the first match when it is there") {
    Stage stage;
    stage.key('f', true);
    stage.input().typed = "verantwoordelijkheid";
    stage.frame();
    stage.key(app::key_enter);
    stage.until([&] { return stage.reader().find.results && !stage.reader().find.waiting; });
    REQUIRE(count(stage) > 0);
    CHECK(stage.reader().find.current < count(stage));
}

TEST_CASE("every match is on the page that it leads to, around the ends of the book") {
    Stage stage;
    look_for(stage, "vertrouwen");
    const std::size_t all = count(stage);
    REQUIRE(all > 2);
    for (std::size_t i = 0; i <= all; ++i) {
        stage.key(app::key_f3);
        const auto hit = *stage.reader().hit(stage.reader().find.current);
        REQUIRE(hit.chapter == stage.reader().chapter_index);
        const app::PageFrame frame = stage.reader().frame();
        REQUIRE(frame.current_found < frame.found.size());
        CHECK(frame.found[frame.current_found] == hit.bytes);
        const float y = stage.reader().layout->y_of(hit.bytes.start);
        CHECK(y >= frame.view_top);
        CHECK(y <= frame.view_top + frame.view_height);
    }
}

TEST_CASE("Back leads from the matches to where one was reading") {
    Stage stage;
    stage.key(app::key_page_down);
    const app::Place before = stage.reader().place();
    look_for(stage, "bijeenkomst");
    stage.key(app::key_enter);
    stage.key(app::key_enter);
    stage.key(app::key_enter);
    stage.key(app::key_escape);
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().place() == before);
}

TEST_CASE("a row leads to its match, and shows where it is and the words around it") {
    Stage stage;
    look_for(stage, "netwerk");
    const ui::Item row = stage.item("find/hit/1");
    CHECK(row.name.find("etwerk") != std::string::npos);
    CHECK(row.value.find("¶") != std::string::npos);
    stage.click("find/hit/1");
    CHECK(stage.reader().find.current == 1);
    CHECK(stage.reader().hit(1)->chapter == stage.reader().chapter_index);
    CHECK(stage.item("find/count").name.find(" keer in ") != std::string::npos);
}

TEST_CASE("whole words and exact accents are switches, and what they hide is offered") {
    Stage stage;
    look_for(stage, "netwer");
    CHECK(count(stage) > 10);
    stage.click("find/whole-words");
    stage.until([&] { return !stage.reader().find.waiting; });
    CHECK(count(stage) == 0);
    REQUIRE(stage.find("find/looser"));
    stage.click("find/looser");
    stage.until([&] { return !stage.reader().find.waiting; });
    CHECK(count(stage) > 10);
    CHECK_FALSE(stage.reader().find.whole_words);
    stage.click("find/exact");
    CHECK(stage.reader().find.exact_accents);
}

TEST_CASE("notes are found in a group of their own, and lead to their passage") {
    Stage stage;
    const std::string words(stage.reader().chapter->text_of(stage.reader().chapter->blocks.back()));
    const std::string id = stage.mark(words.substr(0, text::previous_grapheme(words, 30)), "vraag", "Een krokodil in de vergadering");
    stage.reader().close_editor();
    stage.until([&] {
        const app::PlacedNote* note = stage.reader().find_note(id);
        return note && note->note.body == "Een krokodil in de vergadering";
    });
    stage.reader().to_start();
    look_for(stage, "KROKODIL");
    CHECK(count(stage) == 0);
    const ui::Item& row = stage.item("find/note/" + id);
    CHECK(row.name == "Een krokodil in de vergadering");
    stage.click("find/note/" + id);
    CHECK(stage.reader().focused_note == id);
    CHECK(stage.reader().scroll > 0);
}

TEST_CASE("a note that is written while its words are looked for is found without typing again") {
    Stage stage;
    look_for(stage, "krokodil");
    CHECK(stage.reader().find.results->notes.empty());
    const std::string words(stage.reader().chapter->text_of(stage.reader().chapter->blocks[2]));
    stage.mark(words.substr(0, text::previous_grapheme(words, 30)), "vraag", "krokodil");
    stage.reader().close_editor();
    stage.until([&] { return stage.reader().find.results && stage.reader().find.results->notes.size() == 1; });
}

TEST_CASE("the buttons of the panel do what their keys do") {
    Stage stage;
    look_for(stage, "netwerk");
    stage.click("find/next");
    const std::size_t first = stage.reader().find.current;
    stage.click("find/next");
    CHECK(stage.reader().find.current == first + 1);
    stage.click("find/previous");
    CHECK(stage.reader().find.current == first);
    stage.click("find/close");
    CHECK_FALSE(stage.reader().find.open);
}

TEST_CASE("Esc closes the panel and stays at the match, and the page has the keyboard again") {
    Stage stage;
    look_for(stage, "bijeenkomst");
    stage.key(app::key_enter);
    const app::Place there = stage.reader().place();
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().find.open);
    CHECK_FALSE(stage.find("find"));
    CHECK(stage.memory().focus.empty());
    CHECK(stage.reader().place() == there);
    CHECK(stage.reader().frame().found.empty());
}

TEST_CASE("while the field has the keyboard, letters are text and not commands") {
    Stage stage;
    stage.key('f', true);
    stage.input().typed = "1";
    stage.key('1');
    CHECK(stage.reader().find.query.text() == "1");
    CHECK(stage.reader().notes.empty());
}

TEST_CASE("the panel takes the place of the notes, and the notes that of the panel") {
    Stage stage;
    stage.key(app::key_f8);
    CHECK(stage.find("panel"));
    stage.key('f', true);
    stage.frame();
    CHECK(stage.find("find"));
    CHECK_FALSE(stage.find("panel"));
    stage.key(app::key_f8);
    stage.frame();
    CHECK(stage.find("panel"));
    CHECK_FALSE(stage.find("find"));
}

TEST_CASE("in a narrow window the panel makes room for the match, and F3 goes on") {
    Setting setting;
    setting.width = 700;
    Stage stage(setting);
    look_for(stage, "netwerk");
    CHECK(stage.item("find").rect.width == 700);
    stage.key(app::key_enter);
    stage.frame();
    CHECK_FALSE(stage.find("find"));
    const std::size_t first = stage.reader().find.current;
    stage.key(app::key_f3);
    CHECK(stage.reader().find.current == first + 1);
    stage.key('f', true);
    stage.frame();
    CHECK(stage.reader().find.query.text() == "netwerk");
    CHECK(stage.find("find/query"));
}

TEST_CASE("marks at the edge show where the matches are; a click there goes to the nearest") {
    Stage stage;
    look_for(stage, "netwerk");
    const ui::Item marks = stage.item("find/marks");
    CHECK(marks.rect.right() <= stage.item("find").rect.x);
    CHECK(marks.rect.height > 500);
    stage.press_at({marks.rect.x + 6, marks.rect.bottom() - 2});
    const app::HitsHere here = stage.reader().hits_here();
    CHECK(stage.reader().find.current == here.first + here.hits.size() - 1);
    CHECK(stage.reader().scroll > 0);
    CHECK_FALSE(stage.reader().selection);
    app::Settings pages = stage.reader().settings;
    pages.flow = app::Flow::pages;
    stage.reader().change_settings(pages);
    stage.frame();
    CHECK(stage.item("find/marks").rect.width > 300);  // along the hairline
}

TEST_CASE("an address typed in the search field leads there") {
    Stage stage;
    look_for(stage, "3 ¶4");
    CHECK(stage.find("find/go-to"));
    stage.key(app::key_enter);
    const document::Book& book = *stage.reader().book;
    CHECK(book.chapters[stage.reader().chapter_index].number == "3");
    CHECK(stage.reader().chapter->block_at(stage.reader().place().byte) == 3);
}

TEST_CASE("of thousands of matches only the rows that are in sight are made") {
    Stage stage;
    look_for(stage, "e");
    CHECK(count(stage) > 3000);
    CHECK(stage.ids("find/hit/").size() < 40);
    CHECK(words_of(stage, 0).size() <= 2);
}
