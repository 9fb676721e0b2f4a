// The panel that searches: what is looked for, how often it is there, and every place in its own words, grouped by
// chapter.
//
// All rows are of one height, so a hundred thousand hits are one multiplication: only those in sight are looked up and
// set.
#include <algorithm>

#include "ui/icons.h"
#include "ui/note_card.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px padding = 16, head_height = 36, field_height = 36, button_side = 30, chip_height = 28, chip_gap = 6;
constexpr Px group_height = 32, row_height = 58, row_inner = 10, address_width = 46, address_row_height = 58;
constexpr Px text_size = 14, text_leading = 21;
constexpr std::size_t code_points_before = 28, code_points_after = 90, most_lines = 2;
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
// ------------------------------------------------------------------------------------------------------------------

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

// --- Rows
// ------------------------------------------------------------------------------------------------------------------

// A row that can be pressed; true when it was.
bool row(Ui& ui, const Item& item, bool current) {
    const Ui::State state = ui.item(item);
    if (current || state.hot)
        ui.canvas().fill(item.rect, current ? ui.theme().card : ui.theme().line.with_alpha(0.45F), 8);
    if (current) ui.canvas().outline(item.rect, ui.theme().accent, 1, 8);
    if (state.shows_focus) ui.canvas().outline(item.rect, ui.theme().accent, 2, 8);
    if (state.hot) ui.pointer(Pointer::hand);
    return state.clicked;
}

void draw_words(Ui& ui, const app::Line& line, Rect in) {
    const typeset::TextLayout set = ui.set(line.text, Ui::serif(text_size, text_leading), in.width, most_lines);
    for (const Rect& hit : set.rects(line.hit, line.text))
        ui.canvas().fill(hit.moved(in.x, in.y), ui.theme().accent.with_alpha(0.22F), 2);
    ui.canvas().text(set, {in.x, in.y}, ui.theme());
}

class List {
public:
    List(Ui& ui, Rect view, Px left, Px width) : ui_(ui), view_(view), left_(left), width_(width) {}

    // Returns the height of all of it.
    Px draw(Px top) {
        const app::Reader& reader = ui_.reader();
        y_ = top;
        draw_destination();
        if (!reader.find.results) return y_ - top;
        // A hit that is gone to makes new results no less alive than they were.
        const std::shared_ptr<const app::SearchResults> results = reader.find.results;
        std::size_t first = 0;
        for (const app::SearchResults::InChapter& here : results->chapters) {
            draw_group(chapter_title(here.chapter), here.hits.size());
            draw_hits(here, first);
            first += here.hits.size();
        }
        if (!results->notes.empty()) {
            draw_group(ui_.text(Word::ui_find_notes), results->notes.size());
            draw_notes(*results);
        }
        return y_ - top;
    }
    // What was pressed, of what was drawn.
    [[nodiscard]] const std::optional<std::size_t>& pressed_hit() const { return pressed_hit_; }
    [[nodiscard]] const std::string& pressed_note() const { return pressed_note_; }
    // Where the row of the present hit is, from the top of the list; nothing when there is none.
    [[nodiscard]] static std::optional<Px> place_of_current(Ui& ui, Px before) {
        const app::Find& find = ui.reader().find;
        if (!find.results || find.current >= find.results->count) return {};
        Px y = before;
        std::size_t left = find.current;
        for (const app::SearchResults::InChapter& here : find.results->chapters) {
            y += group_height;
            if (left < here.hits.size()) return y + static_cast<Px>(left) * row_height;
            y += static_cast<Px>(here.hits.size()) * row_height;
            left -= here.hits.size();
        }
        return {};
    }
    [[nodiscard]] static Px destination_height(Ui& ui) {
        return ui.reader().destination_of(ui.reader().find.query.text()) ? address_row_height : 0;
    }

private:
    [[nodiscard]] bool in_sight(Px y, Px height) const { return y + height > view_.y && y < view_.bottom(); }

