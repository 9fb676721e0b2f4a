// One function per pane: each reads the reader's state, draws it, and calls the reader's operations or commands. They keep nothing.
#pragma once

#include <optional>

#include "app/commands.h"
#include "ui/ui.h"

namespace katern::ui {

// px at 100%, as the pictures of the design have them.
inline constexpr Px bar_height = 46, contents_width = 268, panel_width = 384;
inline constexpr Px margin_note_width = 268, narrowest_with_margin_notes = 1200, narrowest_with_side_panel = 760;

// --- The page (view_page.cpp, view_marking.cpp, view_note.cpp)
void draw_reading(Ui& ui);             // page, selection by mouse, marks, links
void draw_reading_line(Ui& ui);        // under the text (view_reading_line.cpp)
void draw_selection_bar(Ui& ui);       // five categories, note, copy: beside the selection, never over it
void move_tables(Ui& ui, bool page_is_hot);  // that are wider than the page (view_table.cpp): by wheel and keyboard
void draw_table_bars(Ui& ui);          // and by the bar at their foot
void draw_caret(Ui& ui);               // in the text (view_handles.cpp)
void draw_handles(Ui& ui);             // at both ends of the mark that is picked
void draw_caret_status(Ui& ui);        // which keys do what, above the foot
void draw_marks_here(Ui& ui);          // those that lie over each other (view_marks_here.cpp)
void draw_questions(Ui& ui);          // the ways to answer them (view_questions.cpp)
void draw_page_links(Ui& ui);          // links, marks of footnotes and figures, and where they lead
void draw_footnote(Ui& ui);            // one, beside its mark
void draw_bookmark(Ui& ui);            // at the corner of the page (view_bookmark.cpp)
void draw_extract(Ui& ui);             // instead of the page (view_extract.cpp)
void draw_together(Ui& ui);            // instead of the page (view_together.cpp)
void draw_figure(Ui& ui);              // one, over everything
void draw_peers(Ui& ui);               // what others marked, in the outer margin (view_peers.cpp)
void draw_conversation(Ui& ui);        // at one passage (view_conversation.cpp)
void draw_decisions(Ui& ui);           // what a network decided, in the inner margin (view_decisions.cpp)
void draw_decision_card(Ui& ui);       // of the one that is open
[[nodiscard]] Rect decision_rect(Ui& ui);  // where it stands; of no size when none is open
void draw_look_back(Ui& ui);           // instead of the page (view_look_back.cpp)
void draw_reflecting(Ui& ui);          // instead of the page, after a meeting (view_reflecting.cpp)
void draw_asked(Ui& ui);               // the card that asks once, over the page
[[nodiscard]] Rect conversation_rect(Ui& ui);  // where it stands; of no size when none is open
void draw_margin_notes(Ui& ui);        // notes beside their passages, or the one card over the page
// Where the bar of a selection stands: above its first line, else below its last.
[[nodiscard]] Rect place_selection_bar(const app::Reader& reader, typeset::Size size);
[[nodiscard]] typeset::Size selection_bar_size(Ui& ui);

// --- Around it (view_bar.cpp, view_contents.cpp, view_find.cpp, view_hit_marks.cpp, view_go_to.cpp, view_notes.cpp, view_comfort.cpp)
void draw_bar(Ui& ui);                 // comes when the pointer is at the top edge, on Alt, F10 or Tab
void draw_contents(Ui& ui);
void draw_find(Ui& ui);
void draw_hit_marks(Ui& ui);           // where in the chapter the hits of a search are
void draw_go_to(Ui& ui);
void draw_notes_panel(Ui& ui);
void draw_comfort(Ui& ui);
void draw_message(Ui& ui);             // one quiet line above the foot

// --- Instead of it (view_title.cpp, view_failure.cpp) and over it (sheet_*.cpp)
void draw_title_page(Ui& ui);
void draw_failure(Ui& ui);
void draw_sheet(Ui& ui);
void draw_palette(Ui& ui);           // as a sheet, at the top: view_palette.cpp

// Everything, in order, in a window of this size. What the panels take from the page is told to the reader first.
void draw_all(Ui& ui, typeset::Size window);

[[nodiscard]] Word label_of(draw::Category category);

}  // namespace katern::ui
