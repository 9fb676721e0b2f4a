// What each kind of book is made from. All of them give a Book with its chapters listed and none of them read.
#pragma once

#include <memory>
#include <string>

#include "document/document.h"

namespace katern::document {

// book.toml's part: title, authors, language, id, edition, redirects. `source` becomes the folder of the chapters. Line
// numbers in errors are those of the file.
[[nodiscard]] Result<void> read_book_toml(const std::string& toml, Book& book, std::string& source);

// "/oud.html", "a/b.md" or "../c.html" (seen from the page `from`) to a chapter's id.
[[nodiscard]] std::string page_id(std::string_view from, std::string_view page);

// The id of a book that has none of its own: 64 bits of the hash of title and authors are enough to tell a shelf of
// books apart.
[[nodiscard]] std::string made_up_id(const Book& book);

}  // namespace katern::document
