// Undo as people see it: a step is one action on one or more notes, kept in the database per window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/annotation.h"

namespace katern::notes {

enum class Action : std::uint8_t { mark, bookmark, write, categorise, tag, share, withdraw, remove, restore, adjust, attach, loosen, take_in };
[[nodiscard]] std::string_view to_text(Action action);

// What would be undone or redone: "markeren van “Een leernetwerk leeft …”".
struct Step {
    std::int64_t number = 0;
    Action action = Action::mark;
    std::size_t count = 0;            // annotations that it touches
    std::string excerpt;              // of the first one: its quote, else its body, cut off after some words
    std::vector<AnnotationKey> keys;  // what it touches
    Milliseconds at = 0;

    // The label as a phrase, to stand after "Ongedaan maken: ". Say it with words.h.
    [[nodiscard]] Word label() const;
    [[nodiscard]] Arguments arguments() const;
};

struct UndoOutcome {
    enum class What : std::uint8_t {
        done,       // all of it
        partly,     // some notes were changed by someone else since; those were left alone
        overtaken,  // all of them were: nothing was changed, the step is dropped
        nothing     // there is no step to take back
    };
    What what = What::nothing;
    Step step;
    std::size_t overtaken = 0;  // annotations that were left alone

    // For the status line: says what happened; with `partly` and `overtaken` why not.
    [[nodiscard]] Word sentence() const;
    [[nodiscard]] Arguments arguments() const;
};

}  // namespace katern::notes
