#include <catch2/catch.hpp>
#include <string>

#include "typeset/typeset.h"

namespace katern::typeset {
namespace {

Fonts& fonts() {
    static Fonts shared;
    return shared;
}

std::vector<std::string> lines_of(std::string_view text, Px measure) {
    std::vector<std::string> lines;
    for (const Line& line : set_text(fonts(), text, {}, measure).lines)
        lines.emplace_back(text::slice(text, line.bytes));
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a note wraps between words and keeps every byte") {
    CHECK(lines_of("Precies wat ons in 2022 is overkomen.", 112) ==
          Lines{"Precies wat ons ", "in 2022 is ", "overkomen."});
    CHECK(lines_of("een regel", 0) == Lines{"een regel"});
}

TEST_CASE("a note that ends in a line feed has an empty line after it") {
    CHECK(lines_of("een\n", 200) == Lines{"een\n", ""});
    CHECK(lines_of("een\n\ntwee", 200) == Lines{"een\n", "\n", "twee"});
    CHECK(lines_of("\n", 200) == Lines{"\n", ""});
    CHECK(lines_of("", 200) == Lines{""});
}

TEST_CASE("spaces at the end of what is typed stay on their line, and the caret stands after them") {
    const std::string text = "een  ";
    const TextLayout layout = set_text(fonts(), text, {}, 200);
    REQUIRE(layout.lines.size() == 1);
    const Px after_word = layout.caret(3, text).x;
    const Px one = layout.caret(4, text).x;
    const Px two = layout.caret(5, text).x;
    CHECK(one > after_word + 1);
    CHECK(two - one == Approx(one - after_word));
}

TEST_CASE("a word that is wider than the note is broken between letters") {
    const std::string text = "zelfstandigenaftrekregelingen";
    const TextLayout layout = set_text(fonts(), text, {}, 70);
    CHECK(layout.lines.size() > 2);
    std::string together;
    for (const Line& line : layout.lines) {
        CHECK(line.width <= 70.5F);
        together += text::slice(text, line.bytes);
    }
    CHECK(together == text);
}

TEST_CASE("a click on a caret gives the place of that caret back") {
    for (const std::string text :
         {"Een efficiënte fietser fluit fijn: office, affiche.", "cafe\u0301 a\u0308o\u0308 e\u0323\u0301x",
          "Ĳs en ĳs, “citaat” – ‘één’ … → ✦", "regel een\n\n  regel twee  \nslot\n", "woordzonderspatiesdatnietpast"}) {
        for (const Px measure : {0.0F, 60.0F, 120.0F, 400.0F}) {
            const TextLayout layout = set_text(fonts(), text, {}, measure);
            for (const std::size_t byte : text::grapheme_borders(text)) {
                const Point caret = layout.caret(byte, text);
                INFO(text << " at byte " << byte << " in " << measure);
                CHECK(layout.hit({caret.x, caret.y + 10}, text) == byte);
            }
        }
    }
}

TEST_CASE("the letters of a ligature share its width") {
    const std::string text = "fi";
    TextStyle style;
    style.family = Family::serif;
    const TextLayout layout = set_text(fonts(), text, style);
    const Px half = layout.caret(1, text).x;
    CHECK(half > 1);
    CHECK(half < layout.caret(2, text).x - 1);
}

TEST_CASE("a click beyond the last word of a wrapped line stays on that line") {
    const std::string text = "Precies wat ons in 2022 is overkomen.";
    const TextLayout layout = set_text(fonts(), text, {}, 112);
    CHECK(layout.hit({500, 5}, text) == 15);
    CHECK(layout.hit({500, 500}, text) == text.size());
    CHECK(layout.hit({-20, -20}, text) == 0);
}

TEST_CASE("a selection covers the selected words, line by line") {
    const std::string text = "Precies wat ons in 2022 is overkomen.";
    const TextLayout layout = set_text(fonts(), text, {}, 112);
    const std::vector<Rect> rects = layout.rects({8, 18}, text);  // wat ons in
    REQUIRE(rects.size() == 2);
    CHECK(rects[0].x == Approx(layout.caret(8, text).x));
    CHECK(rects[1].x == Approx(0).margin(1));
    CHECK(rects[1].right() == Approx(layout.caret(18, text).x));
    CHECK(layout.rects({3, 3}, text).empty());
}

TEST_CASE("an empty line that is selected can be seen") {
    const std::string text = "een\n\ntwee";
    const std::vector<Rect> rects = set_text(fonts(), text, {}, 200).rects({0, text.size()}, text);
    REQUIRE(rects.size() == 3);
    CHECK(rects[1].width > 2);
}

TEST_CASE("a text that doesn't fit ends in an ellipsis") {
    const std::string text = "Precies wat ons in 2022 is overkomen.";
    const TextLayout layout = set_text(fonts(), text, {}, 112, 1);
    CHECK(layout.cut);
    REQUIRE(layout.lines.size() == 1);
    CHECK(layout.width <= 112);
    CHECK(layout.lines.front().glyphs.back().bytes.empty());
    CHECK_FALSE(set_text(fonts(), text, {}, 112, 3).cut);
}

}  // namespace katern::typeset
