// Mixed directions on a line: where letters stand, and where a selection, a caret and a click are.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "typeset/typeset.h"

namespace katern::typeset {
namespace {

TextLayout set_line(std::string_view text, Px measure = 0) {
    static Fonts fonts;
    TextStyle style;
    style.family = Family::serif;
    return set_text(fonts, text, style, measure);
}

// The byte of each cluster, from the left.
std::vector<std::size_t> bytes_seen(const Line& line) {
    std::vector<std::pair<Px, std::size_t>> glyphs;
    for (const Glyph& glyph : line.glyphs) glyphs.emplace_back(glyph.x, glyph.bytes.start);
    std::stable_sort(glyphs.begin(), glyphs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::size_t> bytes;
    for (const auto& [x, byte] : glyphs) bytes.push_back(byte);
    return bytes;
}

const std::string mixed = "ab שלום עולם cd";  // Latin 0–2, Hebrew 3–10, space 11, Hebrew 12–19, space 20, Latin 21–22

}  // namespace

TEST_CASE("two Hebrew words within Dutch stand in their own order, from the right") {
    const TextLayout layout = set_line(mixed);
    REQUIRE(layout.lines.size() == 1);
    CHECK(bytes_seen(layout.lines[0]) == std::vector<std::size_t>{0, 1, 2, 18, 16, 14, 12, 11, 9, 7, 5, 3, 20, 21, 22});
    CHECK(layout.lines[0].width == Approx(set_line("ab ").lines[0].width + set_line("שלום עולם").width + set_line(" cd").width).epsilon(0.02));
}

TEST_CASE("a Hebrew paragraph begins at the right edge and its Dutch words run to the right") {
    const std::string text = "שלום netwerk עולם";
    const TextLayout layout = set_line(text, 400);
    REQUIRE(layout.lines.size() == 1);
    const Line& line = layout.lines[0];
    CHECK(line.x + line.width == Approx(400));
    CHECK(x_at(line, 0, text) == Approx(400));
    const std::size_t latin = text.find("netwerk");
    CHECK(x_at(line, latin, text) < x_at(line, latin + 3, text));
    CHECK(x_at(line, latin, text) < x_at(line, 0, text));
    CHECK(x_at(line, text.find("עולם"), text) < x_at(line, latin, text));
}

TEST_CASE("a Hebrew paragraph is broken so that its first words stand on its first line") {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "שלום ";
    text += "עולם";
    const TextLayout layout = set_line(text, 200);
    REQUIRE(layout.lines.size() > 2);
    for (std::size_t i = 0; i < layout.lines.size(); ++i) {
        CHECK(layout.lines[i].x + layout.lines[i].width <= 200.01F);
        CHECK(x_at(layout.lines[i], layout.lines[i].bytes.start, text) == Approx(200).margin(0.01));
        if (i > 0) CHECK(layout.lines[i].bytes.start > layout.lines[i - 1].bytes.start);
    }
}

TEST_CASE("brackets around Hebrew are mirrored") {
    const std::string text = "(שלום)";
    const TextLayout hebrew = set_line(text);
    const TextLayout latin = set_line("(a)");
    REQUIRE(hebrew.lines[0].glyphs.size() == 6);
    // The first sign of the text is seen last, as the sign that closes to the left would be.
    CHECK(hebrew.lines[0].glyphs.back().bytes.start == 0);
    const auto sign_of = [](const TextLayout& layout, std::size_t i) { return layout.lines[0].glyphs[i].id; };
    CHECK(sign_of(set_line("\u2067(א)\u2069"), 0) != 0);
    static Fonts fonts;
    const ShapedText left = fonts.shape(fallback_face, {}, "he", "(", {});
    const ShapedText mirrored = fonts.shape(fallback_face, {}, "he", "(", {true, false, false});
    const ShapedText closing = fonts.shape(fallback_face, {}, "he", ")", {});
    CHECK(mirrored.glyphs[0].glyph == closing.glyphs[0].glyph);
    CHECK(mirrored.glyphs[0].glyph != left.glyphs[0].glyph);
    CHECK(latin.lines[0].glyphs.size() == 3);
}

TEST_CASE("a selection from Latin into Hebrew covers what was selected and nothing between") {
    const TextLayout layout = set_line(mixed);
    const Line& line = layout.lines[0];
    // "b שלום": the b, the space, and the first Hebrew word, which stands to the right of the second.
    const std::vector<Rect> rects = layout.rects({1, 11}, mixed);
    REQUIRE(rects.size() == 2);
    CHECK(rects[0].x == Approx(x_at(line, 1, mixed)));
    CHECK(rects[0].right() == Approx(line.glyphs[3].x));
    CHECK(rects[1].right() == Approx(x_at(line, 3, mixed)));
    CHECK(rects[1].x > rects[0].right() + 5);
    Px sum = 0;
    for (const Glyph& glyph : line.glyphs)
        if (glyph.bytes.start >= 1 && glyph.bytes.start < 11) sum += glyph.advance;
    CHECK(rects[0].width + rects[1].width == Approx(sum));
    CHECK(layout.rects({0, mixed.size()}, mixed).size() == 1);
}

TEST_CASE("a click on a letter finds that letter, in either direction") {
    const TextLayout layout = set_line(mixed);
    const Line& line = layout.lines[0];
    for (const Run& run : line.runs)
        for (std::size_t i = run.first; i < run.first + run.count; ++i) {
            const Glyph& glyph = line.glyphs[i];
            INFO("byte " << glyph.bytes.start);
            const bool leftward = run.level % 2 == 1;
            const Px near_begin = glyph.x + glyph.advance * (leftward ? 0.8F : 0.2F);
            const Px near_end = glyph.x + glyph.advance * (leftward ? 0.2F : 0.8F);
            const std::size_t begin = byte_at(line, near_begin, mixed);
            const std::size_t end = byte_at(line, near_end, mixed);
            // Where directions meet, one place belongs to two bytes.
            CHECK(std::abs(x_at(line, begin, mixed) - (leftward ? glyph.x + glyph.advance : glyph.x)) <
                  std::max(0.01F, std::abs(x_before(line, begin, mixed) - x_at(line, begin, mixed)) + 0.01F));
            CHECK((end == glyph.bytes.end || begin == glyph.bytes.start));
        }
}

TEST_CASE("the caret walks over every letter and stays within the line") {
    const TextLayout layout = set_line(mixed);
    const Line& line = layout.lines[0];
    for (const std::size_t border : text::grapheme_borders(mixed)) {
        const Px x = layout.caret(border, mixed).x;
        CHECK(x >= line.x - 0.01F);
        CHECK(x <= line.x + line.width + 0.01F);
    }
    CHECK(layout.caret(3, mixed).x > layout.caret(5, mixed).x);
}

TEST_CASE("Arabic letters are joined, also where the form changes within a word") {
    Fonts fonts;
    const ShapedText alone = fonts.shape(face(Family::serif), {}, "ar", "ب", {true, false, false});
    const ShapedText word = fonts.shape(face(Family::serif), {}, "ar", "ببب", {true, false, false});
    REQUIRE(word.glyphs.size() == 3);
    CHECK(word.glyphs[0].glyph != word.glyphs[2].glyph);  // final, initial
    CHECK(word.glyphs[0].glyph != alone.glyphs[0].glyph);
    const ShapedText first = fonts.shape(face(Family::serif), {}, "ar", "ب", {true, false, true});
    const ShapedText middle = fonts.shape(face(Family::serif), {}, "ar", "ب", {true, true, true});
    const ShapedText last = fonts.shape(face(Family::serif), {}, "ar", "ب", {true, true, false});
    CHECK(first.glyphs[0].glyph == word.glyphs[2].glyph);
    CHECK(middle.glyphs[0].glyph == word.glyphs[1].glyph);
    CHECK(last.glyphs[0].glyph == word.glyphs[0].glyph);
}

TEST_CASE("in a chapter an Arabic word with one letter emphasised stays one word") {
    Fonts fonts;
    Hyphenation hyphenation;
    const auto forms = [&](std::string_view markdown) {
        const auto chapter = std::make_shared<const document::Chapter>(*document::parse_markdown(markdown, "src/a.md", nullptr));
        const auto layout = set_chapter(fonts, hyphenation, chapter, "ar", {}, {});
        std::vector<std::uint32_t> ids;
        for (const Glyph& glyph : layout->lines().front().glyphs) ids.push_back(glyph.id);
        return ids;
    };
    // DejaVu Sans stands for all styles here, so that the same forms have the same numbers.
    CHECK(forms("ب**ب**ب\n") == forms("ببب\n"));
}

TEST_CASE("in a chapter a Hebrew paragraph stands flush right and its highlight lies on its words") {
    Fonts fonts;
    Hyphenation hyphenation;
    const std::string markdown = "# Titel\n\nשלום עולם netwerk\n";
    const auto chapter = std::make_shared<const document::Chapter>(*document::parse_markdown(markdown, "src/a.md", nullptr));
    const auto layout = set_chapter(fonts, hyphenation, chapter, "he", {}, {});
    const Line& line = layout->lines().back();
    CHECK(line.x + line.width == Approx(layout->style().measure));
    const std::size_t word = chapter->text.find("עולם");
    const std::vector<Rect> rects = layout->rects({word, word + 8});
    REQUIRE(rects.size() == 1);
    CHECK(rects[0].right() < x_at(line, chapter->text.find("שלום"), chapter->text));
    CHECK(layout->hit({rects[0].right() - 1, line.baseline - 2}) == word);
}

}  // namespace katern::typeset
