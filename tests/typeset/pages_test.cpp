// Where pages end, and what the reader is spared there.
#include <algorithm>
#include <catch2/catch.hpp>
#include <tuple>

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
    std::size_t pages = 0, lone = 0, hyphens = 0, short_pages = 0, loosened = 0, short_without = 0;
    for (std::size_t chapter = 0; chapter < 7; ++chapter) {
        for (const Px height : {500.0F, 580.0F, 660.0F, 740.0F, 820.0F}) {
            Style style;
            style.page_height = height;
            const auto layout = set(katern_chapter(chapter), style);
            const PageEnds ends = layout->page_ends();
            lone += ends.widows + ends.orphans;
            hyphens += ends.hyphens;
            short_pages += ends.short_pages;
            loosened += ends.loosened;
            pages += layout->pages().size();
            style.fit_pages = false;
            const PageEnds without = set(katern_chapter(chapter), style)->page_ends();
            CHECK(without.loosened == 0);
            short_without += without.short_pages;
        }
    }
    CAPTURE(pages, lone, hyphens, short_pages, loosened, short_without);
    CHECK(lone == 0);
    CHECK(hyphens * 50 <= pages);
    CHECK(loosened * 20 >= pages);
    CHECK(short_pages < short_without);
}

namespace {

// Paragraphs of so many lines each, on pages of so many lines; nothing can be loosened.
std::shared_ptr<const ChapterLayout> set_lines(const std::vector<int>& paragraphs, int on_page) {
    std::string markdown;
    for (const int lines : paragraphs) {
        for (int i = 0; i < lines; ++i) markdown += i + 1 < lines ? "regel\\\n" : "regel\n\n";
    }
    Style style;
    style.page_height = style.leading * static_cast<float>(on_page) + 1;
    return set(chapter_of(markdown), style);
}

std::size_t lines_on(const ChapterLayout& layout, std::size_t page) {
    const auto& pages = layout.pages();
    return (page + 1 < pages.size() ? layout.line_at(pages[page + 1].first_byte) : layout.lines().size()) - layout.line_at(pages[page].first_byte);
}

}  // namespace

TEST_CASE("a page gives up a line or two rather than leave one alone, and else that is allowed and counted") {
    struct Case {
        std::vector<int> paragraphs;
        int on_page = 0;
        std::size_t first_page = 0, short_pages = 0, widows = 0, orphans = 0;
    };
    const Case cases[] = {
        {{8, 4}, 10, 10, 0, 0, 0},  // two lines on either page
        {{8, 4}, 9, 8, 1, 0, 0},    // a first line alone at the foot
        {{8, 2}, 9, 8, 1, 0, 0},    // which is a last one at the top, too
        {{7, 4}, 10, 9, 1, 0, 0},   // a last line at the top
        {{8, 3}, 10, 8, 1, 0, 0},   // one line less would leave a first one at the foot
        {{3}, 2, 2, 0, 1, 0},       // nothing can be given up
        {{2}, 1, 1, 0, 1, 1},
    };
    for (const Case& each : cases) {
        CAPTURE(each.paragraphs, each.on_page);
        const auto layout = set_lines(each.paragraphs, each.on_page);
        const PageEnds ends = layout->page_ends();
        CHECK(lines_on(*layout, 0) == each.first_page);
        CHECK(ends.short_pages == each.short_pages);
        CHECK(ends.widows == each.widows);
        CHECK(ends.orphans == each.orphans);
        CHECK(ends.loosened == 0);
        CHECK(ends.hyphens == 0);
    }
}

