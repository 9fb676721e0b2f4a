// A network's memory: one file with all that is shared with it, everyone's, for a member who joins later. It is an
// ordinary set of annotations in which the others' items are passed on, so it can be taken in any number of times.
#pragma once

#include <string>

#include "app/operations.h"

namespace katern::app {

class Reader;

struct Memory {
    std::string network;  // its name
    std::size_t notes = 0, people = 0, meetings = 0;
};
// `network`: name or id; `with_name`: that of who writes the file. Fails when nothing is shared with it.
[[nodiscard]] Result<Memory> write_memory(notes::Store& store, const KnownBook& known, const std::string& network,
                                          const std::string& path, bool with_name);
[[nodiscard]] std::string sentence(const Memory& memory, const std::string& path, Language language);
// The sheet that asks where to keep it.
void save_memory(Reader& reader, const std::string& network);

}  // namespace katern::app
