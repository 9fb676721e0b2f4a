// The agenda of a meeting: its items in order, each with its minutes and passages; what is dragged here is put where
// the line shows, or on the item that lights up.
#include <algorithm>

#include "ui/icons.h"
#include "ui/meeting_parts.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px row_padding = 14, number_width = 40, minutes_width = 84, cross_size = 28, bar_width = 3, passage_gap = 10;
constexpr Px edge_of_scroll = 40, scroll_step = 14;
constexpr int minutes_a_key = 5;
constexpr std::size_t passage_lines = 3;

struct Row {
    std::string id;
    Rect rect;
};

typeset::TextStyle passage_style() {
    return Ui::serif(16.5F, 24);
}

InPlace title_of(Ui& ui, const app::AgendaItem& item) {
    typeset::TextStyle style = Ui::sans(15, typeset::Ink::ink, true);
    return {"meeting/item/" + item.id + "/text",
            item.id,
            {std::string(notes::meeting_text)},
            std::string(notes::meeting_text),
            item.text,
            ui.text(Word::desk_item_hint),
            style,
            3};
}

std::string below_passage(Ui& ui, const app::PassageSeen& passage) {
    std::string out = passage.address;
    if (passage.people > 0)
        out += (out.empty() ? "" : " · ") + ui.text(Word::desk_people_count, {static_cast<double>(passage.people)});
    return out;
}

// A passage of an item, with the bar of its category. A click goes to the page. Returns its height.
Px draw_passage(Ui& ui, const app::PassageSeen& passage, const std::string& id, Point at, Px width) {
    const std::string words = in_one_line(passage.words), below = below_passage(ui, passage);
    const typeset::TextLayout layout = ui.set(words, passage_style(), width - 14, passage_lines);
    const Px height = layout.height + (below.empty() ? 0 : 20);
    const Ui::State state =
        ui.item({id, Role::button, ui.text(Word::desk_to_page, {words}), below, {at.x, at.y, width, height}, 0, true});
    if (state.hot || state.shows_focus)
        ui.canvas().fill({at.x, at.y, width, height}, ui.theme().line.with_alpha(0.35F), 4);
    ui.canvas().fill({at.x, at.y + 2, bar_width, height - 4},
                     ui.theme().of(draw::category_named(passage.category)).sign);
    ui.canvas().text(layout, {at.x + 14, at.y}, ui.theme());
    if (!below.empty())
        ui.label({at.x + 14, at.y + layout.height + 1}, below, Ui::sans(12, typeset::Ink::quiet), width - 14, 1);
    if (state.shows_focus) ui.focus_ring({at.x, at.y, width, height}, 4);
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked && !passage.address.empty()) {
        ui.reader().meeting_desk->close();
        ui.reader().read_at(passage.chapter, passage.range.start);
    }
    return height;
}

Px passages_height(Ui& ui, const app::ItemSeen& item, Px width) {
    Px height = 0;
    for (const app::PassageSeen& passage : item.passages) {
        height += passage_gap + ui.set(in_one_line(passage.words), passage_style(), width - 14, passage_lines).height;
        if (!below_passage(ui, passage).empty()) height += 20;
    }
    return height;
}

void draw_minutes(MeetingFrame& frame, const app::AgendaItem& item, Point right_top) {
    Ui& ui = frame.ui;
    const typeset::TextStyle style = Ui::sans(14, typeset::Ink::quiet);
    const std::string shown =
        item.minutes > 0 ? ui.text(Word::meeting_minutes, {static_cast<double>(item.minutes)}) : std::string();
    const std::string hint = ui.text(Word::desk_time);
    const bool open = frame.desk.writes(item.id, notes::meeting_minutes);
    const Px width = open ? minutes_width - 20 : std::max(28.0F, ui.set(shown.empty() ? hint : shown, style).width);
    draw_in_place(frame,
                  {"meeting/item/" + item.id + "/minutes",
                   item.id,
                   {std::string(notes::meeting_minutes)},
                   std::string(notes::meeting_minutes),
                   shown,
                   hint,
                   style,
                   1},
                  {right_top.x - width, right_top.y}, width);
}

// The keys of the row that has the keyboard. True when it is gone.
bool take_row_keys(MeetingFrame& frame, const std::string& id) {
    Ui& ui = frame.ui;
    bool gone = false;
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (gone || key.ctrl) return false;
        if (key.alt && (key.key == app::key_up || key.key == app::key_down)) {
            frame.desk.step_item(id, key.key == app::key_up ? -1 : 1);
            frame.desk.focus = "meeting/item/" + id;
            return true;
        }
        if (key.alt) return false;
        switch (key.key) {
            case '+':
            case '=':
                frame.desk.add_minutes(id, minutes_a_key);
                return true;
            case '-':
                frame.desk.add_minutes(id, -minutes_a_key);
                return true;
            case app::key_delete:
                frame.desk.remove(id);
                return gone = true;
            default:
                return false;
        }
    });
    return gone;
}