TEST_CASE("a heading keeps two lines of its text, and goes on with all of it rather than leave a last line alone") {
    const std::string before = "een\\\ntwee\\\ndrie\\\nvier\\\nvijf\\\nzes\n\n## Kop\n\n";
    for (const auto& [lines, fitting, on_first] : {std::tuple{4, 1, 6}, {4, 2, 9}, {3, 2, 6}, {3, 3, 10}, {5, 4, 10}}) {
        std::string text = before;
        for (int i = 0; i < lines; ++i) text += i + 1 < lines ? "regel\\\n" : "regel\n\n";
        const auto chapter = chapter_of(text + "Slot.\n");
        Style style;
        style.page_height = 2'000;
        const auto on_one_page = set(chapter, style);
        const Line& last = on_one_page->lines()[static_cast<std::size_t>(6 + fitting)];
        style.page_height = last.top + last.height + 1;
        const auto layout = set(chapter, style);
        CAPTURE(lines, fitting);
        CHECK(lines_on(*layout, 0) == static_cast<std::size_t>(on_first));
        CHECK(layout->page_ends().widows + layout->page_ends().orphans == 0);
    }
}

TEST_CASE("a callout's title stays with what follows, and its last line and a table's last row with what comes before") {
    const std::string callout = "> **Werkvorm** Eerst zelf (10 minuten)\n>\n> Schrijf op wat je raakt.\n>\n> Vergelijk het met je buur.\n\n";
    const std::string table = "| Vraag | Antwoord |\n|---|---|\n| een | ja |\n| twee | nee |\n| drie | soms |\n\n";
    int pages = 0;
    for (int lines = 1; lines < 30; ++lines) {
        std::string markdown;
        for (int i = 0; i < lines; ++i) markdown += "Een regel.\n\n";
        for (int i = 0; i < 8; ++i) markdown += i % 2 == 0 ? callout : table;
        const auto chapter = chapter_of(markdown);
        const auto layout = set(chapter);
        for (std::size_t p = 1; p < layout->pages().size(); ++p) {
            const std::string_view first = chapter->text_of(chapter->blocks[chapter->block_at(layout->pages()[p].first_byte)]);
            CHECK_FALSE(first.starts_with("Schrijf"));
            CHECK_FALSE(first.starts_with("Vergelijk"));
            CHECK_FALSE(first.starts_with("een\t"));
            CHECK_FALSE(first.starts_with("drie"));
            ++pages;
        }
    }
    CHECK(pages > 40);
}

namespace {

// Pages of prose, some of it in a quotation, on which paragraphs are set otherwise for the sake of the pages' ends.
std::shared_ptr<const ChapterLayout> set_prose(bool fit_pages, const std::optional<Portion>& portion = {}) {
    static const std::shared_ptr<const document::Chapter> prose = [] {
        std::string markdown;
        for (int i = 0; i < 120; ++i) {
            std::string words;
            for (int w = 0; w < 25 + i * 37 % 120; ++w)
                words += std::vector<const char*>{"leren", "netwerk", "een", "schoolleiders", "vraag", "met", "elkaar", "onderzoeken", "de",
                                                  "bijeenkomst", "van"}[static_cast<std::size_t>(w * 7 + i * 3 + w * w % 5) % 11] + std::string(" ");
            markdown += (i % 5 == 4 ? "> " : "") + words + ".\n\n";
            if (i % 9 == 8) markdown += "---\n\n- een teken in de lijst\n\n";
        }
        return chapter_of(markdown);
    }();
    static Fonts fonts;
    static Hyphenation hyphenation;
    Style style;
    style.fit_pages = fit_pages;
    return set_chapter(fonts, hyphenation, prose, "nl", style, {}, portion);
}

std::vector<std::size_t> loosened_in(const ChapterLayout& layout) {
    std::vector<std::size_t> blocks;
    for (std::size_t b = 0; b < layout.blocks().size(); ++b)
        if (layout.blocks()[b].looseness != 0) blocks.push_back(b);
    return blocks;
}

}  // namespace

