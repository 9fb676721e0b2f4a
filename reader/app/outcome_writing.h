// What came of a decision or an action, as it is typed: kept after a pause and when it is left. What was left stays
// here until the store has it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/operations.h"
#include "app/reader_state.h"

namespace katern::app {

class Reader;

class OutcomeWriting {
public:
    explicit OutcomeWriting(Reader& reader) : reader_(reader) {}

    void open(const std::string& id, const std::string& now);  // the one that is open is kept first
    void close();
    [[nodiscard]] bool is_open(const std::string& id) const { return open_ && open_->id == id; }
    [[nodiscard]] bool is_open() const { return open_ != nullptr; }
    [[nodiscard]] TextEdit& edit() { return open_->edit; }
    [[nodiscard]] bool is_saved() const { return open_->is_saved(); }
    // When it wants to be called again; steady.
    std::optional<notes::Milliseconds> tick(notes::Milliseconds now);

    void save_now();  // all of it, without waiting for a pause
    [[nodiscard]] bool has_unsaved() const;
    void add_unsaved(std::vector<std::string>& words) const;

private:
    struct Line {
        std::string id;
        KnownBook known;
        std::string sitting;  // one undo step for what is typed in one go
        TextEdit edit;
        std::uint64_t saved = 0, seen = 0;  // revisions
        notes::Milliseconds save_at = 0;    // steady
        bool busy = false, refused = false;
        [[nodiscard]] bool is_saved() const { return edit.revision() == saved; }
    };
    void save(const std::shared_ptr<Line>& line);

    Reader& reader_;
    std::shared_ptr<Line> open_;                // null: nothing is typed
    std::vector<std::shared_ptr<Line>> going_;  // left, and not kept by the store yet
};

}  // namespace katern::app
