// Where a hyphen of the patterns may not stand in Dutch, or changes the spelling. Inside text/ only.
//
// Source: Woordenlijst Nederlandse Taal ("het Groene Boekje", 2015), Leidraad, the chapter on the division of words (afbreken):
// a trema that only marks where a syllable starts goes when the line is broken there (knie-en, ge-interesseerd); a vowel that was
// doubled for a diminutive is single again before the hyphen (auto-tje of autootje, café-tje of cafeetje); a single letter is not
// parted from its word (Azië), two behind such a trema may be (knie-en). The patterns of hyphen-nl hold none of this.
#pragma once

#include <optional>
#include <vector>

#include "text/text.h"

namespace katern::text {

struct Letter {
    char32_t lower;
    char32_t written;
    std::size_t at;  // byte in the word
};

// The break before letter `at` (not the first), which the patterns allow; nothing where its spelling would be wrong or can't be known.
// Outside Dutch a trema after a vowel is no break.
[[nodiscard]] std::optional<HyphenBreak> break_before(const std::vector<Letter>& letters, std::size_t at, bool dutch);

}  // namespace katern::text
