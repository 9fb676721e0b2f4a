// Pages are cut between lines, never through one: no heading alone at the foot, no first or last line of a paragraph alone
// where that can be helped.
#include <algorithm>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

// The pages from this atom on: as much on each as fits, then back to where a page may begin.
std::size_t page_end(const std::vector<Composer::Atom>& atoms, std::size_t start, Px height) {
    std::size_t next = start + 1;
    while (next < atoms.size() && atoms[next].bottom - atoms[start].top <= height) ++next;
    if (next == atoms.size()) return next;
    std::size_t better = next;
    while (better > start + 1 && !atoms[better].may_start_page) --better;
    return better > start + 1 || atoms[better].may_start_page ? better : next;
}

}  // namespace

std::vector<Composer::Atom> Composer::atoms() const {
    std::vector<Atom> atoms;
    bool kept_with_last = false;
    for (std::size_t b = 0; b < layout_->blocks_.size(); ++b) {
        const BlockBox& box = layout_->blocks_[b];
        if (box.height <= 0 || !is_wanted(b)) continue;
        if (box.unbreakable || box.line_count < 2) {
            atoms.push_back({box.top, box.top + box.height, chapter_.blocks[b].text.start, !kept_with_last});
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
        layout_->pages_.push_back({atoms[from].top, atoms[end - 1].bottom, atoms[from].first_byte});
    };
    std::size_t start = 0;
    if (wanted_.start > 0) {
        // Where pages begin is not known before the whole is set: one begins with what is looked at, those before it
        // end there.
        while (start + 1 < atoms.size() && atoms[start + 1].first_byte <= anchor_) ++start;
        for (std::size_t end = start; end > 0;) {
            std::size_t from = end - 1;
            while (from > 0 && atoms[end - 1].bottom - atoms[from - 1].top <= style_.page_height) --from;
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
    if (layout_->pages_.empty()) layout_->pages_.push_back({0, 0, 0});
}

}  // namespace katern::typeset
