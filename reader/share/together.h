// Where the people of a network marked the same passage, where they differ, and what is still asked. Nothing is counted
// per person but who took part: no score and no ranking.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "share/share.h"

namespace katern::share {

// Marks that belong together: two belong to one passage when they share at least half the characters of the shorter
// one, and so does what belongs to either. Points (figures) belong together at the same place.
struct SharedPassage {
    std::string chapter;
    notes::CodePointRange range;          // from the first to the last character that any of them marked
    std::vector<std::size_t> marks;       // indices into Together::marks, by place
    std::vector<std::string> people;      // ids of profiles, in the order of their marks
    std::vector<std::string> categories;  // without doubles, in the order of their marks; without ""
    std::size_t replies = 0;              // to these marks, and to those
    bool differs = false;                 // two or more categories by different people
    bool open = false;                    // holds a vraag of which the author has accepted no reply
};

struct Together {
    std::vector<Passage> marks;           // what was marked in the text, and placed, in reading order
    std::vector<Passage> replies;         // to any of them, each after what it replies to
    std::unordered_map<std::string, std::vector<std::size_t>> replies_to;  // id of a note → indices into replies
    std::vector<notes::Profile> people;   // who marked, by name
    std::vector<SharedPassage> passages;  // all, in reading order
    std::vector<std::size_t> agreement;   // indices into passages: two or more people; by people, then by length
    std::vector<std::size_t> difference;  // indices into passages that differ, in the same order
    std::vector<std::size_t> open;        // indices into marks: questions that are still open, in reading order
};

// `passages`: what is shared with the network, mine and others', in reading order (Passage::place in the text of
// today). Orphans, bookmarks and reflections stand nowhere in the text and are left out. O(n log n) when few marks lie
// on one spot.
[[nodiscard]] Together see_together(std::vector<Passage> passages);

// A question whose author has accepted no reply that is there.
[[nodiscard]] bool is_open_question(const notes::Annotation& note);

}  // namespace katern::share
