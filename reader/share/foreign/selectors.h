// The selectors of the Web Annotation Data Model (W3C Recommendation of 2017, section 4), as far as they say which
// words are meant; and text fragments (URL Fragment Text Directives, WICG).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "share/foreign/item.h"

namespace katern::share::foreign {

struct Selected {
    std::string exact, prefix, suffix;
    std::optional<QuoteEnds> ends;
    std::optional<std::size_t> start, end;  // code points of the whole document
    std::string fragment;                   // id of an element in the document
    std::string cfi;                        // "epubcfi(…)"
    std::string wrong;                      // the member that isn't what it should be, of a selector that says words
    bool any = false;                       // there are selectors

    [[nodiscard]] bool has_words() const { return !exact.empty(); }
};

// `selector`: one or an array of them, as it stands in a target.
[[nodiscard]] Selected read_selectors(const Json& selector);

// What stands behind ":~:text=" of an address, up to the next "&".
[[nodiscard]] std::optional<Selected> read_text_fragment(std::string_view address);

// Puts what was selected into the item.
void select(ForeignItem& item, Selected&& selected);

}  // namespace katern::share::foreign
