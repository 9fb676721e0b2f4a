#include "typeset/paragraph.h"

namespace katern::typeset {

std::vector<BrokenLine> break_first_fit(const std::vector<Item>& items, Px measure, Px first_indent) {
    std::vector<BrokenLine> lines;
    std::size_t first = 0;
    std::size_t best = items.size();  // last place where the line may end
    Px width = first_indent;
    const auto end_line = [&](std::size_t at) {
        lines.push_back({.first = first, .last = at});
        // A glue at the break is dropped; a penalty is not set either.
        first = at + 1;
        width = 0;
        best = items.size();
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& item = items[i];
        if (item.kind == Item::Kind::penalty) {
            if (item.penalty <= forced_break) {
                end_line(i);
            } else if (item.penalty < forbidden_break && (measure <= 0 || width + item.width <= measure)) {
                best = i;
            }
            continue;
        }
        if (item.kind == Item::Kind::glue) {
            if (i > first && items[i - 1].kind != Item::Kind::penalty) best = i;
            width += item.width;
            continue;
        }
        width += item.width;
        if (measure > 0 && width > measure && best < items.size() && best >= first) {
            const std::size_t at = best;
            end_line(at);
            i = at;  // the rest is measured again, on the next line
        }
    }
    return lines;
}

}  // namespace katern::typeset
