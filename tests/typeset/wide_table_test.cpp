// Tables that don't fit the measure: first their words are hyphenated, then they are wider than the page or, on paper, squeezed.
#include <catch2/catch.hpp>
#include <numeric>

#include "typeset/example.h"

namespace katern::typeset {
namespace {

std::string table(std::size_t columns, std::size_t rows, const std::string& word) {
    std::string markdown = "Vooraf.\n\n";
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t c = 0; c < columns; ++c) markdown += "| " + word + std::to_string(row * columns + c) + " ";
        markdown += "|\n";
        if (row > 0) continue;
        for (std::size_t c = 0; c < columns; ++c) markdown += "|---";
        markdown += "|\n";
    }
    return markdown + "\nDaarna.";
}

std::shared_ptr<const ChapterLayout> set_wide(const std::string& markdown) {
    Style style;
    style.wide_tables = true;
    return set(chapter_of(markdown), style);
}

Px right_edge(const ChapterLayout& layout) {
    Px edge = 0;
    for (const Line& line : layout.lines()) edge = std::max(edge, line.x + line.width);
    return edge;
}

}  // namespace

TEST_CASE("a table that fits is not wider than the page, nor one whose words fit when they are hyphenated") {
    CHECK(set_wide(table(3, 3, "woord"))->wide_tables().empty());
    std::string markdown = "|";
    for (int c = 0; c < 5; ++c) markdown += " verantwoordelijkheden |";
    markdown += "\n|---|---|---|---|---|\n| a | b | c | d | e |\n";
    const auto hyphenated = set_wide(markdown);
    CHECK(hyphenated->wide_tables().empty());
    CHECK(hyphenated->hyphens() > 0);
    CHECK(right_edge(*hyphenated) <= hyphenated->style().measure + 0.5F);
}

TEST_CASE("a table of sixty columns keeps its words whole in a window and is squeezed into the measure on paper") {
    const std::string markdown = table(60, 4, "kolom");
    const auto wide = set_wide(markdown);
    REQUIRE(wide->wide_tables().size() == 1);
    const WideTable& whole = wide->wide_tables().front();
    CHECK(whole.first_block == 1);
    CHECK(whole.end_block == 5);
    CHECK(whole.view.width == wide->style().measure);
    CHECK(whole.width > 2'000);
    for (const Line& line : wide->lines()) CHECK_FALSE(line.hyphenated);
    CHECK(wide->blocks()[2].line_count == 60);
    const auto squeezed = set(chapter_of(markdown));
    CHECK(squeezed->wide_tables().empty());
    const auto& lines = squeezed->lines();
    CHECK(std::all_of(lines.begin(), lines.end(), [&](const Line& line) { return line.x < squeezed->style().measure; }));
}

TEST_CASE("rectangles, hits and what is under the pointer follow a table that is moved sideways") {
    const auto layout = set_wide(table(20, 3, "kolom"));
    REQUIRE(layout->wide_tables().size() == 1);
    const WideTable& whole = layout->wide_tables().front();
    const Line& far = layout->lines()[1 + 20 + 15];  // of the second row
    REQUIRE(far.x > whole.view.right());
    const text::Range bytes{far.bytes.start, far.bytes.start + 5};
    const Px middle = far.top + far.height / 2;
    CHECK(layout->rects(bytes).empty());
    layout->shift_table(0, layout->shift_to(0, far.bytes.start));
    CHECK(whole.shift > 0);
    const std::vector<Rect> rects = layout->rects(bytes);
    REQUIRE(rects.size() == 1);
    CHECK(rects.front().x >= whole.view.x);
    CHECK(rects.front().right() <= whole.view.right());
    CHECK(layout->hit({rects.front().x + 0.2F, middle}) == far.bytes.start);
    CHECK(layout->run_at({rects.front().x + 0.2F, middle}) != nullptr);
    CHECK(layout->run_at({rects.front().x + 0.2F + whole.shift, middle}) == nullptr);
    // Not further than there is something to see.
    layout->shift_table(0, 1e6F);
    CHECK(whole.shift == Approx(whole.width - whole.view.width));
    layout->shift_table(0, -5);
    CHECK(whole.shift == 0);
}

TEST_CASE("of a table of thousands of rows only those around the reader are set, in the same columns from wherever they came") {
    const auto chapter = chapter_of(table(4, 5'000, "rij "));
    Fonts fonts;
    Hyphenation hyphenation;
    const auto part = [&](std::size_t around) {
        return set_chapter(fonts, hyphenation, chapter, "nl", {}, {}, Portion{around, 1'000, 2'000});
    };
    const auto start = part(0);
    CHECK(start->lines().size() < 1'500);
    const std::size_t byte = chapter->text.size() / 2;
    const auto middle = part(byte);
    CHECK(middle->lines().size() < 1'500);
    REQUIRE(middle->set_bytes().contains(byte));
    for (std::size_t c = 0; c < 4; ++c) CHECK(middle->lines()[c].x == Approx(start->lines()[1 + c].x));
    CHECK(middle->line_at(byte) > 0);
    CHECK(middle->lines()[middle->line_at(byte)].bytes.contains(byte));
}

}  // namespace katern::typeset
