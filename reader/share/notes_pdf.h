// Notes on paper: A4 pages that Katern sets itself, with letters that can be selected and searched.
#pragma once

#include <string>

#include "share/share.h"

namespace katern::share {

// Title, who wrote and when; per chapter a heading, per section a heading, per passage its sign, address and what else is known of it,
// the quote on the colour of its category and the note; replies under what they reply to; a table of the actions at the end.
// The file's properties name the book and the writer of the selection, nothing else. The same selection gives the same
// bytes. `path` is for messages only. Fails when it was stopped.
[[nodiscard]] Result<std::string> to_pdf(const Selection& selection, const document::Book& book, Language language,
                                         const std::string& path, const Progress& progress = {});

}  // namespace katern::share
