#include "typeset/break_lines.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "typeset/rivers.h"

namespace katern::typeset {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
// Ratios are cut here, so that demerits stay comparable where a line holds one short word and no glue.
constexpr double most_stretch = 50;
constexpr double first_tolerance = 1.8;
// Counting lines keeps every number of them apart; a paragraph of more items than this is set without.
constexpr std::size_t most_items_counted = 20'000;
// Of the ways that differ little from the best one, so many are looked at, in paragraphs of at most so many lines.
constexpr int most_ways = 48;
constexpr int most_looks = 2'000;
constexpr std::size_t most_lines_looked_at = 150;

// How a line is set; neighbours that differ by more than one class look uneven.
enum Fitness : int { tight, decent, loose, very_loose };

int fitness_of(double ratio) {
    if (ratio < -0.5) return tight;
    if (ratio <= 0.5) return decent;
    if (ratio <= 1) return loose;
    return very_loose;
}

struct Sums {
    double width = 0, stretch = 0, shrink = 0, letters = 0;
};

// A break, as it is remembered once made.
struct Node {
    std::uint32_t item = 0;   // where the line before it ended
    std::int32_t previous = -1;
    float ratio = 0;
    float letter_fit = 0;
    std::int16_t fitness = decent;
    std::int8_t hyphens = 0;
    bool overfull = false;
    double demerits = 0;  // of the best way to it
};

// A break that is still in the running to start the next line.
struct Active {
    Sums before;               // of all items before the next line's start, less what it hangs out on the left
    double reach = 0;          // how far a line from here must come to be within the tolerance; see reach_of
    double demerits = 0;
    std::uint32_t start = 0;   // first item of the next line
    std::int32_t node = 0;
    std::int16_t fitness = decent;
    std::int16_t hyphens = 0;  // flagged breaks in a row that end here
    std::int32_t line = 0;     // counted only where their number matters
};

// How a line would be set between two breaks.
struct Fit {
    double ratio = 0;
    double letters = 0;  // px that its letters are wider
    double share = 0;    // of what they may be
};

struct Candidate {
    double demerits = infinite;
    Fit fit;
    double letter_width = 0;
    std::int32_t from = -1;
    std::int32_t line = 0;
    std::int16_t fitness = decent;
    std::int16_t hyphens = 0;
};

class Breaker {
public:
    Breaker(std::span<const Item> items, float measure, float ragged, const Penalties& penalties)
        : items_(items), measure_(measure), ragged_(ragged), penalties_(penalties), sums_(items.size() + 1), starts_(items.size() + 1) {
        double most_hang = 0, most_after = 0, most_hyphen = 0;
        for (std::size_t i = 0; i < items.size(); ++i) {
            Sums& sum = sums_[i + 1];
            sum = sums_[i];
            most_hang = std::max<double>(most_hang, items[i].hang);
            if (items[i].kind == Item::Kind::penalty) {
                most_after = std::max<double>(most_after, std::abs(items[i].after));
                most_hyphen = std::max<double>(most_hyphen, items[i].width);
                if (items[i].penalty > forced_break) least_penalty_ = std::min<double>(least_penalty_, items[i].penalty);
                continue;
            }
            sum.width += items[i].width;
            if (items[i].kind == Item::Kind::box) {
                sum.letters += items[i].width;
            } else if (ragged_ <= 0) {
                sum.stretch += items[i].stretch;
                sum.shrink += items[i].shrink;
            }
        }
        // What is dropped after a break: glue and penalties up to the next box (or forced break).
        starts_[items.size()] = static_cast<std::uint32_t>(items.size());
        for (std::size_t i = items.size(); i-- > 0;) {
            const bool dropped = items[i].kind == Item::Kind::glue || (items[i].kind == Item::Kind::penalty && items[i].penalty > forced_break);
            starts_[i] = dropped ? starts_[i + 1] : static_cast<std::uint32_t>(i);
        }
        edges_ = 2 * most_hang + 2 * most_after + most_hyphen + 1;
    }

