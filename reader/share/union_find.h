// Which of many belong together, told pair by pair (union-find with halving of paths: Tarjan and van Leeuwen 1984).
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace katern::share {

class UnionFind {
public:
    explicit UnionFind(std::size_t count) : parents_(count) { std::iota(parents_.begin(), parents_.end(), std::size_t{0}); }
    // The earliest one of its group.
    std::size_t root(std::size_t at) {
        while (parents_[at] != at) at = parents_[at] = parents_[parents_[at]];
        return at;
    }
    void join(std::size_t a, std::size_t b) {
        a = root(a), b = root(b);
        parents_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> parents_;
};

}  // namespace katern::share