// Returns its height.
Px draw_item(MeetingFrame& frame, const app::ItemSeen& seen, std::size_t number, Point at, Px width, bool lights_up) {
    Ui& ui = frame.ui;
    const app::AgendaItem& item = seen.item;
    const std::string id = "meeting/item/" + item.id;
    const Px measure = width - number_width - minutes_width - cross_size;
    const Px title = height_in_place(frame, title_of(ui, item), measure);
    const Px wide = width - number_width - cross_size;
    const Px height = 2 * row_padding + title + passages_height(ui, seen, wide);
    const Rect rect{at.x - 8, at.y, width + 16, height};
    const bool near = is_near(ui.memory(), id);
    const Ui::State state = ui.item({id, Role::list_item, item.text.empty() ? ui.text(Word::desk_item_hint) : item.text,
                                     std::to_string(number + 1), rect, 0, true});
    if (lights_up)
        ui.canvas().fill(rect, ui.theme().accent.with_alpha(0.14F), 8);
    else if (state.shows_focus)
        ui.canvas().fill(rect, ui.theme().line.with_alpha(0.35F), 8);
    if (lights_up || state.shows_focus) ui.canvas().outline(rect, ui.theme().accent, 2, 8);
    draw_grip(ui, {at.x, at.y + row_padding + 6}, near ? ui.theme().ink : ui.theme().quiet);
    ui.label({at.x + 14, at.y + row_padding + 1}, std::to_string(number + 1), Ui::sans(14, typeset::Ink::quiet));
    if (state.focused && take_row_keys(frame, item.id)) return height + 1;
    const bool by_key = state.clicked && !ui.input().released;
    if (by_key) frame.desk.write(item.id, {std::string(notes::meeting_text)});
    draw_in_place(frame, title_of(ui, item), {at.x + number_width, at.y + row_padding}, measure);
    draw_minutes(frame, item, {at.x + width - cross_size, at.y + row_padding});
    bool removed = false;
    if (near)
        removed = icon_button(ui, id + "/remove",
                              {at.x + width - cross_size + 6, at.y + row_padding - 4, cross_size, cross_size},
                              Icon::cross, ui.text(Word::desk_remove, {item.text}));
    Px y = at.y + row_padding + title;
    for (std::size_t i = 0; i < seen.passages.size(); ++i) {
        y += passage_gap;
        y += draw_passage(ui, seen.passages[i], id + "/passage/" + std::to_string(i), {at.x + number_width, y}, wide);
        if (!ui.reader().meeting_desk->open) break;  // a click went to the page
    }
    ui.canvas().fill({at.x, at.y + height, width, 1}, ui.theme().line);
    if (removed) frame.desk.remove(std::string(item.id));
    return height + 1;
}

// --- Dropping
// --------------------------------------------------------------------------------------------------------------

// Where what is dragged would go: on an item, or in the gap before the one at this index.
struct Target {
    std::optional<std::size_t> on, gap;
};

Target target_of(const std::vector<Row>& rows, const Dragged& dragged, Point mouse, Rect column) {
    Target out;
    if (!column.contains(mouse)) return out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Rect& row = rows[i].rect;
        const bool middle = mouse.y > row.y + row.height * 0.3F && mouse.y < row.bottom() - row.height * 0.3F;
        if (dragged.card && middle) {
            out.on = i;
            return out;
        }
        if (mouse.y < row.y + row.height / 2) {
            out.gap = i;
            return out;
        }
    }
    out.gap = rows.size();
    return out;
}

void drop(MeetingFrame& frame, const std::vector<Row>& rows, const Dragged& dragged, const Target& target) {
    if (target.on) return frame.desk.bring(*dragged.card, rows[*target.on].id);
    if (!target.gap) return;
    const std::string behind = *target.gap == 0 ? std::string() : rows[*target.gap - 1].id;
    if (dragged.card) return frame.desk.put(*dragged.card, behind);
    frame.desk.move(dragged.item, behind);
}

// What is carried, beside the pointer.
void draw_carried(MeetingFrame& frame, const Dragged& dragged) {
    Ui& ui = frame.ui;
    std::string words = dragged.card ? dragged.card->title : std::string();
    for (const app::ItemSeen& item : frame.desk.seen->items)
        if (item.item.id == dragged.item) words = item.item.text;
    const typeset::TextLayout layout = ui.set(words, Ui::sans(13.5F, typeset::Ink::ink, true), 260, 2);
    const Rect card{ui.input().mouse.x + 12, ui.input().mouse.y + 8, layout.width + 24, layout.height + 16};
    ui.canvas().shadow(card, ui.theme().shadow, 8);
    ui.canvas().fill(card, ui.theme().card, 8);
    ui.canvas().outline(card, ui.theme().accent, 1, 8);
    ui.canvas().text(layout, {card.x + 12, card.y + 8}, ui.theme());
}

