#include "share/epub_path.h"

#include <catch2/catch.hpp>

using namespace katern;
using namespace katern::share;

TEST_CASE("a chapter's document is named by its id, as a relative URL", "[epub]") {
    CHECK(epub_path("02-randvoorwaarden") == "text/02-randvoorwaarden.xhtml");
    CHECK(epub_path("deel-1/Over ons") == "text/deel-1/Over%20ons.xhtml");
    CHECK(epub_path("één & 50%") == "text/%C3%A9%C3%A9n%20%26%2050%25.xhtml");
    CHECK(epub_path("v1.2") == "text/v1.2.xhtml");
}

TEST_CASE("what may not stand in a file name of an EPUB gets another spelling, and no two get the same", "[epub]") {
    CHECK(epub_path("waarom?") == "text/waarom~3F.xhtml");
    CHECK(epub_path("waarom~3F") == "text/waarom~7E3F.xhtml");
    CHECK(epub_file("a:b\\c.") == "a~3Ab~5Cc~2E");
    CHECK(epub_file("../x") == ".~2E/x");
    CHECK(epub_file("map./x") == "map~2E/x");
    CHECK(epub_file("regel\x01\x7F") == "regel~01~7F");
}

TEST_CASE("a book is known in its EPUB by its id", "[epub]") {
    document::Book book(nullptr);
    book.id = "nl.example.katern";
    CHECK(book_identifier(book) == "nl.example.katern");
    book.id = " een\t \nboek\x02 ";
    CHECK(book_identifier(book) == "een boek");
}
