// Setting a long chapter in part: which blocks are wanted, how much room the rest is given, and paragraphs so long that
// not even they are set whole.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

// A paragraph of more bytes than this (ten pages of it) may be set in part. Choosing its lines takes memory for each
// way to break it, so it is broken in stretches of this many bytes.
constexpr std::size_t long_block = 24'000;
constexpr std::size_t stretch_bytes = 8'000;
constexpr std::size_t long_table = 60;  // rows
// The last lines of a stretch are chosen as the end of a paragraph, so they are set anew with the next one. Where a line
// ends hardly depends on what comes more than two lines later, so no seam shows.
constexpr std::size_t lines_set_anew = 3;

constexpr float characters_a_line = 66;  // of a comfortable measure

// A place to cut: behind a space or line feed, or where there is none, between two code points.
std::size_t cut_before(std::string_view text, std::size_t from, std::size_t at) {
    if (at >= text.size()) return text.size();
    const std::size_t space = text.substr(0, at).find_last_of(" \n");
    if (space != std::string_view::npos && space + 1 > from) return space + 1;
    while (at > from + 1 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

}  // namespace

Px Composer::estimate(std::size_t index, text::Range bytes) const {
    const document::Block& block = chapter_.blocks[index];
    if (block.kind == document::BlockKind::figure) return block.images.empty() ? 0 : style_.page_height * 0.4F;
    if (bytes.empty()) return 0;
    const Type type = type_of(index);
    const float indents = static_cast<float>(block.containers.size()) * 1.4F * style_.size;
    Px width = std::max(style_.size * 8, style_.measure - indents);
    std::size_t length = bytes.size();
    if (!block.cells.empty()) {
        length = 1;
        for (const text::Range& cell : block.cells) length = std::max(length, cell.size());
        width = std::max(style_.size * 4, width / static_cast<float>(block.cells.size()));
    }
    const Px advance = comfortable_measure(type.family, type.size) / characters_a_line;
    const float by_length = std::ceil(static_cast<float>(length) * advance / width);
    const std::string_view text = text::slice(chapter_.text, bytes);
    const auto by_feeds = static_cast<float>(std::count(text.begin(), text.end(), '\n') + 1);
    return std::max({1.0F, by_length, by_feeds}) * type.leading;
}

// Goes from the byte to both sides until there is enough. A table that isn't long is set whole.
text::Range Composer::bytes_of(const Portion& portion) const {
    if (chapter_.blocks.empty()) return {0, SIZE_MAX};
    const std::size_t around = std::min(portion.around, chapter_.text.size());
    const std::size_t middle = chapter_.block_at(around);
    const auto same_table = [&](std::size_t a, std::size_t b) {
        return chapter_.blocks[a].table != 0 && chapter_.blocks[a].table == chapter_.blocks[b].table && !is_in_long_table(a);
    };
    // How far into a long block the room that is left leads.
    const auto within = [&](std::size_t block, text::Range bytes, Px room) {
        const Px height = estimate(block, bytes);
        return static_cast<std::size_t>(static_cast<float>(bytes.size()) * std::clamp(room / std::max(1.0F, height), 0.0F, 1.0F));
    };
    text::Range wanted{0, SIZE_MAX};
    Px room = portion.before;
    for (std::size_t i = middle + 1; i-- > 0;) {
        const text::Range all = chapter_.blocks[i].text;
        const text::Range part{all.start, i == middle ? std::max(all.start, std::min(all.end, around)) : all.end};
        const Px height = estimate(i, part);
        if (height > room && all.size() > long_block && chapter_.blocks[i].cells.empty()) {
            const std::size_t from = part.end - within(i, part, room);
            wanted.start = from > all.start ? cut_before(chapter_.text, all.start, from) : all.start;
            break;
        }
        wanted.start = all.start;
        room -= height;
        if (room <= 0 && !(i > 0 && same_table(i - 1, i))) break;
    }
    room = portion.after;
    for (std::size_t i = middle; i < chapter_.blocks.size(); ++i) {
        const text::Range all = chapter_.blocks[i].text;
        const text::Range part{i == middle ? std::min(all.end, std::max(all.start, around)) : all.start, all.end};
        const Px height = estimate(i, part);
        if (height > room && all.size() > long_block && chapter_.blocks[i].cells.empty()) {
            wanted.end = std::max(part.start + 1, cut_before(chapter_.text, part.start, part.start + within(i, part, room)));
            break;
        }
        room -= height;
        const bool last = i + 1 == chapter_.blocks.size();
        if (room <= 0 && !last && !same_table(i, i + 1)) {
            wanted.end = chapter_.blocks[i + 1].text.start;
            break;
        }
    }
    if (wanted.start <= chapter_.blocks.front().text.start) wanted.start = 0;
    return wanted;
}

bool Composer::is_in_long_table(std::size_t index) const {
    std::size_t rows = 1;
    const auto same = [&](std::size_t b) { return chapter_.blocks[b].table == chapter_.blocks[index].table; };
    for (std::size_t b = index; b > 0 && same(b - 1) && rows <= long_table; --b) ++rows;
    for (std::size_t b = index + 1; b < chapter_.blocks.size() && same(b) && rows <= long_table; ++b) ++rows;
    return rows > long_table;
}

bool Composer::is_wanted(std::size_t index) const {
    const text::Range block = chapter_.blocks[index].text;
    // With the line feed that ends it, so that an empty one has a place too.
    return text::Range{block.start, block.end + 1}.overlaps(wanted_);
}

void Composer::skip(std::size_t index) {
    BlockBox& box = layout_->blocks_[index];
    box.top = y_;
    box.first_line = layout_->lines_.size();
    box.height = estimate(index, chapter_.blocks[index].text);
    y_ += box.height;
}

// The lines of what is wanted of a block. The room for what is not goes into the block's height, and that above into `top`.
std::vector<Line> Composer::lines_of(std::size_t index, const Type& type, Paragraph::Setting setting, bool verbatim, Px& top) {
    const document::Block& block = chapter_.blocks[index];
    const text::Range part{std::max(block.text.start, wanted_.start), std::min(block.text.end, wanted_.end)};
    std::vector<Line> lines;
    for (std::size_t at = part.start; at < part.end && !stop_.stop_requested();) {
        const bool goes_on = block.text.end - at > long_block;
        const std::size_t end = goes_on ? std::max(at + 1, cut_before(chapter_.text, at, at + stretch_bytes)) : block.text.end;
        Paragraph paragraph = paragraph_of(block, {at, end}, type);
        if (verbatim) paragraph.keep_spaces();
        if (at == block.text.start && end == block.text.end) tell_words(paragraph, index);
        if (at > block.text.start) setting.first_indent = 0;
        std::vector<Line> stretch = paragraph.set(setting);
        at = end;
        if (goes_on && stretch.size() > 2 * lines_set_anew) {
            stretch.resize(stretch.size() - lines_set_anew);
            at = stretch.back().bytes.end;
        }
        if (lines.empty())
            lines = std::move(stretch);
        else
            std::move(stretch.begin(), stretch.end(), std::back_inserter(lines));
    }
    BlockBox& box = layout_->blocks_[index];
    const Px above = lines.empty() ? 0 : estimate(index, {block.text.start, lines.front().bytes.start});
    const Px below = lines.empty() ? 0 : estimate(index, {std::min(lines.back().bytes.end, block.text.end), block.text.end});
    top += above;
    box.height = above + below;
    return lines;
}

// Where the portion begins or ends inside a block, the lines say how far it goes.
void Composer::narrow_to_lines() {
    ChapterLayout& layout = *layout_;
    if (layout.lines_.empty()) return;
    const Line& first = layout.lines_.front();
    if (layout.set_bytes_.start > chapter_.blocks[first.block].text.start) {
        layout.set_bytes_.start = first.bytes.start;
        layout.set_top_ = first.top;
    }
    const Line& last = layout.lines_.back();
    if (layout.set_bytes_.end < chapter_.blocks[last.block].text.end) {
        layout.set_bytes_.end = last.bytes.end;
        layout.set_bottom_ = last.top + last.height;
    }
}

bool ChapterLayout::is_set(Px from, Px to) const {
    return whole() || ((set_bytes_.start == 0 || from >= set_top_) &&
                       (set_bytes_.end >= chapter_->text.size() || to <= set_bottom_));
}

}  // namespace katern::typeset
