// What was done to meetings, a step at a time, so that it can be taken back: as rows before and after, which a window
// keeps in the database and finds again when it is opened the next time.
#pragma once

#include <string>
#include <vector>

#include "app/meeting_edits.h"

namespace katern::app {

class MeetingSteps {
public:
    // What is typed in one go (the same `sitting`, not empty) is one step. A new step drops what was taken back.
    void add(const MeetingStep& step, const std::string& sitting, notes::Milliseconds now);
    [[nodiscard]] const MeetingStep* next(bool back) const;
    [[nodiscard]] notes::Milliseconds next_at(bool back) const;  // when that was done first, UTC; 0: there is none
    // That one is taken from where it was; put() places it with those that lead the other way.
    [[nodiscard]] MeetingStep take(bool back);
    void put(bool back, const MeetingStep& step, notes::Milliseconds done_at);
    void clear();

    [[nodiscard]] std::string to_json() const;
    // What can't be read is left out, and so is what is older than 30 days: by then its words are to be gone.
    [[nodiscard]] static MeetingSteps from_json(const std::string& json, notes::Milliseconds now);

private:
    struct Kept {
        MeetingStep step;
        std::string sitting;
        notes::Milliseconds at = 0;  // UTC
    };
    std::vector<Kept> done_, undone_;
};

// Per window and book, in the settings.
[[nodiscard]] Result<MeetingSteps> kept_steps(notes::Store& store, const std::string& window, notes::BookKey book);
[[nodiscard]] Result<void> keep_steps(notes::Store& store, const std::string& window, notes::BookKey book,
                                      const MeetingSteps& steps);

}  // namespace katern::app
