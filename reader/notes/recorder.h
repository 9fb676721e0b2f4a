// Writes rows of annotations within one transaction, and keeps what they were before and are after as one undo step.
// Internal to notes/.
//
// A row of a step knows the clock that its row must still have for the step to apply. When this window itself writes
// that row again (another step, or an undo, with a new clock) all its steps follow along; when another window writes
// it, they don't, and so they can tell.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "notes/state.h"

namespace katern::notes {

struct RowName {
    std::string_view part;  // field, network, anchor
    std::string name;       // of the field; the network's row number; ""
};

struct RowState {
    std::string value;
    Clock clock;
};

class Recorder {
public:
    // Takes the clock of the transaction. `step`: 0 records nothing (an undo, which writes but is no step).
    explicit Recorder(Store::State& state) : state_(state), clock_(state.tick()) {}

    // The step that everything after this is recorded in is made at the first row that changes; `join` as in
    // Store::change.
    void begin_step(std::int64_t book, Action action, const std::string& join, std::int64_t only_annotation);

    // Each writes only what differs, and says whether it did. `anew`: also what doesn't, for a revival.
    bool field(std::int64_t annotation, std::string_view name, const std::string& value, bool anew = false);
    bool visibility(std::int64_t annotation, const std::string& network, std::string_view state);
    void anchor(std::int64_t annotation, std::int64_t book, const Anchor& anchor);
    // A copy of an earlier anchor as the newest one, by what an undo row keeps of it.
    void anchor_again(std::int64_t annotation, const std::string& reference);
    // Alive again: every field is written anew, so that it wins over the deletion wherever they meet.
    bool revive(std::int64_t annotation);
    // A first value, which nothing was before; only `life` is taken back by an undo, the others are looked at.
    void first_field(std::int64_t annotation, std::string_view name, const std::string& value);
    void first_anchor(std::int64_t annotation, std::int64_t book, const Anchor& anchor);

    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] std::optional<RowState> present(std::int64_t annotation, const RowName& row);

private:
    void write_field(std::int64_t annotation, std::string_view name, const std::string& value);
    void insert_anchor(std::int64_t annotation, std::int64_t book, const Anchor& anchor);
    void follow(std::int64_t annotation, const RowName& row, const Clock& from);
    void record(std::int64_t annotation, const RowName& row, const std::optional<std::string>& before,
                const std::string& after);
    void make_step();

    Store::State& state_;
    Clock clock_;
    struct Wanted {
        std::int64_t book = 0;
        Action action = Action::mark;
        std::string join;
        std::int64_t only_annotation = 0;
    };
    std::optional<Wanted> wanted_;
    std::int64_t step_ = 0;
};

// "clock device" of an anchor's row.
[[nodiscard]] std::string anchor_reference(const Clock& clock);
[[nodiscard]] Clock clock_of_reference(const std::string& reference);

}  // namespace katern::notes
