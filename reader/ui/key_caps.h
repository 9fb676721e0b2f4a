// The keys of a command, drawn as the caps of a keyboard.
#pragma once

#include <string>
#include <vector>

#include "ui/ui.h"

namespace katern::ui {

inline constexpr Px cap_height = 19;

// The first `most` shortcuts of a command, by their names.
[[nodiscard]] std::vector<std::string> caps_of(const app::Command& command, Language language, std::size_t most = 2);
// Right-aligned; returns their left edge.
Px draw_caps(Ui& ui, const std::vector<std::string>& caps, Px right, Px y);

}  // namespace katern::ui
