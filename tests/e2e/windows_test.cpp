// The window itself: two of them, its themes and sizes, and starts that go wrong.
#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "e2e/desk.h"
#include "paths.h"

namespace {

using namespace katern;
using namespace katern::test;

long ticks_in(Process& program, Duration time) {
    const long before = program.usage().ticks;
    std::this_thread::sleep_for(time);
    return program.usage().ticks - before;
}

// One sentence (or two) on one line, naming what it is about.
void check_sentence(const std::string& errors) {
    INFO("“" << errors << "”");
    CHECK(errors.size() > 20);
    CHECK(errors.ends_with(".\n"));
    CHECK(std::count(errors.begin(), errors.end(), '\n') == 1);
}

}  // namespace

TEST_CASE("a mark made in one window shows in another within a second") {
    if (!can_have_a_screen()) return;
    constexpr int second_x = 1280;
    Desk desk(2 * second_x, 800);
    Screen& screen = desk.screen();
    desk.open();
    begin_reading(desk);
    Process other({KATERN_BINARY}, desk.variables());
    const std::string window = screen.window_of(other);
    REQUIRE_FALSE(window.empty());
    screen.place(window, second_x, 0);
    screen.still();

    Twin twin = desk.twin();
    const text::Range words = words_in_sight(twin, 60);
    const draw::Color ground = draw::theme(draw::ThemeName::light).of(draw::Category::actie).ground;
    const auto in_other = [&] {
        Shot right = screen.shot();
        Shot half;
        half.width = second_x;
        half.height = right.height;
        for (int y = 0; y < right.height; ++y) {
            const auto row = right.rgba.begin() + (static_cast<std::ptrdiff_t>(y) * right.width + second_x) * 4;
            half.rgba.insert(half.rgba.end(), row, row + std::ptrdiff_t{second_x} * 4);
        }
        return half;
    };
    screen.focus(desk.window());
    screen.drag(twin.start_of(words), twin.end_of(words));
    screen.keys({"3"});
    // Counted from the moment at which the first one shows it.
    REQUIRE(eventually([&] { return twin.share_of(screen.shot(), words, ground) > 0.4; }));
    CHECK(eventually([&] { return twin.share_of(in_other(), words, ground) > 0.4; }, 1s));
    desk.look("20-two-windows");

    SECTION("and both are at rest afterwards, without asking again and again") {
        std::this_thread::sleep_for(8s);  // until the message at the foot has gone
        CHECK(ticks_in(desk.katern(), 3s) <= 1);
        CHECK(ticks_in(other, 3s) <= 1);
    }
    SECTION("and a theme that is chosen in the first shows in the second, with the mark where it was") {
        screen.keys({"F6"});
        const draw::Color sepia = draw::theme(draw::ThemeName::sepia).of(draw::Category::actie).ground;
        CHECK(eventually([&] { return twin.share_of(in_other(), words, sepia) > 0.4; }));
        desk.look("21-sepia-in-both");
    }
    SECTION("and undoing it in the first takes it away in the second") {
        screen.keys({"ctrl+z"});
        CHECK(eventually([&] { return twin.share_of(in_other(), words, ground) < 0.01; }));
    }
    screen.close(window);
    CHECK(other.wait(10s) == 0);
    CHECK(desk.close() == 0);
}

TEST_CASE("themes, sizes, pages, contents, finding and going back look on the screen as they do in memory") {
    if (!can_have_a_screen()) return;
    Desk desk;
    Screen& screen = desk.screen();
    desk.open();
    begin_reading(desk);
    Twin twin = desk.twin();
    screen.move({1270, 400});

    const auto press = [&](const std::string& key, const std::string& command, const std::string& name) {
        screen.keys({key});
        twin.run(command);
        CHECK(desk.looks_like(twin, name));
    };
    press("F6", "view.theme", "30-sepia");
    press("F6", "view.theme", "31-dark");
    press("F6", "view.theme", "32-light");
    press("ctrl+plus", "size.larger", "33-larger");
    press("ctrl+plus", "size.larger", "34-larger-still");
    press("ctrl+minus", "size.smaller", "35-smaller");
    press("ctrl+0", "size.normal", "36-normal");
    press("Next", "page.next", "37-next");
    press("space", "page.next", "38-space");
    press("Down", "line.down", "39-down");
    press("Prior", "page.previous", "40-previous");
    press("End", "chapter.end", "41-end");
    press("Home", "chapter.start", "42-home");
    press("F9", "view.flow", "43-pages");
    press("Next", "page.next", "44-second-page");
    press("F9", "view.flow", "45-scroll");
    press("Home", "chapter.start", "46-home");

    screen.keys({"ctrl+t"});
    twin.run("view.contents");
    CHECK(desk.looks_like(twin, "47-contents"));
    const std::string second = "02-randvoorwaarden";
    screen.click(twin.item("contents/" + second));
    twin.reader().go_to({twin.reader().book->find(second).value(), 0});
    screen.move({1270, 400});
    CHECK(desk.looks_like(twin, "48-chapter-by-contents"));
    screen.keys({"ctrl+t"});
    twin.run("view.contents");
    press("alt+Left", "go.back", "49-back");

    screen.keys({"ctrl+f"});
    screen.still();
    screen.type("netwerk");
    desk.look("50-find");
    screen.keys({"Return", "Return", "Escape"});
    desk.look("51-found");
    CHECK(desk.close() == 0);
}

