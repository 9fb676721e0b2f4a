// Each different word of a form is shaped, hyphenated and measured once, in em, so that a book costs little more than its vocabulary.
// Inside typeset/ only. Right where a face's lookups don't reach across a space; Fonts says which do.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/line_breaks.h"
#include "text/text.h"
#include "typeset/fonts.h"
#include "typeset/text_map.h"
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

// What stands between two places where a line may end, without its spaces. It and all that it points at lie in its table's arenas.
struct Word {
    std::string_view text;
    std::span<const WordCut> cuts;
    Em width = 0;
    std::uint32_t clusters = 0;
    Em hang_left = 0, hang_right = 0;
    FaceId face = 0;               // of all its glyphs, where they have one
    bool one_face = true;
    bool has_fixed_space = false;  // a no-break space, whose width is the line's to choose
    bool plain = false;            // see text::LineWord
    text::LineClass last = text::LineClass::other;
    std::span<const WordGlyph> glyphs;  // visual order
};

// What a line has of a word that ends or began on another one.
struct WordPart {
    std::string_view text;
    Em width = 0;
    std::uint32_t clusters = 0;
    FaceId face = 0;
    bool one_face = true;
    std::span<const WordGlyph> glyphs;
};

// Where the letters of words may be parted, without the signs at their edges: many words of a book differ in these alone.
struct Letters {
    std::string_view text;
    std::span<const text::HyphenBreak> breaks;
};

// What the words of one table share.
struct WordForm {
    FaceId face = 0;
    Features features;
    std::string language;
    const text::Hyphenator* hyphenator = nullptr;
    bool operator==(const WordForm&) const = default;
};

// Tokens between what is fetched from memory and what is worked on: see TextMap.
inline constexpr std::size_t place_ahead = 16, word_ahead = 8;

inline void fetch_word(const Word& word) {
    __builtin_prefetch(&word);
    __builtin_prefetch(reinterpret_cast<const char*>(&word) + 64);
}

class WordTable {
public:
    WordTable(Fonts& fonts, WordForm form) : fonts_(fonts), form_(std::move(form)), key_{form_.face, form_.features, form_.language, {}} {}
    [[nodiscard]] const Word& find(std::string_view text) { return find(text, hash_of(text)); }
    [[nodiscard]] const Word& find(std::string_view text, std::uint64_t hash);
    // Null when nobody has asked for it before.
    [[nodiscard]] const Word* find_known(std::string_view text, std::uint64_t hash) const { return words_.find(text, hash); }
    // Looks them up; those that nobody has asked for before are shaped together. What must be shaped alone stays unknown.
    void learn(std::string_view text, std::span<Token> tokens);
    // Before it is asked for.
    void fetch_place(std::uint64_t hash) const { words_.fetch_place(hash); }
    void fetch_word(std::uint64_t hash) const { words_.fetch_value(hash); }
    // Of what stands to the left or right of a hyphen, from left to right.
    [[nodiscard]] const WordPart& find_part(std::string_view text);
    [[nodiscard]] const WordForm& form() const { return form_; }
    [[nodiscard]] const WordGlyph& space();
    // Who keeps glyphs of its words keeps this.
    [[nodiscard]] const std::shared_ptr<std::pmr::monotonic_buffer_resource>& glyphs() const { return arena_; }
    [[nodiscard]] std::size_t size() const { return words_.size() + parts_.size(); }

private:
    void shape(std::string_view text);
    [[nodiscard]] const Word* keep_word(std::string_view text, const ShapedText& shaped);
    void find_cuts(const Word& word, std::vector<WordCut>& cuts);
    [[nodiscard]] std::span<const text::HyphenBreak> breaks_of(std::string_view letters);
    template <class T>
    [[nodiscard]] static std::span<const T> keep(std::pmr::monotonic_buffer_resource& arena, std::span<const T> values);
    [[nodiscard]] static std::string_view keep_text(std::pmr::monotonic_buffer_resource& arena, std::string_view text);
    [[nodiscard]] std::span<const WordGlyph> keep_glyphs() { return keep<WordGlyph>(*arena_, glyphs_); }

    Fonts& fonts_;
    WordForm form_;
    // Words lie by themselves: they are looked at again and again, and the closer together they are the less is waited for memory.
    // Glyphs are not looked at before a line is drawn, parts and letters seldom.
    std::pmr::monotonic_buffer_resource word_arena_;
    std::shared_ptr<std::pmr::monotonic_buffer_resource> arena_ = std::make_shared<std::pmr::monotonic_buffer_resource>();
    TextMap<Word> words_;
    TextMap<WordPart> parts_;
    TextMap<Letters> letters_;
    const WordGlyph* space_ = nullptr;
    // Of the word that is being measured; kept, so that the next one makes nothing anew.
    Fonts::Key key_;
    ShapedText shaped_;
    std::vector<WordGlyph> glyphs_;
    std::vector<WordCut> cuts_;
    std::vector<text::HyphenBreak> breaks_;
    std::vector<std::string_view> unknown_;  // that are learnt
    std::vector<Token*> unknown_tokens_;
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
