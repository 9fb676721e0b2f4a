// What commands do while meetings lie over the page, and what they do for them from the page.
#pragma once

#include <string>

#include "app/commands.h"
#include "app/meeting_desk.h"

namespace katern::app {

void close_topmost_of_meetings(MeetingDesk& desk);  // one thing at a time
// On the agenda of the meeting that was open last; or with it a question beforehand.
void bring_selection(Reader& reader);
void ask_about_selection(Reader& reader);
// Whether undo (`back`) or redo is about meetings: while they lie over the page, and elsewhere when what came of a
// decision was written later than the last step of a note.
[[nodiscard]] bool takes_step_of_meeting(const Reader& reader, bool back);
void undo_in_meeting(Reader& reader);
void redo_in_meeting(Reader& reader);
// Undo and redo name what they would take back of the meeting.
[[nodiscard]] std::string label_in_meeting(const Reader& reader, const Command& command, const std::string& name);

}  // namespace katern::app
