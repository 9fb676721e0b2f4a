// Between bytes and places on the page: what a selection, a highlight and a caret ask.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "typeset/typeset.h"

namespace katern::typeset {
namespace {

// Glyphs that share a cluster act as one: its text, left edge and width.
struct Cluster {
    text::Range bytes;
    Px x = 0, width = 0;
    bool leftward = false;  // its text runs from right to left
    [[nodiscard]] Px begin() const { return leftward ? x + width : x; }
    [[nodiscard]] Px end() const { return leftward ? x : x + width; }
    // A point so far from where the cluster begins.
    [[nodiscard]] Px along(Px distance) const { return leftward ? x + width - distance : x + distance; }
};

std::vector<Cluster> clusters_of(const Line& line) {
    std::vector<Cluster> clusters;
    for (const Run& run : line.runs)
        for (std::size_t i = run.first; i < run.first + run.count; ++i) {
            const Glyph& glyph = line.glyphs[i];
            if (glyph.bytes.empty()) continue;
            if (!clusters.empty() && clusters.back().bytes == glyph.bytes)
                clusters.back().width = std::max(clusters.back().width, glyph.x + glyph.advance - clusters.back().x);
            else
                clusters.push_back({glyph.bytes, glyph.x, glyph.advance, (run.level & 1) != 0});
        }
    return clusters;
}

bool runs_both_ways(const Line& line) {
    return std::any_of(line.runs.begin(), line.runs.end(), [](const Run& run) { return run.level != 0; });
}

// In the order of the text.
std::vector<Cluster> clusters_as_read(const Line& line) {
    std::vector<Cluster> clusters = clusters_of(line);
    if (runs_both_ways(line))
        std::stable_sort(clusters.begin(), clusters.end(), [](const Cluster& a, const Cluster& b) { return a.bytes.start < b.bytes.start; });
    return clusters;
}

// Asking ICU is slow, and most clusters are one code point.
std::vector<std::size_t> borders_in(const Cluster& cluster, std::string_view text) {
    std::size_t at = cluster.bytes.start;
    static_cast<void>(text::next_code_point(text, at));
    if (at >= cluster.bytes.end) return {0, cluster.bytes.size()};
    return text::grapheme_borders(text::slice(text, cluster.bytes));
}

// A ligature's graphemes share its width evenly.
Px within(const Cluster& cluster, std::size_t byte, std::string_view text) {
    const std::vector<std::size_t> borders = borders_in(cluster, text);
    if (borders.size() < 2) return 0;
    std::size_t before = 0;
    while (before + 1 < borders.size() && borders[before + 1] <= byte - cluster.bytes.start) ++before;
    return cluster.width * static_cast<float>(before) / static_cast<float>(borders.size() - 1);
}

// Index of the last line that starts at or before a byte; 0 when there is none.
std::size_t last_line_from(const std::vector<Line>& lines, std::size_t byte) {
    const auto after = std::upper_bound(lines.begin(), lines.end(), byte, [](std::size_t b, const Line& line) { return b < line.bytes.start; });
    return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin()) - 1;
}

}  // namespace

Px x_at(const Line& line, std::size_t byte, std::string_view text) {
    Px end = line.x;
    for (const Cluster& cluster : clusters_as_read(line)) {
        if (byte <= cluster.bytes.start) return cluster.begin();
        if (byte < cluster.bytes.end) return cluster.along(within(cluster, byte, text));
        end = cluster.end();
    }
    return end;
}

Px x_before(const Line& line, std::size_t byte, std::string_view text) {
    Px end = line.x;
    for (const Cluster& cluster : clusters_as_read(line)) {
        if (byte <= cluster.bytes.start) break;
        if (byte < cluster.bytes.end) return cluster.along(within(cluster, byte, text));
        end = cluster.end();
    }
    return end;
}

std::vector<Span> spans_of(const Line& line, text::Range range, std::string_view text) {
    const text::Range part{std::max(range.start, line.bytes.start), std::min(range.end, line.bytes.end)};
    if (!runs_both_ways(line)) return {{x_at(line, part.start, text), x_before(line, part.end, text)}};
    constexpr Px touching = 0.02F;
    std::vector<Span> spans;
    for (const Cluster& cluster : clusters_of(line)) {
        if (!cluster.bytes.overlaps(part)) continue;
        const Px from = cluster.along(part.start <= cluster.bytes.start ? 0 : within(cluster, part.start, text));
        const Px to = part.end >= cluster.bytes.end ? cluster.end() : cluster.along(within(cluster, part.end, text));
        const Span span{std::min(from, to), std::max(from, to)};
        if (!spans.empty() && span.left - spans.back().right < touching)
            spans.back().right = std::max(spans.back().right, span.right);
        else
            spans.push_back(span);
    }
    return spans;
}

