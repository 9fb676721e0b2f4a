// Reading comfort by keyboard alone, in a real window: the palette, a theme, full screen, a second window, and where it stood.
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "e2e/desk.h"

namespace {

using namespace katern;
using namespace katern::test;

std::set<std::string> windows_on(const Desk& desk) {
    const Outcome outcome = run({"xdotool", "search", "--onlyvisible", "--class", "katern"}, desk.variables());
    std::istringstream lines(outcome.output);
    std::set<std::string> found;
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) found.insert(line);
    return found;
}

}  // namespace

TEST_CASE("by keyboard alone: a theme from the palette, full screen and back, and a second window on the same notes") {
    if (!can_have_a_screen()) return;
    Desk desk;
    Screen& screen = desk.screen();
    desk.open();
    begin_reading(desk);
    Twin twin = desk.twin();
    screen.move({1270, 790});

    screen.keys({"ctrl+k"});
    screen.still();
    screen.type("kleuren donker");
    desk.look("80-palette");
    screen.keys({"Return"});
    twin.run("theme.dark");
    CHECK(desk.looks_like(twin, "81-dark-from-palette"));

    screen.keys({"F11"});
    twin.run("view.full_screen");
    twin.reader().message.clear();
    twin.draw();
    CHECK(eventually([&] { return desk.looks_like(twin, "82-full-screen"); }, 20s));
    screen.keys({"Escape"});
    twin.run("close");
    CHECK(desk.looks_like(twin, "83-back-from-full-screen"));

    const std::set<std::string> before = windows_on(desk);
    REQUIRE(before.size() == 1);
    screen.keys({"ctrl+n"});
    CHECK(eventually([&] { return windows_on(desk).size() == 2; }, 20s));
    for (const std::string& window : windows_on(desk))
        if (!before.contains(window)) screen.close(window);
    CHECK(eventually([&] { return windows_on(desk).size() == 1; }, 20s));
    CHECK(desk.close() == 0);
}

TEST_CASE("a window comes back where it stood on this screen, as large as it was") {
    if (!can_have_a_screen()) return;
    Desk desk(1600, 1000);
    Screen& screen = desk.screen();
    desk.open();
    screen.resize(desk.window(), 1024, 700);
    screen.place(desk.window(), 200, 120);
    screen.still();
    CHECK(desk.close() == 0);
    desk.open();
    const Outcome geometry = run({"xdotool", "getwindowgeometry", "--shell", desk.window()}, desk.variables());
    INFO(geometry.output);
    CHECK(geometry.output.find("X=200\nY=120\nWIDTH=1024\nHEIGHT=700\n") != std::string::npos);
    CHECK(desk.close() == 0);
}
