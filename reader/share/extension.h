// Our extension of W3C EPUB Annotations, to JSON and back. All that knows its member names. Internal to share/.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "notes/notes.h"

namespace katern::share {

// What ours is of: a later one that we don't know is read as far as it goes.
inline constexpr int extension_version = 1;

[[nodiscard]] nlohmann::ordered_json extension_of(const notes::SetItem& item);
// `gone`: the records without words.
[[nodiscard]] nlohmann::ordered_json extension_of(const notes::SetHead& head,
                                                  const std::vector<const notes::SetItem*>& gone);

// Fails with the reason when it isn't sound: then the item is left out.
[[nodiscard]] Result<notes::SetItem> item_from(const std::string& extension);
struct HeadAndGone {
    notes::SetHead head;
    std::vector<notes::SetItem> gone;
    std::size_t unreadable = 0;  // of the records without words
};
[[nodiscard]] Result<HeadAndGone> head_from(const std::string& extension);

}  // namespace katern::share
