#include "typeset/rivers.h"

#include <algorithm>
#include <vector>

namespace katern::typeset {
namespace {

struct Space {
    float left = 0, right = 0;
    int lines = 1;  // in a row that end here
};

void find_spaces(std::span<const Item> items, const BrokenLine& line, bool ragged, std::vector<Space>& out) {
    out.clear();
    const float ratio = ragged || line.overfull ? 0 : line.ratio;
    float x = -items[line.first].hang;
    for (std::size_t i = line.first; i < line.last; ++i) {
        const Item& item = items[i];
        if (item.kind == Item::Kind::box) x += item.width * (1 + line.letter_fit);
        if (item.kind != Item::Kind::glue) continue;
        const float width = item.width + ratio * (ratio >= 0 ? item.stretch : item.shrink);
        if (item.width > 0) out.push_back({x, x + width, 1});
        x += width;
    }
}

bool overlap_by_half(const Space& a, const Space& b) {
    const float common = std::min(a.right, b.right) - std::max(a.left, b.left);
    return common >= 0.5F * std::min(a.right - a.left, b.right - b.left) && common > 0;
}

}  // namespace

std::size_t count_rivers(std::span<const Item> items, std::span<const BrokenLine> lines, bool ragged, std::size_t most) {
    std::size_t rivers = 0;
    thread_local std::vector<Space> above, here;  // made once: this is asked some dozens of times for one paragraph
    above.clear();
    for (const BrokenLine& line : lines) {
        find_spaces(items, line, ragged, here);
        std::size_t first = 0;
        for (Space& space : here) {
            while (first < above.size() && above[first].right <= space.left) ++first;
            for (std::size_t i = first; i < above.size() && above[i].left < space.right; ++i)
                if (overlap_by_half(space, above[i])) space.lines = std::max(space.lines, above[i].lines + 1);
            if (space.lines == 3 && ++rivers > most) return rivers;
        }
        std::swap(above, here);
    }
    return rivers;
}

}  // namespace katern::typeset
