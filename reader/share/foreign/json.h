// JSON of unknown origin, read within bounds and item by item: of a large file only one item is in memory at a time,
// and an item that can't be read doesn't touch the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "words/word.h"

namespace katern::share::foreign {

using Json = nlohmann::json;

// What goes deeper than this is left out; no program nests a note further than about ten.
inline constexpr std::size_t deepest = 64;
// Values in one item, and in all that is around the items.
inline constexpr std::size_t most_values_in_item = 20'000;
inline constexpr std::size_t most_values_around = 200'000;

// What keeps an item from being read as it was meant.
enum class Flaw : std::uint8_t { none, too_large, damaged };

struct JsonItem {
    std::string list;          // the member in which it stands: "items", "rows"; the file is a list itself: ""
    std::size_t document = 0;  // of the list: in which of the root's "documents" it stands
    std::size_t position = 0;  // in the file, from 1
    Json value;                // what of it was within the bounds
    Flaw flaw = Flaw::none;
};

// The file without its items: every list of notes in it is empty. A list of notes is the root itself, or a member
// "items", "annotations", "rows", "highlights", "entries" or "bookmarks" of the root, of its "first" (a collection's
// page) or of one of its "documents". `text` as CleanText gives it; all strings are clean.
[[nodiscard]] Result<Json> read_outline(std::string_view text, std::string_view file_name);
// Its items, in order, as long as `take` says to go on. `text` is one that read_outline could read.
using TakeItem = std::function<bool(JsonItem&&)>;
void for_each_item(std::string_view text, const TakeItem& take);

}  // namespace katern::share::foreign