    // No way with a line looser than `tolerance` can be better than one that costs less than this.
    [[nodiscard]] double least_demerits_beyond(double tolerance) const {
        const double base = penalties_.line + 100 * tolerance * tolerance * tolerance;
        return least_penalty_ < 0 ? 0 : base * base;
    }

    // The best way whose lines' ratios stay under `tolerance`; empty when there is none (unless `emergency`, which always finds one).
    // `looseness` nothing: lines are not counted.
    Breaking run(double tolerance, bool emergency, int looseness) {
        tolerance_ = tolerance;
        // A way that is as good as the best but for rivers must not be lost here.
        dear_ = penalties_.fitness_mismatch * (penalties_.river_share > 0 ? 2 : 1);
        counted_ = looseness != 0;
        nodes_.clear();
        active_.clear();
        head_ = 0;
        finished_.clear();
        nodes_.emplace_back();
        active_.push_back(active_of(0));
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (may_break(i) && !consider(i, emergency)) return {};
        return collect(looseness);
    }

private:
    [[nodiscard]] bool may_break(std::size_t i) const {
        const Item& item = items_[i];
        if (item.kind == Item::Kind::penalty) return item.penalty < forbidden_break;
        return item.kind == Item::Kind::glue && i > 0 && items_[i - 1].kind == Item::Kind::box;
    }

    // A line that starts at this item, after a break there was (or at the start of the paragraph).
    [[nodiscard]] Active after_break(std::uint32_t start, const Item* broken) const {
        Active active;
        active.start = start;
        active.before = sums_[start];
        if (start < items_.size() && items_[start].kind == Item::Kind::box) active.before.width += items_[start].hang;
        if (broken != nullptr) active.before.width -= broken->after;
        active.reach = reach_of(active.before) + measure_ - edges_;
        return active;
    }

    // Width and all that may be added to it, up to an item. Since it grows from item to item, the lines that are still too short at
    // a break are those behind the first one that is.
    [[nodiscard]] double reach_of(const Sums& sums) const {
        return ragged_ > 0 ? sums.width + tolerance_ * ragged_ : sums.width + tolerance_ * sums.stretch + penalties_.letter_fit * sums.letters;
    }

    // Gives the px by which the line is too wide, whatever is done. A last line may be as short as it is, with or without glue that
    // fills it.
    [[nodiscard]] double fit(const Active& from, std::size_t i, Fit& out) const {
        const Item& item = items_[i];
        double width = sums_[i].width - from.before.width;
        if (item.kind == Item::Kind::penalty) width += item.width;
        if (ragged_ <= 0) width -= item.hang;
        const double missing = measure_ - width;
        out = {};
        if (std::abs(missing) < 0.01) return 0;
        const double letters = ragged_ > 0 ? 0 : (sums_[i].letters - from.before.letters) * penalties_.letter_fit;
        if (missing > 0) {
            if (item.kind == Item::Kind::penalty && item.penalty <= forced_break) return 0;
            const double stretch = ragged_ > 0 ? ragged_ : sums_[i].stretch - from.before.stretch;
            if (stretch <= 0) {
                out.ratio = most_stretch;
                return 0;
            }
            if (missing > stretch) out.letters = std::min(missing - stretch, letters);
            out.ratio = std::min((missing - out.letters) / stretch, most_stretch);
        } else {
            const double shrink = sums_[i].shrink - from.before.shrink;
            const double over = -missing - shrink;
            if (over > letters) return over - letters;
            if (over > 0) out.letters = -over;
            out.ratio = over > 0 ? -1 : missing / shrink;
        }
        if (out.letters != 0) out.share = std::abs(out.letters) / letters;
        return 0;
    }

