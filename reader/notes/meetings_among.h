// A new row of a meeting that makes room for itself: the others get their new keys in the same transaction, so that an
// order is never half new.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "notes/meetings.h"

namespace katern::notes {

struct AddedToMeeting {
    std::string id;
    std::vector<MeetingChange> before;  // what the others said
};
// As add_to_meeting() and change_meetings() together. Fails, and writes nothing, where either of them does.
[[nodiscard]] Result<AddedToMeeting> add_among_others(Store& store, const std::string& meeting, MeetingPart part,
                                                      const std::map<std::string, std::string>& fields,
                                                      const std::vector<MeetingChange>& others);

}  // namespace katern::notes
