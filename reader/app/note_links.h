// Addresses that a note names, as links: "2 ¶14" in its words, and [words](2 ¶14).
#pragma once

#include <string_view>
#include <vector>

#include "document/document.h"
#include "typeset/emphasis.h"

namespace katern::app {

struct LinkedNote {
    typeset::Emphasised words;             // Part::link is an index in `links`
    std::vector<document::Address> links;
};

// Only addresses that this book has are links; all else stays as it was typed.
[[nodiscard]] LinkedNote link_addresses(const document::Book& book, std::string_view markdown);

}  // namespace katern::app
