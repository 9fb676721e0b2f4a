// Where lines end, chosen over the whole paragraph: Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and
// Experience 11 (1981). Boxes, glue and penalties are theirs; numbers follow TeX's plain format unless a comment says otherwise.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace katern::typeset {

struct Item {
    enum class Kind : unsigned char { box, glue, penalty };
    Kind kind = Kind::box;
    bool flagged = false;    // a hyphen: two in a row are to be avoided
    float width = 0;         // px; a penalty's counts only when the line ends there (its hyphen)
    float stretch = 0;       // px; glue only
    float shrink = 0;        // px; glue only
    float penalty = 0;       // penalties only; forced_break or less must break, forbidden_break or more never may
    float hang = 0;          // px that stand out of the measure: on the left of a line that starts with this box, on the right of
                             // one that ends at this glue or penalty
    float after = 0;         // px by which the next line is wider when this one ends here: its first word is spelt otherwise there
};
inline constexpr float forced_break = -10'000;
inline constexpr float forbidden_break = 10'000;

struct Penalties {
    float line = 10;                   // of every line, so that fewer lines are better
    float tolerance = 4;               // stretch ratio past which a line is only taken when nothing else can be done
    float double_hyphen = 10'000;      // demerits of two flagged breaks in a row
    float last_hyphen = 5'000;         // demerits of a flagged break before the last line
    float fitness_mismatch = 10'000;   // demerits of a tight line beside a loose one
    int most_hyphens_in_a_row = 2;
    // Where the spaces of a line have given all they can (ratio 1 or -1), its letters are set wider or closer by at most this share
    // of their width, as in Thành, "Micro-typographic extensions to the TeX typesetting system" (2000); `letters` are the demerits
    // of a line that needs all of it.
    float letter_fit = 0.02F;
    float letters = 3'000;
    // Among the ways that cost at most this share more than the best one, the one with the fewest rivers is taken (rivers.h). 0: the best.
    float river_share = 0.02F;
    // Where a looser or tighter setting is asked for: one that costs more is of no use, and none is given.
    double most_demerits = std::numeric_limits<double>::infinity();
};

struct BrokenLine {
    std::size_t first = 0;   // first item of the line (a box, unless the line is empty)
    std::size_t last = 0;    // the item at which it ends: glue or penalty, itself not set (but for a penalty's hyphen)
    float ratio = 0;         // glue is set to width + ratio × (stretch if positive, shrink if negative)
    float letter_fit = 0;    // boxes are set to width × (1 + this)
    bool overfull = false;   // nothing could make it fit
};

struct Breaking {
    std::vector<BrokenLine> lines;
    double demerits = 0;
};

// `items` ends with a forced break. `ragged_stretch` > 0: glue is rigid and every line may be shorter than the measure by about that
// many px (flush left); then nothing hangs on the right. Never fails: what cannot fit overflows and says so. Time is items × lines
// that are still in the running. `looseness` asks for so many lines more (or fewer) than the best way has; as many of them as can be
// had within the tolerance are given (Knuth, The TeXbook, p. 103), at the demerits that it costs; no lines when there is no way.
[[nodiscard]] Breaking break_lines(std::span<const Item> items, float measure, float ragged_stretch = 0, const Penalties& penalties = {},
                                   int looseness = 0);

}  // namespace katern::typeset
