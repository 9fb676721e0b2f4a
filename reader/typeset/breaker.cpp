#include "typeset/breaker.h"

#include <algorithm>

namespace katern::typeset {
namespace {

// Ratios are cut here, so that demerits stay comparable where a line holds one short word and no glue.
constexpr double most_stretch = 50;

}  // namespace

void Breaker::start(std::span<const Item> items, float measure, float ragged, const Penalties& penalties) {
    items_ = items;
    measure_ = measure;
    ragged_ = ragged;
    penalties_ = penalties;
    least_penalty_ = 0;
    if (sums_.size() <= items.size()) {
        sums_.resize(items.size() + 1);
        breaks_.resize(items.size() + 1);
    }
    // Boxes, glue and penalties come as words do: no processor guesses which is next, so nothing here depends on a guess.
    constexpr double is_set[] = {1, 1, 0}, is_box[] = {1, 0, 0}, is_penalty[] = {0, 0, 1};
    const double is_glue_stretched = ragged > 0 ? 0 : 1;
    float most_hang = 0, most_after = 0;
    double most_hyphen = 0;
    std::size_t count = 0;
    bool box_before = false;
    Sums sum;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& item = items[i];
        const auto kind = static_cast<std::size_t>(item.kind);
        sums_[i] = sum;
        sum.width += item.width * is_set[kind];
        sum.letters += item.width * is_box[kind];
        sum.stretch += item.stretch * is_glue_stretched;
        sum.shrink += item.shrink * is_glue_stretched;
        most_hang = std::max(most_hang, item.hang);
        most_after = std::max(most_after, std::abs(item.after));
        most_hyphen = std::max(most_hyphen, item.width * is_penalty[kind]);
        if (item.penalty < least_penalty_ && item.penalty > forced_break) least_penalty_ = item.penalty;
        breaks_[count] = static_cast<std::uint32_t>(i);
        const bool may_break = (kind == 1 && box_before) | (kind == 2 && item.penalty < forbidden_break);
        count += may_break ? 1 : 0;
        box_before = kind == 0;
    }
    sums_[items.size()] = sum;
    break_count_ = count;
    edges_ = 2 * double(most_hang) + 2 * double(most_after) + most_hyphen + 1;
}

void Breaker::forget() { *this = {}; }

double Breaker::least_demerits_beyond(double tolerance) const {
    const double base = penalties_.line + 100 * tolerance * tolerance * tolerance;
    return least_penalty_ < 0 ? 0 : base * base;
}

Breaking Breaker::run(double tolerance, bool emergency, int looseness) {
    tolerance_ = tolerance;
    // A way that is as good as the best but for rivers must not be lost here.
    dear_ = penalties_.fitness_mismatch * (penalties_.river_share > 0 ? 2 : 1);
    counted_ = looseness != 0;
    most_ = counted_ && least_penalty_ >= 0 ? penalties_.most_demerits : std::numeric_limits<double>::infinity();
    nodes_.clear();
    starts_.clear();
    head_ = 0;
    finished_ = std::numeric_limits<std::uint32_t>::max();
    nodes_.emplace_back();
    add_start(items_.size(), 0);
    for (const std::uint32_t i : std::span(breaks_).first(break_count_))
        if (!(is_too_short(i) && !emergency) && !consider(i, emergency)) return {};
    return collect(looseness);
}

Breaker::Fitness Breaker::fitness_of(double ratio) {
    if (ratio < -0.5) return tight;
    if (ratio <= 0.5) return decent;
    if (ratio <= 1) return loose;
    return very_loose;
}

// Behind a break: glue and penalties up to the next box (or forced break) are dropped. The number of items stands for the start of
// the paragraph.
std::uint32_t Breaker::first_item(std::size_t broken_at) const {
    std::size_t i = broken_at == items_.size() ? 0 : items_[broken_at].kind == Item::Kind::glue ? broken_at : broken_at + 1;
    while (i < items_.size() && items_[i].kind != Item::Kind::box && !is_forced(items_[i])) ++i;
    return static_cast<std::uint32_t>(i);
}

// For all nodes from this one on.
void Breaker::add_start(std::size_t broken_at, std::uint32_t node) {
    Start start;
    start.first = first_item(broken_at);
    start.node = node;
    start.node_end = static_cast<std::uint32_t>(nodes_.size());
    start.before = sums_[start.first];
    if (start.first < items_.size() && items_[start.first].kind == Item::Kind::box) start.before.width += items_[start.first].hang;
    if (broken_at < items_.size()) start.before.width -= items_[broken_at].after;
    start.reach = reach_of(start.before) + measure_ - edges_ - (ragged_ > 0 ? tolerance_ * ragged_ : 0);
    starts_.push_back(start);
}

