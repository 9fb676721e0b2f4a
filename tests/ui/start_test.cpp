// The first start, the settings that show at once, and what is said when there is no page.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "ui/stage.h"
#include "words/words.h"

using namespace katern;
using katern::test::Folder;
using katern::test::Setting;
using katern::test::Stage;

namespace {

Setting first_start() {
    Setting setting;
    setting.started = false;
    return setting;
}

}  // namespace

TEST_CASE("the first start shows a title page; Enter begins at the first page, and it does not come back") {
    Stage stage(first_start());
    REQUIRE(stage.reader().title_page);
    CHECK(stage.find("title/start"));
    CHECK_FALSE(stage.find("bar"));
    stage.key(app::key_enter);
    CHECK_FALSE(stage.reader().title_page);
    CHECK(stage.reader().settings.started);
    CHECK(stage.reader().chapter_index == 0);
    const auto before = stage.reader().book;
    stage.reader().open_book("@katern");
    stage.until([&] { return stage.reader().book != before && stage.reader().row.has_value(); });
    CHECK_FALSE(stage.reader().title_page);
}

TEST_CASE("a chapter on the title page is a link to it") {
    Stage stage(first_start());
    stage.tab_to("title/chapter/03-praktijk");
    stage.key(app::key_enter);
    CHECK(stage.reader().chapter->id == "03-praktijk");
    CHECK_FALSE(stage.reader().title_page);
}

TEST_CASE("the title page changes the language and opens another book") {
    Stage stage(first_start());
    stage.click("title/english");
    CHECK(stage.item("title/start").name == "Start reading");
    stage.click("title/dutch");
    CHECK(stage.item("title/start").name == "Begin met lezen");
    stage.click("title/open");
    CHECK(stage.reader().sheet.kind == app::Sheet::open_book);
}

TEST_CASE("what is chosen on the comfort card shows at once") {
    Stage stage;
    stage.key(',', true);
    stage.click("comfort/dark");
    CHECK(stage.reader().settings.theme == draw::ThemeName::dark);
    const float leading = stage.reader().layout_style().leading;
    stage.click("comfort/size/next");
    CHECK(stage.reader().layout_style().leading > leading);
    stage.click("comfort/typeface/previous");
    CHECK(stage.reader().settings.family == typeset::Family::humanist);
    stage.click("comfort/more");
    stage.click("comfort/language/next");
    CHECK(stage.item("comfort/size/next").name == "Size: next");
    stage.press_at({300, 500});
    CHECK_FALSE(stage.reader().comfort_open);
}

TEST_CASE("the comfort card works by keyboard: Tab and the arrows") {
    Stage stage;
    stage.key(',', true);
    stage.tab_to("comfort/alignment/previous");
    stage.key(app::key_right);
    CHECK_FALSE(stage.reader().settings.justified);
    stage.key(app::key_left);
    CHECK(stage.reader().settings.justified);
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().comfort_open);
}

TEST_CASE("the comfort card is opened and closed by the same button") {
    Stage stage;
    stage.key(app::key_f10);
    stage.click("bar/comfort");
    CHECK(stage.reader().comfort_open);
    stage.click("bar/comfort");
    CHECK_FALSE(stage.reader().comfort_open);
}

TEST_CASE("a book that can’t be opened gives its reason and two ways on") {
    Setting setting;
    setting.book = "/nergens/boek";
    Stage stage(setting);
    CHECK(stage.item("failure").name ==
          "Er is geen boek op /nergens/boek. Controleer of de map of het bestand nog bestaat en of de naam klopt.");
    stage.tab_to("failure/open");
    stage.key(app::key_enter);
    CHECK(stage.reader().sheet.kind == app::Sheet::open_book);
    stage.key(app::key_escape);
    stage.click("failure/katern");
    stage.until([&] { return stage.reader().layout != nullptr; });
    CHECK(stage.reader().book->path == "@katern");
}

TEST_CASE("a chapter that can’t be read leaves the rest of the book within reach") {
    Folder folder;
    folder.with("book.toml", "[book]\ntitle = \"Half\"\n")
        .with("src/SUMMARY.md", "- [Een](een.md)\n- [Twee](twee.md)\n");
    folder.with("src/een.md", "# Een\n\nGoed.\n").with("src/twee.md", "# Twee\n\n\xff\xfe\n");
    Setting setting;
    setting.book = folder.path();
    Stage stage(setting);
    stage.go(1);
    stage.frame();
    CHECK(stage.find("failure"));
    stage.key('t', true);
    stage.click("contents/een");
    CHECK_FALSE(stage.find("failure"));
    CHECK(stage.reader().chapter->text.starts_with("Een\n"));
}

TEST_CASE("while nothing can be kept, a quiet line says so and stays") {
    Stage stage;
    stage.reader().store_failure = Error{Word::error_database_held, {std::string("/ergens/katern.db")}};
    stage.frames(2);
    CHECK(stage.item("message/store").name ==
          "De notities in /ergens/katern.db worden vastgehouden door een ander programma. Sluit dat programma en "
          "probeer het opnieuw; er is niets "
          "veranderd.");
    stage.key(app::key_page_down);
    CHECK(stage.find("message/store"));
}

TEST_CASE("what is said stands above the foot") {
    Stage stage;
    stage.reader().say(Word::message_removed);
    stage.frames(2);
    const ui::Item& line = stage.item("message");
    CHECK(line.name == "Verwijderd. Ctrl+Z haalt het terug.");
    CHECK(line.rect.bottom() <= 800 - 34);
}
