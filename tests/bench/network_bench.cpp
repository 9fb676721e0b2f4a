// What a network of forty people with five hundred marks each costs: opening Samen, and turning a page with everyone's
// marks shown. Figures beside those of a tenth of the marks, per mark; milliseconds are printed and judge nothing.
#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>

#include "app/network_look.h"
#include "app/reader.h"
#include "draw/draw.h"
#include "support/folder.h"
#include "support/many_people.h"
#include "support/no_canvas.h"
#include "ui/views.h"

namespace {

using namespace katern;

constexpr double frame_ms = 1'000.0 / 60;

double processor_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double wall_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

class Window {
public:
    explicit Window(const std::string& folder) : reader_(options(folder), nullptr) {}
    app::Reader& reader() { return reader_; }
    // One round of the window's loop; how long this thread worked on it.
    double round() {
        const double before = processor_ms();
        static_cast<void>(reader_.tick());
        ui::Ui ui(canvas_, reader_.theme(), reader_, input_, memory_);
        ui::draw_all(ui, {1280, 800});
        input_.forget_moment();
        return processor_ms() - before;
    }
    void until(const std::function<bool()>& so) {
        for (int i = 0; i < 60'000 && !so(); ++i) {
            round();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        REQUIRE(so());
    }

private:
    static app::LaunchOptions options(const std::string& folder) {
        app::LaunchOptions out;
        out.data = folder;
        return out;
    }
    katern::test::NoCanvas canvas_;
    ui::Input input_;
    ui::Memory memory_;
    app::Reader reader_;
};

struct Costs {
    double opening_ms = 0;  // Samen, from the command until it is shown, by the clock on the wall
    double shown_ms = 1e9;  // a frame of Samen
    double turn_ms = 0;     // the dearest of twenty turns of the page
    double chapter_ms = 0;  // the dearest of going to another chapter
};

Costs measure(const std::string& folder, std::size_t marks) {
    Costs costs;
    Window window(folder);
    app::Reader& reader = window.reader();
    window.until([&] { return reader.layout && reader.row && reader.known_book() && reader.notes.size() == marks; });
    reader.title_page = false;
    reader.peers.shown = true;
    for (int i = 0; i < 5; ++i) window.round();
    for (int turn = 0; turn < 20; ++turn) {
        const double before = processor_ms();
        reader.turn_page(1);
        const double turned = processor_ms() - before;
        costs.turn_ms = std::max(costs.turn_ms, turned + window.round());
    }
    for (int chapter = 0; chapter < 3; ++chapter) {
        const double before = processor_ms();
        reader.next_chapter();
        const double gone = processor_ms() - before;
        costs.chapter_ms = std::max(costs.chapter_ms, gone + window.round());
    }
    const double start = wall_ms();
    reader.network_look->open();
    window.until([&] { return reader.together && reader.together->all; });
    costs.opening_ms = wall_ms() - start + window.round();
    for (int i = 0; i < 10; ++i) costs.shown_ms = std::min(costs.shown_ms, window.round());
    return costs;
}

void print(const char* figure, double many, double few, double marks_ratio, double frames) {
    std::printf("{\"figure\": \"%s\", \"ratio_per_mark\": %.2f, \"milliseconds\": %.1f, \"share_of_a_frame\": %.2f}\n",
                figure, many / few / marks_ratio, many, frames);
    std::fflush(stdout);
}

}  // namespace

TEST_CASE("a network of forty people with five hundred marks each", "[network]") {
    constexpr std::size_t people = 40, each = 500, few_each = 50;
    const test::Folder folder;
    test::fill_with_people(folder.path("few"), people, few_each);
    test::fill_with_people(folder.path("many"), people, each);
    const Costs few = measure(folder.path("few"), people * few_each),
                many = measure(folder.path("many"), people * each);
    constexpr double times = static_cast<double>(each) / few_each;
    print("opening Samen with 20,000 marks, times 2,000", many.opening_ms, few.opening_ms, times,
          many.opening_ms / frame_ms);
    print("a frame of Samen with 20,000 marks, times 2,000", many.shown_ms, few.shown_ms, times,
          many.shown_ms / frame_ms);
    print("turning a page with everyone's marks, times a tenth of them", many.turn_ms, few.turn_ms, times,
          many.turn_ms / frame_ms);
    print("going to the next chapter with everyone's marks, times a tenth of them", many.chapter_ms, few.chapter_ms,
          times, many.chapter_ms / frame_ms);
    // What grows faster than the marks do is not read once but over and over.
    CHECK(many.opening_ms < 3 * times * few.opening_ms);
    // A page shows what is on it: ten times the marks must not cost ten times as much.
    CHECK(many.turn_ms < 6 * few.turn_ms);
    CHECK(many.shown_ms < 6 * few.shown_ms);
}
