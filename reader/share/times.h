// Moments as formats for other programs have them.
#pragma once

#include <string>

#include "notes/clock.h"

namespace katern::share {

// "2026-03-01T09:30:00Z" (ISO 8601, W3CDTF), or by another form of strftime. Empty for no time, or one beyond the calendar.
[[nodiscard]] std::string utc_text(notes::Milliseconds time, const char* form = "%Y-%m-%dT%H:%M:%SZ");

}  // namespace katern::share
