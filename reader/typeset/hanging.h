// Optical margin alignment: how much of a sign at the edge of a line stands out of the measure. A stop or hyphen holds so little ink
// that an edge with it in line looks dented (Thành, "Micro-typographic extensions to the TeX typesetting system", 2000, ch. 2).
#pragma once

namespace katern::typeset {

// Shares of the sign's own width, 0 for most.
[[nodiscard]] float hang_on_left(char32_t sign);
[[nodiscard]] float hang_on_right(char32_t sign);

}  // namespace katern::typeset
