#include <catch2/catch.hpp>

#include "ui/stage.h"

using namespace katern;
using katern::test::Stage;

namespace {

std::string number_of(Stage& stage) {
    return stage.reader().book->chapters[stage.reader().chapter_index].number;
}

void go(Stage& stage, const std::string& typed) {
    stage.key('l', true);
    stage.type(typed);
    stage.frame();
    stage.key(app::key_enter);
}

}  // namespace

TEST_CASE("one field goes to a chapter, an address or a percentage, and shows where that leads") {
    Stage stage;
    stage.key('l', true);
    CHECK(stage.memory().focus == "go-to/field");
    CHECK(stage.item("go-to/where").name.find("2 ¶14") != std::string::npos);  // what may be typed
    stage.type("4");
    stage.frame();
    CHECK(stage.item("go-to/where").name.starts_with("4 · "));
    stage.key(app::key_enter);
    CHECK(number_of(stage) == "4");
    CHECK_FALSE(stage.find("go-to"));
    go(stage, "2.14");
    CHECK(number_of(stage) == "2");
    CHECK(stage.reader().chapter->block_at(stage.reader().place().byte) == 13);
    go(stage, "¶3");
    CHECK(number_of(stage) == "2");
    CHECK(stage.reader().chapter->block_at(stage.reader().place().byte) == 2);
    go(stage, "0%");
    CHECK(stage.reader().chapter_index == 0);
    go(stage, "100%");
    CHECK(stage.reader().chapter_index + 1 == stage.reader().book->chapters.size());
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().chapter_index == 0);
}

TEST_CASE("what is no place is said, and Enter stays; Esc closes and nothing has moved") {
    Stage stage;
    const app::Place before = stage.reader().place();
    go(stage, "99 ¶1");
    CHECK(stage.find("go-to"));
    CHECK(stage.item("go-to/where").name.find("99 ¶1") != std::string::npos);
    stage.key(app::key_escape);
    CHECK_FALSE(stage.find("go-to"));
    CHECK(stage.memory().focus.empty());
    CHECK(stage.reader().place() == before);
}

TEST_CASE("G opens the field where no field has the keyboard, and in a field it is a letter") {
    Stage stage;
    stage.key('g');
    stage.frame();
    CHECK(stage.find("go-to"));
    stage.key(app::key_escape);
    stage.key('f', true);
    stage.input().typed = "g";
    stage.key('g');
    CHECK(stage.reader().find.query.text() == "g");
    CHECK_FALSE(stage.find("go-to"));
}
