#include "app/interval_index.h"

#include <algorithm>

namespace katern::app {

IntervalIndex::IntervalIndex(const std::vector<text::Range>& ranges) {
    entries_.reserve(ranges.size());
    for (std::size_t i = 0; i < ranges.size(); ++i) entries_.push_back({ranges[i], 0, static_cast<std::uint32_t>(i)});
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.range.start < b.range.start; });
    set_reach(0, entries_.size());
}

std::size_t IntervalIndex::set_reach(std::size_t from, std::size_t to) {
    if (from == to) return 0;
    const std::size_t middle = from + (to - from) / 2;
    const std::size_t own = std::max(entries_[middle].range.end, entries_[middle].range.start + 1);
    return entries_[middle].reach = std::max({own, set_reach(from, middle), set_reach(middle + 1, to)});
}

std::vector<std::uint32_t> IntervalIndex::find(text::Range range) const {
    std::vector<std::uint32_t> found;
    collect(0, entries_.size(), range, found);
    return found;
}

void IntervalIndex::collect(std::size_t from, std::size_t to, text::Range range, std::vector<std::uint32_t>& found) const {
    if (from == to) return;
    const std::size_t middle = from + (to - from) / 2;
    const Entry& entry = entries_[middle];
    ++looked_at_;
    if (entry.reach <= range.start) return;
    collect(from, middle, range, found);
    const std::size_t end = std::max(range.end, range.start + 1);
    if (entry.range.start >= end) return;
    if (std::max(entry.range.end, entry.range.start + 1) > range.start) found.push_back(entry.index);
    collect(middle + 1, to, range, found);
}

}  // namespace katern::app
