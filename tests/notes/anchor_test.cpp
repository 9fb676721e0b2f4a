#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

TEST_CASE("an anchor keeps the words, what stands around them and the headings above") {
    const Anchor anchor = anchor_at("# Randvoorwaarden\nEén [leernetwerk] leeft van vertrouwen, en dat kost tijd.");
    CHECK(anchor.exact == "leernetwerk");
    CHECK(anchor.prefix == "Randvoorwaarden\nEén ");
    CHECK(anchor.suffix == " leeft van vertrouwen, en dat ko");
    CHECK(anchor.range == CodePointRange{20, 31});
    CHECK(anchor.headings == std::vector<std::string>{"Randvoorwaarden"});
    CHECK(anchor.chapter == "01-begin");
    CHECK(anchor.text_rules == document::text_rules_version);
    CHECK_FALSE(anchor.figure);
}

TEST_CASE("an anchor counts code points, whatever the letters weigh in bytes") {
    const Anchor anchor = anchor_at("“Vóór 😀 [ëéï] alles”");
    CHECK(anchor.exact == "ëéï");
    CHECK(anchor.range == CodePointRange{8, 11});
}

TEST_CASE("an end inside a letter moves out to the whole letter") {
    const document::Chapter chapter = chapter_of("één");
    const Anchor anchor = anchor_on(chapter, edition_of_chapter(chapter), {1, 3});
    CHECK(anchor.exact == "éé");
}

TEST_CASE("ends beyond the text are brought back to it") {
    const document::Chapter chapter = chapter_of("kort");
    const Anchor anchor = anchor_on(chapter, edition_of_chapter(chapter), {2, 900});
    CHECK(anchor.exact == "rt\n");
    CHECK(anchor_on(chapter, edition_of_chapter(chapter), {700, 900}).range == CodePointRange{5, 5});
}

TEST_CASE("a picture without a caption is marked by its block and named by its path") {
    const document::Chapter chapter = chapter_of("Eerst tekst.\n!figures/kring.svg\nDan weer tekst.");
    const text::Range figure = chapter.blocks.at(1).text;
    const Anchor anchor = anchor_on(chapter, edition_of_chapter(chapter), figure);
    REQUIRE(anchor.figure);
    CHECK(anchor.figure->image == "figures/kring.svg");
    CHECK(anchor.figure->alternative == "een tekening");
    CHECK(anchor.exact.empty());
    CHECK(anchor.range == CodePointRange{13, 13});
}

TEST_CASE("a quote is found at every place where it stands") {
    const document::Chapter chapter = chapter_of("Het netwerk leert. Het netwerk leeft.");
    const auto words = [&](std::string_view quote, std::string_view prefix, std::string_view suffix) {
        std::vector<std::string> out;
        for (const text::Range range : find_quote(chapter, quote, prefix, suffix))
            out.push_back(with_brackets(chapter, to_code_points(chapter, range)));
        return out;
    };
    CHECK(words("netwerk", "", "").size() == 2);
    CHECK(words("netwerk", "", " leeft") == std::vector<std::string>{"Het netwerk leert. Het [netwerk] leeft.\n"});
    CHECK(words("netwerk", "leert. Het ", "") == std::vector<std::string>{"Het netwerk leert. Het [netwerk] leeft.\n"});
    CHECK(words("school", "", "").empty());
    CHECK(words("", "", "").empty());
}

TEST_CASE("a quote that was broken over lines or typed without composed letters is found all the same") {
    const document::Chapter chapter = chapter_of("De coöperatie leert.\nZij groeit.");
    const auto at = find_quote(chapter, "coo\xCC\x88peratie   leert.\n\n Zij", "De", "groeit");
    REQUIRE(at.size() == 1);
    CHECK(with_brackets(chapter, to_code_points(chapter, at.front())) == "De [coöperatie leert.\nZij] groeit.\n");
}
