// Copies of our own annotations that another program has rewritten without our extension. Internal to notes/.
#pragma once

#include <vector>

#include "notes/state.h"

namespace katern::notes {

// Which of `candidates` (places in `annotations`, each with a field `origin`) are not to be shown: those of which an
// annotation of ours with that id says the same words, or is withdrawn or deleted by the same person; and those that
// the same program has a later wording of on the same passage.
[[nodiscard]] std::vector<std::size_t> hidden_copies(Database& database, const std::vector<Annotation>& annotations,
                                                     const std::vector<std::size_t>& candidates);

}  // namespace katern::notes
