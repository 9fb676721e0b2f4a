// Rows of different heights below each other, a hundred thousand of them: where one stands and which one stands
// somewhere are each found in about seventeen steps, also after a height has changed (a Fenwick tree, CACM 1994).
#pragma once

#include <cstddef>
#include <vector>

#include "typeset/typeset.h"

namespace katern::ui {

class RowHeights {
public:
    void assign(std::vector<typeset::Px> heights);
    void set(std::size_t row, typeset::Px height);
    [[nodiscard]] std::size_t size() const { return heights_.size(); }
    [[nodiscard]] typeset::Px height(std::size_t row) const { return heights_[row]; }
    // px from the first row's top. Of size(): the height of all.
    [[nodiscard]] double top(std::size_t row) const;
    // The row at this height; the first or the last one beyond the ends. There must be one.
    [[nodiscard]] std::size_t at(double y) const;

private:
    std::vector<typeset::Px> heights_;
    std::vector<double> sums_;  // sums_[i]: of the (i & -i) rows that end at the i-th, counted from 1
};

}  // namespace katern::ui
