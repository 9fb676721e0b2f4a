#include "app/in_short.h"

#include <catch2/catch.hpp>

#include "text/text.h"

using namespace katern;
using app::CutAt;

TEST_CASE("what is short enough stays as it is, in one line") {
    CHECK(app::in_short("een\ntwee\tdrie", 20) == "een twee drie");
    CHECK(app::in_short("vijf", 4) == "vijf");
    CHECK(app::first_line_in_short("een vraag\nen de rest", 80) == "een vraag");
}

TEST_CASE("what is cut ends at a word where one ends, and never in the middle of a letter") {
    CHECK(app::in_short("een lange zin", 6) == "een la…");
    CHECK(app::in_short("een lange zin", 6, CutAt::word) == "een …");
    // An ë of two code points, an emoji of several: three bytes, and many more.
    std::string long_word;
    for (int i = 0; i < 40; ++i) long_word += "e\u0308";
    const std::string family = "👨‍👩‍👧";
    for (std::size_t most = 1; most < 40; ++most)
        for (const std::string& words : {long_word, family + family + family, "é" + family + long_word})
            for (const CutAt where : {CutAt::letter, CutAt::word}) {
                INFO(most << " of " << words);
                const std::string cut = app::in_short(words, most, where);
                const std::string kept = cut.substr(0, cut.rfind(where == CutAt::word ? " …" : "…"));
                REQUIRE_FALSE(kept.empty());
                REQUIRE(words.starts_with(kept));
                const std::vector<std::size_t> borders = text::grapheme_borders(words);
                CHECK(std::find(borders.begin(), borders.end(), kept.size()) != borders.end());
                CHECK((kept.size() <= most || kept.size() == borders[1]));
            }
}

TEST_CASE("the end of a text begins with a word where one begins, and never in the middle of a letter") {
    CHECK(app::end_in_short("een lange zin", 20) == "een lange zin");
    CHECK(app::end_in_short("een lange zin", 6) == "… zin");
    std::string long_word;
    for (int i = 0; i < 40; ++i) long_word += "e\u0308";
    const std::string family = "👨‍👩‍👧";
    for (std::size_t most = 1; most < 40; ++most)
        for (const std::string& words : {long_word, family + family + family, long_word + family + "é"}) {
            INFO(most << " of " << words);
            const std::string cut = app::end_in_short(words, most);
            REQUIRE(cut.starts_with("… "));
            const std::string kept = cut.substr(std::string_view("… ").size());
            REQUIRE_FALSE(kept.empty());
            REQUIRE(words.ends_with(kept));
            const std::vector<std::size_t> borders = text::grapheme_borders(words);
            CHECK(std::find(borders.begin(), borders.end(), words.size() - kept.size()) != borders.end());
        }
}