    [[nodiscard]] std::string chapter_title(std::size_t chapter) const {
        const document::ChapterEntry& entry = ui_.reader().book->chapters[chapter];
        return entry.number.empty() ? entry.title : entry.number + " · " + entry.title;
    }

    // What was typed names a place: that comes first.
    void draw_destination() {
        app::Reader& reader = ui_.reader();
        const std::optional<app::Destination> there = reader.destination_of(reader.find.query.text());
        if (!there) return;
        const Rect rect{left_, y_, width_, address_row_height - 4};
        const std::string name = ui_.text(Word::ui_find_go_to, {there->name.empty() ? there->title : there->name});
        if (row(ui_, {"find/go-to", Role::link, name, there->title, rect, 0, true}, false)) {
            reader.go_to({there->chapter, there->byte});
            make_room(ui_);
        }
        const Px inner = width_ - 2 * row_inner;
        ui_.label({left_ + row_inner, y_ + 6}, name, Ui::sans(13.5F, typeset::Ink::accent, true), inner, 1);
        ui_.label({left_ + row_inner, y_ + 28}, there->words.empty() ? there->title : there->words,
                  Ui::serif(text_size, text_leading, typeset::Ink::quiet), inner, 1);
        y_ += address_row_height;
    }

    void draw_group(const std::string& title, std::size_t count) {
        if (in_sight(y_, group_height)) {
            const typeset::TextStyle style = Ui::sans(12, typeset::Ink::quiet, true);
            const std::string number = ui_.text(Word::ui_number, {static_cast<double>(count)});
            const Px number_width = ui_.set(number, style).width;
            ui_.label({left_ + row_inner, y_ + 9}, title, style, width_ - 2 * row_inner - number_width - 12, 1);
            ui_.label_right({left_ + width_ - row_inner, y_ + 9}, number, style);
        }
        y_ += group_height;
    }

    // Which of `count` rows from here on are in sight, with one on either side for the keyboard.
    [[nodiscard]] text::Range rows_in_sight(std::size_t count) const {
        if (!in_sight(y_ - row_height, static_cast<Px>(count + 2) * row_height)) return {};
        const auto row_at = [&](Px y) { return static_cast<std::size_t>(std::max(0.0F, (y - y_) / row_height)); };
        const std::size_t start = row_at(view_.y), end = std::min(count, row_at(view_.bottom()) + 2);
        return {std::min(end, start > 0 ? start - 1 : 0), end};
    }

    void draw_hits(const app::SearchResults::InChapter& here, std::size_t first) {
        const app::Reader& reader = ui_.reader();
        const text::Range rows = rows_in_sight(here.hits.size());
        y_ += static_cast<Px>(here.hits.size()) * row_height;
        if (rows.empty()) return;
        const Px top = y_ - static_cast<Px>(here.hits.size()) * row_height;
        const auto chapter = reader.book->chapter(here.chapter);
        for (std::size_t i = rows.start; chapter && i < rows.end; ++i) {
            const std::size_t block = (*chapter)->block_at(here.hits[i].start);
            const app::Line line = app::in_one_line(app::snippet((*chapter)->text, (*chapter)->blocks[block].text,
                                                                 here.hits[i], code_points_before, code_points_after));
            const std::string address = document::address(reader.book->chapters[here.chapter], block);
            const Rect rect{left_, top + static_cast<Px>(i) * row_height, width_, row_height - 4};
            const bool pressed =
                row(ui_, {"find/hit/" + std::to_string(first + i), Role::list_item, line.text, address, rect, 0, true},
                    reader.find.current == first + i);
            // The group's heading says the chapter already.
            ui_.label({left_ + row_inner, rect.y + 8}, ui_.text(Word::ui_find_block, {std::to_string(block + 1)}),
                      Ui::sans(12, typeset::Ink::quiet), address_width - 4, 1);
            draw_words(ui_, line,
                       {left_ + row_inner + address_width, rect.y + 6, width_ - 2 * row_inner - address_width, 0});
            if (pressed) pressed_hit_ = first + i;
        }
    }

