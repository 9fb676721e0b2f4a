// ICU's line iterator takes longer over a book than all the rest of setting it. Most words are letters with a stop or a quotation mark,
// and for those UAX #14 is a handful of pairs; what is more than that is asked of ICU, from one plain space to another.
#include "text/line_breaks.h"

#include <algorithm>
#include <array>

#include "text/break_iterator.h"

namespace katern::text {
namespace {

constexpr std::string_view soft_hyphen = "\u00AD";

using Class = LineClass;

constexpr Class find_class_of_ascii(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Class::letter;
    if (c >= '0' && c <= '9') return Class::digit;
    switch (c) {
        case ' ': return Class::space;
        case ',': case '.': case ':': case ';': return Class::infix;
        case '!': case '?': return Class::exclamation;
        case '(': case '[': return Class::open;
        case ')': case ']': return Class::close;
        case '\'': case '"': return Class::quotation;
        default: return Class::other;
    }
}

constexpr std::array<Class, 0x80> ascii_classes = [] {
    std::array<Class, 0x80> classes{};
    for (std::size_t c = 0; c < classes.size(); ++c) classes[c] = find_class_of_ascii(static_cast<char>(c));
    return classes;
}();

Class class_of(char32_t c) {
    if (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7) return Class::letter;  // Latin-1 and Latin Extended-A
    if (c == U'‘' || c == U'’' || c == U'“' || c == U'”') return Class::quotation;
    if (c == U'„' || c == U'‚') return Class::open;
    return Class::other;
}

Class next_class(std::string_view text, std::size_t& at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < ascii_classes.size()) {
        ++at;
        return ascii_classes[byte];
    }
    return class_of(next_code_point(text, at));
}

bool is_word(Class c) {
    return c == Class::letter || c == Class::digit;
}

// Whether the rules forbid a break between two signs that stand together. False: unsure.
bool stay_together(Class before_last, Class last, Class next) {
    if (last == Class::other || next == Class::other) return false;
    if (last == Class::open || last == Class::quotation || next == Class::quotation) return true;              // LB14, LB19
    if (next == Class::infix || next == Class::exclamation || next == Class::close) return true;               // LB13
    if (is_word(last)) return is_word(next) || next == Class::open;                                            // LB23, LB25, LB28, LB30
    if (last == Class::close) return is_word(next);                                                            // LB30
    if (last == Class::infix) return next == Class::letter || (next == Class::digit && before_last == Class::digit);  // LB29, LB25
    return false;
}

struct Word : LineWord {
    std::size_t end = 0;
};

Word word_at_start(std::string_view text, std::size_t start) {
    Word word;
    word.end = start;
    Class before_last = Class::other;
    while (word.end < text.size()) {
        std::size_t next = word.end;
        const Class c = next_class(text, next);
        if (c == Class::space) break;
        if (word.end == start) {
            word.first = c;
            word.plain = c != Class::other;
        } else if (word.plain) {
            word.plain = stay_together(before_last, word.last, c);
        }
        before_last = word.last;
        word.last = c;
        word.end = next;
    }
    return word;
}

void ask_icu(std::string_view text, Range part, std::string_view language, std::vector<LineOpportunity>& found) {
    const std::string_view own = slice(text, part);
    UBreakIterator* lines = break_iterator(UBRK_LINE, own, language);
    ubrk_first(lines);
    for (int32_t next = ubrk_next(lines); next != UBRK_DONE; next = ubrk_next(lines)) {
        const auto at = static_cast<std::size_t>(next);
        if (at >= own.size()) break;
        if (own.substr(0, at).ends_with(soft_hyphen)) continue;
        found.push_back({part.start + at, ubrk_getRuleStatus(lines) >= UBRK_LINE_HARD});
    }
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20;
}

}  // namespace

LineWord line_word(std::string_view word) { return word_at_start(word, 0); }

LineClass first_line_class(std::string_view text) {
    std::size_t at = 0;
    return next_class(text, at);
}

bool parted_by_spaces(LineClass last, LineClass first) {
    const bool ends = is_word(last) || last == Class::infix || last == Class::exclamation || last == Class::close || last == Class::quotation;
    if (first == Class::open) return ends && last != Class::quotation;  // LB15
    return ends && (is_word(first) || first == Class::quotation);       // LB18
}

std::vector<LineOpportunity> unicode_line_breaks_by_icu(std::string_view text, std::string_view language) {
    std::vector<LineOpportunity> found;
    ask_icu(text, {0, text.size()}, language, found);
    return found;
}

