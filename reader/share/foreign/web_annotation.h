// One annotation of the Web Annotation Data Model (W3C Recommendation of 2017), of which EPUB Annotations 1.0,
// Thorium's files and Hypothesis' rows are profiles.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "share/foreign/item.h"

namespace katern::share::foreign {

// Usually one item. An annotation on passages in several places is an item for each passage; the first keeps the id.
[[nodiscard]] Result<std::vector<ForeignItem>> read_web_annotation(const Json& annotation, const Situation& at);

// A person or organisation: an object with id and name, an address, or just a name.
[[nodiscard]] notes::Profile read_agent(const Json& agent);

// Whether it names a place outside of the book: "https://…", "javascript:…".
[[nodiscard]] bool has_scheme(std::string_view address);

}  // namespace katern::share::foreign
