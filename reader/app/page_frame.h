// A page with what stands around it: paper, running title, text, the foot with how far one is. The window and `katern
// page` draw it with the same call, on another canvas.
//
// Lengths are px at 100%, from the top left of the window.
#pragma once

#include <span>
#include <vector>

#include "document/document.h"
#include "draw/draw.h"
#include "typeset/typeset.h"
#include "words/word.h"

namespace katern::app {

using typeset::Px;

// What the window leaves for a page.
struct PageSpace {
    Px width = 1280, height = 800;
    Px left = 0, right = 0;  // taken by panels
    Px margin = 0;           // that stays free at both sides beyond the usual; may be below 0
    bool operator==(const PageSpace&) const = default;
};

inline constexpr Px foot_height = 34;
inline constexpr Px top_of_text = 84;  // y of a page's first line
inline constexpr Px sign_margin = 84;  // room left of the column for signs and addresses
inline constexpr Px narrowest_margin = 28;
inline constexpr Px above_text = 38;   // of a scrolled page, between the running title and the line that is read
inline constexpr Px gutter = 112;      // between two pages side by side, with the signs of the right one
inline constexpr Px spread_from = 1400;  // width of the window from which there is room for two

// The style of a chapter in this space: `chosen` with a measure that fits between the margins and pages that fit
// between the running title and the foot.
// `spread`: two pages side by side.
[[nodiscard]] typeset::Style fit(typeset::Style chosen, const PageSpace& space, bool spread = false);
[[nodiscard]] bool has_room_for_spread(const PageSpace& space);
// From the left edge of the (left) page to the right edge of the (right) one.
[[nodiscard]] Px width_of(const typeset::Style& style, bool spread);
// Left edge of a column this wide: in the middle, but never into the margin of the signs while there is any room.
[[nodiscard]] Px column_left(const PageSpace& space, Px measure);

struct PageFrame {
    const document::Book* book = nullptr;
    std::size_t entry = 0;  // index in Book::chapters
    const typeset::ChapterLayout* layout = nullptr;
    PageSpace space;
    Px text_top = top_of_text;  // where the first line of the view stands
    Px view_top = 0;            // y in the chapter that stands there
    Px view_height = 0;         // what is shown of the chapter from there
    bool spread = false;        // a second page stands to the right
    Px right_top = 0, right_height = 0;  // what that one shows; height 0: nothing, the chapter is out
    Px right_text_top = top_of_text;     // where its first line stands
    // The head of a table that goes on from the page before stands above the first line.
    Px head_top = 0, head_height = 0, right_head_top = 0, right_head_height = 0;
    std::span<const draw::Mark> marks;
    text::Range selection;
    std::vector<text::Range> found;  // hits of a search
    std::size_t current_found = SIZE_MAX;
    Language language = Language::nl;
    std::size_t page = 0, page_count = 0;  // of the (left) page; count 0: there are none, or not all are known yet
    std::span<const std::size_t> text_lengths;  // bytes of each chapter; empty: not known yet
    std::optional<int> words_a_minute;  // the person's own; nothing: no time is said
    bool addresses = false;             // in the margin beside each block
};

// The view on page `page` of a layout (the last one where there are fewer).
void show_page(PageFrame& frame, std::size_t page, bool spread = false);
[[nodiscard]] Px right_page_left(const PageFrame& frame);
// y in the chapter where what is shown ends, of both pages.
[[nodiscard]] Px end_of_view(const PageFrame& frame);

// How far the reader is in the chapter: 0 to 1, what is in view counted as read.
[[nodiscard]] float progress_of(const PageFrame& frame);
// And in the book, by the length of its text: that needs no chapter but this one set. Nothing where it isn't known, or the book has
// one chapter.
[[nodiscard]] std::optional<float> progress_in_book(const PageFrame& frame);
[[nodiscard]] std::vector<std::size_t> text_lengths(const document::Book& book);
// Whole minutes that the rest of the chapter takes this person from the top of the view on, footnotes not counted; at least
// 1. Nothing where their pace isn't known.
[[nodiscard]] std::optional<int> minutes_left(const PageFrame& frame);

// How large a figure is; of one that is too large to show, the words that say so.
[[nodiscard]] typeset::FigureFacts figure_facts(draw::Pictures& pictures, const document::Image& image, Language language);

// On a canvas that is the theme's paper already.
void draw_reading_page(draw::Canvas& canvas, const PageFrame& frame, const draw::Theme& theme, typeset::Fonts& fonts,
                       draw::Pictures& pictures);

}  // namespace katern::app
