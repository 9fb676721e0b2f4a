// A text folded for searching, and the way back to the text itself.
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <array>
#include <stdexcept>

#include "text/text.h"

namespace katern::text {
namespace {

struct Normalizers {
    const UNormalizer2* compatible_case;  // NFKC_Casefold (Unicode Standard, 3.13): also drops soft hyphens and joiners
    const UNormalizer2* decomposed;
};

const Normalizers& normalizers() {
    static const Normalizers both = [] {
        UErrorCode status = U_ZERO_ERROR;
        Normalizers found{unorm2_getNFKCCasefoldInstance(&status), unorm2_getNFDInstance(&status)};
        if (U_FAILURE(status)) throw std::logic_error("ICU has no NFKC_Casefold or NFD");
        return found;
    }();
    return both;
}

// Straight quote for a typographic one, a space for one that doesn't break, else 0.
char plain(char32_t c) {
    switch (c) {
        case U'‘':
        case U'’':
        case U'‚':
        case U'‛':
        case U'′':
        case U'‹':
        case U'›':
        case U'ʼ':
            return '\'';
        case U'“':
        case U'”':
        case U'„':
        case U'‟':
        case U'″':
        case U'«':
        case U'»':
            return '"';
        case U'\u00A0':
        case U'\u202F':
            return ' ';
        default:
            return 0;
    }
}

// Accents and the like have a combining class; vowel signs of Indic scripts have none and stay.
bool is_accent(UChar32 c) {
    return u_charType(c) == U_NON_SPACING_MARK && u_getCombiningClass(c) != 0;
}

void append_folded(std::string& out, char32_t c) {
    std::array<UChar, 2> one{};
    int32_t one_length = 0;
    U16_APPEND_UNSAFE(one.data(), one_length, static_cast<UChar32>(c));
    std::array<UChar, 64> folded{}, parts{};
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length = unorm2_normalize(normalizers().compatible_case, one.data(), one_length, folded.data(),
                                            static_cast<int32_t>(folded.size()), &status);
    const int32_t parts_length = unorm2_normalize(normalizers().decomposed, folded.data(), length, parts.data(),
                                                  static_cast<int32_t>(parts.size()), &status);
    if (U_FAILURE(status)) throw std::logic_error("a code point folds to more than 64 units");
    for (int32_t i = 0; i < parts_length;) {
        UChar32 part = 0;
        U16_NEXT(parts.data(), i, parts_length, part);
        if (!is_accent(part)) append_utf8(out, static_cast<char32_t>(part));
    }
}

}  // namespace

std::string to_lower(std::string_view text) {
    struct Map {
        UCaseMap* map = nullptr;
        Map() {
            UErrorCode status = U_ZERO_ERROR;
            map = ucasemap_open("", 0, &status);
        }
        ~Map() { ucasemap_close(map); }
    };
    static const Map lower;
    std::string out(text.size() * 3 + 1, '\0');  // no small letter takes more than three times its capital's bytes
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length = ucasemap_utf8ToLower(lower.map, out.data(), static_cast<int32_t>(out.size()), text.data(),
                                                static_cast<int32_t>(text.size()), &status);
    if (U_FAILURE(status)) throw std::logic_error("ICU cannot make small letters");
    out.resize(static_cast<std::size_t>(length));
    return out;
}

bool is_alphanumeric(char32_t code_point) {
    const auto c = static_cast<UChar32>(code_point);
    return u_isUAlphabetic(c) != 0 || (U_GET_GC_MASK(c) & U_GC_N_MASK) != 0;
}

bool is_white_space(char32_t code_point) {
    return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0;
}

Folded fold(std::string_view text) {
    Folded folded;
    folded.text.reserve(text.size());
    folded.origin.reserve(text.size() + 1);
    for (std::size_t i = 0; i < text.size();) {
        const auto start = static_cast<std::uint32_t>(i);
        const char32_t c = next_code_point(text, i);
        if (c < 0x80) {
            const auto letter = static_cast<char>(c);
            folded.text.push_back(letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter);
        } else if (const char straight = plain(c); straight != 0) {
            folded.text.push_back(straight);
        } else {
            append_folded(folded.text, c);
        }
        folded.origin.resize(folded.text.size(), start);
    }
    folded.origin.push_back(static_cast<std::uint32_t>(text.size()));
    return folded;
}

std::vector<Range> find_folded(const Folded& haystack, std::string_view needle) {
    std::vector<Range> found;
    const std::string wanted = fold(needle).text;
    if (wanted.empty()) return found;
    for (std::size_t at = 0; (at = haystack.text.find(wanted, at)) != std::string::npos;) {
        std::size_t end = at + wanted.size();
        // A hit that ends inside a letter that folds to several (ß, ĳ) takes that whole letter.
        while (end < haystack.text.size() && haystack.origin[end] == haystack.origin[end - 1]) ++end;
        found.push_back(haystack.to_original({at, end}));
        at = end;
    }
    return found;
}

}  // namespace katern::text