    [[nodiscard]] double demerits(const Active& from, const Item& item, const Fit& fit, int fitness, int hyphens, bool last) const {
        const double r = std::abs(fit.ratio);
        const double base = penalties_.line + 100 * r * r * r;
        double d = base * base + penalties_.letters * fit.share;
        if (item.kind == Item::Kind::penalty && item.penalty > forced_break)
            d += item.penalty >= 0 ? double(item.penalty) * item.penalty : -double(item.penalty) * item.penalty;
        if (hyphens > 1) d += penalties_.double_hyphen;
        if (last && from.hyphens > 0) d += penalties_.last_hyphen;
        if (std::abs(fitness - from.fitness) > 1) d += penalties_.fitness_mismatch;
        return d + from.demerits;
    }

    // Adds the best ways to end a line at `i`. False: the running is empty.
    bool consider(std::size_t i, bool emergency) {
        const Item& item = items_[i];
        const bool forced = item.kind == Item::Kind::penalty && item.penalty <= forced_break;
        best_.clear();
        const Active* rescue = nullptr;  // the start of the shortest line that is too wide, for an emergency
        const bool all = forced || emergency;
        const double reached = all ? 0 : reach_of(sums_[i]);
        bool one_fits = false;
        kept_.clear();
        std::size_t n = head_;
        for (Fit way; n < active_.size(); ++n) {
            const Active& from = active_[n];
            if (!all && reached < from.reach) break;
            if (from.start > i) {
                kept_.push_back(static_cast<std::uint32_t>(n));
                one_fits = true;
                continue;
            }
            const double too_wide = fit(from, i, way);
            if (too_wide > 0) {
                if (rescue == nullptr || overflows_less(from, *rescue)) rescue = &from;
                // A later break without a hyphen, or with a sign that hangs out, may yet fit.
                if (!forced && too_wide < edges_) kept_.push_back(static_cast<std::uint32_t>(n));
                continue;
            }
            if (way.ratio <= tolerance_) offer(from, i, way);
            if (forced) continue;
            kept_.push_back(static_cast<std::uint32_t>(n));
            one_fits = true;
        }
        one_fits = one_fits || n < active_.size();
        const Active rescued = rescue != nullptr ? *rescue : Active{};
        const bool has_rescue = rescue != nullptr;
        drop_all_but_kept(n);
        if (add_nodes(i)) return true;
        if (one_fits || (!emergency && !kept_.empty())) return true;
        if (!emergency || !has_rescue) return false;
        // Nothing fits: the line overflows, which is better than losing words.
        Candidate overflow;
        overflow.demerits = rescued.demerits + 1e9;
        overflow.from = rescued.node;
        overflow.line = rescued.line;
        overflow.hyphens = static_cast<std::int16_t>(item.flagged ? rescued.hyphens + 1 : 0);
        push(i, overflow, true);
        return true;
    }

    // Of the active breaks up to `end`, which were looked at.
    void drop_all_but_kept(std::size_t end) {
        std::size_t to = end;
        for (auto n = kept_.rbegin(); n != kept_.rend(); ++n) {
            --to;
            if (to != *n) active_[to] = active_[*n];
        }
        head_ = to;
        if (head_ > 4'096 && head_ > active_.size() / 2) {
            active_.erase(active_.begin(), active_.begin() + static_cast<std::ptrdiff_t>(head_));
            head_ = 0;
        }
    }

    [[nodiscard]] static bool overflows_less(const Active& one, const Active& other) {
        return one.start != other.start ? one.start > other.start : one.demerits < other.demerits;
    }

    void offer(const Active& from, std::size_t i, const Fit& way) {
        const Item& item = items_[i];
        const int hyphens = item.kind == Item::Kind::penalty && item.flagged ? from.hyphens + 1 : 0;
        if (hyphens > penalties_.most_hyphens_in_a_row) return;
        const int fitness = fitness_of(way.ratio);
        const double d = demerits(from, item, way, fitness, hyphens, i + 1 == items_.size());
        for (Candidate& known : best_) {
            if (known.fitness != fitness || known.hyphens != hyphens || known.line != from.line) continue;
            if (d < known.demerits) known = candidate(from, i, way, fitness, hyphens, d);
            return;
        }
        best_.push_back(candidate(from, i, way, fitness, hyphens, d));
    }

