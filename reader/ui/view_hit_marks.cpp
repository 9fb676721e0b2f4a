// Where in the chapter the hits of a search are: a thin track at the right edge of a scrolled page, and on the hairline
// of progress under a page.
#include <algorithm>
#include <cmath>

#include "app/page_frame.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

// Worked out when the hits or the layout change. Hits that fall on one px are one mark.
struct HitMarks {
    std::shared_ptr<const app::SearchResults> results;
    std::weak_ptr<const typeset::ChapterLayout> layout;
    std::size_t chapter = SIZE_MAX;
    std::vector<float> places;  // share of the chapter's height, ascending
};

namespace {

constexpr Px track_width = 12, mark_width = 6, from_edge = 3, mark_height = 2, current_height = 4;
constexpr Px steps = 2000;  // finer than a 4K screen is high would be the same mark

const HitMarks& marks_of(Ui& ui, const app::HitsHere& here) {
    app::Reader& reader = ui.reader();
    std::shared_ptr<HitMarks>& marks = ui.memory().hit_marks;
    if (!marks) marks = std::make_shared<HitMarks>();
    if (marks->results == reader.find.results && marks->layout.lock() == reader.layout &&
        marks->chapter == reader.chapter_index)
        return *marks;
    *marks = {reader.find.results, reader.layout, reader.chapter_index, {}};
    const Px height = std::max(1.0F, reader.layout->height());
    int last = -1;
    for (const text::Range hit : here.hits) {
        const float place = std::clamp(reader.layout->y_of(hit.start) / height, 0.0F, 1.0F);
        const int step = static_cast<int>(place * steps);
        if (step == last) continue;
        last = step;
        marks->places.push_back(place);
    }
    return *marks;
}

// Of the present hit, when it is in this chapter.
std::optional<float> present(Ui& ui, const app::HitsHere& here) {
    const app::Reader& reader = ui.reader();
    const std::size_t current = reader.find.current;
    if (current < here.first || current - here.first >= here.hits.size()) return {};
    return reader.layout->y_of(here.hits[current - here.first].start) / std::max(1.0F, reader.layout->height());
}

// A click goes to the hit that is nearest to it.
void go_to_nearest(Ui& ui, const app::HitsHere& here, float share) {
    app::Reader& reader = ui.reader();
    const Px y = share * reader.layout->height();
    const auto next = std::lower_bound(here.hits.begin(), here.hits.end(), y,
                                       [&](text::Range hit, Px at) { return reader.layout->y_of(hit.start) < at; });
    auto index = static_cast<std::size_t>(next - here.hits.begin());
    const auto distance = [&](std::size_t i) { return std::abs(reader.layout->y_of(here.hits[i].start) - y); };
    if (index == here.hits.size() || (index > 0 && distance(index - 1) < distance(index))) --index;
    reader.go_to_hit(here.first + index);
}

}  // namespace

void draw_hit_marks(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.find.open || !reader.layout) return;
    const app::HitsHere here = reader.hits_here();
    if (here.hits.empty()) return;
    const app::PageSpace& space = reader.space();
    const bool scrolled = reader.settings.flow == app::Flow::scroll;
    // The hairline goes on under both pages of a spread.
    const Px column = reader.text_area().x, measure = app::width_of(reader.layout->style(), reader.shows_spread());
    const Rect track = scrolled ? Rect{space.width - space.right - track_width, app::top_of_text / 2, track_width,
                                       space.height - app::foot_height - app::top_of_text / 2}
                                : Rect{column, space.height - app::foot_height - 5, measure, track_width};
    ui.layer(layer_margin);
    const Ui::State state =
        ui.item({"find/marks", Role::group, ui.text(Word::ui_find_marks),
                 ui.text(Word::ui_number, {static_cast<double>(here.hits.size())}), track, 0, false});
    const auto mark = [&](float share, Px thick, draw::Color color) {
        const Px along = std::round(share * ((scrolled ? track.height : track.width) - thick));
        const Rect rect = scrolled ? Rect{track.right() - from_edge - mark_width, track.y + along, mark_width, thick}
                                   : Rect{track.x + along, track.y + 3, thick, mark_width};
        ui.canvas().fill(rect, color, 1);
    };
    for (const float share : marks_of(ui, here).places) mark(share, mark_height, ui.theme().accent.with_alpha(0.55F));
    if (const std::optional<float> share = present(ui, here)) mark(*share, current_height, ui.theme().accent);
    if (!state.hot) return;
    ui.pointer(Pointer::hand);
    if (!ui.input().pressed) return;
    const Point at = ui.input().mouse;
    go_to_nearest(ui, here, scrolled ? (at.y - track.y) / track.height : (at.x - track.x) / track.width);
}

}  // namespace katern::ui
