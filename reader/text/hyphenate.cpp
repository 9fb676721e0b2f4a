// Hyphenation by Liang's patterns (Word Hy-phen-a-tion by Com-put-er, 1983) as LibreOffice's dictionaries have them; by libhyphen where
// a dictionary has more than patterns.
#include <hyphen.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "text/dutch_breaks.h"
#include "text/pattern_walk.h"

namespace katern::text {
namespace {

constexpr std::size_t letters_before = 2;
constexpr std::size_t letters_after = 3;
// Behind a break that takes a trema away two will do ("knie-en", "Isra-el"): they are a syllable of their own, which the trema says, and
// the plainer spelling leaves no doubt how the line before is read on.
constexpr std::size_t letters_after_trema = 2;
constexpr char32_t soft_hyphen = 0x00AD;
constexpr char32_t small_ij = 0x0133;  // one sign, two letters

// "voorbeeld.nl", "een_naam": a hyphen would be read as a part of it.
bool joins_parts_of_name(char32_t c, std::string_view before, std::string_view behind) {
    const auto is_plain = [](char letter) { return (letter >= 'a' && letter <= 'z') || static_cast<unsigned char>(letter) >= 0x80; };
    return c == U'_' || (c == U'.' && !before.empty() && !behind.empty() && is_plain(before.back()) && is_plain(behind.front()));
}

bool is_letter(char32_t c) {
    if (c < 0x80) return (c | 0x20) >= U'a' && (c | 0x20) <= U'z';
    const auto code = static_cast<UChar32>(c);
    return u_isalpha(code) != 0 || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

// What a dictionary says. Once it is there nothing in it changes.
struct Patterns {
    PatternWalk walk;
    // Only where words cannot be walked through.
    HyphenDict* dictionary = nullptr;
    // Where words are looked up. libhyphen puts a level of its own before a dictionary that has but one: breaks at hyphens and
    // apostrophes, of which a part of a word has none.
    HyphenDict* level = nullptr;
    std::string encoding;
    bool is_utf8 = false;

    explicit Patterns(std::string_view text) : walk(text), encoding(walk.encoding()) {
        if (walk.empty() && !text.empty()) load(text);
        is_utf8 = encoding == "UTF-8";
    }
    ~Patterns() {
        if (dictionary != nullptr) hnj_hyphen_free(dictionary);
    }
    Patterns(const Patterns&) = delete;
    Patterns& operator=(const Patterns&) = delete;
    [[nodiscard]] bool known() const { return !walk.empty() || dictionary != nullptr; }

private:
    void load(std::string_view text) {
        std::string copy(text);
        FILE* file = fmemopen(copy.data(), copy.size(), "r");
        if (file == nullptr) return;
        dictionary = hnj_hyphen_load_file(file);
        std::fclose(file);
        if (dictionary == nullptr) return;
        encoding = dictionary->cset;
        level = dictionary->nextlevel != nullptr && text.find("NEXTLEVEL") == std::string_view::npos ? dictionary->nextlevel : dictionary;
    }
};

// Reading a dictionary takes longer than setting a page, and the window and its workers need the same one: who comes later gets what
// an earlier one still holds. A dictionary is known by its length and hash, one that needs no reading by its place; one that has to be asked itself is nobody else's.
std::shared_ptr<const Patterns> patterns_of(std::string_view text) {
    struct Held {
        std::size_t size = 0, hash = 0;
        std::weak_ptr<const Patterns> patterns;
    };
    static std::mutex mutex;
    static std::vector<Held> held;
    const std::size_t hash = PatternWalk::is_image(text) ? reinterpret_cast<std::uintptr_t>(text.data()) : std::hash<std::string_view>()(text);
    const std::lock_guard lock(mutex);
    std::erase_if(held, [](const Held& each) { return each.patterns.expired(); });
    for (const Held& each : held)
        if (each.size == text.size() && each.hash == hash)
            if (std::shared_ptr<const Patterns> patterns = each.patterns.lock()) return patterns;
    auto patterns = std::make_shared<const Patterns>(text);
    if (!patterns->walk.empty()) held.push_back({text.size(), hash, patterns});
    return patterns;
}

}  // namespace

struct Hyphenator::Dictionary {
    std::shared_ptr<const Patterns> patterns;
    // Of one word; kept, so that the next one makes nothing anew.
    std::vector<Letter> letters;
    std::string encoded, hyphens;
    UConverter* converter = nullptr;  // to the dictionary's encoding; null when that is UTF-8
    bool usable = false;

    explicit Dictionary(std::string_view text) : patterns(patterns_of(text)), usable(patterns->known()) {
        if (!usable || patterns->is_utf8) return;
        UErrorCode status = U_ZERO_ERROR;
        converter = ucnv_open(patterns->encoding.c_str(), &status);
        // A letter that the encoding lacks makes the word unknown, never a wrong letter.
        if (U_SUCCESS(status))
            ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        usable = U_SUCCESS(status);
    }

