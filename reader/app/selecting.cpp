// What is selected on the page, by mouse and by the caret, and what is taken from there.
#include <algorithm>

#include "app/caret.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr float lines_of_margin = 1.5F;  // between the caret and the edge of the page

text::Range piece_at(const document::Chapter& chapter, std::size_t byte, Grain grain) {
    if (grain == Grain::word) return text::word_at(chapter.text, byte);
    if (grain == Grain::sentence && !chapter.text.empty()) {
        const std::size_t within = std::min(byte, chapter.text.size() - 1);
        const text::Range sentence{text::previous_sentence(chapter.text, text::next_grapheme(chapter.text, within)), text::next_sentence(chapter.text, within)};
        return without_space_around(chapter.text, sentence);
    }
    if (grain == Grain::paragraph && !chapter.blocks.empty()) return chapter.blocks[chapter.block_at(byte)].text;
    return {byte, byte};
}

}  // namespace

void Reader::press_on(std::size_t byte, Grain grain) {
    if (!chapter) return;
    drag_from = Pressed{piece_at(*chapter, byte, grain), grain};
    if (grain != Grain::letter) drag_to(byte);
}

void Reader::drag_to(std::size_t byte) {
    if (!chapter || !drag_from) return;
    const text::Range pressed = drag_from->bytes, here = piece_at(*chapter, byte, drag_from->grain);
    selection = here.start < pressed.start ? Selection{pressed.end, here.start}
                                           : Selection{pressed.start, std::max(pressed.end, here.end)};
    if (caret) caret = Caret{selection->focus, std::nullopt};
    if (adjusting) refresh_marks();
}

void Reader::select_all_of_chapter() {
    if (chapter && !chapter->text.empty()) selection = Selection{0, chapter->text.size() - 1};
}

std::size_t Reader::letter_at(typeset::Point in_chapter) const {
    const std::size_t border = layout->hit(in_chapter);
    const std::size_t before = text::previous_grapheme(chapter->text, border);
    const auto covers = [&](const typeset::Rect& rect) { return in_chapter.x >= rect.x && in_chapter.x < rect.right(); };
    const std::vector<typeset::Rect> rects = layout->rects({before, border});
    return std::any_of(rects.begin(), rects.end(), covers) ? before : border;
}

std::string Reader::selected_text() const {
    return chapter && selection ? std::string(text::slice(chapter->text, selection->range())) : std::string();
}

std::string Reader::quotation() const {
    if (!chapter || !selection || selection->range().empty()) return {};
    const std::string address = address_of(chapter->block_at(selection->range().start));
    std::string authors;
    for (const std::string& author : book->authors) authors += (authors.empty() ? "" : ", ") + author;
    return text(authors.empty() ? Word::quotation_without_author : Word::quotation,
                {selected_text(), book->chapters[chapter_index].title, book->title, address, authors});
}

void Reader::copy(const std::string& copied, Word said) {
    to_clipboard = copied;
    say(said);
}

// --- The caret -------------------------------------------------------------------------------------------------------------

// It begins at what is selected or picked, else at the first word in sight.
void Reader::toggle_caret() {
    if (caret) {
        leave_adjusting();
        caret.reset();
        return;
    }
    if (!layout) return;
    close_editor();
    const PageFrame shown = frame();
    const auto in_sight = [&](std::size_t byte) {
        const Px y = layout->y_of(byte);
        return y >= shown.view_top && y < end_of_view(shown);
    };
    std::size_t byte = place().byte;
    if (const PlacedNote* picked = find_note(focused_note); picked && picked->chapter == chapter_index && in_sight(picked->bytes.start))
        byte = picked->bytes.start;
    if (selection && in_sight(selection->focus)) byte = selection->focus;
    caret = Caret{byte, std::nullopt};
}

void Reader::place_caret(std::size_t byte) {
    if (caret && chapter && !chapter->text.empty()) caret = Caret{std::min(byte, chapter->text.size() - 1), std::nullopt};
}

void Reader::move_caret(CaretStep step, bool select) {
    if (!caret || !layout) return;
    bring_into_sight(caret->byte);
    const std::size_t from = caret->byte;
    caret = stepped(*layout, *caret, step);
    // At the border of what is set of a long chapter: set what follows, and step again.
    if (caret->byte == from && !layout->whole()) {
        layout = set_part(from);
        show(from);
        caret = stepped(*layout, *caret, step);
    }
    if (select || adjusting) {
        const std::size_t anchor = selection ? selection->anchor : from;
        selection = Selection{anchor, caret->byte};
    } else {
        selection.reset();
    }
    marks_here.reset();
    if (adjusting) refresh_marks();
    bring_into_sight(caret->byte);
}

void Reader::bring_into_sight(std::size_t byte) {
    if (!layout) return;
    if (!layout->whole() && !layout->set_bytes().contains(byte)) return show(byte);
    const Px y = layout->y_of(byte);
    if (settings.flow != Flow::scroll) {
        const std::size_t there = layout->page_of(byte), shown = shows_spread() ? 2 : 1;
        while (there < page) page -= std::min(page, shown);
        while (there >= page + shown) page += shown;
        return clamp_scroll();
    }
    const Px leading = layout_style().leading, margin = leading * lines_of_margin, before = scroll;
    const typeset::ChapterLayout* const measured_in = layout.get();
    if (y - margin < scroll) scroll = y - margin;
    if (y + leading + margin > scroll + text_area().height) scroll = y + leading + margin - text_area().height;
    clamp_scroll();
    if (layout.get() == measured_in) glide_from(before);
}

}  // namespace katern::app
