// The pictures of a book that go into its EPUB.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace katern::share {

struct EpubPicture {
    std::string path;  // within the book
    std::string file;  // in the container
    std::string type;  // one of EPUB's core media types
    std::string content;
};

// Those that the chapters show, each once. Left out: what lies elsewhere, can't be read or is of no core media type, and a
// drawing that could run something or asks for a file from elsewhere.
[[nodiscard]] std::vector<EpubPicture> epub_pictures(const document::Book& book,
                                                     const std::vector<std::shared_ptr<const document::Chapter>>& chapters);

// By its first bytes, whatever its name says; empty: of no core media type (EPUB 3.3, 3.2).
[[nodiscard]] std::string_view picture_type(std::string_view content);

// An SVG that draws, and does nothing else.
[[nodiscard]] bool is_harmless_drawing(std::string_view svg);

}  // namespace katern::share
