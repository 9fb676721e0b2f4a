// The bar, its menu and the contents: there when they are wanted, out of the way when not.
#include <catch2/catch.hpp>

#include "ui/stage.h"

using namespace katern;
using katern::test::Stage;

TEST_CASE("nothing but the page is there until the bar is wanted") {
    Stage stage;
    CHECK_FALSE(stage.find("bar"));
    CHECK_FALSE(stage.find("contents"));
    CHECK_FALSE(stage.find("panel"));
}

TEST_CASE("the bar comes when the pointer touches the top edge, and goes when it leaves") {
    Stage stage;
    stage.move({400, 20});
    CHECK_FALSE(stage.find("bar"));
    stage.move({400, 4});
    CHECK(stage.find("bar"));
    stage.move({400, 40});
    CHECK(stage.find("bar"));
    stage.move({400, 60});
    CHECK_FALSE(stage.find("bar"));
}

TEST_CASE("a pointer outside the window does not bring the bar") {
    Stage stage;
    stage.move({-1, -1});
    CHECK_FALSE(stage.find("bar"));
}

TEST_CASE("a drag that passes the top edge does not bring the bar") {
    Stage stage;
    stage.move({500, 300});
    stage.input().pressed = stage.input().down = true;
    stage.input().clicks = 1;
    stage.frame();
    stage.move({500, 3});
    CHECK_FALSE(stage.find("bar"));
    stage.input().down = false;
    stage.input().released = true;
    stage.frame();
}

TEST_CASE("the page does not move when the bar comes") {
    Stage stage;
    const typeset::Rect before = stage.reader().text_area();
    stage.key(app::key_f10);
    REQUIRE(stage.find("bar"));
    const typeset::Rect after = stage.reader().text_area();
    CHECK(before.x == after.x);
    CHECK(before.y == after.y);
    CHECK(before.width == after.width);
}

TEST_CASE("F10 and a tap on Alt pin the bar, and take it away again") {
    Stage stage;
    stage.key(app::key_f10);
    CHECK(stage.find("bar"));
    stage.move({400, 500});
    CHECK(stage.find("bar"));
    stage.key(app::key_f10);
    CHECK_FALSE(stage.find("bar"));
    stage.input().alt_tapped = true;
    stage.frames(2);
    CHECK(stage.find("bar"));
    stage.input().alt_tapped = true;
    stage.frames(2);
    CHECK_FALSE(stage.find("bar"));
}

TEST_CASE("the first Tab brings the bar, from left to right, and Esc gives the keyboard back to the page") {
    Stage stage;
    std::vector<std::string> way;
    for (int i = 0; i < 5; ++i) {
        stage.key(app::key_tab);
        way.push_back(stage.memory().focus);
        CHECK(stage.find("bar"));
    }
    CHECK(way == std::vector<std::string>{"bar/contents", "bar/find", "bar/comfort", "bar/notes", "bar/more"});
    stage.key(app::key_escape);
    CHECK(stage.memory().focus.empty());
    CHECK_FALSE(stage.find("bar"));
}

TEST_CASE("the bar says how many notes there are") {
    Stage stage;
    stage.key(app::key_f10);
    CHECK(stage.item("bar/notes").name == "Notitiepaneel");
    stage.mark("Toch gaat het niet vanzelf goed.", "inzicht");
    stage.click("bar/notes");
    CHECK(stage.reader().notes_open);
    CHECK(stage.item("bar/notes").value == "1");
}

TEST_CASE("all of the menu is in the window, on a small laptop too") {
    for (const float height : {560.0F, 600.0F, 700.0F, 800.0F, 2160.0F}) {
        Stage stage({.width = 1024, .height = height});
        stage.move({400, 4});
        stage.click("bar/more");
        INFO(height);
        CHECK(stage.item("menu").rect.bottom() <= height);
        CHECK(stage.item("menu/help.about").rect.bottom() <= stage.item("menu").rect.bottom());
        CHECK(stage.item("menu/help.about").rect.height >= 20);
    }
}

TEST_CASE("the menu opens by mouse and closes by a click beside it") {
    Stage stage;
    stage.move({400, 4});
    stage.click("bar/more");
    REQUIRE(stage.find("menu"));
    CHECK(stage.item("menu/book.open").name == "Boek openen");
    stage.press_at({300, 400});
    CHECK_FALSE(stage.find("menu"));
}

