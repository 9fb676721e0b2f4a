#include "typeset/words.h"

#include <algorithm>
#include <utility>

#include "typeset/hanging.h"

namespace katern::typeset {
namespace {

// A long book in one form has some 45,000 different words; past this the tables start afresh rather than grow.
constexpr std::size_t most_words = 100'000;

// Signs at the edge of a word. General Punctuation is U+2010 to U+2027 here.
bool is_edge_sign(char32_t c) {
    if (c < 0x80) return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    return c == 0xAB || c == 0xBB || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2039 && c <= 0x203A);
}

bool is_fixed_space(char32_t c) {
    return c == 0xA0 || c == 0x202F;
}

std::uint32_t count_clusters(const std::vector<WordGlyph>& glyphs) {
    std::uint32_t clusters = 0;
    for (std::size_t i = 0; i < glyphs.size(); ++i)
        if (i == 0 || glyphs[i].cluster != glyphs[i - 1].cluster) ++clusters;
    return clusters;
}

// And tells which, where there are any.
bool has_one_face(const std::vector<WordGlyph>& glyphs, FaceId& face) {
    if (!glyphs.empty()) face = glyphs.front().face;
    return std::all_of(glyphs.begin(), glyphs.end(), [&](const WordGlyph& glyph) { return glyph.face == face; });
}

}  // namespace

std::vector<WordGlyph> with_ends(const ShapedText& shaped, std::size_t bytes) {
    std::vector<WordGlyph> glyphs;
    add_ends(shaped, bytes, glyphs);
    return glyphs;
}

void add_ends(const ShapedText& shaped, std::size_t bytes, std::vector<WordGlyph>& glyphs) {
    glyphs.clear();
    glyphs.reserve(shaped.glyphs.size());
    for (const ShapedGlyph& glyph : shaped.glyphs) glyphs.push_back({glyph, static_cast<std::uint32_t>(bytes)});
    const auto before = [](const ShapedGlyph& a, const ShapedGlyph& b) { return a.cluster < b.cluster; };
    if (std::is_sorted(glyphs.begin(), glyphs.end(), before)) {
        for (std::size_t i = glyphs.size(); i-- > 1;)
            glyphs[i - 1].end = glyphs[i].cluster == glyphs[i - 1].cluster ? glyphs[i].end : glyphs[i].cluster;
        return;
    }
    std::vector<std::uint32_t> starts;
    for (const ShapedGlyph& glyph : shaped.glyphs) starts.push_back(glyph.cluster);
    std::sort(starts.begin(), starts.end());
    for (WordGlyph& glyph : glyphs) {
        const auto next = std::upper_bound(starts.begin(), starts.end(), glyph.cluster);
        if (next != starts.end()) glyph.end = *next;
    }
}

std::pair<std::size_t, std::size_t> without_edge_signs(std::string_view word) {
    std::size_t start = 0, end = 0;
    bool seen_letter = false;
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t here = at;
        if (is_edge_sign(text::next_code_point(word, at))) continue;
        if (!seen_letter) start = here;
        seen_letter = true;
        end = at;
    }
    return {start, seen_letter ? end - start : 0};
}

const Word& WordTable::find(std::string_view text, std::uint64_t hash) {
    if (const Word* known = words_.find(text, hash)) return *known;
    shape(text);
    const Word& word = *keep_word(text, shaped_);
    words_.add(word, hash);
    return word;
}

void WordTable::learn(std::string_view text, std::span<Token> tokens) {
    unknown_.clear();
    unknown_tokens_.clear();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i + place_ahead < tokens.size()) fetch_place(tokens[i + place_ahead].hash);
        if (i + word_ahead < tokens.size()) fetch_word(tokens[i + word_ahead].hash);
        Token& token = tokens[i];
        const std::string_view word = text.substr(token.start, token.end - token.start);
        token.word = words_.find(word, token.hash);
        if (token.word != nullptr) continue;
        unknown_.push_back(word);
        unknown_tokens_.push_back(&token);
    }
    if (unknown_.empty()) return;
    key_.text.clear();
    fonts_.shape_together(key_, unknown_, [&](std::size_t i, const ShapedText& shaped) {
        Token& token = *unknown_tokens_[i];
        token.word = words_.find(unknown_[i], token.hash);  // it may be among them twice
        if (token.word != nullptr) return;
        token.word = keep_word(unknown_[i], shaped);
        words_.add(*token.word, token.hash);
    });
}

const WordPart& WordTable::find_part(std::string_view text) {
    const std::uint64_t hash = hash_of(text);
    if (const WordPart* known = parts_.find(text, hash)) return *known;
    key_.text = text;
    fonts_.shape_anew(key_, shaped_);
    add_ends(shaped_, text.size(), glyphs_);
    WordPart* part = std::pmr::polymorphic_allocator<>(arena_.get()).new_object<WordPart>();
    part->text = keep_text(*arena_, text);
    part->width = shaped_.width;
    part->clusters = count_clusters(glyphs_);
    part->one_face = has_one_face(glyphs_, part->face);
    part->glyphs = keep_glyphs();
    parts_.add(*part, hash);
    return *part;
}

