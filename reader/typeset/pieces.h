// What the lines of a paragraph are put together from when they are looked at. Inside typeset/ only.
#pragma once

#include <forward_list>
#include <memory>
#include <vector>

#include "typeset/words.h"

namespace katern::typeset {

struct Piece {
    enum class Kind : std::uint32_t {
        word,    // or a part of one
        insert,  // what is no text: a footnote's mark
        hyphen,  // of a broken word; as wide as it is, however the line is set
        space,
        more_space,  // the rest of several in a row, which are stretched as the one that they are to the eye
    };
    static constexpr std::uint32_t most_count = (1U << 29) - 1;  // a chapter has fewer bytes
    const WordGlyph* glyphs = nullptr;
    std::uint32_t start = 0;        // byte of the text
    std::uint32_t count : 29 = 0;   // of glyphs; of a space, which has one, its bytes
    Kind kind : 3 = Kind::word;
    Px size = 0;                    // of the type; of a space its width
    Px letter_spacing = 0;

    [[nodiscard]] bool is_space() const { return kind == Kind::space || kind == Kind::more_space; }
};

struct Pieces {
    std::vector<Piece> all;
    // Where their glyphs lie: with the words that the paragraph shares with others, or here.
    std::vector<std::shared_ptr<const void>> words;
    std::forward_list<std::vector<WordGlyph>> parts;
};

}  // namespace katern::typeset