TEST_CASE("a paragraph is set a line longer or shorter where that spares a page a lone line or half a word") {
    const auto fitted = set_prose(true);
    const auto natural = set_prose(false);
    const std::vector<std::size_t> loosened = loosened_in(*fitted);
    REQUIRE(loosened.size() >= 3);
    CHECK(loosened_in(*natural).empty());
    const auto faults = [](const ChapterLayout& layout) {
        const PageEnds each = layout.page_ends();
        return each.widows + each.orphans + each.hyphens + each.short_pages;
    };
    CHECK(faults(*fitted) < faults(*natural));
    for (std::size_t b = 0; b < fitted->blocks().size(); ++b) {
        const BlockBox& box = fitted->blocks()[b];
        CHECK(static_cast<int>(box.line_count) == static_cast<int>(natural->blocks()[b].line_count) + box.looseness);
        CHECK(std::abs(box.looseness) <= 1);
    }
}

TEST_CASE("what stands below a paragraph that was set otherwise is where the eye sees it") {
    const auto layout = set_prose(true);
    REQUIRE_FALSE(loosened_in(*layout).empty());
    const auto& lines = layout->lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) {
            CHECK(lines[i].bytes.start >= lines[i - 1].bytes.end);
            CHECK(lines[i].top >= lines[i - 1].top + lines[i - 1].height - 0.05F);
        }
        CHECK(layout->line_at(lines[i].bytes.start) == i);
        const std::vector<Rect> rects = layout->rects({lines[i].bytes.start, lines[i].bytes.start + 4});
        REQUIRE_FALSE(rects.empty());
        CHECK(rects.front().y > lines[i].top - 1);
        CHECK(rects.front().bottom() < lines[i].top + lines[i].height + 1);
        CHECK(layout->hit({lines[i].x + 0.1F, lines[i].top + lines[i].height / 2}) == lines[i].bytes.start);
    }
    // A quotation's bar is as high as its words, and a list's sign stands beside its item.
    const auto bars = std::count_if(layout->boxes().begin(), layout->boxes().end(), [&](const Box& box) {
        return box.rect.width < 10 && std::any_of(layout->blocks().begin(), layout->blocks().end(), [&](const BlockBox& block) {
                   return std::abs(block.top - box.rect.y) < 0.05F && std::abs(block.height - box.rect.height) < 0.05F;
               });
    });
    CHECK(bars == 24);
    for (const Line& sign : layout->marks())
        CHECK(std::any_of(lines.begin(), lines.end(), [&](const Line& line) { return std::abs(line.baseline - sign.baseline) < 0.05F; }));
    const BlockBox& last = layout->blocks().back();
    CHECK(layout->height() == Approx(last.top + last.height));
    for (std::size_t p = 1; p < layout->pages().size(); ++p) {
        const Page& page = layout->pages()[p];
        CHECK(page.bottom - page.top <= layout->style().page_height + 0.05F);
        CHECK(page.top >= layout->pages()[p - 1].bottom - 0.05F);
        CHECK(lines[layout->line_at(page.first_byte)].top >= page.top - 0.05F);
        CHECK(layout->page_of(page.first_byte) == p);
    }
}

TEST_CASE("a paragraph's lines don't depend on where the reader came from") {
    const auto whole = set_prose(true);
    const std::size_t first = loosened_in(*whole).front();
    // What is set from the start of the chapter has the lines of the whole, up to the page that isn't full.
    const auto start = set_prose(true, Portion{0, 0, whole->blocks()[first].top + 4 * whole->style().page_height});
    REQUIRE_FALSE(start->whole());
    REQUIRE(start->pages().size() > 3);
    const std::size_t end = start->pages()[start->pages().size() - 2].first_byte;
    for (std::size_t i = 0; start->lines()[i].bytes.start < end; ++i) CHECK(start->lines()[i].bytes == whole->lines()[i].bytes);
    CHECK(loosened_in(*start).front() == first);
    // What is set around a place in the middle has no pages to fit before the whole is known.
    const auto middle = set_prose(true, Portion{whole->chapter().text.size() / 2, 2'000, 2'000});
    CHECK(loosened_in(*middle).empty());
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

TEST_CASE("the sign of a list that runs from right to left stands on the right of its words") {
    const auto layout = set(chapter_of("- שלום לכולם\n- ועוד מילים\n\n1. אחת\n\n- links\n"));
    REQUIRE(layout->marks().size() == 4);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(layout->marks()[i].x > layout->lines()[i].x + layout->lines()[i].width);
        CHECK(layout->marks()[i].x + layout->marks()[i].width <= layout->style().measure);
    }
    CHECK(layout->marks()[3].x < layout->lines()[3].x);
}

