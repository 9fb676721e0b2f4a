#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "paths.h"
#include "typeset/example.h"
#include "typeset/hanging.h"

namespace katern::typeset {
namespace {

// Left edge of the first and right edge of the last glyph that shows these bytes.
std::pair<Px, Px> edges_of(const Line& line, text::Range bytes) {
    Px left = 1e9F, right = -1e9F;
    for (const Glyph& glyph : line.glyphs) {
        if (glyph.bytes.empty() || glyph.bytes.start < bytes.start || glyph.bytes.end > bytes.end) continue;
        left = std::min(left, glyph.x);
        right = std::max(right, glyph.x + glyph.advance);
    }
    return {left, right};
}

std::size_t end_of_glyphs(const Line& line) {
    std::size_t end = line.bytes.start;
    for (const Glyph& glyph : line.glyphs) end = std::max<std::size_t>(end, glyph.bytes.end);
    return end;
}

constexpr std::string_view sentence =
    "Een leernetwerk begint zelden met een plan. Meestal is er een vraag die op één school te groot is, en iemand die "
    "een ander belt. Toch gaat het niet vanzelf goed: wie niets afspreekt over doel, tijd en vertrouwen, heeft na drie "
    "keer een leesclub.";

}  // namespace

TEST_CASE("a highlight covers exactly its words") {
    const auto layout = set(chapter_of(sentence));
    const std::string& text = layout->chapter().text;
    const std::size_t start = text.find("Toch gaat");
    const std::size_t end = text.find("vertrouwen,") + std::string_view("vertrouwen,").size();
    const std::vector<Rect> rects = layout->rects({start, end});
    const std::size_t first = layout->line_at(start);
    REQUIRE(rects.size() == layout->line_at(end - 1) - first + 1);
    REQUIRE(rects.size() >= 2);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const Line& line = layout->lines()[first + i];
        const auto [left, right] = edges_of(line, {start, end});
        CHECK(rects[i].x == Approx(left));
        if (!line.hyphenated || i + 1 == rects.size()) CHECK(rects[i].right() == Approx(right));
        CHECK(rects[i].height == Approx(line.height * 0.84F));
        CHECK(rects[i].y > line.top - 1);
        CHECK(rects[i].bottom() < line.top + line.height + 1);
    }
}

