// Below the agenda: what was asked beforehand with the answers that came, and what was decided and will be done.
#include <algorithm>

#include "ui/icons.h"
#include "ui/meeting_parts.h"
#include "ui/note_card.h"
#include "ui/person_disc.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px cross_size = 28, row_gap = 10, who_width = 130, when_width = 130;

Px draw_heading(Ui& ui, Word name, Point at, Px width) {
    return ui.label(at, ui.text(name), Ui::sans(15, typeset::Ink::ink, true), width).height + 6;
}

// The cross of a row, where the pointer or the keyboard is.
bool draw_cross(MeetingFrame& frame, const std::string& id, const std::string& name, Rect row) {
    Ui& ui = frame.ui;
    const Memory& memory = ui.memory();
    ui.item({id, Role::group, name, {}, row, 0, false});
    const bool near = memory.hot.starts_with(id) || (memory.focus.starts_with(id) && memory.focus_shown);
    return near && icon_button(ui, id + "/remove", {row.right() - cross_size, row.y - 3, cross_size, cross_size},
                               Icon::cross, ui.text(Word::desk_remove, {name}));
}

InPlace text_of(Ui& ui, const std::string& id, const std::string& row, const std::string& shown, Word hint,
                const typeset::TextStyle& style) {
    const std::string name(notes::meeting_text);
    return {id, row, {name}, name, shown, ui.text(hint), style, 0};
}

// What somebody shared at the passage of a question. Returns its height.
Px draw_answer(Ui& ui, const app::PassageVoice& voice, Point at, Px width) {
    draw_person_disc(ui, {at.x, at.y, disc_size, disc_size}, voice.person, voice.mine);
    const typeset::TextLayout words = set_note(ui, voice.words, Ui::sans(13.5F), width - disc_size - 8);
    ui.canvas().text(words, {at.x + disc_size + 8, at.y + 1}, ui.theme());
    ui.item({"meeting/answer/" + voice.id,
             Role::label,
             voice.words,
             voice.person.name,
             {at.x, at.y, width, words.height},
             0,
             false});
    return std::max(disc_size, words.height + 2) + 6;
}

Px draw_prompt(MeetingFrame& frame, const app::PromptSeen& seen, Point at, Px width) {
    Ui& ui = frame.ui;
    const std::string id = "meeting/prompt/" + seen.prompt.id;
    Px y = at.y +
           draw_in_place(frame,
                         text_of(ui, id + "/text", seen.prompt.id, seen.prompt.text, Word::desk_prompt_hint,
                                 Ui::sans(14.5F, typeset::Ink::ink, true)),
                         at, width - cross_size) +
           6;
    if (seen.passage) {
        const app::PassageSeen& passage = *seen.passage;
        const typeset::TextLayout words = ui.set(in_one_line(passage.words), Ui::serif(15.5F, 22), width - 14, 3);
        const Rect rect{at.x, y, width, words.height + (passage.address.empty() ? 0 : 18.0F)};
        const Ui::State state = ui.item({id + "/passage", Role::button, ui.text(Word::desk_to_page, {passage.words}),
                                         passage.address, rect, 0, true});
        if (state.hot || state.shows_focus) ui.canvas().fill(rect, ui.theme().line.with_alpha(0.35F), 4);
        ui.canvas().fill({at.x, y + 2, 3, rect.height - 4}, ui.theme().line);
        ui.canvas().text(words, {at.x + 14, y}, ui.theme());
        ui.label({at.x + 14, y + words.height + 1}, passage.address, Ui::sans(12, typeset::Ink::quiet), width - 14, 1);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.clicked && !passage.address.empty()) {
            const std::string chapter = passage.chapter;
            const std::size_t start = passage.range.start;
            frame.desk.close();
            ui.reader().read_at(chapter, start);
            return rect.bottom() - at.y;
        }
        y += rect.height + 8;
        bool any = false;
        for (const app::PassageVoice& voice : passage.voices) {
            if (voice.words.empty()) continue;
            any = true;
            y += draw_answer(ui, voice, {at.x + 14, y}, width - 14);
        }
        if (!any)
            y += ui.label({at.x + 14, y}, ui.text(Word::meeting_answers_none), Ui::sans(13, typeset::Ink::quiet),
                          width - 14)
                     .height;
    }
    const Rect row{at.x, at.y, width, 22};
    if (draw_cross(frame, id, seen.prompt.text, row)) frame.desk.remove(std::string(seen.prompt.id));
    return y + row_gap + 6 - at.y;
}

Px draw_prompts(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    const std::vector<app::PromptSeen> prompts = frame.desk.seen->prompts;
    const app::MeetingWriting* fresh = fresh_row(frame.desk, notes::MeetingPart::prompt);
    if (prompts.empty() && !fresh) return 0;
    Px y = at.y + draw_heading(ui, Word::desk_prompts, at, width);
    y += ui.label({at.x, y - 4}, ui.text(Word::desk_prompts_how), Ui::sans(12.5F, typeset::Ink::quiet), width).height +
         8;
    for (const app::PromptSeen& prompt : prompts) {
        y += draw_prompt(frame, prompt, {at.x, y}, width);
        if (!frame.desk.open || !frame.desk.seen) return y - at.y;
    }
    if (fresh) {
        const std::string words = fresh->draft.passage ? in_one_line(fresh->draft.passage->exact) : std::string();
        y += draw_in_place(frame,
                           text_of(ui, "meeting/prompt/new", fresh->id, {}, Word::desk_prompt_hint,
                                   Ui::sans(14.5F, typeset::Ink::ink, true)),
                           {at.x, y}, width) +
             8;
        y += ui.label({at.x + 14, y}, words, Ui::serif(15.5F, 22, typeset::Ink::quiet), width - 14, 3).height + row_gap;
    }
    return y + 14 - at.y;
}

