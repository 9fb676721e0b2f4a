#include "app/print_excerpt.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace katern::app {
namespace {

bool is_in(const document::Block& block, text::Range bytes) {
    if (block.text.empty()) return block.text.start >= bytes.start && block.text.start < bytes.end;
    return block.text.overlaps(bytes);
}

// Rows of a table stay whole: half a row says nothing.
document::Block cut(document::Block block, text::Range bytes) {
    if (block.text.empty() || block.kind == document::BlockKind::table_row) return block;
    const text::Range kept{std::max(block.text.start, bytes.start), std::min(block.text.end, bytes.end)};
    block.text = kept;
    for (document::Span& span : block.spans)
        span.text = {std::clamp(span.text.start, kept.start, kept.end), std::clamp(span.text.end, kept.start, kept.end)};
    std::erase_if(block.spans, [](const document::Span& span) { return span.text.empty(); });
    std::erase_if(block.insets, [&](const document::Inset& inset) { return inset.at < kept.start || inset.at > kept.end; });
    return block;
}

}  // namespace

Excerpt whole(std::shared_ptr<const document::Chapter> chapter) {
    Excerpt all;
    all.blocks.resize(chapter->blocks.size());
    std::iota(all.blocks.begin(), all.blocks.end(), std::size_t{0});
    all.chapter = std::move(chapter);
    return all;
}

Excerpt excerpt(const document::Chapter& chapter, text::Range bytes) {
    Excerpt part;
    auto shorter = std::make_shared<document::Chapter>(chapter);
    shorter->blocks.clear();
    std::set<std::size_t> footnotes;
    for (std::size_t i = 0; i < chapter.blocks.size(); ++i) {
        if (!is_in(chapter.blocks[i], bytes)) continue;
        shorter->blocks.push_back(cut(chapter.blocks[i], bytes));
        part.blocks.push_back(i);
        for (const document::Inset& inset : shorter->blocks.back().insets)
            if (inset.footnote >= 0) footnotes.insert(static_cast<std::size_t>(inset.footnote));
    }
    for (const std::size_t number : footnotes) {
        const document::Footnote& note = chapter.footnotes[number];
        for (std::size_t i = note.first_block; i < note.first_block + note.block_count; ++i) {
            if (!part.blocks.empty() && part.blocks.back() >= i) continue;  // it was selected itself
            shorter->blocks.push_back(chapter.blocks[i]);
            part.blocks.push_back(i);
        }
    }
    part.chapter = std::move(shorter);
    return part;
}

}  // namespace katern::app
