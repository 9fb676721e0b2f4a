// Pages that would end badly are helped by a paragraph on them that is set one line longer or shorter than it reads best (Knuth's
// \looseness, The TeXbook, p. 103).
#include <algorithm>
#include <iterator>
#include <span>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

// The bound: so many demerits for each line of the paragraph, (10 + 100)²: those of a line whose spaces take all the stretch that they
// have (ratio 1), which is where TeX's books call a line loose. A paragraph that is looser than that on the average, hyphens and uneven
// neighbours counted in, is seen among its own kind; that is worse than a page that is a line short.
constexpr double most_demerits_a_line = 12'100;
// Each line can give or take up about this share of the measure. Only what may come out is tried.
constexpr float share_of_line = 0.045F, share_of_ragged_line = 0.15F;
constexpr float tolerance = 1.8F;  // one looser line than this costs as much as 29 lines may together
constexpr std::size_t least_lines = 3;
constexpr std::size_t longest = 6'000;  // bytes
constexpr Em least_last_line = 2.5F;      // a shorter last line is nearly a hole between paragraphs
constexpr std::size_t atoms_beyond = 10;  // of the page's end, that are looked at

}  // namespace

// Those whose lines are chosen as a whole, and which no other thing depends on.
bool Composer::may_be_loosened(std::size_t index) const {
    const document::Block& block = chapter_.blocks[index];
    const BlockBox& box = layout_->blocks_[index];
    const bool kind = block.kind == document::BlockKind::paragraph || block.kind == document::BlockKind::footnote;
    return kind && !has_pictures_in_text(index) && !box.keep_with_next && box.line_count >= least_lines && block.text.size() <= longest && block.text.start >= wanted_.start &&
           block.text.end <= wanted_.end;
}

// Above 1 nothing can come of it.
float Composer::strain_of(std::size_t index, int looseness) const {
    const BlockBox& box = layout_->blocks_[index];
    const Column& column = columns_[index];
    const Line& last = layout_->lines_[box.first_line + box.line_count - 1];
    const float share = looseness > 0 && !type_of(index).justified ? share_of_ragged_line : share_of_line;
    const Px to_give = share * column.width * static_cast<float>(box.line_count - 1);
    const Px needed = looseness < 0 ? last.x + last.width - column.x : column.x + column.width - last.x - last.width;
    return needed / to_give;
}

// The paragraph with so many lines more; nothing where that can't be had for so many demerits a line.
std::optional<Composer::Loosened> Composer::loosen(std::size_t index, int looseness, double most) {
    const document::Block& block = chapter_.blocks[index];
    const BlockBox& box = layout_->blocks_[index];
    const Column& column = columns_[index];
    const Type type = type_of(index);
    callout_ = block.containers.empty() ? std::nullopt : document::callout_of(chapter_, index);
    Paragraph paragraph = paragraph_of(block, block.text, type);
    Paragraph::Setting setting = setting_of(index, type, column);
    setting.looseness = looseness;
    setting.penalties.tolerance = tolerance;
    setting.penalties.river_share = 0;
    const auto wanted = static_cast<std::size_t>(static_cast<int>(box.line_count) + looseness);
    setting.penalties.most_demerits = most * static_cast<double>(wanted);
    const std::size_t count = paragraph.choose(setting);
    if (count != wanted) return std::nullopt;
    const double cost = paragraph.demerits() / static_cast<double>(count);
    Loosened loosened{index, looseness, type.leading * static_cast<float>(looseness), cost, paragraph.chosen_lines(setting)};
    const auto& lines = loosened.lines;
    if (lines.back().width < least_last_line * type.size || lines[lines.size() - 2].hyphenated) return std::nullopt;
    if (std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.overfull; })) return std::nullopt;
    place_lines(loosened.lines, index, type, box.top);
    return loosened;
}

// From the start of the page on, up to some beyond this end of it.
std::vector<Composer::Atom> Composer::atoms_with(const Queue& queue, std::size_t most, const Loosened& loosened) const {
    const auto from = queue.atoms.begin() + static_cast<std::ptrdiff_t>(queue.start);
    const auto first = std::find_if(from, queue.atoms.end(), [&](const Atom& atom) { return atom.block == loosened.block; });
    const auto behind = std::find_if(first, queue.atoms.end(), [&](const Atom& atom) { return atom.block != loosened.block; });
    std::vector<Atom> atoms(from, first);
    add_line_atoms(atoms, loosened.block, loosened.lines, !first->may_start_page, queue.shift);
    for (auto atom = behind; atom != queue.atoms.end() && atoms.size() < most; ++atom) {
        atoms.push_back(*atom);
        atoms.back().top += loosened.by;
        atoms.back().bottom += loosened.by;
        atoms.back().head_top += loosened.by;
    }
    return atoms;
}

