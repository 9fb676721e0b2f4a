// Pages are cut between lines, never through one. What is kept together (a heading with its text, a table's head with a row) stays so,
// whatever room that leaves. Three faults are avoided where they can be: a paragraph's last line alone at the top of a page (widow), its
// first one alone at the foot (orphan), and half a word at the end. The order is
//   1. the full page, where it has none of them;
//   2. a paragraph on it that is set one line longer or shorter, at no more demerits than are stated in loosen.cpp;
//   3. the page that gives up a line, or two where that spares it a lone one: on a screen nobody sees that the foot is a little higher
//      (and up to six where that spares it a lone last one);
//   4. the least of the faults, where neither helps: see fault_at, and cost_of_lines for what a line that is given up weighs beside it.
// A heading keeps the first two lines of its text. All is counted: see PageEnds.
#include <algorithm>
#include <iterator>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

// Set ahead of a page, so that another end of it can be judged.
constexpr float lines_beyond = 12;

// Of lines that are given up, beside fault_at: one spares half a word, two a lone line. More are given up only for a lone last line,
// which has a heading and two lines before it then: a page that ends before a heading may be a good deal shorter.
constexpr int cost_of_lines[] = {0, 1, 3, 6, 6, 6, 6};

// Steps 3 and 4, from where the page is full.
std::size_t page_end(const std::vector<Composer::Atom>& atoms, std::size_t start, std::size_t full) {
    if (full == atoms.size()) return full;
    std::size_t latest = full;
    while (latest > start + 1 && !atoms[latest].may_start_page) --latest;
    if (!atoms[latest].may_start_page) return full;
    std::size_t best = latest;
    int least = fault_at(atoms, latest);
    for (std::size_t given = 1; given < std::size(cost_of_lines) && latest - given > start + 1; ++given) {
        const int cost = fault_at(atoms, latest - given) + cost_of_lines[given];
        if (!atoms[latest - given].may_start_page || cost >= least) continue;
        best = latest - given;
        least = cost;
    }
    return best;
}

}  // namespace

std::size_t full_page(std::span<const Composer::Atom> atoms, std::size_t start, Px height) {
    height -= atoms[start].head_height;
    std::size_t next = start + 1;
    while (next < atoms.size() && atoms[next].bottom - atoms[start].top <= height) ++next;
    return next;
}

int fault_at(std::span<const Composer::Atom> atoms, std::size_t end) {
    if (end >= atoms.size()) return 0;
    const Composer::Atom& next = atoms[end];
    return (next.widow ? 7 : 0) + (next.orphan ? 5 : 0) + (atoms[end - 1].hyphenated ? 3 : 0);
}

Px Composer::ground_above(std::size_t block) const {
    const auto found = ground_above_.find(block);
    return found == ground_above_.end() ? 0 : found->second;
}

Px Composer::ground_below(std::size_t block) const {
    const auto found = ground_below_.find(block);
    return found == ground_below_.end() ? 0 : found->second;
}

void Composer::add_line_atoms(std::vector<Atom>& atoms, std::size_t index, std::span<const Line> lines, bool kept_with_last, Px shift) const {
    const BlockBox& box = layout_->blocks_[index];
    const text::Range all = chapter_.blocks[index].text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        const bool last = i + 1 == lines.size();
        Atom atom{line.top + shift, line.top + line.height + shift, line.bytes.start};
        if (i == 0) {
            if (line.bytes.start <= all.start) atom.top = box.top - ground_above(index) + shift;
            atom.may_start_page = !kept_with_last;
        } else {
            atom.may_start_page = !box.keep_with_next && !(i == 1 && kept_with_last);
            atom.orphan = i == 1 && !box.keep_with_next;
            atom.widow = last && !box.keep_with_next;
        }
        atom.hyphenated = line.hyphenated;
        if (last && line.bytes.end >= all.end) {
            if (lines.size() == box.line_count) atom.bottom = box.top + box.height + shift;
            atom.bottom += ground_below(index);
        }
        atom.block = index;
        atom.line = i;
        atoms.push_back(atom);
    }
}

