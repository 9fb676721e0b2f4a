// What a hundred thousand notes cost a person who only opens the book. What the window's thread needs is printed as a
// share of a frame at 60 Hz and judges nothing; judged is how often the window comes round with nothing to show.
#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <thread>

#include "app/reader.h"
#include "support/folder.h"
#include "support/many_notes.h"

namespace {

using namespace katern;

constexpr double frame_ms = 1'000.0 / 60;

double processor_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Opening {
    double first_page_ms = 0;     // until there is a page, of this thread
    double largest_round_ms = 0;  // of the window's loop while the notes came in
    std::size_t at_first = 0;     // notes that were there before all were
};

// `all`: goes on until all notes are there.
Opening open(const std::string& folder, std::size_t count, bool all) {
    Opening opening;
    app::LaunchOptions options;
    options.data = folder;
    const double start = processor_ms();
    app::Reader reader(options, nullptr);
    REQUIRE(reader.layout);
    opening.first_page_ms = processor_ms() - start;
    if (!all) return opening;
    for (int i = 0; i < 60'000 && reader.notes.size() < count; ++i) {
        if (!reader.notes.empty()) opening.at_first = reader.notes.size();
        const double before = processor_ms();
        static_cast<void>(reader.tick());
        static_cast<void>(reader.frame());
        opening.largest_round_ms = std::max(opening.largest_round_ms, processor_ms() - before);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    REQUIRE(reader.notes.size() == count);
    // And a page turn among all of them.
    const double before = processor_ms();
    reader.turn_page(1);
    static_cast<void>(reader.tick());
    static_cast<void>(reader.frame());
    opening.largest_round_ms = std::max(opening.largest_round_ms, processor_ms() - before);
    return opening;
}

}  // namespace

TEST_CASE(
    "a book with a hundred thousand notes opens as one with ten does, and its notes come without holding up a frame") {
    constexpr std::size_t many = 100'000;
    const test::Folder folder;
    test::fill_with_notes(folder.path("ten"), 10);
    test::fill_with_notes(folder.path("many"), many);
    double ten_ms = 1e9, many_ms = 1e9;
    Opening last;
    constexpr int runs = 5;
    for (int run = 0; run < runs; ++run) {
        ten_ms = std::min(ten_ms, open(folder.path("ten"), 10, false).first_page_ms);
        last = open(folder.path("many"), many, run + 1 == runs);
        many_ms = std::min(many_ms, last.first_page_ms);
    }
    std::printf(
        "{\"figure\": \"opening a book with 100,000 notes, times one with ten\", \"ratio\": %.2f, "
        "\"largest_share_of_a_frame\": %.2f, "
        "\"notes_of_the_chapter_in_sight\": %zu}\n",
        many_ms / ten_ms, last.largest_round_ms / frame_ms, last.at_first);
    std::fflush(stdout);
    CHECK(many_ms < 1.3 * ten_ms);
    CHECK(last.at_first <= 1'000);
}