const WordGlyph& WordTable::space() {
    if (space_ == nullptr) {
        const ShapedText& shaped = fonts_.shape(form_.face, form_.features, form_.language, " ");
        glyphs_.assign(1, WordGlyph{shaped.glyphs.empty() ? ShapedGlyph{0, 0, 0, 0, 0, form_.face} : shaped.glyphs.front(), 1});
        space_ = keep_glyphs().data();
    }
    return *space_;
}

template <class T>
std::span<const T> WordTable::keep(std::pmr::monotonic_buffer_resource& arena, std::span<const T> values) {
    if (values.empty()) return {};
    T* copy = std::pmr::polymorphic_allocator<T>(&arena).allocate(values.size());
    std::uninitialized_copy(values.begin(), values.end(), copy);
    return {copy, values.size()};
}

std::string_view WordTable::keep_text(std::pmr::monotonic_buffer_resource& arena, std::string_view text) {
    const std::span<const char> letters = keep<char>(arena, std::span<const char>(text));
    return {letters.data(), letters.size()};
}

void WordTable::shape(std::string_view text) {
    key_.text = text;
    if (fonts_.crosses_spaces(form_.face)) {
        fonts_.shape_between_spaces(key_, shaped_);
    } else {
        fonts_.shape_anew(key_, shaped_);
    }
}

const Word* WordTable::keep_word(std::string_view text, const ShapedText& shaped) {
    Word* word = std::pmr::polymorphic_allocator<>(&word_arena_).new_object<Word>();
    word->text = keep_text(word_arena_, text);
    add_ends(shaped, text.size(), glyphs_);
    const text::LineWord borders = text::line_word(text);
    word->plain = borders.plain;
    word->last = borders.last;
    word->width = shaped.width;
    word->clusters = count_clusters(glyphs_);
    word->one_face = has_one_face(glyphs_, word->face);
    char32_t first = 0, last = 0;
    for (std::size_t at = 0; at < text.size();) {
        last = text::next_code_point(text, at);
        if (first == 0) first = last;
        word->has_fixed_space = word->has_fixed_space || is_fixed_space(last);
    }
    if (!glyphs_.empty()) {
        word->hang_left = hang_on_left(first) * glyphs_.front().advance;
        word->hang_right = hang_on_right(last) * glyphs_.back().advance;
    }
    if (form_.hyphenator != nullptr && !word->has_fixed_space) {
        find_cuts(*word, cuts_);
        word->cuts = keep<WordCut>(word_arena_, cuts_);
    }
    word->glyphs = keep_glyphs();
    return word;
}

std::span<const text::HyphenBreak> WordTable::breaks_of(std::string_view letters) {
    const std::uint64_t hash = hash_of(letters);
    if (const Letters* known = letters_.find(letters, hash)) return known->breaks;
    Letters* found = std::pmr::polymorphic_allocator<>(arena_.get()).new_object<Letters>();
    form_.hyphenator->breaks(letters, breaks_);
    found->text = keep_text(*arena_, letters);
    found->breaks = keep<text::HyphenBreak>(*arena_, breaks_);
    letters_.add(*found, hash);
    return found->breaks;
}

// Of the word whose glyphs were made last.
void WordTable::find_cuts(const Word& word, std::vector<WordCut>& cuts) {
    cuts.clear();
    const auto [start, size] = without_edge_signs(word.text);
    if (size < 5) return;
    const auto width = [&](std::string_view letter) { return fonts_.shape_anew({form_.face, form_.features, form_.language, std::string(letter)}).width; };
    for (const text::HyphenBreak& way : breaks_of(word.text.substr(start, size))) {
        WordCut cut;
        cut.at = static_cast<std::uint32_t>(start + way.at);
        cut.after = way.after;
        for (std::size_t i = 0; i < glyphs_.size(); ++i) {
            if (glyphs_[i].cluster >= cut.at) continue;
            cut.x += glyphs_[i].advance;
            if (i == 0 || glyphs_[i].cluster != glyphs_[i - 1].cluster) ++cut.clusters;
        }
        if (way.after != 0) {
            std::size_t next = cut.at;
            static_cast<void>(text::next_code_point(word.text, next));
            std::string shown;
            text::append_utf8(shown, way.after);
            cut.change = width(shown) - width(word.text.substr(cut.at, next - cut.at));
        }
        cuts.push_back(cut);
    }
}

WordTable& Words::table(const WordForm& form) {
    for (const std::unique_ptr<WordTable>& table : tables_)
        if (table->form() == form) return *table;
    tables_.push_back(std::make_unique<WordTable>(fonts_, form));
    return *tables_.back();
}

std::uint64_t Words::start_paragraph() {
    std::size_t words = 0;
    for (const std::unique_ptr<WordTable>& table : tables_) words += table->size();
    if (words > most_words) {
        tables_.clear();
        ++generation_;
    }
    return generation_;
}

}  // namespace katern::typeset
