#include "app/note_links.h"

#include <catch2/catch.hpp>

#include "app/bundled_katern.h"

using namespace katern;
using katern::app::link_addresses;
using katern::app::LinkedNote;

namespace {

std::shared_ptr<const document::Book> the_katern() {
    const auto opened = document::open_book("@katern", app::bundled_katern());
    REQUIRE(opened);
    return *opened;
}

// The words of each link, with the address that they lead to.
std::vector<std::string> links_of(const document::Book& book, const LinkedNote& note) {
    std::vector<std::string> links;
    for (const auto& part : note.words.parts) {
        if (part.link < 0) continue;
        const app::NoteLink& to = note.links.at(static_cast<std::size_t>(part.link));
        links.push_back(std::string(text::slice(note.words.text, part.bytes)) + " → " +
                        (to.address ? document::address(book.chapters[to.address->chapter], to.address->block) : to.url));
    }
    return links;
}

}  // namespace

TEST_CASE("an address in a note is a link, plain or behind words") {
    const auto book = the_katern();
    const LinkedNote note = link_addresses(*book, "Leg naast 2 ¶4, en [dit **ook**](1 ¶3). Niet 2 ¶9999.");
    CHECK(note.words.text == "Leg naast 2 ¶4, en dit ook. Niet 2 ¶9999.");
    CHECK(links_of(*book, note) == std::vector<std::string>{"2 ¶4 → 2 ¶4", "dit  → 1 ¶3", "ook → 1 ¶3"});
    const auto& bold = note.words.parts.back();
    CHECK(bold.bold);
}

TEST_CASE("what leads nowhere in this book stays as it was typed") {
    const auto book = the_katern();
    for (const char* words : {"[zie](ergens.md)", "[zie](99 ¶1)", "[zie", "[a](b", "geen adres ¶"}) {
        INFO(words);
        const LinkedNote note = link_addresses(*book, words);
        CHECK(note.links.empty());
        CHECK(note.words.text == words);
    }
}

TEST_CASE("a page of the web behind words is a link, and its address stays out of sight") {
    const auto book = the_katern();
    const LinkedNote note = link_addresses(*book, "- Zie [**de raad**](https://www.vo-raad.nl/een) en 2 ¶4\n- [mail](mailto:els@school.nl)");
    CHECK(note.words.text == "• Zie de raad en 2 ¶4\n• mail");
    CHECK(links_of(*book, note) ==
          std::vector<std::string>{"de raad → https://www.vo-raad.nl/een", "2 ¶4 → 2 ¶4", "mail → mailto:els@school.nl"});
}
