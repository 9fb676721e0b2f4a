// Bijeenkomst, over the page: the meetings of a network, and one of them being prepared. Left the agenda, right what
// can be put on it; in a narrow window that lies below.
#include <algorithm>
#include <utility>

#include "ui/chips.h"
#include "ui/icons.h"
#include "ui/meeting_parts.h"
#include "ui/network_chips.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px widest = 660, widest_list = 760, top_of_title = 52, least_side = 24, side_padding = 16;
constexpr Px narrowest_beside = 900;
constexpr Px field_height = 36, head_height = 46;

typeset::TextStyle title_style() {
    typeset::TextStyle style = Ui::serif(31, 37);
    style.bold = true;
    return style;
}

typeset::TextStyle question_style(typeset::Ink ink) {
    typeset::TextStyle style = Ui::serif(18.5F, 27, ink);
    style.italic = true;
    return style;
}

std::string name_of(Ui& ui, const std::string& network_name) {
    return network_name.empty() ? ui.text(Word::together_my_network) : network_name;
}

void add_part(std::string& line, const std::string& part) {
    if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
}

// --- The list
// --------------------------------------------------------------------------------------------------------------

std::string facts_of(Ui& ui, const app::Meeting& meeting) {
    const auto counted = [&](Word word, std::size_t count) {
        return count == 0 ? std::string() : ui.text(word, {static_cast<double>(count)});
    };
    std::string line = share::date_in_words(meeting.date, ui.reader().settings.language);
    add_part(line,
             meeting.items.empty() ? ui.text(Word::desk_no_items) : counted(Word::desk_items, meeting.items.size()));
    add_part(line, counted(Word::desk_decided, meeting.decisions.size()));
    add_part(line, counted(Word::desk_acted, meeting.actions.size()));
    return line;
}

// Returns its height.
Px draw_meeting_row(MeetingFrame& frame, const app::Meeting& meeting, Point at, Px width) {
    Ui& ui = frame.ui;
    const std::string name = meeting.name.empty() ? ui.text(Word::meeting_title) : meeting.name,
                      facts = facts_of(ui, meeting);
    typeset::TextStyle style = Ui::serif(18.5F, 27);
    style.bold = true;
    const Px title = ui.set(name, style, width, 2).height;
    const Px question =
        meeting.question.empty() ? 0 : ui.set(meeting.question, Ui::serif(16.5F, 24), width, 2).height + 2;
    const Px height = 2 * 14 + title + question + 22;
    const Rect row{at.x - 8, at.y, width + 16, height};
    const Ui::State state = ui.item({"meetings/row/" + meeting.id, Role::list_item, name, facts, row, 0, true});
    if (state.hot || state.shows_focus) ui.canvas().fill(row, ui.theme().line.with_alpha(0.35F), 8);
    if (state.shows_focus) ui.canvas().outline(row, ui.theme().accent, 2, 8);
    if (state.hot) ui.pointer(Pointer::hand);
    ui.label({at.x, at.y + 14}, name, style, width, 2);
    if (question > 0) ui.label({at.x, at.y + 14 + title + 2}, meeting.question, Ui::serif(16.5F, 24), width, 2);
    ui.label({at.x, at.y + 14 + title + question + 3}, facts, Ui::sans(13, typeset::Ink::quiet), width, 1);
    ui.canvas().fill({at.x, at.y + height, width, 1}, ui.theme().line);
    if (state.clicked) frame.desk.choose(meeting.id);
    return height + 1;
}

// Newest date first; what has no date yet is still to come.
std::vector<app::Meeting> in_order(std::vector<app::Meeting> meetings) {
    std::stable_sort(meetings.begin(), meetings.end(), [](const app::Meeting& a, const app::Meeting& b) {
        if (a.date.empty() != b.date.empty()) return a.date.empty();
        return a.date > b.date;
    });
    return meetings;
}

