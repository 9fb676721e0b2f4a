// The panel that searches: what is looked for, how often it is there, and every place in its own words, grouped by
// chapter (find_list.cpp).
#include <algorithm>

#include "ui/chips.h"
#include "ui/find_list.h"
#include "ui/icons.h"
#include "ui/scroll_area.h"
#include "ui/side_panel.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px padding = 16, head_height = 36, field_height = 36, button_side = 30, chip_gap = 6;
constexpr Px row_inner = 10;  // of the list, left of its words
constexpr char field_id[] = "find/query";

bool in_panel(Ui& ui) {
    return ui.memory().focus.starts_with("find");
}

// Where an address was typed, Enter goes there; else to the next hit.
void enter(Ui& ui) {
    app::Reader& reader = ui.reader();
    const std::optional<app::Destination> there = reader.destination_of(reader.find.query.text());
    const bool nothing = reader.find.answered() && reader.find.results->complete && reader.find.results->nothing();
    if (there && (there->certain() || nothing)) {
        reader.go_to({there->chapter, there->byte});
    } else {
        reader.step_hit(1);
    }
}

// Over a narrow page the panel would cover what was gone to: the hits stay marked, and F3 goes on.
void make_room(Ui& ui) {
    if (ui.reader().space().width < narrowest_with_side_panel) {
        ui.reader().find.panel = false;
        ui.focus({});
    }
}

// Esc closes; Shift+Enter, up and down step. The field itself would take none of them so.
void take_keys(Ui& ui) {
    if (!in_panel(ui)) return;
    app::Reader& reader = ui.reader();
    bool close = false;
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key.ctrl || key.alt) return false;
        const bool back =
            key == app::Shortcut{app::key_up} || (key.key == app::key_enter && key.shift && ui.has_focus(field_id));
        const bool on = key == app::Shortcut{app::key_down};
        if (key.key == app::key_escape) close = true;
        if (back) reader.step_hit(-1);
        if (on) reader.step_hit(1);
        return back || on || key.key == app::key_escape;
    });
    if (!close) return;
    reader.close_find();
    ui.focus({});
}

// --- Head

bool chip(Ui& ui, const std::string& id, Point at, Word word, bool& on) {
    const std::string label = ui.text(word);
    const Rect rect{at.x, at.y, ui.set(label, Ui::sans(12)).width + 24, chip_height};
    const Ui::State state = ui.item({id, Role::toggle, label, on ? "1" : "0", rect, 0, true});
    if (on || state.hot) ui.canvas().fill(rect, ui.theme().card, chip_height / 2);
    ui.canvas().outline(rect,
                        on          ? ui.theme().accent
                        : state.hot ? ui.theme().quiet
                                    : ui.theme().line,
                        1, chip_height / 2);
    ui.label_centred(rect, label, Ui::sans(12, on ? typeset::Ink::ink : typeset::Ink::quiet));
    if (state.shows_focus) ui.focus_ring(rect, chip_height / 2);
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked) on = !on;
    return state.clicked;
}

Px draw_chips(Ui& ui, Point at, Px width) {
    app::Find& find = ui.reader().find;
    const Px first = ui.set(ui.text(Word::ui_find_whole_words), Ui::sans(12)).width + 24 + chip_gap;
    const Px second = ui.set(ui.text(Word::ui_find_exact_accents), Ui::sans(12)).width + 24;
    const bool beside = first + second <= width;
    chip(ui, "find/whole-words", at, Word::ui_find_whole_words, find.whole_words);
    const Point next = beside ? Point{at.x + first, at.y} : Point{at.x, at.y + chip_height + 4};
    chip(ui, "find/exact", next, Word::ui_find_exact_accents, find.exact_accents);
    return next.y + chip_height - at.y;
}

// "12 keer in 4 hoofdstukken · 2 notities"
std::string count_of(Ui& ui) {
    const app::Find& find = ui.reader().find;
    if (!find.results || find.results->nothing())
        return find.waiting ? ui.text(Word::ui_find_searching) : std::string();
    const app::SearchResults& results = *find.results;
    const std::string in_text =
        results.count == 0 ? std::string()
                           : ui.text(Word::ui_find_in_chapters, {static_cast<double>(results.count),
                                                                 static_cast<double>(results.chapters.size())});
    const std::string in_notes = results.notes.empty()
                                     ? std::string()
                                     : ui.text(Word::ui_find_in_notes, {static_cast<double>(results.notes.size())});
    if (in_text.empty() || in_notes.empty()) return in_text + in_notes;
    return ui.text(Word::ui_find_in_both, {in_text, in_notes});
}

