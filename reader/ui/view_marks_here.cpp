// Marks that lie over each other, as a short list beside the words: the arrows go up and down, Enter takes one.
#include <algorithm>
#include <cmath>

#include "ui/note_card.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px widest = 380, padding = 8, row_height = 46, title_height = 26, away = 10, sign = 20;
constexpr std::size_t most_rows = 8;  // at once; the wheel and the arrows bring the others

std::string words_of(const app::PlacedNote& placed) {
    std::string words = placed.note.anchor.exact;
    std::replace(words.begin(), words.end(), '\n', ' ');
    std::replace(words.begin(), words.end(), '\t', ' ');
    return words;
}

Rect place(const app::Reader& reader, Px height) {
    const app::PageSpace& space = reader.space();
    const Px width = std::min(widest, space.width - space.left - space.right - 32);
    const std::size_t byte = reader.marks_here->byte;
    const typeset::Line& line = reader.layout->lines()[reader.layout->line_at(byte)];
    const Point below = reader.to_screen({typeset::x_at(line, byte, reader.chapter->text), line.top + line.height});
    Rect rect{below.x - 20, below.y + away, width, height};
    rect.x = std::clamp(rect.x, space.left + 16, std::max(space.left + 16, space.width - space.right - width - 16));
    if (rect.bottom() > space.height - 16) rect.y = std::max(16.0F, below.y - line.height - away - height);
    return rect;
}

std::size_t rows_shown(const app::MarksHere& here) { return std::min(most_rows, here.ids.size()); }

// Up and down go from row to row, and the list follows; the wheel moves it.
void go_along(Ui& ui, app::MarksHere& here, Rect card) {
    const std::vector<std::string>& ids = here.ids;
    const std::size_t last_first = ids.size() - rows_shown(here);
    const auto shown = ids.begin() + static_cast<std::ptrdiff_t>(here.first);
    const auto now = std::find_if(shown, shown + static_cast<std::ptrdiff_t>(rows_shown(here)), [&](const std::string& id) { return ui.has_focus("here/" + id); });
    const auto at = static_cast<std::size_t>(now - ids.begin());
    const auto go = [&](std::size_t to) {
        if (to < here.first) here.first = to;
        if (to >= here.first + rows_shown(here)) here.first = to + 1 - rows_shown(here);
        ui.focus("here/" + ids[to], true);
    };
    const bool none = at >= here.first + rows_shown(here);
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        const bool up = key == app::Shortcut{app::key_up}, down = key == app::Shortcut{app::key_down};
        if (up) go(none ? here.first : (at + ids.size() - 1) % ids.size());
        if (down) go(none ? here.first : (at + 1) % ids.size());
        return up || down;
    });
    if (ui.input().wheel == 0 || !card.contains(ui.input().mouse)) return;
    const auto rows = static_cast<std::size_t>(std::max(1.0F, std::abs(ui.input().wheel)));
    here.first = ui.input().wheel > 0 ? here.first - std::min(here.first, rows) : std::min(last_first, here.first + rows);
    ui.input().wheel = 0;
}

std::string title_of(Ui& ui, const app::MarksHere& here) {
    if (here.ids.size() <= most_rows) return ui.text(Word::ui_marks_here);
    return ui.text(Word::ui_marks_here_of, {static_cast<double>(here.first + 1), static_cast<double>(here.first + rows_shown(here)), static_cast<double>(here.ids.size())});
}

}  // namespace

void draw_marks_here(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.marks_here || !reader.layout || reader.layout->lines().empty()) return;
    app::MarksHere& here = *reader.marks_here;
    ui.layer(layer_card);
    const bool appears = std::none_of(ui.memory().items.begin(), ui.memory().items.end(), [](const Item& item) { return item.id == "here"; });
    if (appears) ui.focus("here/" + here.ids.front(), true);
    const Rect card = place(reader, 2 * padding + title_height + row_height * static_cast<float>(rows_shown(here)));
    go_along(ui, here, card);
    ui.card("here", card);
    ui.label({card.x + padding + 8, card.y + padding + 2}, title_of(ui, here), Ui::sans(12, typeset::Ink::quiet, true));
    Px y = card.y + padding + title_height;
    for (std::size_t i = 0; i < rows_shown(here); ++i) {
        const std::string id = here.ids[here.first + i];
        const app::PlacedNote* placed = reader.find_note(id);
        if (!placed) continue;
        const Rect row{card.x + padding, y, card.width - 2 * padding, row_height};
        y += row_height;
        const draw::Category category = draw::category_named(placed->note.category);
        const Ui::State state = ui.item({"here/" + id, Role::list_item, ui.text(label_of(category)) + ": " + words_of(*placed), {}, row, 0, true});
        if (state.hot || state.focused) ui.canvas().fill(row, ui.theme().chrome, 8);
        ui.category_sign({row.x + 8, row.y + 4, sign, sign}, category);
        const Px x = row.x + 8 + sign + 10, measure = row.right() - x - 8;
        ui.label({x, row.y + 3}, words_of(*placed), Ui::serif(14, 20), measure, 1);
        const std::string note = placed->note.body.empty() ? ui.text(label_of(category)) : placed->note.body.substr(0, placed->note.body.find('\n'));
        ui.canvas().text(set_note(ui, note, Ui::sans(12, typeset::Ink::quiet), measure, 1), {x, row.y + 24}, ui.theme());
        if (state.shows_focus) ui.focus_ring({row.x + 2, row.y + 2, row.width - 4, row.height - 4}, 7);
        if (state.hot) ui.pointer(Pointer::hand);
        if (!state.clicked) continue;
        reader.marks_here.reset();
        return reader.pick(id);
    }
    if (ui.input().pressed && !card.contains(ui.input().mouse)) reader.marks_here.reset();
}

}  // namespace katern::ui
