// The panel with all notes of the book: search, filter, groups by chapter, cards, and the way out to a file.
//
// Thousands of cards are not thousands of layouts: which notes are shown is worked out when they, the words that are
// looked for or the filter change; a card is measured when it first comes into sight, and until then its height is
// estimated from its length.
#include <algorithm>
#include <unordered_map>

#include "ui/icons.h"
#include "ui/note_card.h"
#include "ui/scroll_area.h"
#include "ui/side_panel.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

// What the panel has worked out. Everything in it can be made again.
struct NotesList {
    struct Row {
        std::size_t note = SIZE_MAX;  // index in Reader::notes; SIZE_MAX: a group's heading
        std::size_t group = 0;        // index in groups
        Px height = 0;
        bool measured = false;
    };
    struct Group {
        std::string title;
        std::size_t count = 0;
    };
    struct Measured {
        notes::Milliseconds modified = 0;
        Px width = 0, height = 0;
    };
    // What the rows were made from.
    const document::Book* book = nullptr;
    std::uint64_t notes_revision = ~0ULL, query_revision = ~0ULL;
    std::uint32_t filter = 0;
    Language language = Language::nl;
    Px width = 0;

    std::vector<Row> rows;
    std::vector<Group> groups;
    std::unordered_map<std::string, Measured> heights;  // by note
    bool same_as(const app::Reader& reader, Px card_width) const {
        return book == reader.book.get() && notes_revision == reader.notes_revision &&
               query_revision == reader.notes_query.revision() && filter == reader.category_filter &&
               language == reader.settings.language && width == card_width;
    }
};

