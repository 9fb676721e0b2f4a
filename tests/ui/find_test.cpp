#include <catch2/catch.hpp>

#include "ui/stage.h"

using namespace katern;
using katern::test::Stage;

TEST_CASE("Ctrl F opens the field with the keyboard in it, and typing searches at once") {
    Stage stage;
    stage.key('f', true);
    CHECK(stage.memory().focus == "find/query");
    stage.type("netw");
    const std::size_t some = stage.reader().find.hits.size();
    CHECK(some > 3);
    stage.type("erkjes");
    CHECK(stage.reader().find.hits.empty());
}

TEST_CASE("Enter goes to the next match and Shift+Enter to the one before, around the ends") {
    Stage stage;
    stage.key('f', true);
    stage.type("netwerk");
    const std::size_t count = stage.reader().find.hits.size();
    REQUIRE(count > 2);
    const std::size_t first = stage.reader().find.current;
    stage.key(app::key_enter);
    CHECK(stage.reader().find.current == (first + 1) % count);
    stage.key(app::key_enter, false, true);
    stage.key(app::key_enter, false, true);
    CHECK(stage.reader().find.current == (first + count - 1) % count);
}

TEST_CASE("the buttons of the card do what their keys do") {
    Stage stage;
    stage.key('f', true);
    stage.type("netwerk");
    const std::size_t first = stage.reader().find.current;
    stage.click("find/next");
    CHECK(stage.reader().find.current == first + 1);
    stage.click("find/previous");
    CHECK(stage.reader().find.current == first);
    stage.click("find/close");
    CHECK_FALSE(stage.reader().find.open);
}

TEST_CASE("Esc closes the card, and the page has the keyboard again") {
    Stage stage;
    stage.key('f', true);
    stage.type("netwerk");
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().find.open);
    CHECK_FALSE(stage.find("find"));
    CHECK(stage.memory().focus.empty());
    const float before = stage.reader().scroll;
    stage.key(app::key_page_down);
    CHECK(stage.reader().scroll > before);
}

TEST_CASE("while the field has the keyboard, letters are text and not commands") {
    Stage stage;
    stage.key('f', true);
    stage.input().typed = "1";
    stage.key('1');
    CHECK(stage.reader().find.query.text() == "1");
    CHECK(stage.reader().notes.empty());
}

TEST_CASE("the card stands beside the notes panel, not over it") {
    Stage stage;
    stage.key(app::key_f8);
    stage.key('f', true);
    CHECK(stage.item("find").rect.right() <= stage.item("panel").rect.x);
}
