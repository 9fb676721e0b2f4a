// A meeting's hand-out on paper: A4 pages that Katern sets itself.
#pragma once

#include "share/meeting_handout.h"

namespace katern::share {

// `path` is for messages only.
[[nodiscard]] Result<std::string> meeting_to_pdf(const MeetingHandOut& handout, notes::Milliseconds now,
                                                 Language language, const std::string& path);

}  // namespace katern::share
