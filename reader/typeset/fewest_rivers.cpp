// Of the ways to set a paragraph that differ little in what they cost, the one with the fewest rivers.
#include "typeset/breaker.h"
#include "typeset/rivers.h"

namespace katern::typeset {
namespace {

// So many of them are looked at, in paragraphs of at most so many lines.
constexpr int most_ways = 48;
constexpr int most_looks = 2'000;
constexpr std::size_t most_lines_looked_at = 150;

}  // namespace

// Follows all ways back from a break whose cost, with what comes after it, stays under the limit.
void Breaker::look(std::size_t index, double behind, double limit, Breaking& best, std::size_t& rivers) {
    if (++looks_ > most_looks || ways_ > most_ways || rivers == 0) return;
    if (index == 0) {
        ++ways_;
        way_.assign(back_.rbegin(), back_.rend());
        const std::size_t found = count_rivers(items_, way_, ragged_ > 0, rivers);
        if (found > rivers || (found == rivers && behind >= best.demerits)) return;
        rivers = found;
        best = {way_, behind};
        return;
    }
    const Node node = nodes_[index];
    const Item& item = items_[node.item];
    const bool last = node.item + 1 == items_.size();
    const bool flagged = item.kind == Item::Kind::penalty && item.flagged;
    for (const Start* from = last ? &starts_.back() : &start_of(index) - 1;; --from) {
        const std::uint32_t broken_at = nodes_[from->node].item;
        Fit way;
        const double too_wide = from->first <= node.item ? fit(*from, node.item, way) : 0;
        if (too_wide > 2 * edges_) return;
        if (from->first <= node.item && too_wide <= 0 && way.ratio <= tolerance_ && fitness_of(way.ratio) == node.fitness) {
            const double own = own_demerits(item, way);
            for (std::uint32_t n = from->node_end; n-- > from->node;) {
                const int hyphens = flagged ? nodes_[n].hyphens + 1 : 0;
                if (hyphens != node.hyphens) continue;
                const double added = demerits(own, nodes_[n], node.fitness, hyphens, last) - nodes_[n].demerits;
                if (nodes_[n].demerits + added + behind > limit) continue;
                back_.push_back(line_between(*from, node.item, way));
                look(n, behind + added, limit, best, rivers);
                back_.pop_back();
            }
        }
        // Nothing goes on beyond the start of the paragraph, or a line that had to end.
        if (from->node == 0 || is_forced(items_[broken_at])) return;
    }
}

Breaking Breaker::with_fewest_rivers(Breaking best) {
    if (penalties_.river_share <= 0 || best.lines.size() < 3 || best.lines.size() > most_lines_looked_at) return best;
    std::size_t rivers = count_rivers(items_, best.lines, ragged_ > 0);
    if (rivers == 0) return best;
    const double limit = best.demerits * (1 + double(penalties_.river_share));
    looks_ = ways_ = 0;
    for (std::size_t n = finished_; n < nodes_.size(); ++n)
        if (nodes_[n].demerits <= limit) look(n, 0, limit, best, rivers);
    return best;
}

}  // namespace katern::typeset
