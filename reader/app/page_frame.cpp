#include "app/page_frame.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/pace.h"
#include "app/running_title.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr Px space_above_foot = 22;
constexpr Px least_page_height = 120;
constexpr Px least_measure = 200;
constexpr Px title_top = 18, title_leading = 24, title_size = 14.5F;
constexpr Px foot_text_top = 8;
constexpr Px hairline = 2;
constexpr std::string_view between = " · ";

// Only what is read to its end is 100%.
double percent(float share) { return std::floor(static_cast<double>(share) * 100); }

Px room_of(const PageSpace& space) {
    return space.width - space.left - space.right;
}

typeset::TextStyle quiet_text(const PageFrame& frame, typeset::Family family, Px size, Px leading) {
    typeset::TextStyle style;
    style.family = family;
    style.size = size;
    style.leading = leading;
    style.ink = typeset::Ink::quiet;
    style.language = frame.book->language;
    return style;
}

std::size_t numbered_chapters(const document::Book& book) {
    return static_cast<std::size_t>(std::count_if(book.chapters.begin(), book.chapters.end(), [](const auto& entry) {
        return entry.depth == 0 && !entry.number.empty();
    }));
}

void draw_running_title(draw::Canvas& canvas, const PageFrame& frame, const draw::Theme& theme, typeset::Fonts& fonts) {
    const Px measure = frame.layout->style().measure;
    const auto centred = [&](const std::string& words, Px left) {
        const typeset::TextStyle style = running_title_style(fonts, frame.book->language, title_size, title_leading, typeset::Ink::quiet);
        const typeset::TextLayout title = typeset::set_text(fonts, words, style, measure, 1);
        canvas.text(title, {left + (measure - title.width) / 2, title_top}, theme);
    };
    const Px left = column_left(frame.space, width_of(frame.layout->style(), frame.spread));
    const std::string& chapter = frame.book->chapters[frame.entry].title;
    if (!frame.spread) return centred(chapter, left);
    centred(frame.book->title, left);
    centred(chapter, right_page_left(frame));
}

// "Hoofdstuk 2 van 6 · blz. 3 van 12"; in scrolling, and while not all pages are known, a percentage.
std::string place_in_chapter(const PageFrame& frame) {
    const document::ChapterEntry& entry = frame.book->chapters[frame.entry];
    const std::string where = entry.number.empty()
                                  ? frame.book->title
                                  : say(Word::page_chapter_of, frame.language,
                                        {entry.number, std::to_string(numbered_chapters(*frame.book))});
    if (frame.page_count == 0) return where + std::string(between) + say(Word::page_percent, frame.language, {percent(progress_of(frame))});
    std::string page = std::to_string(frame.page + 1);
    if (frame.spread && frame.page + 1 < frame.page_count) page += "–" + std::to_string(frame.page + 2);
    return where + std::string(between) + say(Word::page_page_of, frame.language, {page, std::to_string(frame.page_count)});
}

// "boek 41% · nog 8 minuten", as far as either is known.
std::string rest_of_book(const PageFrame& frame) {
    std::string words;
    if (const std::optional<float> share = progress_in_book(frame)) words = say(Word::page_in_book, frame.language, {percent(*share)});
    if (const std::optional<int> minutes = minutes_left(frame)) {
        if (!words.empty()) words += between;
        words += say(Word::page_minutes_left, frame.language, {static_cast<double>(*minutes)});
    }
    return words;
}

void draw_foot(draw::Canvas& canvas, const PageFrame& frame, const draw::Theme& theme, typeset::Fonts& fonts) {
    const Px width = width_of(frame.layout->style(), frame.spread);
    const Px left = column_left(frame.space, width);
    const Px top = frame.space.height - foot_height;
    canvas.fill({left, top, width, hairline}, theme.line);
    canvas.fill({left, top, width * progress_of(frame), hairline}, theme.quiet);

    const typeset::TextStyle style = quiet_text(frame, typeset::Family::sans, 12, 18);
    const typeset::TextLayout rest = typeset::set_text(fonts, rest_of_book(frame), style);
    constexpr Px gap = 16;
    const typeset::TextLayout place =
        typeset::set_text(fonts, place_in_chapter(frame), style, std::max<Px>(1, width - rest.width - gap), 1);
    canvas.text(place, {left, top + foot_text_top}, theme);
    canvas.text(rest, {left + width - rest.width, top + foot_text_top}, theme);
}

}  // namespace

bool has_room_for_spread(const PageSpace& space) { return room_of(space) >= spread_from; }

Px width_of(const typeset::Style& style, bool spread) { return spread ? 2 * style.measure + gutter : style.measure; }

Px right_page_left(const PageFrame& frame) {
    const typeset::Style& style = frame.layout->style();
    return column_left(frame.space, width_of(style, true)) + style.measure + gutter;
}

Px end_of_view(const PageFrame& frame) {
    return frame.spread && frame.right_height > 0 ? frame.right_top + frame.right_height : frame.view_top + frame.view_height;
}

typeset::Style fit(typeset::Style chosen, const PageSpace& space, bool spread) {
    const Px room = spread ? (room_of(space) - gutter + sign_margin + narrowest_margin) / 2 : room_of(space);
    const Px least = room >= 680 ? sign_margin + narrowest_margin : 2 * narrowest_margin;
    const Px margins = std::max(2 * narrowest_margin, least + 2 * std::min(space.margin, room / 8));
    chosen.measure = std::round(std::max(least_measure, std::min(chosen.measure, room - margins)));
    chosen.page_height = std::max(least_page_height, space.height - top_of_text - foot_height - space_above_foot);
    return chosen;
}

