// The table of contents at the left, with how many notes each chapter has; below the present chapter its headings.
#include <algorithm>

#include "ui/chapter_strip.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px margin = 10, inner = 10, inner_right = 8, count_gap = 4, indent_per_depth = 14, heading_indent = 16;
constexpr Px row_padding = 8, heading_padding = 5;
constexpr std::size_t most_title_lines = 2, most_heading_lines = 2;

typeset::TextStyle title_style(bool present) {
    typeset::TextStyle style = Ui::sans(14, typeset::Ink::ink, present);
    style.leading = 19.6F;
    return style;
}

std::vector<std::size_t> notes_per_chapter(const app::Reader& reader) {
    std::vector<std::size_t> counts(reader.book->chapters.size(), 0);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const app::NoteSpan here = app::notes_of_chapter(reader.notes, i);
        for (std::size_t note = here.first; note < here.last; ++note) counts[i] += reader.notes[note].note.mine ? 1 : 0;
    }
    return counts;
}

void go(Ui& ui, app::Place place) {
    ui.reader().go_to(place);
    // Over a narrow page the contents would cover what was asked for.
    if (ui.reader().space().width < narrowest_with_side_panel) app::run_command(ui.reader(), "view.contents");
}

// Returns the row's height; nothing of it is drawn when it is out of sight.
Px chapter_row(Ui& ui, std::size_t index, std::size_t notes, Point at, Px width) {
    const app::Reader& reader = ui.reader();
    const document::ChapterEntry& entry = reader.book->chapters[index];
    const bool present = index == reader.chapter_index;
    const std::string title = entry.number.empty() ? entry.title : entry.number + " · " + entry.title;
    const std::string count = notes == 0 ? std::string() : ui.text(Word::ui_number, {static_cast<double>(notes)});
    const typeset::TextStyle count_style = Ui::sans(14, typeset::Ink::quiet);
    const Px count_width = count.empty() ? 0 : ui.set(count, count_style).width + count_gap;
    const Px indent = std::min(3.0F, static_cast<Px>(entry.depth)) * indent_per_depth;
    const typeset::TextLayout set =
        ui.set(title, title_style(present), width - inner - inner_right - count_width - indent, most_title_lines);
    const Rect row{at.x, at.y, width, set.height + 2 * row_padding};
    const Ui::State state = ui.item({"contents/" + entry.id, Role::link, title, count, row, 0, true});
    if (present || state.hot) ui.canvas().fill(row, present ? ui.theme().card : ui.theme().line.with_alpha(0.45F), 8);
    ui.canvas().text(set, {row.x + inner + indent, row.y + row_padding}, ui.theme());
    if (!count.empty()) ui.label_right({row.right() - inner_right, row.y + row_padding - 0.5F}, count, count_style);
    if (state.shows_focus) ui.canvas().outline(row, ui.theme().accent, 2, 8);
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked) go(ui, {index, 0});
    return row.height;
}

Px headings(Ui& ui, Point at, Px width) {
    const app::Reader& reader = ui.reader();
    const std::shared_ptr<const document::Chapter> chapter = reader.chapter;
    const std::size_t index = reader.chapter_index;
    if (!chapter) return 0;
    const std::size_t here = reader.place().byte;
    // The heading that the place on the screen is under.
    std::size_t current = SIZE_MAX;
    for (std::size_t i = 0; i < chapter->blocks.size(); ++i)
        if (chapter->blocks[i].kind == document::BlockKind::heading && chapter->blocks[i].level == 2 &&
            chapter->blocks[i].text.start <= here)
            current = i;
    Px y = at.y;
    for (std::size_t i = 0; i < chapter->blocks.size(); ++i) {
        const document::Block& block = chapter->blocks[i];
        if (block.kind != document::BlockKind::heading || block.level != 2) continue;
        const std::string text(chapter->text_of(block));
        typeset::TextStyle style = Ui::sans(13, i == current ? typeset::Ink::ink : typeset::Ink::quiet);
        style.leading = 18.2F;
        const typeset::TextLayout set = ui.set(text, style, width - 2 * inner - heading_indent, most_heading_lines);
        const Rect row{at.x, y, width, set.height + 2 * heading_padding};
        const Ui::State state =
            ui.item({"contents/" + chapter->id + "#" + block.slug, Role::link, text, {}, row, 0, true});
        if (state.hot) ui.canvas().fill(row, ui.theme().line.with_alpha(0.45F), 8);
        ui.canvas().text(set, {row.x + inner + heading_indent, row.y + heading_padding}, ui.theme());
        if (state.shows_focus) ui.canvas().outline(row, ui.theme().accent, 2, 8);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.clicked) go(ui, {index, block.text.start});
        y += row.height;
    }
    return y - at.y + (y > at.y ? 3 : 0);
}

}  // namespace

void draw_contents(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.book) return;
    ui.layer(layer_bar);
    const Rect pane{0, bar_height, contents_width, reader.space().height - bar_height};
    ui.item({"contents", Role::group, ui.text(Word::ui_contents), {}, pane, 0, false});
    ui.canvas().fill(pane, ui.theme().chrome);
    ui.canvas().fill({pane.right() - 1, pane.y, 1, pane.height}, ui.theme().line);
    ScrollArea area(ui, "contents", {pane.x, pane.y, pane.width - 1, pane.height}, reader.contents_scroll);
    const std::shared_ptr<const document::Book> book = reader.book;
    const std::vector<std::size_t> counts = notes_per_chapter(reader);
    const Px width = pane.width - 1 - 2 * margin;
    const Px start = area.top();
    const std::size_t present = reader.chapter_index;
    Px y = start + 14;
    for (std::size_t i = 0; i < book->chapters.size(); ++i) {
        const document::ChapterEntry& entry = book->chapters[i];
        if (!entry.part.empty()) {
            const typeset::TextLayout part =
                ui.set(entry.part, Ui::sans(12, typeset::Ink::quiet, true), width - 2 * inner, most_title_lines);
            ui.canvas().text(part, {margin + inner, y + 10}, ui.theme());
            y += part.height + 14;
        }
        y += chapter_row(ui, i, counts[i], {margin, y}, width);
        const Px indent = inner + std::min(3.0F, static_cast<Px>(entry.depth)) * indent_per_depth;
        y += draw_chapter_strip(ui, i, {margin + indent, y}, width - indent - inner_right);
        if (i == present && reader.chapter_index == present) y += headings(ui, {margin, y}, width);
    }
    area.end(y - start + 14);
    draw_strip_tip(ui, pane);
}

}  // namespace katern::ui
