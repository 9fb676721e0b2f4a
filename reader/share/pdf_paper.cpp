#include "share/pdf_paper.h"

#include <algorithm>

#include "share/web_address.h"

namespace katern::share {
namespace {

constexpr Px running_title_top = 66, page_number_top = a4.height - 96;
constexpr Px bar_width = 3, bar_gap = 12;
constexpr std::size_t least_lines = 2;  // on either side of the end of a page
constexpr Px sign_side = 20, sign_gap = 12;

draw::Theme ink_on_white() {
    draw::Theme theme = draw::theme(draw::ThemeName::light);
    theme.paper = draw::rgb(0xFFFFFF);
    return theme;
}

// How many of `count` lines go on this page, of those for which there is room.
std::size_t lines_here(std::size_t count, std::size_t room) {
    if (room >= count) return count;
    if (room < least_lines) return 0;
    return count - room < least_lines && room > least_lines ? room - 1 : room;
}

// Where a text may be cut: the tops of its lines and figures, and its end.
std::vector<Px> cuts_of(const typeset::ChapterLayout& layout) {
    std::vector<Px> cuts;
    for (const typeset::Line& line : layout.lines()) cuts.push_back(line.top);
    for (const typeset::Figure& figure : layout.figures()) cuts.push_back(figure.rect.y);
    cuts.push_back(layout.height());
    std::sort(cuts.begin(), cuts.end());
    return cuts;
}

}  // namespace

PdfPaper::PdfPaper(const draw::PdfFacts& facts, std::string running_title, std::string language)
    : theme_(ink_on_white()),
      no_pictures_(std::make_shared<document::Book>(nullptr)),
      canvas_(a4, points_per_px, facts),
      running_title_(std::move(running_title)),
      language_(std::move(language)) {}

void PdfPaper::gap(Px height) {
    if (!at_top()) y_ += height;
}

void PdfPaper::need(Px height) {
    if (!at_top() && y_ + height > bottom) end_page();
}

typeset::TextStyle PdfPaper::style(typeset::Family family, Px size, Px leading, typeset::Ink ink) const {
    typeset::TextStyle style;
    style.family = family;
    style.size = size;
    style.leading = leading;
    style.ink = ink;
    style.language = language_;
    return style;
}

typeset::TextLayout PdfPaper::set(std::string_view words, const typeset::TextStyle& style, Px width) {
    return typeset::set_text(fonts_, words, style, width);
}

typeset::TextLayout PdfPaper::set(const typeset::Emphasised& words, const typeset::TextStyle& style, Px width) {
    return typeset::set_text(fonts_, words, style, width);
}

void PdfPaper::words(const typeset::TextLayout& layout, std::string_view words, Px x, const Ground& ground) {
    std::size_t next = 0;
    while (next < layout.lines.size()) {
        const Px height = std::max(1.0F, layout.lines[next].height);
        const auto room = static_cast<std::size_t>(std::max(0.0F, (bottom - y_) / height + 0.01F));
        std::size_t count = lines_here(layout.lines.size() - next, room);
        if (count == 0 && !at_top()) {
            end_page();
            continue;
        }
        count = std::max<std::size_t>(1, count);
        const typeset::Point origin{left + x, y_ - layout.lines[next].top};
        for (std::size_t i = next; i < next + count; ++i) {
            const typeset::Line& line = layout.lines[i];
            if (ground.under && line.width > 0)
                canvas_.fill({origin.x + line.x - 2, origin.y + line.top + line.height * 0.08F, line.width + 4, line.height * 0.84F}, *ground.under, 2);
        }
        if (ground.bar)
            canvas_.fill({left + x - bar_gap, y_ + 2, bar_width, static_cast<Px>(count) * height - 4}, *ground.bar, bar_width / 2);
        for (std::size_t i = next; i < next + count; ++i) canvas_.line(layout.lines[i], origin, theme_, words);
        y_ += static_cast<Px>(count) * height;
        next += count;
    }
}

void PdfPaper::row(const std::vector<Cell>& cells) {
    Px height = 0;
    for (const Cell& cell : cells) height = std::max(height, cell.layout.height);
    if (height > bottom - top) return high_row(cells);
    need(height);
    for (const Cell& cell : cells) canvas_.text(cell.layout, {left + cell.x, y_}, theme_, cell.words);
    y_ += height;
}

// Of each cell the lines that fit on this page, until there are none left.
void PdfPaper::high_row(const std::vector<Cell>& cells) {
    std::vector<std::size_t> next(cells.size(), 0);
    for (bool more = true; more;) {
        Px used = 0;
        more = false;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::vector<typeset::Line>& lines = cells[i].layout.lines;
            if (next[i] == lines.size()) continue;
            const Px from = lines[next[i]].top;
            bool fits = true;
            while (next[i] < lines.size() && fits) {
                const typeset::Line& line = lines[next[i]];
                const Px end = line.top + line.height - from;
                fits = y_ + end <= bottom || (at_top() && used == 0 && end <= line.height);
                if (!fits) continue;
                canvas_.line(line, {left + cells[i].x, y_ - from}, theme_, cells[i].words);
                used = std::max(used, end);
                ++next[i];
            }
            more = more || next[i] < lines.size();
        }
        y_ += used;
        if (more) end_page();
    }
}

