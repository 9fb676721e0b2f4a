#include "app/received_book.h"

#include <algorithm>
#include <filesystem>

#include "share/epub_path.h"

namespace katern::app {

std::string where_received_belongs(notes::Store& store, const share::ReadSet& set) {
    const Result<std::vector<notes::BookRow>> books = set.ours ? store.books() : Result<std::vector<notes::BookRow>>();
    if (!books) return {};
    for (const notes::BookRow& row : *books) {
        if (std::find(set.book_ids.begin(), set.book_ids.end(), share::book_identifier(row.id)) == set.book_ids.end()) continue;
        std::error_code ignored;
        if (row.path == "@katern" || std::filesystem::exists(row.path, ignored)) return row.path;
    }
    return {};
}

}  // namespace katern::app
