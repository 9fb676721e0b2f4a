// Which network is looked at, where there are several: buttons from the right.
#pragma once

#include <string>
#include <vector>

#include "ui/ui.h"

namespace katern::ui {

// The id of one that was pressed and is not the one that is looked at; else "". `view`: what the ids of the items begin
// with.
[[nodiscard]] std::string draw_network_choice(Ui& ui, const std::string& view,
                                              const std::vector<notes::Network>& networks, const std::string& now,
                                              Point at, Px width);

}  // namespace katern::ui
