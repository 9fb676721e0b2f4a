// Terugblik in words: how much of what per chapter and per network, and what happened day by day. What the picture
// says, this says too.
#include <array>

#include "ui/look_back_parts.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px row_height = 32, head_height = 30, narrow_row = 52, counts_from = 700, count_width = 92;

typeset::TextStyle heading_style() {
    typeset::TextStyle style = Ui::serif(21, 27);
    style.bold = true;
    return style;
}

Px draw_counts(Ui& ui, const share::ReportTable& table, const std::string& id, Point at, Px width) {
    const bool columns = width >= counts_from;
    Px y = at.y;
    const Px first = at.x + width - count_width * static_cast<Px>(table.head.size() - 1);
    const typeset::TextStyle quiet = Ui::sans(12, typeset::Ink::quiet, true);
    if (columns) {
        for (std::size_t i = 1; i < table.head.size(); ++i)
            ui.label_right({first + count_width * static_cast<Px>(i), y + 6}, table.head[i], quiet);
        ui.label({at.x, y + 6}, table.head.front(), quiet);
        y += head_height;
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::vector<std::string>& row = table.rows[r];
        const Px height = columns ? row_height : narrow_row;
        ui.item({id + "/" + std::to_string(r),
                 Role::label,
                 row.front() + ": " + share::counts_in_words(table, row),
                 {},
                 {at.x, y, width, height},
                 0,
                 false});
        ui.canvas().fill({at.x, y, width, 1}, ui.theme().line);
        ui.label({at.x, y + 7}, row.front(), Ui::sans(13.5F), columns ? first - at.x : width, 1);
        if (!columns)
            ui.label({at.x, y + 27}, share::counts_in_words(table, row), Ui::sans(12, typeset::Ink::quiet), width, 1);
        for (std::size_t i = 1; columns && i < row.size(); ++i)
            ui.label_right({first + count_width * static_cast<Px>(i), y + 7}, row[i], Ui::sans(13.5F));
        y += height;
    }
    return y - at.y;
}

// Rows of one height, so that those out of sight cost their name only.
Px draw_days(Ui& ui, const share::ReportTable& table, Point at, Px width, const Rect& view, std::optional<GoTo>& go) {
    const share::LookBack& all = ui.reader().looking_back->view->shown;
    constexpr Px day = 108, what = 104, place = 74, value = 104, network = 132;
    const bool columns = width >= 820;
    const Px height = columns ? row_height : narrow_row;
    const Px words_width = columns ? width - day - what - place - value - network - 16 : width;
    const typeset::TextStyle quiet = Ui::sans(12, typeset::Ink::quiet, true), plain = Ui::sans(13.5F),
                             small = Ui::sans(12, typeset::Ink::quiet);
    Px y = at.y;
    if (columns) {
        Px x = at.x;
        const std::array widths{day, what, place, words_width + 16, value, network};
        for (std::size_t i = 0; i < widths.size(); ++i) {
            ui.label({x, y + 6}, table.head[i], quiet, widths.at(i) - 8, 1);
            x += widths.at(i);
        }
        y += head_height;
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r, y += height) {
        const std::vector<std::string>& row = table.rows[r];
        const share::Moment& moment = all.moments[r];
        const bool leads = moment.placed && !moment.chapter.empty();
        const Rect rect{at.x, y, width, height};
        std::string name = row[1] + ", " + row[0] + ": " + row[3];
        if (!row[4].empty()) name += ". " + row[4];
        const Ui::State state =
            ui.item({"look_back/row/" + moment.id, Role::list_item, name, row[2] + " · " + row[5], rect, 0, leads});
        if (state.clicked && leads) go = GoTo{moment.chapter, moment.range.start};
        if (rect.bottom() < view.y || rect.y > view.bottom()) continue;
        if (leads && (state.hot || state.shows_focus)) ui.canvas().fill(rect, ui.theme().line.with_alpha(0.35F), 6);
        if (state.shows_focus) ui.focus_ring(rect, 6);
        if (leads && state.hot) ui.pointer(Pointer::hand);
        ui.canvas().fill({at.x, y, width, 1}, ui.theme().line);
        if (!columns) {
            ui.label({at.x, y + 6}, row[3], plain, width, 1);
            ui.label({at.x, y + 28},
                     row[0] + " · " + row[1] + (row[2].empty() ? "" : " · " + row[2]) +
                         (row[4].empty() ? "" : " · " + row[4]),
                     small, width, 1);
            continue;
        }
        ui.label({at.x, y + 8}, row[0], small, day - 8, 1);
        ui.label({at.x + day, y + 7}, row[1], plain, what - 8, 1);
        ui.label({at.x + day + what, y + 8}, row[2], small, place - 8, 1);
        ui.label({at.x + day + what + place, y + 7}, row[3], plain, words_width, 1);
        ui.label({at.x + width - network - value, y + 7}, row[4], plain, value - 8, 1);
        ui.label({at.x + width - network, y + 8}, row[5], small, network, 1);
    }
    return y - at.y;
}

}  // namespace

Px draw_look_back_table(Ui& ui, Point at, Px width, const Rect& view, std::optional<GoTo>& go) {
    const share::Report& report = ui.reader().looking_back->view->report;
    Px y = at.y;
    for (std::size_t i = 0; i < report.sections.size(); ++i) {
        const share::ReportSection& section = report.sections[i];
        ui.item({"look_back/section/" + std::to_string(i),
                 Role::label,
                 section.heading,
                 {},
                 {at.x, y, width, 27},
                 0,
                 false});
        y += ui.label({at.x, y}, section.heading, heading_style(), width).height + 4;
        const bool last = i + 1 == report.sections.size();
        y += last ? draw_days(ui, section.table, {at.x, y}, width, view, go)
                  : draw_counts(ui, section.table, "look_back/counts/" + std::to_string(i), {at.x, y}, width);
        y += 30;
    }
    return y - at.y;
}

}  // namespace katern::ui
