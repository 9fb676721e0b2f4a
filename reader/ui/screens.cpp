#include "ui/screens.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <string>

namespace katern::ui {
namespace {

struct Area {
    int x = 0, y = 0, width = 0, height = 0;
};

Area area_of(GLFWmonitor* monitor) {
    Area area;
    glfwGetMonitorWorkarea(monitor, &area.x, &area.y, &area.width, &area.height);
    return area;
}

std::string name_of(GLFWmonitor* monitor) {
    const Area area = area_of(monitor);
    const char* name = glfwGetMonitorName(monitor);
    return std::string(name ? name : "screen") + " " + std::to_string(area.width) + "x" + std::to_string(area.height);
}

std::vector<GLFWmonitor*> monitors() {
    int count = 0;
    GLFWmonitor** first = glfwGetMonitors(&count);
    return {first, first + count};
}

int common(int a, int a_length, int b, int b_length) {
    return std::max(0, std::min(a + a_length, b + b_length) - std::max(a, b));
}

// The one that holds most of the window; null when there is none at all.
GLFWmonitor* screen_of(const app::WindowPlace& place) {
    GLFWmonitor* best = glfwGetPrimaryMonitor();
    long most = 0;
    for (GLFWmonitor* monitor : monitors()) {
        const Area area = area_of(monitor);
        const long shared = static_cast<long>(common(place.x, place.width, area.x, area.width)) *
                            common(place.y, place.height, area.y, area.height);
        if (shared > most) {
            most = shared;
            best = monitor;
        }
    }
    return best;
}

}  // namespace

std::optional<app::WindowPlace> place_for_screens(const std::vector<app::WindowPlace>& kept) {
    const std::vector<GLFWmonitor*> present = monitors();
    for (const app::WindowPlace& place : kept) {
        const auto screen = std::find_if(present.begin(), present.end(),
                                         [&](GLFWmonitor* monitor) { return name_of(monitor) == place.screen; });
        if (screen == present.end()) continue;
        const Area area = area_of(*screen);
        // Enough of its top to take hold of.
        constexpr int handle = 120;
        if (place.width > area.width || place.height > area.height || place.y < area.y) continue;
        if (place.y + handle > area.y + area.height || common(place.x, place.width, area.x, area.width) < handle) continue;
        return place;
    }
    return std::nullopt;
}

app::WindowPlace place_of(GLFWwindow* window) {
    app::WindowPlace place;
    glfwGetWindowPos(window, &place.x, &place.y);
    glfwGetWindowSize(window, &place.width, &place.height);
    place.maximized = glfwGetWindowAttrib(window, GLFW_MAXIMIZED) == GLFW_TRUE;
    if (GLFWmonitor* screen = screen_of(place)) place.screen = name_of(screen);
    return place;
}

void FullScreen::set(GLFWwindow* window, bool full) {
    if (full == is_full()) return;
    if (!full) {
        glfwSetWindowMonitor(window, nullptr, before_->x, before_->y, before_->width, before_->height, GLFW_DONT_CARE);
        before_.reset();
        return;
    }
    const app::WindowPlace here = place_of(window);
    GLFWmonitor* screen = screen_of(here);
    const GLFWvidmode* mode = screen ? glfwGetVideoMode(screen) : nullptr;
    if (!mode) return;
    before_ = here;
    glfwSetWindowMonitor(window, screen, 0, 0, mode->width, mode->height, mode->refreshRate);
}

}  // namespace katern::ui
