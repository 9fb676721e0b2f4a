// A long chapter is set in part first; what is set looks as it will in the whole.
#include <algorithm>
#include <catch2/catch.hpp>

#include "typeset/example.h"
#include "typeset/words.h"

namespace katern::typeset {
namespace {

std::shared_ptr<const ChapterLayout> set_part(const std::shared_ptr<const document::Chapter>& chapter, const Portion& portion) {
    static Fonts fonts;
    static Hyphenation hyphenation;
    return set_chapter(fonts, hyphenation, chapter, "nl", {}, {}, portion);
}

std::shared_ptr<const document::Chapter> long_chapter() {
    std::string markdown = "# Een lang hoofdstuk\n\n";
    for (int i = 0; i < 150; ++i) {
        if (i % 12 == 5) markdown += "## Kop " + std::to_string(i) + "\n\n";
        if (i % 9 == 4) markdown += "- een punt\n- nog een punt, dat wat langer is dan het eerste\n  - en dieper\n\n";
        if (i % 20 == 7) markdown += "| a | b |\n|---|---|\n| een | twee |\n| drie | vier |\n\n";
        markdown += "Alinea " + std::to_string(i) +
                    " gaat over samenwerken in een leernetwerk van schoolleiders, die van elkaar willen weten wat er "
                    "werkt en wat niet, en die daar dan ook iets mee doen in hun eigen school.\n\n";
    }
    return chapter_of(markdown);
}

std::shared_ptr<const document::Chapter> one_paragraph(int words) {
    std::string markdown;
    for (int i = 0; i < words; ++i)
        markdown += (i % 17 == 16 ? "werkelijkheid. " : i % 3 == 0 ? "het " : i % 3 == 1 ? "netwerk " : "leert ");
    return chapter_of(markdown);
}

}  // namespace

TEST_CASE("the lines of a portion are those of the whole chapter, on other heights") {
    const auto chapter = long_chapter();
    const auto whole = set(chapter);
    REQUIRE(whole->whole());
    for (const std::size_t around : {std::size_t{0}, chapter->text.size() / 3, chapter->text.size() / 2, chapter->text.size()}) {
        CAPTURE(around);
        const auto part = set_part(chapter, {around, 800, 1600});
        REQUIRE_FALSE(part->whole());
        CHECK(part->set_bytes().start <= around);
        CHECK(part->lines().size() < whole->lines().size() / 2);
        REQUIRE_FALSE(part->lines().empty());
        const std::size_t first = whole->line_at(part->lines().front().bytes.start);
        for (std::size_t i = 0; i < part->lines().size(); ++i) {
            const Line& line = part->lines()[i];
            const Line& same = whole->lines()[first + i];
            REQUIRE(line.bytes == same.bytes);
            REQUIRE(line.x == same.x);
            REQUIRE(line.width == same.width);
            REQUIRE(line.glyphs.size() == same.glyphs.size());
            // Between two lines lies what lies between them in the whole.
            if (i > 0)
                REQUIRE(line.top - part->lines()[i - 1].top == Approx(same.top - whole->lines()[first + i - 1].top).margin(0.1));
        }
        const Px y = part->y_of(around);
        CHECK(part->is_set(y, std::min(part->height(), y + 1200)));
        CHECK(part->height() == Approx(whole->height()).epsilon(0.25));
    }
}

TEST_CASE("every byte of a portion has a height and is found there again, set or not") {
    const auto chapter = long_chapter();
    const auto part = set_part(chapter, {chapter->text.size() / 2, 800, 1600});
    Px last = 0;
    for (const document::Block& block : chapter->blocks) {
        const Px y = part->y_of(block.text.start);
        REQUIRE(y >= last);
        last = y;
    }
    for (Px y = 0; y < part->height(); y += 97) {
        const std::size_t byte = part->byte_at_y(y);
        REQUIRE(byte < chapter->text.size());
        CHECK(std::abs(part->y_of(byte) - y) < 130);
    }
}

TEST_CASE("a page of a portion begins with what is looked at, and its pages follow each other") {
    const auto chapter = long_chapter();
    const std::size_t around = set(chapter)->lines()[200].bytes.start;
    const auto part = set_part(chapter, {around, 1600, 1600});
    const Page& page = part->pages()[part->page_of(around)];
    CHECK(page.first_byte == around);
    for (std::size_t i = 1; i < part->pages().size(); ++i) {
        CHECK(part->pages()[i].top >= part->pages()[i - 1].bottom - 0.1F);
        CHECK(part->pages()[i].first_byte > part->pages()[i - 1].first_byte);
        CHECK(part->pages()[i].bottom - part->pages()[i].top <= part->style().page_height + 0.1F);
    }
    const auto start = set_part(chapter, {0, 1600, 1600});
    const auto whole = set(chapter);
    for (std::size_t i = 0; i + 1 < start->pages().size(); ++i)
        CHECK(start->pages()[i].first_byte == whole->pages()[i].first_byte);
}

TEST_CASE("a paragraph of many pages is set without a seam, whole and in part") {
    const auto chapter = one_paragraph(12'000);
    const auto whole = set(chapter);
    REQUIRE(whole->lines().size() > 800);
    std::size_t byte = 0;
    for (std::size_t i = 0; i < whole->lines().size(); ++i) {
        const Line& line = whole->lines()[i];
        REQUIRE(line.bytes.start == byte);
        byte = line.bytes.end;
        // A line that ends short would show where the stretches meet.
        if (i + 1 < whole->lines().size()) REQUIRE(line.x + line.width > whole->style().measure - 10);
        if (i > 0) REQUIRE(line.x < 1);
    }
    CHECK(byte == chapter->blocks.front().text.end);
    const std::size_t middle = chapter->text.size() / 2;
    const auto part = set_part(chapter, {middle, 800, 1600});
    CHECK(part->lines().size() < 200);
    CHECK(part->set_bytes().contains(middle));
    CHECK(part->is_set(part->y_of(middle), part->y_of(middle) + 1000));
    CHECK(part->pages()[part->page_of(middle)].first_byte <= middle);
}

TEST_CASE("of a paragraph of many pages only the words of what is wanted are shaped, and of short ones those little further on too") {
    std::string one, many;
    for (int i = 0; i < 20'000; ++i) {
        one += "woord" + std::to_string(i) + " ";
        many += "woord" + std::to_string(i) + (i % 30 == 29 ? "\n\n" : " ");
    }
    for (const std::string& markdown : {one, many}) {
        Fonts fonts;
        Hyphenation hyphenation;
        const auto part = set_chapter(fonts, hyphenation, chapter_of(markdown), "nl", {}, {}, Portion{0, 0, 800});
        REQUIRE(part->lines().size() > 20);
        Features figures;
        figures.old_style = true;
        const WordForm form{face(Family::serif), figures, "nl", hyphenation.for_language("nl")};
        const std::size_t shaped = fonts.words().table(form).size();
        CHECK(shaped > 200);
        CHECK(shaped < 3'000);
    }
}

TEST_CASE("a word of ten thousand letters is set, whole and in part") {
    const auto chapter = chapter_of("Hier staat " + std::string(10'000, 'w') + " en dan nog een woord.");
    const auto layout = set(chapter);
    for (const Line& line : layout->lines()) CHECK(line.x + line.width <= layout->style().measure + 20);
    CHECK(layout->lines().size() > 100);
}

TEST_CASE("setting stops when it is asked to") {
    std::stop_source stop;
    stop.request_stop();
    Fonts fonts;
    Hyphenation hyphenation;
    CHECK(set_chapter(fonts, hyphenation, long_chapter(), "nl", {}, {}, {}, stop.get_token()) == nullptr);
}

}  // namespace katern::typeset
