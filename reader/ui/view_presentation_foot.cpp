// The foot of the meeting before the room: a decision or an action as it is typed, else what was decided here last and
// the keys.
#include <algorithm>

#include "ui/icons.h"
#include "ui/meeting_parts.h"
#include "words/words.h"

namespace katern::ui {
namespace {

bool writes_outcome(const app::MeetingDesk& desk) {
    return desk.writing && desk.writing->meeting == desk.meeting;
}

// What was decided here last, so that the room sees that it stands.
std::string last_outcome(Ui& ui, const app::MeetingDesk& desk) {
    const std::optional<app::Slide> shown = desk.slide();
    if (!shown) return {};
    const std::string& item = desk.seen->items[shown->item].item.id;
    std::string decision, id;
    for (const app::Decision& one : desk.seen->meeting.decisions)
        if (one.item == item) decision = one.text, id = one.id;
    std::string action;
    for (const app::MeetingAction& one : desk.seen->meeting.actions) {
        if (id.empty() || one.decision != id) continue;
        action = one.text;
        if (!one.who.empty()) action += ", " + one.who;
        if (!one.when.empty()) action += ", " + share::date_in_words(one.when, ui.reader().settings.language, false);
    }
    if (decision.empty()) return {};
    return ui.text(Word::present_decision) + "  " + decision +
           (action.empty() ? "" : "   " + ui.text(Word::present_action) + "  " + action);
}

void draw_writing(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    const bool action = frame.desk.writing->fields.size() > 1;
    const Px size = width < 600 ? 16 : 20;  // so that no word of three fields beside each other is broken
    const typeset::TextStyle style = Ui::sans(size), label = Ui::sans(size, typeset::Ink::quiet);
    const Px name = ui.label(at, ui.text(action ? Word::present_action : Word::present_decision), label).width + 16;
    std::vector<std::string> fields;
    for (const app::MeetingWriting::Field& field : frame.desk.writing->fields) fields.push_back(field.name);
    const std::string row = frame.desk.writing->id;
    const Px who = std::min(170.0F, width * 0.18F), gap = 20;
    const Px text_width = action ? width - name - 2 * (who + gap) : width - name;
    const auto draw = [&](const char* id, std::string_view field, Word hint, Px x, Px wide) {
        if (frame.desk.writing)
            draw_in_place(frame, {id, row, fields, std::string(field), {}, ui.text(hint), style, 0}, {x, at.y}, wide);
    };
    draw("present/text", notes::meeting_text, action ? Word::desk_action_hint : Word::desk_decision_hint, at.x + name,
         text_width);
    if (!action) return;
    draw("present/who", notes::meeting_who, Word::desk_who_hint, at.x + name + text_width + gap, who);
    draw("present/when", notes::meeting_when, Word::desk_when_hint, at.x + name + text_width + 2 * gap + who, who);
}

Px draw_key(Ui& ui, const std::string& id, const std::string& key, const std::string& name, Px x, Px y,
            std::string_view command) {
    const typeset::TextLayout cap = ui.set(key, Ui::sans(20, typeset::Ink::ink, true)),
                              label = ui.set(name, Ui::sans(20, typeset::Ink::quiet));
    const Rect rect{x - 6, y - 3, cap.width + label.width + 20, cap.height + 6};
    const Ui::State state = ui.item({id, Role::button, name, key, rect, 0, true});
    if (state.hot) ui.canvas().fill(rect, ui.theme().line.with_alpha(0.4F), 8);
    if (state.shows_focus) ui.focus_ring(rect, 8);
    ui.canvas().text(cap, {x, y}, ui.theme());
    ui.canvas().text(label, {x + cap.width + 8, y}, ui.theme());
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked) app::run_command(ui.reader(), command);
    return rect.width + 12;
}

void draw_arrow(Ui& ui, app::MeetingDesk& desk, const std::string& id, Icon icon, Word name, Px x, Px y, int by) {
    const bool can = by < 0 ? desk.presenting->slide > 0 : desk.presenting->slide + 1 < desk.slides().size();
    if (icon_button(ui, id, {x, y - 6, 40, 40}, icon, ui.text(name), can)) desk.step_slide(by);
}

}  // namespace

void draw_room_foot(MeetingFrame& frame, Px side, Px foot_height) {
    Ui& ui = frame.ui;
    app::MeetingDesk& desk = frame.desk;
    const app::PageSpace& space = ui.reader().space();
    const Px y = space.height - foot_height + 22, right = space.width - side;
    ui.canvas().fill({side, space.height - foot_height, space.width - 2 * side, 1}, ui.theme().line);
    const std::string esc = app::name_of({app::key_escape}, ui.reader().settings.language);
    const Px esc_width = ui.set(esc, Ui::sans(20, typeset::Ink::quiet)).width;
    draw_arrow(ui, desk, "present/previous", Icon::left, Word::present_previous, right - esc_width - 100, y, -1);
    draw_arrow(ui, desk, "present/next", Icon::right, Word::present_next, right - esc_width - 60, y, 1);
    const Rect leave{right - esc_width - 8, y - 4, esc_width + 16, 36};
    const Ui::State state = ui.item({"present/leave", Role::button, ui.text(Word::present_leave), {}, leave, 0, true});
    ui.label({right - esc_width, y}, esc, Ui::sans(20, typeset::Ink::quiet));
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.shows_focus) ui.focus_ring(leave, 8);
    const Px room = right - esc_width - 120 - side;
    if (writes_outcome(desk)) {
        draw_writing(frame, {side, y}, room);
        const app::MeetingWriting* writing = desk.writing.get();
        if (writing && (writing->failure || writing->has_words())) {
            const Word said = writing->failure      ? Word::ui_not_saved
                              : writing->is_saved() ? Word::ui_saved
                                                    : Word::ui_saving;
            ui.label({side, y + 36}, ui.text(said), Ui::sans(14, typeset::Ink::quiet));
        }
    } else {
        const std::string last = last_outcome(ui, desk);
        Px x = side + draw_key(ui, "present/decide", "B", ui.text(Word::present_key_decide), side, y, "meeting.decide");
        x += draw_key(ui, "present/act", "A", ui.text(Word::present_key_act), x, y, "meeting.act");
        if (!last.empty()) {
            const bool below = room < 700;
            const Point where = below ? Point{side, y + 34} : Point{x + 16, y};
            ui.label(where, last, Ui::sans(below ? 16.0F : 18.0F), below ? room : side + room - x - 16, below ? 1 : 2);
            ui.item({"present/decided", Role::label, last, {}, {where.x, where.y, room, 26}, 0, false});
        }
    }
    if (state.clicked) desk.leave_room();
}

}  // namespace katern::ui
