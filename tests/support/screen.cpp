#include "support/screen.h"

#include <X11/Xlib.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace katern::test {
namespace {

bool is_installed(const std::string& program) {
    return run({"sh", "-c", "command -v " + program}).status == 0;
}

// X11's XWDFile.h: a header of big-endian words, `colours` of 12 bytes each, then rows of pixels.
struct XwdHeader {
    std::uint32_t header_size, colours, width, height, byte_order, bits, row_size;
};

XwdHeader header_of(const std::string& file) {
    const auto word = [&](std::size_t index) {
        const auto* p = reinterpret_cast<const unsigned char*>(file.data()) + index * 4;
        return static_cast<std::uint32_t>(p[0]) << 24 | static_cast<std::uint32_t>(p[1]) << 16 |
               static_cast<std::uint32_t>(p[2]) << 8 | p[3];
    };
    if (file.size() < 100) throw std::runtime_error("the screen has no pixels");
    return {word(0), word(19), word(4), word(5), word(7), word(11), word(12)};
}

}  // namespace

Pixel Shot::at(int x, int y) const {
    if (x < 0 || y < 0 || x >= width || y >= height) return {};
    const std::size_t at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4;
    return {rgba[at], rgba[at + 1], rgba[at + 2]};
}

std::string Screen::missing() {
    for (const char* program : {"Xvfb", "xdotool", "setxkbmap"})
        if (!is_installed(program)) return program;
    return {};
}

// Xvfb keeps its pixels in a file of its folder and says on a descriptor which display it took: nothing is guessed.
Screen::Screen(int width, int height, const std::vector<std::string>& server_options) : width_(width), height_(height) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::vector<std::string> words{"Xvfb",
                                   "-displayfd",
                                   std::to_string(ends[1]),
                                   "-screen",
                                   "0",
                                   std::to_string(width) + "x" + std::to_string(height) + "x24",
                                   "-fbdir",
                                   folder_.path(),
                                   "-nolisten",
                                   "tcp",
                                   "-noreset"};
    words.insert(words.end(), server_options.begin(), server_options.end());
    server_ = std::make_unique<Process>(words, Variables{}, ends[1]);
    ::close(ends[1]);
    std::string number;
    for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) number += c;
    ::close(ends[0]);
    if (number.empty()) throw std::runtime_error("Xvfb did not start: " + server_->errors());
    display_ = ":" + number;
}

Screen::~Screen() {
    // Asked to go, it takes its lock and its socket along.
    server_->send(SIGTERM);
    server_->wait(3s);
}

std::string Screen::pixels() const {
    return read_file(folder_.path() / "Xvfb_screen0");
}

Shot Screen::shot() const {
    return shot_of(pixels());
}

Shot Screen::shot_of(const std::string& file) const {
    const XwdHeader header = header_of(file);
    const std::size_t pixels = header.header_size + header.colours * 12U;
    if (header.bits != 32 || file.size() < pixels + std::size_t{header.row_size} * header.height)
        throw std::runtime_error("the screen's pixels have another form");
    Shot shot;
    shot.width = width_;
    shot.height = height_;
    shot.rgba.resize(std::size_t{header.width} * header.height * 4);
    std::uint8_t* to = shot.rgba.data();
    for (std::size_t y = 0; y < header.height; ++y) {
        const auto* from = reinterpret_cast<const std::uint8_t*>(file.data()) + pixels + y * header.row_size;
        for (std::size_t x = 0; x < header.width; ++x, from += 4, to += 4) {
            // byte_order 0: the least byte first, so blue, green, red.
            to[0] = header.byte_order == 0 ? from[2] : from[1];
            to[1] = header.byte_order == 0 ? from[1] : from[2];
            to[2] = header.byte_order == 0 ? from[0] : from[3];
            to[3] = 255;
        }
    }
    return shot;
}

Shot Screen::still(Duration so_long, Duration most) const {
    std::string last = pixels();
    auto since = std::chrono::steady_clock::now();
    eventually(
        [&] {
            std::string now = pixels();
            const auto moment = std::chrono::steady_clock::now();
            if (now == last) return moment - since >= so_long;
            last = std::move(now);
            since = moment;
            return false;
        },
        most);
    return shot_of(last);
}

