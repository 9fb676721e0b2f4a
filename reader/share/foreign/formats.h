// The programs whose files are read: one row each, and a file of its own.
#pragma once

#include <string_view>
#include <vector>

#include "share/foreign/item.h"

namespace katern::share::foreign {

struct Format {
    // `outline`: the file without its items; `first`: the first of them, or null.
    bool (*recognise)(const Json& outline, const Json& first);
    // Format, title, ids of the book and writer, as the file says.
    void (*describe)(const Json& outline, ForeignSet& set);
    std::vector<std::string_view> lists;  // as in JsonItem
    Result<std::vector<ForeignItem>> (*read)(const JsonItem& item, const Json& outline, const Situation& at);
};

[[nodiscard]] const Format& annotation_set();  // EPUB Annotations 1.0, Thorium and Readium
[[nodiscard]] const Format& web_annotation();
[[nodiscard]] const Format& hypothesis();
[[nodiscard]] const Format& koreader();
[[nodiscard]] const Format& calibre();
[[nodiscard]] const Format& readest();
[[nodiscard]] const Format& foliate();

// KOReader's own file of a book, a Lua table; as its JSON would be, with the items in "annotations".
[[nodiscard]] bool is_lua_table(std::string_view text);
[[nodiscard]] Result<Json> read_lua_table(std::string_view text, std::string_view file_name);

}  // namespace katern::share::foreign
