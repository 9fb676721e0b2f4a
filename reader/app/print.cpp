#include "app/print.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "app/chapter_marks.h"
#include "app/page_frame.h"
#include "app/print_excerpt.h"
#include "app/print_notes.h"
#include "app/running_title.h"
#include "draw/pdf_canvas.h"
#include "typeset/emphasis.h"
#include "words/words.h"

namespace katern::app {
namespace {

using typeset::Px;

// A4 in points, and px of which 18.5 make the 10.75 points that prose is printed in.
constexpr float points = 10.75F / 18.5F;
constexpr Px paper_width = 595.276F / points, paper_height = 841.89F / points;
constexpr Px measure = 600, leading = 26.4F;
constexpr Px text_top = 128, running_title_top = 70, page_number_top = 1'352;
constexpr Px text_height = leading * 45;
constexpr Px left_with_notes = 118;  // room for signs and addresses
constexpr Px note_x = 30, note_width = 226, note_indent = 27, note_size = 14, note_leading = 19.5F, sign_side = 18;
constexpr Px book_title_top = 400;
constexpr Px contents_leading = 30, contents_indent = 26;

draw::Theme ink_on_white() {
    draw::Theme theme = draw::theme(draw::ThemeName::light);
    theme.paper = draw::rgb(0xFFFFFF);
    return theme;
}

typeset::TextStyle style_of(const document::Book& book, typeset::Family family, Px size, Px line, typeset::Ink ink) {
    typeset::TextStyle style;
    style.family = family;
    style.size = size;
    style.leading = line;
    style.ink = ink;
    style.language = book.language;
    return style;
}

// A chapter, or a part of one, that is set and waits to be drawn.
struct SetChapter {
    std::size_t index = 0;
    Excerpt part;
    std::shared_ptr<const typeset::ChapterLayout> layout;
    std::vector<draw::Mark> marks;
    std::vector<MarginNote> notes;
    std::vector<std::vector<NotePiece>> pieces;  // per page
    std::size_t first_page = 0;                  // as its number is printed
    [[nodiscard]] std::size_t pages() const { return std::max({std::size_t{1}, layout->pages().size(), pieces.size()}); }
};

class Printer {
public:
    Printer(const std::shared_ptr<const document::Book>& book, const std::vector<share::Passage>& passages,
            const PrintOrder& order, const PrintProgress& progress)
        : book_(book),
          passages_(passages),
          order_(order),
          progress_(progress),
          pictures_(book),
          theme_(ink_on_white()),
          canvas_({paper_width, paper_height}, points, facts()) {
        canvas_.embed_files(book);
    }

    Result<PrintReport> run() {
        if (const Result<void> set = set_all(); !set) return tl::unexpected<Error>(set.error());
        name_places();
        if (order_.part == PrintOrder::Part::book) {
            draw_title_page();
            draw_contents();
        }
        for (const SetChapter& chapter : chapters_) {
            if (!goes_on(chapters_.size())) return fail(Word::error_print_stopped);
            draw_chapter(chapter);
        }
        const Result<std::string> bytes = canvas_.finish(order_.path);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        if (const Result<void> written = share::write_whole(order_.path, *bytes); !written)
            return tl::unexpected<Error>(written.error());
        return PrintReport{canvas_.pages()};
    }

private:
    [[nodiscard]] draw::PdfFacts facts() const {
        draw::PdfFacts facts;
        facts.title = book_->title;
        if (order_.part != PrintOrder::Part::book) facts.title = book_->chapters[order_.chapter].title + " (" + book_->title + ")";
        for (const std::string& author : book_->authors) facts.author += (facts.author.empty() ? "" : ", ") + author;
        facts.made = notes::iso_8601(order_.now);
        return facts;
    }

    [[nodiscard]] bool goes_on(std::size_t done) const {
        return !progress_ || progress_(done, order_.part == PrintOrder::Part::book ? book_->chapters.size() : 1);
    }
    [[nodiscard]] Px left() const { return order_.notes ? left_with_notes : (paper_width - measure) / 2; }

