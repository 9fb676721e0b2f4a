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
    const std::size_t at = place_of(text, hash);
    if (slots_[at].word != nullptr) return *slots_[at].word;
    slots_[at] = {hash, measure(text)};
    const Word& word = *slots_[at].word;
    if (++size_ * 2 > slots_.size()) grow();
    return word;
}

const ShapedGlyph& WordTable::space() {
    if (!space_) {
        const ShapedText& space = fonts_.shape(form_.face, form_.features, form_.language, " ");
        space_ = space.glyphs.empty() ? ShapedGlyph{0, 0, 0, 0, 0, form_.face} : space.glyphs.front();
    }
    return *space_;
}

void WordTable::grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    for (const Slot& slot : slots_) {
        if (slot.word == nullptr) continue;
        std::size_t at = slot.hash & (larger.size() - 1);
        while (larger[at].word != nullptr) at = (at + 1) & (larger.size() - 1);
        larger[at] = slot;
    }
    slots_ = std::move(larger);
}

template <class T>
std::span<const T> WordTable::keep(std::span<const T> values) {
    if (values.empty()) return {};
    T* copy = std::pmr::polymorphic_allocator<T>(&arena_).allocate(values.size());
    std::uninitialized_copy(values.begin(), values.end(), copy);
    return {copy, values.size()};
}

const Word* WordTable::measure(std::string_view text) {
    key_.text = text;
    if (fonts_.crosses_spaces(form_.face)) {
        fonts_.shape_between_spaces(key_, shaped_);
    } else {
        fonts_.shape_anew(key_, shaped_);
    }
    const ShapedText& shaped = shaped_;
    Word* word = std::pmr::polymorphic_allocator<>(&arena_).new_object<Word>();
    const std::span<const char> letters = keep(std::span<const char>(text));
    word->text = {letters.data(), letters.size()};
    add_ends(shaped, text.size(), glyphs_);
    const text::LineWord borders = text::line_word(text);
    word->plain = borders.plain;
    word->last = borders.last;
    word->glyphs = glyphs_;
    word->width = shaped.width;
    for (std::size_t i = 0; i < shaped.glyphs.size(); ++i)
        if (i == 0 || shaped.glyphs[i].cluster != shaped.glyphs[i - 1].cluster) ++word->clusters;
    char32_t first = 0, last = 0;
    for (std::size_t at = 0; at < text.size();) {
        last = text::next_code_point(text, at);
        if (first == 0) first = last;
        word->has_fixed_space = word->has_fixed_space || is_fixed_space(last);
    }
    if (!shaped.glyphs.empty()) {
        word->hang_left = hang_on_left(first) * shaped.glyphs.front().advance;
        word->hang_right = hang_on_right(last) * shaped.glyphs.back().advance;
    }
    if (form_.hyphenator != nullptr && !word->has_fixed_space) {
        find_cuts(*word, cuts_);
        word->cuts = keep(std::span<const WordCut>(cuts_));
    }
    word->glyphs = keep(word->glyphs);  // behind what is read first
    return word;
}

void WordTable::find_cuts(const Word& word, std::vector<WordCut>& cuts) {
    cuts.clear();
    const auto [start, size] = without_edge_signs(word.text);
    if (size < 5) return;
    const auto width = [&](std::string_view letter) { return fonts_.shape_anew({form_.face, form_.features, form_.language, std::string(letter)}).width; };
    for (const text::HyphenBreak& way : form_.hyphenator->breaks(word.text.substr(start, size))) {
        WordCut cut;
        cut.at = static_cast<std::uint32_t>(start + way.at);
        cut.after = way.after;
        for (std::size_t i = 0; i < word.glyphs.size(); ++i) {
            if (word.glyphs[i].cluster >= cut.at) continue;
            cut.x += word.glyphs[i].advance;
            if (i == 0 || word.glyphs[i].cluster != word.glyphs[i - 1].cluster) ++cut.clusters;
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
