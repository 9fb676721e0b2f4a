#include "ui/find_list.h"

#include <algorithm>

#include "ui/note_card.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px group_height = 32, row_height = 58, row_inner = 10, address_width = 46, address_row_height = 58;
constexpr Px text_size = 14, text_leading = 21;
constexpr std::size_t code_points_before = 28, code_points_after = 90, most_lines = 2;

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

}  // namespace

Px FindList::draw(Px top) {
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

std::optional<FindList::Place> FindList::place_of_current(Ui& ui) {
    const app::Find& find = ui.reader().find;
    if (!find.results || find.current >= find.results->count) return {};
    Px y = ui.reader().destination_of(find.query.text()) ? address_row_height : 0;
    std::size_t left = find.current;
    for (const app::SearchResults::InChapter& here : find.results->chapters) {
        y += group_height;
        if (left < here.hits.size()) {
            const Px top = y + static_cast<Px>(left) * row_height;
            return Place{top - group_height, top + row_height};
        }
        y += static_cast<Px>(here.hits.size()) * row_height;
        left -= here.hits.size();
    }
    return {};
}

std::string FindList::chapter_title(std::size_t chapter) const {
    const document::ChapterEntry& entry = ui_.reader().book->chapters[chapter];
    return entry.number.empty() ? entry.title : entry.number + " · " + entry.title;
}

void FindList::draw_destination() {
    const app::Reader& reader = ui_.reader();
    const std::optional<app::Destination> there = reader.destination_of(reader.find.query.text());
    if (!there) return;
    const Rect rect{left_, y_, width_, address_row_height - 4};
    const std::string name = ui_.text(Word::ui_find_go_to, {there->name.empty() ? there->title : there->name});
    if (row(ui_, {"find/go-to", Role::link, name, there->title, rect, 0, true}, false)) pressed_destination_ = true;
    const Px inner = width_ - 2 * row_inner;
    ui_.label({left_ + row_inner, y_ + 6}, name, Ui::sans(13.5F, typeset::Ink::accent, true), inner, 1);
    ui_.label({left_ + row_inner, y_ + 28}, there->words.empty() ? there->title : there->words,
              Ui::serif(text_size, text_leading, typeset::Ink::quiet), inner, 1);
    y_ += address_row_height;
}

void FindList::draw_group(const std::string& title, std::size_t count) {
    if (in_sight(y_, group_height)) {
        const typeset::TextStyle style = Ui::sans(12, typeset::Ink::quiet, true);
        const std::string number = ui_.text(Word::ui_number, {static_cast<double>(count)});
        const Px number_width = ui_.set(number, style).width;
        ui_.label({left_ + row_inner, y_ + 9}, title, style, width_ - 2 * row_inner - number_width - 12, 1);
        ui_.label_right({left_ + width_ - row_inner, y_ + 9}, number, style);
    }
    y_ += group_height;
}

text::Range FindList::rows_in_sight(std::size_t count) const {
    if (!in_sight(y_ - row_height, static_cast<Px>(count + 2) * row_height)) return {};
    const auto row_at = [&](Px y) { return static_cast<std::size_t>(std::max(0.0F, (y - y_) / row_height)); };
    const std::size_t start = row_at(view_.y), end = std::min(count, row_at(view_.bottom()) + 2);
    return {std::min(end, start > 0 ? start - 1 : 0), end};
}

void FindList::draw_hits(const app::SearchResults::InChapter& here, std::size_t first) {
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

void FindList::draw_notes(const app::SearchResults& results) {
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

}  // namespace katern::ui
