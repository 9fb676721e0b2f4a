// A data folder in which a whole network has shared its marks of the katern.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "notes/state.h"
#include "support/many_notes.h"

namespace katern::test {

// `people` profiles, of which I am one, with `each` marks, all of them shared with the first network. The marks are
// over words of a few hundred places, so that many people marked the same.
inline void fill_with_people(const std::string& folder, std::size_t people, std::size_t each) {
    constexpr std::size_t places = 600;
    notes::StoreOptions options;
    options.folder = folder;
    Result<notes::Store> store = notes::Store::open(options);
    REQUIRE(store);
    const auto book = document::open_book("@katern", app::bundled_katern());
    REQUIRE(book);
    const notes::Edition edition = notes::edition_of(**book);
    const Result<notes::Recognition> known = store->recognise(edition, (*book)->path);
    REQUIRE(known);
    const Result<notes::Network> network = store->network("");
    REQUIRE(network);
    constexpr const char* categories[] = {"inzicht", "vraag", "actie", "twijfel", "citaat"};
    notes::Database& db = store->state().database;
    for (std::size_t who = 0; who < people; ++who) {
        std::vector<notes::Draft> drafts;
        for (std::size_t i = 0; i < each; ++i) {
            const std::size_t place = (who * 31 + i * 17) % places;
            const auto chapter = (*book)->chapter(place % (*book)->chapters.size());
            REQUIRE(chapter);
            const std::string& words = (*chapter)->text;
            const std::size_t space = words.find(' ', place * 7919 % words.size());
            const std::size_t start = space == std::string::npos ? 0 : space + 1;
            std::size_t end = start;
            for (std::size_t word = 0; word < 6 + who % 5 && end < words.size(); ++word)
                end = text::next_word(words, end);
            notes::Draft draft;
            draft.anchor = notes::anchor_on(**chapter, edition, {start, end});
            draft.category = categories[(who + i) % 5];
            if (i % 4 == 0)
                draft.body = "Wat " + std::to_string(who) + " hierbij dacht, de " + std::to_string(i) + "e keer.";
            draft.share_with = {network->id};
            drafts.push_back(std::move(draft));
        }
        REQUIRE(store->add(known->book.key, drafts));
        if (who == 0) continue;
        const std::string id = "0190aaaa-0000-7000-8000-" + std::to_string(100'000'000'000 + who);
        db.run("INSERT INTO profiles(id, name, school) VALUES (?1, ?2, 'De Wilgen')", id,
               "Persoon " + std::to_string(who));
        const std::int64_t row = db.last_row();
        db.run(
            "UPDATE fields SET writer = ?1 WHERE annotation IN (SELECT number FROM annotations WHERE author = (SELECT "
            "profile FROM self))"
            " AND annotation > ?2",
            row, static_cast<std::int64_t>(who * each));
        db.run("UPDATE annotations SET author = ?1 WHERE author = (SELECT profile FROM self) AND number > ?2", row,
               static_cast<std::int64_t>(who * each));
    }
    REQUIRE(db.take());
}

}  // namespace katern::test
