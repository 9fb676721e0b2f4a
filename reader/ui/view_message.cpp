// What the program says: one quiet line above the foot that goes by itself, and, while nothing can be kept, one that
// stays.
#include <algorithm>

#include "ui/icons.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px above_foot = 34 + 10, widest = 560, padding_x = 16, padding_y = 9, gap = 8, cross = 30;

// Its bottom edge at `bottom`; returns its top.
Px draw_line(Ui& ui, const char* id, const std::string& words, Px bottom, bool stays, bool* closed = nullptr) {
    const app::PageSpace& space = ui.reader().space();
    const Px left = space.left, room = space.width - space.left - space.right;
    const Px beside = closed ? cross + 6 : 0;
    const typeset::TextLayout set = ui.set(words, Ui::sans(13), std::min(widest, room - 24) - 2 * padding_x - beside);
    const Px width = set.width + 2 * padding_x + beside, height = std::max(set.height + 2 * padding_y, closed ? cross + 8 : 0);
    const Rect rect{left + (room - width) / 2, bottom - height, width, height};
    if (!stays) ui.canvas().shadow(rect, ui.theme().shadow, 10);
    ui.canvas().fill(rect, stays ? ui.theme().chrome : ui.theme().card, 10);
    ui.canvas().outline(rect, ui.theme().line, 1, 10);
    ui.canvas().text(set, {rect.x + padding_x, rect.y + padding_y}, ui.theme());
    ui.item({id, Role::label, words, {}, rect, 0, false});
    if (closed)
        *closed = icon_button(ui, std::string(id) + "/close", {rect.right() - cross - 6, rect.y + 4, cross, cross}, Icon::cross, ui.text(Word::ui_close));
    return rect.y;
}

}  // namespace

void draw_message(Ui& ui) {
    app::Reader& reader = ui.reader();
    ui.layer(layer_card);
    Px bottom = reader.space().height - above_foot;
    bool read = false;
    if (reader.rescued)
        bottom = draw_line(ui, "message/rescue", reader.rescued->sentence(reader.settings.language), bottom, true, &read) - gap;
    if (reader.store_failure)
        bottom =
            draw_line(ui, "message/store", say(*reader.store_failure, reader.settings.language), bottom, true) - gap;
    if (!reader.message.empty()) draw_line(ui, "message", reader.message, bottom, false);
    if (read) reader.rescued.reset();
}

}  // namespace katern::ui
