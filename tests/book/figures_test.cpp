// Figures are drawn for the book: every one is used, its words are text, and it takes its colours from the page.
#include <catch2/catch.hpp>
#include <set>

#include "book/katern.h"

using namespace katern;
using namespace katern::test;

TEST_CASE("every drawing stands in the book, and the book shows no other picture") {
    std::set<std::string> drawn, shown;
    for (const Figure& figure : figures()) drawn.insert(figure.path);
    for (const Chapter& chapter : chapters())
        for (const document::Image& image : chapter.content->images) shown.insert(image.path);
    CHECK(drawn == shown);
    CHECK(drawn.size() >= 6);
}

TEST_CASE("a drawing has its words as text, in the colour of the page's own text") {
    for (const Figure& figure : figures()) {
        INFO(figure.path);
        CHECK(figure.texts().size() > 2);
        CHECK(figure.svg.find("<title>") != std::string::npos);
        CHECK(figure.svg.find("currentColor") != std::string::npos);
        CHECK(figure.svg.find("<image") == std::string::npos);
        CHECK(figure.svg.find("<foreignObject") == std::string::npos);
        CHECK(figure.svg.find("<style") == std::string::npos);
        // Black and near-black would vanish on dark paper; white is for the numbers on coloured discs.
        for (const char* fixed : {"\"black\"", "\"#000", "\"#111", "\"#222", "\"#333"})
            CHECK(figure.svg.find(fixed) == std::string::npos);
    }
}
