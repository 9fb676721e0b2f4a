// Notes as the marks that a page shows, where no window keeps them.
#pragma once

#include <vector>

#include "app/operations.h"
#include "draw/draw.h"

namespace katern::app {

// Those that lie in this chapter; replies have no place of their own.
[[nodiscard]] std::vector<draw::Mark> marks_in(const document::Chapter& chapter, const std::vector<share::Passage>& passages);

}  // namespace katern::app
