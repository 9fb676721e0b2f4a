// mdBook's {{#include}} and {{#rustdoc_include}} (its preprocessor "links").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace katern::document {

// The text with its includes in place, and per line of it the 1-based line of `text` from which it came. What can't be
// included stays as written and becomes a problem; so do other {{#…}}. `\{{#` is written for a plain {{#.
[[nodiscard]] std::string follow_includes(std::string_view text, const std::string& path, const Files* files,
                                          std::vector<std::uint32_t>& lines, std::vector<Problem>& problems);

}  // namespace katern::document