namespace {

constexpr Px padding = 16, head_height = 36, field_height = 36, chip_height = 28, chip_gap = 6, foot_height = 57;
constexpr Px group_height = 32, card_gap = 8;
constexpr Px lowest_list = 120;  // where there is less room, head and filters scroll along
constexpr draw::Category categories[] = {draw::Category::inzicht, draw::Category::vraag, draw::Category::actie,
                                         draw::Category::twijfel, draw::Category::citaat};

std::uint32_t bit_of(draw::Category category) {
    return 1U << static_cast<unsigned>(category);
}

bool passes(const app::Reader& reader, const app::PlacedNote& placed) {
    const std::uint32_t filter = reader.category_filter;
    if (filter != 0 && (filter & bit_of(draw::category_named(placed.note.category))) == 0) return false;
    const std::string& query = reader.notes_query.text();
    if (query.find_first_not_of(' ') == std::string::npos) return true;
    std::string words = placed.note.anchor.exact + "\n" + placed.note.body;
    for (const std::string& tag : placed.note.tags) words += "\n" + tag;
    return !text::find_folded(text::fold(words), query).empty();
}

std::string group_title(Ui& ui, const app::PlacedNote& placed) {
    if (placed.orphan()) return ui.text(Word::ui_orphans);
    const document::ChapterEntry& entry = ui.reader().book->chapters[placed.chapter];
    return entry.number.empty() ? entry.title : entry.number + " · " + entry.title;
}

void make_rows(Ui& ui, NotesList& list, Px width) {
    const app::Reader& reader = ui.reader();
    list.book = reader.book.get();
    list.notes_revision = reader.notes_revision;
    list.query_revision = reader.notes_query.revision();
    list.filter = reader.category_filter;
    list.language = reader.settings.language;
    list.width = width;
    list.rows.clear();
    list.groups.clear();
    std::size_t chapter = SIZE_MAX - 1;
    for (std::size_t i = 0; i < reader.notes.size(); ++i) {
        const app::PlacedNote& placed = reader.notes[i];
        if (!passes(reader, placed)) continue;
        if (placed.chapter != chapter) {
            chapter = placed.chapter;
            list.groups.push_back({group_title(ui, placed), 0});
            list.rows.push_back({SIZE_MAX, list.groups.size() - 1, group_height, true});
        }
        ++list.groups.back().count;
        NotesList::Row row{i, list.groups.size() - 1, estimated_card_height(placed.note, width) + card_gap, false};
        const auto known = list.heights.find(placed.note.id);
        if (known != list.heights.end() && known->second.width == width &&
            known->second.modified == placed.note.modified) {
            row.height = known->second.height;
            row.measured = true;
        }
        list.rows.push_back(row);
    }
}

NotesList& list_of(Ui& ui, Px width) {
    std::shared_ptr<NotesList>& list = ui.memory().notes_list;
    if (!list) list = std::make_shared<NotesList>();
    if (!list->same_as(ui.reader(), width)) make_rows(ui, *list, width);
    return *list;
}

// --- Head and filter
// -------------------------------------------------------------------------------------------------------

void draw_head(Ui& ui, Rect panel, Px y) {
    app::Reader& reader = ui.reader();
    const typeset::TextStyle style = Ui::sans(15, typeset::Ink::ink, true);
    ui.label({panel.x + padding, y}, ui.text(Word::ui_notes), style);
    const Rect close{panel.right() - padding - 24, y - 4, 30, 30};
    if (!reader.notes.empty())
        ui.label_right({close.x - 4, y}, ui.text(Word::ui_number, {static_cast<double>(reader.notes.size())}),
                       Ui::sans(15, typeset::Ink::quiet));
    if (icon_button(ui, "panel/close", close, Icon::cross, ui.text(Word::ui_close))) reader.notes_open = false;
}

void chip(Ui& ui, draw::Category category, Rect rect) {
    app::Reader& reader = ui.reader();
    const bool filtered = reader.category_filter != 0;
    const bool on = filtered && (reader.category_filter & bit_of(category)) != 0;
    const std::string label = ui.text(label_of(category));
    const Ui::State state = ui.item(
        {"panel/filter/" + std::string(draw::name_of(category)), Role::toggle, label, on ? "1" : "0", rect, 0, true});
    if (on || !filtered || state.hot) ui.canvas().fill(rect, ui.theme().card, chip_height / 2);
    ui.canvas().outline(rect,
                        on          ? ui.theme().accent
                        : state.hot ? ui.theme().quiet
                                    : ui.theme().line,
                        1, chip_height / 2);
    ui.category_sign({rect.x + 6, rect.y + 5, 18, 18}, category);
    ui.label({rect.x + 29, rect.y + (chip_height - 18) / 2}, label,
             Ui::sans(12, on || !filtered ? typeset::Ink::ink : typeset::Ink::quiet));
    if (state.shows_focus) ui.focus_ring(rect, chip_height / 2);
    if (state.hot) ui.pointer(Pointer::hand);
    if (!state.clicked) return;
    constexpr std::uint32_t all = (1U << draw::category_count) - 1;
    reader.category_filter ^= bit_of(category);
    if (reader.category_filter == all) reader.category_filter = 0;
    reader.notes_scroll = 0;
}

// Returns the height of the rows that they take.
Px draw_chips(Ui& ui, Point at, Px width) {
    Point to = at;
    for (const draw::Category category : categories) {
        const Px wide = ui.set(ui.text(label_of(category)), Ui::sans(12)).width + 40;
        if (to.x + wide > at.x + width && to.x > at.x) to = {at.x, to.y + chip_height + 4};
        chip(ui, category, {to.x, to.y, wide, chip_height});
        to.x += wide + chip_gap;
    }
    return to.y + chip_height - at.y;
}

// Head, field and chips from `y`; returns where the list begins.
Px draw_controls(Ui& ui, Rect panel, Px y) {
    app::Reader& reader = ui.reader();
    draw_head(ui, panel, y);
    y += head_height - 6;
    const std::uint64_t before = reader.notes_query.revision();
    const Rect field{panel.x + padding, y, panel.width - 2 * padding, field_height};
    if (ui.has_focus("panel/query"))
        std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
            const bool clear = key == app::Shortcut{app::key_escape} && !reader.notes_query.text().empty();
            if (clear) reader.notes_query.set_text({});
            return clear;
        });
    ui.field("panel/query", field, reader.notes_query, ui.text(Word::ui_notes_hint));
    if (reader.notes_query.revision() != before) reader.notes_scroll = 0;
    y += field_height + 10;
    return y + draw_chips(ui, {panel.x + padding, y}, panel.width - 2 * padding) + 6;
}

