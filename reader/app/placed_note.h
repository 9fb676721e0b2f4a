#pragma once

#include <cstddef>
#include <cstdint>

#include "notes/annotation.h"
#include "text/text.h"

namespace katern::app {

// A note with its place in the book as it is now.
struct PlacedNote {
    notes::Annotation note;
    std::size_t chapter = SIZE_MAX;  // index in Book::chapters; SIZE_MAX: nowhere (an orphan)
    text::Range bytes;               // in that chapter; only sure once `placed`
    bool placed = false;
    bool kept = false;  // the store has this resolution
    bool veiled = false;  // somebody else's that is not to be seen yet (peers.h)
    [[nodiscard]] bool orphan() const { return chapter == SIZE_MAX; }
};

}  // namespace katern::app
