// Where the chapters of a book stand in its EPUB, and by what name it is known there. Our annotations name a chapter by
// this path (`target.source`) and a book by this name (`dc:identifier`), so that another reader, which has the EPUB
// only, finds the same document.
//
// The package document lies at the root of the container, so that a path is the same seen from either.
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"

namespace katern::share {

// A chapter's document as a relative URL: `text/<id>.xhtml`, percent-encoded (RFC 3986), the slashes of an id kept.
// Different chapters have different ones.
[[nodiscard]] std::string epub_path(std::string_view chapter_id);

// A path within the book as one that a file in an EPUB may have. What OCF 3.3 (4.2.2, file names) forbids becomes `~`
// and the bytes in hexadecimal, and so does a `~` itself.
[[nodiscard]] std::string epub_file(std::string_view path);

// A path as a relative URL: everything but letters, digits, `-._~` and slashes percent-encoded.
[[nodiscard]] std::string relative_url(std::string_view path);

// The `dc:identifier` of a book: its id, without what XML can't hold or would trim.
[[nodiscard]] std::string book_identifier(const document::Book& book);
[[nodiscard]] std::string book_identifier(std::string_view book_id);

}  // namespace katern::share
