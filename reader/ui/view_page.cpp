// The page itself: text, marks and the selection that is being dragged over it.
#include <algorithm>

#include "app/page_frame.h"
#include "ui/page_drag.h"
#include "ui/page_links.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px wheel_step = 76;

void begin_selection(Ui& ui, std::size_t byte) {
    app::Reader& reader = ui.reader();
    const Input& input = ui.input();
    if (input.clicks == 1 && input.shift && (reader.selection || reader.caret)) {
        const std::size_t anchor = reader.selection ? reader.selection->anchor : reader.caret->byte;
        reader.press_on(anchor, app::Grain::letter);
        return reader.drag_to(byte);
    }
    reader.selection.reset();
    // As in the word processor that these readers use all day.
    const app::Grain grain = input.clicks >= 3 ? app::Grain::paragraph : input.clicks == 2 ? app::Grain::word : input.ctrl ? app::Grain::sentence : app::Grain::letter;
    reader.press_on(byte, grain);
}

// Returns whether this release was a plain click: nothing was selected, before or after.
bool select_by_mouse(Ui& ui, const Ui::State& page) {
    app::Reader& reader = ui.reader();
    const Input& input = ui.input();
    if (reader.adjusting && !reader.adjusting->by_keys) return false;  // a handle is held
    if (page.hot && input.pressed) {
        const bool let_go = (reader.selection || reader.adjusting) && !input.shift && input.clicks == 1;
        reader.leave_adjusting();
        begin_selection(ui, reader.layout->hit(reader.to_chapter(input.mouse)));
        reader.selecting = true;
        reader.dropped_selection = let_go;
    }
    if (!reader.selecting) return false;
    if ((input.down || input.released) && reader.drag_from && is_drag({input.mouse.x - ui.memory().press.x, input.mouse.y - ui.memory().press.y})) {
        reader.drag_to(byte_under_drag(ui, input.mouse));
        go_on_past_edge(ui);
    }
    if (!input.released) return false;
    reader.selecting = false;
    const bool plain_click = reader.drag_from.has_value() && !reader.selection;
    if (plain_click) reader.place_caret(reader.drag_from->bytes.start);
    reader.drag_from.reset();
    if (reader.selection && reader.selection->range().empty()) reader.selection.reset();
    return plain_click && !reader.dropped_selection;
}

// The margin left of the pages turns back, the right one on: -1, 1, or 0 elsewhere. In scrolling there is nothing to turn.
int edge_at(Ui& ui) {
    const app::Reader& reader = ui.reader();
    if (reader.settings.flow == app::Flow::scroll) return 0;
    const app::PageFrame frame = reader.frame();
    const Rect area = reader.text_area();
    const Px right = area.x + app::width_of(reader.layout->style(), frame.spread);
    const Px x = ui.input().mouse.x;
    if (x < std::max(app::narrowest_margin, area.x - app::sign_margin)) return -1;
    return x > right + app::narrowest_margin / 2 ? 1 : 0;
}

// A link, a footnote's mark, or a mark; elsewhere: let go of what is open.
void click(Ui& ui) {
    app::Reader& reader = ui.reader();
    const Point at = reader.to_chapter(ui.input().mouse);
    if (const typeset::Run* run = reader.layout->run_at(at)) {
        if (run->link >= 0 || run->footnote >= 0)
            if (const std::optional<PageLink> link = link_under_pointer(ui)) return follow(ui, *link);
        const std::size_t letter = reader.letter_at(at);
        if (!reader.notes_at(letter).empty()) return reader.pick_at(letter);
    }
    if (const std::optional<std::size_t> figure = figure_under_pointer(ui)) return reader.open_figure(*figure);
    const bool something_open = reader.editor || reader.conversation || reader.comfort_open || !reader.focused_note.empty();
    reader.close_editor();
    reader.close_conversation();
    reader.focus_note({});
    reader.comfort_open = false;
    if (!something_open && edge_at(ui) != 0) reader.turn_page(edge_at(ui));
}

void show_what_is_under(Ui& ui) {
    const typeset::Run* run = ui.reader().layout->run_at(ui.reader().to_chapter(ui.input().mouse));
    if (figure_under_pointer(ui)) return ui.pointer(Pointer::hand);
    ui.pointer(!run ? edge_at(ui) != 0 ? Pointer::hand : Pointer::arrow : run->link >= 0 || run->footnote >= 0 ? Pointer::hand : Pointer::text);
}

