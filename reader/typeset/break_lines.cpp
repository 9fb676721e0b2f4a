#include "typeset/break_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace katern::typeset {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
// Ratios are cut here, so that demerits stay comparable where a line holds one short word and no glue.
constexpr double most_stretch = 50;

// How a line is set; neighbours that differ by more than one class look uneven.
enum Fitness : int { tight, decent, loose, very_loose, fitness_count };

Fitness fitness_of(double ratio) {
    if (ratio < -0.5) return tight;
    if (ratio <= 0.5) return decent;
    if (ratio <= 1) return loose;
    return very_loose;
}

struct Sums {
    double width = 0, stretch = 0, shrink = 0;
};

// A break that is still in the running to start the next line.
struct Node {
    std::size_t item = 0;      // where the line before it ended
    std::size_t start = 0;     // first item of the next line
    Sums before;               // of all items before `start`
    double demerits = 0;
    int fitness = decent;
    int hyphens = 0;           // flagged breaks in a row that end here
    int previous = -1;
    double ratio = 0;
    bool overfull = false;
};

constexpr int most_tracked_hyphens = 3;

struct Candidate {
    double demerits = infinite;
    int from = -1;
    double ratio = 0;
    bool overfull = false;
};

class Breaker {
public:
    Breaker(std::span<const Item> items, float measure, float ragged, const Penalties& penalties)
        : items_(items), measure_(measure), ragged_(ragged), penalties_(penalties), sums_(items.size() + 1), starts_(items.size() + 1) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            sums_[i + 1] = sums_[i];
            if (items[i].kind == Item::Kind::penalty) continue;
            sums_[i + 1].width += items[i].width;
            if (items[i].kind == Item::Kind::glue && ragged_ <= 0) {
                sums_[i + 1].stretch += items[i].stretch;
                sums_[i + 1].shrink += items[i].shrink;
            }
        }
        // What is dropped after a break: glue and penalties up to the next box (or forced break).
        starts_[items.size()] = items.size();
        for (std::size_t i = items.size(); i-- > 0;) {
            const bool dropped = items[i].kind == Item::Kind::glue || (items[i].kind == Item::Kind::penalty && items[i].penalty > forced_break);
            starts_[i] = dropped ? starts_[i + 1] : i;
        }
    }

    // Lines whose ratio stays under `tolerance`; empty when there is no such way (unless `emergency`, which always finds one).
    std::vector<BrokenLine> run(double tolerance, bool emergency) {
        nodes_.clear();
        active_.clear();
        Node first;
        first.start = starts_[0];
        first.before = sums_[first.start];
        nodes_.push_back(first);
        active_.push_back(0);
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (!may_break(i)) continue;
            if (!consider(i, tolerance, emergency)) return {};
        }
        return collect();
    }