// --- The list
// --------------------------------------------------------------------------------------------------------------

void open_from_card(Ui& ui, const std::string& id, bool edit) {
    app::Reader& reader = ui.reader();
    reader.go_to_note(id);
    if (edit) reader.edit_note(id);
    // Where the panel covers the page, going there means leaving it.
    if (reader.space().width < narrowest_with_side_panel) reader.notes_open = false;
}

constexpr std::string_view card_prefix = "panel/card/";

// The note whose card has the keyboard, or nothing.
std::string focused_card(Ui& ui) {
    const std::string& focus = ui.memory().focus;
    return focus.starts_with(card_prefix) ? focus.substr(card_prefix.size()) : std::string();
}

// Up and down go from card to card.
void step_between_cards(Ui& ui, const NotesList& list) {
    if (focused_card(ui).empty()) return;
    const app::Reader& reader = ui.reader();
    std::vector<app::Shortcut>& keys = ui.input().keys;
    for (auto key = keys.begin(); key != keys.end();) {
        const bool down = *key == app::Shortcut{app::key_down};
        if (!down && *key != app::Shortcut{app::key_up}) {
            ++key;
            continue;
        }
        key = keys.erase(key);
        const std::string id = focused_card(ui);
        std::vector<std::size_t> cards;
        std::size_t now = 0;
        for (const NotesList::Row& row : list.rows) {
            if (row.note == SIZE_MAX) continue;
            if (reader.notes[row.note].note.id == id) now = cards.size();
            cards.push_back(row.note);
        }
        if (cards.empty()) return;
        const std::size_t next = down ? std::min(now + 1, cards.size() - 1) : now - std::min<std::size_t>(now, 1);
        ui.focus(std::string(card_prefix) + reader.notes[cards[next]].note.id, true);
    }
}

void draw_group(Ui& ui, const NotesList::Group& group, Rect rect) {
    typeset::TextStyle style = Ui::sans(12, typeset::Ink::quiet, true);
    const std::string count = ui.text(Word::ui_number, {static_cast<double>(group.count)});
    const Px y = rect.y + 9;
    const Px count_width = ui.set(count, style).width;
    ui.label({rect.x, y}, group.title, style, rect.width - count_width - 12, 1);
    ui.label_right({rect.right(), y}, count, style);
}

// The note whose card asks to be opened, and whether to write in it.
struct Asked {
    std::string id;
    bool edit = false;
};

Asked draw_card(Ui& ui, const app::PlacedNote& placed, Rect rect) {
    const std::string item_id = std::string(card_prefix) + placed.note.id;
    const notes::Reflection answer = notes::reflection_in(placed.note);
    const std::string name = !answer.words.empty() ? answer.words : answer.question.empty() ? placed.note.anchor.exact : answer.question;
    const Ui::State state = ui.item({item_id, Role::list_item, name, placed.note.category, rect, 0, true});
    const bool focused = ui.reader().focused_note == placed.note.id;
    draw_note_card(ui, placed, rect, focused, state.hot);
    if (state.shows_focus) ui.canvas().outline(rect, ui.theme().accent, 2, 10);
    if (state.hot) ui.pointer(Pointer::hand);
    const bool twice = state.hot && ui.input().pressed && ui.input().clicks == 2;
    const bool by_key = state.clicked && !ui.input().released;
    return state.clicked || twice ? Asked{placed.note.id, twice || by_key} : Asked{};
}

// A panel that has just been opened shows the note that is focused, else those of the chapter that is being read.
void start_where_one_is(Ui& ui, const NotesList& list, Px view_height) {
    app::Reader& reader = ui.reader();
    const std::vector<Item>& before = ui.memory().items;
    if (std::any_of(before.begin(), before.end(), [](const Item& item) { return item.id == "panel"; })) return;
    Px y = 0, group = 0;
    for (const NotesList::Row& row : list.rows) {
        const bool card = row.note != SIZE_MAX;
        if (!card) group = y;
        const bool wanted =
            card && (reader.focused_note.empty() ? reader.notes[row.note].chapter == reader.chapter_index
                                                 : reader.notes[row.note].note.id == reader.focused_note);
        if (wanted) {
            // Its group's heading with it, where both fit.
            reader.notes_scroll = y + row.height - group <= view_height ? group : y - card_gap;
            return;
        }
        y += row.height;
    }
}