    // --- Setting

    Result<void> set_all() {
        const bool all = order_.part == PrintOrder::Part::book;
        const std::size_t first = all ? 0 : order_.chapter, end = all ? book_->chapters.size() : order_.chapter + 1;
        for (std::size_t i = first; i < end; ++i) {
            if (!goes_on(i - first)) return fail(Word::error_print_stopped);
            const auto chapter = book_->chapter(i);
            if (!chapter) {
                if (all) continue;  // a book with a missing chapter has others
                return tl::unexpected<Error>(chapter.error());
            }
            chapters_.push_back(set_chapter(i, *chapter));
        }
        std::size_t page = 1;
        if (all) page += 1 + contents_pages();
        for (SetChapter& chapter : chapters_) {
            chapter.first_page = page;
            page += chapter.pages();
        }
        return {};
    }

    SetChapter set_chapter(std::size_t index, const std::shared_ptr<const document::Chapter>& chapter) {
        SetChapter set;
        set.index = index;
        set.part = order_.part == PrintOrder::Part::selection ? excerpt(*chapter, order_.bytes) : whole(chapter);
        typeset::Style style;
        style.leading = leading;
        style.measure = measure;
        style.page_height = text_height;
        set.layout = typeset::set_chapter(fonts_, hyphenation_, set.part.chapter, book_->language, style,
                                          [this](const document::Image& image) { return figure_facts(pictures_, image, order_.language); });
        const std::vector<PrintedConversation> said =
            order_.notes ? conversations_in(chapter->id, passages_) : std::vector<PrintedConversation>();
        if (order_.marks || order_.notes) set.marks = marks_in(*chapter, passages_);
        const auto said_at = [&](const draw::Mark& mark) {
            return std::find_if(said.begin(), said.end(), [&](const PrintedConversation& each) { return each.first->note.id == mark.id; });
        };
        std::erase_if(set.marks, [&](const draw::Mark& mark) {
            return !is_printed(mark) || (!order_.marks && said_at(mark) == said.end());
        });
        if (set.part.blocks.empty()) return set;
        for (const draw::Mark& mark : set.marks)
            if (const auto conversation = said_at(mark); conversation != said.end())
                set.notes.push_back(margin_note(set, mark, *conversation));
        std::stable_sort(set.notes.begin(), set.notes.end(),
                         [](const MarginNote& a, const MarginNote& b) { return a.wanted < b.wanted; });
        set.pieces = place_notes(set.notes, set.layout->pages(), text_height);
        return set;
    }

    // An answer hangs at the start of its question, and covers no words.
    [[nodiscard]] bool is_printed(const draw::Mark& mark) const {
        if (order_.part != PrintOrder::Part::selection) return true;
        if (mark.bytes.empty()) return mark.bytes.start >= order_.bytes.start && mark.bytes.start < order_.bytes.end;
        return mark.bytes.overlaps(order_.bytes);
    }

    MarginNote margin_note(const SetChapter& set, const draw::Mark& mark, const PrintedConversation& conversation) {
        const typeset::Emphasised words = words_of(conversation, order_.language);
        MarginNote note;
        note.category = mark.category;
        note.words = words.text;
        note.text = typeset::set_text(fonts_, words,
                                      style_of(*book_, typeset::Family::sans, note_size, note_leading, typeset::Ink::ink),
                                      note_width - note_indent);
        note.wanted = set.layout->y_of(std::max(mark.bytes.start, set.part.chapter->blocks.front().text.start));
        return note;
    }

    // --- Places that links lead to

    [[nodiscard]] std::string name_of(std::size_t chapter, std::string_view part = {}) const {
        return book_->chapters[chapter].id + (part.empty() ? "" : "#" + std::string(part));
    }

