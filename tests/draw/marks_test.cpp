#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "draw/support.h"

namespace katern::draw {
namespace {

Mark mark(std::size_t start, std::size_t end, Category category = Category::inzicht) {
    return {"", {start, end}, category, false, false};
}

// "0-4: 1 0" is a piece of bytes 0 to 4 with marks 1 (above) and 0.
std::string pieces(const std::vector<Mark>& marks) {
    std::string out;
    for (const Segment& segment : segments_of(marks)) {
        if (!out.empty()) out += ", ";
        out += std::to_string(segment.bytes.start) + "-" + std::to_string(segment.bytes.end) + ":";
        for (const std::size_t index : segment.marks) out += " " + std::to_string(index);
    }
    return out;
}

}  // namespace

TEST_CASE("marks are cut where one begins or ends, the shortest above") {
    CHECK(pieces({}).empty());
    CHECK(pieces({mark(2, 9)}) == "2-9: 0");
    CHECK(pieces({mark(0, 20), mark(5, 9)}) == "0-5: 0, 5-9: 1 0, 9-20: 0");
    CHECK(pieces({mark(0, 10), mark(6, 12)}) == "0-6: 0, 6-10: 1 0, 10-12: 1");
    CHECK(pieces({mark(0, 5), mark(5, 9)}) == "0-5: 0, 5-9: 1");
    CHECK(pieces({mark(3, 8), mark(3, 8)}) == "3-8: 1 0");
    CHECK(pieces({mark(4, 4), mark(9, 2)}).empty());
    CHECK(pieces({mark(0, 30), mark(5, 25), mark(10, 12)}) == "0-5: 0, 5-10: 1 0, 10-12: 2 1 0, 12-25: 1 0, 25-30: 0");
}

TEST_CASE("the pieces of many marks cover each byte as often as the marks do") {
    std::mt19937 random(3);
    for (int round = 0; round < 50; ++round) {
        std::vector<Mark> marks;
        for (int i = 0; i < 12; ++i) {
            const std::size_t start = random() % 60;
            marks.push_back(mark(start, start + random() % 30));
        }
        std::size_t last = 0;
        std::vector<std::size_t> covered(100, 0);
        for (const Segment& segment : segments_of(marks)) {
            CHECK(segment.bytes.start >= last);
            CHECK(segment.bytes.start < segment.bytes.end);
            last = segment.bytes.end;
            for (std::size_t b = segment.bytes.start; b < segment.bytes.end; ++b) covered[b] = segment.count;
        }
        for (std::size_t b = 0; b < covered.size(); ++b) {
            const auto expected =
                std::count_if(marks.begin(), marks.end(), [&](const Mark& m) { return m.bytes.contains(b); });
            CHECK(covered[b] == static_cast<std::size_t>(expected));
        }
    }
}

TEST_CASE("two thousand marks over each other are cut in a time that grows with their number") {
    const auto nested = [](std::size_t count) {
        std::vector<Mark> marks;
        for (std::size_t i = 0; i < count; ++i) marks.push_back(mark(i, 3 * count - i));
        return marks;
    };
    const std::vector<Mark> marks = nested(2000);
    const std::vector<Segment> segments = segments_of(marks);
    REQUIRE(segments.size() == 3999);
    CHECK(segments[1999].count == 2000);
    CHECK(segments[1999].marks == std::vector<std::size_t>{1999, 1998, 1997, 1996});
    // What is kept of a piece does not grow with what lies over it.
    std::size_t kept = 0;
    for (const Segment& segment : segments) kept += segment.marks.size();
    CHECK(kept <= most_layers * segments.size());
    const auto seconds = [&](std::size_t count) {
        const std::vector<Mark> all = nested(count);
        double best = 1e9;
        for (int run = 0; run < 5; ++run) {
            const auto begin = std::chrono::steady_clock::now();
            const std::vector<Segment> cut = segments_of(all);
            best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
            REQUIRE(cut.size() == 2 * count - 1);
        }
        return best;
    };
    // Sixteen times as many would take 256 times as long if each were compared with each.
    CHECK(seconds(32'000) < 80 * seconds(2'000));
}

TEST_CASE("a sign stands in the inner margin, in the middle of its mark's first line") {
    const auto layout = layout_of(chapter_of("Een leernetwerk begint zelden met een plan.\n\nVertrouwen groeit."));
    const std::vector<Mark> marks{
        {"a", range_of(layout->chapter(), "Vertrouwen groeit"), Category::vraag, false, false}};
    const std::vector<Sign> signs = signs_of(*layout, marks);
    REQUIRE(signs.size() == 1);
    CHECK(signs[0].disc.x == Approx(-28));
    CHECK(signs[0].disc.right() == Approx(-8));
    CHECK(signs[0].disc.width == 20);
    CHECK(signs[0].block == 1);
    const typeset::Line& line = layout->lines()[1];
    CHECK(signs[0].disc.y + 10 == Approx(line.top + line.height / 2).margin(2));
}

TEST_CASE("signs on one line stand side by side and never on each other") {
    const auto layout = layout_of(chapter_of("Een leernetwerk begint zelden met een plan."));
    const document::Chapter& chapter = layout->chapter();
    const std::vector<Mark> marks{{"a", range_of(chapter, "Een"), Category::vraag, false, false},
                                  {"b", range_of(chapter, "leernetwerk"), Category::actie, false, false},
                                  {"c", range_of(chapter, "plan"), Category::citaat, false, false}};
    const std::vector<Sign> signs = signs_of(*layout, marks);
    REQUIRE(signs.size() == 3);
    CHECK(signs[0].mark == 0);
    CHECK(signs[0].disc.x == Approx(-28));
    CHECK(signs[1].disc.x == Approx(-52));
    CHECK(signs[2].disc.x == Approx(-76));
}

TEST_CASE("of very many marks on one line three have a sign, and the last of these stands for the others") {
    const auto layout = layout_of(chapter_of("Een leernetwerk begint zelden met een plan.\n\nVertrouwen groeit."));
    std::vector<Mark> marks;
    for (int i = 0; i < 2'000; ++i)
        marks.push_back({std::to_string(i), range_of(layout->chapter(), "leernetwerk"), Category::vraag, false, false});
    marks.push_back({"below", range_of(layout->chapter(), "Vertrouwen"), Category::actie, false, false});
    const std::vector<Sign> signs = signs_of(*layout, marks);
    REQUIRE(signs.size() == most_signs_abreast + 1);
    CHECK(signs[0].hidden.empty());
    CHECK(signs[2].disc.x == Approx(-76));
    CHECK(signs[2].hidden.size() == 2'000 - most_signs_abreast);
    CHECK(signs[3].disc.x == Approx(-28));
    CHECK(signs[3].mark == 2'000);
}

TEST_CASE("a mark on a figure has its sign beside that figure") {
    const auto layout = layout_of(chapter_of("Tekst.\n\n![Huis](huis.png)\n\nNa."), [](const document::Image&) {
        return std::optional(typeset::Size{200, 100});
    });
    const std::size_t at = layout->chapter().blocks[1].text.start;
    const std::vector<Mark> marks{{"a", {at, at}, Category::vraag, false, false}};
    const std::vector<Sign> signs = signs_of(*layout, marks);
    REQUIRE(signs.size() == 1);
    CHECK(signs[0].block == 1);
    CHECK(signs[0].disc.y == Approx(layout->figures()[0].rect.y));
}

namespace {

// One line with these marks on it, and which colours are seen somewhere.
struct Marked {
    explicit Marked(const std::vector<std::pair<std::string_view, Category>>& wanted) {
        for (const auto& [words, category] : wanted) marks.push_back({std::string(words), range_of(layout->chapter(), words), category, false, false});
        PageView view;
        view.layout = layout.get();
        view.marks = marks;
        view.window = {0, 0, layout->style().measure, 100};
        view.origin = {left, 0};
        Pictures pictures(test_book());
        draw_page(canvas, view, light, test_fonts(), pictures);
    }
    [[nodiscard]] Rect of(std::string_view words) const { return layout->rects(range_of(layout->chapter(), words)).front().moved(left, 0); }
    [[nodiscard]] bool has(Rect in, Color color) const {
        for (auto y = static_cast<std::size_t>(in.y); y < static_cast<std::size_t>(in.bottom()); ++y)
            for (auto x = static_cast<std::size_t>(in.x); x < static_cast<std::size_t>(in.right()); ++x) {
                const std::uint8_t* pixel = &canvas.rgba()[(y * canvas.width() + x) * 4];
                if (pixel[0] == color.r && pixel[1] == color.g && pixel[2] == color.b) return true;
            }
        return false;
    }

    static constexpr Px left = 100;
    const Theme& light = theme(ThemeName::light);
    std::shared_ptr<const typeset::ChapterLayout> layout = layout_of(chapter_of("Een leernetwerk begint zelden met een plan."));
    std::vector<Mark> marks;
    GlyphAtlas atlas;
    BitmapCanvas canvas{800, 100, 1, light.paper, atlas};
};

}  // namespace

TEST_CASE("of four marks over each other each has its colour on the page") {
    const Marked page({{"leernetwerk begint zelden met een", Category::inzicht},
                       {"begint zelden met een", Category::vraag},
                       {"zelden met een", Category::actie},
                       {"zelden", Category::citaat}});
    // With the room between the word and the next line.
    Rect word = page.of("zelden");
    word.height += 9;
    CHECK(page.has(word, page.light.of(Category::citaat).ground));
    for (const Category below : {Category::actie, Category::vraag, Category::inzicht}) CHECK(page.has(word, page.light.of(below).sign));
}

TEST_CASE("two marks of one colour that touch are parted by a line of paper") {
    const Marked parted({{"leernetwerk", Category::inzicht}, {" begint", Category::inzicht}});
    const Marked one({{"leernetwerk begint", Category::inzicht}});
    const Rect second = parted.of(" begint");
    const Rect border{second.x - 2, second.y + 3, 3, second.height - 6};
    CHECK(parted.has(border, parted.light.paper));
    CHECK_FALSE(one.has(border, one.light.paper));
}

}  // namespace katern::draw
