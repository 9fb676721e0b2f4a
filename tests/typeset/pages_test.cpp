// Where pages end, and what the reader is spared there.
#include <algorithm>
#include <catch2/catch.hpp>

#include "typeset/example.h"

namespace katern::typeset {

TEST_CASE("a table that goes on to the next page shows its head there again") {
    std::string markdown = "Vooraf.\n\n| Soort | Aantal |\n|---|--:|\n";
    for (int i = 0; i < 60; ++i) markdown += "| Rij " + std::to_string(i) + " | " + std::to_string(i * i) + " |\n";
    const auto layout = set(chapter_of(markdown + "\nDaarna."));
    REQUIRE(layout->pages().size() > 2);
    const BlockBox& head = layout->blocks()[1];
    CHECK(layout->pages()[0].head_height == 0);
    for (std::size_t p = 1; p < layout->pages().size(); ++p) {
        const Page& page = layout->pages()[p];
        CHECK(page.head_top == head.top);
        CHECK(page.head_height == head.height);
        CHECK(page.bottom - page.top + page.head_height <= layout->style().page_height + 0.1F);
        // Between rows, never through one.
        CHECK(layout->y_of(page.first_byte) >= page.top);
    }
}

TEST_CASE("no page of the katern begins with a last line or ends after a first one, and what can't be helped is counted") {
    std::size_t pages = 0, hyphens = 0;
    for (std::size_t chapter = 0; chapter < 7; ++chapter) {
        for (const Px height : {500.0F, 660.0F, 820.0F}) {
            Style style;
            style.page_height = height;
            const auto layout = set(katern_chapter(chapter), style);
            const PageFaults faults = layout->page_faults();
            CHECK(faults.widows == 0);
            CHECK(faults.orphans == 0);
            hyphens += faults.hyphens;
            pages += layout->pages().size();
        }
    }
    CAPTURE(pages, hyphens);
    CHECK(hyphens * 20 <= pages);
}

TEST_CASE("a question, an example and a work form stand on a ground of their own, a quotation does not") {
    const auto chapter = chapter_of("> **Vraag.** Wat neem je mee?\n\nTekst.\n\n> **Mee naar het netwerk.** Drie passages\n>\n> - een\n> - twee\n\n> Een gewoon citaat met **Vraag.** erin.\n");
    REQUIRE(document::callout_of(*chapter, 0));
    CHECK(document::callout_of(*chapter, 0)->kind == document::Callout::Kind::question);
    CHECK(text::slice(chapter->text, document::callout_of(*chapter, 0)->label) == "Vraag.");
    CHECK_FALSE(document::callout_of(*chapter, 1));
    REQUIRE(document::callout_of(*chapter, 4));
    CHECK(document::callout_of(*chapter, 4)->kind == document::Callout::Kind::take_along);
    CHECK(document::callout_of(*chapter, 4)->first_block == 2);
    CHECK_FALSE(document::callout_of(*chapter, 5));
    CHECK_FALSE(document::callout_of(*chapter, 99));
    const auto layout = set(chapter);
    const auto grounds = std::count_if(layout->boxes().begin(), layout->boxes().end(), [](const Box& box) { return box.fill == Ink::chrome; });
    CHECK(grounds == 2);
    const Box& ground = layout->boxes().front();
    const Line& line = layout->lines().front();
    CHECK(ground.rect.y < line.top);
    CHECK(ground.rect.bottom() > line.top + line.height);
    CHECK(line.x > ground.rect.x + 10);
    CHECK(line.runs.front().face == face(Family::sans, true));
    CHECK(layout->lines()[1].top > ground.rect.bottom());
}

TEST_CASE("signs of lists tell how deep they are, and a task has a box that says whether it is done") {
    const auto layout = set(chapter_of("- een\n  - twee\n    - drie\n\n1. a\n2. b\n\n- [x] klaar\n- [ ] nog niet\n"));
    const auto& marks = layout->marks();
    REQUIRE(marks.size() == 6);  // three bullets, two numbers, one tick
    CHECK(marks[0].glyphs.front().id != marks[1].glyphs.front().id);
    CHECK(marks[1].glyphs.front().id != marks[2].glyphs.front().id);
    for (std::size_t i = 0; i < 5; ++i) CHECK(marks[i].x + marks[i].width < layout->lines()[i].x);
    CHECK(layout->boxes().size() == 3);  // a filled one, and one with an inside of paper
    CHECK(layout->boxes()[0].fill == Ink::accent);
    CHECK(layout->boxes()[2].fill == Ink::paper);
}

TEST_CASE("a line of code that goes on has a sign before it, and no other line has") {
    const auto layout = set(chapter_of("```\nkort\n" + std::string(30, 'a') + " " + std::string(70, 'b') + "\nkort\n```\n"));
    REQUIRE(layout->lines().size() == 4);
    REQUIRE(layout->marks().size() == 1);
    CHECK(layout->marks().front().baseline == layout->lines()[2].baseline);
    CHECK(layout->marks().front().x + layout->marks().front().width <= layout->lines()[2].x);
}

}  // namespace katern::typeset
