#include "ui/row_heights.h"

#include <bit>

namespace katern::ui {

void RowHeights::assign(std::vector<typeset::Px> heights) {
    heights_ = std::move(heights);
    sums_.assign(heights_.size() + 1, 0);
    for (std::size_t i = 1; i < sums_.size(); ++i) {
        sums_[i] += static_cast<double>(heights_[i - 1]);
        const std::size_t next = i + (i & (~i + 1));
        if (next < sums_.size()) sums_[next] += sums_[i];
    }
}

void RowHeights::set(std::size_t row, typeset::Px height) {
    const double more = static_cast<double>(height) - static_cast<double>(heights_[row]);
    heights_[row] = height;
    for (std::size_t i = row + 1; i < sums_.size(); i += i & (~i + 1)) sums_[i] += more;
}

double RowHeights::top(std::size_t row) const {
    double sum = 0;
    for (std::size_t i = row; i > 0; i -= i & (~i + 1)) sum += sums_[i];
    return sum;
}

std::size_t RowHeights::at(double y) const {
    std::size_t row = 0;
    for (std::size_t step = std::bit_floor(heights_.size()); step > 0; step /= 2) {
        if (row + step > heights_.size() || sums_[row + step] > y) continue;
        row += step;
        y -= sums_[row];
    }
    return std::min(row, heights_.size() - 1);
}

}  // namespace katern::ui
