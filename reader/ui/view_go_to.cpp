// Going to a place by name: a small card with one field, and below it where that would lead.
#include <algorithm>

#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px widest = 440, from_top = 72, padding = 12, field_height = 36;
constexpr char field_id[] = "go-to/field";

void close(Ui& ui) {
    ui.reader().going_to = app::GoingTo{};
    ui.focus({});
}

// Where it leads, in two lines: its name with the chapter, and its first words.
struct Answer {
    std::string name, words;
};

Answer shown(Ui& ui, const std::optional<app::Destination>& there) {
    const std::string& typed = ui.reader().going_to.edit.text();
    if (typed.find_first_not_of(' ') == std::string::npos) return {{}, ui.text(Word::ui_go_to_explained)};
    if (!there) return {{}, ui.text(Word::ui_go_to_unknown, {typed})};
    return {there->name.empty() ? there->title : there->name + " · " + there->title, there->words};
}

void draw_open(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (reader.going_to.wants_keys) {
        ui.focus(field_id);
        reader.going_to.wants_keys = false;
    }
    const bool escape = ui.has_focus(field_id) && std::erase(ui.input().keys, app::Shortcut{app::key_escape}) > 0;
    // It goes when one turns to something else, as a menu does.
    if (escape || !ui.has_focus(field_id)) {
        if (escape) return close(ui);
        reader.going_to = app::GoingTo{};
        return;
    }
    ui.layer(layer_card);
    const app::PageSpace& space = reader.space();
    const Px room = space.width - space.left - space.right;
    const Px width = std::min(widest, room - 24), inner = width - 2 * padding;
    const std::optional<app::Destination> there = reader.destination_of(reader.going_to.edit.text());
    const Answer words = shown(ui, there);
    const typeset::TextLayout name = ui.set(words.name, Ui::sans(13.5F, typeset::Ink::ink, true), inner - 8, 1);
    const typeset::TextLayout below = there ? ui.set(words.words, Ui::serif(14, 21, typeset::Ink::quiet), inner - 8, 2)
                                            : ui.set(words.words, Ui::sans(13, typeset::Ink::quiet), inner - 8);
    const Px name_height = words.name.empty() ? 0 : name.height + 2;
    const Px below_height = words.words.empty() ? 0 : below.height;
    const Rect card{space.left + (room - width) / 2, from_top, width,
                    padding + field_height + 10 + name_height + below_height + padding};
    ui.card("go-to", card);
    const std::string typed = reader.going_to.edit.text();
    const bool entered = ui.field(field_id, {card.x + padding, card.y + padding, inner, field_height},
                                  reader.going_to.edit, ui.text(Word::ui_go_to_hint));
    const Point at{card.x + padding + 4, card.y + padding + field_height + 10};
    if (!words.name.empty()) ui.canvas().text(name, at, ui.theme());
    if (!words.words.empty()) ui.canvas().text(below, {at.x, at.y + name_height}, ui.theme());
    ui.item({"go-to/where",
             Role::label,
             words.name.empty() ? words.words : words.name,
             words.words,
             {at.x, at.y, inner - 8, name_height + below_height},
             0,
             false});
    if (entered && reader.go_to_named(typed)) close(ui);
}

}  // namespace

void draw_go_to(Ui& ui) {
    ui.draw_appearing("go-to", ui.reader().going_to.open, draw_open);
}

}  // namespace katern::ui