std::size_t byte_at(const Line& line, Px x, std::string_view text) {
    std::size_t nearest = line.bytes.start;
    Px distance = std::numeric_limits<Px>::max();
    const auto offer = [&](std::size_t byte, Px at) {
        if (std::abs(at - x) < distance) {
            distance = std::abs(at - x);
            nearest = byte;
        }
    };
    for (const Cluster& cluster : clusters_of(line)) {
        const std::vector<std::size_t> borders = borders_in(cluster, text);
        for (std::size_t i = 0; i < borders.size(); ++i)
            offer(cluster.bytes.start + borders[i],
                  cluster.along(cluster.width * static_cast<float>(i) / static_cast<float>(std::max<std::size_t>(1, borders.size() - 1))));
    }
    return nearest;
}

std::size_t TextLayout::line_at(std::size_t byte) const {
    return last_line_from(lines, byte);
}

std::size_t TextLayout::hit(Point p, std::string_view text) const {
    if (lines.empty()) return 0;
    const auto below = std::partition_point(lines.begin(), lines.end() - 1, [&](const Line& line) { return line.top + line.height <= p.y; });
    const std::size_t byte = byte_at(*below, p.x, text);
    // The end of a line that was wrapped is the start of the next one; a click beyond its last word stays on it.
    const bool wrapped = below + 1 != lines.end() && byte == below->bytes.end && byte > below->bytes.start;
    return wrapped ? text::previous_grapheme(text, byte) : byte;
}

Point TextLayout::caret(std::size_t byte, std::string_view text) const {
    if (lines.empty()) return {};
    const Line& line = lines[line_at(byte)];
    return {x_at(line, byte, text), line.top};
}

std::vector<Rect> TextLayout::rects(text::Range range, std::string_view text) const {
    std::vector<Rect> out;
    if (range.empty()) return out;
    for (std::size_t i = line_at(range.start); i < lines.size() && lines[i].bytes.start < range.end; ++i) {
        const Line& line = lines[i];
        if (!line.bytes.overlaps(range)) continue;
        // A selected line feed shows as a sliver, so that an empty line is seen to be selected.
        const Px least = line.bytes.end <= range.end ? 5.0F : 0.0F;
        for (const Span& span : spans_of(line, range, text))
            out.push_back({span.left, line.top, std::max(span.right - span.left, least), line.height});
    }
    return out;
}

std::size_t ChapterLayout::hyphens() const {
    return static_cast<std::size_t>(std::count_if(lines_.begin(), lines_.end(), [](const Line& line) { return line.hyphenated; }));
}

std::size_t ChapterLayout::line_at(std::size_t byte) const {
    return last_line_from(lines_, byte);
}

std::vector<Rect> ChapterLayout::rects(text::Range range) const {
    std::vector<Rect> out;
    if (range.empty()) return out;
    for (std::size_t i = line_at(range.start); i < lines_.size() && lines_[i].bytes.start < range.end; ++i) {
        const Line& line = lines_[i];
        if (!line.bytes.overlaps(range)) continue;
        std::vector<Span> spans = spans_of(line, range, chapter_->text);
        // A broken word takes its hyphen along.
        const bool with_hyphen = line.hyphenated && range.end >= line.bytes.end;
        if (with_hyphen && spans.size() == 1) spans.back().right = line.x + line.width;
        if (const WideTable* table = wide_table_of(line.block))
            for (Span& span : spans) {
                span.left = std::max(table->view.x, span.left - table->shift);
                span.right = std::min(table->view.right(), span.right - table->shift);
            }
        // 84% of the line, around its small letters, so that the lines of one mark don't merge.
        for (const Span& span : spans)
            if (span.right > span.left)
                out.push_back({span.left, line.baseline - line.height * 0.62F, span.right - span.left, line.height * 0.84F});
    }
    return out;
}

std::size_t ChapterLayout::hit(Point p) const {
    if (lines_.empty()) return 0;
    // The blocks are in order of y; within one (a table's row) lines stand side by side.
    const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), p.y, [](Px y, const BlockBox& box) { return y < box.top; });
    std::size_t from = after == blocks_.begin() ? 0 : static_cast<std::size_t>(after - blocks_.begin()) - 1;
    const std::size_t last = std::min(blocks_.size() - 1, from + 1);
    from = from > 0 ? from - 1 : 0;
    const Line* nearest = nullptr;
    Px best = std::numeric_limits<Px>::max();
    Px x = p.x;  // in the nearest line
    for (std::size_t b = from; b <= last || (!nearest && b < blocks_.size()); ++b) {
        const WideTable* table = wide_table_of(b);
        const Px at = table != nullptr ? std::clamp(p.x, table->view.x, table->view.right()) + table->shift : p.x;
        for (std::size_t i = blocks_[b].first_line; i < blocks_[b].first_line + blocks_[b].line_count; ++i) {
            const Line& line = lines_[i];
            const Px dy = std::max({line.top - p.y, p.y - (line.top + line.height), 0.0F});
            const Px dx = std::max({line.x - at, at - (line.x + line.width), 0.0F});
            const Px distance = dy * 1'000 + dx;
            if (distance < best) {
                best = distance;
                nearest = &line;
                x = at;
            }
        }
    }
    if (!nearest) nearest = &lines_.back();
    return byte_at(*nearest, x, chapter_->text);
}

