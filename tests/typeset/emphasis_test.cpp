// Notes as people write them: bold and italic, and everything else as it was typed.
#include "typeset/emphasis.h"

#include <catch2/catch.hpp>

using katern::typeset::Emphasised;
using katern::typeset::emphasised;

namespace {

// The words with [b bold], [i italic] and [bi both] around what stands out.
std::string shown(std::string_view markdown) {
    const Emphasised words = emphasised(markdown);
    std::string out;
    std::size_t at = 0;
    for (const Emphasised::Part& part : words.parts) {
        out += words.text.substr(at, part.bytes.start - at);
        out += std::string("[") + (part.bold ? "b" : "") + (part.italic ? "i" : "") + " " +
               std::string(katern::text::slice(words.text, part.bytes)) + "]";
        at = part.bytes.end;
    }
    return out + words.text.substr(at);
}

}  // namespace

TEST_CASE("bold and italic stand out without their signs") {
    const std::pair<const char*, const char*> cases[] = {
        {"Eerst het doel. **Meenemen naar maart.**", "Eerst het doel. [b Meenemen naar maart.]"},
        {"een *klein* woord en _nog een_", "een [i klein] woord en [i nog een]"},
        {"***alles***", "[bi alles]"},
        {"**vet met *schuin* erin**", "[b vet met ][bi schuin][b  erin]"},
        {"`code` zonder tekens", "code zonder tekens"},
        {"een**half**woord", "een[b half]woord"},
        {"", ""},
    };
    for (const auto& [markdown, words] : cases) CHECK(shown(markdown) == words);
}

TEST_CASE("what is no emphasis stays as it was typed") {
    for (const char* words : {"2 * 3 * 4", "snake_case_woord", "een ** los", "**niet gesloten", "niet geopend**", "a*", "****", "`half"})
        CHECK(shown(words) == words);
    CHECK(shown("\\*geen nadruk\\*") == "*geen nadruk*");
}

TEST_CASE("a bold word is as wide as it is set, and the lines are broken by it") {
    katern::typeset::Fonts fonts;
    const katern::typeset::TextStyle style;
    const auto plain = katern::typeset::set_text(fonts, "Meenemen naar maart", style);
    const auto bold = katern::typeset::set_text(fonts, emphasised("**Meenemen** naar maart"), style);
    REQUIRE(bold.lines.size() == 1);
    CHECK(bold.lines.front().runs.size() == 2);
    CHECK(bold.width > plain.width);
    const auto wrapped = katern::typeset::set_text(fonts, emphasised("**Meenemen naar maart**"), style, plain.width);
    CHECK(wrapped.lines.size() == 2);
}

TEST_CASE("the further lines of a list's item stand under its first word") {
    katern::typeset::Fonts fonts;
    const katern::typeset::TextStyle style;
    const std::string words = "een heel lange afspraak met de school aan de overkant";
    for (const std::string sign : {"- ", "  - ", "1. ", "12) "}) {
        const auto set = katern::typeset::set_text(fonts, emphasised("Doen:\n" + sign + words + "\nKlaar."), style, 160);
        REQUIRE(set.lines.size() >= 4);
        const katern::typeset::Line& first = set.lines[1];
        const katern::typeset::Line& second = set.lines[2];
        const auto glyph = std::find_if(first.glyphs.begin(), first.glyphs.end(), [&](const katern::typeset::Glyph& g) {
            return g.bytes.start >= first.bytes.start + (sign == "- " ? 4U : sign == "  - " ? 8U : sign.size());
        });
        REQUIRE(glyph != first.glyphs.end());
        INFO(sign);
        CHECK(first.glyphs.front().x < second.glyphs.front().x);
        CHECK(second.glyphs.front().x == Approx(glyph->x).margin(0.6));
        for (const katern::typeset::Line& line : set.lines) CHECK(line.glyphs.back().x + line.glyphs.back().advance <= 160 + 5);
        CHECK(set.lines.back().glyphs.front().x == Approx(0).margin(0.01));
    }
    // A number that is no item's hangs nothing, and a text without a measure is as it was typed.
    const auto year = katern::typeset::set_text(fonts, emphasised("2026. Een jaar waarin veel gebeurde en nog meer niet"), style, 160);
    REQUIRE(year.lines.size() > 1);
    CHECK(year.lines[1].glyphs.front().x == Approx(0).margin(0.01));
}

TEST_CASE("the items of a list have a point, and a heading is bold") {
    CHECK(emphasised("* een lijst\n* met **punten**").text == "• een lijst\n• met punten");
    CHECK(emphasised("Doen:\n- bellen\n  - Els\n1. eerst").text == "Doen:\n• bellen\n\u00A0\u00A0• Els\n1. eerst");
    CHECK(emphasised("5 - 3\n-geen\n#geen").text == "5 - 3\n-geen\n#geen");
    const Emphasised heading = emphasised("# Kop\nwoorden");
    CHECK(heading.text == "Kop\nwoorden");
    REQUIRE(heading.parts.size() == 1);
    CHECK(heading.parts[0].bytes == katern::text::Range{0, 3});
    CHECK(heading.parts[0].bold);
}
