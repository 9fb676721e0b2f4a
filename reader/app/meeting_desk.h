// Bijeenkomst in the window: preparing a meeting of a network, showing it to the room, and writing down what comes of
// it. Plain state plus operations, as Reader has them; every change goes through meeting_edits.h, as the command line's
// do.
//
// Whatever it shows is made of Together, so only of what is shared with the network.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/meeting_edits.h"
#include "app/meeting_passages.h"
#include "app/meeting_steps.h"
#include "app/network_look.h"
#include "app/reader.h"

namespace katern::app {

// What is being typed into a row of a meeting. It is saved as it is typed, and kept until the store has it.
struct MeetingWriting {
    struct Field {
        std::string name;  // as notes/meetings.h has them
        TextEdit edit;
    };
    std::string id;  // of the row; empty: it is not made yet
    NewPart draft;   // of a row that is not made yet
    std::string meeting;
    KnownBook known;
    std::vector<Field> fields;
    std::string sitting;                 // one undo step for what is typed in one go
    std::uint64_t saved = 0, sent = 0;   // sums of the fields' revisions
    notes::Milliseconds changed_at = 0;  // steady; 0: nothing is unsaved
    notes::Milliseconds retry_at = 0;    // steady, after a save that failed
    std::optional<Error> failure;
    bool is_new = false;     // made in this sitting: left empty it goes again
    bool took_keys = false;  // the window gave it the keyboard once

    [[nodiscard]] std::uint64_t revision() const;
    [[nodiscard]] bool is_saved() const { return saved == revision(); }
    [[nodiscard]] bool has_words() const;  // in its first field
    [[nodiscard]] TextEdit* field(std::string_view name);
};

// The meeting before the whole room.
struct Presenting {
    std::size_t slide = 0;
    notes::Milliseconds entered = 0;                   // steady: when this item was come to; 0: not yet drawn
    std::map<std::string, notes::Milliseconds> spent;  // on each item before that
    Px scroll = 0, voices_scroll = 0;
    bool was_full_screen = false;
};
// An item without a passage, or one passage of an item. Indices in MeetingSeen.
struct Slide {
    std::size_t item = 0;
    std::optional<std::size_t> passage;
    bool operator==(const Slide&) const = default;
};

class MeetingDesk {
public:
    explicit MeetingDesk(Reader& reader) : reader_(reader), look_(reader) {}

    // --- State that views read
    bool open = false;
    std::vector<notes::Network> networks;
    std::string network;            // id; empty: as Samen would choose it
    std::vector<Meeting> meetings;  // of that network, oldest first
    std::shared_ptr<const std::vector<Gatherable>> lies_there;
    std::vector<std::string> members;  // names
    std::string meeting;               // id of the one that is looked at; empty: the list
    std::optional<MeetingSeen> seen;   // that one
    std::optional<Error> failure;      // why nothing can be shown
    std::size_t veiled = 0;  // marks of others that lie there once I marked in their chapters (network_look.h)
    bool facts_open = false;
    TextEdit query{TextEdit::Lines::one}, person{TextEdit::Lines::one};
    std::array<std::size_t, 5> shown{};  // of each kind of Gatherable; 0: as many as at first
    Px scroll = 0, side_scroll = 0;
    std::shared_ptr<MeetingWriting> writing;  // null: nothing is typed
    std::optional<Presenting> presenting;
    std::string focus;  // id of a row that wants the keyboard in the next frame

    // --- Coming and going
    void show(const std::string& network_id = {});
    void close();
    void look(const std::string& network_id);    // all of it anew
    void look_if_changed();                      // when notes have changed since
    void choose(const std::string& meeting_id);  // "": back to the list
    void leave_book();
    [[nodiscard]] bool has_meeting() const { return seen.has_value(); }

    // --- Preparing. Each is one step that can be taken back
    void make();
    void put(const Gatherable& what, const std::optional<std::string>& behind = {});
    void put_passage(const notes::Anchor& passage);
    void bring(const Gatherable& what, const std::string& item);
    void ask(const notes::Anchor& passage);  // a question beforehand, still to be written
    void add_item();                         // still to be written
    void move(const std::string& item, const std::string& behind);
    void step_item(const std::string& item, int by);
    void add_minutes(const std::string& item, int by);
    void remove(const std::string& row);
    void set_comes(const std::string& name, bool comes);
    void add_person();  // as typed
    [[nodiscard]] bool is_on_agenda(const Gatherable& what) const;
    void undo();
    void redo();
    [[nodiscard]] const MeetingStep* next_undo() const { return steps_.next(true); }
    [[nodiscard]] const MeetingStep* next_redo() const { return steps_.next(false); }
    [[nodiscard]] notes::Milliseconds undo_at() const { return steps_.next_at(true); }  // UTC
    [[nodiscard]] notes::Milliseconds redo_at() const { return steps_.next_at(false); }
    // What was written elsewhere, on the page or in Terugblik, in this book: a step like the others.
    void remember(const MeetingStep& step, const std::string& sitting);

