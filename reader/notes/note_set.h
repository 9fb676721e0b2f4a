// Notes on the road: what one person's set for one network holds, whatever the file that carries it looks like. Made by
// outgoing.h, taken in by merge.h; share/ writes it to a file and reads it back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "notes/annotation.h"
#include "notes/store.h"

namespace katern::notes {

struct DatedProfile {
    Profile profile;
    Clock clock;  // of name and school
    bool operator==(const DatedProfile&) const = default;
};

// *Eerst zelf*: what others marked stays veiled in a chapter until I marked there, or until the day of the meeting. It is the
// network's wish and travels in its sets; the later one stays.
struct FirstSelf {
    bool wanted = false;
    std::string meeting;  // "2026-12-01"; empty: no day
    Clock clock{};
    bool operator==(const FirstSelf&) const = default;
};

struct DatedNetwork {
    Network network;
    Clock clock;  // of its name
    FirstSelf first_self{};
    bool operator==(const DatedNetwork&) const = default;
};

struct DatedAnchor {
    Anchor anchor;
    Clock clock;
    bool operator==(const DatedAnchor&) const = default;
};

// In the network of the set.
struct Sharing {
    bool shared = true;  // else withdrawn
    Clock clock;
    bool operator==(const Sharing&) const = default;
};

struct SetItem {
    std::string id;
    std::string author;  // profile id
    Kind kind = Kind::highlight;
    std::string parent;
    Milliseconds created = 0;
    std::vector<Field> fields;         // `life` is one of them
    std::vector<DatedAnchor> anchors;  // of each edition the last one, by time
    std::optional<Sharing> sharing;    // nothing: the set doesn't say
    // A record without words: withdrawn, or deleted. Only `life` and `sharing` are said.
    bool gone = false;
    // Another program's: nobody passed it on, whoever wrote the set.
    bool foreign = false;

    [[nodiscard]] const Field* field(std::string_view name) const;
    // Of the field or anchor that was written last.
    [[nodiscard]] Clock latest() const;
};

// A meeting of the set's network, or what belongs to one (meetings.h). Any member may have written a field.
struct SetMeeting {
    std::string id, meeting;
    std::string part;  // as text: what a later version adds passes through
    Milliseconds created = 0;
    std::vector<Field> fields;  // `life` is one of them; one that is deleted has no other
    bool operator==(const SetMeeting&) const = default;
};

// Whose set it is and for whom.
struct SetHead {
    std::string id;  // UUID, the same for every set of this device, book and network
    DatedProfile writer;
    Device device = 0;
    std::optional<DatedNetwork> network;
    std::vector<DatedProfile> people;  // who wrote items that the writer passes on
};

struct NoteSet {
    SetHead head;
    std::vector<SetItem> items;        // by creation and id
    std::vector<SetMeeting> meetings;  // by id

    // Neither a note, nor a meeting, nor a wish of the network.
    [[nodiscard]] bool says_nothing() const;
    [[nodiscard]] Clock latest() const;
};

// The text with every run of white space as one space: that differs from program to program.
[[nodiscard]] std::string words_alone(const std::string& text);

}  // namespace katern::notes
