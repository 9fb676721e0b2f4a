// A meeting's hand-out as one HTML page that needs nothing beside it.
#pragma once

#include "share/meeting_handout.h"

namespace katern::share {

// In the form of html.h's pages: no script, nothing from elsewhere, all text escaped.
[[nodiscard]] std::string meeting_to_html(const MeetingHandOut& handout, Language language);

}  // namespace katern::share