    // Known before anything is drawn: a link may lead to what comes later, and must not lead to what never comes.
    void name_places() {
        for (const SetChapter& set : chapters_) {
            places_.emplace(name_of(set.index), set.index);
            for (const document::Block& block : set.part.chapter->blocks)
                if (!block.slug.empty()) places_.emplace(name_of(set.index, block.slug), set.index);
            for (const document::Footnote& note : set.part.chapter->footnotes)
                if (note.block_count > 0) places_.emplace(name_of(set.index, footnote_name(note)), set.index);
        }
    }
    [[nodiscard]] static std::string footnote_name(const document::Footnote& note) {
        return "voetnoot-" + std::to_string(note.number);
    }

    void place(const std::string& name, typeset::Point at) {
        if (placed_.insert(name).second) canvas_.place(name, at);
    }
    // What stood nowhere (a heading without words) is on the chapter's last page.
    void place_the_rest(std::size_t chapter) {
        for (const auto& [name, index] : places_)
            if (index == chapter) place(name, {0, 0});
    }

    // --- Drawing

    // Returns what it takes in height.
    Px label(std::string_view words, const typeset::TextStyle& style, typeset::Point at, Px width = 0) {
        const typeset::TextLayout set = typeset::set_text(fonts_, words, style, width);
        canvas_.text(set, at, theme_, words);
        return set.height;
    }
    void label_right(std::string_view words, const typeset::TextStyle& style, typeset::Point right_top) {
        const typeset::TextLayout set = typeset::set_text(fonts_, words, style);
        canvas_.text(set, {right_top.x - set.width, right_top.y}, theme_, words);
    }
    void label_centred(std::string_view words, const typeset::TextStyle& style, Px top) {
        const typeset::TextLayout set = typeset::set_text(fonts_, words, style, measure, 1);
        canvas_.text(set, {left() + (measure - set.width) / 2, top}, theme_, set.cut ? std::string_view() : words);
    }

    void draw_title_page() {
        typeset::TextStyle title = style_of(*book_, typeset::Family::serif, 46, 56, typeset::Ink::ink);
        title.bold = true;
        const Px x = (paper_width - measure) / 2;
        Px y = book_title_top;
        y += label(book_->title, title, {x, y}, measure) + 14;
        typeset::TextStyle quiet = style_of(*book_, typeset::Family::serif, 20, 30, typeset::Ink::quiet);
        if (!book_->description.empty()) {
            quiet.italic = true;
            y += label(book_->description, quiet, {x, y}, measure) + 24;
            quiet.italic = false;
        }
        const std::string author = facts().author;
        if (!author.empty()) y += label(author, quiet, {x, y}, measure);
        if (!book_->edition.empty()) label(book_->edition, quiet, {x, paper_height - 190}, measure);
        canvas_.outline_entry(0, book_->title, {0, 0});
        canvas_.end_page();
    }

    static constexpr std::size_t contents_rows = 38;
    [[nodiscard]] std::size_t contents_pages() const { return (chapters_.size() + contents_rows - 1) / contents_rows; }

    void draw_contents() {
        const Px x = (paper_width - measure) / 2;
        typeset::TextStyle heading = style_of(*book_, typeset::Family::serif, 31, 37, typeset::Ink::ink);
        heading.bold = true;
        for (std::size_t i = 0; i < chapters_.size(); ++i) {
            const std::size_t row = i % contents_rows;
            if (row == 0) {
                if (i > 0) canvas_.end_page();
                label(say(Word::ui_contents, order_.language), heading, {x, text_top - 12});
            }
            draw_contents_row(chapters_[i], {x, text_top + 64 + static_cast<Px>(row) * contents_leading, measure, contents_leading});
        }
        canvas_.end_page();
    }