TEST_CASE("the menu works by keyboard alone") {
    Stage stage;
    stage.tab_to("bar/more");
    stage.key(app::key_enter);
    CHECK(stage.memory().focus == "menu/edit.undo");
    stage.key(app::key_down);
    stage.key(app::key_down);
    CHECK(stage.memory().focus == "menu/book.open");
    stage.key(app::key_up);
    stage.key(app::key_up);
    stage.key(app::key_up);
    CHECK(stage.memory().focus == "menu/help.about");
    stage.key(app::key_escape);
    CHECK_FALSE(stage.find("menu"));
    CHECK(stage.memory().focus == "bar/more");
    stage.key(app::key_enter);
    stage.key(app::key_up);
    stage.key(app::key_enter);
    CHECK(stage.reader().sheet.kind == app::Sheet::about);
    CHECK_FALSE(stage.find("menu"));
}

TEST_CASE("the menu changes the language, at once and everywhere") {
    Stage stage;
    stage.key(app::key_f10);
    stage.click("bar/more");
    stage.click("menu/view.language");
    CHECK(stage.reader().settings.language == Language::en);
    CHECK(stage.item("bar/contents").name == "Table of contents");
}

TEST_CASE("the contents list every chapter, and below the present one its headings") {
    Stage stage;
    stage.key('t', true);
    const document::Book& book = *stage.reader().book;
    for (const document::ChapterEntry& entry : book.chapters) CHECK(stage.find("contents/" + entry.id));
    CHECK(stage.item("contents/02-randvoorwaarden").name == "2 · Wat een netwerk nodig heeft");
    const auto headings = stage.ids("contents/02-randvoorwaarden#");
    CHECK(headings.size() >= 3);
    CHECK(stage.ids("contents/01-meerwaarde#").empty());
}

TEST_CASE("a click in the contents goes to the chapter or to the heading, and the bar stays as long as they do") {
    Stage stage;
    stage.move({400, 4});
    stage.click("bar/contents");
    REQUIRE(stage.find("contents"));
    stage.click("contents/04-procesbegeleider");
    CHECK(stage.reader().chapter->id == "04-procesbegeleider");
    const std::string heading = stage.ids("contents/04-procesbegeleider#").at(1);
    stage.click(heading);
    CHECK(stage.reader().place().byte > 0);
    stage.move({800, 600});
    CHECK(stage.find("bar"));
    CHECK(stage.find("contents"));
    stage.key(app::key_escape);
    CHECK_FALSE(stage.find("contents"));
    CHECK_FALSE(stage.find("bar"));
}

TEST_CASE("the contents work by keyboard: Tab goes on from the bar, Enter opens the chapter") {
    Stage stage;
    stage.key('t', true);
    stage.tab_to("contents/03-praktijk");
    stage.key(app::key_enter);
    CHECK(stage.reader().chapter->id == "03-praktijk");
}

TEST_CASE("the contents show how many notes a chapter has") {
    Stage stage;
    stage.mark("Toch gaat het niet vanzelf goed.", "inzicht");
    stage.key('t', true);
    CHECK(stage.item("contents/02-randvoorwaarden").value == "1");
    CHECK(stage.item("contents/03-praktijk").value.empty());
}

TEST_CASE("in a narrow window the contents close when a chapter was chosen") {
    Stage stage({640, 480});
    stage.key('t', true);
    stage.click("contents/01-meerwaarde");
    CHECK(stage.reader().chapter->id == "01-meerwaarde");
    CHECK_FALSE(stage.reader().contents_open);
}

TEST_CASE("the contents scroll when the window is low, and follow the keyboard") {
    Stage stage({900, 400});
    stage.key('t', true);
    const float before = stage.item("contents/06-aan-de-slag").rect.height;
    CHECK(before == 0);  // out of sight, but there
    stage.move({100, 200});
    const float page = stage.reader().scroll;
    stage.wheel(-8);
    CHECK(stage.reader().contents_scroll > 0);
    CHECK(stage.reader().scroll == page);
    stage.wheel(20);
    CHECK(stage.reader().contents_scroll == 0);
    stage.tab_to("contents/06-aan-de-slag");
    stage.frame();
    CHECK(stage.item("contents/06-aan-de-slag").rect.height >= 28);
}

TEST_CASE("a long title of a book leaves the buttons their place") {
    test::Folder folder;
    folder.with("boek.md",
                "# Een buitengewoon lange titel die nooit van zijn leven in een smal venster tussen de knoppen kan "
                "passen\n\nTekst.\n");
    Stage stage({640, 480, 1, draw::ThemeName::light, Language::nl, folder.path("boek.md")});
    stage.key(app::key_f10);
    for (const auto& put : stage.only(ui::draw_bar)) CHECK(put.pen.y <= ui::bar_height);
    const typeset::Rect left = stage.item("bar/contents").rect, right = stage.item("bar/find").rect;
    CHECK(left.right() < right.x);
}
