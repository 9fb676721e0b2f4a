// From a chapter to lines and pages: fonts → shaped runs → lines → pages. Knows no screen.
//
// All lengths are px at 100%, y grows downward from the chapter's first line, x to the right from the left edge of the column.
// A layout belongs to the thread of its Fonts; once made it only answers questions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "document/document.h"
#include "text/text.h"
#include "typeset/fonts.h"
#include "typeset/line_glyphs.h"

namespace katern::typeset {

struct Point {
    Px x = 0, y = 0;
};
struct Size {
    Px width = 0, height = 0;
};
struct Rect {
    Px x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] Px right() const { return x + width; }
    [[nodiscard]] Px bottom() const { return y + height; }
    [[nodiscard]] bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    [[nodiscard]] Rect moved(Px dx, Px dy) const { return {x + dx, y + dy, width, height}; }
    [[nodiscard]] Rect grown(Px by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
};

// A role of colour; a theme says which colour it is.
enum class Ink : std::uint8_t { ink, quiet, accent, line, chrome, card, paper };

// Glyphs of one line in one form.
struct Run {
    FaceId face = 0;
    Px size = 0;
    Ink ink = Ink::ink;
    Px rise = 0;               // of the whole run above the line's baseline (a footnote's mark)
    bool strike = false;
    std::int32_t link = -1;      // index in Chapter::links
    std::int32_t footnote = -1;  // this run is the mark of that footnote
    std::uint8_t level = 0;              // odd: this run is read from right to left (UAX #9)
    std::uint32_t first = 0, count = 0;  // in Line::glyphs
};

struct Line {
    text::Range bytes;      // up to the first byte of the next line, spaces and line feeds at its end included
    std::size_t block = 0;  // index in Chapter::blocks
    Px x = 0, width = 0;    // from the first glyph to the end of the last
    Px top = 0, height = 0;
    Px baseline = 0;        // y of it
    bool hyphenated = false;
    bool overfull = false;
    LineGlyphs glyphs;  // as they are seen, from the left
    std::vector<Run> runs;

    void move(Px by) {
        x += by;
        glyphs.move(by);
    }
};

// Where what starts at this byte begins, and where what ends there ends: between two words the space lies between them.
[[nodiscard]] Px x_at(const Line& line, std::size_t byte, std::string_view text);
[[nodiscard]] Px x_before(const Line& line, std::size_t byte, std::string_view text);
// What a range covers of a line: one piece, or several where text runs both ways.
struct Span {
    Px left = 0, right = 0;
};
[[nodiscard]] std::vector<Span> spans_of(const Line& line, text::Range range, std::string_view text);
// The grapheme border nearest to x.
[[nodiscard]] std::size_t byte_at(const Line& line, Px x, std::string_view text);

// --- Short texts of the program itself: labels, notes, quotes on cards ---------------------------------------------------

struct TextStyle {
    Family family = Family::sans;
    Px size = 13.5F;
    Px leading = 20;
    bool bold = false;
    bool italic = false;
    Ink ink = Ink::ink;
    Features features;
    std::string language = "nl";
};

struct TextLayout {
    std::vector<Line> lines;  // Line::bytes in the text that was set
    Px width = 0, height = 0;
    bool cut = false;  // some of it did not fit and ends in an ellipsis