    [[nodiscard]] Candidate candidate(const Active& from, std::size_t i, const Fit& way, int fitness, int hyphens, double d) const {
        return {d,         way, sums_[i].letters - from.before.letters, from.node, from.line, static_cast<std::int16_t>(fitness),
                static_cast<std::int16_t>(hyphens)};
    }

    // One that costs so much more than another that no next line can make up for it, is out.
    [[nodiscard]] bool is_hopeless(const Candidate& one) const {
        return std::any_of(best_.begin(), best_.end(), [&](const Candidate& other) {
            return other.line == one.line && other.hyphens <= one.hyphens && other.demerits + dear_ < one.demerits;
        });
    }

    bool add_nodes(std::size_t i) {
        for (const Candidate& one : best_)
            if (!is_hopeless(one)) push(i, one, false);
        return !best_.empty();
    }

    void push(std::size_t i, const Candidate& best, bool overfull) {
        Node node;
        node.item = static_cast<std::uint32_t>(i);
        node.previous = best.from;
        node.ratio = static_cast<float>(best.fit.ratio);
        node.letter_fit = best.letter_width > 0 ? static_cast<float>(best.fit.letters / best.letter_width) : 0;
        node.overfull = overfull;
        node.fitness = best.fitness;
        node.hyphens = static_cast<std::int8_t>(std::min<std::int16_t>(best.hyphens, 100));
        node.demerits = best.demerits;
        nodes_.push_back(node);
        Active active = active_of(nodes_.size() - 1);
        active.line = counted_ ? best.line + 1 : 0;
        (i + 1 == items_.size() ? finished_ : active_).push_back(active);
    }

    [[nodiscard]] std::uint32_t start_after(std::size_t i) const { return starts_[items_[i].kind == Item::Kind::glue ? i : i + 1]; }

    [[nodiscard]] Active active_of(std::size_t index) const {
        const Node& node = nodes_[index];
        Active active = index == 0 ? after_break(starts_[0], nullptr) : after_break(start_after(node.item), &items_[node.item]);
        active.node = static_cast<std::int32_t>(index);
        active.demerits = node.demerits;
        active.fitness = node.fitness;
        active.hyphens = node.hyphens;
        return active;
    }

    [[nodiscard]] Breaking collect(int looseness) const {
        const Active* best = nullptr;
        for (const Active& end : finished_)
            if (best == nullptr || end.demerits < best->demerits) best = &end;
        if (best == nullptr) return {};
        if (looseness != 0) {
            // The nearest to the wished number of lines, not beyond it; of those the best.
            const int natural = best->line;
            const auto distance = [&](const Active& end) {
                const int more = end.line - natural;
                const bool right_way = looseness > 0 ? more >= 0 && more <= looseness : more <= 0 && more >= looseness;
                return right_way ? std::abs(looseness - more) : std::numeric_limits<int>::max();
            };
            for (const Active& end : finished_)
                if (distance(end) < distance(*best) || (distance(end) == distance(*best) && end.demerits < best->demerits)) best = &end;
        }
        Breaking breaking;
        breaking.demerits = best->demerits;
        for (std::int32_t n = best->node; n > 0; n = nodes_[static_cast<std::size_t>(n)].previous) {
            const Node& node = nodes_[static_cast<std::size_t>(n)];
            const std::size_t first = node.previous == 0 ? starts_[0] : start_after(nodes_[static_cast<std::size_t>(node.previous)].item);
            breaking.lines.push_back({first, node.item, node.ratio, node.letter_fit, node.overfull});
        }
        std::reverse(breaking.lines.begin(), breaking.lines.end());
        return breaking;
    }

    // --- Rivers ------------------------------------------------------------------------------------------------------------

