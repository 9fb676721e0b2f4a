// A place in a book by what a person types: a chapter's number, name or words of its title, an address (2 ¶14;
// also 2.14 and 2 14; ¶14 is in the chapter that one reads), or a percentage of the book.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.h"
#include "words/word.h"

namespace katern::app {

struct Destination {
    std::size_t chapter = 0;  // index in Book::chapters
    std::size_t byte = 0;     // of its canonical text: a block's start
    std::string name;         // "2 ¶14", "40% van het boek", "2"
    std::string title;        // of the chapter
    std::string words;        // that the block begins with
    // address and percentage can't be meant as words to search for; a number or a title can.
    enum class By : std::uint8_t { address, percentage, number, title } by = By::address;
    [[nodiscard]] bool certain() const { return by == By::address || by == By::percentage; }
};

// `present`: the chapter that is being read. Nothing: no such place.
[[nodiscard]] std::optional<Destination> destination_named(const document::Book& book, std::size_t present,
                                                           std::string_view typed, Language language);

}  // namespace katern::app
