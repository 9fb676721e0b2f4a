// After a meeting: the quiet card that asks once, and the page on which a person looks back at what was brought in.
#include <algorithm>

#include "app/looking_back.h"
#include "ui/icons.h"
#include "ui/measured.h"
#include "ui/note_card.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px card_width = 328, narrowest_card = 264, padding = 16, above_foot = 46, button_height = 32;
constexpr Px widest = 720, top_of_title = 54, value_height = 30, field_padding = 12;

typeset::TextStyle title_style() {
    typeset::TextStyle style = Ui::serif(31, 37);
    style.bold = true;
    return style;
}

typeset::TextStyle words_style() {
    typeset::TextStyle style = Ui::sans(14);
    style.leading = 21;
    return style;
}

std::string name_of(Ui& ui, const app::MeetingToReflect& meeting) {
    const std::string title = meeting.title();
    return title.empty() ? ui.text(Word::together_my_network) : title;
}

std::string day_of_meeting(Ui& ui, const app::MeetingToReflect& meeting) {
    const auto at = app::day_at(meeting.date);
    return at ? day_of(ui, *at) : meeting.date;
}

// What a card asks, with its ways out in one row. The id of the one that was pressed.
struct WayOut {
    std::string id;
    std::string label;
    ButtonKind kind = ButtonKind::quiet;
};
std::string draw_asking(Ui& ui, const std::string& id, const std::string& title, const std::string& words,
                        const std::vector<WayOut>& choices) {
    const app::PageSpace& space = ui.reader().space();
    // In the margin where that is wide enough, else over the page.
    const Px margin = space.width - space.right - ui.reader().text_area().right() - 36;
    const Px width = margin >= narrowest_card ? std::min(card_width, margin)
                                              : std::min(card_width, space.width - space.left - space.right - 32);
    const Px measure = width - 2 * padding;
    const typeset::TextLayout head = ui.set(title, Ui::sans(15, typeset::Ink::ink, true), measure, 2);
    const typeset::TextLayout text = ui.set(words, words_style(), measure);
    const Px height = padding + (title.empty() ? 0 : head.height + 6) + text.height + 14 + button_height + padding;
    const Rect rect{space.width - space.right - width - 20, space.height - above_foot - height, width, height};
    ui.layer(layer_card);
    ui.card(id, rect);
    ui.canvas().outline(rect, ui.theme().line, 1, 10);
    ui.item({id + "/words",
             Role::label,
             words,
             title,
             {rect.x + padding, rect.y + padding, measure, text.height},
             0,
             false});
    Px y = rect.y + padding;
    if (!title.empty()) {
        ui.canvas().text(head, {rect.x + padding, y}, ui.theme());
        y += head.height + 6;
    }
    ui.canvas().text(text, {rect.x + padding, y}, ui.theme());
    y += text.height + 14;
    Px x = rect.x + padding;
    std::string pressed;
    for (const WayOut& choice : choices) {
        const Px button = ui.button_width(choice.label);
        if (ui.button(id + "/" + choice.id, {x, y, button, button_height}, choice.label, choice.kind))
            pressed = choice.id;
        x += button + 6;
    }
    ui.layer(layer_margin);
    return pressed;
}

void ask_about_meeting(Ui& ui, app::Reflecting& reflecting) {
    const app::MeetingToReflect& meeting = *reflecting.asked;
    const std::string pressed = draw_asking(
        ui, "reflect", ui.text(Word::reflect_card_title, {name_of(ui, meeting)}),
        ui.text(Word::reflect_card_words, {day_of_meeting(ui, meeting), static_cast<double>(meeting.passages.size())}),
        {{"look", ui.text(Word::reflect_look), ButtonKind::main},
         {"later", ui.text(Word::reflect_later)},
         {"never", ui.text(Word::reflect_never)}});
    if (pressed == "look") reflecting.look();
    if (pressed == "later") reflecting.later();
    if (pressed == "never") reflecting.never();
}

void ask_for_second_look(Ui& ui, app::LookingBack& back) {
    const std::string pressed = draw_asking(
        ui, "second_look", {}, ui.text(Word::second_look_card, {static_cast<double>(back.second_look.due.size())}),
        {{"look", ui.text(Word::second_look_view), ButtonKind::main}, {"later", ui.text(Word::reflect_later)}});
    if (pressed.empty()) return;
    back.second_look.told = true;
    if (pressed == "look") back.open();
}

