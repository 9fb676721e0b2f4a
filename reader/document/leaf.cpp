#include "document/leaf.h"

#include <algorithm>

namespace katern::document {
namespace {

bool is_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Where the words end that stand one space apart, as they are to stand in the text.
std::size_t end_of_words(std::string_view words, std::size_t at) {
    while (at < words.size()) {
        if (!is_white(words[at])) {
            ++at;
        } else if (words[at] == ' ' && at + 1 < words.size() && !is_white(words[at + 1])) {
            at += 2;
        } else {
            break;
        }
    }
    return at;
}

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
        std::size_t start = i;
        while (start < words.size() && is_white(words[start])) ++start;
        if (start != i && !space_pending_) {
            space_pending_ = true;
            space_style_ = style;
        }
        if (start == words.size()) return;
        const std::size_t end = end_of_words(words, start);
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
    while (size > 0 && is_white(text[size - 1]) && block.cells.empty()) --size;
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