Px draw_decisions(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    const std::vector<app::Decision> decisions = frame.desk.seen->meeting.decisions;
    const app::MeetingWriting* fresh = fresh_row(frame.desk, notes::MeetingPart::decision);
    Px y = at.y;
    if (!decisions.empty() || fresh) y += draw_heading(ui, Word::meeting_decisions, {at.x, y}, width);
    for (const app::Decision& decision : decisions) {
        const std::string id = "meeting/decision/" + decision.id;
        const Px height = draw_in_place(
            frame, text_of(ui, id + "/text", decision.id, decision.text, Word::desk_decision_hint, Ui::serif(17, 25)),
            {at.x, y}, width - cross_size);
        if (draw_cross(frame, id, decision.text, {at.x, y, width, height})) frame.desk.remove(decision.id);
        y += height + row_gap;
    }
    if (fresh)
        y += draw_in_place(
                 frame, text_of(ui, "meeting/decision/new", fresh->id, {}, Word::desk_decision_hint, Ui::serif(17, 25)),
                 {at.x, y}, width - cross_size) +
             row_gap;
    return y - at.y;
}

// What, who and by when, side by side; below each other where there is no room.
Px draw_action(MeetingFrame& frame, const app::MeetingAction& action, const std::string& id, Point at, Px width) {
    Ui& ui = frame.ui;
    const std::vector<std::string> fields{std::string(notes::meeting_text), std::string(notes::meeting_who),
                                          std::string(notes::meeting_when)};
    const typeset::TextStyle style = Ui::sans(14.5F), quiet = Ui::sans(14, typeset::Ink::quiet);
    const bool wide = width >= 480;
    const Px text_width = wide ? width - who_width - when_width - cross_size - 24 : width - cross_size;
    const std::string when = share::date_in_words(action.when, ui.reader().settings.language);
    const Px height = draw_in_place(
        frame, {id + "/text", action.id, fields, fields[0], action.text, ui.text(Word::desk_action_hint), style, 0}, at,
        text_width);
    const Point who_at = wide ? Point{at.x + text_width + 12, at.y} : Point{at.x, at.y + height + 6};
    const Px who_height = draw_in_place(
        frame, {id + "/who", action.id, fields, fields[1], action.who, ui.text(Word::desk_who_hint), quiet, 0}, who_at,
        who_width);
    const Px when_height = draw_in_place(
        frame, {id + "/when", action.id, fields, fields[2], when, ui.text(Word::desk_when_hint), quiet, 0},
        {who_at.x + who_width + 12, who_at.y}, when_width);
    const Px beside = std::max(who_height, when_height);
    return wide ? std::max(height, beside) : height + 6 + beside;
}

Px draw_actions(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    const std::vector<app::MeetingAction> actions = frame.desk.seen->meeting.actions;
    const app::MeetingWriting* fresh = fresh_row(frame.desk, notes::MeetingPart::action);
    Px y = at.y;
    if (!actions.empty() || fresh) y += draw_heading(ui, Word::meeting_actions, {at.x, y}, width);
    for (const app::MeetingAction& action : actions) {
        const std::string id = "meeting/action/" + action.id;
        const Px height = draw_action(frame, action, id, {at.x, y}, width);
        if (draw_cross(frame, id, action.text, {at.x, y, width, height})) frame.desk.remove(action.id);
        ui.canvas().fill({at.x, y + height + 5, width, 1}, ui.theme().line);
        y += height + row_gap + 2;
    }
    if (fresh) {
        app::MeetingAction action;
        action.id = fresh->id;
        y += draw_action(frame, action, "meeting/action/new", {at.x, y}, width) + row_gap;
    }
    return y - at.y;
}

}  // namespace

Px draw_outcomes(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    Px y = at.y + draw_prompts(frame, at, width);
    if (!frame.desk.open || !frame.desk.seen) return y - at.y;
    y += draw_decisions(frame, {at.x, y}, width);
    if (frame.desk.seen) y += 4 + draw_actions(frame, {at.x, y + 4}, width);
    const std::string decision = ui.text(Word::desk_add_decision), action = ui.text(Word::desk_add_action);
    const Px decision_width = ui.button_width(decision);
    const bool decides =
        ui.button("meeting/add_decision", {at.x - 14, y, decision_width, 30}, decision, ButtonKind::quiet);
    const bool acts = ui.button("meeting/add_action", {at.x - 14 + decision_width, y, ui.button_width(action), 30},
                                action, ButtonKind::quiet);
    if (decides) frame.desk.decide();
    if (acts) frame.desk.act();
    return y + 30 - at.y;
}

}  // namespace katern::ui
