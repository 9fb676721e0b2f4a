#include "text/dutch_breaks.h"

#include <array>
#include <string_view>
#include <utility>

namespace katern::text {
namespace {

bool is_vowel(char32_t c) {
    return std::u32string_view(U"aeiouyéèêàâáíîóôúûäëïöü").find(c) != std::u32string_view::npos;
}

// The vowel without its trema; 0 for any other letter.
char32_t without_trema(char32_t written) {
    constexpr std::array<std::pair<char32_t, char32_t>, 10> plain{{{U'ä', U'a'}, {U'ë', U'e'}, {U'ï', U'i'}, {U'ö', U'o'}, {U'ü', U'u'},
                                                                  {U'Ä', U'A'}, {U'Ë', U'E'}, {U'Ï', U'I'}, {U'Ö', U'O'}, {U'Ü', U'U'}}};
    for (const auto& [trema, vowel] : plain)
        if (trema == written) return vowel;
    return 0;
}

bool ends_in(const std::vector<Letter>& letters, std::size_t end, std::u32string_view what) {
    if (end < what.size()) return false;
    for (std::size_t i = 0; i < what.size(); ++i)
        if (letters[end - what.size() + i].lower != what[i]) return false;
    return true;
}

// The end of "autootje", "cafeetje", "taxietjes": written with a vowel that may be there for the diminutive only. Whether it is
// ("auto-tje") or not ("zee-tje", "maat-jes") only a dictionary knows, so the word isn't broken behind that vowel.
bool in_unsure_diminutive(const std::vector<Letter>& letters, std::size_t at) {
    const bool plural = ends_in(letters, letters.size(), U"tjes");
    if (!plural && !ends_in(letters, letters.size(), U"tje")) return false;
    const std::size_t stem = letters.size() - (plural ? 4 : 3);
    if (at + 1 < stem) return false;
    for (const std::u32string_view doubled : {U"aa", U"ee", U"oo", U"uu", U"ie"})
        if (ends_in(letters, stem, doubled)) return true;
    return false;
}

}  // namespace

std::optional<HyphenBreak> break_before(const std::vector<Letter>& letters, std::size_t at, bool dutch) {
    const Letter& first = letters[at];
    const Letter& last = letters[at - 1];
    HyphenBreak way{first.at, 0};
    // Behind a consonant a trema is the letter's own ("gegen-über").
    if (const char32_t plain = without_trema(first.written); plain != 0 && is_vowel(last.lower)) {
        if (!dutch) return std::nullopt;
        way.after = plain;
    }
    if (dutch && in_unsure_diminutive(letters, at)) return std::nullopt;
    return way;
}

}  // namespace katern::text
