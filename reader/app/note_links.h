// What a note names, as links: addresses ("2 ¶14" in its words, and [words](2 ¶14)) and pages of the web.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "typeset/emphasis.h"

namespace katern::app {

struct NoteLink {
    std::optional<document::Address> address;
    std::string url;  // else
};

struct LinkedNote {
    typeset::Emphasised words;  // Part::link is an index in `links`
    std::vector<NoteLink> links;
};

// Only addresses that this book has, and web and mail addresses behind words, are links; all else stays as it was typed.
[[nodiscard]] LinkedNote link_addresses(const document::Book& book, std::string_view markdown);

}  // namespace katern::app
