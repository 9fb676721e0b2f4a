// Tables that are wider than the page: moved sideways by a wheel over them (with Shift, or one that goes sideways), by the bar at their
// foot, and by the arrow keys while the pointer or the keyboard is in them.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px wheel_step = 76, key_step = 120;
constexpr Px bar_target = 14, thumb_height = 4, shortest_thumb = 28;

using typeset::WideTable;

// What is in sight of a table; on two pages, that may be two parts. Screen px.
std::vector<Rect> parts_in_sight(const app::Reader& reader, const WideTable& table) {
    const app::PageFrame frame = reader.frame();
    std::vector<Rect> parts;
    const auto add = [&](Px from, Px height) {
        const Px top = std::max(from, table.view.y), bottom = std::min(from + height, table.view.bottom());
        if (bottom - top <= bar_target) return;
        const Point at = reader.to_screen({table.view.x, top});
        parts.push_back({at.x, at.y, table.view.width, bottom - top});
    };
    add(frame.view_top, frame.view_height);
    if (frame.spread) add(frame.right_top, frame.right_height);
    return parts;
}

std::string id_of(std::size_t table, std::size_t part) {
    return "page/table/" + std::to_string(table) + (part > 0 ? "/right" : "");
}

bool has_keyboard(Ui& ui, std::size_t index, const WideTable& table) {
    const std::string& focus = ui.memory().focus;
    if (!ui.memory().focus_shown) return false;
    if (focus.starts_with(id_of(index, 0))) return true;
    const std::vector<Item>& items = ui.memory().items;
    const auto item = std::find_if(items.begin(), items.end(), [&](const Item& each) { return each.id == focus; });
    if (item == items.end() || !focus.starts_with("page/")) return false;
    const Point middle{item->rect.x + item->rect.width / 2, item->rect.y + item->rect.height / 2};
    const std::vector<Rect> parts = parts_in_sight(ui.reader(), table);
    return std::any_of(parts.begin(), parts.end(), [&](const Rect& part) { return part.grown(1).contains(middle); });
}

// A key that would move it no further does what it does elsewhere.
void take_keys(Ui& ui, std::size_t index) {
    app::Reader& reader = ui.reader();
    std::vector<app::Shortcut>& keys = ui.input().keys;
    for (auto key = keys.begin(); key != keys.end();) {
        const Px before = reader.layout->wide_tables()[index].shift;
        if (*key == app::Shortcut{app::key_left}) reader.shift_table(index, -key_step);
        if (*key == app::Shortcut{app::key_right}) reader.shift_table(index, key_step);
        key = reader.layout->wide_tables()[index].shift != before ? keys.erase(key) : key + 1;
    }
}

}  // namespace

void move_tables(Ui& ui, bool page_is_hot) {
    app::Reader& reader = ui.reader();
    if (!reader.layout) return;
    Input& input = ui.input();
    for (std::size_t i = 0; i < reader.layout->wide_tables().size(); ++i) {
        const WideTable table = reader.layout->wide_tables()[i];
        const std::vector<Rect> parts = parts_in_sight(reader, table);
        const bool under_pointer = (page_is_hot || ui.memory().hot.starts_with("page/table/")) &&
                                   std::any_of(parts.begin(), parts.end(), [&](const Rect& part) { return part.contains(input.mouse); });
        if (under_pointer) {
            if (input.wheel_x != 0) reader.shift_table(i, input.wheel_x * wheel_step);
            input.wheel_x = 0;
        }
        if ((under_pointer || has_keyboard(ui, i, table)) && !ui.field_has_focus()) take_keys(ui, i);
    }
}

void draw_table_bars(Ui& ui) {
    app::Reader& reader = ui.reader();
    for (std::size_t i = 0; i < reader.layout->wide_tables().size(); ++i) {
        const std::vector<Rect> parts = parts_in_sight(reader, reader.layout->wide_tables()[i]);
        for (std::size_t p = 0; p < parts.size(); ++p) {
            const WideTable& table = reader.layout->wide_tables()[i];
            const Rect track{parts[p].x, parts[p].bottom() - bar_target + 4, parts[p].width, bar_target};
            const std::string share = std::to_string(static_cast<int>(100 * table.shift / std::max(1.0F, table.most_shift()))) + "%";
            const Ui::State state = ui.item({id_of(i, p), Role::slider, ui.text(Word::page_table_bar), share, track, 0, true});
            const Px thumb = std::max(shortest_thumb, track.width * table.view.width / table.width);
            const Px way = track.width - thumb;
            if (state.active && ui.input().down && way > 0) {
                const Px wanted = (ui.input().mouse.x - track.x - thumb / 2) / way * table.most_shift();
                if (wanted != table.shift) ui.wake_at(ui.input().now);
                reader.shift_table(i, wanted - table.shift);
            }
            if (state.hot) ui.pointer(Pointer::hand);
            const float strength = state.hot || state.active || state.shows_focus ? 0.75F : 0.4F;
            const Rect line{track.x, track.bottom() - thumb_height - 4, track.width, thumb_height};
            ui.canvas().fill(line, ui.theme().line, thumb_height / 2);
            const Rect knob{line.x + way * table.shift / std::max(1.0F, table.most_shift()), line.y, thumb, thumb_height};
            ui.canvas().fill(knob, ui.theme().quiet.with_alpha(strength), thumb_height / 2);
            if (state.shows_focus) ui.focus_ring(line.grown(2), 4);
        }
    }
}

}  // namespace katern::ui
