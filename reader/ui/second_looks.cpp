// Notes that come back after some weeks, for who wants that: a short quiet list at the foot of Terugblik.
#include <algorithm>

#include "ui/look_back_parts.h"
#include "ui/note_card.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px most_width = 760, button_height = 30;

Px draw_note(Ui& ui, const share::Passage& passage, Point at, Px width, std::string& done, std::string& later,
             std::optional<GoTo>& go) {
    const notes::Annotation& note = passage.note;
    const notes::Reflection words = notes::reflection_in(note);
    const std::string quote = note.kind == notes::Kind::reflection ? words.question : note.anchor.exact;
    const std::string ready = ui.text(Word::reflect_ready), put_off = ui.text(Word::reflect_later);
    const Px buttons = ui.button_width(ready) + ui.button_width(put_off) + 6, measure = width - buttons - 24;
    Px y = at.y + 10;
    const typeset::TextLayout set = set_note(ui, words.words, Ui::sans(14), measure, 3);
    const typeset::TextLayout above = ui.set(quote, Ui::serif(15, 21, typeset::Ink::quiet), measure, 2);
    const Rect row{at.x - 8, y - 4, measure + 16, set.height + above.height + 26};
    const bool leads = !passage.orphan();
    const Ui::State state =
        ui.item({"second_look/note/" + note.id, Role::list_item, words.words, quote, row, 0, leads});
    if (leads && (state.hot || state.shows_focus)) ui.canvas().fill(row, ui.theme().line.with_alpha(0.35F), 8);
    if (state.shows_focus) ui.focus_ring(row, 8);
    if (leads && state.hot) ui.pointer(Pointer::hand);
    if (state.clicked && leads) go = GoTo{passage.place.chapter, passage.place.range.start};
    ui.canvas().text(above, {at.x, y}, ui.theme());
    y += above.height + 2;
    ui.canvas().text(set, {at.x, y}, ui.theme());
    y += set.height + 2;
    ui.label({at.x, y}, day_of(ui, note.created), Ui::sans(12, typeset::Ink::quiet));
    Px x = at.x + width - buttons;
    if (ui.button("second_look/done/" + note.id, {x, at.y + 8, ui.button_width(ready), button_height}, ready))
        done = note.id;
    x += ui.button_width(ready) + 6;
    if (ui.button("second_look/later/" + note.id, {x, at.y + 8, ui.button_width(put_off), button_height}, put_off,
                  ButtonKind::quiet))
        later = note.id;
    y += 28;
    ui.canvas().fill({at.x, y, width, 1}, ui.theme().line);
    return y + 1 - at.y;
}

}  // namespace

Px draw_second_looks(Ui& ui, Point at, Px width, std::optional<GoTo>& go) {
    app::SecondLook& second = ui.reader().looking_back->second_look;
    width = std::min(width, most_width);
    typeset::TextStyle heading = Ui::serif(21, 27);
    heading.bold = true;
    Px y = at.y + ui.label(at, ui.text(Word::second_look_title), heading, width).height + 8;
    app::SecondLookWish wish = second.wish;
    ui.checkbox("second_look/wanted", {at.x, y}, ui.text(Word::second_look_setting), wish.wanted, width);
    y += 34;
    if (wish.wanted) {
        Px x = at.x;
        for (const app::Weeks& weeks : app::weeks_to_choose) {
            const std::string label =
                ui.text(Word::second_look_weeks,
                        {std::to_string(weeks[0]), std::to_string(weeks[1]), std::to_string(weeks[2])});
            const Px needed = ui.button_width(label);
            if (x > at.x && x + needed > at.x + width) x = at.x, y += button_height + 6;
            const Rect rect{x, y, needed, button_height};
            const bool on = weeks == wish.weeks;
            if (on) ui.canvas().fill(rect, ui.theme().line, 8);
            if (ui.button("second_look/weeks/" + std::to_string(weeks[0]), rect, label,
                          on ? ButtonKind::quiet : ButtonKind::plain))
                wish.weeks = weeks;
            x += needed + 6;
        }
        y += button_height + 14;
        if (second.due.empty())
            y += ui.label({at.x, y}, ui.text(Word::second_look_nothing), Ui::sans(13.5F, typeset::Ink::quiet), width)
                     .height;
    }
    std::string done, later;
    for (const share::Passage& passage : second.due) y += draw_note(ui, passage, {at.x, y}, width, done, later, go);
    if (!(wish == second.wish))
        second.choose(wish);
    else if (!done.empty())
        second.done(done);
    else if (!later.empty())
        second.later(later);
    return y + 10 - at.y;
}

}  // namespace katern::ui
