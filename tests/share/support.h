// A small book in memory, and notes on it by the words that they mark.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "share/share.h"

namespace katern::share::test {

// The tests that read a file back by Python's own modules skip where it is absent.
inline bool has_python() {
    const bool found =
        std::system("python3 -c 'import zipfile, html.parser, csv, xml.etree.ElementTree' >/dev/null 2>&1") == 0;
    if (!found) WARN("skipped: python3 is not installed");
    return found;
}

// `files`: path within the book → content. The views must outlive the book.
inline std::shared_ptr<const document::Book> book_of(std::map<std::string, std::string_view> files) {
    auto book = document::open_book("@katern", document::files_in_memory(std::move(files), "boek"));
    REQUIRE(book);
    return *book;
}

// A passage on the first place of these words in a chapter.
inline Passage on(const document::Book& book, const std::string& chapter_id, std::string_view words) {
    const auto index = book.find(chapter_id);
    REQUIRE(index);
    const auto chapter = book.chapter(*index);
    REQUIRE(chapter);
    const std::size_t at = (*chapter)->text.find(words);
    REQUIRE(at != std::string::npos);
    Passage passage;
    passage.note.anchor = notes::anchor_on(**chapter, book, {at, at + words.size()});
    passage.note.id = std::string(words);
    passage.place = notes::resolve(passage.note.anchor, **chapter);
    return passage;
}

}  // namespace katern::share::test