    // Follows all ways back from a break whose cost, with what comes after it, stays under the limit.
    void look(std::size_t index, double behind, double limit, Breaking& best, std::size_t& rivers) {
        if (++looks_ > most_looks || ways_ > most_ways || rivers == 0) return;
        if (index == 0) {
            ++ways_;
            way_.assign(back_.rbegin(), back_.rend());
            const std::size_t found = count_rivers(items_, way_, ragged_ > 0);
            if (found > rivers || (found == rivers && behind >= best.demerits)) return;
            rivers = found;
            best = {way_, behind};
            return;
        }
        const Node node = nodes_[index];
        const Item& item = items_[node.item];
        const bool last = node.item + 1 == items_.size();
        for (std::size_t p = index; p-- > 0;) {
            const bool forced = p > 0 && items_[nodes_[p].item].kind == Item::Kind::penalty && items_[nodes_[p].item].penalty <= forced_break;
            const Active from = active_of(p);
            if (from.start <= node.item && nodes_[p].item != node.item) {
                Fit way;
                const double too_wide = fit(from, node.item, way);
                if (too_wide > 2 * edges_) break;
                const int hyphens = item.kind == Item::Kind::penalty && item.flagged ? from.hyphens + 1 : 0;
                if (too_wide <= 0 && way.ratio <= tolerance_ && fitness_of(way.ratio) == node.fitness && hyphens == node.hyphens) {
                    const double own = demerits(from, item, way, node.fitness, hyphens, last) - from.demerits;
                    if (from.demerits + own + behind <= limit) {
                        const double letters = sums_[node.item].letters - from.before.letters;
                        back_.push_back({from.start, node.item, static_cast<float>(way.ratio),
                                         letters > 0 ? static_cast<float>(way.letters / letters) : 0, false});
                        look(p, behind + own, limit, best, rivers);
                        back_.pop_back();
                    }
                }
            }
            if (forced && nodes_[p].item < node.item) break;
        }
    }

public:
    // The way with the fewest rivers among those that cost little more; `best` is what the last run gave.
    Breaking with_fewest_rivers(Breaking best) {
        if (penalties_.river_share <= 0 || best.lines.size() < 3 || best.lines.size() > most_lines_looked_at) return best;
        std::size_t rivers = count_rivers(items_, best.lines, ragged_ > 0);
        if (rivers == 0) return best;
        const double limit = best.demerits * (1 + double(penalties_.river_share));
        looks_ = ways_ = 0;
        for (const Active& end : finished_)
            if (end.demerits <= limit) look(static_cast<std::size_t>(end.node), 0, limit, best, rivers);
        return best;
    }

private:
    std::span<const Item> items_;
    double measure_;
    double ragged_;
    const Penalties& penalties_;
    double tolerance_ = 0;
    bool counted_ = false;
    double dear_ = 0;  // see is_hopeless
    double least_penalty_ = 0;
    double edges_ = 0;  // most that hyphens, hanging signs and other spellings at the ends of a line come to
    std::size_t head_ = 0;  // in active_: those before are out
    std::vector<Sums> sums_;
    std::vector<std::uint32_t> starts_;
    std::vector<Node> nodes_;
    std::vector<Active> active_, finished_;
    std::vector<Candidate> best_;
    std::vector<std::uint32_t> kept_;
    int looks_ = 0, ways_ = 0;
    std::vector<BrokenLine> back_, way_;
};

}  // namespace

Breaking break_lines(std::span<const Item> items, float measure, float ragged_stretch, const Penalties& penalties, int looseness) {
    if (items.empty()) return {};
    if (items.size() > most_items_counted) looseness = 0;
    Breaker breaker(items, measure, ragged_stretch, penalties);
    // Far fewer lines are tried under a low tolerance, and what they cost proves most of the time that no other need be.
    if (looseness == 0 && first_tolerance < penalties.tolerance) {
        Breaking quick = breaker.run(first_tolerance, false, 0);
        const double most = quick.demerits * (1 + double(penalties.river_share));
        if (!quick.lines.empty() && most <= breaker.least_demerits_beyond(first_tolerance)) return breaker.with_fewest_rivers(std::move(quick));
    }
    Breaking best = breaker.run(penalties.tolerance, false, looseness);
    if (best.lines.empty()) return breaker.run(infinite, true, 0);
    return looseness == 0 ? breaker.with_fewest_rivers(std::move(best)) : best;
}

}  // namespace katern::typeset
