// Notes as one HTML page that needs nothing beside it: for a phone, for paper, and for who has a browser only.
#pragma once

#include <optional>
#include <string>

#include "share/share.h"

namespace katern::share {

// What makes a page a hand-out: a field beside each passage, and a button that makes an `.annotations` file of what was
// typed there.
struct HandOut {
    std::string id;                         // UUID: what is typed is kept in the browser under it, until it is saved
    std::string network, network_name;      // whose it is; empty: nobody's, and answers belong to no network
    bool operator==(const HandOut&) const = default;
};

// Headings, landmarks and languages are marked for a screen reader; categories have a colour and a sign; light and dark
// follow the device, paper is always light. All text is escaped, and a Content-Security-Policy lets nothing run or load
// but the page's own style and script.
[[nodiscard]] std::string to_html(const Selection& selection, const document::Book& book, Language language,
                                  const std::optional<HandOut>& hand_out = {});

}  // namespace katern::share
