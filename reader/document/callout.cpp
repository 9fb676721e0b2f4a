// Block quotes that are more than a quotation.
#include <array>

#include "document/document.h"

namespace katern::document {
namespace {

constexpr std::array<std::string_view, 4> labels{"Vraag", "Werkvorm", "Voorbeeld", "Mee naar het netwerk"};

const Container* quote_of(const Block& block) {
    for (const Container& container : block.containers)
        if (container.kind == Container::Kind::quote) return &container;
    return nullptr;
}

// The bold words that a block begins with.
text::Range first_bold(const Block& block) {
    text::Range bold{block.text.start, block.text.start};
    for (const Span& span : block.spans) {
        if (!has(span.emphasis, Emphasis::bold)) break;
        bold.end = span.text.end;
    }
    return bold;
}

}  // namespace

std::optional<Callout> callout_of(const Chapter& chapter, std::size_t block) {
    if (block >= chapter.blocks.size()) return std::nullopt;
    const Container* quote = quote_of(chapter.blocks[block]);
    if (quote == nullptr) return std::nullopt;
    std::size_t first = block;
    while (first > 0) {
        const Container* before = quote_of(chapter.blocks[first - 1]);
        if (before == nullptr || before->id != quote->id) break;
        --first;
    }
    Callout callout;
    callout.quote = quote->id;
    callout.first_block = first;
    callout.label = first_bold(chapter.blocks[first]);
    std::string_view words = text::slice(chapter.text, callout.label);
    while (!words.empty() && std::string_view(" .:?").find(words.back()) != std::string_view::npos) words.remove_suffix(1);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (words != labels[i]) continue;
        callout.kind = static_cast<Callout::Kind>(i);
        return callout;
    }
    return std::nullopt;
}

}  // namespace katern::document
