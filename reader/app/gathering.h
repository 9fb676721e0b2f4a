// Notes that are on their way from the store.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "app/placed_note.h"
#include "document/document.h"

namespace katern::app {

struct Gathering {
    std::string edition;                  // hash of the text that their places are asked for
    std::vector<std::vector<notes::Annotation>> read;  // so far, a portion each: to make one of them takes time
    std::set<std::string> changed;        // ids of what this window changed meanwhile: what it has is newer
};

// Where a note was found, as a place in the chapter's bytes.
struct Hung {
    notes::Resolution resolution;
    std::size_t chapter = SIZE_MAX;  // index in Book::chapters; SIZE_MAX: nowhere
    text::Range bytes;
};
[[nodiscard]] Hung hung(const document::Book& book, notes::Resolution resolution);
void hang(PlacedNote& placed, Hung where);
// With what is known of its place; where nothing is, in the chapter that it was made in.
[[nodiscard]] PlacedNote placed_in(const document::Book& book, notes::Annotation annotation);

// What must be searched for in the whole book, by key.
struct ToPlace {
    std::vector<notes::AnnotationKey> keys;
    std::vector<notes::Anchor> anchors;
};
using Resolutions = std::vector<std::pair<notes::AnnotationKey, notes::Resolution>>;

// All that was read, as it is taken over: in order, hung where that is known or can be seen at a glance.
struct Gathered {
    std::vector<PlacedNote> notes;
    std::vector<Resolutions> found;  // at a glance, for the store to keep, a slice each
    ToPlace to_place;
};
[[nodiscard]] Gathered gathered_in(const document::Book& book, std::vector<std::vector<notes::Annotation>> portions);
// What the store doesn't know the place of yet.
[[nodiscard]] ToPlace to_place(std::span<const PlacedNote> notes);
// Behind each other, in slices that the store keeps in one go each.
void add_to_slices(std::vector<Resolutions>& slices, notes::AnnotationKey key, notes::Resolution resolution);

// What was read, but of these ids what there is now.
void keep_changed(std::vector<PlacedNote>& read, std::span<const PlacedNote> now, const std::set<std::string>& changed);

}  // namespace katern::app
