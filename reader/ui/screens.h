// Where windows stand on the screens: the one seam to GLFW's monitors.
#pragma once

#include <optional>
#include <vector>

#include "app/window_place.h"

struct GLFWwindow;

namespace katern::ui {

// The last place that was kept for a screen that is there now and that still lies within it.
[[nodiscard]] std::optional<app::WindowPlace> place_for_screens(const std::vector<app::WindowPlace>& kept);
[[nodiscard]] app::WindowPlace place_of(GLFWwindow* window);

// Full screen on the screen that holds most of the window, and back to where it was.
class FullScreen {
public:
    void set(GLFWwindow* window, bool full);
    [[nodiscard]] bool is_full() const { return before_.has_value(); }
    // Where the window stands, or stood before.
    [[nodiscard]] app::WindowPlace place(GLFWwindow* window) const { return before_ ? *before_ : place_of(window); }

private:
    std::optional<app::WindowPlace> before_;
};

}  // namespace katern::ui