Px draw_list(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    app::MeetingDesk& desk = frame.desk;
    Px y = at.y + ui.label(at, ui.text(Word::desk_title), title_style(), width).height + 8;
    std::string name = ui.text(Word::together_my_network);
    for (const notes::Network& network : desk.networks)
        if (network.id == desk.network) name = name_of(ui, network.name);
    y += ui.label({at.x, y}, name, question_style(typeset::Ink::quiet), width, 1).height + 16;
    if (const std::string chosen =
            draw_network_choice(ui, "meetings", desk.networks, desk.network, {at.x, at.y + 4}, width);
        !chosen.empty())
        desk.look(chosen);
    const std::string make = ui.text(Word::desk_new);
    if (ui.button("meetings/new", {at.x, y, ui.button_width(make), 34}, make, ButtonKind::main)) desk.make();
    y += 34 + 18;
    ui.canvas().fill({at.x, y, width, 1}, ui.theme().line);
    y += 1;
    for (const app::Meeting& meeting : in_order(desk.meetings)) y += draw_meeting_row(frame, meeting, {at.x, y}, width);
    if (desk.meetings.empty() && desk.lies_there)
        y +=
            24 +
            ui.label({at.x, y + 24}, ui.text(Word::desk_none), Ui::serif(18.5F, 27, typeset::Ink::quiet), width).height;
    return y - at.y;
}

// --- One meeting
// -----------------------------------------------------------------------------------------------------------

InPlace field_of_meeting(MeetingFrame& frame, std::string_view name, const std::string& shown, Word hint,
                         const typeset::TextStyle& style) {
    return {"meeting/" + std::string(name),
            frame.desk.meeting,
            {std::string(name)},
            std::string(name),
            shown,
            frame.ui.text(hint),
            style,
            0};
}

std::string short_facts(Ui& ui, const app::Meeting& meeting) {
    std::string line = share::date_in_words(meeting.date, ui.reader().settings.language);
    if (meeting.minutes > 0) add_part(line, ui.text(Word::meeting_minutes, {static_cast<double>(meeting.minutes)}));
    std::string people;
    for (const std::string& person : meeting.people) people += (people.empty() ? "" : ", ") + person;
    add_part(line, people);
    return line.empty() ? ui.text(Word::desk_facts) : line;
}

Px draw_people(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    app::MeetingDesk& desk = frame.desk;
    const std::vector<std::string> coming = desk.seen->meeting.people;
    std::vector<std::string> names = desk.members;
    for (const std::string& one : coming)
        if (std::find(names.begin(), names.end(), one) == names.end()) names.push_back(one);
    Px y = at.y + ui.label(at, ui.text(Word::desk_people), Ui::sans(12, typeset::Ink::quiet, true), width).height + 4;
    Chips chips(ui, {at.x, y}, width);
    for (const std::string& name : names) {
        const bool comes = std::find(coming.begin(), coming.end(), name) != coming.end();
        Chips::Look look;
        look.on = comes;
        if (chips.chip("meeting/comes/" + name, name, look)) desk.set_comes(name, !comes);
    }
    y += chips.height() + (names.empty() ? 0 : 8);
    if (ui.field("meeting/person", {at.x, y, std::min(width, 260.0F), field_height}, desk.person,
                 ui.text(Word::desk_person_hint)))
        desk.add_person();
    return y + field_height - at.y;
}

// Date and length beside each other, and who comes. Returns the height.
Px draw_facts(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    const app::Meeting& meeting = frame.desk.seen->meeting;
    const typeset::TextStyle label = Ui::sans(12, typeset::Ink::quiet, true), value = Ui::sans(14.5F);
    const Px date_width = std::min(220.0F, width * 0.6F), gap = 24;
    ui.label(at, ui.text(Word::desk_date), label, date_width, 1);
    ui.label({at.x + date_width + gap, at.y}, ui.text(Word::desk_length), label, width - date_width - gap, 1);
    const std::string minutes = meeting.minutes > 0 ? std::to_string(meeting.minutes) : std::string();
    const Px y = at.y + 22;
    draw_in_place(
        frame,
        field_of_meeting(frame, notes::meeting_date, share::date_in_words(meeting.date, ui.reader().settings.language),
                         Word::desk_date_hint, value),
        {at.x, y}, date_width);
    draw_in_place(frame, field_of_meeting(frame, notes::meeting_minutes, minutes, Word::desk_length_hint, value),
                  {at.x + date_width + gap, y}, std::min(90.0F, width - date_width - gap));
    return 22 + 34 + draw_people(frame, {at.x, at.y + 22 + 34}, width);
}

