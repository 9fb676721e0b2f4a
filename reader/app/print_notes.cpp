#include "app/print_notes.h"

#include <algorithm>
#include <deque>

namespace katern::app {
namespace {

using typeset::Px;

constexpr Px gap = 12;
constexpr std::size_t least_lines = 2;  // of a note that goes on on the next page

// A note, or the rest of one, that still needs a place.
struct Waiting {
    std::size_t note = 0;
    std::size_t first_line = 0;
    Px wanted = 0;  // from the top of the text
};

}  // namespace

std::vector<std::vector<NotePiece>> place_notes(const std::vector<MarginNote>& notes, const std::vector<typeset::Page>& pages,
                                                Px page_height) {
    std::vector<std::vector<NotePiece>> placed;
    std::deque<Waiting> waiting;
    std::size_t next = 0;
    for (std::size_t page = 0; page < pages.size() || !waiting.empty(); ++page) {
        placed.emplace_back();
        // The last page takes all that is left, whatever a page's bottom says.
        const bool last = page + 1 >= pages.size();
        for (; next < notes.size() && (last || notes[next].wanted < pages[page].bottom); ++next)
            waiting.push_back({next, 0, page < pages.size() ? std::max(0.0F, notes[next].wanted - pages[page].top) : 0});
        Px free = 0;
        while (!waiting.empty()) {
            Waiting& one = waiting.front();
            const std::vector<typeset::Line>& lines = notes[one.note].text.lines;
            const Px leading = lines.empty() ? 1 : std::max(1.0F, lines.front().height);
            const std::size_t left = lines.size() - one.first_line;
            Px y = std::max(one.wanted, free);
            // Rather somewhat above its passage than cut in two.
            if (y + static_cast<Px>(left) * leading > page_height) y = std::max(free, page_height - static_cast<Px>(left) * leading);
            const auto room = static_cast<std::size_t>(std::max(0.0F, (page_height - y) / leading + 0.01F));
            std::size_t count = std::min(left, room);
            if (count < left && count < least_lines) count = 0;
            if (count == 0 && free == 0) count = std::min(left, std::max<std::size_t>(1, room));
            if (count > 0) placed.back().push_back({one.note, one.first_line, count, y});
            free = y + static_cast<Px>(count) * leading + gap;
            if (count < left) {
                one.first_line += count;
                break;
            }
            waiting.pop_front();
        }
        for (Waiting& one : waiting) one.wanted = 0;
    }
    return placed;
}

}  // namespace katern::app
