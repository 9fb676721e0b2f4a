// Where a line may end by the Unicode line breaking algorithm alone; and, for who keeps words, the little of it that settles most of them.
#pragma once

#include <string_view>
#include <vector>

#include "text/text.h"

namespace katern::text {

// Classes of UAX #14 that are known without ICU; `other` is everything else.
enum class LineClass : unsigned char { letter, digit, infix, exclamation, open, close, quotation, space, other };

// What lies between two spaces, as far as its neighbours matter.
struct LineWord {
    LineClass first = LineClass::other, last = LineClass::other;
    bool plain = true;  // no line ends within it
};
// `word` holds no space.
[[nodiscard]] LineWord line_word(std::string_view word);
// Of the first sign; `text` isn't empty.
[[nodiscard]] LineClass first_line_class(std::string_view text);
// Whether a line may end at plain spaces between two words, whatever else stands before and behind them: `line_opportunities` then has
// the first byte of the second word, and of each side has what it has of that side alone. False: unsure.
[[nodiscard]] bool parted_by_spaces(LineClass last, LineClass first);

// UAX #14 as ICU has it, soft hyphens and the text's end left out.
[[nodiscard]] std::vector<LineOpportunity> unicode_line_breaks(std::string_view text, std::string_view language);
// The same, all of it asked of ICU: what the other is tested against.
[[nodiscard]] std::vector<LineOpportunity> unicode_line_breaks_by_icu(std::string_view text, std::string_view language);

}  // namespace katern::text