Outcome Screen::xdotool(std::vector<std::string> words) const {
    words.insert(words.begin(), "xdotool");
    const Outcome outcome = run(words, {{"DISPLAY", display_}});
    if (outcome.status != 0 && words[1] != "search")
        throw std::runtime_error("xdotool " + words[1] + ": " + outcome.errors);
    return outcome;
}

void Screen::keyboard(const std::vector<std::string>& layout) {
    std::vector<std::string> words{"setxkbmap"};
    words.insert(words.end(), layout.begin(), layout.end());
    const Outcome outcome = run(words, {{"DISPLAY", display_}});
    if (outcome.status != 0) throw std::runtime_error("setxkbmap: " + outcome.errors);
}

void Screen::move(Point to) const {
    xdotool({"mousemove", std::to_string(to.x), std::to_string(to.y)});
}

void Screen::click(Point at, int times) const {
    xdotool({"mousemove", std::to_string(at.x), std::to_string(at.y), "sleep", "0.06", "click", "--repeat",
             std::to_string(times), "--delay", "60", "1"});
}

void Screen::drag(Point from, Point to) const {
    std::vector<std::string> words{
        "mousemove", std::to_string(from.x), std::to_string(from.y), "sleep", "0.06", "mousedown", "1"};
    constexpr int steps = 8;
    for (int i = 1; i <= steps; ++i) {
        const Point at{from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps};
        words.insert(words.end(), {"sleep", "0.02", "mousemove", std::to_string(at.x), std::to_string(at.y)});
    }
    words.insert(words.end(), {"sleep", "0.06", "mouseup", "1"});
    xdotool(words);
}

void Screen::wheel(int notches, const std::string& held) const {
    std::vector<std::string> words;
    if (!held.empty()) words = {"keydown", held};
    words.insert(words.end(), {"click", "--repeat", std::to_string(std::abs(notches)), "--delay", "30", notches > 0 ? "5" : "4"});
    if (!held.empty()) words.insert(words.end(), {"keyup", held});
    xdotool(words);
}

void Screen::wheel_sideways(int notches) const {
    xdotool({"click", "--repeat", std::to_string(std::abs(notches)), "--delay", "30", notches > 0 ? "7" : "6"});
}

void Screen::keys(const std::vector<std::string>& names) const {
    std::vector<std::string> words{"key", "--delay", "40"};
    words.insert(words.end(), names.begin(), names.end());
    xdotool(words);
}

void Screen::type(const std::string& letters, Duration apart) const {
    xdotool({"type", "--delay", std::to_string(apart.count()), letters});
}

std::string Screen::window_of(const Process& process, Duration most) const {
    std::string found;
    eventually(
        [&] {
            const Outcome outcome =
                xdotool({"search", "--onlyvisible", "--all", "--pid", std::to_string(process.id()), "--name", "."});
            found = outcome.output.substr(0, outcome.output.find('\n'));
            return !found.empty();
        },
        most);
    return found;
}

bool Screen::focus(const std::string& window) const {
    return run({"xdotool", "windowfocus", "--sync", window}, {{"DISPLAY", display_}}, 3s).status == 0;
}

void Screen::resize(const std::string& window, int width, int height) const {
    xdotool({"windowsize", window, std::to_string(width), std::to_string(height)});
}

void Screen::place(const std::string& window, int x, int y) const {
    xdotool({"windowmove", window, std::to_string(x), std::to_string(y)});
}

// ICCCM 4.2.8.1: what a window manager sends when the cross is pressed.
void Screen::close(const std::string& window) const {
    Display* server = XOpenDisplay(display_.c_str());
    if (!server) throw std::runtime_error("no connection to the screen");
    XEvent message{};
    message.xclient.type = ClientMessage;
    message.xclient.window = std::stoul(window);
    message.xclient.message_type = XInternAtom(server, "WM_PROTOCOLS", False);
    message.xclient.format = 32;
    message.xclient.data.l[0] = static_cast<long>(XInternAtom(server, "WM_DELETE_WINDOW", False));
    message.xclient.data.l[1] = CurrentTime;
    XSendEvent(server, message.xclient.window, False, NoEventMask, &message);
    XCloseDisplay(server);
}

}  // namespace katern::test
