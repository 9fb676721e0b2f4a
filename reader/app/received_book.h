// Which book a file with notes is about, when a double click names nothing but the file.
#pragma once

#include <string>

#include "notes/store.h"
#include "share/annotation_set.h"

namespace katern::app {

// Where the book that a set of ours names was opened last; empty: this computer knows none, or it is no longer there. No book
// is opened for it: what the store knows of them is enough.
[[nodiscard]] std::string where_received_belongs(notes::Store& store, const share::ReadSet& set);

}  // namespace katern::app
