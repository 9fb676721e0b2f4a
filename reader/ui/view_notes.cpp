// The panel with all notes of the book: what is looked for, groups of cards, and what can be done with them.
//
// A hundred thousand cards are not as many layouts: which notes are shown is the reader's own list; a card is measured
// when it first comes near, and until then its height is estimated from its length. A frame costs as much as what is in
// sight, however long the list.
#include <algorithm>
#include <unordered_map>

#include "ui/note_card.h"
#include "ui/notes_panel.h"
#include "ui/row_heights.h"
#include "ui/scroll_area.h"
#include "ui/side_panel.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

// What the panel has measured of the list. Everything in it can be made again.
struct NotesRows {
    struct Measured {
        notes::Milliseconds modified = 0;
        Px width = 0, height = 0;
    };
    std::uint64_t list_revision = ~0ULL;  // that the rows were made from
    Px width = 0;
    Language language = Language::nl;

    RowHeights heights;
    std::vector<bool> measured;
    std::unordered_map<std::string, Measured> known;  // by note
    // The row that has the keyboard, as long as that and the list stay.
    std::string focus;
    std::size_t focus_row = SIZE_MAX;
};

namespace {

constexpr Px group_height = 32, card_gap = 8;
constexpr Px lowest_list = 120;  // where there is less room, what stands above it stays in sight
constexpr std::string_view card_prefix = "panel/card/";

using Row = app::NotesList::Row;

const app::PlacedNote* note_of(const app::Reader& reader, const Row& row) {
    return row.heading || row.note >= reader.notes.size() ? nullptr : &reader.notes[row.note];
}

// A note under several headings has a card at each.
std::string card_id(const app::Reader& reader, const Row& row) {
    const app::PlacedNote* placed = note_of(reader, row);
    if (!placed) return {};
    std::string id = std::string(card_prefix) + placed->note.id;
    if (row.again) id += "#" + reader.notes_list.groups()[row.group].tag;
    return id;
}

void make_rows(const app::Reader& reader, NotesRows& rows, Px width) {
    const app::NotesList& list = reader.notes_list;
    rows.list_revision = list.revision();
    rows.width = width;
    rows.language = reader.settings.language;
    rows.focus.clear();
    rows.measured.assign(list.rows().size(), false);
    std::vector<Px> heights;
    heights.reserve(list.rows().size());
    for (std::size_t i = 0; i < list.rows().size(); ++i) {
        const app::PlacedNote* placed = note_of(reader, list.rows()[i]);
        if (!placed) {
            heights.push_back(group_height);
            rows.measured[i] = true;
            continue;
        }
        heights.push_back(estimated_card_height(placed->note, width) + card_gap);
        if (rows.known.empty()) continue;
        const auto known = rows.known.find(placed->note.id);
        if (known == rows.known.end() || known->second.width != width || known->second.modified != placed->note.modified) continue;
        heights.back() = known->second.height;
        rows.measured[i] = true;
    }
    rows.heights.assign(std::move(heights));
}

NotesRows& rows_of(Ui& ui, Px width) {
    const app::Reader& reader = ui.reader();
    std::shared_ptr<NotesRows>& rows = ui.memory().notes_rows;
    if (!rows) rows = std::make_shared<NotesRows>();
    if (rows->list_revision != reader.notes_list.revision() || rows->width != width ||
        rows->language != reader.settings.language)
        make_rows(reader, *rows, width);
    return *rows;
}

// --- The keyboard

// The row whose card has the keyboard; SIZE_MAX: none has.
std::size_t focused_row(Ui& ui, NotesRows& rows) {
    const std::string& focus = ui.memory().focus;
    if (!focus.starts_with(card_prefix)) return SIZE_MAX;
    if (rows.focus == focus) return rows.focus_row;
    const app::Reader& reader = ui.reader();
    const std::vector<Row>& list = reader.notes_list.rows();
    const std::string_view id = std::string_view(focus).substr(card_prefix.size());
    const auto found = std::find_if(list.begin(), list.end(), [&](const Row& row) {
        const app::PlacedNote* placed = note_of(reader, row);
        return placed && id.starts_with(placed->note.id) && card_id(reader, row) == focus;
    });
    rows.focus = focus;
    rows.focus_row = found == list.end() ? SIZE_MAX : static_cast<std::size_t>(found - list.begin());
    return rows.focus_row;
}

// The next card from here, up or down; where there is none, this one.
std::size_t next_card(const app::Reader& reader, std::size_t row, int by) {
    const std::vector<Row>& list = reader.notes_list.rows();
    for (std::size_t next = row; by < 0 ? next > 0 : next + 1 < list.size();) {
        next = by < 0 ? next - 1 : next + 1;
        if (!list[next].heading) return next;
    }
    return row;
}

// Up and down go from card to card, with Shift they choose along; space chooses this one, Ctrl+A all.
bool take_key(Ui& ui, NotesRows& rows, const app::Shortcut& key) {
    app::Reader& reader = ui.reader();
    const std::size_t row = focused_row(ui, rows);
    if (row == SIZE_MAX || key.alt) return false;
    const std::vector<Row>& list = reader.notes_list.rows();
    const app::PlacedNote* placed = note_of(reader, list[row]);
    if (!placed) return false;
    if ((key.key == app::key_down || key.key == app::key_up) && !key.ctrl) {
        if (!key.shift) reader.chosen_notes.set_anchor({});
        if (key.shift && !reader.chosen_notes.has_anchor()) reader.chosen_notes.set_anchor(placed->note.id);
        const std::size_t next = next_card(reader, row, key.key == app::key_up ? -1 : 1);
        const app::PlacedNote* there = note_of(reader, list[next]);
        if (key.shift && there) reader.chosen_notes.extend_to(there->note.id, reader.notes_list, reader.notes);
        ui.focus(card_id(reader, list[next]), true);
        return true;
    }
    if (key.key == ' ' && !key.ctrl && !key.shift) {
        reader.chosen_notes.toggle(placed->note.id);
        return true;
    }
    if (key == app::Shortcut{'a', true, false, false}) {
        reader.chosen_notes.take_all(reader.notes_list, reader.notes);
        return true;
    }
    if (key == app::Shortcut{app::key_delete} && !reader.chosen_notes.empty()) {
        reader.remove_chosen();
        return true;
    }
    return false;
}

void take_keys(Ui& ui, NotesRows& rows) {
    std::vector<app::Shortcut> keys = std::move(ui.input().keys);
    std::erase_if(keys, [&](const app::Shortcut& key) { return take_key(ui, rows, key); });
    ui.input().keys = std::move(keys);
}

// --- The rows

std::string group_title(Ui& ui, const app::NotesList::Group& group) {
    const app::Reader& reader = ui.reader();
    switch (reader.notes_list.grouping()) {
        case app::NotesGrouping::chapter: {
            if (group.chapter >= reader.book->chapters.size()) return ui.text(Word::ui_orphans);
            const document::ChapterEntry& entry = reader.book->chapters[group.chapter];
            return entry.number.empty() ? entry.title : entry.number + " · " + entry.title;
        }
        case app::NotesGrouping::category:
            return ui.text(group.category == draw::Category::other ? Word::ui_no_category : label_of(group.category));
        case app::NotesGrouping::tag: return group.tag.empty() ? ui.text(Word::ui_no_tag) : group.tag;
        case app::NotesGrouping::none: break;
    }
    return {};
}

void draw_group(Ui& ui, const app::NotesList::Group& group, Rect rect) {
    typeset::TextStyle style = Ui::sans(12, typeset::Ink::quiet, true);
    const std::string count = ui.text(Word::ui_number, {static_cast<double>(group.count)});
    const Px y = rect.y + 9;
    const Px count_width = ui.set(count, style).width;
    ui.label({rect.x, y}, group_title(ui, group), style, rect.width - count_width - 12, 1);
    ui.label_right({rect.right(), y}, count, style);
}

// The note whose card asks to be opened, and whether to write in it.
struct Asked {
    std::string id;
    bool edit = false;
};

std::string name_of(Ui& ui, const app::PlacedNote& placed) {
    if (placed.note.kind == notes::Kind::bookmark) return ui.text(Word::ui_bookmark);
    const notes::Reflection answer = notes::reflection_in(placed.note);
    return !answer.words.empty() ? answer.words : answer.question.empty() ? placed.note.anchor.exact : answer.question;
}

Asked draw_card(Ui& ui, const app::PlacedNote& placed, const std::string& item_id, Rect rect) {
    app::Reader& reader = ui.reader();
    const bool chosen = reader.chosen_notes.contains(placed.note.id);
    const Ui::State state = ui.item({item_id, Role::list_item, name_of(ui, placed), chosen ? "1" : "", rect, 0, true});
    const bool focused = reader.focused_note == placed.note.id;
    draw_note_card(ui, placed, rect, focused || chosen, state.hot);
    if (chosen) ui.canvas().fill(rect, ui.theme().accent.with_alpha(0.1F), 10);
    if (state.shows_focus) ui.canvas().outline(rect, ui.theme().accent, 2, 10);
    if (state.hot) ui.pointer(Pointer::hand);
    const bool by_mouse = state.clicked && ui.input().released;
    if (by_mouse && ui.input().ctrl) {
        reader.chosen_notes.toggle(placed.note.id);
        return {};
    }
    if (by_mouse && ui.input().shift) {
        reader.chosen_notes.extend_to(placed.note.id, reader.notes_list, reader.notes);
        return {};
    }
    const bool twice = state.hot && ui.input().pressed && ui.input().clicks == 2 && !ui.input().ctrl && !ui.input().shift;
    if (!state.clicked && !twice) return {};
    reader.chosen_notes.clear();
    reader.chosen_notes.set_anchor(placed.note.id);
    return {placed.note.id, twice || !by_mouse};
}

// A panel that has just been opened shows the note that is focused, else those of the chapter that is being read.
void start_where_one_is(Ui& ui, const NotesRows& rows, Px view_height) {
    app::Reader& reader = ui.reader();
    const std::vector<Item>& before = ui.memory().items;
    if (std::any_of(before.begin(), before.end(), [](const Item& item) { return item.id == "panel"; })) return;
    const std::vector<Row>& list = reader.notes_list.rows();
    std::size_t heading = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].heading) heading = i;
        const app::PlacedNote* placed = note_of(reader, list[i]);
        if (!placed || (reader.focused_note.empty() ? placed->chapter != reader.chapter_index
                                                    : placed->note.id != reader.focused_note))
            continue;
        // Its group's heading with it, where both fit.
        const auto group = static_cast<Px>(rows.heights.top(heading)), top = static_cast<Px>(rows.heights.top(i));
        reader.notes_scroll = top + rows.heights.height(i) - group <= view_height ? group : top - card_gap;
        return;
    }
}