// Title, field with the two ways to step, switches, count; returns where the list begins.
Px draw_head(Ui& ui, Rect panel) {
    app::Reader& reader = ui.reader();
    Px y = panel.y + 15;
    const Px left = panel.x + padding, width = panel.width - 2 * padding;
    ui.label({left, y}, ui.text(Word::ui_find), Ui::sans(15, typeset::Ink::ink, true));
    if (icon_button(ui, "find/close", {panel.right() - padding - 24, y - 4, 30, 30}, Icon::cross,
                    ui.text(Word::ui_close))) {
        reader.close_find();
        ui.focus({});
    }
    y += head_height - 6;
    const Rect field{left, y, width - 2 * button_side - 4, field_height};
    if (ui.field(field_id, field, reader.find.query, ui.text(Word::ui_find_hint))) {
        enter(ui);
        make_room(ui);
    }
    const bool some = reader.find.results && reader.find.results->count > 0;
    Rect button{field.right() + 4, y + 3, button_side, button_side};
    if (icon_button(ui, "find/previous", button, Icon::up, ui.text(Word::command_find_previous), some))
        reader.step_hit(-1);
    button.x += button_side;
    if (icon_button(ui, "find/next", button, Icon::down, ui.text(Word::command_find_next), some)) reader.step_hit(1);
    y += field_height + 10;
    y += draw_chips(ui, {left, y}, width) + 10;
    const std::string count = count_of(ui);
    if (count.empty()) return y;
    const typeset::TextStyle style = Ui::sans(12, typeset::Ink::quiet);
    Px room = width;
    if (reader.find.current != app::Find::none && some) {
        const std::string which = ui.text(Word::ui_find_count, {static_cast<double>(reader.find.current + 1),
                                                                static_cast<double>(reader.find.results->count)});
        ui.label_right({left + width, y}, which, style);
        room -= ui.set(which, style).width + 12;
    }
    const typeset::Size size = ui.label({left, y}, count, style, room, 2);
    ui.item({"find/count", Role::label, count, {}, {left, y, size.width, size.height}, 0, false});
    return y + size.height + 6;
}

// --- Instead of rows

Px draw_nothing(Ui& ui, Point at, Px width) {
    app::Reader& reader = ui.reader();
    const app::Find& find = reader.find;
    const typeset::TextStyle style = Ui::sans(13.5F, typeset::Ink::quiet);
    if (!find.results) {
        if (find.waiting) return 0;
        const std::string words = ui.text(Word::ui_find_empty);
        const typeset::Size size = ui.label(at, words, style, width);
        ui.item({"find/empty", Role::label, words, {}, {at.x, at.y, size.width, size.height}, 0, false});
        return size.height;
    }
    if (!find.results->nothing() || !find.results->complete) return 0;
    const std::size_t looser = find.results->looser;
    std::string words = ui.text(Word::ui_find_none, {find.results->query.words});
    if (looser > 0) words = ui.text(Word::ui_find_looser, {static_cast<double>(looser)});
    const typeset::Size size = ui.label(at, words, style, width);
    ui.item({"find/nothing", Role::label, words, {}, {at.x, at.y, size.width, size.height}, 0, false});
    if (looser == 0) return size.height;
    const std::string label = ui.text(Word::ui_find_show_looser);
    if (ui.button("find/looser", {at.x, at.y + size.height + 10, ui.button_width(label), 32}, label))
        reader.find.whole_words = reader.find.exact_accents = false;
    return size.height + 42;
}

// A hit that was stepped to is brought into sight once; after that one may scroll away from it.
void follow_current(Ui& ui, Px view_height) {
    app::Find& find = ui.reader().find;
    if (find.current == find.followed) return;
    find.followed = find.current;
    const std::optional<FindList::Place> place = FindList::place_of_current(ui);
    if (!place) return;
    if (place->top < find.scroll) find.scroll = place->top;
    if (place->bottom > find.scroll + view_height) find.scroll = place->bottom - view_height;
}

void draw_open(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (reader.find.wants_keys) {
        ui.focus(field_id);
        reader.find.wants_keys = false;
    }
    take_keys(ui);
    if (!reader.find.open) return;
    const Rect panel = draw_side_panel(ui, "find", ui.text(Word::ui_find));
    const std::uint64_t before = reader.find.query.revision();
    const Px y = draw_head(ui, panel);
    if (!reader.find.open) return;
    if (reader.find.query.revision() != before) reader.find.scroll = 0;
    const Rect view{panel.x + 1, y, panel.width - 1, std::max(0.0F, panel.bottom() - y)};
    follow_current(ui, view.height);
    FindList list(ui, view, panel.x + padding - row_inner, panel.width - 2 * padding + 2 * row_inner);
    ScrollArea area(ui, "find", view, reader.find.scroll);
    Px height = list.draw(area.top());
    height += draw_nothing(ui, {panel.x + padding, area.top() + height + 4}, panel.width - 2 * padding);
    area.end(height + 8);
    if (list.pressed_destination()) {
        if (const auto there = reader.destination_of(reader.find.query.text())) reader.go_to({there->chapter, there->byte});
    } else if (list.pressed_hit()) {
        reader.go_to_hit(*list.pressed_hit());
    } else if (!list.pressed_note().empty()) {
        reader.go_to_note(list.pressed_note());
    }
    if (list.pressed_destination() || list.pressed_hit() || !list.pressed_note().empty()) make_room(ui);
    // What was typed or switched is looked for at once, not at the next frame.
    if (!reader.search()) ui.wake_at(ui.input().now);
}

}  // namespace

void draw_find(Ui& ui) {
    const app::Find& find = ui.reader().find;
    if (find.open && !ui.reader().search()) ui.wake_at(ui.input().now);
    ui.draw_appearing("find", find.open && find.panel, draw_open);
}

}  // namespace katern::ui
