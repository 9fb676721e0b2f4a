// A line whose text runs both ways: from the order in which it is read to the order in which it is seen. Inside typeset/ only.
#pragma once

#include "text/bidi.h"
#include "typeset/typeset.h"

namespace katern::typeset {

// Puts glyphs that stand in the order of the text, each word as it is shaped, where they are seen (UAX #9, L1 and L2), between the
// same edges. `first` is the byte that bidi.levels begin with.
void reorder(Line& line, const text::BidiLevels& bidi, std::size_t first, std::string_view text);

}  // namespace katern::typeset
