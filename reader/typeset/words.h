// Each different word of a form is shaped, hyphenated and measured once, in em, so that a book costs little more than its vocabulary.
// Inside typeset/ only. Right where a face's lookups don't reach across a space; Fonts says which do.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/line_breaks.h"
#include "text/text.h"
#include "typeset/fonts.h"
#include "typeset/tokens.h"

namespace katern::typeset {

// Where a word may be parted.
struct WordCut {
    std::uint32_t at = 0;       // byte of the first letter behind it
    std::uint32_t clusters = 0; // before it
    Em x = 0;                   // width before it
    char32_t after = 0;         // see text::HyphenBreak
    Em change = 0;              // what `after` adds to the width behind it
};

struct WordGlyph : ShapedGlyph {
    std::uint32_t end = 0;  // byte at which its cluster ends
};

// What stands between two places where a line may end, without its spaces. It and all that it points at lie in its table's arena.
struct Word {
    std::string_view text;
    std::span<const WordGlyph> glyphs;  // visual order
    std::span<const WordCut> cuts;
    std::uint32_t clusters = 0;
    Em width = 0;
    Em hang_left = 0, hang_right = 0;
    bool has_fixed_space = false;  // a no-break space, whose width is the line's to choose
    bool plain = false;            // see text::LineWord
    text::LineClass last = text::LineClass::other;
};

// What the words of one table share.
struct WordForm {
    FaceId face = 0;
    Features features;
    std::string language;
    const text::Hyphenator* hyphenator = nullptr;
    bool operator==(const WordForm&) const = default;
};

class WordTable {
public:
    WordTable(Fonts& fonts, WordForm form) : fonts_(fonts), form_(std::move(form)), slots_(1'024), key_{form_.face, form_.features, form_.language, {}} {}
    [[nodiscard]] const Word& find(std::string_view text) { return find(text, hash_of(text)); }
    [[nodiscard]] const Word& find(std::string_view text, std::uint64_t hash);
    // Null when nobody has asked for it before.
    [[nodiscard]] const Word* find_known(std::string_view text, std::uint64_t hash) const { return slots_[place_of(text, hash)].word; }
    // Memory is slow: what will be found soon is fetched while other words are worked on, first its place in the table, then, two
    // or three words later, the word.
    void fetch_place(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]); }
    void fetch_word(std::uint64_t hash) const {
        const char* word = reinterpret_cast<const char*>(slots_[hash & (slots_.size() - 1)].word);
        __builtin_prefetch(word);
        __builtin_prefetch(word + 64);
    }
    [[nodiscard]] const WordForm& form() const { return form_; }
    [[nodiscard]] const ShapedGlyph& space();
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Slot {
        std::uint64_t hash = 0;
        const Word* word = nullptr;
    };
    // Where it is, or would be.
    [[nodiscard]] std::size_t place_of(std::string_view text, std::uint64_t hash) const {
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at].word != nullptr && (slots_[at].hash != hash || slots_[at].word->text != text)) at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    void grow();
    [[nodiscard]] const Word* measure(std::string_view text);
    void find_cuts(const Word& word, std::vector<WordCut>& cuts);
    template <class T>
    [[nodiscard]] std::span<const T> keep(std::span<const T> values);

    Fonts& fonts_;
    WordForm form_;
    std::pmr::monotonic_buffer_resource arena_;
    std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
    std::size_t size_ = 0;
    std::optional<ShapedGlyph> space_;
    // Of the word that is being measured; kept, so that the next one makes nothing anew.
    Fonts::Key key_;
    ShapedText shaped_;
    std::vector<WordGlyph> glyphs_;
    std::vector<WordCut> cuts_;
};

// The glyphs of a shaped text of so many bytes, with the ends of their clusters.
void add_ends(const ShapedText& shaped, std::size_t bytes, std::vector<WordGlyph>& glyphs);
[[nodiscard]] std::vector<WordGlyph> with_ends(const ShapedText& shaped, std::size_t bytes);
// A word's letters and signs without those at its edges, which the patterns know nothing of; as (start, size).
[[nodiscard]] std::pair<std::size_t, std::size_t> without_edge_signs(std::string_view word);

class Words {
public:
    explicit Words(Fonts& fonts) : fonts_(fonts) {}
    // Stays where it is until `start_paragraph` has forgotten it.
    [[nodiscard]] WordTable& table(const WordForm& form);
    // Forgets all words when there are too many. Who keeps pointers to words compares what this gives with what it gave before.
    std::uint64_t start_paragraph();

private:
    Fonts& fonts_;
    std::vector<std::unique_ptr<WordTable>> tables_;
    std::uint64_t generation_ = 1;
};

}  // namespace katern::typeset
