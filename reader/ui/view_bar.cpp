// The bar at the top: there when it is wanted, and then over the page, which doesn't move. With it the small menu of
// the rest.
#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px opens_within = 8;  // px from the top edge
constexpr Px edge = 12, gap = 4, button_height = 32, cell_padding = 10;
constexpr Px narrowest_title = 80, title_gap = 20;
constexpr Px menu_padding = 6, menu_row = 32, lowest_menu_row = 20, menu_gap = 28, menu_group_gap = 9;

// What has no button of its own.
constexpr std::string_view menu_commands[] = {"edit.undo", "edit.redo", "book.open",      "window.new",   "notes.import", "notes.export",  "notes.backups", "notes.trash", "view.together", "view.meeting", "view.look_back", "notes.networks", "notes.my_computers", "book.print",     "view.full_screen",
                                              "help.palette", "help.shortcuts", "view.language", "help.about"};
// A line stands before these.
constexpr std::string_view menu_groups[] = {"book.open", "notes.import", "view.full_screen", "help.palette", "view.language"};

struct Cell {
    std::string id;
    std::string_view command;  // empty: the menu
    std::string label;
    std::string name;
    bool on = false;
    Rect rect;
};

std::string label_of_command(Ui& ui, std::string_view id) {
    return ui.text(app::command(id)->label);
}

// Left one first, then those at the right from left to right.
std::vector<Cell> cells(Ui& ui) {
    const app::Reader& reader = ui.reader();
    std::string notes = ui.text(Word::ui_notes);
    if (!reader.notes.empty()) notes += " " + ui.text(Word::ui_number, {static_cast<double>(reader.notes.size() - reader.peers.veiled)});
    std::vector<Cell> row{
        {"bar/contents",
         "view.contents",
         ui.text(Word::ui_contents),
         label_of_command(ui, "view.contents"),
         reader.contents_open,
         {}},
        {"bar/find", "find.open", ui.text(Word::ui_find), label_of_command(ui, "find.open"), reader.find.open, {}},
        {"bar/comfort", "view.comfort", "Aa", label_of_command(ui, "view.comfort"), reader.comfort_open, {}},
        {"bar/notes", "view.notes", notes, label_of_command(ui, "view.notes"), reader.notes_open, {}},
        {"bar/more", {}, {}, ui.text(Word::ui_more), ui.memory().menu_open, {}}};
    const Px y = (bar_height - button_height) / 2;
    const typeset::TextStyle style = Ui::sans(13);
    row.front().rect = {edge - 2, y, ui.set(row.front().label, style).width + 2 * cell_padding + 16, button_height};
    Px x = reader.space().width - edge;
    for (std::size_t i = row.size() - 1; i > 0; --i) {
        const Px width = row[i].label.empty() ? 36 : ui.set(row[i].label, style).width + 2 * cell_padding;
        x -= width;
        row[i].rect = {x, y, width, button_height};
        x -= gap;
    }
    return row;
}

bool is_drawn(const Memory& memory) {
    return std::any_of(memory.items.begin(), memory.items.end(), [](const Item& item) { return item.id == "bar"; });
}

bool has_keyboard(const Memory& memory) {
    return memory.focus_shown && memory.focus.starts_with("bar/");
}

bool is_wanted(Ui& ui) {
    const app::Reader& reader = ui.reader();
    const Input& input = ui.input();
    if (reader.sheet.kind != app::Sheet::none) return false;
    if (reader.bar_pinned || reader.contents_open || ui.memory().menu_open || has_keyboard(ui.memory())) return true;
    const bool drawn = is_drawn(ui.memory());
    if (reader.selecting) return drawn;  // a drag that only passes by
    if (reader.full_screen) return false;  // nothing but the page, until a key asks for more
    const bool inside = input.mouse.x >= 0 && input.mouse.x < reader.space().width && input.mouse.y >= 0;
    return inside && input.mouse.y < (drawn ? bar_height : opens_within);
}

// Esc with the keyboard in the bar gives it back to the page.
void leave_by_escape(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!has_keyboard(ui.memory()) || ui.memory().menu_open || reader.comfort_open || reader.contents_open) return;
    const auto escape = std::find(ui.input().keys.begin(), ui.input().keys.end(), app::Shortcut{app::key_escape});
    if (escape == ui.input().keys.end()) return;
    ui.input().keys.erase(escape);
    ui.focus({});
    reader.bar_pinned = false;
}

