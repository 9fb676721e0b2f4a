// Pages are cut between lines, never through one: no heading alone at the foot, no first or last line of a paragraph alone
// where that can be helped.
#include "typeset/composer.h"

namespace katern::typeset {
namespace {

// What stays in one piece: a line, a table's row, a figure.
struct Atom {
    Px top = 0, bottom = 0;
    std::size_t first_byte = 0;
    bool may_start_page = true;
};

}  // namespace

void Composer::paginate() {
    std::vector<Atom> atoms;
    bool kept_with_last = false;
    for (std::size_t b = 0; b < layout_->blocks_.size(); ++b) {
        const BlockBox& box = layout_->blocks_[b];
        if (box.height <= 0) continue;
        if (box.unbreakable || box.line_count < 2) {
            atoms.push_back({box.top, box.top + box.height, chapter_.blocks[b].text.start, !kept_with_last});
        } else {
            for (std::size_t i = 0; i < box.line_count; ++i) {
                const Line& line = layout_->lines_[box.first_line + i];
                const bool second = i == 1;
                const bool last = i + 1 == box.line_count;
                const bool heading = box.keep_with_next && i > 0;
                Atom atom{line.top, line.top + line.height, line.bytes.start, !(second || last || heading)};
                if (i == 0) {
                    atom.top = box.top;
                    atom.may_start_page = !kept_with_last;
                }
                if (last) atom.bottom = box.top + box.height;
                atoms.push_back(atom);
            }
        }
        kept_with_last = box.keep_with_next;
    }
    for (std::size_t start = 0; start < atoms.size();) {
        std::size_t next = start + 1;
        while (next < atoms.size() && atoms[next].bottom - atoms[start].top <= style_.page_height) ++next;
        if (next < atoms.size()) {
            std::size_t better = next;
            while (better > start + 1 && !atoms[better].may_start_page) --better;
            if (better > start + 1 || atoms[better].may_start_page) next = better;
        }
        layout_->pages_.push_back({atoms[start].top, atoms[next - 1].bottom, atoms[start].first_byte});
        start = next;
    }
    if (layout_->pages_.empty()) layout_->pages_.push_back({0, 0, 0});
}

}  // namespace katern::typeset
