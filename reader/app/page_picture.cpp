#include "app/page_picture.h"

#include <cmath>
#include <filesystem>
#include <system_error>

#include "app/chapter_marks.h"
#include "words/words.h"

namespace katern::app {
namespace {

Result<void> write_picture(const PageOrder& order, const PageFrame& frame, typeset::Fonts& fonts,
                           draw::Pictures& pictures) {
    const auto in_device = [&](std::uint32_t px) {
        return static_cast<std::uint32_t>(std::lround(static_cast<float>(px) * order.scale));
    };
    const draw::Theme& theme = draw::theme(order.theme);
    draw::GlyphAtlas atlas;
    draw::BitmapCanvas canvas(in_device(order.width), in_device(order.height), order.scale, theme.paper, atlas);
    draw_reading_page(canvas, frame, theme, fonts, pictures);
    return draw::write_png(order.path, canvas.width(), canvas.height(), canvas.rgba());
}

struct Target {
    std::size_t chapter = 0;           // index
    std::optional<std::size_t> block;  // index
};

Result<Target> target_of(const document::Book& book, const PageOrder& order) {
    if (!order.address.empty()) {
        const std::optional<document::Address> address = document::parse_address(book, order.address);
        if (!address) return fail(Word::error_address_unknown, order.address, book.title);
        return Target{address->chapter, address->block};
    }
    const std::optional<std::size_t> index = book.find(order.chapter);
    if (!index) return fail(Word::error_chapter_unknown, order.chapter, book.title);
    return Target{*index, order.block ? std::optional(*order.block - 1) : std::nullopt};
}

}  // namespace

Result<void> draw_page_picture(notes::Store& store, const KnownBook& known, const PageOrder& order, Language language) {
    const document::Book& book = *known.book;
    std::error_code ignored;
    if (std::filesystem::is_directory(order.path, ignored)) return fail(Word::error_export_folder, order.path);
    const Result<Target> target = target_of(book, order);
    if (!target) return tl::unexpected<Error>(target.error());
    const auto chapter = book.chapter(target->chapter);
    if (!chapter) return tl::unexpected<Error>(chapter.error());
    if (target->block && *target->block >= (*chapter)->blocks.size())
        return fail(Word::error_address_unknown, document::address(book.chapters[target->chapter], *target->block),
                    book.title);
    const auto noted = passages(store, known);
    if (!noted) return tl::unexpected<Error>(noted.error());

    typeset::Fonts fonts;
    typeset::Hyphenation hyphenation;
    draw::Pictures pictures(known.book);
    PageFrame frame;
    frame.space = {static_cast<float>(order.width), static_cast<float>(order.height), 0, 0};
    typeset::Style style;
    style.measure = typeset::comfortable_measure(style.family, style.size);
    const auto layout = typeset::set_chapter(fonts, hyphenation, *chapter, book.language, fit(style, frame.space),
                                             [&](const document::Image& image) { return figure_facts(pictures, image, language); });
    const std::size_t pages = layout->pages().size();
    const std::size_t page =
        target->block ? layout->page_of((*chapter)->blocks[*target->block].text.start) + 1 : order.page;
    if (page > pages) return fail(Word::error_page_beyond, static_cast<double>(pages), (*chapter)->id);

    const std::vector<draw::Mark> marks = marks_in(**chapter, *noted);
    frame.book = &book;
    frame.entry = target->chapter;
    frame.layout = layout.get();
    frame.marks = marks;
    frame.language = language;
    const std::vector<std::size_t> lengths = text_lengths(book);
    frame.text_lengths = lengths;
    show_page(frame, page - 1);
    return write_picture(order, frame, fonts, pictures);
}

}  // namespace katern::app
