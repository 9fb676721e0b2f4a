// Where a line may end by the Unicode line breaking algorithm alone. Inside text/ and its tests only.
#pragma once

#include <string_view>
#include <vector>

#include "text/text.h"

namespace katern::text {

// UAX #14 as ICU has it, soft hyphens and the text's end left out.
[[nodiscard]] std::vector<LineOpportunity> unicode_line_breaks(std::string_view text, std::string_view language);
// The same, all of it asked of ICU: what the other is tested against.
[[nodiscard]] std::vector<LineOpportunity> unicode_line_breaks_by_icu(std::string_view text, std::string_view language);

}  // namespace katern::text
