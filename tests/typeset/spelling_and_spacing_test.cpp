#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "typeset/example.h"
#include "typeset/paragraph.h"

namespace katern::typeset {
namespace {

std::uint32_t glyph_of(std::string_view letter) {
    Fonts fonts;
    return fonts.shape(face(Family::serif), {}, "nl", letter).glyphs.front().glyph;
}

}  // namespace

TEST_CASE("a word that is broken before a trema is shown without it and selected as it is written") {
    const auto chapter = chapter_of("Zij is daarin al jaren zeer geïnteresseerd geweest.");
    const std::size_t trema = chapter->text.find("ï");
    int broken = 0;
    for (Px measure = 180; measure < 330; measure += 1) {
        Style style;
        style.measure = measure;
        const auto layout = set(chapter, style);
        const Line& line = layout->lines()[layout->line_at(trema)];
        REQUIRE_FALSE(line.glyphs.empty());
        for (const Glyph& glyph : line.glyphs) {
            if (glyph.bytes.start != trema) continue;
            CHECK(glyph.bytes == text::Range{trema, trema + 2});
            const bool at_start = line.bytes.start == trema;
            CHECK(glyph.id == glyph_of(at_start ? "i" : "ï"));
            broken += at_start ? 1 : 0;
            CHECK(layout->rects({trema, trema + 2}).size() == 1);
        }
        // What follows it lies on its own letters still.
        for (const Glyph& glyph : line.glyphs)
            if (!glyph.bytes.empty() && glyph.bytes.start > trema && glyph.bytes.start < trema + 13) CHECK(glyph.bytes.size() == 1);
    }
    CHECK(broken > 3);
}

TEST_CASE("no heading is hyphenated, not even where soft hyphens would allow it") {
    Style style;
    style.measure = 420;
    const auto layout = set(chapter_of("# Verantwoordelijkheid en samen\u00adwerkings\u00adverband in het leernetwerk"), style);
    CHECK(layout->lines().size() > 1);
    for (const Line& line : layout->lines()) CHECK_FALSE(line.hyphenated);
}

TEST_CASE("a heading with a word that is wider than its line is set smaller, so that the word stays whole") {
    const std::string word = "Aansprakelijkheidswaardevaststellingsveranderingen";
    const auto chapter = chapter_of("# " + word + " en meer\n\n## Kort\n\nTekst.");
    for (const Px measure : {600.0F, 560.0F}) {
        Style style;
        style.measure = measure;
        const auto layout = set(chapter, style);
        CHECK(layout->lines()[0].bytes.size() > word.size());
        CHECK(layout->lines()[0].x + layout->lines()[0].width <= measure + 0.5F);
        CHECK(layout->lines()[0].runs.front().size < 31);
        CHECK(layout->lines()[0].runs.front().size > 31 * 0.7F - 0.1F);
    }
    Style style;
    style.measure = 240;
    const auto narrow = set(chapter, style);
    CHECK(narrow->lines()[0].hyphenated);
    for (const Line& line : narrow->lines()) CHECK(line.x + line.width <= 240 + 8);
    CHECK(set(chapter_of("# Verantwoordelijkheid"))->lines()[0].runs.front().size == 31);
}

TEST_CASE("a word behind its number, and a paragraph's last one, are not hyphenated where the lines can do without") {
    const std::string sentence = "Neem er samen met je collega’s ruim de tijd voor: in het begin ";
    for (const std::string& end : {std::string("ongeveer 40\u00a0minuten, en later minder."), std::string("leer je in netwerken.")}) {
        const auto chapter = chapter_of(sentence + end);
        int lines = 0;
        for (Px measure = 360; measure < 620; measure += 1) {
            Style style;
            style.measure = measure;
            const auto layout = set(chapter, style);
            for (const Line& line : layout->lines()) {
                if (!line.hyphenated) continue;
                ++lines;
                const std::string_view before = text::slice(chapter->text, {0, line.bytes.end});
                CHECK_FALSE(before.ends_with("minu"));
                CHECK(chapter->text.find(' ', line.bytes.end) != std::string::npos);
            }
        }
        CHECK(lines > 0);  // other words are
    }
}

TEST_CASE("letters, words and paragraphs can be set as far apart as WCAG 1.4.12 asks, and nothing is cut off") {
    const auto chapter = chapter_of("Het fijne van een fiets is dat hij van officiële zorgen niets weet, en dat is een verademing.\n\nEen tweede alinea.");
    Style style;
    style.justified = false;
    style.leading = style.size * 1.5F;
    style.letter_spacing = 0.12F;
    style.word_spacing = 0.16F;
    style.paragraph_spacing = style.size * 2;
    const auto apart = set(chapter, style);
    Style plain = style;
    plain.letter_spacing = plain.word_spacing = plain.paragraph_spacing = 0;
    const auto close = set(chapter, plain);
    const auto space_in = [&](const ChapterLayout& layout) {
        for (const Glyph& glyph : layout.lines().front().glyphs)
            if (text::slice(chapter->text, glyph.bytes) == " ") return glyph.advance;
        return 0.0F;
    };
    CHECK(space_in(*apart) - space_in(*close) == Approx((0.12F + 0.16F) * style.size).margin(0.01));
    for (const Line& line : apart->lines()) {
        CHECK_FALSE(line.overfull);
        CHECK(line.x + line.width <= style.measure + 0.01F);
        // No ligature stands among letters that are set apart: a glyph for each.
        for (const Glyph& glyph : line.glyphs)
            if (!glyph.bytes.empty()) CHECK(text::count_code_points(text::slice(chapter->text, glyph.bytes)) == 1);
    }
    const BlockBox& first = apart->blocks()[0];
    CHECK(apart->blocks()[1].top - (first.top + first.height) == Approx(style.size * 2).margin(0.01));
}

TEST_CASE("a word of ten thousand letters stays within the measure, ligatures and all") {
    std::string word;
    while (word.size() < 10'000) word += "afficheffectfluitfietsoffensief";
    for (const bool justified : {true, false}) {
        for (const Px measure : {600.0F, 437.0F}) {
            Style style;
            style.justified = justified;
            style.hanging = false;
            style.measure = measure;
            const auto layout = set(chapter_of(word + "\n\n" + std::string(10'000, 'x') + "\n"), style);
            for (const Line& line : layout->lines()) CHECK(line.x + line.width <= style.measure + 0.5F);
        }
    }
}

TEST_CASE("flush left, words are broken where a line would fall far short, and not as often as in lines that are filled") {
    const auto chapter = chapter_of("Een schoolleider bespreekt de verantwoordelijkheidsverdeling met bestuurders, toezichthouders en de medezeggenschap, en "
                                    "neemt daarna wat het leernetwerk daarvan vond mee naar de volgende bijeenkomst van het samenwerkingsverband.");
    Style style;
    const auto hyphens = [&](bool justified) {
        style.justified = justified;
        std::size_t count = 0;
        for (style.measure = 150; style.measure <= 600; style.measure += 5) {
            const auto layout = set(chapter, style);
            for (const Line& line : layout->lines()) {
                count += line.hyphenated ? 1 : 0;
                if (justified || &line == &layout->lines().back()) continue;
                CAPTURE(style.measure, text::slice(chapter->text, line.bytes));
                CHECK(style.measure - line.width < 6 * style.size);
            }
        }
        return count;
    };
    const std::size_t filled = hyphens(true), flush_left = hyphens(false);
    CHECK(flush_left > 20);
    CHECK(flush_left * 4 < filled * 3);
}

TEST_CASE("a word that is wider than its column is broken at its syllables, and between letters only where one of these doesn't fit") {
    Fonts fonts;
    Hyphenation hyphenation;
    for (const std::string text : {"Verantwoordelijkheidsverdeling", "Medezeggenschapsorganen", "Schoolbestuurdersoverleg"}) {
        for (Px measure = 30; measure < 130; measure += 5) {
            Paragraph paragraph(fonts, text, {0, text.size()}, "nl", hyphenation.for_language("nl"));
            Form form;
            form.size = 16.5F;
            paragraph.add(Stretch{{0, text.size()}, form});
            const bool fits = paragraph.longest_part() <= measure;
            Paragraph::Setting setting;
            setting.measure = measure;
            const std::vector<Line> lines = paragraph.set(setting);
            CAPTURE(text, measure, fits);
            REQUIRE(lines.size() > 1);
            const bool all_hyphenated = std::all_of(lines.begin(), lines.end() - 1, [](const Line& line) { return line.hyphenated; });
            CHECK(all_hyphenated == fits);
        }
    }
}

TEST_CASE("the spaces before and behind a dash are equally wide, however far the line is stretched") {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "Zij zeggen – en wij ook — dat het " + std::string(static_cast<std::size_t>(i % 7), 'o') + "h ja – nee dus anders moet; ";
    const auto layout = set(chapter_of(text));
    const std::string& all = layout->chapter().text;
    std::size_t dashes = 0, stretched = 0;
    const Px natural = Fonts().metrics(face(Family::serif)).space * layout->style().size;
    for (const Line& line : layout->lines()) {
        std::vector<Px> spaces;
        for (const Glyph& glyph : line.glyphs)
            if (all[glyph.bytes.start] == ' ') spaces.push_back(glyph.advance);
        dashes += words_of(*layout, line).find("\xE2\x80\x93") != std::string::npos ? 1 : 0;
        REQUIRE_FALSE(spaces.empty());
        stretched += spaces.front() > natural * 1.1F ? 1 : 0;
        for (const Px space : spaces) CHECK(space == Approx(spaces.front()).margin(0.02));
    }
    CHECK(dashes > 10);
    CHECK(stretched > 3);
}

TEST_CASE("no hyphen is put into code, a name or an address, where it would be read as a part of it") {
    const std::string words = "verantwoordelijkheden";
    for (const std::string& text : {"`" + words + "(" + words + ")`", "https://www." + words + ".nl/" + words + "/" + words, words + "@" + words + ".nl",
                                    words + "_" + words, words + "." + words}) {
        for (const Px measure : {150.0F, 260.0F, 400.0F}) {
            Style style;
            style.measure = measure;
            const auto layout = set(chapter_of("Hier staat dan " + text + " in een zin."), style);
            const std::size_t start = layout->chapter().text.find(words), end = layout->chapter().text.find(" in een zin");
            INFO(text << " " << measure);
            for (const Line& line : layout->lines()) {
                const bool within = line.bytes.end > start + 1 && line.bytes.end < end;
                if (within && line.hyphenated) CHECK(layout->chapter().text[line.bytes.end - 1] == '-');
                CHECK(line.x + line.width <= measure + 8);
            }
        }
    }
    Style style;
    style.measure = 150;
    CHECK(set(chapter_of("Hier staat dan " + words + " in een zin."), style)->hyphens() > 0);
}

TEST_CASE("lines without spaces are as full as they can be") {
    std::string text;
    for (int i = 0; i < 23; ++i) text += "學習網絡是一種合作的方式";
    for (const std::string& paragraph : {text, "中文：" + text + "。日本語の段落。"}) {
        const auto layout = set(chapter_of(paragraph));
        REQUIRE(layout->lines().size() > 4);
        for (std::size_t i = 0; i + 1 < layout->lines().size(); ++i) {
            const Line& line = layout->lines()[i];
            CHECK(line.x + line.width > layout->style().measure - 2 * layout->style().size);
        }
    }
}

TEST_CASE("a tab in code reaches to the next stop of four columns and can be selected") {
    const auto layout = set(chapter_of("```\n\teen\nab\ttwee\nabcd\tdrie\na\tb\tvier\n```\n"));
    REQUIRE(layout->lines().size() == 4);
    const Px column = layout->lines()[1].glyphs.front().advance;
    const std::string& text = layout->chapter().text;
    const auto column_of = [&](std::size_t line, std::string_view word) {
        const std::size_t byte = text.find(word);
        return std::lround((x_at(layout->lines()[line], byte, text) - layout->lines()[1].x) / column);
    };
    CHECK(column_of(0, "een") == 4);
    CHECK(column_of(1, "twee") == 4);
    CHECK(column_of(2, "drie") == 8);
    CHECK(column_of(3, "vier") == 8);
    const std::uint32_t missing = 0;
    for (const Line& line : layout->lines())
        for (const Glyph& glyph : line.glyphs) CHECK(glyph.id != missing);
    const std::vector<Rect> with_tab = layout->rects({text.find("\ttwee"), text.find("twee") + 4});
    REQUIRE(with_tab.size() == 1);
    CHECK(with_tab.front().width == Approx(6 * column).margin(0.1));
}

}  // namespace katern::typeset
