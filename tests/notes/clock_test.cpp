#include "notes/clock.h"

#include <catch2/catch.hpp>
#include <cstdlib>

using namespace katern;
using namespace katern::notes;

namespace {

// KATERN_NOW for the length of a test.
struct Now {
    explicit Now(const char* value) { setenv("KATERN_NOW", value, 1); }
    ~Now() { unsetenv("KATERN_NOW"); }
};

}  // namespace

TEST_CASE("a clock goes on when the wall clock stands still") {
    const std::int64_t first = next_ticks(0, 1000);
    const std::int64_t second = next_ticks(first, 1000);
    CHECK(first == ticks_at(1000));
    CHECK(second == ticks_at(1000, 1));
}

TEST_CASE("a clock never goes back when somebody sets the wall clock back") {
    const std::int64_t late = next_ticks(0, 5'000'000);
    const std::int64_t after = next_ticks(late, 1'000'000);
    CHECK(after == late + 1);
    CHECK(Clock{after, 0}.milliseconds() == 5'000'000);
    CHECK(next_ticks(after, 5'000'001) == ticks_at(5'000'001));
}

TEST_CASE("a full counter borrows a millisecond") {
    const std::int64_t full = ticks_at(1000, 0xFFFF);
    const Clock next{next_ticks(full, 1000), 0};
    CHECK(next.milliseconds() == 1001);
    CHECK(next.counter() == 0);
}

TEST_CASE("of two writes at the same tick the device decides, on every machine alike") {
    CHECK(Clock{7, 1} < Clock{7, 2});
    CHECK(Clock{7, 2} < Clock{8, 1});
}

TEST_CASE("an item from more than two days ahead is too far ahead") {
    CHECK_FALSE(too_far_ahead(ticks_at(1000 + furthest_ahead), 1000));
    CHECK(too_far_ahead(ticks_at(1001 + furthest_ahead), 1000));
}

TEST_CASE("a device is written as sixteen hex digits") {
    CHECK(device_name(255) == "00000000000000ff");
    CHECK(device_from_name("00000000000000ff") == 255);
    CHECK_FALSE(device_from_name("ff"));
    CHECK_FALSE(device_from_name("00000000000000fg"));
}

TEST_CASE("times are written and read as ISO 8601") {
    CHECK(iso_8601(1'772'355'600'250) == "2026-03-01T09:00:00.250Z");
    CHECK(iso_8601(0) == "1970-01-01T00:00:00.000Z");
    CHECK(from_iso_8601("2026-03-01T09:00:00.250Z") == 1'772'355'600'250);
    CHECK(from_iso_8601("2026-03-01T10:00:00+01:00") == 1'772'355'600'000);
    CHECK(from_iso_8601("2026-03-01 09:00") == 1'772'355'600'000);
    CHECK(from_iso_8601("2026-03-01") == 1'772'323'200'000);
    for (const char* wrong : {"", "gisteren", "2026-02-30", "2026-03-01T", "2026-03-01T25:00Z", "2026-03-01T09:00Zx",
                              "2026-3-1", "2026-03-01T09:00:00.Z"})
        CHECK_FALSE(from_iso_8601(wrong));
}

TEST_CASE("KATERN_NOW sets the time of every command") {
    {
        const Now now("2026-03-01T09:00:00Z");
        CHECK(wall_clock().value() == 1'772'355'600'000);
    }
    {
        const Now now("1772355600000");
        CHECK(wall_clock().value() == 1'772'355'600'000);
    }
    const Now now("straks");
    const Result<Milliseconds> failed = wall_clock();
    REQUIRE_FALSE(failed);
    CHECK(say(failed.error(), Language::nl) ==
          "KATERN_NOW is geen tijdstip: straks. Schrijf bijvoorbeeld 2026-03-01T09:30:00Z.");
}