std::vector<LineOpportunity> unicode_line_breaks(std::string_view text, std::string_view language) {
    if (text.empty() || text.front() == ' ' || std::any_of(text.begin(), text.end(), is_control)) return unicode_line_breaks_by_icu(text, language);
    std::vector<LineOpportunity> found;
    found.reserve(text.size() / 5);
    std::size_t unsure_from = 0;
    bool unsure = false;
    Word word = word_at_start(text, 0);
    while (true) {
        unsure = unsure || !word.plain;
        std::size_t next = word.end;
        while (next < text.size() && text[next] == ' ') ++next;
        const Word following = next < text.size() ? word_at_start(text, next) : Word{};
        const bool parted = next < text.size() && parted_by_spaces(word.last, following.first);
        if (!parted && next < text.size()) {
            unsure = true;
        } else {
            // Spaces at the end belong to what ICU is asked: behind some signs they are a place of their own.
            if (unsure) ask_icu(text, {unsure_from, parted ? word.end : text.size()}, language, found);
            if (next == text.size()) break;
            found.push_back({next, false});
            unsure = false;
            unsure_from = next;
        }
        word = following;
    }
    return found;
}

namespace {

// The letters (or the digits) in a row that end or start at a byte, counted up to `enough`.
std::size_t count_before(std::string_view text, std::size_t at, std::size_t enough) {
    std::size_t count = 0;
    int kind = -1;
    while (at > 0 && count < enough) {
        std::size_t start = at - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
        std::size_t end = start;
        const char32_t c = next_code_point(text, end);
        const int own = c >= U'0' && c <= U'9' ? 1 : 0;
        if (!is_alphanumeric(c) || (kind >= 0 && own != kind)) break;
        kind = own;
        at = start;
        ++count;
    }
    return count;
}

std::size_t count_after(std::string_view text, std::size_t at, std::size_t enough) {
    std::size_t count = 0;
    while (at < text.size() && count < enough && is_alphanumeric(next_code_point(text, at))) ++count;
    return count;
}

bool starts_with_dash(std::string_view text) {
    return text.starts_with("–") || text.starts_with("—");
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "409–433": the dash of a range stays with both its numbers.
bool is_in_range_of_numbers(std::string_view before, std::string_view behind) {
    constexpr std::string_view dash = "–";
    return before.ends_with(dash) && before.size() > dash.size() && is_digit(before[before.size() - dash.size() - 1]) && !behind.empty() &&
           is_digit(behind.front());
}

// "/usr": the stroke that a path begins with says nothing at the end of a line.
bool ends_in_first_stroke(std::string_view before) {
    if (!before.ends_with('/')) return false;
    before.remove_suffix(1);
    return before.empty() || before.ends_with(' ') || before.ends_with('(') || before.ends_with("“") || before.ends_with("‘");
}

// What UAX #14 allows and a typesetter does not.
bool is_unfit(std::string_view text, std::size_t at) {
    constexpr std::string_view ellipsis = "…";
    const std::string_view before = text.substr(0, at);
    const std::string_view behind = text.substr(at);
    if (ends_in_first_stroke(before)) return true;
    if (is_in_range_of_numbers(before, behind)) return true;
    const bool after_sign = before.ends_with('-') || before.ends_with(ellipsis.back());
    if (!after_sign && !behind.starts_with(ellipsis.front())) return false;  // all dashes begin as it does
    if (starts_with_dash(behind)) return true;
    if (before.ends_with('-')) return count_before(text, at - 1, 2) < 2 || count_after(text, at, 3) < 3;
    if (before.ends_with(ellipsis)) return count_before(text, at - ellipsis.size(), 1) == 0;
    return behind.starts_with(ellipsis) && count_after(text, at + ellipsis.size(), 1) == 0;
}

// What UAX #14 forbids and a typesetter does not: behind a space, before a bracket that follows ’ or ” (it takes every quotation mark for
// one that may open), and before the stroke that a path begins with.
void add_before_signs(std::string_view text, std::vector<LineOpportunity>& found) {
    for (std::size_t sign = text.find_first_of("(/"); sign != std::string_view::npos; sign = text.find_first_of("(/", sign + 1)) {
        if (sign == 0 || text[sign - 1] != ' ') continue;
        const std::string_view before = text.substr(0, sign - 1);
        const bool fit = text[sign] == '/' ? count_after(text, sign + 1, 1) == 1 : before.ends_with("’") || before.ends_with("”");
        if (!fit) continue;
        const auto place = std::lower_bound(found.begin(), found.end(), sign, [](const LineOpportunity& one, std::size_t at) { return one.at < at; });
        if (place == found.end() || place->at != sign) found.insert(place, {sign, false});
    }
}

}  // namespace

std::vector<LineOpportunity> line_opportunities(std::string_view text, std::string_view language) {
    std::vector<LineOpportunity> found = unicode_line_breaks(text, language);
    std::erase_if(found, [&](const LineOpportunity& one) { return !one.must && is_unfit(text, one.at); });
    add_before_signs(text, found);
    return found;
}

}  // namespace katern::text