void PdfPaper::markdown(std::string_view markdown, Px x) {
    Result<document::Chapter> parsed = document::parse_markdown(markdown, "", nullptr);
    if (!parsed || parsed->blocks.empty()) return;
    typeset::Style style;
    style.size = 17;
    style.leading = 25;
    style.measure = measure - x;
    style.page_height = bottom - top;
    style.fit_pages = false;
    const auto layout = typeset::set_chapter(fonts_, hyphenation_, std::make_shared<document::Chapter>(*std::move(parsed)), language_,
                                             style, [](const document::Image&) { return typeset::FigureFacts(std::nullopt); });
    const std::vector<Px> cuts = cuts_of(*layout);
    for (Px from = 0; from < layout->height();) {
        Px to = from;
        for (const Px cut : cuts)
            if (cut > to && cut - from <= bottom - y_ + 0.5F) to = cut;
        if (to <= from && !at_top()) {
            end_page();
            continue;
        }
        if (to <= from) to = *std::upper_bound(cuts.begin(), cuts.end(), from);  // taller than a page
        draw::PageView view;
        view.layout = layout.get();
        view.window = {0, from, style.measure, to - from};
        view.origin = {left + x, y_};
        view.show_signs = false;
        draw::draw_page(canvas_, view, theme_, fonts_, no_pictures_);
        draw_links(*layout, from, to, {left + x, y_ - from});
        y_ += to - from;
        from = to;
    }
}

void PdfPaper::draw_links(const typeset::ChapterLayout& layout, Px from, Px to, typeset::Point origin) {
    for (const typeset::Line& line : layout.lines()) {
        if (line.top < from || line.top >= to) continue;
        for (const typeset::Run& run : line.runs) {
            if (run.count == 0 || run.link < 0) continue;
            const std::string url = web_address(layout.chapter().links[static_cast<std::size_t>(run.link)].target);
            if (url.empty()) continue;
            const typeset::Glyph& first = line.glyphs[run.first];
            const typeset::Glyph& last = line.glyphs[run.first + run.count - 1];
            canvas_.link_to_url(url, {origin.x + first.x, origin.y + line.top, last.x + last.advance - first.x, line.height});
        }
    }
}

void PdfPaper::rule(draw::Color color, Px thickness) {
    canvas_.fill({left, y_, measure, thickness}, color);
}

void PdfPaper::sign(draw::Category category, Px x, Px line_height) {
    draw::draw_sign(canvas_, category, {left + x - sign_side - sign_gap, y_ + (line_height - sign_side) / 2, sign_side, sign_side},
                    sign_side / 2, theme_, fonts_);
}

void PdfPaper::outline(const std::string& title) {
    canvas_.outline_entry(0, title, {0, std::max(0.0F, y_ - 20)});
}

void PdfPaper::label_centred(std::string_view words, const typeset::TextStyle& style, Px top_y) {
    const typeset::TextLayout layout = typeset::set_text(fonts_, words, style, measure, 1);
    canvas_.text(layout, {left + (measure - layout.width) / 2, top_y}, theme_, layout.cut ? std::string_view() : words);
}

void PdfPaper::end_page() {
    typeset::TextStyle quiet = style(typeset::Family::serif, 15, 22, typeset::Ink::quiet);
    label_centred(std::to_string(canvas_.pages() + 1), quiet, page_number_top);
    quiet.italic = true;
    if (canvas_.pages() > 0) label_centred(running_title_, quiet, running_title_top);
    canvas_.end_page();
    y_ = top;
}

Result<std::string> PdfPaper::finish(const std::string& path_for_messages) {
    end_page();
    return canvas_.finish(path_for_messages);
}

}  // namespace katern::share
