// What the person did since the last frame, in our own terms: the one seam to GLFW's and Dear ImGui's input, which changed most
// between their versions. Lengths are px at 100%.
#pragma once

#include <string>
#include <vector>

#include "app/commands.h"
#include "typeset/typeset.h"

namespace katern::ui {

struct Input {
    typeset::Point mouse{-1, -1};
    bool down = false;      // the main button is held
    bool pressed = false;   // it went down since the last frame
    bool released = false;
    int clicks = 0;         // of the press: 1 (with Ctrl: sentence), 2 (word), 3 (paragraph)
    bool shift = false, ctrl = false, alt = false;
    float wheel = 0;        // notches, positive away from the person
    float wheel_x = 0;      // sideways, positive to the right
    std::vector<app::Shortcut> keys;
    std::string typed;      // UTF-8, as the keyboard and its dead keys gave it
    std::vector<std::string> dropped;  // paths
    bool alt_tapped = false;           // Alt went down and up with nothing between
    notes::Milliseconds now = 0;       // steady

    // What is true at one moment only is gone in the next frame.
    void forget_moment() {
        pressed = released = alt_tapped = false;
        clicks = 0;
        wheel = wheel_x = 0;
        keys.clear();
        typed.clear();
        dropped.clear();
    }
};

}  // namespace katern::ui
