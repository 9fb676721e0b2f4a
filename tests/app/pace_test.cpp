#include "app/pace.h"

#include <catch2/catch.hpp>

using namespace katern;
using katern::app::Pace;

namespace {

// Pages of 100 words of 5 bytes.
constexpr std::size_t page_bytes = 500;

std::string text_of(std::size_t pages) {
    std::string text;
    for (std::size_t i = 0; i < pages * 100; ++i) text += "abcd ";
    return text;
}

Pace::View page(std::size_t number) {
    return {0, {number * page_bytes, (number + 1) * page_bytes}};
}

// Turns pages, each after so many seconds; returns how many counted.
struct PacedReading {
    Pace pace;
    std::string text = text_of(100);
    notes::Milliseconds now = 1'000'000;
    std::size_t at = 0;

    PacedReading() { pace.shows(page(0), text, now); }
    bool turn(int seconds) {
        now += seconds * 1000;
        return pace.shows(page(++at), text, now);
    }
};

}  // namespace

TEST_CASE("nothing is said of the pace before ten pages count") {
    PacedReading reading;
    for (int i = 0; i < 9; ++i) CHECK(reading.turn(30));
    CHECK_FALSE(reading.pace.words_a_minute());
    CHECK(reading.turn(30));
    CHECK(reading.pace.words_a_minute() == 200);
}

TEST_CASE("a page shown for less than three seconds or more than three hundred doesn't count") {
    PacedReading reading;
    CHECK_FALSE(reading.turn(2));
    CHECK(reading.turn(3));
    CHECK(reading.turn(300));
    CHECK_FALSE(reading.turn(301));
    for (int i = 0; i < 50; ++i) CHECK_FALSE(reading.turn(1));
    CHECK_FALSE(reading.pace.words_a_minute());
}

TEST_CASE("one page that was dreamt over changes nothing") {
    PacedReading reading;
    for (int i = 0; i < 12; ++i) reading.turn(30);
    reading.turn(290);
    reading.turn(4);
    CHECK(reading.pace.words_a_minute() == 200);
}

TEST_CASE("going back, and a jump, begin a page afresh") {
    PacedReading reading;
    reading.now += 20'000;
    CHECK_FALSE(reading.pace.shows(page(40), reading.text, reading.now));
    reading.now += 20'000;
    CHECK_FALSE(reading.pace.shows(page(39), reading.text, reading.now));
    reading.now += 20'000;
    CHECK_FALSE(reading.pace.shows({1, {0, page_bytes}}, reading.text, reading.now));
    CHECK(reading.pace.row().empty());
}

TEST_CASE("scrolling counts a page for each screen that went by, however small the steps") {
    Pace pace;
    const std::string text = text_of(100);
    notes::Milliseconds now = 0;
    std::size_t counted = 0;
    for (std::size_t byte = 0; byte < 20 * page_bytes; byte += 50) {
        counted += pace.shows({0, {byte, byte + page_bytes}}, text, now) ? 1 : 0;
        now += 3'000;
    }
    CHECK(counted >= 18);
    CHECK(counted <= 24);
    CHECK(pace.words_a_minute() == 200);
}

TEST_CASE("what lies under a sheet isn't being read") {
    PacedReading reading;
    reading.now += 20'000;
    reading.pace.look_away();
    CHECK_FALSE(reading.pace.shows(page(0), reading.text, reading.now));
    CHECK_FALSE(reading.turn(2));
}

TEST_CASE("a pace is remembered as a row, and a row that means nothing is none") {
    PacedReading reading;
    for (int i = 0; i < 11; ++i) reading.turn(20 + i);
    CHECK(Pace::from_row(reading.pace.row()).words_a_minute() == reading.pace.words_a_minute());
    CHECK(Pace::from_row("200 200 x 999999 -3  200").row() == "200 200 200");
    CHECK(Pace::from_row("").row().empty());
}
