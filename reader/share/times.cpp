#include "share/times.h"

#include <array>
#include <ctime>

namespace katern::share {

std::string utc_text(notes::Milliseconds time, const char* form) {
    if (time <= 0) return {};
    const auto seconds = static_cast<std::time_t>(time / 1000);
    std::tm parts{};
    if (gmtime_r(&seconds, &parts) == nullptr || parts.tm_year > 9999 - 1900) return {};
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), form, &parts)};
}

}  // namespace katern::share