    void draw_contents_row(const SetChapter& set, typeset::Rect row) {
        const document::ChapterEntry& entry = book_->chapters[set.index];
        typeset::TextStyle style = style_of(*book_, typeset::Family::serif, 18.5F, contents_leading, typeset::Ink::ink);
        typeset::TextStyle number = style_of(*book_, typeset::Family::serif, 18.5F, contents_leading, typeset::Ink::quiet);
        number.features.tabular_lining = true;
        const Px title_x = row.x + contents_indent * static_cast<Px>(entry.depth + 1);
        if (!entry.number.empty()) label(entry.number, number, {title_x - contents_indent, row.y});
        const Px room = row.right() - 60 - title_x;
        const typeset::TextLayout title = typeset::set_text(fonts_, entry.title, style, room, 1);
        canvas_.text(title, {title_x, row.y}, theme_, title.cut ? std::string_view() : std::string_view(entry.title));
        label_right(std::to_string(set.first_page), number, {row.right(), row.y});
        canvas_.link_to_place(name_of(set.index), row);
    }

    void draw_chapter(const SetChapter& set) {
        for (std::size_t page = 0; page < set.pages(); ++page) {
            draw_furniture(set, page);
            if (page < set.layout->pages().size()) draw_text(set, page);
            if (page < set.pieces.size()) draw_notes(set, set.pieces[page]);
            if (page + 1 == set.pages()) place_the_rest(set.index);
            canvas_.end_page();
        }
    }

    // The first page of a chapter has its title already.
    void draw_furniture(const SetChapter& set, std::size_t page) {
        const document::ChapterEntry& entry = book_->chapters[set.index];
        const bool selected = order_.part == PrintOrder::Part::selection;
        if (page > 0 || selected) {
            std::string words = entry.title;
            if (selected && !set.part.blocks.empty()) words += ", " + document::address(entry, set.part.blocks.front());
            label_centred(words, running_title_style(fonts_, book_->language, 15, 22, typeset::Ink::quiet), running_title_top);
        }
        label_centred(std::to_string(set.first_page + page),
                      style_of(*book_, typeset::Family::serif, 15, 22, typeset::Ink::quiet), page_number_top);
    }

    void draw_text(const SetChapter& set, std::size_t number) {
        const typeset::Page& page = set.layout->pages()[number];
        const document::ChapterEntry& entry = book_->chapters[set.index];
        draw::PageView view;
        view.layout = set.layout.get();
        view.marks = set.marks;
        view.window = {0, page.top, measure, page.bottom - page.top};
        view.origin = {left(), text_top + page.head_height};
        view.address = [&](std::size_t block) {
            const std::string address = document::address(entry, set.part.blocks[block]);
            // A long id has no room in the margin; the running title says which chapter it is.
            return entry.number.empty() ? address.substr(entry.id.size() + 1) : address;
        };
        draw::draw_page(canvas_, view, theme_, fonts_, pictures_);
        if (page.head_height > 0) {
            // The table goes on from the page before.
            view.window = {0, page.head_top, measure, page.head_height};
            view.origin = {left(), text_top};
            view.marks = {};
            draw::draw_page(canvas_, view, theme_, fonts_, pictures_);
        }
        draw_places(set, page);
        for (const typeset::Line& line : set.layout->lines())
            if (line.top >= page.top && line.top < page.bottom) draw_links(set, line, page);
    }

    [[nodiscard]] typeset::Point on_paper(const typeset::Page& page, typeset::Point at) const {
        return {left() + at.x, text_top + page.head_height + at.y - page.top};
    }

