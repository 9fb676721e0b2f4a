// Where the window stood on each screen: a small file beside the database, so that the window need not wait for that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "words/word.h"

namespace katern::app {

struct WindowPlace {
    std::string screen;                        // its name and the size of its work area: "HDMI-1 1920x1053"
    int x = 0, y = 0, width = 0, height = 0;   // in the units of the window system
    bool maximized = false;
    bool operator==(const WindowPlace&) const = default;
};

// The one that was used last comes first. Empty where nothing (readable) was kept. `data`: --data.
[[nodiscard]] std::vector<WindowPlace> window_places(const std::optional<std::string>& data);
// Puts it first, in the place of what was kept for that screen. What can't be written is not kept: nobody is asked about it.
void keep_window_place(const std::string& data_folder, const WindowPlace& place);

}  // namespace katern::app