// Gives the px by which the line is too wide, whatever is done. A last line may be as short as it is, with or without glue that
// fills it.
double Breaker::fit(const Start& from, std::size_t i, Fit& out) const {
    const Item& item = items_[i];
    const Sums& to = sums_[i];
    const bool is_penalty = item.kind == Item::Kind::penalty;
    double width = to.width - from.before.width + double(item.width) * (is_penalty ? 1 : 0);
    if (ragged_ <= 0) width -= item.hang;
    const double missing = measure_ - width;
    const double stretch = ragged_ > 0 ? ragged_ : to.stretch - from.before.stretch;
    const double shrink = to.shrink - from.before.shrink;
    const double room = missing > 0 ? stretch : shrink;
    out = {};
    // Most lines that are looked at need no more than their spaces have.
    if (std::abs(missing) < room && !is_forced(item)) {
        out.ratio = missing / room;
        return 0;
    }
    return fit_tightly(from, i, missing, out);
}

// Where spaces alone don't do, or none is needed.
double Breaker::fit_tightly(const Start& from, std::size_t i, double missing, Fit& out) const {
    if (std::abs(missing) < 0.01) return 0;
    const double letters = ragged_ > 0 ? 0 : (sums_[i].letters - from.before.letters) * penalties_.letter_fit;
    if (missing > 0) {
        if (is_forced(items_[i])) return 0;
        const double stretch = ragged_ > 0 ? ragged_ : sums_[i].stretch - from.before.stretch;
        if (stretch <= 0) {  // no space to widen (Chinese, or one long word): the fuller the better
            out.ratio = most_stretch * (1 + missing / measure_) / 2;
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

// Of the line by itself.
double Breaker::own_demerits(const Item& item, const Fit& fit) const {
    const double r = std::abs(fit.ratio);
    const double base = penalties_.line + 100 * r * r * r;
    double d = base * base + penalties_.letters * fit.share;
    const double penalty = item.penalty > forced_break ? item.penalty : 0;  // 0 of glue
    return d + penalty * std::abs(penalty);
}

// With what stands before it.
double Breaker::demerits(double own, const Node& from, int fitness, int hyphens, bool last) const {
    if (hyphens > 1) own += penalties_.double_hyphen;
    if (last && from.hyphens > 0) own += penalties_.last_hyphen;
    if (std::abs(fitness - from.fitness) > 1) own += penalties_.fitness_mismatch;
    return own + from.demerits;
}

const Breaker::Node& Breaker::cheapest_of(const Start& start) const {
    const auto from = nodes_.begin() + start.node;
    return *std::min_element(from, nodes_.begin() + start.node_end, [](const Node& a, const Node& b) { return a.demerits < b.demerits; });
}

bool Breaker::overflows_less(const Start& one, const Start& other) const {
    return one.first != other.first ? one.first > other.first : cheapest_of(one).demerits < cheapest_of(other).demerits;
}

// Adds the best ways to end a line at `i`. False: nothing is in the running any more.
bool Breaker::consider(std::size_t i, bool emergency) {
    const bool forced = is_forced(items_[i]);
    const bool all = forced || emergency;
    const double reached = all ? 0 : reach_of(sums_[i]);
    best_.clear();
    const Start* rescue = nullptr;  // of the shortest line that is too wide, for an emergency
    bool one_fits = false, one_kept = false;
    std::size_t n = head_;
    for (Fit way; n < starts_.size(); ++n) {
        Start& from = starts_[n];
        if (!all && reached < from.reach) break;
        if (from.out) continue;
        if (from.first > i) {
            one_fits = true;
            continue;
        }
        const double too_wide = fit(from, i, way);
        if (too_wide > 0) {
            if (emergency && (rescue == nullptr || overflows_less(from, *rescue))) rescue = &from;
            // A later break without a hyphen, or with a sign that hangs out, may yet fit.
            from.out = forced || too_wide >= edges_;
            one_kept = one_kept || !from.out;
            continue;
        }
        if (way.ratio <= tolerance_) offer(from, i, way);
        from.out = forced;
        one_fits = one_fits || !forced;
    }
    one_fits = one_fits || n < starts_.size();
    while (head_ < starts_.size() && starts_[head_].out) ++head_;
    if (add_nodes(i)) return true;
    if (one_fits || (!emergency && one_kept)) return true;
    if (!emergency || rescue == nullptr) return false;
    add_overfull_node(i, *rescue);
    return true;
}

void Breaker::offer(const Start& from, std::size_t i, const Fit& way) {
    const Item& item = items_[i];
    const bool flagged = item.kind == Item::Kind::penalty && item.flagged;
    const bool last = i + 1 == items_.size();
    const Fitness fitness = fitness_of(way.ratio);
    const double own = own_demerits(item, way);
    if (!flagged && !counted_) {
        // All end in the same way, so the cheapest is the only one that counts.
        const double mismatch = penalties_.fitness_mismatch, last_hyphen = last ? penalties_.last_hyphen : 0;
        double least = std::numeric_limits<double>::infinity();
        std::uint32_t cheapest = from.node;
        for (std::uint32_t n = from.node; n < from.node_end; ++n) {
            const Node& node = nodes_[n];
            const double cost = node.demerits + mismatch * static_cast<double>(std::abs(fitness - node.fitness) > 1) +
                                last_hyphen * static_cast<double>(node.hyphens > 0);
            cheapest = cost < least ? n : cheapest;
            least = std::min(cost, least);
        }
        if (own + least <= most_) keep({own + least, static_cast<std::int32_t>(cheapest), 0, fitness, 0});
        return;
    }
    for (std::uint32_t n = from.node; n < from.node_end; ++n) {
        const Node& node = nodes_[n];
        const int hyphens = flagged ? node.hyphens + 1 : 0;
        if (hyphens > penalties_.most_hyphens_in_a_row) continue;
        const double cost = demerits(own, node, fitness, hyphens, last);
        if (cost <= most_) keep({cost, static_cast<std::int32_t>(n), node.line, fitness, static_cast<std::int8_t>(std::min(hyphens, 100))});
    }
}

// The better of two of a kind.
void Breaker::keep(const Candidate& one) {
    for (Candidate& other : best_) {
        if (other.fitness != one.fitness || other.hyphens != one.hyphens || other.line != one.line) continue;
        if (one.demerits < other.demerits) other = one;
        return;
    }
    best_.push_back(one);
}

// One that costs so much more than another that no next line can make up for it, is out.
bool Breaker::is_hopeless(const Candidate& one) const {
    if (best_.size() == 1) return false;
    return std::any_of(best_.begin(), best_.end(), [&](const Candidate& other) {
        return other.line == one.line && other.hyphens <= one.hyphens && other.demerits + dear_ < one.demerits;
    });
}

bool Breaker::add_nodes(std::size_t i) {
    if (best_.empty()) return false;
    const auto first = static_cast<std::uint32_t>(nodes_.size());
    for (const Candidate& one : best_)
        if (!is_hopeless(one))
            nodes_.push_back({one.demerits, static_cast<std::uint32_t>(i), one.from, counted_ ? one.line + 1 : 0, one.fitness, one.hyphens, false});
    if (i + 1 == items_.size())
        finished_ = first;
    else
        add_start(i, first);
    return true;
}

// Nothing fits: the line overflows, which is better than losing words.
void Breaker::add_overfull_node(std::size_t i, const Start& from) {
    const Node& node = cheapest_of(from);
    const int hyphens = items_[i].flagged ? std::min(node.hyphens + 1, 100) : 0;
    const auto first = static_cast<std::uint32_t>(nodes_.size());
    const Node overfull{node.demerits + 1e9, static_cast<std::uint32_t>(i), static_cast<std::int32_t>(&node - nodes_.data()), counted_ ? node.line + 1 : 0, decent,
                        static_cast<std::int8_t>(hyphens), true};
    nodes_.push_back(overfull);
    if (i + 1 == items_.size())
        finished_ = first;
    else
        add_start(i, first);
}

const Breaker::Start& Breaker::start_of(std::size_t node) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), node, [](std::size_t n, const Start& start) { return n < start.node; });
    return *(after - 1);
}

