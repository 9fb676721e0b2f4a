// The rows of words.def by name. Only sources that name a word include this; headers need no more than word.h, so that a
// new word compiles little anew.
#pragma once

#include "words/word.h"

namespace katern {

// One per row of words.def.
enum class Word : std::uint16_t {
#define KATERN_WORD(id, nl, en) id,
#include "words/words.def"
#undef KATERN_WORD
    count_
};

}  // namespace katern