    // --- Writing in a row
    void write(const std::string& row, const std::vector<std::string>& fields);
    void write_new(notes::MeetingPart part, const NewPart& draft);
    [[nodiscard]] bool writes(std::string_view row, std::string_view field) const;
    void close_writing();
    void save_now();
    [[nodiscard]] bool has_unsaved() const;
    [[nodiscard]] std::vector<std::string> unsaved_words() const;
    // Saves what was typed. When it wants to be called again, steady; nothing: not by itself.
    std::optional<notes::Milliseconds> tick(notes::Milliseconds now);

    // --- Before the room
    void present();
    void leave_room();
    void step_slide(int by);
    void go_to_slide(std::size_t slide);
    [[nodiscard]] std::vector<Slide> slides() const;
    [[nodiscard]] std::optional<Slide> slide() const;  // nothing: the agenda is empty
    // Of the item that is shown; below 0: over its time. Nothing: it has no minutes.
    [[nodiscard]] std::optional<int> minutes_left(notes::Milliseconds now);
    void decide();
    void act();

    // Whatever a row says, as it is shown: a field of the open meeting. "" when it isn't there.
    [[nodiscard]] std::string field_of(const std::string& row, std::string_view name) const;
    [[nodiscard]] bool has_row(const std::string& row) const;  // of the open meeting, as it is shown

private:
    // What was seen beside, before the store is asked for the meetings.
    struct Looked {
        KnownBook known;
        NetworkSeen network;
        std::shared_ptr<const std::vector<Gatherable>> lies_there;
    };
    struct Fresh {
        std::vector<Meeting> meetings;
        std::optional<MeetingSeen> seen;
    };
    using Edit = std::function<Result<MeetingStep>(notes::Store&)>;

    [[nodiscard]] std::function<Result<Fresh>(notes::Store&)> fresh_look() const;
    void edit(Edit what, std::function<void(const MeetingStep&)> then = {}, const std::string& sitting = {});
    void keep(const MeetingStep& step, const std::string& sitting);
    void keep_steps();
    void take(Fresh fresh);
    void take_look(Looked looked, std::uint64_t asked);
    [[nodiscard]] bool day_has_come() const;
    void look_if_lifted();
    void patch(const std::string& row, std::string_view name, const std::string& value);
    void take_step(bool back);
    void save(const std::shared_ptr<MeetingWriting>& kept, bool now);
    void send(const std::shared_ptr<MeetingWriting>& kept);
    void saved(const std::shared_ptr<MeetingWriting>& kept, std::uint64_t revision, const Result<MeetingStep>& step,
               bool same_book);
    [[nodiscard]] AgendaItem* item(const std::string& id);
    [[nodiscard]] std::optional<notes::Anchor> anchor_of(const PassageSeen& passage) const;
    void count_time(notes::Milliseconds now);

    Reader& reader_;
    NetworkLook look_;
    bool lifted_ = false;  // of the last look: nothing was veiled
    std::optional<KnownBook> known_;
    std::shared_ptr<const share::Together> all_;
    std::string wanted_;  // id of the network that is to be shown once its notes are here
    std::uint64_t notes_revision_ = 0;
    std::uint64_t looks_ = 0;  // asked for; only the last one's answer counts
    std::size_t pending_ = 0;  // edits on their way: what is shown is ahead of the store
    MeetingSteps steps_;
    bool has_steps_ = false;                              // those of the last time the window was open were read
    std::vector<std::shared_ptr<MeetingWriting>> going_;  // closed, not kept by the store yet
};

// Made when it is first asked for.
[[nodiscard]] MeetingDesk& meeting_desk_of(Reader& reader);
// It lies over the page.
[[nodiscard]] bool shows_meetings(const Reader& reader);
[[nodiscard]] bool is_presenting(const Reader& reader);

}  // namespace katern::app