// The five cycles as chips, and what the one that is pointed at or chosen means. Returns the height.
Px draw_cycles(Ui& ui, std::size_t index, Point at, Px width) {
    app::Reflecting& reflecting = ui.reader().looking_back->reflecting;
    const app::Reflecting::Answer& answer = *reflecting.page->answers[index];
    Px x = at.x, y = at.y;
    std::optional<notes::ValueCycle> told = notes::value_cycle_from(answer.cycle);
    std::string pressed;
    for (const notes::ValueCycle cycle : notes::all_value_cycles) {
        const std::string label = ui.text(app::word_of(cycle));
        const typeset::TextStyle style = Ui::sans(13);
        const Px chip = ui.set(label, style).width + 24;
        if (x > at.x && x + chip > at.x + width) x = at.x, y += value_height + 6;
        const Rect rect{x, y, chip, value_height};
        const bool on = answer.cycle == notes::to_text(cycle);
        const std::string id = "reflecting/" + std::to_string(index) + "/" + std::string(notes::to_text(cycle));
        const Ui::State state =
            ui.item({id, Role::toggle, label + ". " + ui.text(app::meaning_of(cycle)), on ? "1" : "0", rect, 0, true});
        if (on) ui.canvas().fill(rect, ui.theme().accent.with_alpha(0.14F), value_height / 2);
        ui.canvas().outline(rect,
                            on          ? ui.theme().accent
                            : state.hot ? ui.theme().quiet
                                        : ui.theme().line,
                            on ? 1.5F : 1, value_height / 2);
        ui.label_centred(rect, label, style);
        if (state.shows_focus) ui.focus_ring(rect, value_height / 2);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.hot || state.shows_focus) told = cycle;
        if (state.clicked) pressed = std::string(notes::to_text(cycle));
        x += chip + 6;
    }
    y += value_height + 6;
    // Two lines of room, so that nothing below moves when another one is pointed at.
    ui.label({at.x, y}, ui.text(told ? app::meaning_of(*told) : Word::reflect_which_value),
             Ui::sans(12.5F, typeset::Ink::quiet), width, 2);
    if (!pressed.empty()) reflecting.place(index, pressed);
    return y + 36 - at.y;
}

// Shared or not, and whether what was typed is kept.
Px draw_state(Ui& ui, std::size_t index, Point at, Px width) {
    app::Reflecting& reflecting = ui.reader().looking_back->reflecting;
    const app::Reflecting::Answer& answer = *reflecting.page->answers[index];
    if (answer.edit.text().empty() && answer.id.empty()) return 0;
    const std::string network = reflecting.page->meeting->network.name.empty() ? ui.text(Word::together_my_network)
                                                                               : reflecting.page->meeting->network.name;
    bool shared = answer.shared;
    if (ui.checkbox("reflecting/" + std::to_string(index) + "/share", at,
                    ui.text(shared ? Word::reflect_shared : Word::reflect_share, {network}), shared, width * 0.7F))
        reflecting.share(index, shared);
    ui.label_right({at.x + width, at.y + 4}, ui.text(answer.is_saved() ? Word::ui_saved : Word::ui_saving),
                   Ui::sans(12, typeset::Ink::quiet));
    return 32;
}

