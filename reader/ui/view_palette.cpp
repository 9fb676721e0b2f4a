// The palette: every command by its name, as one types; with its keys, or with why it can't be done now.
#include <algorithm>

#include "ui/icons.h"
#include "ui/key_caps.h"
#include "ui/scroll_area.h"
#include "ui/sheet.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px widest = 560, around = 16, from_top = 88, radius = 12;
constexpr Px padding = 10, field_height = 40, row_height = 34, row_padding = 12, most_rows = 11;

using Found = std::vector<const app::Command*>;

// The palette itself, and letting go of it, are not for choosing in it.
Found rows_of(Ui& ui) {
    Found found = app::find_commands(ui.reader(), ui.reader().sheet.query.text());
    std::erase_if(found, [](const app::Command* c) { return c->id == "help.palette" || c->id == "close"; });
    return found;
}

std::size_t chosen_row(const Found& found, const std::string& chosen) {
    const auto row = std::find_if(found.begin(), found.end(), [&](const app::Command* c) { return c->id == chosen; });
    return row == found.end() ? 0 : static_cast<std::size_t>(row - found.begin());
}

// Up and down choose a row while the field keeps the keyboard. Returns whether one was chosen so.
bool take_keys(Ui& ui, const Found& found) {
    app::SheetState& sheet = ui.reader().sheet;
    bool moved = false;
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        const bool page = key.key == app::key_page_down || key.key == app::key_page_up;
        const bool down = key.key == app::key_down || key.key == app::key_page_down;
        if (!down && !page && key.key != app::key_up) return false;
        if (found.empty()) return true;
        const auto count = static_cast<std::ptrdiff_t>(found.size());
        const auto now = static_cast<std::ptrdiff_t>(chosen_row(found, sheet.chosen));
        const std::ptrdiff_t to = now + (down ? 1 : -1) * (page ? static_cast<std::ptrdiff_t>(most_rows) - 1 : 1);
        sheet.chosen = found[static_cast<std::size_t>(page ? std::clamp<std::ptrdiff_t>(to, 0, count - 1)
                                                          : (to + count) % count)]->id;
        moved = true;
        return true;
    });
    return moved;
}

// Returns whether it was pressed.
bool command_row(Ui& ui, const app::Command& command, Rect row, bool chosen) {
    const bool applies = command.applies(ui.reader());
    const std::string label = app::label_of(ui.reader(), command);
    const std::vector<std::string> caps = caps_of(command, ui.reader().settings.language, 1);
    const std::string reason = !applies && command.applies.otherwise ? ui.text(*command.applies.otherwise) : std::string();
    std::string value = reason;
    if (applies && !caps.empty()) value = caps.front();
    const Ui::State state = ui.item({"palette/" + std::string(command.id), Role::list_item, label, value, row, 0, false});
    if (chosen || state.hot) ui.canvas().fill(row, chosen ? ui.theme().accent.with_alpha(0.16F) : ui.theme().line.with_alpha(0.5F), 8);
    const Px right = row.right() - row_padding;
    Px edge = right;
    if (applies) {
        edge = draw_caps(ui, caps, right, row.y + (row.height - cap_height) / 2);
    } else if (!reason.empty()) {
        const typeset::TextLayout why = ui.set(reason, Ui::sans(12, typeset::Ink::quiet), row.width * 0.56F, 1);
        edge = right - why.width - row_padding;
        ui.canvas().text(why, {right - why.width, row.y + (row.height - why.height) / 2}, ui.theme());
    }
    ui.label({row.x + row_padding, row.y + (row.height - 20) / 2}, label,
             Ui::sans(13.5F, applies ? typeset::Ink::ink : typeset::Ink::quiet),
             std::max(60.0F, edge - row.x - row_padding), 1);
    if (state.hot && applies) ui.pointer(Pointer::hand);
    return state.clicked && applies;
}

// The command to run, or nothing.
const app::Command* draw_list(Ui& ui, const Found& found, Rect view, bool bring_chosen) {
    Px& offset = ui.memory().scroll["palette"];
    const std::size_t chosen = chosen_row(found, ui.reader().sheet.chosen);
    if (bring_chosen) {
        const Px top = row_height * static_cast<Px>(chosen);
        offset = std::clamp(offset, std::max(0.0F, top + row_height - view.height), std::max(0.0F, top));
    }
    const app::Command* pressed = nullptr;
    ScrollArea area(ui, "palette", view, offset);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Rect row{view.x + padding - 2, area.top() + row_height * static_cast<Px>(i), view.width - 2 * padding + 4,
                       row_height};
        if (row.bottom() <= view.y || row.y >= view.bottom()) continue;
        if (command_row(ui, *found[i], row, i == chosen)) pressed = found[i];
    }
    area.end(row_height * static_cast<Px>(found.size()));
    return pressed;
}

}  // namespace

void draw_palette(Ui& ui) {
    app::Reader& reader = ui.reader();
    ui.layer(layer_sheet);
    const app::PageSpace& space = reader.space();
    const Rect window{0, 0, space.width, space.height};
    const Ui::State beside = ui.item({"sheet/beside", Role::group, {}, {}, window, 0, false});
    if (!ui.has_focus("palette/query")) ui.focus("palette/query");
    ui.memory().menu_open = false;

    const std::uint64_t typed = reader.sheet.query.revision();
    Found found = rows_of(ui);
    const bool moved = take_keys(ui, found);
    const Px width = std::min(widest, space.width - 2 * around);
    const Px top = std::min(from_top, std::max(around, space.height * 0.12F));
    const Px head = padding + field_height + 8;
    const Px room = space.height - top - around - head - padding;
    const Px rows = std::clamp(static_cast<Px>(found.size()), 1.0F, most_rows);
    const Px list = std::min(row_height * rows, std::max(row_height, room));
    const Rect card{ui.canvas().snapped((space.width - width) / 2), ui.canvas().snapped(top), width,
                    head + list + padding};
    ui.card("sheet", card, radius);
    const bool enter = ui.field("palette/query", {card.x + padding, card.y + padding, width - 2 * padding, field_height},
                                reader.sheet.query, ui.text(Word::ui_palette_hint));
    if (reader.sheet.query.revision() != typed) {
        reader.sheet.chosen.clear();
        ui.memory().scroll["palette"] = 0;
        found = rows_of(ui);
    }
    const Rect view{card.x, card.y + head, width, list};
    const app::Command* run = nullptr;
    if (found.empty()) {
        ui.label({view.x + padding + row_padding, view.y + 6},
                 ui.text(Word::ui_palette_none, {reader.sheet.query.text()}), Ui::sans(13.5F, typeset::Ink::quiet),
                 width - 2 * (padding + row_padding), 3);
    } else {
        run = draw_list(ui, found, view, moved);
        const app::Command* chosen = found[chosen_row(found, reader.sheet.chosen)];
        if (enter && chosen->applies(reader)) run = chosen;
    }
    keep_keys(ui, true);
    if (run) {
        app::run_from_palette(reader, run->id);
    } else if (beside.clicked) {
        app::run_command(reader, "close");
    }
}

}  // namespace katern::ui
