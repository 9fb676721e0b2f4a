// How far two texts are apart, in edited letters, and where a text stands nearly as it was.
//
// Source: G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", JACM 46
// (1999), section 4 (patterns of more than one machine word); the form of a block's step and the bounds by which blocks
// are left out: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal
// of Computing 10 (2003), after E. Ukkonen's cut-off (1985).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace katern::notes {

// A text as the search sees it: every kind of white space is a space, soft hyphens are not there.
struct Letters {
    std::u32string text;
    std::vector<std::uint32_t> byte;  // of each letter in what it was made from, and of its end
};
[[nodiscard]] Letters letters_of(std::string_view utf8);

enum class Begin : std::uint8_t {
    anywhere,  // the piece may begin at any letter of the text
    at_start   // the piece begins where the text begins
};

// For every end in `text` (0 to its size): the least number of edits (a letter put in, left out or replaced) between
// `pattern` and a piece that ends there; `bound` + 1 where it is more than `bound`.
[[nodiscard]] std::vector<std::size_t> edits_by_end(std::u32string_view pattern, std::u32string_view text,
                                                    std::size_t bound, Begin begin);

// Edits between two whole texts, `bound` + 1 when there are more.
[[nodiscard]] std::size_t edit_distance(std::u32string_view one, std::u32string_view other, std::size_t bound);

// Share of two texts that is the same: 1 - edits / letters of the longer one; 0 for two empty ones.
[[nodiscard]] double similarity(std::u32string_view one, std::u32string_view other);

// Share of `pattern` that stands at the very start of `text`, whatever comes after it.
[[nodiscard]] double similarity_at_start(std::u32string_view pattern, std::u32string_view text);

[[nodiscard]] std::u32string backwards(std::u32string_view text);

}  // namespace katern::notes
