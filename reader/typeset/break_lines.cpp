#include "typeset/break_lines.h"

#include <limits>
#include <utility>

#include "typeset/breaker.h"

namespace katern::typeset {
namespace {

constexpr double first_tolerance = 1.5;
// Counting lines keeps every number of them apart; a paragraph of more items than this is set without.
constexpr std::size_t most_items_counted = 20'000;
// A breaker that had more items than this lets its memory go.
constexpr std::size_t most_items_kept = 20'000;

Breaking break_with(Breaker& breaker, const Penalties& penalties, int looseness) {
    // Far fewer lines are tried under a low tolerance, and what they cost proves most of the time that no other need be.
    if (looseness == 0 && first_tolerance < penalties.tolerance) {
        Breaking quick = breaker.run(first_tolerance, false, 0);
        const double most = quick.demerits * (1 + double(penalties.river_share));
        if (!quick.lines.empty() && most <= breaker.least_demerits_beyond(first_tolerance)) return breaker.with_fewest_rivers(std::move(quick));
    }
    Breaking best = breaker.run(penalties.tolerance, false, looseness);
    if (looseness != 0) return best;
    if (best.lines.empty()) return breaker.run(std::numeric_limits<double>::infinity(), true, 0);
    return breaker.with_fewest_rivers(std::move(best));
}

}  // namespace

Breaking break_lines(std::span<const Item> items, float measure, float ragged_stretch, const Penalties& penalties, int looseness) {
    if (items.empty()) return {};
    if (items.size() > most_items_counted) looseness = 0;
    thread_local Breaker breaker;
    breaker.start(items, measure, ragged_stretch, penalties);
    Breaking breaking = break_with(breaker, penalties, looseness);
    if (breaker.room() > most_items_kept) breaker.forget();
    return breaking;
}

}  // namespace katern::typeset
