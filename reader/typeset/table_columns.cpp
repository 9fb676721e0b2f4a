#include "typeset/table_columns.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace katern::typeset {
namespace {

constexpr std::size_t most_ways = 100;
constexpr float cost_of_broken_word = 1.5F;  // in lines
constexpr float lost_at_line_ends = 1.1F;  // of a cell's width, since words don't end where lines do

Px sum_of(const std::vector<Px>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0F); }

// No column wider than the level at which they fill the room: the narrow ones keep what they ask for.
std::vector<Px> cut_to_level(const std::vector<Px>& wanted, Px room) {
    std::vector<Px> sorted = wanted;
    std::sort(sorted.begin(), sorted.end());
    Px level = 0, left = room;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        level = left / static_cast<float>(sorted.size() - i);
        if (sorted[i] > level) break;
        left -= sorted[i];
    }
    std::vector<Px> widths = wanted;
    for (Px& width : widths) width = std::min(width, level);
    return widths;
}

}  // namespace

void TableColumns::resize(std::size_t columns) {
    if (columns <= word.size()) return;
    for (std::vector<Px>* each : {&part, &word, &line}) each->resize(columns);
}

void TableColumns::add(const Cell& cell) {
    part[cell.column] = std::max(part[cell.column], cell.part);
    word[cell.column] = std::max(word[cell.column], cell.word);
    line[cell.column] = std::max(line[cell.column], cell.line);
    cells.push_back(cell);
}

std::vector<Px> TableColumns::narrowest() const {
    std::vector<Px> widths = part;
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = std::max(part[c], std::min(word[c], least));
    return widths;
}

Px TableColumns::hyphenated() const { return sum_of(narrowest()); }
Px TableColumns::words() const { return sum_of(word); }
Px TableColumns::lines() const { return sum_of(line); }

// Lines of all rows together, about, and what the words that are broken weigh beside them.
float TableColumns::cost(const std::vector<Px>& widths) const {
    float total = 0, most = 0;
    std::size_t row = SIZE_MAX;
    for (const Cell& cell : cells) {
        if (cell.row != row) total += std::exchange(most, 0.0F);
        row = cell.row;
        const Px width = widths[cell.column] + 0.01F;
        float lines = cell.line <= width ? 1 : std::max(2.0F, std::ceil(cell.line * lost_at_line_ends / std::max(1.0F, width)));
        if (cell.word > width) {
            ++lines;
            total += cost_of_broken_word;
        }
        most = std::max(most, lines);
    }
    return total + most;
}

// So many columns, those that lack the least, get all that they want; what is left is shared by what the others still want. Nothing where
// there isn't so much.
std::vector<Px> TableColumns::shared(const std::vector<Px>& least, const std::vector<Px>& most, std::size_t whole, Px room) const {
    std::vector<std::size_t> order(least.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return most[a] - least[a] < most[b] - least[b]; });
    std::vector<Px> widths = least;
    for (std::size_t i = 0; i < whole; ++i) widths[order[i]] = most[order[i]];
    const Px left = room - sum_of(widths);
    if (left < 0) return {};
    Px wanted = 0;
    for (std::size_t i = whole; i < order.size(); ++i) wanted += most[order[i]] - least[order[i]];
    const float share = wanted > 0 ? std::min(1.0F, left / wanted) : 0;
    for (std::size_t i = whole; i < order.size(); ++i) widths[order[i]] += (most[order[i]] - least[order[i]]) * share;
    return widths;
}

// The way to share that costs least; of those the one in which the most columns have all that they want. To share by what all want
// alone would break a short column in every row for the sake of a long one that is broken anyhow.
std::vector<Px> TableColumns::best_shared(const std::vector<Px>& least, const std::vector<Px>& most, Px room) const {
    std::vector<Px> best = shared(least, most, 0, room);
    float least_cost = cost(best);
    for (std::size_t whole = 1; whole <= std::min(least.size(), most_ways); ++whole) {
        std::vector<Px> widths = shared(least, most, whole, room);
        if (widths.empty()) break;
        const float its = cost(widths);
        if (its > least_cost) continue;
        best = std::move(widths);
        least_cost = its;
    }
    return best;
}

std::vector<Px> TableColumns::fit(Px room) const {
    if (words() <= room) return best_shared(word, line, room);
    if (hyphenated() <= room) return best_shared(narrowest(), word, room);
    if (sum_of(part) <= room) return best_shared(part, word, room);
    return cut_to_level(part, room);
}

}  // namespace katern::typeset
