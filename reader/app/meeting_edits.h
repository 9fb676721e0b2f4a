// Editing a meeting, a step at a time: the window and the command line do it by the same calls. Each says what it
// changed, so that it can be taken back.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/meetings.h"

namespace katern::app {

struct MeetingStep {
    Word label{};       // a phrase with `named` in it, to stand after "Ongedaan maken: "
    std::string named;  // the first words of what it was about
    std::vector<notes::MeetingChange> before, after;
    std::string id;  // of the row that it made or changed
    bool operator==(const MeetingStep&) const = default;
};

[[nodiscard]] Result<MeetingStep> make_meeting(notes::Store& store, const KnownBook& known, const NewMeeting& what);
// An item comes behind the one with this id; "": before all; nothing: behind all.
[[nodiscard]] Result<MeetingStep> put_in_meeting(notes::Store& store, const KnownBook& known,
                                                 const std::string& meeting, const NewPart& what,
                                                 const std::optional<std::string>& behind = {});
// Behind the item with this id; "": before all.
[[nodiscard]] Result<MeetingStep> move_item(notes::Store& store, const KnownBook& known, const std::string& id,
                                            const std::string& behind);
// A further passage and its notes, to an item that is there.
[[nodiscard]] Result<MeetingStep> bring_to_item(notes::Store& store, const KnownBook& known, const std::string& item,
                                                const std::optional<notes::Anchor>& passage,
                                                const std::vector<std::string>& note_ids);
// What I wrote in a row, of any book: empty from now on, here and for the others. `words`: to name the step by.
[[nodiscard]] Result<MeetingStep> take_my_words_back(notes::Store& store, const std::string& row, const std::string& words);
// Fields as notes/meetings.h names them, of any row.
[[nodiscard]] Result<MeetingStep> write_in_meeting(notes::Store& store, const KnownBook& known, const std::string& id,
                                                   const std::map<std::string, std::string>& fields);
// What came of a decision or an action. Fails when it is neither.
[[nodiscard]] Result<MeetingStep> write_outcome(notes::Store& store, const KnownBook& known, const std::string& id,
                                                const std::string& words);
[[nodiscard]] bool is_outcome(const MeetingStep& step);
// Whether it left nothing in a row of what was there: the page takes that back, too.
[[nodiscard]] bool is_taken_back(const MeetingStep& step);
[[nodiscard]] Result<MeetingStep> remove_from_meeting(notes::Store& store, const KnownBook& known,
                                                      const std::string& id);

// Takes a step back, or does it again. False: somebody else has changed the same since, and nothing was done.
[[nodiscard]] Result<bool> take_back(notes::Store& store, const MeetingStep& step);
[[nodiscard]] Result<bool> do_again(notes::Store& store, const MeetingStep& step);

}  // namespace katern::app