// Everything that is in sight, what is a screen away from it, and the card that has the keyboard.
Asked draw_rows(Ui& ui, NotesRows& rows, Rect view, Px x) {
    app::Reader& reader = ui.reader();
    const std::vector<Row>& list = reader.notes_list.rows();
    // While the list is being made anew, its rows may stand for other notes than they were measured for.
    const bool sure = reader.notes_list.notes_revision() == reader.notes_revision;
    const double offset = reader.notes_scroll;
    Asked asked;
    Px grown_above = 0;
    const auto draw = [&](std::size_t i) {
        const Row& row = list[i];
        const auto y = view.y + static_cast<Px>(rows.heights.top(i) - offset);
        if (row.heading) {
            if (y + group_height > view.y && y < view.bottom()) draw_group(ui, reader.notes_list.groups()[row.group], {x, y, rows.width, group_height});
            return;
        }
        const app::PlacedNote* placed = note_of(reader, row);
        if (!placed) return;
        if (!rows.measured[i] && sure) {
            const Px height = note_card_height(ui, *placed, rows.width) + card_gap;
            if (y + rows.heights.height(i) <= view.y) grown_above += height - rows.heights.height(i);
            rows.heights.set(i, height);
            rows.measured[i] = true;
            rows.known[placed->note.id] = {placed->note.modified, rows.width, height};
        }
        const Asked here = draw_card(ui, *placed, card_id(reader, row), {x, y, rows.width, rows.heights.height(i) - card_gap});
        if (!here.id.empty()) asked = here;
    };
    const std::size_t first = rows.heights.at(std::max(0.0, offset - view.height));
    std::size_t end = first;
    while (end < list.size() && rows.heights.top(end) < offset + 2.0 * view.height) ++end;
    const std::size_t focused = focused_row(ui, rows);
    if (focused < first) draw(focused);
    for (std::size_t i = first; i < end; ++i) draw(i);
    if (focused != SIZE_MAX && focused >= end) draw(focused);
    // A card above that turns out higher than it was thought to be must not push what is being read.
    reader.notes_scroll += grown_above;
    return asked;
}

