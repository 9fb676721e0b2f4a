// Unicode text: validity, normal form, segmentation, case folding, hyphenation. Knows no book and no screen.
//
// In memory a position is a UTF-8 byte offset (`Range`); whatever leaves the program counts Unicode code points.
// `CodePoints` is the one way between the two. ICU's C API and libhyphen do the work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace katern::text {

// Half open, in UTF-8 bytes of one text.
struct Range {
    std::size_t start = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - start; }
    [[nodiscard]] bool empty() const { return start == end; }
    [[nodiscard]] bool contains(std::size_t at) const { return start <= at && at < end; }
    [[nodiscard]] bool overlaps(Range other) const { return start < other.end && other.start < end; }
    bool operator==(const Range&) const = default;
};

[[nodiscard]] inline std::string_view slice(std::string_view whole, Range r) {
    return whole.substr(r.start, r.size());
}

// Byte offset of the first byte that is not well-formed UTF-8, or npos when all of it is.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view bytes);

// Normalization Form C (UAX #15). `text` must be valid UTF-8.
[[nodiscard]] std::string to_nfc(std::string_view text);
// The same, and moves `positions` (sorted byte offsets in `text`) to the same places in the result; one inside letters
// that are composed goes before the composed letter.
[[nodiscard]] std::string to_nfc(std::string_view text, std::vector<std::size_t>& positions);

// Small letters by Unicode's rules, of no language in particular.
[[nodiscard]] std::string to_lower(std::string_view text);
// A letter or number; white space (both by Unicode's properties).
[[nodiscard]] bool is_alphanumeric(char32_t code_point);
[[nodiscard]] bool is_white_space(char32_t code_point);

// Number of code points; `text` must be valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

// Decodes the code point that starts at `at` and moves `at` past it. `text` must be valid UTF-8.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);

// Between bytes and code points of one text, by a sparse table (one entry per 256 bytes): the scan of one entry, and to
// bytes a binary search for it. Keeps no reference to the text: hand it the same text again.
class CodePoints {
public:
    CodePoints() = default;
    explicit CodePoints(std::string_view text);
    [[nodiscard]] std::size_t from_byte(std::string_view text, std::size_t byte) const;
    [[nodiscard]] std::size_t to_byte(std::string_view text, std::size_t code_point) const;
    [[nodiscard]] std::size_t size() const { return total_; }

private:
    std::vector<std::uint32_t> code_points_before_;
    std::size_t total_ = 0;
};

// Grapheme clusters (UAX #29), words and sentences, by ICU's break iterators. Offsets outside the text are clamped.
[[nodiscard]] std::size_t next_grapheme(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t previous_grapheme(std::string_view text, std::size_t at);
// All grapheme borders of a short text (a line, a word), first 0, last its size.
[[nodiscard]] std::vector<std::size_t> grapheme_borders(std::string_view text);
// The word at a byte: a run of letters, digits and what joins them ("foto’s", "Noord-Holland" gives "Noord"). On a
// space or a sign: that space or sign alone.
[[nodiscard]] Range word_at(std::string_view text, std::size_t at);
// Where Ctrl+Right and Ctrl+Left go: the start of the next word, the start of this or the previous word.
[[nodiscard]] std::size_t next_word(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t previous_word(std::string_view text, std::size_t at);
// The start of the next sentence, and of this or the previous one. A line feed ends a sentence.
[[nodiscard]] std::size_t next_sentence(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t previous_sentence(std::string_view text, std::size_t at);

// Every byte offset at which a line may end after a space, hyphen or dash or must end (UAX #14), without soft hyphens,
// the text's own start and its end. Beyond UAX #14: no line starts with a dash or ends after the ellipsis that a quotation
// begins with, one letter is not parted from the rest by a hyphen ("e-mail"), and a bracket may follow a closing quotation
// mark on the next line. `language`: "nl", "en", …
struct LineOpportunity {
    std::size_t at;  // first byte of the next line
    bool must;
};
[[nodiscard]] std::vector<LineOpportunity> line_opportunities(std::string_view text, std::string_view language);

// A copy for searching: case folded (NFKC_Casefold, so that ß is ss and ĳ is ij), typographic quotes made straight and
// dashes made hyphens, a run of white space one space, soft hyphens dropped, and unless they are kept, marks and strokes
// (ø, ł, æ) removed; `origin` maps each byte of the folded text (and its end) to a byte of the original.
enum class Accents : std::uint8_t { ignored, kept };
struct Folded {
    std::string text;
    std::vector<std::uint32_t> origin{0};
    [[nodiscard]] Range to_original(Range folded) const { return {origin[folded.start], origin[folded.end]}; }
};
[[nodiscard]] Folded fold(std::string_view text, Accents accents = Accents::ignored);
// Adds a part of a text to what was folded of it before; `separator` stands between the two (0: nothing does).
void fold_onto(Folded& folded, std::string_view text, Range part, char separator, Accents accents);
// What a person typed to look for, as `fold` would have it; without the spaces around it.
[[nodiscard]] std::string fold_query(std::string_view typed, Accents accents = Accents::ignored);

// Every place of `needle` (folded the same way) in `haystack`, in the bytes of the original, not overlapping.
[[nodiscard]] std::vector<Range> find_folded(const Folded& haystack, std::string_view needle);
// The same for what fold_query made. `whole_words`: only where no word goes on before or behind it (an apostrophe
// between letters goes on: *foto* is no whole word of *foto’s*).
[[nodiscard]] std::vector<Range> find_query(const Folded& haystack, std::string_view query, bool whole_words);
// Whether a word begins or ends at this byte of a folded text, or none is there.
[[nodiscard]] bool is_word_border(std::string_view folded, std::size_t at);

// A place where a hyphen may end the line.
struct HyphenBreak {
    std::size_t at = 0;   // byte of the first letter of the next line
    char32_t after = 0;   // the letter that stands there instead when the line is broken here ("ge-interesseerd"); 0: as it is written
    bool operator==(const HyphenBreak&) const = default;
};

// Liang's patterns by libhyphen, from a dictionary in memory (Debian's hyphen-nl, hyphen-en-us), and for Dutch the rules that they
// lack (dutch_breaks.h). One thread each.
class Hyphenator {
public:
    // `dictionary` is the text of a .dic file; it is copied. A dictionary that cannot be read hyphenates nothing.
    explicit Hyphenator(std::string_view dictionary, std::string_view language = {});
    ~Hyphenator();
    Hyphenator(Hyphenator&&) noexcept;
    Hyphenator& operator=(Hyphenator&&) noexcept;

    // Where a hyphen may end the line: at least two letters before and three after, none in a word with digits; a word that holds a
    // hyphen, dash or apostrophe is taken in its parts. A word with soft hyphens breaks after those and nowhere else. A break that
    // changes the spelling is there only when the right spelling is sure.
    [[nodiscard]] std::vector<HyphenBreak> breaks(std::string_view word) const;
    // The same into a vector of the caller's, for who asks for many words.
    void breaks(std::string_view word, std::vector<HyphenBreak>& found) const;

private:
    struct Dictionary;
    std::unique_ptr<Dictionary> dictionary_;
    bool dutch_ = false;
};

// 64 bits of SHA-256 are too few for a chapter's identity, so all 256 are kept, as 64 hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace katern::text
