// What came in, in order, and how much of it one frame may see. A view sees a frame's input as a whole; what belongs to two
// moments (press and release, a command's key and the typing after it) must not meet in one frame, however slow that frame is.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "ui/input.h"

namespace katern::ui {

struct Event {
    enum class Kind : std::uint8_t { nothing, move, press, release, key, text, wheel, drop, leave, alt_tap };
    Kind kind = Kind::nothing;
    typeset::Point at;                 // move, press, release: px at 100%
    app::Shortcut key;                 // key; its modifiers also for press, release and wheel
    std::uint32_t code_point = 0;      // text
    float wheel = 0, wheel_x = 0;
    std::vector<std::string> paths;    // drop
    notes::Milliseconds time = 0;      // press: steady
};

class EventQueue {
public:
    void push(Event event) { events_.push_back(std::move(event)); }
    [[nodiscard]] bool empty() const { return events_.empty(); }
    // Moves the next moment into `input`. `in_field`: a field has the keyboard, so letters in a row are one moment.
    void take(Input& input, bool in_field);

private:
    void apply(const Event& event, Input& input);
    std::deque<Event> events_;
    notes::Milliseconds pressed_at_ = 0;
    typeset::Point pressed_where_;
    int clicks_ = 0;
};

}  // namespace katern::ui
