// Where in the book the person is, and how they get elsewhere: scrolling, turning, links, back and forward.
#include <algorithm>
#include <cmath>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr Px scroll_overlap_lines = 1;
constexpr Px least_turn = 40;  // of scrolling that turns a page
constexpr notes::Milliseconds glide_time = 120;

}  // namespace

Place Reader::place() const {
    if (!layout) return {chapter_index, 0};
    if (settings.flow != Flow::scroll) return {chapter_index, layout->pages()[std::min(page, layout->pages().size() - 1)].first_byte};
    return {chapter_index, scroll <= 0 ? 0 : layout->byte_at_y(scroll)};
}

void Reader::go_to(Place target, bool remember) {
    if (!book || target.chapter >= book->chapters.size()) return;
    if (remember && chapter) remember_place();
    if (target.chapter != chapter_index || !chapter) {
        close_editor();
        load_chapter(target.chapter, target.byte);
    }
    show(target.byte);
    title_page = false;
}

void Reader::remember_place() {
    constexpr std::size_t most = 200;
    future_.clear();
    if (!history_.empty() && history_.back() == place()) return;
    if (history_.size() == most) history_.erase(history_.begin());
    history_.push_back(place());
}

void Reader::go_back() {
    if (history_.empty()) return;
    const Place last = history_.back();
    history_.pop_back();
    future_.push_back(place());
    go_to(last, false);
}

void Reader::go_forward() {
    if (future_.empty()) return;
    const Place next = future_.back();
    future_.pop_back();
    history_.push_back(place());
    go_to(next, false);
}

void Reader::scroll_by(Px dy, bool glides) {
    if (settings.flow != Flow::scroll) {
        // A touchpad sends many small steps; a notch of a wheel or a key is one page.
        if ((turned_ > 0) != (dy > 0)) turned_ = 0;
        turned_ += dy;
        if (std::abs(turned_) < least_turn) return;
        turn_page(turned_ > 0 ? 1 : -1);
        turned_ = 0;
        return;
    }
    const Px before = scroll;
    const typeset::ChapterLayout* const measured_in = layout.get();
    scroll += dy;
    clamp_scroll();
    // Where more of the chapter was set meanwhile, all heights have moved.
    if (glides && layout.get() == measured_in) glide_from(before);
}

// From where the page is shown now, also when it is still under way.
void Reader::glide_from(Px scroll_before) {
    if (!may_move || scroll == scroll_before) return;
    glide_length_ = glide_ = glide_ + scroll_before - scroll;
    glide_began_ = steady_now();
}

void Reader::go_on_gliding() {
    if (glide_ == 0) return;
    const auto passed = static_cast<float>(steady_now() - glide_began_);
    const float rest = std::max(0.0F, 1 - passed / static_cast<float>(glide_time));
    glide_ = may_move ? glide_length_ * rest * rest * rest : 0;
    if (std::abs(glide_) < 0.25F) glide_ = 0;
}

void Reader::turn_page(int by) {
    if (!layout) return;
    if (settings.flow == Flow::scroll) {
        const Px end = std::max(0.0F, end_of_scroll());
        const Px step = text_area().height - layout_style().leading * scroll_overlap_lines;
        if (by > 0 && scroll >= end - 1) return next_chapter();
        if (by < 0 && scroll <= 0) {
            const std::size_t before = chapter_index;
            previous_chapter();
            if (chapter_index != before) to_end();
            return;
        }
        const Px before = scroll;
        const typeset::ChapterLayout* const measured_in = layout.get();
        scroll += step * static_cast<float>(by);
        clamp_scroll();
        if (layout.get() == measured_in) glide_from(before);
        return;
    }
    const std::size_t step = shows_spread() ? 2 : 1;
    if (by > 0 && page + step >= layout->pages().size()) return next_chapter();
    if (by < 0 && page == 0) {
        const std::size_t before = chapter_index;
        previous_chapter();
        if (chapter_index != before) to_end();
        return;
    }
    const std::size_t before = layout->pages()[page].first_byte;
    const bool whole_waits = waiting_whole_ != nullptr;
    page = by > 0 ? page + step : page - std::min(page, step);
    use_waiting_whole();
    // The whole may begin this page a few lines earlier, but a turn always leads on. And a turn back to what stands before, not past it.
    if (by > 0 && layout->pages()[page].first_byte <= before && page + 1 < layout->pages().size()) ++page;
    if (by < 0 && whole_waits && before > 0) {
        const std::size_t last = layout->page_of(before - 1);
        page = last - std::min(last, step - 1);
    }
    fill_view();
}

void Reader::next_chapter() {
    if (book && chapter_index + 1 < book->chapters.size()) go_to({chapter_index + 1, 0}, false);
}

void Reader::previous_chapter() {
    if (book && chapter_index > 0) go_to({chapter_index - 1, 0}, false);
}

void Reader::to_start() {
    glide_ = 0;
    scroll = 0;
    page = 0;
    fill_view();
}

void Reader::to_end() {
    if (!layout) return;
    glide_ = 0;
    if (!layout->whole()) show(chapter->text.size());
    scroll = layout->height();
    page = layout->pages().size() - (shows_spread() && layout->pages().size() > 1 ? 2 : 1);
    clamp_scroll();
}

void Reader::follow_link(const std::string& target) {
    const document::Destination destination = document::resolve(*book, chapter_index, target);
    if (const auto address = document::parse_address(*book, target)) {
        if (const auto byte = document::place_of(*book, *address)) return go_to({address->chapter, *byte});
    }
    switch (destination.kind) {
        case document::Destination::Kind::chapter: {
            const Result<std::shared_ptr<const document::Chapter>> there = book->chapter(destination.chapter);
            const std::optional<std::size_t> heading = there ? document::find_heading(**there, destination.fragment) : std::nullopt;
            go_to({destination.chapter, heading.value_or(0)});
            return;
        }
        case document::Destination::Kind::outside:
            desktop_.open_link(destination.url, [this, inbox = inbox_](Error error) { inbox->post([this, error] { say(error); }); });
            return;
        case document::Destination::Kind::broken: say(Word::message_broken_link, {target}); return;
    }
}

void Reader::clamp_scroll() {
    if (!layout) return;
    scroll = std::clamp(scroll, 0.0F, std::max(0.0F, end_of_scroll()));
    page = std::min(page, layout->pages().size() - 1);
    fill_view();
}

Px Reader::end_of_scroll() const { return layout->height() - text_area().height + settings.size * 2; }

void Reader::show(std::size_t byte) {
    if (!layout) return;
    glide_ = 0;
    use_waiting_whole();
    if (!layout->whole() && !layout->set_bytes().contains(byte)) use_layout(set_part(byte));
    scroll = byte == 0 ? 0 : layout->y_of(byte);
    page = layout->page_of(byte);
    reveal_in_table(byte);
    clamp_scroll();
}

}  // namespace katern::app
