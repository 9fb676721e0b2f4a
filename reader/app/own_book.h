// A book whose chapters Katern wrote itself, to be set and printed like any other.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "document/document.h"

namespace katern::app {

// `of`: the book that it is about; language, edition and place are its. `files`: path → content, of chapters and
// pictures.
[[nodiscard]] std::shared_ptr<document::Book> book_of_own(const document::Book& of, const std::string& id,
                                                          const std::string& title,
                                                          std::map<std::string, std::string> files,
                                                          std::vector<document::ChapterEntry> chapters);

}  // namespace katern::app
