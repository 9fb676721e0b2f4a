// How many frames a person waits for another page, or for the same one in another size. What is counted is how often the window comes
// round; what the processor needs for it stands beside that, as a share of a frame at 60 Hz, and judges nothing.
#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "app/reader.h"
#include "paths.h"
#include "support/folder.h"

namespace {

using namespace katern;

constexpr double frame_ms = 1'000.0 / 60;
constexpr int most_frames_of_a_turn = 1, most_frames_of_a_size = 2;

double processor_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// All of one kind of wait.
struct Waits {
    std::vector<double> ms;
    int most_frames = 0;

    template <class Act, class Shown>
    void add(app::Reader& reader, const Act& act, const Shown& shown) {
        constexpr int given_up = 60;
        const double start = processor_ms();
        act();
        int frames = 0;
        bool there = false;
        while (!there && frames < given_up) {
            static_cast<void>(reader.tick());
            const app::PageFrame frame = reader.frame();
            ++frames;
            there = shown(frame);
        }
        ms.push_back(processor_ms() - start);
        most_frames = std::max(most_frames, frames);
    }
    void print(const char* figure) {
        std::sort(ms.begin(), ms.end());
        std::printf("{\"figure\": \"%s\", \"count\": %zu, \"most_frames\": %d, \"median_share_of_a_frame\": %.2f, \"largest_share_of_a_frame\": %.2f}\n",
                    figure, ms.size(), most_frames, ms[ms.size() / 2] / frame_ms, ms.back() / frame_ms);
        std::fflush(stdout);
    }
};

// Whether all that the frame shows has its lines.
bool is_filled(const app::PageFrame& frame) {
    return frame.layout->is_set(std::max(0.0F, frame.view_top), std::min(frame.layout->height(), frame.view_top + frame.view_height));
}

app::LaunchOptions options_for(const std::string& book, const test::Folder& folder) {
    app::LaunchOptions options;
    options.book = book;
    options.data = folder.path("data");
    return options;
}

void turn_pages(app::Reader& reader) {
    app::Settings changed = reader.settings;
    changed.flow = app::Flow::pages;
    reader.change_settings(changed);
}

}  // namespace

TEST_CASE("in a 3 MB book a page is turned within one frame, and another type size is there within two") {
    const std::string path = KATERN_SHARED_DIR "/data/large/war-and-peace.md";
    if (!std::filesystem::exists(path)) {
        WARN("skipped: " << path << " is not there");
        return;
    }
    const test::Folder folder;
    app::Reader reader(options_for(path, folder), nullptr);
    REQUIRE(reader.layout);
    turn_pages(reader);
    Waits turns, sizes;
    for (int round = 0; round < 8; ++round) {
        // From somewhere that was never shown, in a chapter that is not set whole yet.
        reader.go_to({0, reader.chapter->text.size() / 9 * static_cast<std::size_t>(round)});
        for (int i = 0; i < 20; ++i) {
            const std::size_t before = reader.place().byte;
            turns.add(reader, [&] { reader.turn_page(1); }, [&](const app::PageFrame& frame) { return reader.place().byte > before && is_filled(frame); });
        }
        const app::Px size = round % 2 == 0 ? 22.0F : 18.5F;
        sizes.add(reader, [&] { reader.set_size(size); },
                  [&](const app::PageFrame& frame) { return frame.layout->style().size == size && is_filled(frame); });
    }
    turns.print("turning a page of a 3 MB book");
    sizes.print("another type size in a 3 MB book");
    CHECK(turns.most_frames <= most_frames_of_a_turn);
    CHECK(sizes.most_frames <= most_frames_of_a_size);
}

TEST_CASE("turning the page across a chapter's border takes one frame, and the chapter was set before") {
    const test::Folder folder;
    app::Reader reader(options_for("@katern", folder), nullptr);
    REQUIRE(reader.layout);
    turn_pages(reader);
    Waits turns;
    std::size_t set_before = 0, borders = 0;
    for (; reader.chapter_index + 1 < reader.book->chapters.size() && borders < 10; ++borders) {
        const auto& next = **reader.book->chapter(reader.chapter_index + 1);
        for (int i = 0; i < 2'000 && !reader.ahead(next); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            static_cast<void>(reader.tick());
        }
        const auto ready = reader.ahead(next);
        reader.to_end();
        const std::size_t here = reader.chapter_index;
        turns.add(reader, [&] { reader.turn_page(1); }, [&](const app::PageFrame& frame) { return reader.chapter_index == here + 1 && is_filled(frame); });
        if (ready && reader.layout == ready) ++set_before;
    }
    turns.print("turning the page to the next chapter");
    CHECK(turns.most_frames <= most_frames_of_a_turn);
    CHECK(set_before == borders);
}