// The line that unfolds them.
Px draw_facts_line(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    const std::string line = short_facts(ui, frame.desk.seen->meeting);
    const typeset::TextLayout layout = ui.set(line, Ui::sans(13.5F, typeset::Ink::quiet), width - 24, 3);
    const Rect rect{at.x, at.y, std::min(width, layout.width + 24), layout.height};
    const Ui::State state = ui.item({"meeting/facts", Role::toggle, ui.text(Word::desk_facts),
                                     frame.desk.facts_open ? "1" : "0", rect.grown(3), 0, true});
    if (state.hot) ui.canvas().fill(rect.grown(3), ui.theme().line.with_alpha(0.4F), 6);
    ui.canvas().text(layout, at, ui.theme());
    draw_icon(ui, frame.desk.facts_open ? Icon::up : Icon::down, {rect.right() - 18, at.y, 18, 20}, ui.theme().quiet);
    if (state.shows_focus) ui.focus_ring(rect, 6);
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked) frame.desk.facts_open = !frame.desk.facts_open;
    return layout.height;
}

Px draw_meeting_head(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    const app::Meeting& meeting = frame.desk.seen->meeting;
    const std::string day = share::date_in_words(meeting.date, ui.reader().settings.language, false);
    const std::string title = meeting.name.empty() || day.empty() ? meeting.name : meeting.name + ", " + day;
    Px y =
        at.y +
        draw_in_place(frame, field_of_meeting(frame, notes::meeting_name, title, Word::desk_name_hint, title_style()),
                      at, width) +
        10;
    const std::string question =
        meeting.question.empty() ? std::string() : ui.text(Word::meeting_question_of_today, {meeting.question});
    y += draw_in_place(frame,
                       field_of_meeting(frame, notes::meeting_question, question, Word::desk_question_hint,
                                        question_style(typeset::Ink::quiet)),
                       {at.x, y}, width) +
         10;
    y += draw_facts_line(frame, {at.x, y}, width) + 12;
    if (frame.desk.facts_open && frame.desk.seen) y += draw_facts(frame, {at.x, y}, width) + 20;
    ui.canvas().fill({at.x, y + 4, width, 1}, ui.theme().line);
    return y + 5 - at.y;
}

Px draw_buttons(MeetingFrame& frame, Point at) {
    Ui& ui = frame.ui;
    const std::string start = ui.text(Word::desk_start), paper = ui.text(Word::desk_hand_out);
    const Px start_width = ui.button_width(start);
    const bool starts = ui.button("meeting/start", {at.x, at.y, start_width, 34}, start, ButtonKind::main);
    const bool hands = ui.button("meeting/hand_out", {at.x + start_width + 8, at.y, ui.button_width(paper), 34}, paper);
    if (starts) app::run_command(ui.reader(), "meeting.present");
    if (hands) app::run_command(ui.reader(), "meeting.hand_out");
    return 34;
}

Px draw_one(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    Px y = at.y + draw_meeting_head(frame, at, width);
    if (frame.desk.seen) y += draw_agenda(frame, {at.x, y}, width);
    if (!frame.desk.open || !frame.desk.seen) return y - at.y;
    y += draw_buttons(frame, {at.x, y}) + 14;
    if (ui.memory().focus.starts_with("meeting/item/") && ui.memory().focus_shown)
        y += ui.label({at.x, y}, ui.text(Word::desk_keys), Ui::sans(12, typeset::Ink::quiet), width).height;
    y += 18 + draw_outcomes(frame, {at.x, y + 18}, width);
    if (!frame.desk.open || !frame.desk.seen) return y - at.y;
    const std::string gone = ui.text(Word::desk_delete);
    y += 28;
    if (ui.button("meeting/delete", {at.x - 14, y, ui.button_width(gone), 30}, gone, ButtonKind::quiet)) {
        const std::string id = frame.desk.meeting;
        frame.desk.choose({});
        frame.desk.remove(id);
    }
    return y + 30 - at.y;
}