void draw_title(Ui& ui, Px left, Px right) {
    typeset::TextStyle style = Ui::serif(15, 20, typeset::Ink::quiet);
    style.italic = true;
    const std::string& title = ui.reader().book->title;
    const Px middle = ui.reader().space().width / 2;
    const Px whole = ui.set(title, style).width;
    const Px room = right - left - 2 * title_gap;
    if (room < narrowest_title) return;
    // In the middle of the window where that fits, else in the middle of what is free.
    const bool centred = middle - whole / 2 >= left + title_gap && middle + whole / 2 <= right - title_gap;
    const Px width = std::min(whole, room);
    const Px x = centred ? middle - whole / 2 : left + title_gap + (room - width) / 2;
    const typeset::TextLayout set = whole <= room ? ui.set(title, style) : ui.set(title, style, room, 1);
    ui.canvas().text(set, {x, (bar_height - 20) / 2}, ui.theme());
}

void draw_cell(Ui& ui, const Cell& cell, const Ui::State& state) {
    if (state.hot || cell.on) ui.canvas().fill(cell.rect, ui.theme().line.with_alpha(state.hot ? 0.8F : 0.55F), 8);
    Rect inside = cell.rect;
    if (cell.id == "bar/contents") {
        draw_icon(ui, Icon::lines, {cell.rect.x + cell_padding - 1, cell.rect.y, 12, cell.rect.height}, ui.theme().ink);
        inside = {cell.rect.x + 16, cell.rect.y, cell.rect.width - 16, cell.rect.height};
    }
    if (cell.label.empty()) {
        draw_icon(ui, Icon::dots, cell.rect, ui.theme().ink);
    } else {
        ui.label_centred(inside, cell.label, Ui::sans(13));
    }
    if (state.shows_focus) ui.focus_ring(cell.rect, 8);
    if (state.hot) ui.pointer(Pointer::hand);
}

void close_menu(Ui& ui) {
    ui.memory().menu_open = false;
    if (ui.memory().focus.starts_with("menu/")) ui.focus("bar/more", ui.memory().focus_shown);
}

void run_from_bar(Ui& ui, const Cell& cell) {
    if (!cell.command.empty()) {
        close_menu(ui);
        app::run_command(ui.reader(), cell.command);
        return;
    }
    ui.memory().menu_open = !ui.memory().menu_open;
    if (ui.memory().menu_open && has_keyboard(ui.memory())) ui.focus("menu/" + std::string(menu_commands[0]), true);
}

// Up and down among the rows, Esc away from them.
void take_menu_keys(Ui& ui) {
    std::vector<app::Shortcut>& keys = ui.input().keys;
    for (auto key = keys.begin(); key != keys.end();) {
        const bool step = key->key == app::key_down || key->key == app::key_up;
        if (key->key == app::key_escape) {
            close_menu(ui);
        } else if (step) {
            const std::string focus = ui.memory().focus;
            const auto count = static_cast<std::ptrdiff_t>(std::size(menu_commands));
            const auto now = std::find_if(std::begin(menu_commands), std::end(menu_commands),
                                          [&](std::string_view id) { return focus == "menu/" + std::string(id); });
            const bool none = now == std::end(menu_commands);
            const std::ptrdiff_t by = key->key == app::key_down ? 1 : -1;
            const std::ptrdiff_t next =
                none ? (by > 0 ? 0 : count - 1) : (now - std::begin(menu_commands) + by + count) % count;
            ui.focus("menu/" + std::string(menu_commands[next]), true);
        } else {
            ++key;
            continue;
        }
        key = keys.erase(key);
    }
}

