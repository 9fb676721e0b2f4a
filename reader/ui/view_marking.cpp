// The bar at a selection: above it, small, with its keys shown. It takes neither the keyboard nor a word's place.
#include <algorithm>

#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px bar_inner_height = 36, bar_padding = 5, sign_size = 18, key_width = 17, gap = 6, cell_padding = 9;
constexpr Px away = 8;  // between the bar and the words
constexpr draw::Category categories[] = {draw::Category::inzicht, draw::Category::vraag, draw::Category::actie,
                                         draw::Category::twijfel, draw::Category::citaat};

// The last category shows its name: it is what Enter and a note take.
Px cell_width(Ui& ui, draw::Category category) {
    const bool named = draw::name_of(category) == ui.reader().settings.last_category;
    const Px name = named ? ui.set(ui.text(label_of(category)), Ui::sans(13)).width + gap : 0;
    return cell_padding * 2 + sign_size + gap + key_width + name;
}

bool category_cell(Ui& ui, Rect rect, draw::Category category, int key) {
    const std::string label = ui.text(label_of(category));
    const Ui::State state =
        ui.item({"selection/" + std::string(draw::name_of(category)), Role::button, label, {}, rect, 0, false});
    const bool named = draw::name_of(category) == ui.reader().settings.last_category;
    if (state.hot || named) ui.canvas().fill(rect, ui.theme().chrome, 7);
    Px x = rect.x + cell_padding;
    ui.category_sign({x, rect.y + (rect.height - sign_size) / 2, sign_size, sign_size}, category);
    x += sign_size + gap;
    if (named) x += ui.label({x, rect.y + (rect.height - 19) / 2}, label, Ui::sans(13)).width + gap;
    const Rect cap{x, rect.y + (rect.height - 17) / 2, key_width, 17};
    ui.canvas().outline(cap, ui.theme().line, 1, 4);
    ui.label_centred(cap, std::to_string(key), Ui::sans(11, typeset::Ink::quiet));
    if (state.hot) ui.pointer(Pointer::hand);
    return state.clicked;
}

// A note looks for its words: the selection is for nothing else.
void draw_attach_bar(Ui& ui) {
    app::Reader& reader = ui.reader();
    const std::string here = ui.text(Word::ui_attach_here), leave = ui.text(Word::ui_cancel);
    const Px here_width = ui.button_width(here), leave_width = ui.button_width(leave);
    const Rect bar = place_selection_bar(reader, {2 * bar_padding + here_width + 4 + leave_width, bar_inner_height + 2 * bar_padding});
    ui.card("selection", bar);
    const Px y = bar.y + bar_padding;
    if (ui.button("selection/attach", {bar.x + bar_padding, y, here_width, bar_inner_height}, here, ButtonKind::main))
        return reader.attach_to_selection();
    if (ui.button("selection/leave", {bar.x + bar_padding + here_width + 4, y, leave_width, bar_inner_height}, leave, ButtonKind::quiet))
        reader.selection.reset();
}

}  // namespace

typeset::Size selection_bar_size(Ui& ui) {
    Px width = 2 * bar_padding + 9;
    for (const draw::Category category : categories) width += cell_width(ui, category) + 2;
    width += ui.button_width(ui.text(Word::ui_note)) + ui.button_width(ui.text(Word::ui_copy));
    return {width, bar_inner_height + 2 * bar_padding};
}

Rect place_selection_bar(const app::Reader& reader, typeset::Size size) {
    const std::vector<Rect> words = reader.layout->rects(reader.selection->range());
    const app::PageSpace& space = reader.space();
    Rect bar{0, 0, size.width, size.height};
    if (words.empty()) return bar;
    const Point first = reader.to_screen({words.front().x, words.front().y});
    const Point last = reader.to_screen({words.back().x, words.back().bottom()});
    const Rect area = reader.text_area();
    bar.x =
        std::clamp(first.x - 8, space.left + 8, std::max(space.left + 8, space.width - space.right - size.width - 8));
    bar.y = first.y - size.height - away;
    if (bar.y < 8) bar.y = last.y + away;  // below it when there is no room above
    if (bar.bottom() > area.bottom() + 30)
        bar.y = std::max(8.0F, area.y - size.height);  // a selection as long as the page
    return bar;
}

void draw_selection_bar(Ui& ui) {
    app::Reader& reader = ui.reader();
    // While the mouse is still dragging, a bar would only be in the way.
    if (!reader.layout || !reader.selection || reader.selecting || reader.adjusting || reader.selection->range().empty()) return;
    ui.layer(layer_card);
    if (!reader.attaching.empty()) return draw_attach_bar(ui);
    const Rect bar = place_selection_bar(reader, selection_bar_size(ui));
    ui.card("selection", bar);
    Px x = bar.x + bar_padding;
    const Px y = bar.y + bar_padding;
    int key = 1;
    for (const draw::Category category : categories) {
        const Px width = cell_width(ui, category);
        if (category_cell(ui, {x, y, width, bar_inner_height}, category, key++)) {
            app::run_command(reader, "mark." + std::string(draw::name_of(category)));
            return;
        }
        x += width + 2;
    }
    ui.canvas().fill({x + 4, y + 7, 1, bar_inner_height - 14}, ui.theme().line);
    x += 9;
    const std::string note = ui.text(Word::ui_note);
    const Px note_width = ui.button_width(note);
    if (ui.button("selection/note", {x, y, note_width, bar_inner_height}, note, ButtonKind::quiet))
        app::run_command(reader, "note.write");
    x += note_width;
    const std::string copy = ui.text(Word::ui_copy);
    if (ui.button("selection/copy", {x, y, ui.button_width(copy), bar_inner_height}, copy, ButtonKind::quiet))
        app::run_command(reader, ui.input().shift ? "copy.quotation" : "copy.text");
}

}  // namespace katern::ui
