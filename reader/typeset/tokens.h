// The words of a paragraph, told apart by plain spaces alone, eight bytes at a time. Inside typeset/ only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace katern::typeset {

struct Word;

struct Token {
    std::uint32_t start = 0, end = 0;  // bytes
    std::uint64_t hash = 0;            // hash_of
    const Word* word = nullptr;        // where it was looked up beforehand
};

[[nodiscard]] std::uint64_t hash_of(std::string_view text);

// False where spaces alone don't tell: the text begins with one, is empty, or has control characters.
[[nodiscard]] bool find_tokens(std::string_view text, std::vector<Token>& tokens);

}  // namespace katern::typeset
