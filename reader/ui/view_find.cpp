// Finding in the chapter: a small card at the top right. It searches while one types.
#include <algorithm>

#include "ui/icons.h"
#include "ui/views.h"

namespace katern::ui {
namespace {

constexpr Px padding = 8, field_height = 32, button_side = 30, widest = 420, from_edge = 16;
constexpr char field_id[] = "find/query";

// Esc closes and Shift+Enter goes back; the field itself would take neither so.
bool take_keys(Ui& ui) {
    app::Reader& reader = ui.reader();
    std::vector<app::Shortcut>& keys = ui.input().keys;
    bool close = false;
    std::erase_if(keys, [&](const app::Shortcut& key) {
        if (key.ctrl || key.alt) return false;
        if (key.key == app::key_escape && ui.memory().focus.starts_with("find/")) close = true;
        const bool back = key.key == app::key_enter && key.shift && ui.has_focus(field_id);
        if (back) reader.step_hit(-1);
        return close || back;
    });
    return close;
}

std::string count_of(Ui& ui) {
    const app::Find& find = ui.reader().find;
    if (find.query.text().empty()) return {};
    if (find.hits.empty()) return ui.text(Word::ui_find_none);
    return ui.text(Word::ui_find_count, {static_cast<double>(find.current + 1), static_cast<double>(find.hits.size())});
}

}  // namespace

void draw_find(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.find.open) return;
    if (reader.find.wants_keys) {
        ui.focus(field_id);
        reader.find.wants_keys = false;
    }
    if (take_keys(ui)) {
        reader.find = app::Find{};
        ui.focus({});
        return;
    }
    ui.layer(layer_card);
    const app::PageSpace& space = reader.space();
    const Px room = space.width - space.left - space.right - 2 * from_edge;
    const Rect card{space.width - space.right - from_edge - std::min(widest, room),
                    (reader.bar_open ? bar_height : 0) + 12, std::min(widest, room), field_height + 2 * padding};
    ui.card("find", card);
    const Px y = card.y + padding;
    const typeset::TextStyle count_style = Ui::sans(12, typeset::Ink::quiet);
    const Px count_width = std::max(64.0F, ui.set(count_of(ui), count_style).width + 8);
    const Rect field{card.x + padding, y, card.width - 2 * padding - 3 * button_side - count_width - 8, field_height};
    if (ui.field(field_id, field, reader.find.query, ui.text(Word::ui_find_hint))) reader.step_hit(1);
    reader.search();
    ui.label_centred({field.right() + 4, y, count_width, field_height}, count_of(ui), count_style);
    const bool some = !reader.find.hits.empty();
    Rect button{field.right() + 8 + count_width, y + 1, button_side, button_side};
    if (icon_button(ui, "find/previous", button, Icon::up, ui.text(Word::command_find_previous), some))
        reader.step_hit(-1);
    button.x += button_side;
    if (icon_button(ui, "find/next", button, Icon::down, ui.text(Word::command_find_next), some)) reader.step_hit(1);
    button.x += button_side;
    if (icon_button(ui, "find/close", button, Icon::cross, ui.text(Word::ui_close))) {
        reader.find = app::Find{};
        ui.focus({});
    }
}

}  // namespace katern::ui
