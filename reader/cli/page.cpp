// page: the same page as the window's, as a PNG, without any window or graphics driver.
#include <charconv>
#include <cmath>
#include <filesystem>

#include "app/page_frame.h"
#include "cli/command.h"
#include "draw/draw.h"
#include "typeset/typeset.h"

namespace katern::cli {
namespace {

struct PageOrder {
    std::size_t page = 1;                      // from 1
    std::uint32_t width = 1280, height = 800;  // px at 100%
    float scale = 1;
    draw::ThemeName theme = draw::ThemeName::light;
};

template <class Number>
std::optional<Number> to_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// A screen's size, from a phone's to that of a wall: a page of 20,000 px a side would need gigabytes.
constexpr std::uint32_t smallest_side = 200, largest_side = 8000;
constexpr float smallest_scale = 0.5F, largest_scale = 4;

Outcome<PageOrder> read_order(const Call& call) {
    PageOrder order;
    if (const auto typed = call.value("--page")) {
        const auto page = to_number<std::size_t>(*typed);
        if (!page || *page == 0) return wrong(Word::cli_error_page_number, *typed);
        order.page = *page;
    }
    if (const auto typed = call.value("--size")) {
        const std::size_t cross = typed->find('x');
        const auto width = to_number<std::uint32_t>(std::string_view(*typed).substr(0, cross));
        const auto height = cross == std::string::npos
                                ? std::nullopt
                                : to_number<std::uint32_t>(std::string_view(*typed).substr(cross + 1));
        const auto fits = [](std::uint32_t side) { return side >= smallest_side && side <= largest_side; };
        if (!width || !height || !fits(*width) || !fits(*height)) return wrong(Word::cli_error_size, *typed);
        order.width = *width;
        order.height = *height;
    }
    if (const auto typed = call.value("--scale")) {
        const auto scale = to_number<float>(*typed);
        if (!scale || !(*scale >= smallest_scale && *scale <= largest_scale))
            return wrong(Word::cli_error_scale, *typed);
        order.scale = *scale;
    }
    if (const auto typed = call.value("--theme")) {
        const auto theme = draw::theme_named(*typed);
        if (!theme) return wrong(Word::cli_error_theme, *typed);
        order.theme = *theme;
    }
    return order;
}

std::vector<draw::Mark> marks_of(const std::vector<share::Passage>& passages, const document::Chapter& chapter) {
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

}  // namespace

Done write_page(const Job& job) {
    const Outcome<PageOrder> order = read_order(job.call);
    if (!order) return tl::unexpected<Refusal>(order.error());
    const std::string out = job.call.text("--out");
    std::error_code ignored;
    if (std::filesystem::is_directory(out, ignored)) return refuse(Word::error_export_folder, out);
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const document::Book& book = *open->known.book;
    const std::optional<std::size_t> index = book.find(job.call.text("--chapter"));
    if (!index) return refuse(Word::error_chapter_unknown, job.call.text("--chapter"), book.title);
    const auto chapter = book.chapter(*index);
    if (!chapter) return refuse(chapter.error());
    const auto passages = app::passages(open->store, open->known);
    if (!passages) return refuse(passages.error());

    typeset::Fonts fonts;
    typeset::Hyphenation hyphenation;
    draw::Pictures pictures(open->known.book);
    const app::PageSpace space{static_cast<float>(order->width), static_cast<float>(order->height), 0, 0};
    typeset::Style style;
    style.measure = typeset::comfortable_measure(style.family, style.size);
    const auto layout = typeset::set_chapter(fonts, hyphenation, *chapter, book.language, app::fit(style, space),
                                             [&](const document::Image& image) { return pictures.size(image.path); });
    const std::size_t pages = layout->pages().size();
    if (order->page > pages) return refuse(Word::cli_error_page_beyond, static_cast<double>(pages), (*chapter)->id);

    const std::vector<draw::Mark> marks = marks_of(*passages, **chapter);
    app::PageFrame frame;
    frame.book = &book;
    frame.entry = *index;
    frame.layout = layout.get();
    frame.space = space;
    frame.marks = marks;
    frame.language = job.language;
    app::show_page(frame, order->page - 1);

    const draw::Theme& theme = draw::theme(order->theme);
    draw::GlyphAtlas atlas;
    const auto in_device = [&](std::uint32_t px) {
        return static_cast<std::uint32_t>(std::lround(static_cast<float>(px) * order->scale));
    };
    draw::BitmapCanvas canvas(in_device(order->width), in_device(order->height), order->scale, theme.paper, atlas);
    app::draw_reading_page(canvas, frame, theme, fonts, pictures);
    const Result<void> written = draw::write_png(out, canvas.width(), canvas.height(), canvas.rgba());
    if (!written) return refuse(written.error());
    return {};
}

}  // namespace katern::cli