// Left of the last sign for which there was room: how many more begin here. True: they are listed.
bool further_marks(Ui& ui, Rect disc, const draw::Sign& sign, const std::vector<draw::Mark>& marks) {
    app::Reader& reader = ui.reader();
    const Rect target{disc.x - 30, disc.y, 28, disc.height};
    const std::string name = ui.text(Word::ui_marks_more, {static_cast<double>(sign.hidden.size())});
    const Ui::State state = ui.item({"more/" + marks[sign.mark].id, Role::button, name, {}, target, 0, true});
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.shows_focus) ui.focus_ring(target, 5);
    if (!state.clicked) return false;
    app::MarksHere listed{marks[sign.mark].bytes.start, {marks[sign.mark].id}, 0};
    for (const std::size_t hidden : sign.hidden) listed.ids.push_back(marks[hidden].id);
    reader.close_editor();
    reader.marks_here = std::move(listed);
    return true;
}

// The signs in the margin are what the keyboard reaches a mark by.
void declare_signs(Ui& ui) {
    app::Reader& reader = ui.reader();
    const app::PageFrame frame = reader.frame();
    // A copy: what gets the focus makes the reader's own list anew.
    const std::vector<draw::Mark> marks = reader.marks;
    for (const draw::Sign& sign : draw::signs_of(*reader.layout, marks)) {
        const draw::Mark& mark = marks[sign.mark];
        const Px bottom = app::end_of_view(frame);
        if (sign.disc.bottom() < frame.view_top || sign.disc.y > bottom) continue;
        const Point at = reader.to_screen({sign.disc.x, sign.disc.y});
        const Rect disc{at.x, at.y, sign.disc.width, sign.disc.height};
        const std::string name =
            ui.text(label_of(mark.category)) + ": " + std::string(text::slice(reader.chapter->text, mark.bytes));
        const Ui::State state = ui.item({"mark/" + mark.id, Role::mark, name, {}, disc.grown(4), 0, true});
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.shows_focus) {
            ui.focus_ring(disc, disc.width / 2);
            if (reader.focused_note != mark.id) reader.focus_note(mark.id);
        }
        if (state.clicked)
            return reader.edit_note(mark.id);  // the marks are made anew: the next frame declares the rest
        if (!sign.hidden.empty() && further_marks(ui, disc, sign, marks)) return;
    }
}

// A line that goes under the running title fades into the paper instead of being cut.
void fade_top(Ui& ui) {
    const app::Reader& reader = ui.reader();
    if (reader.settings.flow != app::Flow::scroll || reader.scroll <= 0) return;
    const app::PageFrame frame = reader.frame();
    const Rect area = reader.text_area();
    constexpr int steps = 9;
    constexpr Px step = 2;
    // Wide enough for the signs in the margin.
    const Rect strip{area.x - app::sign_margin, 0, area.width + 2 * app::sign_margin, step};
    for (int i = 0; i < steps; ++i) {
        const Color paper = ui.theme().paper.with_alpha(static_cast<float>(steps - i) / steps);
        const Px from_edge = step * static_cast<float>(i);
        ui.canvas().fill(strip.moved(0, frame.text_top + from_edge), paper);
    }
}

}  // namespace

void draw_reading(Ui& ui) {
    app::Reader& reader = ui.reader();
    const app::PageSpace space = reader.space();
    ui.layer(layer_page);
    const std::string title = reader.book->chapters[reader.chapter_index].title;
    const Ui::State page = ui.item({"page", Role::page, title, {}, {0, 0, space.width, space.height}, 0, false});
    move_tables(ui, page.hot);
    if (page.hot && ui.input().wheel != 0) reader.scroll_by(-ui.input().wheel * wheel_step);
    if (page.hot) show_what_is_under(ui);
    if (select_by_mouse(ui, page)) click(ui);
    reader.fill_view();
    if (!reader.layout) return;  // the click led to a chapter that can't be read
    app::draw_reading_page(ui.canvas(), reader.frame(), ui.theme(), reader.fonts(), reader.pictures());
    fade_top(ui);
    if (reader.layout) draw_table_bars(ui);
    declare_signs(ui);
    if (reader.layout) draw_caret(ui);
    if (reader.layout) draw_questions(ui);
    if (reader.layout) draw_page_links(ui);
}

}  // namespace katern::ui
