// What on the page leads somewhere: links, footnotes, figures.
#include <algorithm>

#include "app/print_excerpt.h"
#include "app/reader.h"
#include "words/words.h"

namespace katern::app {
namespace {

// "vo-raad.nl" of "https://user@www.vo-raad.nl/pad": what the browser will really ask.
std::string host_of(const std::string& url) {
    const std::size_t scheme = url.find("://");
    std::string host = url.substr(scheme == std::string::npos ? 0 : scheme + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (const std::size_t user = host.rfind('@'); user != std::string::npos) host = host.substr(user + 1);
    return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace

std::string Reader::where_leads(const std::string& target) const {
    if (!book) return {};
    const auto named = [&](std::size_t index, std::size_t byte) {
        const auto there = book->chapter(index);
        const std::string& title = book->chapters[index].title;
        if (!there) return title;
        return title + " · " + document::address(book->chapters[index], (*there)->block_at(byte));
    };
    if (const auto address = document::parse_address(*book, target)) {
        const auto byte = document::place_of(*book, *address);
        return byte ? named(address->chapter, *byte) : text(Word::ui_link_nowhere, {target});
    }
    const document::Destination to = document::resolve(*book, chapter_index, target);
    if (to.kind == document::Destination::Kind::broken) return text(Word::ui_link_nowhere, {target});
    if (to.kind == document::Destination::Kind::outside) {
        if (to.url.starts_with("mailto:")) return text(Word::ui_link_mail, {to.url.substr(7, to.url.find('?') - 7)});
        return text(Word::ui_link_web, {host_of(to.url)});
    }
    if (to.fragment.empty()) return book->chapters[to.chapter].title;
    const auto there = book->chapter(to.chapter);
    return named(to.chapter, there ? document::find_heading(**there, to.fragment).value_or(0) : 0);
}

void Reader::open_footnote(std::size_t index, std::size_t byte) {
    if (!chapter || index >= chapter->footnotes.size() || chapter->footnotes[index].block_count == 0) return;
    close_editor();
    comfort_open = false;
    footnote = OpenFootnote{index, byte};
}

void Reader::go_to_footnote() {
    if (!footnote || !chapter) return;
    const std::size_t block = chapter->footnotes[footnote->index].first_block;
    footnote.reset();
    go_to({chapter_index, chapter->blocks[block].text.start});
}

std::shared_ptr<const typeset::ChapterLayout> Reader::footnote_layout(Px measure) {
    typeset::Style style = layout_style();
    style.measure = measure;
    style.justified = false;
    style.wide_tables = false;
    if (footnote_set_.layout && footnote_set_.chapter == chapter_index && footnote_set_.index == footnote->index && footnote_set_.style == style &&
        footnote_set_.layout->chapter().id == chapter->id)
        return footnote_set_.layout;
    const document::Footnote& note = chapter->footnotes[footnote->index];
    const std::size_t last = note.first_block + note.block_count - 1;
    const Excerpt part = excerpt(*chapter, {chapter->blocks[note.first_block].text.start, chapter->blocks[last].text.end});
    footnote_set_ = {chapter_index, footnote->index, style,
                     typeset::set_chapter(fonts_, hyphenation_, part.chapter, book->language, style,
                                          [this](const document::Image& image) { return figure_facts(*pictures_, image, settings.language); })};
    return footnote_set_.layout;
}

std::shared_ptr<const typeset::ChapterLayout> Reader::set_text_of(std::shared_ptr<const document::Chapter> text) {
    return typeset::set_chapter(fonts_, hyphenation_, std::move(text), book->language, layout_style(),
                                [](const document::Image&) { return std::optional<typeset::Size>(); });
}

void Reader::open_figure(std::size_t index) {
    if (!layout || index >= layout->figures().size()) return;
    const typeset::Figure& chosen = layout->figures()[index];
    const std::optional<typeset::Size> size = chosen.broken ? std::nullopt : pictures_->size(chapter->images[chosen.image].path);
    if (!size || size->width <= 0 || size->height <= 0) return;
    close_editor();
    footnote.reset();
    figure_pictures_ = open_pictures();
    OpenFigure open;
    open.image = chosen.image;
    open.block = chosen.block;
    open.natural = *size;
    figure = open;
}

std::string Reader::caption_of(const OpenFigure& shown) const {
    const std::size_t next = shown.block + 1;
    if (!chapter || next >= chapter->blocks.size() || chapter->blocks[next].kind != document::BlockKind::caption) return {};
    return std::string(chapter->text_of(chapter->blocks[next]));
}

void Reader::watch_pace(notes::Milliseconds now) {
    const bool reading = layout && chapter && !title_page && sheet.kind == Sheet::none && !figure && !layout->lines().empty();
    if (!reading) return pace_.look_away();
    const PageFrame shown = frame();
    const text::Range in_sight{layout->byte_at_y(shown.view_top), layout->byte_at_y(end_of_view(shown))};
    if (!pace_.shows({chapter_index, in_sight}, chapter->text, now)) return;
    save_rows({{"pace", pace_.row()}});
}

}  // namespace katern::app