Px column_left(const PageSpace& space, Px measure) {
    const Px room = room_of(space);
    const Px least = std::min(sign_margin, std::max(narrowest_margin, room - measure - narrowest_margin));
    return std::round(space.left + std::max(least, (room - measure) / 2));
}

void show_page(PageFrame& frame, std::size_t page, bool spread) {
    const std::vector<typeset::Page>& pages = frame.layout->pages();
    frame.text_top = top_of_text;
    frame.view_top = frame.view_height = 0;
    if (pages.empty()) return;
    page = std::min(page, pages.size() - 1);
    frame.view_top = pages[page].top;
    frame.view_height = pages[page].bottom - pages[page].top;
    frame.head_top = pages[page].head_top;
    frame.head_height = pages[page].head_height;
    frame.text_top += frame.head_height;
    frame.spread = spread;
    frame.page = page;
    frame.page_count = frame.layout->whole() ? pages.size() : 0;
    frame.right_top = frame.view_top + frame.view_height;
    if (!spread || page + 1 == pages.size()) return;
    frame.right_top = pages[page + 1].top;
    frame.right_height = pages[page + 1].bottom - pages[page + 1].top;
    frame.right_head_top = pages[page + 1].head_top;
    frame.right_head_height = pages[page + 1].head_height;
    frame.right_text_top = top_of_text + frame.right_head_height;
}

// By the text and not by heights: that is known before the whole chapter is set.
float progress_of(const PageFrame& frame) {
    const Px bottom = frame.spread ? frame.right_top + frame.right_height : frame.view_top + frame.view_height;
    if (bottom >= frame.layout->height()) return 1;
    const auto all = static_cast<float>(frame.layout->chapter().text.size());
    return std::clamp(static_cast<float>(frame.layout->byte_at_y(bottom)) / all, 0.0F, 1.0F);
}

std::vector<std::size_t> text_lengths(const document::Book& book) {
    std::vector<std::size_t> lengths;
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const auto chapter = book.chapter(i);
        lengths.push_back(chapter ? (*chapter)->text.size() : 0);
    }
    return lengths;
}

std::optional<float> progress_in_book(const PageFrame& frame) {
    const std::span<const std::size_t> lengths = frame.text_lengths;
    if (lengths.size() < 2 || frame.entry >= lengths.size()) return std::nullopt;
    const auto all = static_cast<double>(std::accumulate(lengths.begin(), lengths.end(), std::size_t{0}));
    const auto before = static_cast<double>(std::accumulate(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(frame.entry), std::size_t{0}));
    if (all <= 0) return std::nullopt;
    return static_cast<float>((before + static_cast<double>(progress_of(frame)) * static_cast<double>(lengths[frame.entry])) / all);
}

std::optional<int> minutes_left(const PageFrame& frame) {
    if (!frame.words_a_minute) return std::nullopt;
    const document::Chapter& chapter = frame.layout->chapter();
    std::size_t end = chapter.text.size();
    for (const document::Block& block : chapter.blocks)
        if (block.kind == document::BlockKind::footnote) end = std::min(end, block.text.start);
    const std::size_t start = std::min(end, frame.layout->byte_at_y(frame.view_top));
    const std::string_view rest = text::slice(chapter.text, {start, end});
    const auto pace = static_cast<std::size_t>(*frame.words_a_minute);
    return static_cast<int>(std::max<std::size_t>(1, (words_in(rest) + pace - 1) / pace));
}

typeset::FigureFacts figure_facts(draw::Pictures& pictures, const document::Image& image, Language language) {
    typeset::FigureFacts facts(pictures.size(image.path));
    if (facts.size) return facts;
    if (const std::optional<typeset::Size> claimed = pictures.size_of_too_large(image.path))
        facts.instead = say(Word::ui_figure_too_large, language, {static_cast<double>(claimed->width), static_cast<double>(claimed->height)});
    return facts;
}

void draw_reading_page(draw::Canvas& canvas, const PageFrame& frame, const draw::Theme& theme, typeset::Fonts& fonts,
                       draw::Pictures& pictures) {
    const PageSpace& space = frame.space;
    const Px measure = frame.layout->style().measure;
    const Px left = column_left(space, width_of(frame.layout->style(), frame.spread));
    draw_running_title(canvas, frame, theme, fonts);

    draw::PageView view;
    view.layout = frame.layout;
    view.marks = frame.marks;
    view.selection = frame.selection;
    view.found = frame.found;
    view.current_found = frame.current_found;
    view.show_signs = left - space.left >= narrowest_margin;
    const document::ChapterEntry& entry = frame.book->chapters[frame.entry];
    if (left - space.left >= sign_margin)
        view.address = [&entry](std::size_t block) { return document::address(entry, block); };
    view.every_address = frame.addresses;
    const auto draw_part = [&](Px x, Px y, Px top, Px height) {
        if (height <= 0) return;
        view.window = {0, top, measure, height};
        view.origin = {x, y};
        draw::draw_page(canvas, view, theme, fonts, pictures);
    };
    draw_part(left, frame.text_top - frame.head_height, frame.head_top, frame.head_height);
    draw_part(left, frame.text_top, frame.view_top, frame.view_height);
    if (frame.spread) {
        const Px right = right_page_left(frame);
        draw_part(right, frame.right_text_top - frame.right_head_height, frame.right_head_top, frame.right_head_height);
        draw_part(right, frame.right_text_top, frame.right_top, frame.right_height);
    }
    draw_foot(canvas, frame, theme, fonts);
}

}  // namespace katern::app
