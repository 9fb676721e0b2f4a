// What others marked, as the margin and a conversation show it. Plain functions on the notes of a book: the window's reader
// asks them when the notes, the chapter or the choice of people change, and tests ask them too.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "app/interval_index.h"
#include "app/placed_note.h"
#include "notes/networks.h"

namespace katern::app {

// Somebody whose notes are in this book.
struct Person {
    notes::Profile profile;
    bool mine = false;
    std::size_t notes = 0;  // alive in this book
};
// Others by name, each once.
[[nodiscard]] std::vector<Person> people_of(std::span<const PlacedNote> notes);
// Two letters: of the first and the last part of a name, small ones ("van", "de") left out; "?" for no name.
[[nodiscard]] std::string initials_of(const notes::Profile& profile);

// Marks on the same words: each shares at least half the letters of the shorter one with another of them. Mine belong to it
// like anybody's, but a passage is only here because somebody else marked it, or somebody replied there.
struct PeersPassage {
    text::Range bytes;                // from the first to the last of them
    std::vector<std::uint32_t> marks;  // indices in the notes, by place
    std::vector<std::string> markers;  // profile ids of who marked, each once, others first
    std::vector<std::string> others;   // who marked or replied, but me
};

// One thing that was said at a passage.
struct Said {
    std::uint32_t note = 0;    // index in the notes
    std::size_t depth = 0;     // 0: a mark; else a reply
    bool parent_gone = false;  // what it replies to was withdrawn or deleted
};

// Of one chapter. Made anew when the notes change; asking is quick however many there are.
class PeersHere {
public:
    PeersHere() = default;
    // `seen`: whether a note may show at all.
    PeersHere(std::span<const PlacedNote> notes, std::size_t chapter, const std::function<bool(const PlacedNote&)>& seen);

    [[nodiscard]] const std::vector<PeersPassage>& passages() const { return passages_; }  // by place
    [[nodiscard]] std::vector<std::uint32_t> in(text::Range bytes) const { return index_.find(bytes); }
    // The passage that holds this note, a reply's through what it replies to; null: it is in none.
    [[nodiscard]] const PeersPassage* passage_of(notes::AnnotationKey note) const;
    // Marks in order of time, each followed by its replies and their replies.
    [[nodiscard]] std::vector<Said> said_at(const PeersPassage& passage, std::span<const PlacedNote> notes) const;

private:
    void add_replies(std::span<const PlacedNote> notes, const std::function<bool(const PlacedNote&)>& seen);
    void add_passages(std::span<const PlacedNote> notes, const std::vector<std::vector<std::uint32_t>>& groups);

    std::vector<PeersPassage> passages_;
    IntervalIndex index_;
    std::map<std::string, std::vector<std::uint32_t>> replies_;  // by what they reply to, in order of time
    std::map<notes::AnnotationKey, std::uint32_t> passage_by_note_;
    std::set<std::uint32_t> without_parent_;
};

// Others' notes that stay veiled: all their networks want *Eerst zelf*, I marked nothing in the chapter, and the day of the
// meeting has not come. `today`: "2026-11-26". In step with `notes`.
struct MaybeVeiled {
    bool mine = false, marks = false;  // a highlight that has its place
    std::size_t chapter = SIZE_MAX;    // index in Book::chapters
    const std::vector<std::string>* networks = nullptr;
};
[[nodiscard]] std::vector<bool> veiled(std::span<const MaybeVeiled> notes, const std::map<std::string, notes::FirstSelf>& wishes,
                                       const std::string& today);
[[nodiscard]] std::vector<bool> veiled(std::span<const PlacedNote> notes, const std::map<std::string, notes::FirstSelf>& wishes,
                                       const std::string& today);
[[nodiscard]] std::map<std::string, notes::FirstSelf> wishes_of(std::span<const notes::NetworkFacts> networks);
// The day by the wall clock (KATERN_NOW), UTC: "2026-11-26".
[[nodiscard]] std::string today();
// Whether any network wants that today, so that any can be.
[[nodiscard]] bool any_veils(const std::map<std::string, notes::FirstSelf>& wishes, const std::string& today);

}  // namespace katern::app
