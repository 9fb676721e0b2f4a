// Hyphenation by libhyphen: Liang's patterns (Word Hy-phen-a-tion by Com-put-er, 1983) as LibreOffice's dictionaries
// have them.
#include <hyphen.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "text/dutch_breaks.h"

namespace katern::text {
namespace {

constexpr std::size_t letters_before = 2;
constexpr std::size_t letters_after = 3;
// Behind a break that takes a trema away two will do ("knie-en", "Isra-el"): they are a syllable of their own, which the trema says, and
// the plainer spelling leaves no doubt how the line before is read on.
constexpr std::size_t letters_after_trema = 2;
constexpr char32_t soft_hyphen = 0x00AD;
constexpr char32_t small_ij = 0x0133;  // one sign, two letters

bool is_letter(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    return u_isalpha(code) != 0 || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

}  // namespace

struct Hyphenator::Dictionary {
    HyphenDict* patterns = nullptr;
    UConverter* converter = nullptr;  // to the dictionary's encoding; null when that is UTF-8

    explicit Dictionary(std::string_view text) {
        if (text.empty()) return;
        std::string copy(text);
        FILE* file = fmemopen(copy.data(), copy.size(), "r");
        if (file == nullptr) return;
        patterns = hnj_hyphen_load_file(file);
        std::fclose(file);
        if (patterns == nullptr || patterns->utf8 != 0) return;
        UErrorCode status = U_ZERO_ERROR;
        converter = ucnv_open(patterns->cset, &status);
        // A letter that the encoding lacks makes the word unknown, never a wrong letter.
        if (U_SUCCESS(status))
            ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        if (U_FAILURE(status)) {
            hnj_hyphen_free(patterns);
            patterns = nullptr;
        }
    }
    ~Dictionary() {
        if (patterns != nullptr) hnj_hyphen_free(patterns);
        if (converter != nullptr) ucnv_close(converter);
    }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    // The letters in the dictionary's encoding; empty when it lacks one of them.
    [[nodiscard]] std::string encode(const std::vector<Letter>& letters) const {
        std::string out;
        if (converter == nullptr) {
            for (const Letter& letter : letters) append_utf8(out, letter.lower);
            return out;
        }
        for (const Letter& letter : letters) {
            if (letter.lower > 0xFFFF) return {};
            const auto unit = static_cast<UChar>(letter.lower);
            char byte = 0;
            UErrorCode status = U_ZERO_ERROR;
            ucnv_resetFromUnicode(converter);
            const int32_t length = ucnv_fromUChars(converter, &byte, 1, &unit, 1, &status);
            if (U_FAILURE(status) || length != 1) return {};
            out += byte;
        }
        return out;
    }

    void add_breaks(const std::vector<Letter>& letters, bool dutch, std::vector<HyphenBreak>& found) const {
        if (letters.size() < letters_before + letters_after) return;
        const std::string word = encode(letters);
        if (word.empty()) return;
        const auto size = static_cast<int>(word.size());
        std::string hyphens(word.size() + 5, '\0');
        char** replacements = nullptr;
        int* positions = nullptr;
        int* cuts = nullptr;
        const int failed = hnj_hyphen_hyphenate3(patterns, word.c_str(), size, hyphens.data(), nullptr, &replacements,
                                                 &positions, &cuts, letters_before, letters_after_trema, 0, 0);
        for (std::size_t i = letters_before; failed == 0 && i + letters_after_trema <= letters.size(); ++i) {
            // An odd value after letter i - 1 is a break. A dictionary's own changes of spelling are not taken: ours have none.
            const bool plain = replacements == nullptr || replacements[i - 1] == nullptr;
            if ((hyphens[i - 1] & 1) == 0 || !plain || letters[i].at == letters[i - 1].at) continue;
            const std::optional<HyphenBreak> way = break_before(letters, i, dutch);
            if (way && (i + letters_after <= letters.size() || way->after != 0)) found.push_back(*way);
        }
        if (replacements != nullptr)
            for (int i = 0; i < size; ++i) std::free(replacements[i]);
        std::free(replacements);
        std::free(positions);
        std::free(cuts);
    }
};

Hyphenator::Hyphenator(std::string_view dictionary, std::string_view language)
    : dictionary_(std::make_unique<Dictionary>(dictionary)), dutch_(language == "nl") {}
Hyphenator::~Hyphenator() = default;
Hyphenator::Hyphenator(Hyphenator&&) noexcept = default;
Hyphenator& Hyphenator::operator=(Hyphenator&&) noexcept = default;

std::vector<HyphenBreak> Hyphenator::breaks(std::string_view word) const {
    std::vector<HyphenBreak> found, after_soft_hyphens;
    std::vector<std::vector<Letter>> parts(1);
    for (std::size_t i = 0; i < word.size();) {
        const std::size_t at = i;
        const char32_t c = next_code_point(word, i);
        if (u_isdigit(static_cast<UChar32>(c)) != 0) return {};
        if (c == soft_hyphen) {
            if (at > 0 && i < word.size()) after_soft_hyphens.push_back({i, 0});
        } else if (is_letter(c)) {
            const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
            if (lower == small_ij) parts.back().push_back({U'i', c, at});
            parts.back().push_back({lower == small_ij ? U'j' : lower, c, at});
        } else if (!parts.back().empty()) {
            parts.emplace_back();
        }
    }
    // Who wrote soft hyphens in a word has said where it may be broken.
    if (!after_soft_hyphens.empty()) return after_soft_hyphens;
    if (dictionary_ == nullptr || dictionary_->patterns == nullptr) return {};
    for (const std::vector<Letter>& part : parts) dictionary_->add_breaks(part, dutch_, found);
    return found;
}

}  // namespace katern::text