void scroll_at_edges(MeetingFrame& frame) {
    const Px y = frame.ui.input().mouse.y, height = frame.ui.reader().space().height;
    if (y < edge_of_scroll) frame.desk.scroll = std::max(0.0F, frame.desk.scroll - scroll_step);
    if (y > height - edge_of_scroll) frame.desk.scroll += scroll_step;
    if (y < edge_of_scroll || y > height - edge_of_scroll) frame.ui.wake_at(frame.ui.input().now);
}

// The new item that is being written, below the others. Returns its height.
Px draw_new_item(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    const app::MeetingWriting* writing = fresh_row(frame.desk, notes::MeetingPart::item);
    if (!writing) return 0;
    app::AgendaItem fresh;
    fresh.id = writing->id;
    const InPlace title = title_of(ui, fresh);
    ui.label({at.x + 14, at.y + row_padding + 1}, std::to_string(frame.desk.seen->items.size() + 1),
             Ui::sans(14, typeset::Ink::quiet));
    const Px height = 2 * row_padding + draw_in_place(frame, title, {at.x + number_width, at.y + row_padding},
                                                      width - number_width - minutes_width);
    ui.canvas().fill({at.x, at.y + height, width, 1}, ui.theme().line);
    return height + 1;
}

std::string total_of(Ui& ui, const app::Meeting& meeting, int planned) {
    const double minutes = meeting.minutes, all = planned;
    if (meeting.minutes == 0) return planned == 0 ? std::string() : ui.text(Word::desk_total, {all});
    return planned > meeting.minutes ? ui.text(Word::desk_total_over, {all, minutes, all - minutes})
                                     : ui.text(Word::desk_total_of, {all, minutes});
}

// "+ punt toevoegen" and the running total.
Px draw_foot(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    int planned = 0;
    for (const app::ItemSeen& item : frame.desk.seen->items) planned += item.item.minutes;
    const std::string add = ui.text(Word::desk_add_item), total = total_of(ui, frame.desk.seen->meeting, planned);
    const bool over = frame.desk.seen->meeting.minutes > 0 && planned > frame.desk.seen->meeting.minutes;
    const Px add_width = ui.button_width(add);
    const bool adds = ui.button("meeting/add", {at.x - 14, at.y + 8, add_width, 32}, add, ButtonKind::quiet);
    const typeset::TextStyle style = Ui::sans(14, over ? typeset::Ink::ink : typeset::Ink::quiet, over);
    const typeset::TextLayout set = ui.set(total, style, width - add_width, 1);
    const Point right{at.x + width - cross_size - set.width, at.y + 14};
    ui.canvas().text(set, right, ui.theme());
    if (!total.empty())
        ui.item({"meeting/total", Role::label, total, {}, {right.x, right.y, set.width, set.height}, 0, false});
    if (adds) frame.desk.add_item();
    return 48;
}

}  // namespace

Px draw_agenda(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    app::MeetingDesk& desk = frame.desk;
    const std::optional<Dragged> dragged = dragged_now(frame);
    const std::vector<app::ItemSeen> items = desk.seen->items;  // an edit below changes them at once
    // Where rows stood in the last frame tells what lights up in this one.
    std::vector<Row> before;
    for (const Item& item : ui.memory().items)
        for (const app::ItemSeen& one : items)
            if (item.id == "meeting/item/" + one.item.id) before.push_back({one.item.id, item.rect});
    const Rect column{at.x - 48, 0, width + 64, ui.reader().space().height};
    const Target target = dragged ? target_of(before, *dragged, ui.input().mouse, column) : Target{};
    Px y = at.y;
    std::vector<Row> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Px top = y;
        y += draw_item(frame, items[i], i, {at.x, y}, width, target.on == i);
        rows.push_back({items[i].item.id, {at.x, top, width, y - top}});
        if (!desk.open || !desk.seen) return y - at.y;
    }
    y += draw_new_item(frame, {at.x, y}, width);
    if (items.empty() && !desk.writing)
        y += 20 +
             ui.label({at.x, y + 16}, ui.text(Word::desk_empty_agenda), Ui::serif(17, 25, typeset::Ink::quiet), width)
                 .height;
    if (dragged && !dragged->dropped) {
        if (target.gap) {
            const Px line = *target.gap < rows.size() ? rows[*target.gap].rect.y
                            : rows.empty()            ? at.y
                                                      : rows.back().rect.bottom();
            ui.canvas().fill({at.x - 8, line - 2, width + 16, 3}, ui.theme().accent, 1.5F);
        }
        scroll_at_edges(frame);
    }
    y += draw_foot(frame, {at.x, y}, width);
    if (dragged && dragged->dropped) drop(frame, rows, *dragged, target);
    return y - at.y;
}

void draw_what_is_carried(MeetingFrame& frame) {
    const std::optional<Dragged> dragged = dragged_now(frame);
    if (dragged && !dragged->dropped && frame.desk.seen) draw_carried(frame, *dragged);
}

}  // namespace katern::ui
