// A new edition, seen by a network: the passages that changed or are gone and that were shared or decided about, as one
// page to discuss. The same for every member who has the same sets.
#pragma once

#include <string>

#include "app/meetings.h"
#include "share/report.h"

namespace katern::app {

class Reader;

// Only what is shared with this network (id), mine and others', and what it decided. Fails when nothing of that
// changed.
[[nodiscard]] Result<share::Report> edition_page(notes::Store& store, const KnownBook& known,
                                                 const std::string& network, Language language);

// The sheet that asks where to keep it.
// "Hier is besloten (12 mrt 2026): …"; without the day where the meeting has none.
[[nodiscard]] std::string decided_here(const std::string& date, const std::string& decision, Language language);
void save_edition_page(Reader& reader, const std::string& network);

}  // namespace katern::app