BrokenLine Breaker::line_between(const Start& from, std::size_t i, const Fit& way) const {
    const double letters = sums_[i].letters - from.before.letters;
    return {from.first, i, static_cast<float>(way.ratio), letters > 0 ? static_cast<float>(way.letters / letters) : 0, false};
}

Breaking Breaker::collect(int looseness) const {
    if (finished_ >= nodes_.size()) return {};
    const Node* best = nullptr;
    for (std::size_t n = finished_; n < nodes_.size(); ++n)
        if (best == nullptr || nodes_[n].demerits < best->demerits) best = &nodes_[n];
    if (looseness != 0) {
        // The nearest to the wished number of lines, not beyond it; of those the best.
        const int natural = best->line;
        const auto distance = [&](const Node& end) {
            const int more = end.line - natural;
            const bool right_way = looseness > 0 ? more >= 0 && more <= looseness : more <= 0 && more >= looseness;
            return right_way ? std::abs(looseness - more) : std::numeric_limits<int>::max();
        };
        for (std::size_t n = finished_; n < nodes_.size(); ++n) {
            const Node& end = nodes_[n];
            if (distance(end) < distance(*best) || (distance(end) == distance(*best) && end.demerits < best->demerits)) best = &end;
        }
    }
    Breaking breaking;
    breaking.demerits = best->demerits;
    std::size_t lines = 0;
    for (const Node* node = best; node->previous >= 0; node = &nodes_[static_cast<std::size_t>(node->previous)]) ++lines;
    breaking.lines.resize(lines);
    for (const Node* node = best; node->previous >= 0; node = &nodes_[static_cast<std::size_t>(node->previous)]) {
        const Start& from = start_of(static_cast<std::size_t>(node->previous));
        Fit way;
        if (!node->overfull) static_cast<void>(fit(from, node->item, way));
        breaking.lines[--lines] = line_between(from, node->item, way);
        breaking.lines[lines].overfull = node->overfull;
    }
    return breaking;
}

}  // namespace katern::typeset
