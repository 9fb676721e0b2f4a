// Where notes are, in the table of contents.
#include <catch2/catch.hpp>

#include "app/overview.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Stage;

TEST_CASE("below a chapter's title a strip shows where its notes are; click and keyboard go there") {
    Stage stage;
    stage.go("02-randvoorwaarden");
    app::Reader& reader = stage.reader();
    const std::string first = stage.mark("Toch gaat het niet vanzelf goed.", "vraag");
    const document::Chapter& chapter = *reader.chapter;
    std::size_t late = 0;
    for (std::size_t i = 0; i < chapter.blocks.size(); ++i)
        if (chapter.blocks[i].kind == document::BlockKind::paragraph && chapter.blocks[i].text.size() > 60) late = i;
    const std::string last = stage.mark(std::string(chapter.text_of(chapter.blocks[late])).substr(0, 40), "actie");
    reader.focus_note({});
    const auto overview = app::overview_of(*reader.book, reader.notes);
    const std::vector<app::OverviewTick>& ticks = overview[reader.chapter_index];
    REQUIRE(ticks.size() == 2);
    CHECK(ticks[0].category == draw::Category::vraag);
    CHECK(ticks[1].category == draw::Category::actie);
    CHECK(ticks[0].bucket < ticks[1].bucket);

    app::run_command(reader, "view.contents");
    stage.frames(2);
    CHECK(stage.ids("overview/") == std::vector<std::string>{"overview/02-randvoorwaarden"});
    stage.tab_to("overview/02-randvoorwaarden");
    CHECK(stage.item("overview/tip").name == "Toch gaat het niet vanzelf goed.");
    stage.key(app::key_right);
    stage.key(app::key_enter);
    CHECK(reader.focused_note == last);
    const typeset::Rect strip = stage.item("overview/02-randvoorwaarden").rect;
    stage.press_at({strip.x + 1, strip.y + strip.height / 2});
    CHECK(reader.focused_note == first);
}