Px draw_answer(Ui& ui, std::size_t index, Point at, Px width) {
    app::Reflecting::Page& page = *ui.reader().looking_back->reflecting.page;
    app::Reflecting::Answer& answer = *page.answers[index];
    const std::string quote = answer.about.anchor.exact.empty() ? answer.about.text : answer.about.anchor.exact;
    Px y = at.y;
    std::string line = quote;
    std::replace(line.begin(), line.end(), '\n', ' ');
    y += ui.label({at.x, y}, line, Ui::serif(18.5F, 27), width, 4).height + 2;
    std::string below = answer.about.address;
    if (!answer.about.text.empty() && answer.about.text != quote)
        below += (below.empty() ? "" : " · ") + answer.about.text;
    y += ui.label({at.x, y}, below, Ui::sans(12, typeset::Ink::quiet), width, 2).height + 6;
    for (const std::string& decided : answer.about.decided)
        y += ui.label({at.x, y}, ui.text(Word::reflect_decided, {decided}), Ui::sans(13.5F), width).height + 4;
    y += 4;
    const std::string id = "reflecting/" + std::to_string(index) + "/text";
    const std::string& text = answer.edit.text();
    const Px words =
        std::max(42.0F, ui.set(text.empty() ? " " : text, words_style(), width - 2 * field_padding).height);
    const Rect box{at.x, y, width, words + 2 * field_padding};
    ui.canvas().fill(box, ui.theme().card, 8);
    ui.canvas().outline(box, ui.has_focus(id) ? ui.theme().accent : ui.theme().line, 1, 8);
    ui.text_area(id, {box.x + field_padding, box.y + field_padding}, width - 2 * field_padding, answer.edit,
                 ui.text(Word::reflect_hint), words_style());
    if (page.fresh && index == 0) {
        page.fresh = false;
        ui.focus(id);
    }
    y = box.bottom() + 10;
    y += draw_cycles(ui, index, {at.x, y}, width);
    y += draw_state(ui, index, {at.x, y}, width);
    ui.canvas().fill({at.x, y + 12, width, 1}, ui.theme().line);
    return y + 34 - at.y;
}

}  // namespace

void draw_asked(Ui& ui) {
    app::Reader& reader = ui.reader();
    app::LookingBack& back = *reader.looking_back;
    const bool busy = reader.sheet.kind != app::Sheet::none || reader.editor || reader.selection ||
                      reader.conversation || reader.find.open || reader.going_to.open || reader.figure ||
                      reader.footnote || reader.comfort_open || back.decisions.opened();
    if (busy) return;
    if (back.reflecting.asked) return ask_about_meeting(ui, back.reflecting);
    if (back.second_look.wish.wanted && !back.second_look.told && !back.second_look.due.empty())
        ask_for_second_look(ui, back);
}

void draw_reflecting(Ui& ui) {
    app::Reader& reader = ui.reader();
    app::Reflecting& reflecting = reader.looking_back->reflecting;
    app::Reflecting::Page& page = *reflecting.page;
    ui.layer(layer_page);
    const app::PageSpace& space = reader.space();
    const Rect view{space.left, 0, space.width - space.left - space.right, space.height};
    ui.item({"reflecting", Role::page, ui.text(Word::reflect_title), {}, view, 0, false});
    const Px width = std::min(widest, view.width - 2 * 40), x = view.x + (view.width - width) / 2;
    ScrollArea area(ui, "reflecting", view, page.scroll);
    Px y = area.top() + top_of_title;
    y += ui.label({x, y}, ui.text(Word::reflect_title), title_style(), width).height + 8;
    typeset::TextStyle subtitle = Ui::serif(18.5F, 27, typeset::Ink::quiet);
    subtitle.italic = true;
    const std::string name = name_of(ui, *page.meeting), day = day_of_meeting(ui, *page.meeting);
    const double count = static_cast<double>(page.answers.size());
    const std::string counts = day.empty() ? ui.text(Word::reflect_subtitle_undated, {name, count})
                                           : ui.text(Word::reflect_subtitle, {name, day, count});
    y += ui.label({x, y}, counts, subtitle, width, 2).height + 6;
    y += ui.label({x, y}, ui.text(Word::reflect_stays_mine), Ui::sans(13, typeset::Ink::quiet), width).height + 26;
    for (std::size_t i = 0; i < page.answers.size(); ++i) y += draw_answer(ui, i, {x, y}, width);
    const std::string ready = ui.text(Word::reflect_ready);
    const bool done = ui.button("reflecting/ready", {x, y, ui.button_width(ready), 34}, ready, ButtonKind::main);
    y += 34;
    area.end(y - area.top() + 60);
    ui.layer(layer_margin);
    const bool left =
        icon_button(ui, "reflecting/leave", {view.right() - 44, 11, 32, 32}, Icon::cross, ui.text(Word::ui_close));
    if (done || left) reflecting.close();
}

}  // namespace katern::ui