TEST_CASE("a caption of one line stands below the middle of its figure, a longer one begins at the left edge") {
    const auto size = [](const document::Image&) -> std::optional<Size> { return Size{200, 100}; };
    const auto layout = set(chapter_of("![a](a.png)\n\n*Figuur 1. Kringen.*\n"), {}, size);
    REQUIRE(layout->lines().size() == 1);
    const Line& caption = layout->lines().front();
    const Rect& figure = layout->figures().front().rect;
    CHECK(caption.x + caption.width / 2 == Approx(figure.x + figure.width / 2).margin(0.5));
    std::string words;
    for (int i = 0; i < 40; ++i) words += " woorden";
    const auto longer = set(chapter_of("![a](a.png)\n\n*Figuur 1." + words + ".*\n"), {}, size);
    for (const Line& line : longer->lines()) CHECK(line.x < 2);
}

TEST_CASE("a line of code that goes on has a sign before it, and no other line has") {
    const auto layout = set(chapter_of("```\nkort\n" + std::string(30, 'a') + " " + std::string(70, 'b') + "\nkort\n```\n"));
    REQUIRE(layout->lines().size() == 4);
    REQUIRE(layout->marks().size() == 1);
    CHECK(layout->marks().front().baseline == layout->lines()[2].baseline);
    CHECK(layout->marks().front().x + layout->marks().front().width <= layout->lines()[2].x);
}

TEST_CASE("the numbers of a long list stand within the measure, end at the same place, and all items begin at one edge") {
    std::string markdown;
    for (int i = 1; i <= 120; ++i) markdown += std::to_string(i) + ". punt\n";
    const auto layout = set(chapter_of(markdown + "\nTussen.\n\n1. kort\n2. korter\n"));
    REQUIRE(layout->marks().size() == 122);
    const Px right = layout->marks().front().x + layout->marks().front().width;
    for (std::size_t i = 0; i < 120; ++i) {
        CHECK(layout->marks()[i].x >= -0.01F);
        CHECK(layout->marks()[i].x + layout->marks()[i].width == Approx(right).margin(0.5));
        CHECK(layout->lines()[i].x == Approx(layout->lines()[0].x).margin(1));
    }
    CHECK(layout->lines()[121].x < layout->lines()[0].x - 5);
}

TEST_CASE("the ground of a callout is whole at the end and at the start of a page") {
    const std::string callout = "> **Vraag.** Wat neem je mee, en wat laat je liever thuis?\n\n";
    std::size_t last = 0, first = 0;
    for (int before = 12; before < 26; ++before) {
        std::string markdown;
        for (int i = 0; i < before; ++i) markdown += "Een regel.\n\n";
        const auto layout = set(chapter_of(markdown + callout + callout + "Daarna.\n"));
        for (const Box& box : layout->boxes()) {
            if (box.fill != Ink::chrome) continue;
            const auto line = std::find_if(layout->lines().begin(), layout->lines().end(), [&](const Line& each) { return each.top > box.rect.y; });
            const Page& page = layout->pages()[layout->page_of(line->bytes.start)];
            CHECK(page.top <= box.rect.y + 0.01F);
            CHECK(page.bottom >= box.rect.bottom() - 0.01F);
            CHECK(page.bottom - page.top <= layout->style().page_height + 0.01F);
            last += std::abs(page.bottom - box.rect.bottom()) < 0.01F ? 1 : 0;
            first += std::abs(page.top - box.rect.y) < 0.01F ? 1 : 0;
        }
    }
    CHECK(last > 0);
    CHECK(first > 0);
}

}  // namespace katern::typeset
