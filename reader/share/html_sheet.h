// What a hand-out's script needs to know, as JSON within the page. Internal to html.cpp.
#pragma once

#include <string>
#include <vector>

#include "share/entries.h"
#include "share/html.h"

namespace katern::share {

// `fields`: what stands beside each field, in the order of the page; field i has the key "p<i>".
[[nodiscard]] std::string html_sheet(const std::vector<const Entry*>& fields, const document::Book& book,
                                     const HandOut& hand_out, Language language);

}  // namespace katern::share
