// The inner margin, px at 100%. Inside draw/ only.
#pragma once

#include "typeset/typeset.h"

namespace katern::draw {

inline constexpr typeset::Px disc_side = 20;
inline constexpr typeset::Px disc_gap = 8;    // to the column
inline constexpr typeset::Px disc_step = 24;  // two discs side by side

}  // namespace katern::draw
