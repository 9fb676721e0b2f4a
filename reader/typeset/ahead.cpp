// HarfBuzz shapes many words at once in less time than one by one, so it is given those of the paragraphs to come together.
#include <algorithm>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

// What a call costs is little beside the new words of so much text; more would no longer fit the processor's cache.
constexpr std::size_t bytes_ahead = 8'000;
// A longer paragraph is set in stretches (portion.cpp), and not all of it is wanted at once.
constexpr std::size_t longest_paragraph = 24'000;

bool is_in_other_face(document::Emphasis emphasis) {
    using document::Emphasis;
    return has(emphasis, Emphasis::code) || has(emphasis, Emphasis::bold) || has(emphasis, Emphasis::italic);
}

}  // namespace

// Of running text, what stands in the form of most of it.
void Composer::shape_ahead(std::size_t index) {
    if (index < shaped_to_) return;
    ahead_.clear();
    tokens_.clear();
    words_ahead_ = fonts_.words().start_paragraph();
    std::size_t bytes = 0;
    for (; index < chapter_.blocks.size() && is_wanted(index) && bytes < bytes_ahead; ++index) {
        const document::Block& block = chapter_.blocks[index];
        if (block.kind != document::BlockKind::paragraph || block.text.size() > longest_paragraph) continue;
        for (const document::Span& span : block.spans)
            if (!is_in_other_face(span.emphasis)) shape_ahead(index, span);
        bytes += block.text.size();
    }
    shaped_to_ = index;
}

void Composer::shape_ahead(std::size_t index, const document::Span& span) {
    std::string_view part = text::slice(chapter_.text, span.text);
    part.remove_prefix(std::min(part.size(), part.find_first_not_of(' ')));
    if (!find_tokens(part, part_)) return;
    const Type type = type_of(index);
    const Form form = form_of(type, span);
    WordTable& table = fonts_.words().table({form.face, form.features, language_, type.hyphenate && form.hyphenated ? hyphenator_ : nullptr});
    table.learn(part, part_);
    if (part.size() != chapter_.blocks[index].text.size()) return;
    ahead_.push_back({index, tokens_.size(), part_.size(), &table});
    tokens_.insert(tokens_.end(), part_.begin(), part_.end());
}

// Those of a paragraph in one form.
void Composer::tell_words(Paragraph& paragraph, std::size_t block) const {
    const auto found = std::lower_bound(ahead_.begin(), ahead_.end(), block, [](const Ahead& one, std::size_t at) { return one.block < at; });
    if (found == ahead_.end() || found->block != block) return;
    paragraph.know(std::span(tokens_).subspan(found->first, found->count), *found->table, words_ahead_);
}

}  // namespace katern::typeset
