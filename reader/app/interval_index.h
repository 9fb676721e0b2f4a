// Which of many ranges meet a range: a list in order of start, in which every part knows how far it reaches. Made once, asked
// many times.
#pragma once

#include <cstdint>
#include <vector>

#include "text/text.h"

namespace katern::app {

class IntervalIndex {
public:
    IntervalIndex() = default;
    // The index in `ranges` is what find() answers with. An empty range meets what contains its byte.
    explicit IntervalIndex(const std::vector<text::Range>& ranges);

    // In order of start. O(log n + found · log n).
    [[nodiscard]] std::vector<std::uint32_t> find(text::Range range) const;
    // How many entries find() has looked at since it was made, for tests of how much is done.
    [[nodiscard]] std::size_t looked_at() const { return looked_at_; }

private:
    struct Entry {
        text::Range range;
        std::size_t reach = 0;    // the greatest end in this entry's part of the list
        std::uint32_t index = 0;
    };
    std::size_t set_reach(std::size_t from, std::size_t to);
    void collect(std::size_t from, std::size_t to, text::Range range, std::vector<std::uint32_t>& found) const;

    std::vector<Entry> entries_;  // by start; the middle of each part is its root
    mutable std::size_t looked_at_ = 0;
};

}  // namespace katern::app
