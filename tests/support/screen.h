// A screen of the test's own (Xvfb, without a window manager, so that windows stand at its top left) with a mouse and a
// keyboard (xdotool). Points are device pixels of the screen.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "support/process.h"

namespace katern::test {

struct Point {
    int x = 0, y = 0;
};
struct Pixel {
    std::uint8_t r = 0, g = 0, b = 0;
    bool operator==(const Pixel&) const = default;
};

// What stood on a screen at one moment.
struct Shot {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
    [[nodiscard]] Pixel at(int x, int y) const;
    bool operator==(const Shot&) const = default;
};

class Screen {
public:
    // Empty when it runs; else why there can be none here (a program that is not installed).
    [[nodiscard]] static std::string missing();

    explicit Screen(int width = 1280, int height = 800, const std::vector<std::string>& server_options = {});
    ~Screen();
    [[nodiscard]] const std::string& display() const { return display_; }
    [[nodiscard]] Shot shot() const;
    // Waits until it has stood still for so long; the last picture then.
    Shot still(Duration so_long = 250ms, Duration most = 10s) const;

    // "setxkbmap" words, such as {"us", "-variant", "intl"}.
    void keyboard(const std::vector<std::string>& layout);
    void move(Point to) const;
    void click(Point at, int times = 1) const;
    // Down at `from`, in some steps to `to`, up.
    void drag(Point from, Point to) const;
    // Positive: down, or to the right. `held`: a key that is down meanwhile ("shift").
    void wheel(int notches, const std::string& held = {}) const;
    void wheel_sideways(int notches) const;
    void keys(const std::vector<std::string>& names) const;  // "ctrl+q", "Page_Down", "dead_diaeresis"
    void type(const std::string& letters, Duration apart = 12ms) const;

    // The window of a process, once it is there; "" when none came.
    [[nodiscard]] std::string window_of(const Process& process, Duration most = 20s) const;
    bool focus(const std::string& window) const;  // false: it is not there any more
    void resize(const std::string& window, int width, int height) const;
    void place(const std::string& window, int x, int y) const;
    void close(const std::string& window) const;  // asks it, as the cross of a window does

private:
    Outcome xdotool(std::vector<std::string> words) const;
    [[nodiscard]] std::string pixels() const;  // as the server keeps them, with their header
    [[nodiscard]] Shot shot_of(const std::string& file) const;

    TemporaryFolder folder_;
    int width_, height_;
    std::string display_;
    std::unique_ptr<Process> server_;
};

}  // namespace katern::test
