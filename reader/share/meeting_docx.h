// A meeting's hand-out as a document for Word and LibreOffice Writer.
#pragma once

#include "share/meeting_handout.h"

namespace katern::share {

// Headings, quotes in the form of their category, and the actions as a table. The bytes of a `.docx`.
[[nodiscard]] Result<std::string> meeting_to_docx(const MeetingHandOut& handout, notes::Milliseconds now,
                                                  Language language);

}  // namespace katern::share
