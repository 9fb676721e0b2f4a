// What became of the notes in the edition of the book that is open: what the report of a new edition shows.
#pragma once

#include <string>
#include <vector>

#include "app/reader.h"

namespace katern::app {

// The wording of a passage on one line: as it stood when the note was made, and as it stands where the note lies now.
[[nodiscard]] std::string wording_then(const PlacedNote& placed);
[[nodiscard]] std::string wording_now(const Reader& reader, const PlacedNote& placed);
// "2 ¶14"; of one without a place the headings that it stood under.
[[nodiscard]] std::string place_in_words(const Reader& reader, const PlacedNote& placed);

// The notes that are so, and behind them the passages that nobody whose notes are shown marked, but about which a
// network decided something (then without an id).
[[nodiscard]] std::vector<const PlacedNote*> passages_that_are(const Reader& reader, notes::How how);
// "Hier is besloten (12 mrt 2026): …", each of what was decided there: a note's or such a passage's.
[[nodiscard]] std::vector<std::string> decided_at(const Reader& reader, const PlacedNote& placed);

// A place that an orphan may belong to.
struct Candidate {
    std::size_t chapter = 0;  // index in Book::chapters
    text::Range bytes;
    std::string words;        // what stands there
    std::string address;
};
// Those that resolving found equally good, the best first.
[[nodiscard]] std::vector<Candidate> candidates_of(const Reader& reader, const PlacedNote& placed);

}  // namespace katern::app
