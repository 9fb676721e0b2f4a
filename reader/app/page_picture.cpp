#include "app/page_picture.h"

#include <cmath>
#include <filesystem>
#include <system_error>

namespace katern::app {
namespace {

std::vector<draw::Mark> marks_in(const document::Chapter& chapter, const std::vector<share::Passage>& passages) {
    std::vector<draw::Mark> marks;
    for (const share::Passage& passage : passages) {
        if (passage.orphan() || passage.place.chapter != chapter.id || passage.note.kind == notes::Kind::reply)
            continue;
        draw::Mark mark;
        mark.id = passage.note.id;
        mark.bytes = notes::to_bytes(chapter, passage.place.range);
        mark.category = draw::category_named(passage.note.category);
        mark.has_note = !passage.note.body.empty();
        marks.push_back(std::move(mark));
    }
    return marks;
}

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

}  // namespace

Result<void> draw_page_picture(notes::Store& store, const KnownBook& known, const PageOrder& order, Language language) {
    const document::Book& book = *known.book;
    std::error_code ignored;
    if (std::filesystem::is_directory(order.path, ignored)) return fail(Word::error_export_folder, order.path);
    const std::optional<std::size_t> index = book.find(order.chapter);
    if (!index) return fail(Word::error_chapter_unknown, order.chapter, book.title);
    const auto chapter = book.chapter(*index);
    if (!chapter) return tl::unexpected<Error>(chapter.error());
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
                                             [&](const document::Image& image) { return pictures.size(image.path); });
    const std::size_t pages = layout->pages().size();
    if (order.page > pages) return fail(Word::error_page_beyond, static_cast<double>(pages), (*chapter)->id);

    const std::vector<draw::Mark> marks = marks_in(**chapter, *noted);
    frame.book = &book;
    frame.entry = *index;
    frame.layout = layout.get();
    frame.marks = marks;
    frame.language = language;
    show_page(frame, order.page - 1);
    return write_picture(order, frame, fonts, pictures);
}

}  // namespace katern::app