Px draw_empty(Ui& ui, Rect area, bool some) {
    const typeset::TextStyle style = Ui::sans(13.5F, typeset::Ink::quiet);
    const Point at{area.x, area.y + 8};
    const typeset::Size size =
        ui.label(at, ui.text(some ? Word::ui_notes_none_left : Word::ui_notes_empty), style, area.width);
    if (!some) return size.height + 16;
    const std::string label = ui.text(Word::ui_show_all);
    if (ui.button("panel/all", {at.x, at.y + size.height + 10, ui.button_width(label), 32}, label)) ui.reader().clear_notes_filter();
    return size.height + 60;
}

void open_from_card(Ui& ui, const std::string& id, bool edit) {
    app::Reader& reader = ui.reader();
    reader.go_to_note(id);
    const app::PlacedNote* placed = reader.find_note(id);
    if (placed && !placed->note.mine)
        reader.open_conversation(placed->note.key);
    else if (edit && placed && placed->note.kind != notes::Kind::bookmark)
        reader.edit_note(id);
    // Where the panel covers the page, going there means leaving it.
    if (reader.space().width < narrowest_with_side_panel) reader.notes_open = false;
}

}  // namespace

void draw_notes_panel(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.book) return;
    const Rect panel = draw_side_panel(ui, "panel", ui.text(Word::ui_notes));
    if (!reader.list_notes()) ui.wake_at(ui.input().now);
    const Px y = draw_notes_controls(ui, panel, panel.y + 15);
    if (!reader.list_notes()) ui.wake_at(ui.input().now);
    const Px foot_height = notes_foot_height(ui, panel.width - 1);
    const Rect foot{panel.x + 1, panel.bottom() - foot_height, panel.width - 1, foot_height};
    const Rect view{panel.x + 1, y, panel.width - 1, std::max(lowest_list, foot.y - y)};
    const Px card_width = panel.width - 2 * notes_padding;
    NotesRows& rows = rows_of(ui, card_width);
    start_where_one_is(ui, rows, view.height);
    take_keys(ui, rows);
    Asked asked;
    ScrollArea area(ui, "panel", view, reader.notes_scroll);
    Px height = 0;
    if (reader.notes_list.rows().empty()) {
        height = draw_empty(ui, {panel.x + notes_padding, area.top(), card_width, view.height}, !reader.notes.empty());
    } else {
        asked = draw_rows(ui, rows, view, panel.x + notes_padding);
        height = static_cast<Px>(rows.heights.top(rows.heights.size()));
    }
    area.end(height + 8);
    draw_notes_foot(ui, foot);
    draw_notes_filter(ui, panel);
    if (!asked.id.empty()) open_from_card(ui, asked.id, asked.edit);
}

}  // namespace katern::ui
