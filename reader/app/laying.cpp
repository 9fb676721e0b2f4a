// Which part of the chapter is set, and how the whole takes its place.
#include <algorithm>
#include <utility>

#include "app/reader.h"
#include "app/setter.h"

namespace katern::app {
namespace {

// A chapter of fewer bytes is set at once: the longest of the katern takes less than a frame.
constexpr std::size_t set_at_once = 32'000;
// Screenfuls of a longer one that are set around what is looked at.
constexpr float screens_before = 1.5F, screens_after = 3;

// Whether a page looks the same in both: a part from the middle of a chapter has no paragraphs that are set otherwise for a page's end.
bool same_lines(const typeset::ChapterLayout& one, const typeset::ChapterLayout& other, std::size_t first_byte, std::size_t pages) {
    const std::size_t last = std::min(one.page_of(first_byte) + pages, one.pages().size()) - 1;
    const Px bottom = one.pages()[last].bottom;
    std::size_t a = one.line_at(first_byte), b = other.line_at(first_byte);
    for (; a < one.lines().size() && b < other.lines().size() && one.lines()[a].top < bottom; ++a, ++b)
        if (one.lines()[a].bytes != other.lines()[b].bytes) return false;
    return true;
}

}  // namespace

std::shared_ptr<const typeset::ChapterLayout> Reader::set_part(std::size_t around) {
    const Px screen = std::max(text_area().height, layout_style().page_height) * (shows_spread() ? 2.0F : 1.0F);
    std::optional<typeset::Portion> portion;
    if (chapter->text.size() > set_at_once) portion = {around, screen * screens_before, screen * screens_after};
    return typeset::set_chapter(fonts_, hyphenation_, chapter, book->language, layout_style(),
                                [this](const document::Image& image) { return figure_facts(*pictures_, image, settings.language); }, portion);
}

// What was in sight of a wide table stays so.
void Reader::use_layout(const std::shared_ptr<const typeset::ChapterLayout>& next) {
    const auto before = std::exchange(layout, next);
    if (!before || &before->chapter() != &layout->chapter()) return;
    for (std::size_t i = 0; i < layout->wide_tables().size(); ++i)
        if (const typeset::WideTable* was = before->wide_table_of(layout->wide_tables()[i].first_block)) layout->shift_table(i, was->shift);
}

void Reader::shift_table(std::size_t table, Px by) {
    layout->shift_table(table, layout->wide_tables()[table].shift + by);
}

void Reader::reveal_in_table(std::size_t byte) {
    for (std::size_t i = 0; i < layout->wide_tables().size(); ++i) {
        const typeset::WideTable& table = layout->wide_tables()[i];
        const std::size_t block = chapter->block_at(byte);
        if (block >= table.first_block && block < table.end_block) layout->shift_table(i, layout->shift_to(i, byte));
    }
}

// Sets the chapter around this byte, and the rest of it on another thread.
void Reader::lay_out(std::size_t around) {
    waiting_whole_.reset();
    setter_->cancel();
    const std::shared_ptr<const typeset::ChapterLayout> known = ahead(*chapter);
    use_layout(known && (known->whole() || known->set_bytes().contains(around)) ? known : set_part(around));
    if (!layout->whole()) setter_->set({book, chapter, pictures_, layout_style(), settings.language}, [this](const Setter::Layout& whole) { take_whole(whole); });
    set_neighbours();
}

std::shared_ptr<const typeset::ChapterLayout> Reader::ahead(const document::Chapter& coming) const {
    const auto found = std::find_if(ahead_.begin(), ahead_.end(), [&](const auto& set) { return &set->chapter() == &coming && set->style() == layout_style(); });
    return found == ahead_.end() ? nullptr : *found;
}

// So that the page which leads out of a chapter is turned as fast as any other.
void Reader::set_neighbours() {
    std::vector<std::shared_ptr<const typeset::ChapterLayout>> kept;
    std::vector<Setter::Order> orders;
    for (const std::size_t index : {chapter_index + 1, chapter_index - 1}) {
        if (index >= book->chapters.size()) continue;
        const auto known = std::find_if(ahead_.begin(), ahead_.end(), [&](const auto& set) {
            return set->chapter().id == book->chapters[index].id && set->style() == layout_style();
        });
        if (known != ahead_.end()) {
            kept.push_back(*known);
            continue;
        }
        Setter::Order order{book, nullptr, pictures_, layout_style(), settings.language, index, std::nullopt};
        if (index > chapter_index) order.from_start = std::max(text_area().height, layout_style().page_height) * (shows_spread() ? 2.0F : 1.0F) * screens_after;
        orders.push_back(std::move(order));
    }
    // The chapter that is read now stays too: who turns back and forth finds it.
    ahead_ = std::move(kept);
    if (layout->whole() && chapter->text.size() <= set_at_once) ahead_.push_back(layout);
    setter_->set_ahead(std::move(orders), [this](const Setter::Layout& set) { ahead_.push_back(set); });
}

void Reader::relayout() {
    if (!chapter) return;
    ahead_.clear();
    const std::size_t byte = layout ? place().byte : 0;
    const bool at_start = !layout || (settings.flow == Flow::scroll ? scroll <= 0 : page == 0 && layout->set_bytes().start == 0);
    lay_out(at_start ? 0 : byte);
    if (at_start) {
        to_start();
    } else {
        show(byte);
    }
}

// The first visible word stays where it is. On a page that begins elsewhere in the whole, it can't: then the whole waits
// until the page is turned.
void Reader::take_whole(const std::shared_ptr<const typeset::ChapterLayout>& whole) {
    if (!layout || layout->whole()) return;
    if (settings.flow == Flow::scroll) {
        const std::size_t byte = layout->byte_at_y(scroll);
        const Px past = scroll - layout->y_of(byte);
        use_layout(whole);
        if (scroll > 0) scroll = layout->y_of(byte) + past;
        return clamp_scroll();
    }
    const std::size_t byte = layout->pages()[std::min(page, layout->pages().size() - 1)].first_byte;
    const std::size_t there = whole->page_of(byte);
    if (whole->pages()[there].first_byte != byte || !same_lines(*layout, *whole, byte, shows_spread() ? 2 : 1)) {
        waiting_whole_ = whole;
        return;
    }
    use_layout(whole);
    page = there;
}

void Reader::use_waiting_whole() {
    if (!waiting_whole_ || !layout) return;
    const std::size_t byte = place().byte;
    use_layout(std::exchange(waiting_whole_, nullptr));
    scroll = layout->y_of(byte);
    page = layout->page_of(byte);
}

void Reader::fill_view() {
    set_what_is_seen();
    follow_marks();
}

void Reader::set_what_is_seen() {
    if (!layout || layout->whole()) return;
    if (settings.flow == Flow::scroll) {
        const Px from = std::max(0.0F, scroll - above_text);
        const Px to = std::min(layout->height(), scroll + text_area().height);
        if (layout->is_set(from, to)) return;
        const std::size_t byte = layout->byte_at_y(scroll);
        const Px past = layout->is_set(scroll, scroll) ? scroll - layout->y_of(byte) : 0;
        use_layout(set_part(byte));
        scroll = std::clamp(layout->y_of(byte) + past, 0.0F, std::max(0.0F, end_of_scroll()));
        return;
    }
    // The outermost pages of a part may not be full.
    const std::size_t shown = shows_spread() ? 2 : 1;
    const bool from_start = layout->set_bytes().start == 0;
    const bool to_end = layout->set_bytes().end >= chapter->text.size();
    const bool inside = (from_start || page > 0) && (to_end || page + shown < layout->pages().size());
    if (inside) return;
    if (waiting_whole_) return use_waiting_whole();
    const std::size_t byte = place().byte;
    use_layout(set_part(byte));
    page = layout->page_of(byte);
}

}  // namespace katern::app
