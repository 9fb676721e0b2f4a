#include "app/meeting_commands.h"

#include <algorithm>

#include "app/looking_back.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

notes::Anchor selected_anchor(const Reader& r) {
    const text::Range words = without_space_around(r.chapter->text, r.selection->range());
    return r.known_book() ? notes::anchor_on(*r.chapter, r.known_book()->edition, words)
                          : notes::anchor_on(*r.chapter, *r.book, words);
}

}  // namespace

void close_topmost_of_meetings(MeetingDesk& desk) {
    if (desk.writing) return desk.close_writing();
    if (desk.presenting) return desk.leave_room();
    return desk.meeting.empty() ? desk.close() : desk.choose({});
}

void bring_selection(Reader& r) {
    r.meeting_desk->put_passage(selected_anchor(r));
}

// What is asked is written with the meeting, where the answers will come.
void ask_about_selection(Reader& r) {
    const notes::Anchor passage = selected_anchor(r);
    r.meeting_desk->show();
    r.meeting_desk->ask(passage);
}

bool takes_step_of_meeting(const Reader& reader, bool back) {
    if (shows_meetings(reader)) return true;
    if (!reader.meeting_desk) return false;
    const MeetingDesk& desk = *reader.meeting_desk;
    const MeetingStep* step = back ? desk.next_undo() : desk.next_redo();
    if (!step || !(is_outcome(*step) || is_taken_back(*step))) return false;
    const std::optional<notes::Step>& other = back ? reader.undo_step : reader.redo_step;
    // Back from the last that was done, and again from the first of what was taken back.
    return !other || (back ? other->at <= desk.undo_at() : desk.redo_at() <= other->at);
}

void undo_in_meeting(Reader& reader) {
    reader.looking_back->decisions.outcome.close();
    reader.meeting_desk->undo();
}

void redo_in_meeting(Reader& reader) {
    reader.looking_back->decisions.outcome.close();
    reader.meeting_desk->redo();
}

std::string label_in_meeting(const Reader& reader, const Command& command, const std::string& name) {
    const bool undo = command.id == "edit.undo";
    const MeetingStep* step = undo                        ? reader.meeting_desk->next_undo()
                              : command.id == "edit.redo" ? reader.meeting_desk->next_redo()
                                                          : nullptr;
    if (!step) return name;
    const std::string named = step->named.empty() ? reader.text(Word::step_meeting_nameless) : step->named;
    return reader.text(Word::ui_step_named, {name, reader.text(step->label, {named})});
}

bool may_run_before_room(const Command& command) {
    constexpr std::string_view allowed[] = {"close",      "quit",          "edit.undo", "edit.redo", "view.full_screen",
                                            "view.theme", "help.shortcuts"};
    return command.id.starts_with("meeting.") || command.id.starts_with("size.") ||
           std::find(std::begin(allowed), std::end(allowed), command.id) != std::end(allowed);
}

}  // namespace katern::app
