// What `katern check` looks at beyond one chapter by itself. Inside the folder only; the face is document.h's check().
#pragma once

#include "document/document.h"

namespace katern::document {

// A book with every chapter read, and what is found in each; both run along Book::chapters.
struct Examination {
    const Book& book;
    std::vector<std::shared_ptr<const Chapter>> chapters;  // null: can't be read, which is a problem of its own
    std::vector<std::vector<Problem>> found;

    void add(std::size_t chapter, std::uint32_t line, Word word, Arguments arguments) {
        found[chapter].push_back({book.chapters[chapter].path, line, Error{word, std::move(arguments)}});
    }
};

// The beginning of a passage, so that a person finds it in the file: at most 60 code points, up to a word's end.
[[nodiscard]] std::string first_words(std::string_view text);

// Footnotes against the list of sources: a chapter without a number in a file named bronnen.md, literatuur.md,
// sources.md or bibliography.md, each list item of which is a source. A footnote must begin an item of it word for word
// (the list may say more), and each item must have a footnote. A book without such a chapter has notes of another kind.
void check_sources(Examination& examination);

// Addresses with a quote after them (2 ¶14 “First words …”) against what stands there. Code is an example, no address.
void check_addresses(Examination& examination);

}  // namespace katern::document