// Everything that is in sight, and one card on either side of it so that the keyboard can go there.
Asked draw_rows(Ui& ui, NotesList& list, Rect view, Px top, Px x, Px& content_height) {
    const app::Reader& reader = ui.reader();
    const std::string focused = focused_card(ui);
    Asked asked;
    Px y = top;
    Px grown_above = 0;
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
        NotesList::Row& row = list.rows[i];
        const auto near = [&](Px reach) { return y + row.height > view.y - reach && y < view.bottom() + reach; };
        const bool card = row.note != SIZE_MAX;
        const bool keyboard = card && !focused.empty() && focused == reader.notes[row.note].note.id;
        if (card && (near(view.height) || keyboard)) {
            const app::PlacedNote& placed = reader.notes[row.note];
            if (!row.measured) {
                const Px height = note_card_height(ui, placed, list.width) + card_gap;
                if (y + row.height <= view.y) grown_above += height - row.height;
                row.height = height;
                row.measured = true;
                list.heights[placed.note.id] = {placed.note.modified, list.width, height};
            }
            const Asked here = draw_card(ui, placed, {x, y, list.width, row.height - card_gap});
            if (!here.id.empty()) asked = here;
        } else if (!card && near(0)) {
            draw_group(ui, list.groups[row.group], {x, y, list.width, row.height});
        }
        y += row.height;
    }
    content_height = y - top;
    // A card above that turns out higher than it was thought to be must not push what is being read.
    ui.reader().notes_scroll += grown_above;
    return asked;
}

Px draw_empty(Ui& ui, Rect area, bool some) {
    const typeset::TextStyle style = Ui::sans(13.5F, typeset::Ink::quiet);
    const Point at{area.x, area.y + 8};
    const typeset::Size size =
        ui.label(at, ui.text(some ? Word::ui_notes_none_left : Word::ui_notes_empty), style, area.width);
    if (!some) return size.height + 16;
    app::Reader& reader = ui.reader();
    const std::string label = ui.text(Word::ui_show_all);
    if (ui.button("panel/all", {at.x, at.y + size.height + 10, ui.button_width(label), 32}, label)) {
        reader.category_filter = 0;
        reader.notes_query.set_text({});
    }
    return size.height + 60;
}

void draw_foot(Ui& ui, Rect foot) {
    ui.canvas().fill({foot.x, foot.y, foot.width, 1}, ui.theme().line);
    const std::string label = ui.text(Word::ui_export);
    const Rect button{foot.x + padding, foot.y + 13, ui.button_width(label), 32};
    const app::Command& command = *app::command("notes.export");
    const bool can = command.applies(ui.reader()) && !ui.reader().notes.empty();
    if (ui.button("panel/export", button, label, ButtonKind::main, can)) app::run_command(ui.reader(), command.id);
}

}  // namespace

void draw_notes_panel(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.book) return;
    const Rect panel = draw_side_panel(ui, "panel", ui.text(Word::ui_notes));
    Px y = draw_controls(ui, panel, panel.y + 15);
    const Rect foot{panel.x + 1, panel.bottom() - foot_height, panel.width - 1, foot_height};
    const Rect view{panel.x + 1, y, panel.width - 1, std::max(lowest_list, foot.y - y)};
    const Px card_width = panel.width - 2 * padding;
    NotesList& list = list_of(ui, card_width);
    start_where_one_is(ui, list, view.height);
    step_between_cards(ui, list);
    Asked asked;
    ScrollArea area(ui, "panel", view, reader.notes_scroll);
    Px height = 0;
    if (list.rows.empty()) {
        height = draw_empty(ui, {panel.x + padding, area.top(), card_width, view.height}, !reader.notes.empty());
    } else {
        asked = draw_rows(ui, list, view, area.top(), panel.x + padding, height);
    }
    area.end(height + 8);
    draw_foot(ui, foot);
    if (!asked.id.empty()) open_from_card(ui, asked.id, asked.edit);
}

}  // namespace katern::ui
