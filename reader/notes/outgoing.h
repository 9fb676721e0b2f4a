// What leaves: the notes of one book as a set for one network, or with private ones for a file that the person names.
#pragma once

#include <string>
#include <vector>

#include "notes/note_set.h"

namespace katern::notes {

struct SetOrder {
    // Id of one of my networks: only its rows go, of what is shared with it and of what was published there and is
    // gone. Empty: no network's rows at all.
    std::string network;
    bool with_private = false;      // also what isn't shared with that network
    bool pass_on = true;            // also what others wrote
    bool with_name = true;          // else my name and school stay here
    std::vector<std::string> only;  // ids; empty: all
};

[[nodiscard]] Result<NoteSet> outgoing(Store& store, BookKey book, const SetOrder& order);

// The set was written: from now on withdrawing what it holds travels, too.
[[nodiscard]] Result<void> mark_published(Store& store, BookKey book, const NoteSet& set);

}  // namespace katern::notes
