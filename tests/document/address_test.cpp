#include <catch2/catch.hpp>

#include "document/document.h"
#include "paths.h"

using namespace katern;
using namespace katern::document;

namespace {

std::shared_ptr<const Book> the_katern() {
    const auto opened = open_book(KATERN_SOURCE_DIR "/book", nullptr);
    REQUIRE(opened);
    return *opened;
}

std::size_t numbered(const Book& book, std::string_view number) {
    for (std::size_t i = 0; i < book.chapters.size(); ++i)
        if (book.chapters[i].number == number) return i;
    FAIL("there is no chapter " << number);
    return 0;
}

}  // namespace

TEST_CASE("an address that the page shows leads back to its block, in every chapter") {
    const auto book = the_katern();
    for (std::size_t i = 0; i < book->chapters.size(); ++i) {
        const auto chapter = book->chapter(i);
        REQUIRE(chapter);
        for (std::size_t block = 0; block < (*chapter)->blocks.size(); ++block) {
            const std::string words = address(book->chapters[i], block);
            INFO(words);
            REQUIRE(parse_address(*book, words) == Address{i, block});
            REQUIRE(place_of(*book, {i, block}) == (*chapter)->blocks[block].text.start);
        }
        CHECK_FALSE(place_of(*book, {i, (*chapter)->blocks.size()}));
    }
}

TEST_CASE("an address may be typed without a space, with spaces around it and with a no-break space") {
    const auto book = the_katern();
    const std::size_t second = numbered(*book, "2");
    for (const char* words : {"2 ¶14", "2¶14", "  2 ¶14 ", "2\u00A0¶14", "2 ¶ 14", "2\u202F¶14"}) {
        INFO(words);
        CHECK(parse_address(*book, words) == Address{second, 13});
    }
    CHECK(parse_address(*book, book->chapters[second].id + " ¶14") == Address{second, 13});
}

TEST_CASE("what only looks like an address is none") {
    const auto book = the_katern();
    for (const char* words : {"", "2", "¶14", "2 ¶", "2 ¶0", "2 ¶x", "2 ¶14a", "99 ¶1", "nergens ¶3", "2 14", "zie 2 ¶14"}) {
        INFO(words);
        CHECK_FALSE(parse_address(*book, words));
    }
}

TEST_CASE("a sentence that names addresses names each of them, without the signs around it") {
    const auto book = the_katern();
    const std::size_t first = numbered(*book, "1"), second = numbered(*book, "2");
    const std::string words = "Zie (2 ¶14), “1 ¶3” en 2¶5; niet 99 ¶2, niet ¶7 en niet 1 ¶.";
    const std::vector<NamedAddress> found = addresses_in(*book, words);
    REQUIRE(found.size() == 3);
    CHECK(found[0].address == Address{second, 13});
    CHECK(text::slice(words, found[0].bytes) == "2 ¶14");
    CHECK(found[1].address == Address{first, 2});
    CHECK(text::slice(words, found[1].bytes) == "1 ¶3");
    CHECK(found[2].address == Address{second, 4});
    CHECK(text::slice(words, found[2].bytes) == "2¶5");
}
