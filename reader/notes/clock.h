// When something was written, in an order that all devices agree on: a hybrid logical clock (Kulkarni et al. 2014,
// "Logical Physical Clocks"). 48 bits of UTC milliseconds, 16 bits of counter, then the device. Knows no database.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "words/word.h"

namespace katern::notes {

// Milliseconds since 1970-01-01 00:00 UTC.
using Milliseconds = std::int64_t;

// A device's own random number. The highest bit is 0, so that the order is the same as a number, in SQLite and as hex
// digits.
using Device = std::int64_t;
[[nodiscard]] std::string device_name(Device device);                        // 16 hex digits, as it is exchanged
[[nodiscard]] std::optional<Device> device_from_name(std::string_view hex);  // nothing when it isn't 16 hex digits

struct Clock {
    std::int64_t ticks = 0;  // milliseconds << 16 | counter
    Device device = 0;

    [[nodiscard]] Milliseconds milliseconds() const { return ticks >> 16; }
    [[nodiscard]] std::uint16_t counter() const { return static_cast<std::uint16_t>(ticks & 0xFFFF); }
    auto operator<=>(const Clock&) const = default;
};
[[nodiscard]] constexpr std::int64_t ticks_at(Milliseconds at, std::uint16_t counter = 0) {
    return at * 65536 + counter;
}

// The next value after `last` when the wall clock says `now`: never less than or equal to `last`, also when the wall
// clock goes back; a counter that is full borrows from the milliseconds.
[[nodiscard]] std::int64_t next_ticks(std::int64_t last, Milliseconds now);

// An item further ahead than this is refused and never moves our clock.
inline constexpr Milliseconds furthest_ahead = 48LL * 60 * 60 * 1000;
[[nodiscard]] constexpr bool too_far_ahead(std::int64_t ticks, Milliseconds now) {
    return (ticks >> 16) > now + furthest_ahead;
}

// The time of day that every command and window goes by: KATERN_NOW when it is set (milliseconds, or ISO 8601 in UTC
// such as "2026-03-01T09:30:00Z"), else the system's. Fails when KATERN_NOW says neither.
[[nodiscard]] Result<Milliseconds> wall_clock();

// "2026-03-01T09:30:00.000Z" and back; the parts behind the date may be missing ("2026-03-01"), an offset ("+01:00") is
// counted.
[[nodiscard]] std::string iso_8601(Milliseconds at);
[[nodiscard]] std::optional<Milliseconds> from_iso_8601(std::string_view text);

}  // namespace katern::notes
