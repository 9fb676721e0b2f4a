#include "app/destination.h"

#include <catch2/catch.hpp>

#include "app/operations.h"
#include "support/folder.h"

using namespace katern;
using namespace katern::app;

namespace {

std::shared_ptr<const document::Book> a_book() {
    katern::test::Folder folder;
    folder.with("src/SUMMARY.md",
                "[Vooraf](vooraf.md)\n\n- [Één begin](a.md)\n  - [Verder in het begin](b.md)\n- [Slot](c.md)\n");
    folder.with("src/vooraf.md", "# Vooraf\n\nWoorden vooraf.\n");
    folder.with("src/a.md", "# Één begin\n\nEerste.\n\nTweede alinea van het begin.\n");
    folder.with("src/b.md", "# Verder\n\nAlinea.\n");
    folder.with("src/c.md", "# Slot\n\n" + std::string(20, 'x') + "\n\nHet eind.\n");
    folder.with("book.toml", "[book]\ntitle = \"Proef\"\n");
    auto book = open_book(folder.path(""));
    REQUIRE(book);
    for (std::size_t i = 0; i < (*book)->chapters.size(); ++i) REQUIRE((*book)->chapter(i));
    return *book;
}

// "1 ¶3", or the chapter's title where a whole chapter is meant.
std::string leads_to(const std::string& typed, std::size_t present = 0) {
    static const auto book = a_book();
    const auto there = destination_named(*book, present, typed, Language::nl);
    if (!there) return "nergens";
    const auto chapter = *book->chapter(there->chapter);
    if (there->byte == 0) return book->chapters[there->chapter].title;
    CHECK(chapter->blocks[chapter->block_at(there->byte)].text.start == there->byte);
    return document::address(book->chapters[there->chapter], chapter->block_at(there->byte));
}

}  // namespace

TEST_CASE("an address leads to its block in each way of writing it") {
    CHECK(leads_to("1 ¶3") == "1 ¶3");
    CHECK(leads_to(" 1¶3 ") == "1 ¶3");
    CHECK(leads_to("1.3") == "1 ¶3");
    CHECK(leads_to("1 3") == "1 ¶3");
    CHECK(leads_to("1,3") == "1 ¶3");
    CHECK(leads_to("1 ¶2–3") == "1 ¶2");
    CHECK(leads_to("1 ¶3 “Tweede alinea …”") == "1 ¶3");
    CHECK(leads_to("1.1 ¶2") == "1.1 ¶2");
    CHECK(leads_to("1.1.2") == "1.1 ¶2");
    CHECK(leads_to("vooraf ¶2") == "vooraf ¶2");
    CHECK(leads_to("¶2", 3) == "2 ¶2");
    CHECK(leads_to("¶2", 0) == "vooraf ¶2");
}

TEST_CASE("a chapter is found by its number, its name or words of its title") {
    CHECK(leads_to("2") == "Slot");
    CHECK(leads_to("1.1") == "Verder in het begin");  // the chapter rather than chapter 1, block 1
    CHECK(leads_to("vooraf") == "Vooraf");
    CHECK(leads_to("een be") == "Één begin");
    CHECK(leads_to("begin") == "Één begin");
    CHECK(leads_to("SLOT") == "Slot");
}

TEST_CASE("a percentage leads to the block that lies there in the whole text") {
    CHECK(leads_to("0%") == "Vooraf");
    CHECK(leads_to("100%") == "2 ¶3");
    CHECK(leads_to("100 %") == "2 ¶3");
    CHECK(leads_to("99,5%") == "2 ¶3");
    CHECK(leads_to("101%") == "nergens");
    CHECK(leads_to("-1%") == "nergens");
    CHECK(leads_to("%") == "nergens");
}

TEST_CASE("what is not in the book leads nowhere") {
    CHECK(leads_to("") == "nergens");
    CHECK(leads_to("  ") == "nergens");
    CHECK(leads_to("1 ¶0") == "nergens");
    CHECK(leads_to("1 ¶4") == "nergens");
    CHECK(leads_to("9 ¶1") == "nergens");
    CHECK(leads_to("1 ¶") == "nergens");
    CHECK(leads_to("1 ¶99999999999999999999999") == "nergens");
    CHECK(leads_to("krokodil") == "nergens");
}
