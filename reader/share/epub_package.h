// The package document and the navigation document of an EPUB.
#pragma once

#include <string>
#include <vector>

#include "notes/notes.h"
#include "share/epub_chapter.h"
#include "share/epub_pictures.h"

namespace katern::share {

[[nodiscard]] std::string epub_package(const EpubContents& contents, const std::vector<EpubPicture>& pictures,
                                       notes::Milliseconds now);
// Parts and chapters as the book nests them; a chapter that was left out leaves no gap.
[[nodiscard]] std::string epub_navigation(const EpubContents& contents);

}  // namespace katern::share
