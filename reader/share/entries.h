// What a file with notes says of each, before it has a format: the same order and the same words in all of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "share/share.h"

namespace katern::share {

struct Entry {
    const Passage* passage = nullptr;
    std::optional<std::size_t> chapter;        // index in Book::chapters; nothing: an orphan
    std::string section;                       // the nearest heading above it; empty: only the chapter's own
    std::string address;                       // "2 ¶14"; empty: an orphan
    std::size_t block = 0;                     // in its chapter
    std::optional<std::string> code_language;  // all of it lies in one block of code
    // It answers the passage right before it or one of that passage's other answers, so that the quote stands above it
    // already.
    bool below_parent = false;

    [[nodiscard]] const notes::Annotation& note() const { return passage->note; }
};

// In the order of the selection, which must outlive them.
[[nodiscard]] std::vector<Entry> entries_of(const Selection& selection, const document::Book& book);

// "2 Wat een netwerk nodig heeft"; the title alone where mdBook gives no number.
[[nodiscard]] std::string chapter_heading(const document::ChapterEntry& chapter);
// "Anna de Vries, Bram Jansen"; empty: nobody is named.
[[nodiscard]] std::string authors_of(const document::Book& book);
// "Notities van Karin, 1 maart 2026".
[[nodiscard]] std::string day_line(const Selection& selection, Language language);

// The sign of a category, "✦", and its name for people; an unknown one has no sign and its own name.
struct CategoryLabel {
    std::string sign, name;
};
[[nodiscard]] CategoryLabel category_label(const std::string& category, Language language);

// "antwoord", "bladwijzer"…; empty for a highlight, which needs no name.
[[nodiscard]] std::string kind_label(const notes::Annotation& note, Language language);
// "privé", "gedeeld", "gedeeld met Regio Oost".
[[nodiscard]] std::string visibility_label(const notes::Annotation& note, const Selection& selection, Language language);
// Where an orphan stood when it was made: the headings above it, else its chapter's id.
[[nodiscard]] std::string former_place(const notes::Annotation& note);
// Who wrote it, where that is not the person whose notes these are; a reply always says it when a name is known.
[[nodiscard]] std::string author_label(const notes::Annotation& note, const Selection& selection);

// "#twee-woorden", as Markdown: Obsidian ends a tag at the first space.
[[nodiscard]] std::string hashtag(std::string tag);
// The words of a question are the book's, and its paragraphs are parted by an empty line; here by a line feed.
[[nodiscard]] std::string one_paragraph_a_line(std::string words);

// What was marked, as it stood; "" for bookmarks, reflections and figures.
[[nodiscard]] const std::string& quote_of(const Entry& entry);
// "Figuur: een huis met vijf delen"; empty: no figure was marked.
[[nodiscard]] std::string figure_label(const notes::Annotation& note, Language language);

}  // namespace katern::share