private:
    [[nodiscard]] bool may_break(std::size_t i) const {
        const Item& item = items_[i];
        if (item.kind == Item::Kind::penalty) return item.penalty < forbidden_break;
        return item.kind == Item::Kind::glue && i > 0 && items_[i - 1].kind == Item::Kind::box;
    }

    // Stretch ratio of the line from `node` to a break at `i`, negative when it must shrink.
    [[nodiscard]] double ratio(const Node& node, std::size_t i) const {
        double width = sums_[i].width - node.before.width;
        if (items_[i].kind == Item::Kind::penalty) width += items_[i].width;
        const double missing = measure_ - width;
        if (std::abs(missing) < 0.01) return 0;
        if (missing > 0) {
            // A last line may be as short as it is, with or without glue that fills it.
            if (items_[i].kind == Item::Kind::penalty && items_[i].penalty <= forced_break) return 0;
            const double stretch = ragged_ > 0 ? ragged_ : sums_[i].stretch - node.before.stretch;
            return stretch > 0 ? std::min(missing / stretch, most_stretch) : most_stretch;
        }
        const double shrink = sums_[i].shrink - node.before.shrink;
        return shrink > 0 ? missing / shrink : -infinite;
    }

    [[nodiscard]] double demerits(const Node& node, const Item& item, double r, int fitness, int hyphens, bool last) const {
        const double badness = 100 * std::pow(std::abs(r), 3);
        const double base = penalties_.line + badness;
        double d = base * base;
        if (item.kind == Item::Kind::penalty && item.penalty > forced_break)
            d += item.penalty >= 0 ? double(item.penalty) * item.penalty : -double(item.penalty) * item.penalty;
        if (hyphens > 1) d += penalties_.double_hyphen;
        if (last && node.hyphens > 0) d += penalties_.last_hyphen;
        if (std::abs(fitness - node.fitness) > 1) d += penalties_.fitness_mismatch;
        return d + node.demerits;
    }

    // Adds the best ways to end a line at `i`. False: the running is empty.
    bool consider(std::size_t i, double tolerance, bool emergency) {
        const Item& item = items_[i];
        const bool forced = item.kind == Item::Kind::penalty && item.penalty <= forced_break;
        std::array<Candidate, fitness_count*(most_tracked_hyphens + 1)> best{};
        Candidate rescue;  // the shortest line that had to go, for an emergency
        std::size_t kept = 0;
        for (const int index : active_) {
            const Node& node = nodes_[static_cast<std::size_t>(index)];
            if (node.start > i) {
                active_[kept++] = index;
                continue;
            }
            const double r = ratio(node, i);
            const bool too_wide = r < -1;
            if (!too_wide && r <= tolerance) offer(best, index, i, r, false);
            if (too_wide && overflows_less(node, rescue)) rescue = {node.demerits, index, -1, true};
            if (!too_wide && !forced) active_[kept++] = index;
        }
        active_.resize(kept);
        const std::size_t before = nodes_.size();
        add_nodes(best, i);
        if (!active_.empty() || nodes_.size() > before) return true;
        if (!emergency) return false;
        // Nothing fits: the line overflows, which is better than losing words.
        const Node& node = nodes_[static_cast<std::size_t>(rescue.from)];
        push(i, rescue.from, decent, item.flagged ? node.hyphens + 1 : 0, node.demerits + 1e9, 0, true);
        return true;
    }

    [[nodiscard]] bool overflows_less(const Node& node, const Candidate& than) const {
        if (than.from < 0) return true;
        const Node& other = nodes_[static_cast<std::size_t>(than.from)];
        return node.start != other.start ? node.start > other.start : node.demerits < other.demerits;
    }

    void offer(std::array<Candidate, fitness_count*(most_tracked_hyphens + 1)>& best, int index, std::size_t i, double r, bool overfull) const {
        const Node& node = nodes_[static_cast<std::size_t>(index)];
        const Item& item = items_[i];
        const int hyphens = item.kind == Item::Kind::penalty && item.flagged ? std::min(node.hyphens + 1, most_tracked_hyphens) : 0;
        if (hyphens > penalties_.most_hyphens_in_a_row) return;
        const int fitness = fitness_of(r);
        const bool last = i + 1 == items_.size();
        const double d = demerits(node, item, r, fitness, hyphens, last);
        Candidate& slot = best[static_cast<std::size_t>(fitness * (most_tracked_hyphens + 1) + hyphens)];
        if (d < slot.demerits) slot = {d, index, r, overfull};
    }

    void add_nodes(const std::array<Candidate, fitness_count*(most_tracked_hyphens + 1)>& best, std::size_t i) {
        for (std::size_t slot = 0; slot < best.size(); ++slot) {
            const Candidate& candidate = best[slot];
            if (candidate.from < 0) continue;
            push(i, candidate.from, static_cast<int>(slot) / (most_tracked_hyphens + 1), static_cast<int>(slot) % (most_tracked_hyphens + 1),
                 candidate.demerits, candidate.ratio, candidate.overfull);
        }
    }

    void push(std::size_t i, int from, int fitness, int hyphens, double demerits, double r, bool overfull) {
        Node node;
        node.item = i;
        node.start = starts_[i + 1 <= items_.size() ? i + 1 : i];
        if (items_[i].kind == Item::Kind::glue) node.start = starts_[i];
        node.before = sums_[std::min(node.start, items_.size())];
        node.demerits = demerits;
        node.fitness = fitness;
        node.hyphens = hyphens;
        node.previous = from;
        node.ratio = r;
        node.overfull = overfull;
        nodes_.push_back(node);
        active_.push_back(static_cast<int>(nodes_.size()) - 1);
    }

    [[nodiscard]] std::vector<BrokenLine> collect() const {
        int best = -1;
        for (std::size_t n = 1; n < nodes_.size(); ++n)
            if (nodes_[n].item + 1 == items_.size() && (best < 0 || nodes_[n].demerits < nodes_[static_cast<std::size_t>(best)].demerits))
                best = static_cast<int>(n);
        std::vector<BrokenLine> lines;
        for (int n = best; n > 0; n = nodes_[static_cast<std::size_t>(n)].previous) {
            const Node& node = nodes_[static_cast<std::size_t>(n)];
            const Node& from = nodes_[static_cast<std::size_t>(node.previous)];
            lines.push_back({from.start, node.item, static_cast<float>(node.ratio), node.overfull});
        }
        std::reverse(lines.begin(), lines.end());
        return lines;
    }

    std::span<const Item> items_;
    double measure_;
    double ragged_;
    const Penalties& penalties_;
    std::vector<Sums> sums_;
    std::vector<std::size_t> starts_;
    std::vector<Node> nodes_;
    std::vector<int> active_;
};

}  // namespace

std::vector<BrokenLine> break_lines(std::span<const Item> items, float measure, float ragged_stretch, const Penalties& penalties) {
    if (items.empty()) return {};
    Breaker breaker(items, measure, ragged_stretch, penalties);
    std::vector<BrokenLine> lines = breaker.run(penalties.tolerance, false);
    if (lines.empty()) lines = breaker.run(infinite, true);
    return lines;
}

}  // namespace katern::typeset
