// What the files that resolve anchors have in common; of this folder's own. The rules and every number are explained in
// README.md beside this file.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "notes/anchor.h"
#include "notes/text_index.h"

namespace katern::notes {

// Of a side's context so much must stand next to the words, unbroken, for that side to agree. Half, so that an edit in
// the outer words doesn't part a note from its place, and no less, since the next item of a list often begins the same.
inline constexpr double agreeing_share = 0.5;
// A shorter quote needs its context: "netwerk" stands anywhere.
inline constexpr std::size_t shortest_without_context = 20;  // code points
// The best place must be so far ahead of the second.
inline constexpr double margin = 0.1;
// Among places that agree equally well, the nearest is taken only when the second lies this many times further away.
inline constexpr double clearly_nearer = 4;
inline constexpr std::size_t most_candidates = 10;

// A chapter to search in, with an index of the whole book beside it when many anchors are resolved at once.
struct Haystack {
    const document::Chapter& chapter;
    const TextIndex* index = nullptr;
    std::size_t offset = 0;  // of the chapter in the index
    bool own = true;         // the chapter that the anchor means, not another one of the book

    // Bytes of the chapter's text.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view words,
                                                std::size_t limit = std::numeric_limits<std::size_t>::max()) const;
};

// One place where the words stand.
struct Place {
    std::size_t byte = 0;
    CodePointRange range;
    double before = 0, after = 0;  // share of the stored context that agrees; a side without context has 0
    bool whole = false;            // all of the context is there
    bool headings = false;         // the same headings stand above it

    [[nodiscard]] bool agrees() const { return before >= agreeing_share || after >= agreeing_share; }
    // Half for the words, a quarter for each side.
    [[nodiscard]] double score() const { return 0.5 + 0.25 * before + 0.25 * after; }
};
[[nodiscard]] Place place_at(const Anchor& anchor, const document::Chapter& chapter, std::size_t byte,
                             std::size_t size);

// The best of places that agree equally well: the only one under the same headings, else the one that is clearly
// nearest to where it was. A repeated refrain has no other difference.
[[nodiscard]] std::optional<Place> best_of_equals(const Anchor& anchor, const document::Chapter& chapter,
                                                  std::vector<Place> equals);

[[nodiscard]] Resolution orphan_of(const Anchor& anchor, const std::vector<CodePointRange>& candidates = {});
[[nodiscard]] Resolution found(const document::Chapter& chapter, CodePointRange range, How how, Method method,
                               double score);

// Other words between the anchor's own context, with their score; an orphan with candidates when that is not sure
// enough, and without when nothing is like it.
[[nodiscard]] Resolution resolve_changed(const Anchor& anchor, const Haystack& in);

// As the public ones.
[[nodiscard]] Resolution resolve_in(const Anchor& anchor, const Haystack& in);

}  // namespace katern::notes
