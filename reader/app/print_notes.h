// What was written, in the outer margin of a printed page: each beside its passage, pushed down where two would touch, and
// going on on the next page where there is no room. Inside app/ only.
#pragma once

#include <string>
#include <vector>

#include "draw/draw.h"
#include "share/share.h"
#include "typeset/emphasis.h"
#include "words/word.h"

namespace katern::app {

// A note and all that was said to it.
struct PrintedConversation {
    const share::Passage* first = nullptr;
    std::vector<const share::Passage*> replies;  // the oldest first, also those to another reply
};
// Those in this chapter in which something was written: notes, answers to the book's questions, and passages without a note
// that others replied to.
[[nodiscard]] std::vector<PrintedConversation> conversations_in(const std::string& chapter, const std::vector<share::Passage>& passages);
// With who wrote what, and the day of an answer.
[[nodiscard]] typeset::Emphasised words_of(const PrintedConversation& conversation, Language language);

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
