// Notes on their way out: the writers of formats for people and for other programs. The face of this folder.
//
//     Store::annotations -> Passage (a note and where it lies now) -> to_markdown -> write_whole -> a file
//
// Knows books and notes; knows no store (what to write is handed in by value) and no window.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "notes/notes.h"
#include "words/word.h"

namespace katern::share {

// A note with its place in the text of today.
struct Passage {
    notes::Annotation note;
    notes::Resolution place;

    [[nodiscard]] bool orphan() const { return !place.placed(); }
};

// By chapter and position, a reply right after what it replies to, orphans last (by the chapter they were made in).
void sort_in_reading_order(std::vector<Passage>& passages, const document::Book& book);

// Called before each note with how many are written, of how many. False: stop; what the writer then returns is no file.
using Progress = std::function<bool(std::size_t done, std::size_t all)>;

// What goes into one file.
struct Selection {
    std::vector<Passage> passages;                // in reading order; all of them are written
    std::map<std::string, std::string> networks;  // id → name, to say with whom something is shared
    std::string writer;                           // whose notes these are; empty: not said
    notes::Milliseconds now = 0;                  // the day that stands at the top, in the time zone of this machine
    Progress progress;

    [[nodiscard]] bool goes_on(std::size_t done) const { return !progress || progress(done, passages.size()); }
};

// Markdown (CommonMark) that reads well as plain text too: title, authors, day; per chapter a heading, per section a
// heading, per passage its address, category, tags and visibility, the quote as a block quote and the note as it was
// typed. Titles, quotes and tags are escaped so that they read as they do in the book.
[[nodiscard]] std::string to_markdown(const Selection& selection, const document::Book& book, Language language);

// One line of plain text as Markdown that shows exactly that text, in CommonMark and in what Obsidian and Pandoc add to
// it ($, ==, %%, ^, #tag). White space at its ends is dropped.
[[nodiscard]] std::string escape_markdown(std::string_view line);
// A cell of a table with the pipe behind it: one line, and no pipe of its own.
[[nodiscard]] std::string markdown_cell(std::string_view text);

// Canonical text as a block quote: every line feed begins a new paragraph within it, the cells of a table's row are
// separated by " | ". Ends with a line feed; empty for an empty text.
[[nodiscard]] std::string block_quote(std::string_view text);
// The same for text of a code block: a fence within the block quote, nothing escaped.
[[nodiscard]] std::string block_quote_of_code(std::string_view text, std::string_view language);

// Markdown that a person typed, to stand between headings of levels 1 to 3: its own headings go three levels down and
// stay headings, so that the outline of the file is the book's; a fence that was opened and not closed is closed, and a
// note with anything else left open (a comment, raw HTML) is shown letter by letter, so that it doesn't swallow the
// notes behind it. All else is kept as it was typed.
[[nodiscard]] std::string embed_markdown(std::string_view note);

// Writes a file whole: beside it under another name, then renamed, so that an older one stays until the new one is
// there. A link is followed. Refuses a folder and what is not an ordinary file; says why it can't be written.
[[nodiscard]] Result<void> write_whole(const std::string& path, std::string_view content);

}  // namespace katern::share
