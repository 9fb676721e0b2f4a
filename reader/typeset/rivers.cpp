#include "typeset/rivers.h"

#include <algorithm>
#include <vector>

namespace katern::typeset {
namespace {

struct Space {
    float left = 0, right = 0;
    int lines = 1;  // in a row that end here
};

// Which of boxes, glue and penalties is next no processor guesses, so nothing here depends on a guess.
std::span<Space> find_spaces(std::span<const Item> items, const BrokenLine& line, bool ragged, std::vector<Space>& out) {
    const float ratio = ragged || line.overfull ? 0 : line.ratio;
    const float set[] = {1 + line.letter_fit, 1, 0};  // of the width of a box, of glue, of a penalty
    const float stretch = std::max(ratio, 0.0F), shrink = std::min(ratio, 0.0F);
    if (out.size() < line.last - line.first) out.resize(line.last - line.first);
    std::size_t count = 0;
    float x = -items[line.first].hang;
    for (std::size_t i = line.first; i < line.last; ++i) {
        const Item& item = items[i];
        const float end = x + item.width * set[static_cast<std::size_t>(item.kind)] + stretch * item.stretch + shrink * item.shrink;
        out[count] = {x, end, 1};
        count += static_cast<std::size_t>((item.kind == Item::Kind::glue) & (item.width > 0));
        x = end;
    }
    return std::span(out).first(count);
}

bool overlap_by_half(const Space& a, const Space& b) {
    const float common = std::min(a.right, b.right) - std::max(a.left, b.left);
    return (common >= 0.5F * std::min(a.right - a.left, b.right - b.left)) & (common > 0);
}

}  // namespace

std::size_t count_rivers(std::span<const Item> items, std::span<const BrokenLine> lines, bool ragged, std::size_t most) {
    std::size_t rivers = 0;
    thread_local std::vector<Space> one, other;  // made once: this is asked some dozens of times for one paragraph
    std::span<Space> above;
    for (const BrokenLine& line : lines) {
        const std::span<Space> here = find_spaces(items, line, ragged, other);
        // Both from left to right: whichever ends first overlaps no later one.
        for (std::size_t a = 0, b = 0; b < here.size();) {
            const bool above_first = a < above.size() && above[a].right <= here[b].right;
            if (a < above.size()) here[b].lines = std::max(here[b].lines, overlap_by_half(here[b], above[a]) ? above[a].lines + 1 : 1);
            rivers += static_cast<std::size_t>(!above_first & (here[b].lines == 3));
            a += above_first ? 1 : 0;
            b += above_first ? 0 : 1;
        }
        if (rivers > most) return rivers;
        above = here;
        std::swap(one, other);
    }
    return rivers;
}

}  // namespace katern::typeset
