// One chapter as an XHTML document of an EPUB. The `textContent` of its body is the chapter's canonical text (with
// U+FFFD for what XML can't hold), so that a TextPositionSelector counts the same in both: what the page shows beyond
// the text (footnotes' marks, signs and numbers of lists, ways back) comes from the style sheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "words/word.h"

namespace katern::share {

// What of a book is in the EPUB.
struct EpubContents {
    const document::Book& book;
    std::vector<std::shared_ptr<const document::Chapter>> chapters;  // as Book::chapters; null: can't be read, left out
    std::map<std::string, std::string> pictures;                     // path within the book → file in the container
    Language language = Language::nl;                                // of the few words that are ours
};

[[nodiscard]] std::string epub_chapter(const EpubContents& contents, std::size_t index);

// From the chapter's own document to a file of the container, as a relative URL.
[[nodiscard]] std::string url_from_chapter(std::string_view chapter_id, std::string_view file);

// The id of a block, counted as in its address: "p14".
[[nodiscard]] std::string block_id(std::size_t block);

}  // namespace katern::share
