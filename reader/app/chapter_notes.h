// Where the notes of one chapter lie: asked for what is in sight, so that a frame costs what it shows and not what was ever written.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/placed_note.h"
#include "text/text.h"

namespace katern::app {

// By chapter, place and age: the order that the reader's notes are always in.
[[nodiscard]] bool comes_before(const PlacedNote& a, const PlacedNote& b);
// Sorts them so. Where little has moved this costs one look at each.
void put_in_order(std::vector<PlacedNote>& notes);
// Those of a chapter (index in Book::chapters): from, to. The notes must be in order.
struct NoteSpan {
    std::size_t first = 0, last = 0;
};
[[nodiscard]] NoteSpan notes_of_chapter(std::span<const PlacedNote> notes, std::size_t chapter);

// Puts one among those that are in order; which it is then.
std::size_t put_among(std::vector<PlacedNote>& notes, PlacedNote placed);
// In the place of one of them; only what lies between moves, so words that are typed in a note move nothing.
void put_anew(std::vector<PlacedNote>& notes, std::size_t index, PlacedNote placed);

// The same few notes are asked for by their id in every frame: where one was found last it is looked for first, also after
// the notes have changed.
class FoundNotes {
public:
    // `revision` of the notes: what is nowhere in them isn't looked for again.
    [[nodiscard]] const PlacedNote* find(std::span<const PlacedNote> notes, std::uint64_t revision, const std::string& id);

private:
    struct Found {
        std::size_t index = 0;
        std::uint64_t revision = 0;  // of the notes that were looked through
    };
    std::unordered_map<std::string, Found> places_;
};

class ChapterNotes {
public:
    // Of notes in order; valid until they change.
    void set(std::span<const PlacedNote> notes, std::size_t chapter);
    void clear();
    // Those that touch these bytes, a point at either end included: indices in the notes, in their order.
    [[nodiscard]] std::vector<std::uint32_t> touching(text::Range bytes) const;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    // How many notes and blocks of notes were looked at so far, for tests of how much is done.
    [[nodiscard]] std::size_t looked_at() const { return looked_at_; }

private:
    struct Entry {
        text::Range bytes;
        std::uint32_t note = 0;
    };
    std::vector<Entry> entries_;             // by their beginning
    std::vector<std::size_t> furthest_ends_;  // of each block of entries
    mutable std::size_t looked_at_ = 0;
};

}  // namespace katern::app
