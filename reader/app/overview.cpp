#include "app/overview.h"

#include <algorithm>
#include <array>

namespace katern::app {

std::vector<std::vector<OverviewTick>> overview_of(const document::Book& book, std::span<const PlacedNote> notes) {
    using Counts = std::array<std::size_t, draw::category_count + 1>;
    std::vector<std::vector<OverviewTick>> overview(book.chapters.size());
    std::size_t chapter = SIZE_MAX, length = 1;
    Counts counts{};
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const PlacedNote& placed = notes[i];
        if (!placed.note.mine || !placed.placed || placed.chapter >= overview.size()) continue;
        if (placed.chapter != chapter) {
            chapter = placed.chapter;
            const auto there = book.chapter(chapter);
            length = there ? std::max<std::size_t>(1, (*there)->text.size()) : 1;
        }
        const std::size_t bucket = std::min(overview_buckets - 1, placed.bytes.start * overview_buckets / length);
        std::vector<OverviewTick>& ticks = overview[chapter];
        if (ticks.empty() || ticks.back().bucket != bucket) {
            ticks.push_back({bucket, draw::Category::other, i, 0});
            counts = {};
        }
        const draw::Category category = draw::category_named(placed.note.category);
        ++counts[static_cast<std::size_t>(category)];
        ++ticks.back().count;
        ticks.back().category = static_cast<draw::Category>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    }
    return overview;
}

}  // namespace katern::app
