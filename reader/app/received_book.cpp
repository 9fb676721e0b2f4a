#include "app/received_book.h"

#include <algorithm>
#include <filesystem>

#include "app/importing.h"
#include "share/epub_path.h"

namespace katern::app {

std::string where_received_belongs(const std::string& path, const std::optional<std::string>& data) {
    const auto katern = open_book("@katern");
    if (!katern) return {};
    const Result<share::ReadSet> set = read_import({*katern, notes::edition_of(**katern), {}}, path);
    if (!set || !set->ours) return {};
    const auto is_named = [&](const document::Book& book) {
        return std::find(set->book_ids.begin(), set->book_ids.end(), share::book_identifier(book)) !=
               set->book_ids.end();
    };
    if (is_named(**katern)) return {};
    Result<notes::Store> store = open_store(data, "window-1");
    if (!store) return {};
    const Result<std::vector<notes::BookRow>> books = store->books();
    if (!books) return {};
    for (const notes::BookRow& row : *books) {
        std::error_code ignored;
        if (!std::filesystem::exists(row.path, ignored)) continue;
        const auto book = open_book(row.path);
        if (book && is_named(**book)) return row.path;
    }
    return {};
}

}  // namespace katern::app
