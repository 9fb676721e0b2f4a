// Rows of meetings from a set against those that are there, within a transaction that the caller has begun, and what taking
// them back needs. Internal to notes/.
//
// What an import changed is kept per row as a setting, `undo/STEP/ROW`: how each field was before and which clock it has now
// (JSON). It goes with the undo step, and with the words of a row that is deleted.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "notes/note_set.h"
#include "notes/state.h"

namespace katern::notes {

class MeetingsMerge {
public:
    // `network`: its row. `step`: of the undo steps; 0: nothing is kept.
    MeetingsMerge(Store::State& state, std::int64_t book, std::int64_t network, const SetHead& head, std::int64_t step);
    // True when anything of it was new.
    bool take(const SetMeeting& row);
    [[nodiscard]] std::int64_t latest() const { return latest_; }

private:
    struct Before {
        std::string value;
        Clock clock;
        std::int64_t writer = 0;
        std::optional<std::int64_t> via;
    };
    struct Change {
        std::optional<Before> before;
        Clock now;
    };
    [[nodiscard]] bool is_ours(const SetMeeting& row);
    bool take_field(const std::string& row, const Field& field);
    void keep(const std::string& row);

    Database& database_;
    std::int64_t book_, network_, me_;
    Milliseconds now_;
    std::string writer_;
    std::int64_t writer_row_;
    std::int64_t step_;
    std::int64_t latest_ = 0;
    // Of the row at hand.
    bool is_new_ = false;
    std::map<std::string, Change> changes_;
};

// What an import changed of meetings and nobody has changed since is as it was; what it deleted stays so.
void take_back_meetings(Database& database, std::int64_t step);
// What is kept for steps that are gone.
void drop_old_meeting_steps(Database& database);

}  // namespace katern::notes
