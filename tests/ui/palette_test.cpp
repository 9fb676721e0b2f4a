// The palette of commands, by name.
#include <catch2/catch.hpp>

#include "ui/stage.h"
#include "words/words.h"

using namespace katern;
using katern::test::Setting;
using katern::test::Stage;

namespace {

std::vector<std::string> rows(const Stage& stage) {
    std::vector<std::string> ids = stage.ids("palette/");
    std::erase(ids, "palette/query");
    std::erase(ids, "palette/scroll");
    return ids;
}

void open(Stage& stage) {
    stage.key('k', true);
    stage.frame();
    REQUIRE(stage.reader().sheet.kind == app::Sheet::palette);
}

}  // namespace

TEST_CASE("typing in the palette leaves the commands whose names hold those words, and Enter runs the first") {
    Stage stage;
    open(stage);
    const std::size_t all = rows(stage).size();
    stage.type("donk kleur");
    REQUIRE(rows(stage).size() < all);
    CHECK(rows(stage).front() == "palette/theme.dark");
    stage.key(app::key_enter);
    CHECK(stage.reader().settings.theme == draw::ThemeName::dark);
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
}

TEST_CASE("the palette speaks the person’s language, and knows no accents") {
    Setting english;
    english.language = Language::en;
    Stage stage(english);
    open(stage);
    CHECK(stage.item("palette/query").name == say(Word::ui_palette_hint, Language::en));
    stage.type("full scr");
    CHECK(rows(stage) == std::vector<std::string>{"palette/view.full_screen"});
    CHECK(stage.item("palette/view.full_screen").value == "F11");
    stage.reader().sheet = app::SheetState{};
    Stage dutch;
    open(dutch);
    dutch.type("kopieren als");
    CHECK(rows(dutch) == std::vector<std::string>{"palette/copy.quotation"});
}

TEST_CASE("a command that can’t be done says quietly why, and is not done") {
    Stage stage;
    open(stage);
    stage.type("kopieren als");
    CHECK(stage.item("palette/copy.quotation").value == say(Word::why_not_selection, Language::nl));
    stage.key(app::key_enter);
    CHECK(stage.reader().sheet.kind == app::Sheet::palette);
    CHECK(stage.pasted().empty());
}

TEST_CASE("what was used last comes first, also after a restart of the palette") {
    Stage stage;
    open(stage);
    stage.type("leeslijn");
    stage.key(app::key_enter);
    CHECK(stage.reader().settings.reading_line == app::ReadingLine::band);
    open(stage);
    CHECK(rows(stage).front() == "palette/view.reading_line");
    stage.type("sepia");
    stage.key(app::key_enter);
    open(stage);
    CHECK(rows(stage)[0] == "palette/theme.sepia");
    CHECK(rows(stage)[1] == "palette/view.reading_line");
}

TEST_CASE("up and down choose a row in the palette, and the pointer does it as well") {
    Stage stage;
    open(stage);
    const std::vector<std::string> before = rows(stage);
    stage.key(app::key_down);
    stage.key(app::key_down);
    CHECK(stage.reader().sheet.chosen == before[2].substr(8));
    stage.key(app::key_up);
    CHECK(stage.reader().sheet.chosen == before[1].substr(8));
    stage.type("sepia");
    stage.click("palette/theme.sepia");
    CHECK(stage.reader().settings.theme == draw::ThemeName::sepia);
}

TEST_CASE("a query that no command has is said so, and Escape leaves everything as it was") {
    Stage stage;
    const app::Settings before = stage.reader().settings;
    open(stage);
    stage.type("krokodil");
    CHECK(rows(stage).empty());
    stage.key(app::key_enter);
    CHECK(stage.reader().sheet.kind == app::Sheet::palette);
    stage.key(app::key_escape);
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
    CHECK(stage.reader().settings == before);
}

TEST_CASE("every command but the palette itself and letting go stands in the palette") {
    Stage stage;
    std::size_t found = 0;
    for (const app::Command* command : app::find_commands(stage.reader(), "")) found += command != nullptr;
    CHECK(found == app::commands().size());
}
