// Sets a chapter block by block: what kind each is, where it stands, how far it is from its neighbours. Inside typeset/ only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "typeset/paragraph.h"
#include "typeset/typeset.h"

namespace katern::typeset {

struct TableColumns;

// Type of one kind of block, px at 100% for body text of 18.5.
struct Type {
    Family family = Family::serif;
    Px size = 18.5F;
    Px leading = 28.7F;
    bool bold = false;
    bool italic = false;
    Ink ink = Ink::ink;
    bool justified = false;
    bool hyphenate = false;
    // Of running text they have the form of small letters, where the face has such; in columns they are as high as capitals and equally
    // wide; headings have what the face gives first.
    enum class Figures : unsigned char { text, tabular, own };
    Figures figures = Figures::text;
    Px before = 0, after = 0;  // space to the neighbours; the larger of two meets
};

inline constexpr Px footnote_size = 15;

class Composer {
public:
    Composer(Fonts& fonts, Hyphenation& hyphenation, std::shared_ptr<const document::Chapter> chapter, std::string_view language,
             const Style& style, const FigureSize& figure_size);
    // Null when it was stopped.
    [[nodiscard]] std::shared_ptr<const ChapterLayout> compose(const std::optional<Portion>& portion, const std::stop_token& stop);

    // What stays in one piece on a page: a line, a table's row, a figure.
    struct Atom {
        Px top = 0, bottom = 0;
        std::size_t first_byte = 0;
        bool may_start_page = true;        // not what is kept with the thing before it
        bool orphan = false;               // a page that begins with it leaves a paragraph's first line alone on the one before
        bool widow = false;                // a page that begins with it has a paragraph's last line alone at its top
        bool hyphenated = false;
        Px head_top = 0, head_height = 0;  // of the table whose row this is, but for its head
        std::size_t block = 0, line = 0;   // which of the block's lines
    };

private:
    // Where a block may stand: its left edge and the room to the right of it.
    struct Column {
        Px x = 0, width = 0;
    };

    // Where an item's text begins; its sign stands before it, on the right where it runs from right to left.
    struct Side {
        Px x = 0;
        bool leftward = false;
    };

    [[nodiscard]] Type type_of(std::size_t block) const;
    [[nodiscard]] bool is_subtitle(std::size_t block) const;
    [[nodiscard]] bool stays_with_next_in_callout(std::size_t index) const;
    [[nodiscard]] bool follows_paragraph(std::size_t block) const;
    [[nodiscard]] Px scaled(Px at_body_size) const { return at_body_size * style_.size / 18.5F; }
    [[nodiscard]] Form form_of(const Type& type, const document::Span& span) const;
    [[nodiscard]] Form mark_form(const Type& type) const;
    [[nodiscard]] Paragraph paragraph_of(const document::Block& block, text::Range bytes, const Type& type);

    // What a portion comes down to, and the room that the rest is given (portion.cpp).
    [[nodiscard]] text::Range bytes_of(const Portion& portion) const;
    [[nodiscard]] Px estimate(std::size_t block, text::Range bytes) const;
    [[nodiscard]] bool is_wanted(std::size_t block) const;
    [[nodiscard]] bool is_in_long_table(std::size_t block) const;
    void skip(std::size_t block);
    void narrow_to_lines();
    [[nodiscard]] std::vector<Line> lines_of(std::size_t block, const Type& type, Paragraph::Setting setting, bool verbatim, Px& top);

    // Words of paragraphs to come (ahead.cpp).
    struct Ahead {
        std::size_t block = 0;
        std::size_t first = 0, count = 0;  // of tokens_
        const WordTable* table = nullptr;
    };
    void shape_ahead(std::size_t block);
    void shape_ahead(std::size_t block, const document::Span& span);
    void tell_words(Paragraph& paragraph, std::size_t block) const;
    void set_block(std::size_t block, const Type& type, const Column& column);
    void space_before(std::size_t block, const Type& type);
    Column enter_containers(std::size_t block, const Type& type);
    void close_quotes(const std::vector<document::Container>& still_open, std::size_t block);
    void open_quote(const document::Container& quote, std::size_t block, Px x);
    [[nodiscard]] Form label_form(const Type& type) const;
    [[nodiscard]] Px room_for_sign(const document::Container& item);
    void set_sign(const document::Container& item, std::size_t depth, const Type& type, Side side, Px top);
    void set_task(bool done, const Type& type, Side at, Px top);
    void add_mark(TextLayout label, const Type& type, Px right, Px top);
    void add_wrap_signs(const std::vector<Line>& lines, const Type& type, Px top, Px text_left);
    [[nodiscard]] Type heading_that_fits(const document::Block& heading, Type type, Px room);
    void set_paragraph(std::size_t block, const Type& type, const Column& column);
    void set_code(std::size_t block, const Type& type, const Column& column);
    // Pictures (figures.cpp).
    void set_figure(std::size_t block, const Type& type, const Column& column);
    Px set_picture(std::size_t block, std::uint32_t image, const Type& type, const Column& column, Px top);
    Px set_frame(std::size_t block, const document::Image& picture, const std::string& instead, const Type& type, const Column& column, Px top);
    void set_pictures_in_text(std::size_t block, const Type& type, const Column& column);
    [[nodiscard]] bool has_pictures_in_text(std::size_t block) const;