    [[nodiscard]] std::size_t hit(Point p, std::string_view text) const;
    [[nodiscard]] Point caret(std::size_t byte, std::string_view text) const;  // top of the caret
    [[nodiscard]] std::vector<Rect> rects(text::Range range, std::string_view text) const;
    // Line whose bytes hold this one; the end of a text belongs to its last line.
    [[nodiscard]] std::size_t line_at(std::size_t byte) const;
};

// Sets `text` flush left. `measure` 0: no wrapping. `most_lines` > 0: cut with an ellipsis. Lines are chosen one by one (first fit):
// in a note that is being typed, earlier lines must not move.
[[nodiscard]] TextLayout set_text(Fonts& fonts, std::string_view text, const TextStyle& style, Px measure = 0, std::size_t most_lines = 0);

// --- A chapter -----------------------------------------------------------------------------------------------------------

// What the reader has chosen, in px at 100%.
struct Style {
    Family family = Family::serif;
    Px size = 18.5F;
    Px leading = 28.7F;
    Px measure = 600;
    bool justified = true;
    bool hyphenate = true;
    bool hanging = true;        // punctuation hangs out of the edges
    Em letter_spacing = 0;      // added after each letter
    Em word_spacing = 0;        // added to each space between words
    Px paragraph_spacing = 0;   // added between paragraphs
    Px page_height = 660;  // room for lines on a page; also the most that a figure may take
    // A paragraph may be set one line longer or shorter than it reads best, so that a page ends well. Off where there are no pages.
    bool fit_pages = true;
    // A table whose columns can't be fitted keeps its width and is moved sideways. Else they are squeezed until it fits.
    bool wide_tables = false;
    bool operator==(const Style&) const = default;
};
// About 66 characters in this family and size.
[[nodiscard]] Px comfortable_measure(Family family, Px size);

// What is known of a figure before it is drawn.
struct FigureFacts {
    std::optional<Size> size;  // its pixels at 100%; nothing when it can't be shown
    std::string instead;       // then: why, where a person can do something about it
    FigureFacts(std::optional<Size> known) : size(known) {}
};
using FigureSize = std::function<FigureFacts(const document::Image&)>;

struct Box {  // filled under the text: rules, the bar of a quote, the ground of code
    Rect rect;
    Ink fill = Ink::line;
    Px radius = 0;
};
struct Figure {
    Rect rect;
    std::uint32_t image = 0;  // index in Chapter::images
    std::size_t block = 0;
    bool broken = false;      // a frame with the alternative text stands in its place (its lines are in `marks`)
};

// A table that is wider than the measure: only a part of each row is in sight.
struct WideTable {
    std::size_t first_block = 0, end_block = 0;
    Rect view;      // where it stands
    Px width = 0;   // of its rows
    Px shift = 0;   // by which they are moved to the left
    [[nodiscard]] Px most_shift() const { return std::max(0.0F, width - view.width); }
};

struct BlockBox {
    Px top = 0, height = 0;          // without the space around it; estimated where the block isn't set
    std::size_t first_line = 0, line_count = 0;
    bool keep_with_next = false;
    bool unbreakable = false;
    int looseness = 0;               // lines more (or fewer) than it has at its best, for the sake of a page's end
};

struct Page {
    Px top = 0, bottom = 0;  // of the chapter; lines whose top lies within belong to it
    std::size_t first_byte = 0;
    Px head_top = 0, head_height = 0;  // a table goes on from the page before: its head, to be shown again above
    bool gives_up_lines = false;       // it ends some lines before it is full, so that no line stands alone and no word is parted
};

// How the pages of a chapter end: what was done so that they end well, and what could not be avoided. The rule is in paginate.cpp.
struct PageEnds {
    std::size_t loosened = 0;     // paragraphs that are set a line longer or shorter
    std::size_t short_pages = 0;  // that end some lines before they are full, nearly always one or two
    std::size_t widows = 0;       // a paragraph's last line alone at the top
    std::size_t orphans = 0;      // a paragraph's first line alone at the foot
    std::size_t hyphens = 0;      // a page that ends in half a word
};

class ChapterLayout {
public:
    [[nodiscard]] const document::Chapter& chapter() const { return *chapter_; }
    [[nodiscard]] const Style& style() const { return style_; }
    [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }    // reading order
    [[nodiscard]] const std::vector<Line>& marks() const { return marks_; }    // list signs and the like: not text
    [[nodiscard]] const std::vector<Box>& boxes() const { return boxes_; }
    [[nodiscard]] const std::vector<Figure>& figures() const { return figures_; }
    [[nodiscard]] const std::vector<BlockBox>& blocks() const { return blocks_; }  // one per Chapter::blocks
    [[nodiscard]] const std::vector<Page>& pages() const { return pages_; }
    [[nodiscard]] Px height() const { return height_; }
    [[nodiscard]] const std::vector<WideTable>& wide_tables() const { return wide_tables_; }
    [[nodiscard]] const WideTable* wide_table_of(std::size_t block) const;
    // Which part of a table is in sight is the reader's, not the setting's: its lines stay what they are, and all that is asked by
    // place or answered as a place below reckons with it.
    void shift_table(std::size_t index, Px shift) const;
    // The shift nearest to the present one at which this byte of the table is in sight.
    [[nodiscard]] Px shift_to(std::size_t index, std::size_t byte) const;
    [[nodiscard]] std::size_t hyphens() const;
    [[nodiscard]] PageEnds page_ends() const;