TEST_CASE("a window of any size shows a page and comes to rest") {
    if (!can_have_a_screen()) return;
    Desk desk;
    Screen& screen = desk.screen();
    desk.open();
    begin_reading(desk);
    screen.move({1270, 790});
    const std::vector<std::pair<int, int>> sizes{{900, 600}, {640, 480}, {480, 360}, {1280, 800}};
    for (const auto& [width, height] : sizes) {
        screen.resize(desk.window(), width, height);
        Twin twin = desk.twin(width, height);
        CHECK(desk.looks_like(twin, "60-" + std::to_string(width) + "x" + std::to_string(height)));
        REQUIRE(desk.katern().running());
    }
    screen.keys({"F8"});
    desk.look("61-notes-panel");
    screen.resize(desk.window(), 640, 480);
    desk.look("62-notes-panel-640x480");
    screen.keys({"F8", "ctrl+t"});
    desk.look("63-contents-640x480");
    screen.keys({"ctrl+t"});
    screen.resize(desk.window(), 1280, 800);
    for (const char* key : {"F1", "ctrl+o", "ctrl+e", "ctrl+comma", "F10"}) {
        screen.keys({key});
        desk.look(std::string("64-") + key);
        screen.keys({"Escape"});
        screen.still();
        REQUIRE(desk.katern().running());
    }
    std::this_thread::sleep_for(2s);
    CHECK(ticks_in(desk.katern(), 3s) <= 1);
    CHECK(desk.close() == 0);
}

TEST_CASE("a book that does not exist gives one sentence, on standard error and in the window") {
    if (!can_have_a_screen()) return;
    Desk desk;
    desk.open({"/nergens/een-boek"});
    std::string errors = desk.katern().errors();
    errors = errors.substr(0, errors.find("first-page-ms"));
    check_sentence(errors);
    CHECK(errors.find("/nergens/een-boek") != std::string::npos);
    Twin twin(desk.data(), 1280, 800, "/nergens/een-boek");
    CHECK(desk.looks_like(twin, "70-no-such-book"));
    CHECK(desk.close() == 0);
}

TEST_CASE("without a screen the program says so and ends") {
    TemporaryFolder home;
    const Outcome outcome = run({KATERN_BINARY}, {{"DISPLAY", std::nullopt},
                                                  {"WAYLAND_DISPLAY", std::nullopt},
                                                  {"HOME", home.path()},
                                                  {"KATERN_DATA", home.path() / "data"},
                                                  {"DBUS_SESSION_BUS_ADDRESS", "disabled:"}});
    CHECK(outcome.status == 1);
    CHECK(outcome.output.empty());
    check_sentence(outcome.errors);
}

TEST_CASE("on a screen without OpenGL 3 the program says so and ends") {
    if (!can_have_a_screen()) return;
    SECTION("no OpenGL at all") {
        Desk desk(1280, 800, {"-extension", "GLX"});
        const Outcome outcome = run({KATERN_BINARY}, desk.variables());
        CHECK(outcome.status == 1);
        check_sentence(outcome.errors);
    }
    SECTION("an older one") {
        Desk desk;
        Variables old = desk.variables();
        old["MESA_GL_VERSION_OVERRIDE"] = "2.1";
        const Outcome outcome = run({KATERN_BINARY}, old);
        CHECK(outcome.status == 1);
        check_sentence(outcome.errors);
    }
}

TEST_CASE("notes that can't be kept are said so in the window, and the file stays as it was") {
    if (!can_have_a_screen()) return;
    Desk desk;
    std::filesystem::create_directories(desk.data());
    const std::filesystem::path file = desk.data() / "katern.db";
    const Outcome made =
        run({"sh", "-c", "printf 'Dit is geen database, maar wel iemands werk.' > '" + file.string() + "'"});
    REQUIRE(made.status == 0);
    const std::string before = read_file(file);
    desk.open();
    desk.look("71-not-a-database");
    CHECK(desk.close() == 0);
    bool found = false;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(desk.data()))
        if (entry.is_regular_file() && read_file(entry.path()) == before) found = true;
    CHECK(found);
}
