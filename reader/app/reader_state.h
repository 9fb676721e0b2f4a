// What a running reader has open, picked up or under the cursor: plain state, which the window draws and Reader's operations
// change.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/export_sheet.h"
#include "app/finding.h"
#include "app/notes_list.h"
#include "app/operations.h"
#include "app/peers.h"
#include "app/print.h"
#include "app/text_edit.h"
#include "document/document.h"
#include "notes/notes.h"
#include "share/together.h"
#include "typeset/typeset.h"

namespace katern::app {

using typeset::Px;

// What is selected on the page: from where the drag began to where it is.
struct Selection {
    std::size_t anchor = 0, focus = 0;
    [[nodiscard]] text::Range range() const { return {std::min(anchor, focus), std::max(anchor, focus)}; }
};

// What the mouse went down on: dragging on extends the selection by such pieces.
enum class Grain : std::uint8_t { letter, word, sentence, paragraph };
struct Pressed {
    text::Range bytes;
    Grain grain = Grain::letter;
};

// The cursor in the text, for who reads without a mouse.
struct Caret {
    std::size_t byte = 0;
    std::optional<Px> goal;  // x that up and down aim at; nothing after any other step
};

// A mark whose ends are being moved: the selection is what it will cover.
struct Adjusting {
    std::string id;
    text::Range before;
    bool by_keys = false;
    bool had_caret = false;
    typeset::Point grab;  // by mouse: from the line to where the handle was taken
};

// The marks that lie over each other at a place, to choose one of.
struct MarksHere {
    std::size_t byte = 0;
    std::vector<std::string> ids;  // shortest first
    std::size_t first = 0;         // that is shown
};

// The note under the cursor. It is saved by itself; until the store has given the mark its id, typing goes on here.
struct NoteEditor {
    std::string id;  // empty: not known yet
    TextEdit edit;
    std::uint64_t saved_revision = 0;
    std::uint64_t sent_revision = 0;
    notes::Milliseconds changed_at = 0;  // steady clock, of the first unsaved change; 0: none
    std::string join;                    // one undo step for one sitting
    std::optional<Error> failure;        // of the last try to save
    bool took_keys = false;              // the window gave it the keyboard once
    std::string question;                // an answer: what it answers, in the words of that day; not typed in
    std::optional<notes::Draft> draft;   // goes to the store with its first words
    std::size_t byte = 0;                // where the draft hangs
    bool in_conversation = false;        // a reply: it is written where the conversation is
    notes::AnnotationKey replies_to{};   // of a new one
    bool post = false;                   // it is shared as soon as the store has it
    [[nodiscard]] bool has_no_words() const { return draft && edit.text().find_first_not_of(" \n\t") == std::string::npos; }
    [[nodiscard]] std::string body() const { return notes::reflection_body(question, edit.text()); }
    // What is kept already, or was kept last time.
    void open(const notes::Annotation& note, const std::string& kept);
    [[nodiscard]] bool is_saved() const { return edit.revision() == saved_revision; }
};

// What of the notes panel is unfolded.
enum class NotesPart : std::uint8_t { none, filter, tags, categories };

// What lies over the page.
enum class Sheet : std::uint8_t { none, about, open_book, export_notes, print, shortcuts, name, which_book, palette, edition, my_computers, rename_tag, backups, trash, people, networks, share, outgoing, receive, hand_out, save_page };

struct SheetState {
    Sheet kind = Sheet::none;
    TextEdit path{TextEdit::Lines::one};              // open_book, export_notes, about: the plain path field
    TextEdit name{TextEdit::Lines::one}, school{TextEdit::Lines::one};  // name
    ExportSheet exporting;                            // export_notes
    std::size_t hand_out = 0;                         // hand_out: index of its form (handing_out.h)
    bool print_extract = false;                       // print: what I marked and wrote instead of the book
    std::string tag;                                  // rename_tag: the old one; the new one is `name`
    PrintOrder print;                                 // print: what, with marks, with notes
    bool show_path = false;                           // the desktop has no dialog of its own
    std::optional<Error> failure;
    std::vector<notes::BookRow> doubts;               // which_book
    std::function<void()> after_name;                 // what the name was asked for
    TextEdit query{TextEdit::Lines::one};             // palette
    std::string chosen;                               // palette: id of the command that Enter runs; empty: the first
    notes::How became = notes::How::changed;          // edition: the notes that are looked at
    std::size_t at = 0;                               // edition: which of those
    bool renewed = false;                             // edition: it is told for the first time
    bool listed = false;                              // backups, trash: they were read
    std::vector<BackupChoice> backups;
    std::size_t backup = 0;                           // which of them
    std::vector<Trashed> trash;
    std::set<std::string> picked;                     // trash: ids
    std::size_t shown = 0;                            // trash: how many of them, at most
    bool busy = false;                                // backups, trash: being brought back
    std::string network;                              // networks, outgoing: id of the one that is looked at
    TextEdit meeting{TextEdit::Lines::one};           // networks: the day of *Eerst zelf*
    std::string counts_as;                            // networks: id of the one that it may be the same as; asked about
    std::optional<notes::Network> found;              // networks: whose sets lie in the folder at `path`; asked about
    std::set<std::string> shared;                     // share: ids of the networks that are ticked; the notes are `only`
    std::set<std::string> shared_before;
    std::vector<notes::Leaving> outgoing;            // outgoing: of all networks, as outgoing_of
    std::vector<std::pair<std::string, std::size_t>> outgoing_of;  // of each network, by id, how many of them
    std::vector<std::pair<std::string, notes::LeavingMeeting>> outgoing_meetings;  // by the network's id, as outgoing_of
    notes::Profile me;                                // outgoing: what stands with all of it
    enum class MyPath : std::uint8_t { folder, leave, take } my_path = MyPath::folder;  // my_computers: what the path is for
};

// What others marked, and who of them is shown in the margin.
struct Peers {
    bool shown = true;
    std::set<std::string> hidden;       // profile ids of who is switched off, in this book
    std::vector<notes::NetworkFacts> networks;
    PeersHere here;                     // of this chapter
    std::optional<notes::FirstSelf> veil;  // what veils something in this chapter
    std::size_t veiled = 0;             // notes of the book
    std::uint64_t revision = 0;         // grows with what is chosen here
};

// A conversation at a passage, by one of the notes in it.
struct Conversation {
    notes::AnnotationKey at{};
    Px scroll = 0;
    bool by_keys = false;     // its first item gets the keyboard
};

// The same person at another computer: a folder that both see, and what was found there.
struct MyComputers {
    std::string folder;                      // empty: none was chosen
    std::vector<notes::MyCopy> others;       // copies of other devices, as of the last look
    std::optional<Error> failure;            // of the last look
    std::optional<notes::MyCopy> become;     // of another profile, while nothing was written here: asked about
    std::map<std::string, std::string> taken;  // path → MyCopy::state that is in
    notes::Milliseconds look_at = 0;         // steady: when to look again; 0: not by itself
};

// What of the panel of reading settings is unfolded.
struct ComfortState {
    bool more = false;
    bool faces = false;                               // the list of typefaces stands in its place
    TextEdit face_query{TextEdit::Lines::one};
    TextEdit ink_hex{TextEdit::Lines::one}, paper_hex{TextEdit::Lines::one};
    // As the sliders stand: a grey has no hue of its own, but its slider has.
    struct Hsl {
        float hue = 0, strength = 0, lightness = 0;  // each 0 to 1
    };
    Hsl ink, paper;
};

// What full screen put away, to bring it back.
struct PutAway {
    bool notes = false, contents = false, bar = false;
};

// A footnote that lies over the page, beside its mark.
struct OpenFootnote {
    std::size_t index = 0;  // in Chapter::footnotes
    std::size_t byte = 0;   // of the line that the mark stands on
};

// A figure that is looked at by itself. Lengths are px at 100%.
struct OpenFigure {
    std::uint32_t image = 0;  // index in Chapter::images
    std::size_t block = 0;
    typeset::Size natural;    // as its file says
    typeset::Size fitted;     // at zoom 1: as large as the window allows
    float zoom = 1;
    typeset::Point pan;
    std::optional<typeset::Point> dragged_from;
    bool wants_to_close = false;
};

// A PDF that is being made.
struct Printing {
    std::size_t done = 0, all = 1;  // chapters
    std::string path;
    bool stop = false;              // asked for before it began
};

// What I marked and wrote, as a text of its own over the page.
struct Extract {
    Px scroll = 0;
    std::string focus;  // id of the note that the keyboard is at
};

// Samen: what a network marked, over the page. `all` is as of the notes' revision.
struct SeeingTogether {
    enum class Tab : std::uint8_t { agreement, difference, open } tab = Tab::agreement;
    std::vector<notes::Network> networks;
    std::string network;  // id
    std::shared_ptr<const share::Together> all;  // null: still being looked at
    std::size_t veiled = 0;  // marks of others that are not in it yet (network_look.h)
    std::uint64_t notes_revision = 0;
    Px scroll = 0;
};

}  // namespace katern::app
