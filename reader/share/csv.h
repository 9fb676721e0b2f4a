// Notes as a table of comma-separated values (RFC 4180), one row a note. The columns are listed in README.md beside this
// file.
#pragma once

#include <string>

#include "share/share.h"

namespace katern::share {

// With a byte order mark, without which Excel takes UTF-8 for something else. A cell that a spreadsheet would take for a
// formula begins with an apostrophe. The names of columns and kinds are the same in every language.
[[nodiscard]] std::string to_csv(const Selection& selection, const document::Book& book);

// Plain rows of the same kind, the first one with the names of the columns.
[[nodiscard]] std::string rows_to_csv(const std::vector<std::vector<std::string>>& rows);

// What Readwise imports: Highlight,Title,Author,URL,Note,Location,Date. One row a passage, with the replies in its note;
// what has no words in the book (bookmarks, figures, answers to a chapter) is left out. Without a byte order mark.
[[nodiscard]] std::string to_readwise_csv(const Selection& selection, const document::Book& book);

}  // namespace katern::share