    void draw_notes(const app::SearchResults& results) {
        const app::Reader& reader = ui_.reader();
        const text::Range rows = rows_in_sight(results.notes.size());
        for (std::size_t i = rows.start; i < rows.end; ++i) {
            const app::SearchResults::InNote& hit = results.notes[i];
            const app::PlacedNote* placed = reader.find_note(hit.id);
            if (!placed) continue;  // just deleted; new results are on their way
            const app::NoteWords words = app::words_of(placed->note);
            const std::string& part = words.part(hit.part);
            if (hit.bytes.end > part.size()) continue;  // just changed
            const app::Line line = app::in_one_line(
                app::snippet(part, {0, part.size()}, hit.bytes, code_points_before, code_points_after));
            const Rect rect{left_, y_ + static_cast<Px>(i) * row_height, width_, row_height - 4};
            const bool pressed =
                row(ui_, {"find/note/" + hit.id, Role::list_item, line.text, placed->note.category, rect, 0, true},
                    reader.focused_note == hit.id);
            ui_.category_sign({left_ + row_inner, rect.y + 8, 18, 18}, draw::category_named(placed->note.category));
            draw_words(ui_, line,
                       {left_ + row_inner + address_width, rect.y + 6, width_ - 2 * row_inner - address_width, 0});
            if (pressed) pressed_note_ = hit.id;
        }
        y_ += static_cast<Px>(results.notes.size()) * row_height;
    }

    Ui& ui_;
    Rect view_;
    Px left_, width_, y_ = 0;
    std::optional<std::size_t> pressed_hit_;
    std::string pressed_note_;
};

// --- Instead of rows
// -----------------------------------------------------------------------------------------------------------

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
    const std::optional<Px> place = List::place_of_current(ui, List::destination_height(ui));
    if (!place) return;
    if (*place - group_height < find.scroll) find.scroll = std::max(0.0F, *place - group_height);
    if (*place + row_height > find.scroll + view_height) find.scroll = *place + row_height - view_height;
}

}  // namespace

void draw_find(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.find.open) return;
    reader.search();
    if (!reader.find.panel) return;
    if (reader.find.wants_keys) {
        ui.focus(field_id);
        reader.find.wants_keys = false;
    }
    take_keys(ui);
    if (!reader.find.open) return;
    ui.layer(layer_panel);
    const app::PageSpace& space = reader.space();
    const Px width = space.width < narrowest_with_side_panel ? space.width : panel_width;
    const Px top = reader.bar_pinned || reader.contents_open ? bar_height : 0;
    const Rect panel{space.width - width, top, width, space.height - top};
    ui.item({"find", Role::group, ui.text(Word::ui_find), {}, panel, 0, false});
    ui.canvas().fill(panel, ui.theme().chrome);
    ui.canvas().fill({panel.x, panel.y, 1, panel.height}, ui.theme().line);
    const std::uint64_t before = reader.find.query.revision();
    const Px y = draw_head(ui, panel);
    if (!reader.find.open) return;
    if (reader.find.query.revision() != before) reader.find.scroll = 0;
    const Rect view{panel.x + 1, y, panel.width - 1, std::max(0.0F, panel.bottom() - y)};
    follow_current(ui, view.height);
    List list(ui, view, panel.x + padding - row_inner, panel.width - 2 * padding + 2 * row_inner);
    ScrollArea area(ui, "find", view, reader.find.scroll);
    Px height = list.draw(area.top());
    height += draw_nothing(ui, {panel.x + padding, area.top() + height + 4}, panel.width - 2 * padding);
    area.end(height + 8);
    if (list.pressed_hit()) {
        reader.go_to_hit(*list.pressed_hit());
        make_room(ui);
    } else if (!list.pressed_note().empty()) {
        reader.go_to_note(list.pressed_note());
        make_room(ui);
    }
    // What was typed or switched is looked for at once, not at the next frame.
    reader.search();
}

}  // namespace katern::ui