    // A long chapter is first set in part: what is not has estimated room and no lines, and its pages aren't counted.
    [[nodiscard]] bool whole() const { return set_bytes_.start == 0 && set_bytes_.end >= chapter_->text.size(); }
    [[nodiscard]] text::Range set_bytes() const { return set_bytes_; }
    // Whether all that lies between these two heights is set.
    [[nodiscard]] bool is_set(Px from, Px to) const;

    // The rectangles that a range covers, one per line (more where text runs both ways), from the first glyph to the last, 84% of
    // the line high.
    [[nodiscard]] std::vector<Rect> rects(text::Range range) const;
    // The grapheme border nearest to a point, also beside and between the lines.
    [[nodiscard]] std::size_t hit(Point p) const;
    // Whether a point is on a line's glyphs; then the run there.
    [[nodiscard]] const Run* run_at(Point p) const;
    [[nodiscard]] std::size_t line_at(std::size_t byte) const;  // index; 0 when there are no lines
    // Top of its line or figure; where nothing is set, about where it will be.
    [[nodiscard]] Px y_of(std::size_t byte) const;
    [[nodiscard]] std::size_t byte_at_y(Px y) const;            // first byte of the first line or figure at or below y
    [[nodiscard]] std::size_t page_of(std::size_t byte) const;
    [[nodiscard]] std::size_t page_at_y(Px y) const;

private:
    friend class Composer;
    std::shared_ptr<const document::Chapter> chapter_;
    Style style_;
    std::vector<Line> lines_, marks_;
    std::vector<Box> boxes_;
    std::vector<Figure> figures_;
    std::vector<BlockBox> blocks_;
    std::vector<Page> pages_;
    mutable std::vector<WideTable> wide_tables_;
    Px height_ = 0;
    text::Range set_bytes_;
    Px set_top_ = 0, set_bottom_ = 0;
};

// Patterns by language ("nl", "en"); a language without patterns is set without hyphens.
class Hyphenation {
public:
    [[nodiscard]] const text::Hyphenator* for_language(std::string_view language);

private:
    std::map<std::string, std::unique_ptr<text::Hyphenator>, std::less<>> loaded_;
};

// How much of a chapter is set: enough to fill these px on either side of a byte.
struct Portion {
    std::size_t around = 0;
    Px before = 0, after = 0;
};

// Sets a chapter, or a portion of it. `language` as BCP 47. Never fails: what cannot fit overflows its line. Null only
// when it was stopped.
[[nodiscard]] std::shared_ptr<const ChapterLayout> set_chapter(Fonts& fonts, Hyphenation& hyphenation,
                                                               std::shared_ptr<const document::Chapter> chapter,
                                                               std::string_view language, const Style& style,
                                                               const FigureSize& figure_size,
                                                               const std::optional<Portion>& portion = {},
                                                               const std::stop_token& stop = {});

}  // namespace katern::typeset