    // Tables (table.cpp).
    struct Table {
        std::uint32_t id = 0;
        std::size_t first = 0, end = 0;  // blocks
        std::vector<Px> widths;
        std::vector<bool> whole;  // columns in which each word fits, and none is broken
        std::size_t measured = 0;  // rows before this block are those whose words are known
        float scale = 1;  // of its type
        [[nodiscard]] bool hyphenates(std::size_t row, std::size_t column) const { return row >= measured || column >= whole.size() || !whole[column]; }
    };
    std::size_t set_table(std::size_t from, const Type& type, const Column& column);
    [[nodiscard]] const Table& table_at(std::size_t block, const Type& type, Px room);
    [[nodiscard]] TableColumns measure_columns(std::size_t first, std::size_t end, const Type& type);
    [[nodiscard]] Table fitted(const TableColumns& columns, Px room) const;
    Px set_row(std::size_t block, const Type& type, const Column& column, const Table& table);
    void place_lines(std::vector<Line>& lines, std::size_t block, const Type& type, Px top) const;
    void add_lines(std::vector<Line> lines, std::size_t block, const Type& type, Px top);
    [[nodiscard]] Px baseline_in(const Type& type) const;
    [[nodiscard]] Paragraph::Setting setting_of(std::size_t block, const Type& type, const Column& column) const;

    // Where pages end (paginate.cpp).
    struct Queue {  // of what is not on a page yet, where it will stand
        std::vector<Atom> atoms;
        std::size_t start = 0;        // in atoms: what the next page begins with
        std::size_t next_block = 0;   // whose atoms are not in yet
        Px shift = 0;                 // by which paragraphs that were set otherwise have moved what follows
        bool kept_with_last = false;
        std::size_t head_block = 0;   // of the table that is gone through
        Px head_top = 0, head_height = 0;
    };
    void add_atoms(Queue& queue, std::size_t block) const;
    void add_line_atoms(std::vector<Atom>& atoms, std::size_t block, std::span<const Line> lines, bool kept_with_last, Px shift) const;
    void fill(Queue& queue) const;
    [[nodiscard]] Px ground_above(std::size_t block) const;
    [[nodiscard]] Px ground_below(std::size_t block) const;
    void add_page(const Queue& queue, std::size_t from, std::size_t end);
    void paginate_back(Queue& queue);
    void paginate();

    // Paragraphs that are set a line longer or shorter (loosen.cpp).
    struct Loosened {
        std::size_t block = 0;
        int looseness = 0;
        Px by = 0;  // that all which follows is moved
        double cost = 0;  // demerits a line
        std::vector<Line> lines;
    };
    struct Way {
        std::size_t block = 0;
        int looseness = 0;
        float strain = 0;  // how much of what its lines can give or take is asked of them
    };
    [[nodiscard]] bool may_be_loosened(std::size_t block) const;
    [[nodiscard]] float strain_of(std::size_t block, int looseness) const;
    [[nodiscard]] std::vector<Way> ways_to_loosen(const Queue& queue, std::size_t full) const;
    [[nodiscard]] std::optional<Loosened> loosen(std::size_t block, int looseness, double most);
    [[nodiscard]] bool might_end_well(const Queue& queue, std::size_t full, std::size_t block, int looseness) const;
    [[nodiscard]] std::vector<Atom> atoms_with(const Queue& queue, std::size_t most, const Loosened& loosened) const;
    [[nodiscard]] bool ends_well(const Queue& queue, std::size_t full, const Loosened& loosened) const;
    void improve_page_end(Queue& queue);
    void move_what_follows();

    Fonts& fonts_;
    const text::Hyphenator* hyphenator_;
    std::string language_;
    Style style_;
    const FigureSize& figure_size_;
    std::shared_ptr<ChapterLayout> layout_;
    const document::Chapter& chapter_;
    Px y_ = 0;
    Px owed_ = 0;  // space after the block before, which the next one may enlarge
    std::map<std::uint32_t, std::size_t> longest_numbers_;  // of each list, in digits
    std::set<std::uint32_t> signed_items_;  // list items and footnotes whose sign is set
    struct OpenQuote {
        Px x = 0, top = 0;
        bool callout = false;
        std::size_t box = 0;  // a callout's ground and bar, in the layout's boxes
    };
    std::optional<document::Callout> callout_;  // that is open
    std::map<std::uint32_t, OpenQuote> quotes_;
    bool footnotes_begun_ = false;
    text::Range wanted_{0, SIZE_MAX};  // what of the text is set
    std::size_t anchor_ = 0;           // where a page begins when the start of the chapter isn't set
    std::vector<Column> columns_;      // by block
    std::map<std::size_t, Px> ground_above_, ground_below_;  // of callouts that begin or end with this block, beyond it
    std::size_t shaped_to_ = 0;        // up to which block words were shaped ahead
    std::vector<Ahead> ahead_;         // blocks of them, in order
    std::vector<Token> tokens_, part_; // of these, and of a part of one
    std::uint64_t words_ahead_ = 0;    // see Paragraph::know
    Table table_;                      // that is gone through
    std::vector<Loosened> loosened_;   // in order
    std::stop_token stop_;
};

// The first atom that a page from `start` on has no room for.
[[nodiscard]] std::size_t full_page(std::span<const Composer::Atom> atoms, std::size_t start, Px height);
// What is wrong with a page that ends before this atom, weighed: a lone last line (widow) is worse than a lone first one (orphan), and
// that is worse than half a word. 0: nothing.
[[nodiscard]] int fault_at(std::span<const Composer::Atom> atoms, std::size_t end);

}  // namespace katern::typeset
