// Meetings of a network with types, and Samen: what the window and the command line do with them by the same calls.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/operations.h"
#include "share/meeting_dates.h"
#include "share/meeting_handout.h"
#include "share/together.h"

namespace katern::app {

// Where an agenda item, a decision or an action is about.
struct MeetingPassage {
    notes::Anchor anchor;
    std::string address;  // "2 ¶14" in the text of today; empty: found nowhere
};

struct AgendaItem {
    std::string id, text, order;
    int minutes = 0;
    std::optional<MeetingPassage> passage;
    std::vector<std::string> notes;  // ids
};
// A question beforehand, at a passage; answers are replies and notes that hang there.
struct MeetingPrompt {
    std::string id, text;
    std::optional<MeetingPassage> passage;
};
struct Decision {
    std::string id, text, item, outcome;
    std::optional<MeetingPassage> passage;
};
struct MeetingAction {
    std::string id, text, who, when, decision, outcome;
    std::optional<MeetingPassage> passage;
};

struct Meeting {
    std::string id;
    notes::Network network;
    std::string name, date, question;  // date: 2026-03-12, or words
    std::vector<std::string> people;
    int minutes = 0;  // that there are; 0: not said
    std::vector<AgendaItem> items;
    std::vector<MeetingPrompt> prompts;
    std::vector<Decision> decisions;
    std::vector<MeetingAction> actions;

    [[nodiscard]] int planned() const;  // minutes of all items
};

struct NewMeeting {
    std::string network;  // id or name; made when there is none; "": the first one
    std::string name, date, question;
    std::vector<std::string> people;
    int minutes = 0;
};
// What a new part of a meeting says; fields that its kind doesn't have must be empty.
struct NewPart {
    notes::MeetingPart part = notes::MeetingPart::item;
    std::string text;
    int minutes = 0;
    std::string address;                   // "2 ¶14": about that block
    std::optional<notes::Anchor> passage;  // or about this
    std::string order;                     // an item: fractional key; empty: behind all
    std::vector<std::string> notes;        // ids; an item without an address is about the passage of the first of them
    std::string item, decision, who, when;
};

// Oldest first. `network`: a name; nothing: of all.
[[nodiscard]] Result<std::vector<Meeting>> meetings(notes::Store& store, const KnownBook& known,
                                                    const std::optional<std::string>& network = {});
[[nodiscard]] Result<Meeting> meeting(notes::Store& store, const KnownBook& known, const std::string& id);
// Their ids.
[[nodiscard]] Result<std::string> new_meeting(notes::Store& store, const KnownBook& known, const NewMeeting& what);
// Behind what there is of its kind. An item may only bring notes that are shared with the meeting's network.
[[nodiscard]] Result<std::string> add_part(notes::Store& store, const KnownBook& known, const std::string& meeting,
                                           const NewPart& what);
// The fields that its row is made of; `home`: the meeting.
[[nodiscard]] Result<std::map<std::string, std::string>> fields_of_part(notes::Store& store, const KnownBook& known,
                                                                        const Meeting& home, const NewPart& what);
// Fails when one of these notes is not shared with the network (id).
[[nodiscard]] Result<void> check_shared(notes::Store& store, const KnownBook& known, const std::string& network,
                                        const std::vector<std::string>& note_ids);

// What goes on paper: the agenda with what the network sees at its passages, decisions and actions.
[[nodiscard]] Result<share::MeetingHandOut> handout_of(notes::Store& store, const KnownBook& known,
                                                       const std::string& meeting);

// What is shared with a network in a book, seen together. `network`: id or name.
[[nodiscard]] Result<share::Together> together(notes::Store& store, const KnownBook& known, const std::string& network);

}  // namespace katern::app