const Run* ChapterLayout::run_at(Point p) const {
    const auto under = std::partition_point(blocks_.begin(), blocks_.end(), [&](const BlockBox& box) { return box.top + box.height <= p.y; });
    if (under == blocks_.end() || p.y < under->top) return nullptr;
    if (const WideTable* table = wide_table_of(static_cast<std::size_t>(under - blocks_.begin()))) {
        if (p.x < table->view.x || p.x >= table->view.right()) return nullptr;
        p.x += table->shift;
    }
    for (std::size_t i = under->first_line; i < under->first_line + under->line_count; ++i) {
        const Line& line = lines_[i];
        if (p.y < line.top || p.y >= line.top + line.height || p.x < line.x || p.x >= line.x + line.width) continue;
        for (const Run& run : line.runs) {
            if (run.count == 0) continue;
            const Glyph& first = line.glyphs[run.first];
            const Glyph& end = line.glyphs[run.first + run.count - 1];
            if (p.x >= first.x && p.x < end.x + end.advance) return &run;
        }
    }
    return nullptr;
}

const WideTable* ChapterLayout::wide_table_of(std::size_t block) const {
    const auto after = std::upper_bound(wide_tables_.begin(), wide_tables_.end(), block,
                                        [](std::size_t b, const WideTable& table) { return b < table.first_block; });
    if (after == wide_tables_.begin() || block >= std::prev(after)->end_block) return nullptr;
    return &*std::prev(after);
}

void ChapterLayout::shift_table(std::size_t index, Px shift) const {
    WideTable& table = wide_tables_[index];
    table.shift = std::clamp(shift, 0.0F, table.most_shift());
}

Px ChapterLayout::shift_to(std::size_t index, std::size_t byte) const {
    constexpr Px around = 40;  // so that the words beside it are seen, and no fade lies over it
    const WideTable& table = wide_tables_[index];
    const std::size_t at = line_at(byte);
    if (at >= lines_.size() || lines_[at].block < table.first_block || lines_[at].block >= table.end_block) return table.shift;
    const Px x = x_at(lines_[at], byte, chapter_->text) - table.view.x;
    const Px least = x + 2 * around - table.view.width, most = x - around;
    return std::clamp(std::clamp(table.shift, std::min(least, most), most), 0.0F, table.most_shift());
}

Px ChapterLayout::y_of(std::size_t byte) const {
    const std::size_t block = chapter_->block_at(byte);
    if (block >= blocks_.size()) return 0;
    const BlockBox& box = blocks_[block];
    if (!set_bytes_.contains(byte) && byte < chapter_->text.size()) {
        const text::Range all = chapter_->blocks[block].text;
        return box.top + box.height * static_cast<float>(byte - all.start) / static_cast<float>(all.size() + 1);
    }
    if (box.line_count == 0) return box.top;
    const std::size_t line = line_at(byte);
    return line < lines_.size() && lines_[line].block == block ? lines_[line].top : box.top;
}

std::size_t ChapterLayout::byte_at_y(Px y) const {
    const auto under = std::partition_point(blocks_.begin(), blocks_.end(), [&](const BlockBox& box) { return box.top + box.height <= y; });
    if (under != blocks_.end() && y >= under->top && !is_set(y, y)) {
        const text::Range all = chapter_->blocks[static_cast<std::size_t>(under - blocks_.begin())].text;
        std::size_t byte = all.start + static_cast<std::size_t>(static_cast<float>(all.size()) * (y - under->top) / under->height);
        while (byte > all.start && (static_cast<unsigned char>(chapter_->text[byte]) & 0xC0U) == 0x80U) --byte;
        return byte;
    }
    for (auto b = static_cast<std::size_t>(under - blocks_.begin()); b < blocks_.size(); ++b) {
        for (std::size_t i = blocks_[b].first_line; i < blocks_[b].first_line + blocks_[b].line_count; ++i)
            if (lines_[i].top + lines_[i].height * 0.5F > y) return lines_[i].bytes.start;
        if (blocks_[b].line_count == 0) return chapter_->blocks[b].text.start;
    }
    return chapter_->text.empty() ? 0 : chapter_->text.size() - 1;
}

std::size_t ChapterLayout::page_of(std::size_t byte) const { return page_at_y(y_of(byte)); }

std::size_t ChapterLayout::page_at_y(Px y) const {
    const auto after = std::upper_bound(pages_.begin(), pages_.end(), y + 0.5F, [](Px at, const Page& page) { return at < page.top; });
    return after == pages_.begin() ? 0 : static_cast<std::size_t>(after - pages_.begin()) - 1;
}

}  // namespace katern::typeset
