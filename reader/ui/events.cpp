#include "ui/events.h"

#include <cmath>

namespace katern::ui {
namespace {

constexpr notes::Milliseconds double_click_time = 400;
constexpr float double_click_distance = 5;

// A key that types a letter or sign; what it types comes as text behind it.
bool types(const app::Shortcut& key) { return key.key != app::key_none && key.key < app::key_left && !key.ctrl && !key.alt; }

}  // namespace

void EventQueue::take(Input& input, bool in_field) {
    bool button = false;   // a press or release is in this frame
    bool command = false;  // a key that may do something is in this frame
    bool letters = false;  // typing is in this frame
    while (!events_.empty()) {
        const Event& next = events_.front();
        switch (next.kind) {
            case Event::Kind::press:
            case Event::Kind::release:
                if (button || command || letters) return;
                button = true;
                break;
            case Event::Kind::move:
                if (button) return;  // the press is seen where it was
                break;
            case Event::Kind::key:
                if (next.key.key == app::key_none) break;
                if (button || command) return;
                if (in_field && types(next.key)) {
                    letters = true;
                    break;
                }
                if (letters) return;
                command = true;
                break;
            case Event::Kind::alt_tap:
                if (button || command || letters) return;
                command = true;
                break;
            case Event::Kind::drop:
            case Event::Kind::text:
            case Event::Kind::wheel:
            case Event::Kind::leave:
            case Event::Kind::nothing: break;
        }
        apply(next, input);
        events_.pop_front();
    }
}

void EventQueue::apply(const Event& event, Input& input) {
    switch (event.kind) {
        case Event::Kind::move: input.mouse = event.at; return;
        case Event::Kind::press: {
            const float moved = std::hypot(event.at.x - pressed_where_.x, event.at.y - pressed_where_.y);
            clicks_ = event.time - pressed_at_ < double_click_time && moved < double_click_distance ? clicks_ % 3 + 1 : 1;
            pressed_at_ = event.time;
            pressed_where_ = event.at;
            input.mouse = event.at;
            input.shift = event.key.shift;
            input.ctrl = event.key.ctrl;
            input.down = input.pressed = true;
            input.clicks = clicks_;
            return;
        }
        case Event::Kind::release:
            input.mouse = event.at;
            input.down = false;
            input.released = true;
            return;
        case Event::Kind::key:
            input.shift = event.key.shift;
            input.ctrl = event.key.ctrl;
            input.alt = event.key.alt;
            if (event.key.key != app::key_none) input.keys.push_back(event.key);
            return;
        case Event::Kind::text:
            text::append_utf8(input.typed, static_cast<char32_t>(event.code_point));
            // A sign such as ? stands on another key on every keyboard; as a command it is known by what it types.
            if (event.code_point == '?') input.keys.push_back({'?', false, false, false});
            return;
        case Event::Kind::wheel:
            // With Shift it goes sideways, as everywhere; Shift may be up again before the frame comes.
            (event.key.shift ? input.wheel_x : input.wheel) += event.key.shift ? -event.wheel : event.wheel;
            input.wheel_x += event.wheel_x;
            return;
        case Event::Kind::drop: input.dropped = event.paths; return;
        case Event::Kind::leave:
            if (!input.down) input.mouse = {-1, -1};
            return;
        case Event::Kind::alt_tap: input.alt_tapped = true; return;
        case Event::Kind::nothing: return;
    }
}

}  // namespace katern::ui
