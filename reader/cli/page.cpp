// page: the same page as the window's, as a PNG, without any window or graphics driver.
#include <charconv>

#include "app/page_picture.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

template <class Number>
std::optional<Number> to_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

constexpr std::uint32_t smallest_side = 200, largest_side = 8000;
constexpr float smallest_scale = 0.5F, largest_scale = 4;
// Device pixels of one picture: 400 MB in memory.
constexpr float most_pixels = 100'000'000;

Outcome<app::PageOrder> read_order(const Call& call) {
    app::PageOrder order;
    order.chapter = call.text("--chapter");
    order.path = call.text("--out");
    if (!call.has("--chapter") && !call.has("--at")) return wrong(Word::cli_error_which_chapter);
    if (const auto typed = call.value("--at")) {
        if (call.has("--page")) return wrong(Word::cli_error_page_and_at);
        const auto block = to_number<std::size_t>(*typed);
        if (call.has("--chapter") && (!block || *block == 0)) return wrong(Word::cli_error_which_chapter);
        if (call.has("--chapter"))
            order.block = block;
        else
            order.address = *typed;
    }
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
    const float pixels = static_cast<float>(order.width) * static_cast<float>(order.height) * order.scale * order.scale;
    if (pixels > most_pixels) return wrong(Word::cli_error_too_large);
    if (const auto typed = call.value("--theme")) {
        const auto theme = draw::theme_named(*typed);
        if (!theme) return wrong(Word::cli_error_theme, *typed);
        order.theme = *theme;
    }
    return order;
}

}  // namespace

Done write_page(const Job& job) {
    const Outcome<app::PageOrder> order = read_order(job.call);
    if (!order) return tl::unexpected<Refusal>(order.error());
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const Result<void> drawn = app::draw_page_picture(open->store, open->known, *order, job.language);
    if (!drawn) return refuse(drawn.error());
    return {};
}

}  // namespace katern::cli