TEST_CASE("a click on the edge of any letter of a chapter finds that letter") {
    for (const std::size_t index : {std::size_t{0}, std::size_t{2}}) {
        const auto layout = set(katern_chapter(index));
        const std::string& text = layout->chapter().text;
        std::size_t wrong = 0, asked = 0;
        for (const Line& line : layout->lines()) {
            const std::size_t end = end_of_glyphs(line);
            for (std::size_t byte = line.bytes.start;; byte = text::next_grapheme(text, byte)) {
                ++asked;
                if (layout->hit({x_at(line, byte, text), line.top + line.height / 2}) != byte) {
                    INFO("“" << words_of(*layout, line) << "” at " << byte - line.bytes.start);
                    CHECK(layout->hit({x_at(line, byte, text), line.top + line.height / 2}) == byte);
                    ++wrong;
                }
                if (byte >= end || wrong > 10) break;
            }
        }
        CHECK(asked > 3'000);
    }
}

TEST_CASE("every line of a chapter stands on one page, and no heading stands last on one") {
    for (std::size_t index = 0; index < 8; ++index) {
        for (const Px height : {300.0F, 660.0F, 1000.0F}) {
            Style style;
            style.page_height = height;
            const auto layout = set(katern_chapter(index), style);
            INFO(layout->chapter().id << " in " << height);
            for (const Line& line : layout->lines()) {
                const auto on = std::count_if(layout->pages().begin(), layout->pages().end(), [&](const Page& page) {
                    return line.top >= page.top - 0.01F && line.top + line.height <= page.bottom + 0.01F;
                });
                CHECK(on == 1);
            }
            for (std::size_t p = 0; p < layout->pages().size(); ++p) {
                const Page& page = layout->pages()[p];
                CHECK(page.bottom - page.top <= height + 0.01F);
                CHECK(layout->page_of(page.first_byte) == p);
                if (p + 1 == layout->pages().size()) continue;
                CHECK(page.bottom <= layout->pages()[p + 1].top + 0.01F);
                const Line* last = nullptr;
                for (const Line& line : layout->lines())
                    if (line.top < page.bottom - 0.01F) last = &line;
                REQUIRE(last);
                CHECK(layout->chapter().blocks[last->block].kind != document::BlockKind::heading);
            }
        }
    }
}

TEST_CASE("lines hold about 66 characters, in every family and size") {
    for (const Family family : {Family::serif, Family::sans, Family::dyslexic, Family::humanist}) {
        for (const Px size : {14.0F, 18.5F, 26.0F}) {
            Style style;
            style.family = family;
            style.size = size;
            style.leading = size * 1.55F;
            style.measure = comfortable_measure(family, size);
            std::size_t lines = 0, characters = 0;
            for (std::size_t index = 1; index < 7; ++index) {
                const auto layout = set(katern_chapter(index), style);
                for (const BlockBox& box : layout->blocks()) {
                    for (std::size_t i = box.first_line; i + 1 < box.first_line + box.line_count; ++i) {
                        const Line& line = layout->lines()[i];
                        const document::Block& block = layout->chapter().blocks[line.block];
                        if (block.kind != document::BlockKind::paragraph || !block.containers.empty()) continue;
                        ++lines;
                        characters += text::count_code_points(words_of(*layout, line));
                    }
                }
            }
            const double average = static_cast<double>(characters) / static_cast<double>(lines);
            INFO("family " << static_cast<int>(family) << " size " << size);
            CHECK(average > 60);
            CHECK(average < 73);
        }
    }
}

// How far a line's last sign stands out on the right, and its first one on the left.
Px hang_of_end(const ChapterLayout& layout, const Line& line) {
    if (line.glyphs.empty()) return 0;
    std::string words = words_of(layout, line);
    while (words.ends_with(' ')) words.pop_back();
    if (line.hyphenated) words = "-";
    else if (line.glyphs.back().bytes.empty()) return 0;  // a footnote's mark
    std::size_t at = text::previous_grapheme(words, words.size());
    return hang_on_right(text::next_code_point(words, at)) * line.glyphs.back().advance;
}

Px hang_of_start(const ChapterLayout& layout, const Line& line) {
    const std::string words = words_of(layout, line);
    std::size_t at = 0;
    const float share = hang_on_left(text::next_code_point(words, at));
    if (line.x > 1) return -line.x;  // the indent of a first line
    return share * line.glyphs.front().advance;
}

TEST_CASE("justified lines end at the edge, and few words are broken") {
    const auto layout = set(katern_chapter(2));
    std::size_t full = 0, in_a_row = 0, hanging = 0;
    for (const BlockBox& box : layout->blocks()) {
        in_a_row = 0;
        for (std::size_t i = box.first_line; i < box.first_line + box.line_count; ++i) {
            const Line& line = layout->lines()[i];
            const document::Block& block = layout->chapter().blocks[line.block];
            in_a_row = line.hyphenated ? in_a_row + 1 : 0;
            CHECK(in_a_row <= 2);
            CHECK_FALSE(line.overfull);
            if (block.kind != document::BlockKind::paragraph || !block.containers.empty() || block.rule_before)
                continue;
            if (i + 1 == box.first_line + box.line_count || layout->line_at(block.text.start) > i) continue;
            if (block.text.start == layout->chapter().blocks[1].text.start) continue;  // the subtitle
            ++full;
            INFO(words_of(*layout, line));
            CHECK(line.x + line.width - hang_of_end(*layout, line) == Approx(600).margin(0.1));
            CHECK(line.x + hang_of_start(*layout, line) == Approx(0).margin(0.01));
            if (line.x + line.width > 602) ++hanging;
        }
    }
    CHECK(full > 60);
    CHECK(hanging > 10);
    CHECK(layout->hyphens() * 6 < layout->lines().size());
}

TEST_CASE("without justification lines end where their words do") {
    Style style;
    style.justified = false;
    const auto layout = set(chapter_of(sentence), style);
    Fonts fonts;
    const Px space = fonts.metrics(face(Family::serif)).space * style.size;
    for (const Line& line : layout->lines()) {
        CHECK(line.width <= style.measure + 0.01F);
        for (const Glyph& glyph : line.glyphs)
            if (text::slice(layout->chapter().text, glyph.bytes) == " ") CHECK(glyph.advance == Approx(space));
    }
}

TEST_CASE("a word that is wider than the page is broken rather than lost") {
    const auto layout = set(chapter_of("Zie https://" + std::string(300, 'a') + ".nl voor meer."));
    CHECK(layout->lines().size() > 3);
    for (const Line& line : layout->lines()) CHECK(line.x + line.width <= 605);  // a hyphen hangs
}

TEST_CASE("a hard break ends a line inside a paragraph") {
    const auto layout = set(chapter_of("een regel  \ntwee regels\\\n\\\ndrie"));
    REQUIRE(layout->lines().size() >= 3);
    CHECK(words_of(*layout, layout->lines()[0]) == "een regel\n");
    CHECK(words_of(*layout, layout->lines()[1]) == "twee regels\n");
}

TEST_CASE("the bytes of the lines of a chapter follow each other") {
    for (std::size_t index = 0; index < 8; ++index) {
        const auto layout = set(katern_chapter(index));
        const auto& lines = layout->lines();
        for (std::size_t i = 1; i < lines.size(); ++i) {
            INFO(layout->chapter().id << ": " << words_of(*layout, lines[i]));
            CHECK(lines[i - 1].bytes.end <= lines[i].bytes.start);
            if (lines[i - 1].block == lines[i].block) CHECK(lines[i - 1].bytes.end == lines[i].bytes.start);
        }
    }
}

TEST_CASE("a first line is indented after a paragraph and nowhere else") {
    const auto layout = set(chapter_of("## Kop\n\nEerste.\n\nTweede.\n\n- punt\n\nDerde.\n\n---\n\nVierde.\n"));
    const auto x = [&](std::string_view word) {
        return layout->lines()[layout->line_at(layout->chapter().text.find(word))].x;
    };
    CHECK(x("Eerste") == Approx(0).margin(1));
    CHECK(x("Tweede") == Approx(18.5 * 1.3).margin(1));
    CHECK(x("Derde") == Approx(0).margin(1));
    CHECK(x("Vierde") == Approx(0).margin(1));
}

TEST_CASE("a table stays within the measure, and its rows stand below each other") {
    const auto layout =
        set(chapter_of("| Soort | Wie | Aantal |\n| :-- | :-- | --: |\n| Leernetwerk | schoolleiders en bestuurders "
                       "uit een hele regio, "
                       "met een procesbegeleider die hen kent | 12 |\n| | leeg | |\n"));
    Px bottom = 0;
    for (const BlockBox& box : layout->blocks()) {
        CHECK(box.top >= bottom - 0.01F);
        bottom = box.top + box.height;
        for (std::size_t i = box.first_line; i < box.first_line + box.line_count; ++i) {
            CHECK(layout->lines()[i].top >= box.top);
            CHECK(layout->lines()[i].top + layout->lines()[i].height <= bottom + 0.01F);
            CHECK(layout->lines()[i].x >= -0.01F);
            CHECK(layout->lines()[i].x + layout->lines()[i].width <= 600.01F);
        }
    }
    const Line& number = layout->lines()[layout->line_at(layout->chapter().text.find("12"))];
    CHECK(number.x + number.width == Approx(600).margin(0.5));
}

TEST_CASE("a figure is never wider than the column nor higher than a page") {
    const auto chapter = chapter_of("Tekst.\n\n![Een huis](huis.png)\n\n*Figuur 1.*\n\n![Weg](weg.png)\n");
    const auto layout = set(chapter, {}, [](const document::Image& image) -> std::optional<Size> {
        if (image.path.find("huis") == std::string::npos) return std::nullopt;
        return Size{3000, 9000};
    });
    REQUIRE(layout->figures().size() == 2);
    const Figure& house = layout->figures()[0];
    CHECK(house.rect.width <= 600);
    CHECK(house.rect.height <= 660);
    CHECK(house.rect.height / house.rect.width == Approx(3).epsilon(0.01));
    CHECK(layout->figures()[1].broken);
}

TEST_CASE("a picture that was put into a sentence stands below its paragraph, whole on one page") {
    const auto size = [](const document::Image&) -> std::optional<Size> { return Size{300, 200}; };
    std::string before;
    for (int i = 0; i < 14; ++i) before += "Een alinea.\n\n";
    for (const std::string& text : {std::string("Een plaatje ![in de zin](a.png) midden in een zin."), before + "Zie ![a](a.png) en ![b](b.png).", std::string("- punt met ![](a.png) erin"),
                                    before + "Zie ![a](a.png): " + std::string(sentence) + std::string(sentence)}) {
        const auto layout = set(chapter_of(text + "\n\nDaarna staat dit.\n"), {}, size);
        REQUIRE_FALSE(layout->figures().empty());
        for (const Figure& figure : layout->figures()) {
            const BlockBox& box = layout->blocks()[figure.block];
            const Line& last = layout->lines()[box.first_line + box.line_count - 1];
            CHECK(figure.rect.y >= last.top + last.height);
            CHECK(figure.rect.bottom() <= layout->lines()[box.first_line + box.line_count].top);
            const Page& page = layout->pages()[layout->page_of(last.bytes.start)];
            CHECK(page.top <= figure.rect.y);
            CHECK(page.bottom >= figure.rect.bottom() - 0.01F);
        }
    }
}

TEST_CASE("what stands under the mouse is known: a link, a footnote's mark, or nothing") {
    const auto layout = set(chapter_of("Zie [de agenda](a.md) hier.[^1]\n\n[^1]: Bron.\n"));
    const Line& line = layout->lines().front();
    bool link = false, footnote = false;
    for (const Run& run : line.runs) {
        const Glyph& glyph = line.glyphs[run.first];
        const Run* found = layout->run_at({glyph.x + glyph.advance / 2, line.top + 5});
        REQUIRE(found);
        CHECK(found->link == run.link);
        CHECK(found->footnote == run.footnote);
        link = link || run.link >= 0;
        footnote = footnote || run.footnote >= 0;
    }
    CHECK(link);
    CHECK(footnote);
    CHECK(layout->run_at({599, line.top + 5}) == nullptr);
    CHECK(layout->run_at({5, layout->height() + 50}) == nullptr);
}

TEST_CASE("a chapter without text has one page and no lines") {
    const auto layout = set(chapter_of(""));
    CHECK(layout->lines().empty());
    CHECK(layout->pages().size() == 1);
    CHECK(layout->hit({10, 10}) == 0);
    CHECK(layout->rects({0, 0}).empty());
    CHECK(layout->page_of(0) == 0);
    CHECK(layout->byte_at_y(100) == 0);
}

TEST_CASE("deep nesting leaves room for words") {
    std::string markdown;
    for (int depth = 0; depth < 40; ++depth)
        markdown += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- punt\n";
    const auto layout = set(chapter_of(markdown));
    for (const Line& line : layout->lines()) CHECK(line.x + line.width <= 600.5F);
}

TEST_CASE("a whole novel is set as one chapter") {
    std::ifstream file(std::string(KATERN_SHARED_DIR) + "/data/large/war-and-peace.md");
    if (!file) {
        WARN("skipped: the shared data is not here");
        return;
    }
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const auto chapter = chapter_of(bytes.str());
    const auto start = std::chrono::steady_clock::now();
    const auto layout = set(chapter);
    const auto set_in = std::chrono::steady_clock::now() - start;
    std::printf("War and Peace: %zu lines set in %lld ms\n", layout->lines().size(),
                static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(set_in).count()));
    CHECK(layout->lines().size() > 30'000);
    const auto asked = std::chrono::steady_clock::now();
    std::size_t sum = 0;
    for (int i = 0; i < 1'000; ++i) {
        const Px y = layout->height() * static_cast<float>(i) / 1'000;
        sum += layout->hit({300, y}) + layout->byte_at_y(y) + layout->page_at_y(y) + (layout->run_at({300, y}) ? 1 : 0);
    }
    const auto per_click = (std::chrono::steady_clock::now() - asked) / 1'000;
    std::printf("War and Peace: a click is found in %lld µs\n",
                static_cast<long long>(std::chrono::duration_cast<std::chrono::microseconds>(per_click).count()));
    CHECK(sum > 0);
}

}  // namespace katern::typeset
