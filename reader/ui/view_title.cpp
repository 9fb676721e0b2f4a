// First start: a title page, not a dialog.
#include <algorithm>

#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px measure = 600, margin = 28, top_of_title = 150, least_top = 12, last_line_from_bottom = 62,
             least_bottom = 12;
constexpr Px row_height = 28;

// What it takes, from the title's first line to under the last button.
struct Sizes {
    typeset::TextLayout title, description;
    Px height = 0;
};

Sizes measure_page(Ui& ui, Px width) {
    const document::Book& book = *ui.reader().book;
    Sizes sizes;
    typeset::TextStyle title = Ui::serif(width < 480 ? 34 : 42, width < 480 ? 40 : 48);
    title.bold = true;
    typeset::TextStyle description = Ui::serif(21, 30, typeset::Ink::quiet);
    description.italic = true;
    sizes.title = ui.set(book.title, title, width);
    if (!book.description.empty()) sizes.description = ui.set(book.description, description, width);
    return sizes;
}

// Word by word like a page: a number, a wide space, the title.
Px chapter_links(Ui& ui, Point at, Px width) {
    app::Reader& reader = ui.reader();
    const std::shared_ptr<const document::Book> book = reader.book;
    Px y = at.y;
    const typeset::TextStyle style = Ui::serif(17, 26);
    Px number_width = 0;
    for (const document::ChapterEntry& entry : book->chapters)
        if (!entry.number.empty() && entry.depth == 0)
            number_width = std::max(number_width, ui.set(entry.number, style).width);
    for (std::size_t i = 0; i < book->chapters.size(); ++i) {
        const document::ChapterEntry& entry = book->chapters[i];
        if (entry.number.empty() || entry.depth > 0) continue;
        const typeset::TextLayout set = ui.set(entry.title, style, width - number_width - 9);
        const Rect row{at.x, y, number_width + 9 + set.width, std::max(row_height, set.height + 2)};
        const Ui::State state = ui.item(
            {"title/chapter/" + entry.id, Role::link, entry.number + " " + entry.title, {}, row.grown(0), 0, true});
        typeset::TextStyle shown = style;
        if (state.hot) shown.ink = typeset::Ink::accent;
        ui.label_right({at.x + number_width, y + 1}, entry.number, shown);
        ui.label({at.x + number_width + 9, y + 1}, entry.title, shown, width - number_width - 9);
        if (state.shows_focus) ui.focus_ring(row, 4);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.clicked) reader.begin_reading({i, 0});
        y += row.height;
    }
    return y - at.y;
}

bool main_button(Ui& ui, Point at, Px& width) {
    const std::string label = ui.text(Word::ui_start_reading);
    const typeset::TextStyle style = Ui::sans(15, typeset::Ink::paper);
    width = ui.set(label, style).width + 42;
    const Rect rect{at.x, at.y, width, 41};
    const Ui::State state = ui.item({"title/start", Role::button, label, {}, rect, 0, true});
    ui.canvas().fill(rect, state.hot ? ui.theme().accent.with_alpha(0.88F) : ui.theme().accent, 8);
    ui.label_centred(rect, label, style);
    if (state.shows_focus) ui.focus_ring(rect, 8);
    if (state.hot) ui.pointer(Pointer::hand);
    return state.clicked;
}

// "Nederlands · English", of which the one in use stands out.
void language_switch(Ui& ui, Point at) {
    app::Reader& reader = ui.reader();
    Px x = at.x;
    for (const Language language : {Language::nl, Language::en}) {
        const bool used = reader.settings.language == language;
        const std::string label = ui.text(language == Language::nl ? Word::ui_dutch : Word::ui_english);
        const typeset::TextStyle style = Ui::sans(13.5F, used ? typeset::Ink::ink : typeset::Ink::quiet);
        const Rect rect{x, at.y, ui.set(label, style).width + 12, 32};
        const Ui::State state = ui.item({language == Language::nl ? "title/dutch" : "title/english", Role::toggle,
                                         label, used ? "1" : "0", rect, 0, true});
        ui.label_centred(rect, label, style);
        if (state.hot && !used) ui.canvas().fill({rect.x + 6, rect.bottom() - 7, rect.width - 12, 1}, ui.theme().quiet);
        if (state.shows_focus) ui.focus_ring(rect, 6);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.clicked && !used) app::run_command(reader, "view.language");
        x += rect.width;
        if (language == Language::nl) {
            ui.label({x + 1, at.y + 6}, "·", Ui::sans(13.5F, typeset::Ink::quiet));
            x += 7;
        }
    }
}

// Enter begins, wherever the keyboard is not on something else.
bool enter_pressed(Ui& ui) {
    if (!ui.memory().focus.empty() || ui.reader().sheet.kind != app::Sheet::none) return false;
    return std::erase_if(ui.input().keys,
                         [](const app::Shortcut& key) { return key == app::Shortcut{app::key_enter}; }) > 0;
}

}  // namespace

void draw_title_page(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.book) return;
    ui.layer(layer_page);
    const app::PageSpace& space = reader.space();
    const Px width = std::min(measure, space.width - 2 * margin);
    const Px x = (space.width - width) / 2;
    const Sizes sizes = measure_page(ui, width);
    const typeset::TextStyle last_style = Ui::sans(13.5F, typeset::Ink::quiet);
    const typeset::TextLayout last = ui.set(ui.text(Word::ui_first_line), last_style, width);
    std::size_t rows = 0;
    for (const document::ChapterEntry& entry : reader.book->chapters)
        rows += !entry.number.empty() && entry.depth == 0 ? 1 : 0;

    // Where the window is low, first the room around things gets smaller, then the page scrolls.
    const Px fixed = sizes.title.height + 10 + sizes.description.height + row_height * static_cast<Px>(rows) + 41;
    const Px spare = space.height - fixed - last.height - least_bottom;
    const Px gap = std::clamp(spare / 6, 16.0F, 34.0F);
    const Px top = std::clamp(spare - 3 * gap, least_top, top_of_title);
    ScrollArea area(ui, "title", {0, 0, space.width, space.height}, ui.memory().scroll["title"]);
    const Px start = area.top();
    Px y = start + top;
    ui.canvas().text(sizes.title, {x, y}, ui.theme());
    y += sizes.title.height + 10;
    ui.canvas().text(sizes.description, {x, y}, ui.theme());
    y += sizes.description.height + gap;
    y += chapter_links(ui, {x, y}, width) + gap;
    Px button = 0;
    const bool begin = main_button(ui, {x, y}, button) || enter_pressed(ui);
    const std::string open = ui.text(Word::ui_open);
    const Px open_width = ui.button_width(open);
    const Px beside = x + button + 12;
    if (ui.button("title/open", {beside, y + 4, open_width, 32}, open, ButtonKind::quiet))
        app::run_command(reader, "book.open");
    language_switch(ui, {std::min(beside + open_width + 4, x + width - 160), y + 4});
    y += 41;
    const Px line = std::max(y + gap, start + space.height - last_line_from_bottom - (last.height - 20));
    ui.canvas().text(last, {x, line}, ui.theme());
    area.end(line + last.height + least_bottom - start);
    if (begin) reader.begin_reading({0, 0});
}

}  // namespace katern::ui
