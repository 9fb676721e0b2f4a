// Pages are cut between lines, never through one: no heading alone at the foot, no first or last line of a paragraph alone
// where that can be helped.
#include <algorithm>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

// The page from this atom on: as much as fits, then back to where a page may begin. One line less, where that spares
// the reader half a word.
std::size_t page_end(const std::vector<Composer::Atom>& atoms, std::size_t start, Px height) {
    height -= atoms[start].head_height;
    std::size_t next = start + 1;
    while (next < atoms.size() && atoms[next].bottom - atoms[start].top <= height) ++next;
    if (next == atoms.size()) return next;
    std::size_t better = next;
    while (better > start + 1 && !atoms[better].may_start_page) --better;
    if (better <= start + 1 && !atoms[better].may_start_page) return next;
    const bool spared = better > start + 2 && atoms[better - 1].hyphenated && atoms[better - 1].may_start_page &&
                        !atoms[better - 2].hyphenated;
    return spared ? better - 1 : better;
}

}  // namespace

std::vector<Composer::Atom> Composer::atoms() const {
    std::vector<Atom> atoms;
    bool kept_with_last = false;
    const BlockBox* head = nullptr;  // of the table that is gone through
    for (std::size_t b = 0; b < layout_->blocks_.size(); ++b) {
        const BlockBox& box = layout_->blocks_[b];
        if (box.height <= 0 || !is_wanted(b)) continue;
        const document::Block& block = chapter_.blocks[b];
        if (block.kind == document::BlockKind::table_row && (b == 0 || chapter_.blocks[b - 1].table != block.table))
            head = block.header ? &box : nullptr;
        if (box.unbreakable || box.line_count < 2) {
            Atom atom{box.top, box.top + box.height, block.text.start, !kept_with_last};
            // A head of half a page would leave no room for the rows.
            if (block.kind == document::BlockKind::table_row && !block.header && head && head->height < style_.page_height / 3) {
                atom.head_top = head->top;
                atom.head_height = head->height;
            }
            atoms.push_back(atom);
        } else {
            const text::Range all = chapter_.blocks[b].text;
            for (std::size_t i = 0; i < box.line_count; ++i) {
                const Line& line = layout_->lines_[box.first_line + i];
                const bool second = i == 1;
                const bool last = i + 1 == box.line_count;
                const bool heading = box.keep_with_next && i > 0;
                Atom atom{line.top, line.top + line.height, line.bytes.start, !(second || last || heading)};
                if (i == 0) {
                    if (line.bytes.start <= all.start) atom.top = box.top;
                    atom.may_start_page = !kept_with_last;
                }
                atom.hyphenated = line.hyphenated;
                if (last && line.bytes.end >= all.end) atom.bottom = box.top + box.height;
                atoms.push_back(atom);
            }
        }
        kept_with_last = box.keep_with_next;
    }
    return atoms;
}

void Composer::paginate() {
    const std::vector<Atom> atoms = this->atoms();
    const auto add = [&](std::size_t from, std::size_t end) {
        layout_->pages_.push_back({atoms[from].top, atoms[end - 1].bottom, atoms[from].first_byte, atoms[from].head_top,
                                   atoms[from].head_height});
    };
    std::size_t start = 0;
    if (wanted_.start > 0) {
        // Where pages begin is not known before the whole is set: one begins with what is looked at, those before it
        // end there.
        while (start + 1 < atoms.size() && atoms[start + 1].first_byte <= anchor_) ++start;
        for (std::size_t end = start; end > 0;) {
            std::size_t from = end - 1;
            while (from > 0 && atoms[end - 1].bottom - atoms[from - 1].top <= style_.page_height - atoms[from - 1].head_height) --from;
            add(from, end);
            end = from;
        }
        std::reverse(layout_->pages_.begin(), layout_->pages_.end());
    }
    while (start < atoms.size()) {
        const std::size_t end = page_end(atoms, start, style_.page_height);
        add(start, end);
        start = end;
    }
    if (layout_->pages_.empty()) layout_->pages_.push_back({});
}

PageFaults ChapterLayout::page_faults() const {
    PageFaults faults;
    for (std::size_t p = 1; p < pages_.size(); ++p) {
        const std::size_t first = line_at(pages_[p].first_byte);
        if (first == 0 || lines_[first].bytes.start != pages_[p].first_byte) continue;
        faults.hyphens += lines_[first - 1].hyphenated ? 1 : 0;
        const BlockBox& box = blocks_[lines_[first].block];
        if (box.unbreakable || box.keep_with_next || box.line_count < 2) continue;
        faults.orphans += first == box.first_line + 1 ? 1 : 0;
        faults.widows += first + 1 == box.first_line + box.line_count ? 1 : 0;
    }
    return faults;
}

}  // namespace katern::typeset