// What lies there, in a pane of its own.
void draw_side(MeetingFrame& frame, Rect view) {
    Ui& ui = frame.ui;
    const Rect panel{view.right() - panel_width, view.y, panel_width, view.height};
    ui.layer(layer_panel);
    ui.item({"meeting/lies", Role::group, ui.text(Word::desk_lies_there), {}, panel, 0, false});
    ui.canvas().fill(panel, ui.theme().chrome);
    ui.canvas().fill({panel.x, panel.y, 1, panel.height}, ui.theme().line);
    ScrollArea area(ui, "meeting/lies", panel, frame.desk.side_scroll);
    const Px height =
        draw_lies_there(frame, {panel.x + side_padding, area.top() + side_padding}, panel_width - 2 * side_padding);
    area.end(height + 2 * side_padding);
    ui.layer(layer_page);
}

// What has no meaning in a field or a row scrolls, or means nothing: the page below has its own keys.
void take_keys(Ui& ui, app::MeetingDesk& desk, Px height) {
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key.ctrl || key.alt || ui.field_has_focus() || key.key >= app::key_f1 || key.key == app::key_escape ||
            key.key == '?')
            return false;
        switch (key.key) {
            case app::key_page_down:
                desk.scroll += height * 0.9F;
                break;
            case app::key_page_up:
                desk.scroll -= height * 0.9F;
                break;
            case app::key_down:
                desk.scroll += 60;
                break;
            case app::key_up:
                desk.scroll -= 60;
                break;
            case app::key_home:
                desk.scroll = 0;
                break;
            default:
                return true;
        }
        desk.scroll = std::max(0.0F, desk.scroll);
        ui.wake_at(ui.input().now);
        return true;
    });
}

void draw_back(MeetingFrame& frame, Rect view) {
    Ui& ui = frame.ui;
    const bool in_one = !frame.desk.meeting.empty();
    const std::string all = ui.text(Word::desk_title);
    // What scrolls goes below it, and can be read down to there.
    if (frame.desk.scroll > 0) ui.canvas().fill({view.x, 0, view.width - 12, head_height}, ui.theme().paper);
    if (in_one &&
        ui.button("meeting/back", {view.x + 12, 9, ui.button_width(all) + 12, 30}, "‹ " + all, ButtonKind::quiet))
        frame.desk.choose({});
}

}  // namespace

void draw_meeting(Ui& ui) {
    app::Reader& reader = ui.reader();
    app::MeetingDesk& desk = *reader.meeting_desk;
    desk.look_if_changed();
    MeetingFrame frame{ui, desk};
    if (!desk.focus.empty()) ui.focus(std::exchange(desk.focus, {}), true);
    ui.layer(layer_page);
    const app::PageSpace& space = reader.space();
    Rect view{space.left, 0, space.width - space.left - space.right, space.height};
    ui.item({"meeting", Role::page, ui.text(Word::meeting_title), {}, view, 0, false});
    const bool one = desk.seen.has_value(), beside = one && view.width >= narrowest_beside;
    const Rect whole = view;
    if (beside) view.width -= panel_width;
    const Px most = one ? widest : widest_list;
    const Px width = std::min(most, view.width - 2 * least_side);
    const Px x = view.x + (view.width - width) / 2;
    {
        ScrollArea area(ui, "meeting", view, desk.scroll);
        Px y = area.top() + top_of_title;
        if (desk.failure)
            y += ui.label({x, y}, say(*desk.failure, reader.settings.language), Ui::sans(), width).height;
        else if (one)
            y += draw_one(frame, {x, y}, width);
        else
            y += draw_list(frame, {x, y}, width);
        if (one && !beside && desk.open && desk.seen) y += 32 + draw_lies_there(frame, {x, y + 32}, width);
        area.end(y - area.top() + 60);
    }
    if (beside && desk.open && desk.seen) draw_side(frame, whole);
    if (desk.open) {
        ui.layer(layer_margin);
        draw_back(frame, view);
        ui.layer(layer_card);
        if (icon_button(ui, "meeting/leave", {whole.right() - 44, 9, 32, 32}, Icon::cross, ui.text(Word::ui_close)))
            desk.close();
        draw_what_is_carried(frame);
    }
    ui.layer(layer_page);
    frame.finish();
    take_keys(ui, desk, view.height);
}

}  // namespace katern::ui
