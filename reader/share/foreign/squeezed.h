// Text as it is compared with what other programs copied from their own page: without white space, case folded, with
// straight quotes, since one program writes a line feed or nothing where another has a space, and one that sets "smart"
// quotes copies those.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace katern::share::foreign {

struct Squeezed {
    std::string text;
    std::vector<std::uint32_t> origin;  // of each byte: the byte of the text that it was

    // The bytes of the original, to the end of the last letter.
    [[nodiscard]] text::Range to_original(text::Range squeezed, std::string_view original) const;
};
void squeeze_onto(Squeezed& out, std::string_view text);  // canonical text, or another in normal form C

// Of a quote or its context. What was cut between two halves of a letter is no part of it.
[[nodiscard]] std::string squeezed(std::string_view text);

// The same words with single spaces, in normal form C and without soft hyphens: equal where one would say that the
// quote stands there as it was written.
[[nodiscard]] std::string plain(std::string_view text);

}  // namespace katern::share::foreign
