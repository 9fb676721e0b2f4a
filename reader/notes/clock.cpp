#include "notes/clock.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "words/words.h"

namespace katern::notes {
namespace {

// Reads exactly `digits` digits at the start of `rest` and moves past them.
std::optional<int> take_number(std::string_view& rest, std::size_t digits) {
    if (rest.size() < digits) return std::nullopt;
    int value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + digits, value);
    if (error != std::errc{} || end != rest.data() + digits || rest.front() == '-') return std::nullopt;
    rest.remove_prefix(digits);
    return value;
}

bool take_char(std::string_view& rest, std::string_view one_of) {
    if (rest.empty() || one_of.find(rest.front()) == std::string_view::npos) return false;
    rest.remove_prefix(1);
    return true;
}

// "+01:00", "+0100", "Z" or nothing, as minutes east of UTC.
std::optional<int> take_offset(std::string_view& rest) {
    if (rest.empty() || take_char(rest, "Zz")) return 0;
    const bool west = rest.front() == '-';
    if (!take_char(rest, "+-")) return std::nullopt;
    const std::optional<int> hours = take_number(rest, 2);
    take_char(rest, ":");
    const std::optional<int> minutes = rest.empty() ? 0 : take_number(rest, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    return (west ? -1 : 1) * (*hours * 60 + *minutes);
}

// "09:30", "09:30:15", "09:30:15.250" as milliseconds of the day. A leap second is the next second.
std::optional<Milliseconds> take_time(std::string_view& rest) {
    const std::optional<int> hours = take_number(rest, 2);
    if (!hours || !take_char(rest, ":")) return std::nullopt;
    const std::optional<int> minutes = take_number(rest, 2);
    if (!minutes || *hours > 24 || *minutes > 59) return std::nullopt;
    Milliseconds total = (*hours * 60LL + *minutes) * 60'000;
    if (!take_char(rest, ":")) return total;
    const std::optional<int> seconds = take_number(rest, 2);
    if (!seconds || *seconds > 60) return std::nullopt;
    total += *seconds * 1000LL;
    if (!take_char(rest, ".,")) return total;
    Milliseconds scale = 100;
    bool any = false;
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
        total += (rest.front() - '0') * scale;
        scale /= 10;
        any = true;
        rest.remove_prefix(1);
    }
    return any ? std::optional(total) : std::nullopt;
}

}  // namespace

std::string device_name(Device device) {
    std::array<char, 17> hex{};
    std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(device));
    return hex.data();
}

std::optional<Device> device_from_name(std::string_view hex) {
    std::uint64_t value = 0;
    if (hex.size() != 16) return std::nullopt;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    if (error != std::errc{} || end != hex.data() + hex.size()) return std::nullopt;
    return static_cast<Device>(value);
}

std::int64_t next_ticks(std::int64_t last, Milliseconds now) {
    const std::int64_t wall = ticks_at(now);
    return wall > last ? wall : last + 1;
}

Result<Milliseconds> wall_clock() {
    using namespace std::chrono;
    const char* set = std::getenv("KATERN_NOW");
    if (!set || !*set) return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    const std::string_view text(set);
    Milliseconds value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    // Four digits alone are a year that somebody meant, not the first seconds of 1970.
    if (error == std::errc{} && end == text.data() + text.size() && value >= 0 && text.size() > 4) return value;
    if (const std::optional<Milliseconds> at = from_iso_8601(text); at && *at >= 0) return *at;
    return fail(Word::error_clock_setting, std::string(text));
}

std::string iso_8601(Milliseconds at) {
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds(at)};
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss<milliseconds> of_day(time - day);
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(of_day.hours().count()), static_cast<int>(of_day.minutes().count()),
                  static_cast<int>(of_day.seconds().count()), static_cast<int>(of_day.subseconds().count()));
    return out.data();
}

std::optional<Milliseconds> from_iso_8601(std::string_view rest) {
    using namespace std::chrono;
    const std::optional<int> y = take_number(rest, 4);
    if (!y || !take_char(rest, "-")) return std::nullopt;
    const std::optional<int> m = take_number(rest, 2);
    if (!m || !take_char(rest, "-")) return std::nullopt;
    const std::optional<int> d = take_number(rest, 2);
    if (!d) return std::nullopt;
    const year_month_day date(year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d)));
    if (!date.ok()) return std::nullopt;
    Milliseconds at = duration_cast<milliseconds>(sys_days(date).time_since_epoch()).count();
    if (rest.empty()) return at;
    if (!take_char(rest, "Tt ")) return std::nullopt;
    const std::optional<Milliseconds> time = take_time(rest);
    const std::optional<int> offset = take_offset(rest);
    if (!time || !offset || !rest.empty()) return std::nullopt;
    return at + *time - *offset * 60'000LL;
}

}  // namespace katern::notes