    void draw_places(const SetChapter& set, const typeset::Page& page) {
        const document::Chapter& chapter = *set.part.chapter;
        if (&page == &set.layout->pages().front()) {
            place(name_of(set.index), {0, 0});
            const document::ChapterEntry& entry = book_->chapters[set.index];
            outline_ = canvas_.outline_entry(0, (entry.number.empty() ? "" : entry.number + " ") + entry.title, {0, 0});
        }
        for (std::size_t i = 0; i < chapter.blocks.size(); ++i) {
            const document::Block& block = chapter.blocks[i];
            const Px y = set.layout->blocks()[i].top;
            if (block.slug.empty() || y < page.top || y >= page.bottom) continue;
            const typeset::Point at = on_paper(page, {0, y});
            place(name_of(set.index, block.slug), {0, at.y - 10});
            if (block.level == 2) canvas_.outline_entry(outline_, std::string(chapter.text_of(block)), {0, at.y - 10});
        }
        for (const document::Footnote& note : chapter.footnotes) {
            const auto shown = std::find(set.part.blocks.begin(), set.part.blocks.end(), note.first_block);
            if (note.block_count == 0 || shown == set.part.blocks.end()) continue;
            const Px y = set.layout->blocks()[static_cast<std::size_t>(shown - set.part.blocks.begin())].top;
            if (y >= page.top && y < page.bottom)
                place(name_of(set.index, footnote_name(note)), {0, on_paper(page, {0, y}).y - 10});
        }
    }

    void draw_links(const SetChapter& set, const typeset::Line& line, const typeset::Page& page) {
        for (const typeset::Run& run : line.runs) {
            if (run.count == 0 || (run.link < 0 && run.footnote < 0)) continue;
            const typeset::Glyph& first = line.glyphs[run.first];
            const typeset::Glyph& last = line.glyphs[run.first + run.count - 1];
            const typeset::Point at = on_paper(page, {first.x, line.top});
            const typeset::Rect rect{at.x, at.y, last.x + last.advance - first.x, line.height};
            if (run.footnote >= 0) {
                link(name_of(set.index, footnote_name(set.part.chapter->footnotes[static_cast<std::size_t>(run.footnote)])), rect);
                continue;
            }
            const document::Destination to =
                document::resolve(*book_, set.index, set.part.chapter->links[static_cast<std::size_t>(run.link)].target);
            if (to.kind == document::Destination::Kind::outside) canvas_.link_to_url(to.url, rect);
            if (to.kind == document::Destination::Kind::chapter) link(name_of(to.chapter, to.fragment), rect);
        }
    }
    void link(const std::string& place, typeset::Rect rect) {
        if (places_.contains(place)) canvas_.link_to_place(place, rect);
    }

    void draw_notes(const SetChapter& set, const std::vector<NotePiece>& pieces) {
        const Px x = left() + measure + note_x;
        for (const NotePiece& piece : pieces) {
            const MarginNote& note = set.notes[piece.note];
            const Px y = text_top + piece.y;
            if (piece.first_line == 0)
                draw::draw_sign(canvas_, note.category, {x, y + (note_leading - sign_side) / 2, sign_side, sign_side}, sign_side / 2,
                                theme_, fonts_);
            for (std::size_t i = piece.first_line; i < piece.first_line + piece.line_count; ++i)
                canvas_.line(note.text.lines[i], {x + note_indent, y - note.text.lines[piece.first_line].top}, theme_, note.words);
        }
    }

    std::shared_ptr<const document::Book> book_;
    const std::vector<share::Passage>& passages_;
    const PrintOrder& order_;
    const PrintProgress& progress_;
    typeset::Fonts fonts_;
    typeset::Hyphenation hyphenation_;
    draw::Pictures pictures_;
    draw::Theme theme_;
    draw::PdfCanvas canvas_;
    std::vector<SetChapter> chapters_;
    std::map<std::string, std::size_t> places_;  // name → chapter
    std::set<std::string> placed_;
    int outline_ = 0;
};

}  // namespace

Result<PrintReport> print(const std::shared_ptr<const document::Book>& book, const std::vector<share::Passage>& passages,
                          const PrintOrder& order, const PrintProgress& progress) {
    if (order.part == PrintOrder::Part::selection && order.bytes.empty()) return fail(Word::error_print_selection);
    return Printer(book, passages, order, progress).run();
}

}  // namespace katern::app
