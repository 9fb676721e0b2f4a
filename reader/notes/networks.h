// Groups that notes are shared with: their names, who was seen in them, the folder that each may have, and what each wants.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "notes/meetings.h"
#include "notes/note_set.h"
#include "notes/store.h"

namespace katern::notes {

class Database;

struct Member {
    Profile profile;
    std::size_t notes = 0;  // alive and shared with the network
};

struct NetworkFacts {
    Network network;
    std::string folder;                // empty: none
    std::vector<std::string> aliases;  // names of those that count as this one
    std::vector<Member> members;       // others whose notes are in it, by name
    std::size_t mine = 0;              // notes of mine that are shared with it
    FirstSelf first_self;
};

// The first one first; those that count as another are part of that.
[[nodiscard]] Result<std::vector<NetworkFacts>> look_at_networks(Store& store);
// When this file came to know of the network, or of one that counts as it; 0: it doesn't.
[[nodiscard]] Result<Milliseconds> known_since(Store& store, const std::string& network);
// With a name that no other has.
[[nodiscard]] Result<Network> make_network(Store& store, const std::string& name);
[[nodiscard]] Result<void> rename_network(Store& store, const std::string& id, const std::string& name);
// As it came in a set. One that is known stays as it is, and what counts as another is that other; what comes back is the
// network that takes its notes.
[[nodiscard]] Result<Network> join_network(Store& store, const Network& network);
// From now on `id` is `mine`: what was shared with either is shared with that. Nothing of it is undone by an undo step.
[[nodiscard]] Result<void> count_as(Store& store, const std::string& id, const std::string& mine);
// Empty: none. One folder belongs to one network.
[[nodiscard]] Result<void> set_network_folder(Store& store, const std::string& id, const std::string& folder);

[[nodiscard]] Result<FirstSelf> first_self(Store& store, const std::string& network);
// What the person wants; takes a new clock.
[[nodiscard]] Result<void> set_first_self(Store& store, const std::string& network, bool wanted, const std::string& meeting);
// For the exchange, within the caller's transaction. What came in a set is kept when it is later, by clock and then by what it says.
[[nodiscard]] FirstSelf first_self(Database& database, const std::string& network);
void take_first_self(Database& database, const std::string& network, const FirstSelf& wish);
// The unnamed network that a file begins with makes room for one that a set or a copy brings, as long as nothing was done with it.
void drop_unused_network(Database& database);
// Whether it is a day: "2026-12-01".
[[nodiscard]] bool is_day(const std::string& text);

// One note as it leaves, or left, for one network.
struct Leaving {
    Annotation note;
    std::string book;            // its title
    Milliseconds published = 0;  // when it first left; 0: not yet
    bool withdrawn = false;      // only the word that it is gone leaves
};
// All of mine, newest first.
[[nodiscard]] Result<std::vector<Leaving>> leaving(Store& store, const std::string& network);

// What I wrote in a living row of a meeting of this network: it leaves with every set.
struct LeavingMeeting {
    std::string row;      // id
    BookKey book_key{};
    std::string words;    // each field that has words on a line of its own
    std::string meeting;  // its name
    std::string book;     // its title
};
// By book and meeting.
[[nodiscard]] Result<std::vector<LeavingMeeting>> leaving_meetings(Store& store, const std::string& network);
// What empties the fields of a row that I wrote, for change_meetings: here and, with the next set, for the others. What they
// wrote in it stays.
[[nodiscard]] Result<MeetingChange> without_my_words(Store& store, const std::string& row);

}  // namespace katern::notes
