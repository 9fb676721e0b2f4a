// A data folder with very many notes on the katern.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "app/bundled_katern.h"
#include "notes/notes.h"

namespace katern::test {

// Each on a word, over all chapters; a fifth of them with words of their own.
inline void fill_with_notes(const std::string& folder, std::size_t count) {
    constexpr std::size_t at_once = 1'000;
    notes::StoreOptions options;
    options.folder = folder;
    Result<notes::Store> store = notes::Store::open(options);
    REQUIRE(store);
    const auto book = document::open_book("@katern", app::bundled_katern());
    REQUIRE(book);
    const notes::Edition edition = notes::edition_of(**book);
    const Result<notes::Recognition> known = store->recognise(edition, (*book)->path);
    REQUIRE(known);
    std::vector<notes::Draft> drafts;
    for (std::size_t i = 0; i < count; ++i) {
        const auto chapter = (*book)->chapter(i % (*book)->chapters.size());
        REQUIRE(chapter);
        const std::string& words = (*chapter)->text;
        const std::size_t space = words.find(' ', i * 7919 % words.size());
        const std::size_t start = space == std::string::npos ? 0 : space + 1;
        notes::Draft draft;
        draft.anchor = notes::anchor_on(**chapter, edition, {start, text::next_word(words, start)});
        draft.category = "inzicht";
        if (i % 5 == 0) draft.body = "Notitie " + std::to_string(i);
        drafts.push_back(std::move(draft));
        if (drafts.size() < at_once && i + 1 < count) continue;
        REQUIRE(store->add(known->book.key, drafts));
        drafts.clear();
    }
}

}  // namespace katern::test
