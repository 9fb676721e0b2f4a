// What an annotation says: its body, one or many, of the Web Annotation Data Model (section 3.2) and of EPUB
// Annotations.
#pragma once

#include <string>
#include <vector>

#include "share/foreign/item.h"

namespace katern::share::foreign {

struct Bodies {
    std::string text;  // of several: with an empty line between
    std::vector<std::string> tags;
    std::string color;
    std::string elsewhere;  // address of a body that isn't in the file; nothing is fetched
    std::string wrong;      // the member that isn't what it should be
    Json unknown;           // what is known of none of these
};

// Of an annotation. `tagging`: its motivation says that a text is a tag.
[[nodiscard]] Bodies read_bodies(const Json& annotation, bool tagging);

}  // namespace katern::share::foreign
