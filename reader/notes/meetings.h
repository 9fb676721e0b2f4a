// Meetings of a network as rows with fields, each with its clock, as annotations have them: what one member writes and
// what another writes apart is merged per field. Any member may write any row. What the fields mean is in README.md;
// app/ gives them types.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "notes/note_set.h"
#include "notes/store.h"

namespace katern::notes {

class Database;

// A meeting, and what belongs to one.
enum class MeetingPart : std::uint8_t { meeting, item, prompt, decision, action };
[[nodiscard]] std::string_view to_text(MeetingPart part);
[[nodiscard]] std::optional<MeetingPart> meeting_part_from(std::string_view text);

// The names of fields; a later version may add some, and those that aren't known are kept.
inline constexpr std::string_view meeting_name = "name";          // of a meeting
inline constexpr std::string_view meeting_date = "date";          // of a meeting: 2026-03-12
inline constexpr std::string_view meeting_question = "question";  // of a meeting: the question for that day
inline constexpr std::string_view meeting_people = "people";      // of a meeting: JSON array of names
inline constexpr std::string_view meeting_minutes = "minutes";    // of a meeting and of an item
inline constexpr std::string_view meeting_text = "text";          // of all others: what stands there, Markdown
inline constexpr std::string_view meeting_order = "order";        // fractional key within the meeting and kind
inline constexpr std::string_view meeting_passage = "passage";    // where it is about: an anchor as JSON, or ""
inline constexpr std::string_view meeting_notes = "notes";        // of an item: JSON array of ids of notes
inline constexpr std::string_view meeting_item = "item";          // of a decision: the item that it came from
inline constexpr std::string_view meeting_decision = "decision";  // of an action: the decision that it carries out
inline constexpr std::string_view meeting_who = "who";            // of an action
inline constexpr std::string_view meeting_when = "when";          // of an action: 2026-04-01, or words
inline constexpr std::string_view meeting_outcome = "outcome";    // of a decision or an action: what came of it

struct MeetingRow {
    std::string id;  // UUIDv7, the same for all
    MeetingPart part = MeetingPart::meeting;
    std::string meeting;  // id of the meeting that it belongs to; of a meeting its own
    std::string network;  // id
    Milliseconds created = 0;
    std::map<std::string, std::string, std::less<>> fields;  // without "life"
    bool alive = true;
    Clock written;  // the latest of its fields

    // "" when it isn't there.
    [[nodiscard]] std::string field(std::string_view name) const;
    bool operator==(const MeetingRow&) const = default;
};

// Lists in fields (people, notes) are JSON arrays of text. What isn't one reads as an empty list.
[[nodiscard]] std::string list_to_json(const std::vector<std::string>& list);
[[nodiscard]] std::vector<std::string> list_from_json(const std::string& json);

// A row of its own for a meeting in this network, or for what belongs to `meeting`; `fields` may have any names but
// "life". Its id. Fails when network or meeting is unknown.
[[nodiscard]] Result<std::string> add_meeting(Store& store, BookKey book, const std::string& network,
                                              const std::map<std::string, std::string>& fields);
[[nodiscard]] Result<std::string> add_to_meeting(Store& store, const std::string& meeting, MeetingPart part,
                                                 const std::map<std::string, std::string>& fields);
// Writes the fields that differ. Fails when there is no such row.
[[nodiscard]] Result<void> change_meeting(Store& store, const std::string& id,
                                          const std::map<std::string, std::string>& fields);
// What was deleted can be brought back, which writes every field anew. A deleted meeting takes what belongs to it
// along.
[[nodiscard]] Result<void> set_meeting_alive(Store& store, const std::string& id, bool alive);

// Several rows at once, as one step that can be taken back: "life" (alive, deleted) is a field like others here.
struct MeetingChange {
    std::string id;
    std::map<std::string, std::string> fields;
    bool operator==(const MeetingChange&) const = default;
};
// In one transaction. `expected`, when there is any, is what the rows must still say: if one of them says something
// else, nothing is written and the answer is nothing. Else what they said before, of the fields that were written.
[[nodiscard]] Result<std::optional<std::vector<MeetingChange>>> change_meetings(
    Store& store, const std::vector<MeetingChange>& changes, const std::vector<MeetingChange>& expected = {});
// What kind of row this is; nothing: there is none.
[[nodiscard]] Result<std::optional<MeetingPart>> meeting_part_of(Store& store, const std::string& id);

// Every living row of a book's meetings; of one network when it is given. Meetings by creation, what belongs to one by
// (kind, order, id) behind it.
[[nodiscard]] Result<std::vector<MeetingRow>> meeting_rows(Store& store, BookKey book,
                                                           const std::optional<std::string>& network = {});

// --- Exchange (meetings_exchange.cpp)
// All rows of a network's meetings in a book, also deleted ones, with every field; of a deleted row, and of what belongs to a
// deleted meeting, only whether it lives.
[[nodiscard]] std::vector<SetMeeting> meetings_to_send(Database& database, std::int64_t book, std::int64_t network);
// What a set says, as a join: per field the greatest of (clock, device, value) stays, whoever passes it on, since any
// member may be its writer. Mine are never taken from a set; what is dated more than 48 hours ahead is left out. Words
// of what is deleted go. `network`: mine that the set's counts as; empty: by its own id. How many rows were new or
// changed.
[[nodiscard]] Result<std::size_t> take_meetings(Store& store, BookKey book, const SetHead& head,
                                                const std::string& network, std::span<const SetMeeting> meetings);

}  // namespace katern::notes
