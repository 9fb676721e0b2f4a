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
    const UNormalizer2* composed;
};

const Normalizers& normalizers() {
    static const Normalizers both = [] {
        UErrorCode status = U_ZERO_ERROR;
        Normalizers found{unorm2_getNFKCCasefoldInstance(&status), unorm2_getNFDInstance(&status),
                          unorm2_getNFCInstance(&status)};
        if (U_FAILURE(status)) throw std::logic_error("ICU has no NFKC_Casefold or NFD");
        return found;
    }();
    return both;
}

// Straight quote for a typographic one, a hyphen for a dash, a space for one that doesn't break, else 0.
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
        case U'‐':
        case U'\u2011':  // a hyphen that doesn't break
        case U'‒':
        case U'–':
        case U'—':
        case U'―':
        case U'−':
            return '-';
        case U'\u00A0':
        case U'\u202F':
        case U'\u2028':
            return ' ';
        default:
            return 0;
    }
}

// Accents and the like have a combining class; vowel signs of Indic scripts have none and stay.
bool is_accent(UChar32 c) {
    return u_charType(c) == U_NON_SPACING_MARK && u_getCombiningClass(c) != 0;
}

// Letters with a stroke, and two letters in one, that Unicode doesn't take apart; whoever has no key for them types these.
std::string_view without_stroke(char32_t c) {
    switch (c) {
        case U'ø': return "o";
        case U'ł': return "l";
        case U'đ':
        case U'ð': return "d";
        case U'ħ': return "h";
        case U'ŧ': return "t";
        case U'ı': return "i";
        case U'æ': return "ae";
        case U'œ': return "oe";
        default: return {};
    }
}

void append_folded(std::string& out, char32_t c, Accents accents) {
    std::array<UChar, 2> one{};
    int32_t one_length = 0;
    U16_APPEND_UNSAFE(one.data(), one_length, static_cast<UChar32>(c));
    std::array<UChar, 64> folded{}, parts{};
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length = unorm2_normalize(normalizers().compatible_case, one.data(), one_length, folded.data(),
                                            static_cast<int32_t>(folded.size()), &status);
    const int32_t parts_length =
        unorm2_normalize(accents == Accents::kept ? normalizers().composed : normalizers().decomposed, folded.data(),
                         length, parts.data(), static_cast<int32_t>(parts.size()), &status);
    if (U_FAILURE(status)) throw std::logic_error("a code point folds to more than 64 units");
    for (int32_t i = 0; i < parts_length;) {
        UChar32 part = 0;
        U16_NEXT(parts.data(), i, parts_length, part);
        if (accents == Accents::ignored && is_accent(part)) continue;
        const std::string_view plainer =
            accents == Accents::ignored ? without_stroke(static_cast<char32_t>(part)) : std::string_view();
        if (plainer.empty())
            append_utf8(out, static_cast<char32_t>(part));
        else
            out += plainer;
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

void fold_onto(Folded& folded, std::string_view text, Range part, char separator, Accents accents) {
    if (separator != 0) {
        folded.text.push_back(separator);  // of the end of what stands before it
    } else {
        folded.origin.pop_back();
    }
    const std::size_t first = folded.text.size();
    const auto space = [&] {
        if (folded.text.size() == first || folded.text.back() != ' ') folded.text.push_back(' ');
    };
    for (std::size_t i = part.start; i < part.end;) {
        const auto start = static_cast<std::uint32_t>(i);
        const char32_t c = next_code_point(text, i);
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            space();
        } else if (c < 0x80) {
            const auto letter = static_cast<char>(c);
            folded.text.push_back(letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter);
        } else if (const char straight = plain(c); straight == ' ') {
            space();
        } else if (straight != 0) {
            folded.text.push_back(straight);
        } else {
            append_folded(folded.text, c, accents);
        }
        folded.origin.resize(folded.text.size(), start);
    }
    folded.origin.push_back(static_cast<std::uint32_t>(part.end));
}

Folded fold(std::string_view text, Accents accents) {
    Folded folded;
    folded.text.reserve(text.size());
    folded.origin.reserve(text.size() + 1);
    fold_onto(folded, text, {0, text.size()}, 0, accents);
    return folded;
}

std::string fold_query(std::string_view typed, Accents accents) {
    std::string query = fold(accents == Accents::kept ? to_nfc(typed) : std::string(typed), accents).text;
    if (query.starts_with(' ')) query.erase(0, 1);
    if (query.ends_with(' ')) query.pop_back();
    return query;
}

bool is_word_border(std::string_view folded, std::size_t at) {
    if (at == 0 || at >= folded.size()) return true;
    const auto continues = [](unsigned char byte) { return (byte & 0xC0) == 0x80; };
    const auto before = [&](std::size_t from) {  // the code point that ends there
        std::size_t start = from - 1;
        while (start > 0 && continues(static_cast<unsigned char>(folded[start]))) --start;
        return next_code_point(folded, start);
    };
    const auto behind = [&](std::size_t from) { return next_code_point(folded, from); };
    const auto in_word = [](char32_t c) { return is_alphanumeric(c) || c == '_' || is_accent(static_cast<UChar32>(c)); };
    const char32_t left = before(at), right = behind(at);
    if (left == '\'' && at > 1) return !(in_word(right) && in_word(before(at - 1)));
    if (right == '\'' && at + 1 < folded.size()) return !(in_word(left) && in_word(behind(at + 1)));
    return !(in_word(left) && in_word(right));
}

std::vector<Range> find_query(const Folded& haystack, std::string_view query, bool whole_words) {
    std::vector<Range> found;
    if (query.empty()) return found;
    for (std::size_t at = 0; (at = haystack.text.find(query, at)) != std::string::npos;) {
        std::size_t end = at + query.size();
        // A hit that ends inside a letter that folds to several (ß, ĳ) takes that whole letter.
        while (end < haystack.text.size() && haystack.origin[end] == haystack.origin[end - 1]) ++end;
        if (whole_words && !(is_word_border(haystack.text, at) && is_word_border(haystack.text, end))) {
            ++at;
            continue;
        }
        found.push_back(haystack.to_original({at, end}));
        at = end;
    }
    return found;
}

std::vector<Range> find_folded(const Folded& haystack, std::string_view needle) {
    return find_query(haystack, fold(needle).text, false);
}

}  // namespace katern::text