bool draw_menu_row(Ui& ui, const app::Command& command, Rect row) {
    const bool applies = command.applies(ui.reader());
    const std::string label = app::label_of(ui.reader(), command);
    const Ui::State state = ui.item({"menu/" + std::string(command.id), Role::button, label, {}, row, 0, true});
    if (state.hot && applies) ui.canvas().fill(row, ui.theme().chrome, 7);
    const Px y = row.y + (row.height - 20) / 2;
    ui.label({row.x + 10, y}, label, Ui::sans(13.5F, applies ? typeset::Ink::ink : typeset::Ink::quiet));
    if (command.keys[0].key != app::key_none)
        ui.label_right({row.right() - 10, y + 1}, app::name_of(command.keys[0], ui.reader().settings.language),
                       Ui::sans(12, typeset::Ink::quiet));
    if (state.shows_focus) ui.canvas().outline(row, ui.theme().accent, 2, 7);
    if (state.hot && applies) ui.pointer(Pointer::hand);
    return state.clicked && applies;
}

// Lower where the window is, so that all of them are in it.
Px height_of_menu_row(Ui& ui) {
    const Px others = menu_group_gap * static_cast<Px>(std::size(menu_groups)) + 2 * menu_padding;
    const Px room = ui.reader().space().height - bar_height - 6 - edge - others;
    return std::clamp(std::floor(room / static_cast<Px>(std::size(menu_commands))), lowest_menu_row, menu_row);
}

void draw_menu(Ui& ui) {
    const std::string hot = ui.memory().hot;
    if (ui.input().pressed && hot != "menu" && !hot.starts_with("menu/") && hot != "bar/more") return close_menu(ui);
    take_menu_keys(ui);
    Px width = 0;
    for (const std::string_view id : menu_commands) {
        const app::Command& command = *app::command(id);
        const Px keys =
            command.keys[0].key == app::key_none
                ? 0
                : ui.set(app::name_of(command.keys[0], ui.reader().settings.language), Ui::sans(12)).width + menu_gap;
        width = std::max(width, ui.set(app::label_of(ui.reader(), command), Ui::sans(13.5F)).width + keys);
    }
    width += 20 + 2 * menu_padding;
    const Px row_height = height_of_menu_row(ui);
    const Px height = row_height * static_cast<Px>(std::size(menu_commands)) +
                      menu_group_gap * static_cast<Px>(std::size(menu_groups)) + 2 * menu_padding;
    const Rect card{ui.reader().space().width - edge - width, bar_height + 6, width, height};
    const int below = ui.layer();
    ui.layer(layer_card);
    ui.card("menu", card);
    Rect row{card.x + menu_padding, card.y + menu_padding, width - 2 * menu_padding, row_height};
    for (const std::string_view id : menu_commands) {
        if (std::find(std::begin(menu_groups), std::end(menu_groups), id) != std::end(menu_groups)) {
            ui.canvas().fill({row.x + 10, row.y + menu_group_gap / 2, row.width - 20, 1}, ui.theme().line);
            row.y += menu_group_gap;
        }
        if (draw_menu_row(ui, *app::command(id), row)) {
            close_menu(ui);
            app::run_command(ui.reader(), id);
        }
        row.y += row_height;
    }
    ui.layer(below);
}

void draw_open_bar(Ui& ui) {
    ui.layer(layer_bar);
    const std::vector<Cell> row = cells(ui);
    const Px width = ui.reader().space().width;
    ui.item({"bar", Role::group, {}, {}, {0, 0, width, bar_height}, 0, false});
    ui.canvas().fill({0, 0, width, bar_height}, ui.theme().chrome);
    ui.canvas().fill({0, bar_height - 1, width, 1}, ui.theme().line);
    draw_title(ui, row[0].rect.right(), row[1].rect.x);
    for (const Cell& cell : row) {
        const Ui::State state = ui.item({cell.id, Role::button, cell.name, cell.on ? "1" : "0", cell.rect, 0, true});
        draw_cell(ui, cell, state);
        if (state.clicked) run_from_bar(ui, cell);
    }
    ui.draw_appearing("menu", ui.memory().menu_open, draw_menu);
}

}  // namespace

void draw_bar(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.book) return;
    ui.layer(layer_bar);
    leave_by_escape(ui);
    reader.bar_open = is_wanted(ui);
    // Out of sight, but the keyboard finds it: the first Tab brings it.
    if (!reader.bar_open && reader.sheet.kind == app::Sheet::none)
        for (const Cell& cell : cells(ui)) ui.item({cell.id, Role::button, cell.name, {}, {}, 0, true});
    ui.draw_appearing("bar", reader.bar_open, draw_open_bar);
}

}  // namespace katern::ui
