#include "notes/edit_distance.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace katern::notes;

namespace {

// The same by the textbook's table: Sellers 1980, with the first column free or not.
std::vector<std::size_t> by_table(std::u32string_view pattern, std::u32string_view text, std::size_t bound,
                                  Begin begin) {
    std::vector<std::size_t> column(pattern.size() + 1), out;
    for (std::size_t row = 0; row <= pattern.size(); ++row) column[row] = row;
    out.push_back(std::min(column.back(), bound + 1));
    for (std::size_t end = 1; end <= text.size(); ++end) {
        std::size_t diagonal = column[0];
        column[0] = begin == Begin::anywhere ? 0 : end;
        for (std::size_t row = 1; row <= pattern.size(); ++row) {
            const std::size_t replaced = diagonal + (pattern[row - 1] == text[end - 1] ? 0 : 1);
            diagonal = column[row];
            column[row] = std::min({replaced, column[row] + 1, column[row - 1] + 1});
        }
        out.push_back(std::min(column.back(), bound + 1));
    }
    return out;
}

}  // namespace

TEST_CASE("edits counted by bits are the edits of the table, whatever the length and the bound") {
    std::mt19937 random(7);
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    const auto letters = [&](std::size_t count, std::size_t kinds) {
        std::u32string out;
        while (out.size() < count)
            out += static_cast<char32_t>(below(8) == 0 ? 0x1F600 + below(3) : U'a' + below(kinds));
        return out;
    };
    for (int round = 0; round < 1500; ++round) {
        const std::size_t kinds = 2 + below(8);
        const std::u32string pattern = letters(below(5) == 0 ? 60 + below(10) : 1 + below(200), kinds);
        std::u32string text = letters(below(150), kinds);
        // Often the pattern stands in it, with some letters changed.
        if (below(3) > 0) {
            std::u32string copy = pattern;
            for (std::size_t edits = below(9); edits > 0; --edits) copy[below(copy.size())] = U'#';
            text.insert(below(text.size() + 1), copy);
        }
        const std::size_t bound = below(4) == 0 ? pattern.size() + text.size() : below(pattern.size() + 1);
        const Begin begin = below(2) == 0 ? Begin::anywhere : Begin::at_start;
        INFO("round " << round << ", pattern " << pattern.size() << ", text " << text.size() << ", bound " << bound);
        REQUIRE(edits_by_end(pattern, text, bound, begin) == by_table(pattern, text, bound, begin));
    }
}

TEST_CASE("how much of two texts is the same is a share of the longer one") {
    CHECK(edit_distance(U"kitten", U"sitting", 10) == 3);
    CHECK(edit_distance(U"kitten", U"sitting", 2) == 3);
    CHECK(similarity(U"leren", U"leren") == 1);
    CHECK(similarity(U"leren", U"") == 0);
    CHECK(similarity(U"tien", U"zien") == Approx(0.75));
    CHECK(similarity_at_start(U"leren", U"leren met elkaar") == 1);
    CHECK(similarity_at_start(U"leren", U"samen leren") < 0.5);
}

TEST_CASE("white space is white space, and a soft hyphen is not a letter") {
    const Letters letters = letters_of("net\u00ADwerk\né\n");
    CHECK(letters.text == U"netwerk é ");
    CHECK(letters.byte == std::vector<std::uint32_t>{0, 1, 2, 5, 6, 7, 8, 9, 10, 12, 13});
}
