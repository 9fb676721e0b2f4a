#include <catch2/catch.hpp>

#include "ui/stage.h"

using namespace katern;
using katern::test::Stage;

namespace {

const document::Book& book(Stage& stage) {
    return *stage.reader().book;
}

}  // namespace

TEST_CASE("Alt+Left goes back to where one jumped from, Alt+Right forward again") {
    Stage stage;
    const std::size_t start = stage.reader().chapter_index;
    REQUIRE(book(stage).chapters.size() > start + 2);
    CHECK_FALSE(stage.reader().can_go_back());
    stage.reader().go_to({start + 1, 0});
    stage.reader().go_to({start + 2, 0});
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().chapter_index == start + 1);
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().chapter_index == start);
    CHECK_FALSE(stage.reader().can_go_back());
    stage.key(app::key_right, false, false, true);
    stage.key(app::key_right, false, false, true);
    CHECK(stage.reader().chapter_index == start + 2);
    CHECK_FALSE(stage.reader().can_go_forward());
}

TEST_CASE("a new jump forgets what lay ahead, and reading on is no jump") {
    Stage stage;
    const std::size_t start = stage.reader().chapter_index;
    stage.reader().go_to({start + 1, 0});
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().can_go_forward());
    stage.key(app::key_page_down);
    CHECK(stage.reader().can_go_forward());
    const app::Place read_on = stage.reader().place();
    stage.reader().go_to({start + 2, 0});
    CHECK_FALSE(stage.reader().can_go_forward());
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().place() == read_on);
}

TEST_CASE("the contents, a note and a footnote’s mark can be come back from") {
    Stage stage;
    const std::size_t start = stage.reader().chapter_index;
    const std::string words(stage.reader().chapter->text_of(stage.reader().chapter->blocks.back()));
    const std::string id = stage.mark(words.substr(0, text::previous_grapheme(words, 40)), "vraag");
    REQUIRE_FALSE(id.empty());
    stage.reader().to_start();
    stage.frame();
    stage.reader().go_to_note(id);
    stage.frame();
    CHECK(stage.reader().scroll > 0);
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().place() == app::Place{start, 0});
    stage.key('t', true);
    stage.frame();
    stage.click("contents/" + book(stage).chapters[start + 1].id);
    CHECK(stage.reader().chapter_index == start + 1);
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().place() == app::Place{start, 0});
}