void Composer::add_atoms(Queue& queue, std::size_t index) const {
    const BlockBox& box = layout_->blocks_[index];
    if (box.height <= 0 || !is_wanted(index)) return;
    const document::Block& block = chapter_.blocks[index];
    const bool row = block.kind == document::BlockKind::table_row;
    if (row && (index == 0 || chapter_.blocks[index - 1].table != block.table)) {
        queue.head_block = index;
        queue.head_top = box.top + queue.shift;
        queue.head_height = block.header && box.line_count > 0 ? box.height : 0;
    }
    if (box.unbreakable || box.line_count < 2) {
        const Px top = box.top + queue.shift;
        Atom atom{top - ground_above(index), top + box.height + ground_below(index), block.text.start, !queue.kept_with_last};
        // A head of half a page would leave no room for the rows.
        if (row && !block.header && queue.head_height < style_.page_height / 3) {
            atom.head_top = queue.head_top;
            atom.head_height = queue.head_height;
        }
        atom.block = index;
        queue.atoms.push_back(atom);
    } else {
        add_line_atoms(queue.atoms, index, std::span(layout_->lines_).subspan(box.first_line, box.line_count), queue.kept_with_last, queue.shift);
    }
    queue.kept_with_last = box.keep_with_next;
}

// Until there is more than a page holds, with some lines beyond it to see what another end would look like.
void Composer::fill(Queue& queue) const {
    if (queue.start > queue.atoms.size() / 2) {
        queue.atoms.erase(queue.atoms.begin(), queue.atoms.begin() + static_cast<std::ptrdiff_t>(queue.start));
        queue.start = 0;
    }
    const Px enough = style_.page_height + lines_beyond * style_.leading;
    while (queue.next_block < layout_->blocks_.size() &&
           (queue.start == queue.atoms.size() || queue.atoms.back().bottom - queue.atoms[queue.start].top < enough))
        add_atoms(queue, queue.next_block++);
}

void Composer::add_page(const Queue& queue, std::size_t from, std::size_t end) {
    const Atom& first = queue.atoms[from];
    layout_->pages_.push_back({first.top, queue.atoms[end - 1].bottom, first.first_byte, first.head_top, first.head_height});
}

// Where pages begin is not known before the whole is set: one begins with what is looked at, those before it end there.
void Composer::paginate_back(Queue& queue) {
    while (queue.next_block < layout_->blocks_.size()) add_atoms(queue, queue.next_block++);
    const std::vector<Atom>& atoms = queue.atoms;
    while (queue.start + 1 < atoms.size() && atoms[queue.start + 1].first_byte <= anchor_) ++queue.start;
    for (std::size_t end = queue.start; end > 0;) {
        std::size_t from = end - 1;
        while (from > 0 && atoms[end - 1].bottom - atoms[from - 1].top <= style_.page_height - atoms[from - 1].head_height) --from;
        add_page(queue, from, end);
        end = from;
    }
    std::reverse(layout_->pages_.begin(), layout_->pages_.end());
}

void Composer::paginate() {
    Queue queue;
    const bool from_start = wanted_.start == 0;
    if (!from_start) paginate_back(queue);
    for (fill(queue); queue.start < queue.atoms.size() && !stop_.stop_requested(); fill(queue)) {
        if (from_start && style_.fit_pages) improve_page_end(queue);
        const std::size_t full = full_page(queue.atoms, queue.start, style_.page_height);
        const std::size_t end = page_end(queue.atoms, queue.start, full);
        add_page(queue, queue.start, end);
        layout_->pages_.back().gives_up_lines = end < full && fault_at(queue.atoms, full) > 0;
        queue.start = end;
    }
    if (layout_->pages_.empty()) layout_->pages_.push_back({});
    move_what_follows();
}

PageEnds ChapterLayout::page_ends() const {
    PageEnds ends;
    for (const BlockBox& box : blocks_) ends.loosened += box.looseness != 0 ? 1 : 0;
    for (const Page& page : pages_) ends.short_pages += page.gives_up_lines ? 1 : 0;
    for (std::size_t p = 1; p < pages_.size(); ++p) {
        const std::size_t first = line_at(pages_[p].first_byte);
        if (first == 0 || lines_[first].bytes.start != pages_[p].first_byte) continue;
        ends.hyphens += lines_[first - 1].hyphenated ? 1 : 0;
        const BlockBox& box = blocks_[lines_[first].block];
        if (box.unbreakable || box.keep_with_next || box.line_count < 2) continue;
        ends.orphans += first == box.first_line + 1 ? 1 : 0;
        ends.widows += first + 1 == box.first_line + box.line_count ? 1 : 0;
    }
    return ends;
}

}  // namespace katern::typeset
