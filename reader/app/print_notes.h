// What was written, in the outer margin of a printed page: each beside its passage, pushed down where two would touch, and
// going on on the next page where there is no room. Inside app/ only.
#pragma once

#include <string>
#include <vector>

#include "draw/draw.h"
#include "typeset/typeset.h"

namespace katern::app {

struct MarginNote {
    draw::Category category = draw::Category::other;
    std::string words;         // that `text` was set of
    typeset::TextLayout text;
    typeset::Px wanted = 0;    // y in the chapter of its passage
};

// Some lines of a note on one page.
struct NotePiece {
    std::size_t note = 0;  // index
    std::size_t first_line = 0, line_count = 0;
    typeset::Px y = 0;     // from the top of the text
};

// `notes` in the order of `wanted`. One list per page; there may be more pages than the chapter has.
[[nodiscard]] std::vector<std::vector<NotePiece>> place_notes(const std::vector<MarginNote>& notes,
                                                              const std::vector<typeset::Page>& pages, typeset::Px page_height);

}  // namespace katern::app
