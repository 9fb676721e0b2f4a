#include "ui/outcome_field.h"

#include <algorithm>

#include "app/looking_back.h"
#include "ui/note_card.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px padding_x = 10, padding_y = 7;

typeset::TextStyle words_style() {
    typeset::TextStyle style = Ui::sans(13.5F);
    style.leading = 20.25F;
    return style;
}

Px draw_open(Ui& ui, const std::string& id, Point at, Px width) {
    app::OutcomeWriting& writing = ui.reader().looking_back->decisions.outcome;
    const Px measure = width - 2 * padding_x;
    const std::string& text = writing.edit().text();
    const Px height = std::max(20.25F, ui.set(text.empty() ? " " : text, words_style(), measure).height);
    const Rect box{at.x, at.y, width, height + 2 * padding_y};
    ui.canvas().fill(box, ui.theme().card, 8);
    ui.canvas().outline(box, ui.theme().accent, 1, 8);
    // It has the keyboard as soon as it is there. It is measured before it is drawn, so the frame before tells.
    const std::string field = "outcome/text/" + id;
    const std::vector<Item>& before = ui.memory().items;
    if (std::none_of(before.begin(), before.end(), [&](const Item& item) { return item.id == field; })) ui.focus(field);
    ui.text_area(field, {box.x + padding_x, box.y + padding_y}, measure, writing.edit(),
                 ui.text(Word::decided_outcome_hint), words_style());
    const Word state = writing.is_saved() ? Word::ui_saved : Word::ui_saving;
    Px below = 0;
    if (!text.empty())
        below = ui.label({box.x, box.bottom() + 3}, ui.text(state), Ui::sans(12, typeset::Ink::quiet)).height + 3;
    return box.height + below;
}

}  // namespace

Px draw_outcome(Ui& ui, const std::string& id, const std::string& of, const std::string& outcome, Point at, Px width) {
    app::OutcomeWriting& writing = ui.reader().looking_back->decisions.outcome;
    if (writing.is_open(id)) return draw_open(ui, id, at, width);
    const bool empty = outcome.empty();
    const typeset::TextLayout words =
        empty ? ui.set(ui.text(Word::decided_outcome_hint), Ui::sans(13.5F, typeset::Ink::quiet), width - 2 * padding_x)
              : set_note(ui, outcome, words_style(), width - 2 * padding_x);
    const Rect box{at.x, at.y, width, words.height + 2 * padding_y};
    const Ui::State state =
        ui.item({"outcome/" + id, Role::button, ui.text(Word::decided_outcome_of, {of}), outcome, box, 0, true});
    if (empty)
        ui.canvas().outline(box, state.hot ? ui.theme().quiet : ui.theme().line, 1, 8);
    else
        ui.canvas().fill(box, state.hot ? ui.theme().line : ui.theme().chrome, 8);
    ui.canvas().text(words, {box.x + padding_x, box.y + padding_y}, ui.theme());
    if (state.shows_focus) ui.focus_ring(box, 8);
    if (state.hot) ui.pointer(Pointer::text);
    if (state.clicked) writing.open(id, outcome);
    return box.height;
}

void focus_outcome(Ui& ui, const std::string& id) {
    ui.focus("outcome/" + id, true);
}

}  // namespace katern::ui
