// The author of a vraag says which reply answers it; from then on it is no longer open in Samen.
#pragma once

#include <string>

#include "app/reader.h"

namespace katern::app {

// My vraag that this is a reply to, however deep; null: it is none, or not mine.
[[nodiscard]] const PlacedNote* question_answered_by(const Reader& reader, const notes::Annotation& reply);
// Whether its author has accepted this reply, whoever that is.
[[nodiscard]] bool is_accepted(const Reader& reader, const notes::Annotation& reply);
// One undo step. `reply`: its id; "" takes it back.
void accept_reply(Reader& reader, const std::string& question, const std::string& reply);

}  // namespace katern::app
