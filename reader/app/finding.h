// What is looked for, and the field to go to a place by name: the reader's state that the search panel shows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "app/search.h"
#include "app/text_edit.h"

namespace katern::app {

struct Place {
    std::size_t chapter = 0;  // index in Book::chapters
    std::size_t byte = 0;     // of its canonical text
    bool operator==(const Place&) const = default;
};

// Hits are counted through the whole book, in reading order, from 0.
struct Find {
    static constexpr std::size_t none = SIZE_MAX;

    bool open = false;        // hits are marked on the page
    bool panel = false;       // and listed; over a narrow page the list goes when one goes to a hit
    bool wants_keys = false;  // the field should take the keyboard at the next frame
    TextEdit query{TextEdit::Lines::one};
    bool whole_words = false, exact_accents = false;
    std::shared_ptr<const SearchResults> results;  // the newest that there are; null: none
    bool waiting = false;                          // better ones are on their way
    std::size_t current = none;                    // the hit that was gone to
    std::size_t followed = none;                   // for which the list was scrolled
    float scroll = 0;                              // px of the list that lie above the panel
    std::optional<Place> shown;                    // where the last step led to
    int step_when_found = 0;                       // Enter came before the answer
    // What was asked for.
    std::optional<SearchQuery> asked;
    std::uint64_t asked_notes = ~0ULL;  // Reader::notes_revision then
    std::shared_ptr<const std::vector<NoteWords>> words_of_notes;
    std::shared_ptr<std::vector<NoteWords>> collected;  // what of them is there already: some come in each frame
    std::uint64_t collected_of = ~0ULL;                 // Reader::notes_revision then
    // The results are of what is asked now, not of what was typed before.
    [[nodiscard]] bool answered() const { return results && asked && results->query == *asked; }
};

struct Hit {
    std::size_t chapter = 0;
    text::Range bytes;
};

// Those of the chapter that is being read.
struct HitsHere {
    std::span<const text::Range> hits;
    std::size_t first = 0;  // what the first of them counts as
};

struct GoingTo {
    bool open = false;
    bool wants_keys = false;
    TextEdit edit{TextEdit::Lines::one};
};

}  // namespace katern::app
