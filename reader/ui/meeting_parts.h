// What the views of a meeting are made of: words that are written in where they stand, people, passages. Internal to
// the view_meeting*.cpp, view_agenda.cpp, view_lies_there.cpp and view_presentation.cpp.
#pragma once

#include <string>
#include <vector>

#include "app/meeting_desk.h"
#include "ui/ui.h"

namespace katern::ui {

// A frame of it: which fields were drawn, so that one that lost the keyboard is closed at the end.
struct MeetingFrame {
    Ui& ui;
    app::MeetingDesk& desk;
    std::vector<std::string> fields{};

    // Closes what is written in when the keyboard has gone elsewhere.
    void finish();
};

// One field of a row. A click, or Enter when it has the keyboard, opens it for writing; Enter closes it.
struct InPlace {
    std::string id;                   // of the item
    std::string row;                  // that it belongs to; of a new one ""
    std::vector<std::string> fields;  // that are opened together
    std::string field;                // of these the one that stands here
    std::string shown;                // while it is not written in
    std::string hint;
    typeset::TextStyle style;
    std::size_t most_lines = 0;
};
// Returns its height.
Px draw_in_place(MeetingFrame& frame, const InPlace& what, Point at, Px width);
[[nodiscard]] Px height_in_place(MeetingFrame& frame, const InPlace& what, Px width);

// The pointer or the keyboard is at it, or at something within it.
[[nodiscard]] bool is_near(const Memory& memory, const std::string& id);
// What is being written for a row that is not there yet; null: nothing of this kind.
[[nodiscard]] const app::MeetingWriting* fresh_row(const app::MeetingDesk& desk, notes::MeetingPart part);
// Discs with the sign of what each marked, as far as they fit. Returns the width.
Px draw_passage_voices(Ui& ui, const app::PassageSeen& passage, Point at, Px width);
// Canonical text as one line: blocks and cells parted by a space.
[[nodiscard]] std::string in_one_line(std::string words);
// Six dots by which something is taken up.
void draw_grip(Ui& ui, Point at, Color color);

// --- Gathering by hand
// What is being dragged: the item or card that the mouse went down on, once it has gone far enough.
struct Dragged {
    std::string item;  // id of an agenda item
    const app::Gatherable* card = nullptr;
    bool dropped = false;  // let go of in this frame
};
[[nodiscard]] std::optional<Dragged> dragged_now(MeetingFrame& frame);
[[nodiscard]] std::string card_id(const app::Gatherable& card);

// Returns the height that it takes. Where items ended up is kept for dropping.
Px draw_agenda(MeetingFrame& frame, Point at, Px width);
// Above everything else of the view.
void draw_what_is_carried(MeetingFrame& frame);
Px draw_outcomes(MeetingFrame& frame, Point at, Px width);  // prompts, decisions, actions
Px draw_lies_there(MeetingFrame& frame, Point at, Px width);

// Before the room: `side` from the edges of the window, `foot_height` from its lower one.
void draw_room_foot(MeetingFrame& frame, Px side, Px foot_height);

}  // namespace katern::ui