    // Of the numbers behind each byte of UTF-8, those behind the last one of a letter.
    void keep_one_per_letter() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < encoded.size(); ++i)
            if (i + 1 == encoded.size() || (static_cast<unsigned char>(encoded[i + 1]) & 0xC0U) != 0x80U) hyphens[kept++] = hyphens[i];
        hyphens.resize(kept);
    }

    // Asks libhyphen. False: it could not answer. A dictionary's own changes of spelling are not taken: ours have none.
    bool ask_libhyphen() {
        const auto size = static_cast<int>(encoded.size());
        hyphens.assign(encoded.size() + 5, '\0');
        char** replacements = nullptr;
        int* positions = nullptr;
        int* cuts = nullptr;
        const int failed = hnj_hyphen_hyphenate3(patterns->level, encoded.c_str(), size, hyphens.data(), nullptr, &replacements,
                                                 &positions, &cuts, letters_before, letters_after_trema, 0, 0);
        if (replacements != nullptr) {
            for (int i = 0; i < size; ++i) {
                if (replacements[i] != nullptr) hyphens[static_cast<std::size_t>(i)] = '0';
                std::free(replacements[i]);
            }
        }
        std::free(replacements);
        std::free(positions);
        std::free(cuts);
        return failed == 0;
    }

    ~Dictionary() {
        if (converter != nullptr) ucnv_close(converter);
    }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    // The letters in the dictionary's encoding; empty when it lacks one of them.
    void encode() {
        std::string& out = encoded;
        out.clear();
        if (converter == nullptr) {
            for (const Letter& letter : letters) append_utf8(out, letter.lower);
            return;
        }
        for (const Letter& letter : letters) {
            if (letter.lower < 0x80) {  // the same in every encoding that dictionaries have
                out += static_cast<char>(letter.lower);
                continue;
            }
            if (letter.lower > 0xFFFF) return out.clear();
            const auto unit = static_cast<UChar>(letter.lower);
            char byte = 0;
            UErrorCode status = U_ZERO_ERROR;
            ucnv_resetFromUnicode(converter);
            const int32_t length = ucnv_fromUChars(converter, &byte, 1, &unit, 1, &status);
            if (U_FAILURE(status) || length != 1) return out.clear();
            out += byte;
        }
    }

    // Of the letters that are there now.
    void add_breaks(bool dutch, std::vector<HyphenBreak>& found) {
        if (!usable || letters.size() < letters_before + letters_after) return;
        encode();
        if (encoded.empty()) return;
        if (!patterns->walk.empty()) {
            patterns->walk.numbers(encoded, hyphens);
            if (patterns->is_utf8) keep_one_per_letter();
        } else if (!ask_libhyphen()) {
            return;
        }
        for (std::size_t i = letters_before; i + letters_after_trema <= letters.size(); ++i) {
            // An odd number behind letter i - 1 is a break.
            if ((hyphens[i - 1] & 1) == 0 || letters[i].at == letters[i - 1].at) continue;
            const std::optional<HyphenBreak> way = break_before(letters, i, dutch);
            if (way && (i + letters_after <= letters.size() || way->after != 0)) found.push_back(*way);
        }
    }
};

Hyphenator::Hyphenator(std::string_view dictionary, std::string_view language)
    : dictionary_(std::make_unique<Dictionary>(dictionary)), dutch_(language == "nl") {}
Hyphenator::~Hyphenator() = default;
Hyphenator::Hyphenator(Hyphenator&&) noexcept = default;
Hyphenator& Hyphenator::operator=(Hyphenator&&) noexcept = default;

std::vector<HyphenBreak> Hyphenator::breaks(std::string_view word) const {
    std::vector<HyphenBreak> found;
    breaks(word, found);
    return found;
}

void Hyphenator::breaks(std::string_view word, std::vector<HyphenBreak>& found) const {
    found.clear();
    std::vector<HyphenBreak> after_soft_hyphens;
    std::vector<Letter>& letters = dictionary_->letters;
    letters.clear();
    for (std::size_t i = 0; i < word.size();) {
        const std::size_t at = i;
        const char32_t c = next_code_point(word, i);
        if (c < 0x80 ? c >= U'0' && c <= U'9' : u_isdigit(static_cast<UChar32>(c)) != 0) return found.clear();
        if (c == soft_hyphen) {
            if (at > 0 && i < word.size()) after_soft_hyphens.push_back({i, 0});
        } else if (is_letter(c)) {
            const char32_t lower = c < 0x80 ? (c | 0x20) : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
            if (lower == small_ij) letters.push_back({U'i', c, at});
            letters.push_back({lower == small_ij ? U'j' : lower, c, at});
        } else {
            if (joins_parts_of_name(c, word.substr(0, at), word.substr(i))) return found.clear();
            dictionary_->add_breaks(dutch_, found);
            letters.clear();
        }
    }
    // Who wrote soft hyphens in a word has said where it may be broken.
    if (!after_soft_hyphens.empty()) {
        found = std::move(after_soft_hyphens);
        return;
    }
    dictionary_->add_breaks(dutch_, found);
}

}  // namespace katern::text
