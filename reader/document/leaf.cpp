#include "document/leaf.h"

#include <algorithm>

namespace katern::document {
namespace {

constexpr std::string_view white_space = " \t\n\f\r\v";

}  // namespace

void Leaf::append(std::string_view piece, Style style) {
    const text::Range range{text.size(), text.size() + piece.size()};
    text += piece;
    if (!block.spans.empty()) {
        Span& last = block.spans.back();
        if (last.emphasis == style.emphasis && last.link == style.link) {
            last.text.end = range.end;
            return;
        }
    }
    block.spans.push_back({range, style.emphasis, style.link});
}

void Leaf::add_words(std::string_view words, Style style) {
    if (block.kind == BlockKind::heading) heading_text += words;
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t start = words.find_first_not_of(white_space, i);
        if (start != i && !space_pending_) {
            space_pending_ = true;
            space_style_ = style;
        }
        if (start == std::string_view::npos) return;
        const std::size_t end = std::min(words.find_first_of(white_space, start), words.size());
        add_verbatim(words.substr(start, end - start), style);
        i = end;
    }
}

void Leaf::add_verbatim(std::string_view code, Style style) {
    if (code.empty()) return;
    if (space_pending_ && !at_line_start_) append(" ", space_style_);
    append(code, style);
    space_pending_ = at_line_start_ = at_start_ = false;
    breaks_at_end_ = 0;
}

void Leaf::add_line_break(Style style) {
    space_pending_ = false;
    if (block.kind == BlockKind::heading) heading_text += ' ';
    if (at_start_) return;
    append("\n", style);
    at_line_start_ = true;
    ++breaks_at_end_;
}

void Leaf::begin_cell() {
    if (!block.cells.empty()) append("\t", {});
    block.cells.push_back({text.size(), text.size()});
    space_pending_ = false;
    at_line_start_ = at_start_ = true;
    breaks_at_end_ = 0;
}

void Leaf::end_cell() {
    if (block.cells.empty()) return;
    finish();
    block.cells.back().end = text.size();
}

void Leaf::add_inset(std::int32_t footnote, std::int32_t image) {
    block.insets.push_back({text.size(), footnote, image});
}

void Leaf::finish() {
    space_pending_ = false;
    if (breaks_at_end_ == 0) return;
    const std::size_t size = text.size() - breaks_at_end_;
    breaks_at_end_ = 0;
    truncate(size);
}

void Leaf::truncate(std::size_t size) {
    while (size > 0 && white_space.find(text[size - 1]) != std::string_view::npos && block.cells.empty()) --size;
    text.resize(size);
    while (!block.spans.empty() && block.spans.back().text.start >= size) block.spans.pop_back();
    if (!block.spans.empty()) block.spans.back().text.end = std::min(block.spans.back().text.end, size);
    for (Inset& inset : block.insets) inset.at = std::min(inset.at, size);
}

bool Leaf::wholly_emphasised() const {
    return !text.empty() && std::all_of(block.spans.begin(), block.spans.end(), [](const Span& span) {
        return has(span.emphasis, Emphasis::italic | Emphasis::bold);
    });
}

}  // namespace katern::document