// Whether the page would end well; not where that can't be seen yet.
bool Composer::ends_well(const Queue& queue, std::size_t full, const Loosened& loosened) const {
    const std::vector<Atom> atoms = atoms_with(queue, full - queue.start + atoms_beyond, loosened);
    const std::size_t end = full_page(atoms, 0, style_.page_height);
    if (end < atoms.size()) return atoms[end].may_start_page && fault_at(atoms, end) == 0;
    const bool all_seen = queue.next_block == layout_->blocks_.size() && wanted_.end >= chapter_.text.size();
    return all_seen && atoms.back().first_byte == queue.atoms.back().first_byte;
}

// What can be known before its lines are chosen: whether the page would end well if none of them ended in a hyphen.
bool Composer::might_end_well(const Queue& queue, std::size_t full, std::size_t block, int looseness) const {
    const bool last_of_all = queue.atoms.back().block == block;
    if (last_of_all) return true;
    const auto own = std::span(layout_->lines_).subspan(layout_->blocks_[block].first_line, layout_->blocks_[block].line_count);
    Loosened dummy{block, looseness, own.front().height * static_cast<float>(looseness), 0, {}};
    dummy.lines.resize(own.size() + static_cast<std::size_t>(looseness));
    for (std::size_t i = 0; i < dummy.lines.size(); ++i) {
        dummy.lines[i].height = own.front().height;
        dummy.lines[i].top = layout_->blocks_[block].top + static_cast<float>(i) * own.front().height;
    }
    return ends_well(queue, full, dummy);
}

// Those that would let the page end well, the likeliest to cost little first: what one costs, the next must undercut, and is given up
// as soon as it can't.
std::vector<Composer::Way> Composer::ways_to_loosen(const Queue& queue, std::size_t full) const {
    std::vector<Way> ways;
    for (std::size_t i = queue.start; i < full; ++i) {
        const Atom& atom = queue.atoms[i];
        if (atom.line != 0 || !may_be_loosened(atom.block)) continue;
        for (const int looseness : {1, -1}) {
            const float strain = strain_of(atom.block, looseness);
            if (strain <= 1 && might_end_well(queue, full, atom.block, looseness)) ways.push_back({atom.block, looseness, strain});
        }
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.strain < b.strain; });
    return ways;
}

// Takes the change that costs least among those that let the page end well.
void Composer::improve_page_end(Queue& queue) {
    const std::size_t full = full_page(queue.atoms, queue.start, style_.page_height);
    if (fault_at(queue.atoms, full) == 0) return;
    std::optional<Loosened> best;
    for (const Way& way : ways_to_loosen(queue, full)) {
        std::optional<Loosened> set = loosen(way.block, way.looseness, best ? best->cost : most_demerits_a_line);
        if (set && (!best || set->cost < best->cost) && ends_well(queue, full, *set)) best = std::move(set);
    }
    if (!best) return;
    queue.atoms = atoms_with(queue, SIZE_MAX, *best);
    queue.start = 0;
    queue.shift += best->by;
    if (queue.head_block > best->block) queue.head_top += best->by;
    loosened_.push_back(std::move(*best));
}

// Puts the changed lines in, and all that stands below them where the pages have it.
void Composer::move_what_follows() {
    if (loosened_.empty()) return;
    ChapterLayout& layout = *layout_;
    std::vector<std::pair<Px, Px>> steps;  // from this y on, moved so far
    std::vector<Line> lines;
    lines.reserve(layout.lines_.size() + loosened_.size());
    auto next = loosened_.begin();
    Px shift = 0;
    for (std::size_t b = 0; b < layout.blocks_.size(); ++b) {
        BlockBox& box = layout.blocks_[b];
        const bool changed = next != loosened_.end() && next->block == b;
        const auto own = std::span(layout.lines_).subspan(box.first_line, box.line_count);
        const std::span<Line> set = changed ? std::span<Line>(next->lines) : own;
        box.first_line = lines.size();
        box.line_count = set.size();
        for (Line& line : set) {
            line.top += shift;
            line.baseline += shift;
            lines.push_back(std::move(line));
        }
        const Px bottom = box.top + box.height;
        box.top += shift;
        if (!changed) continue;
        box.height += next->by;
        box.looseness = next->looseness;
        shift += next->by;
        steps.emplace_back(bottom, shift);
        ++next;
    }
    layout.lines_ = std::move(lines);
    const auto moved = [&](Px y) {
        const auto step = std::upper_bound(steps.begin(), steps.end(), y + 0.01F, [](Px at, const auto& each) { return at < each.first; });
        return step == steps.begin() ? y : y + std::prev(step)->second;
    };
    for (Box& box : layout.boxes_) {
        const Px bottom = moved(box.rect.bottom());
        box.rect.y = moved(box.rect.y);
        box.rect.height = bottom - box.rect.y;
    }
    for (WideTable& table : layout.wide_tables_) table.view.y = moved(table.view.y);
    for (Figure& figure : layout.figures_) figure.rect.y = moved(figure.rect.y);
    for (Line& mark : layout.marks_) {
        const Px by = moved(mark.top) - mark.top;
        mark.top += by;
        mark.baseline += by;
    }
    layout.height_ = moved(layout.height_);
    layout.set_bottom_ = moved(layout.set_bottom_);
}

}  // namespace katern::typeset
