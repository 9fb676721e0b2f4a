// What on the page leads somewhere: links, the marks of footnotes, the way back from a footnote, figures. The pointer comes to
// them through the page, so that words can be selected across them; the keyboard comes to each by Tab.
#include <algorithm>
#include <utility>

#include "ui/page_links.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px hint_padding_x = 10, hint_padding_y = 5, hint_gap = 6, widest_hint = 420;
constexpr Px back_gap = 4, back_side = 28;

Rect on_screen(const app::Reader& reader, Rect rect) {
    const Point at = reader.to_screen({rect.x, rect.y});
    return {at.x, at.y, rect.width, rect.height};
}

bool in_sight(const app::PageFrame& frame, Px top, Px bottom) {
    return bottom > frame.view_top && top < app::end_of_view(frame);
}

void add_runs(const app::Reader& reader, const typeset::Line& line, std::vector<PageLink>& found) {
    const typeset::WideTable* table = reader.layout->wide_table_of(line.block);
    // A link that a wide table hides is at the edge behind which it is.
    const auto shown = [&](Px left, Px right) {
        if (table == nullptr) return std::pair(left, right);
        const auto within = [&](Px x) { return std::clamp(x - table->shift, table->view.x, table->view.right()); };
        return std::pair(within(left), within(right));
    };
    for (const typeset::Run& run : line.runs) {
        if (run.count == 0 || (run.link < 0 && run.footnote < 0)) continue;
        const typeset::Glyph& first = line.glyphs[run.first];
        const typeset::Glyph& last = line.glyphs[run.first + run.count - 1];
        const auto [left, right] = shown(first.x, last.x + last.advance);
        const Rect rect = on_screen(reader, {left, line.top + line.height * 0.08F, right - left, line.height * 0.84F});
        if (run.link >= 0 && !found.empty() && found.back().link == run.link) {
            found.back().rects.push_back(rect);
            continue;
        }
        PageLink link;
        link.link = run.link;
        link.footnote = run.footnote;
        link.byte = line.bytes.start;
        link.first_byte = first.bytes.empty() ? line.bytes.start : first.bytes.start;
        link.rects.push_back(rect);
        found.push_back(std::move(link));
    }
}

std::string id_of(const PageLink& link) {
    if (link.link >= 0) return "page/link/" + std::to_string(link.link);
    return "page/footnote/" + std::to_string(link.footnote) + "/" + std::to_string(link.byte);
}

std::string words_of(const app::Reader& reader, const PageLink& link) {
    if (link.link >= 0) return reader.where_leads(reader.chapter->links[static_cast<std::size_t>(link.link)].target);
    const document::Footnote& note = reader.chapter->footnotes[static_cast<std::size_t>(link.footnote)];
    return reader.text(Word::ui_footnote, {static_cast<double>(note.number)});
}

const PageLink* under_pointer(Ui& ui, const std::vector<PageLink>& links) {
    const app::Reader& reader = ui.reader();
    if (ui.memory().hot != "page" || reader.selecting || reader.selection) return nullptr;
    for (const PageLink& link : links)
        for (const Rect& rect : link.rects)
            if (rect.contains(ui.input().mouse)) return &link;
    return nullptr;
}

// One quiet line below the words, or above them at the foot of the window.
void draw_hint(Ui& ui, const PageLink& link) {
    const std::string words = words_of(ui.reader(), link);
    if (words.empty()) return;
    const app::PageSpace& space = ui.reader().space();
    const Px room = std::min(widest_hint, space.width - space.left - space.right - 16) - 2 * hint_padding_x;
    const typeset::TextLayout set = ui.set(words, Ui::sans(12, typeset::Ink::quiet), room, 2);
    const Rect& below = link.rects.back();
    Rect card{below.x, below.bottom() + hint_gap, set.width + 2 * hint_padding_x, set.height + 2 * hint_padding_y};
    card.x = std::clamp(card.x, space.left + 8, std::max(space.left + 8, space.width - space.right - card.width - 8));
    if (card.bottom() > space.height - 8) card.y = link.rects.front().y - card.height - hint_gap;
    ui.item({"page/hint", Role::label, words, {}, card, 0, false});
    ui.canvas().shadow(card, ui.theme().shadow, 6);
    ui.canvas().fill(card, ui.theme().card, 6);
    ui.canvas().outline(card, ui.theme().line, 1, 6);
    ui.canvas().text(set, {card.x + hint_padding_x, card.y + hint_padding_y}, ui.theme());
}

// Only in the frame in which the keyboard came there, so that the table can be moved on.
void bring_into_sight(Ui& ui, const PageLink& link) {
    ui.reader().reveal_in_table(link.first_byte);
    ui.wake_at(ui.input().now);
}

// Behind the last words of each footnote at the chapter's end.
void draw_ways_back(Ui& ui) {
    app::Reader& reader = ui.reader();
    const app::PageFrame frame = reader.frame();
    const document::Chapter& chapter = *reader.chapter;
    for (std::size_t i = 0; i < chapter.footnotes.size(); ++i) {
        const document::Footnote& note = chapter.footnotes[i];
        if (note.block_count == 0 || note.mark == std::string::npos) continue;
        const typeset::BlockBox& box = reader.layout->blocks()[note.first_block + note.block_count - 1];
        if (box.line_count == 0 || !in_sight(frame, box.top, box.top + box.height)) continue;
        const typeset::Line& line = reader.layout->lines()[box.first_line + box.line_count - 1];
        if (line.top + line.height > app::end_of_view(frame) || line.top < frame.view_top) continue;
        const Point end = reader.to_screen({line.x + line.width + back_gap, line.top});
        typeset::TextStyle style = Ui::sans(13, typeset::Ink::accent);
        style.leading = line.height;
        const typeset::TextLayout sign = ui.set("↩", style);
        const Rect target{end.x - 2, end.y + line.height / 2 - back_side / 2, std::max(back_side, sign.width + 8), back_side};
        const Ui::State state = ui.item({"page/back/" + std::to_string(i), Role::button,
                                         ui.text(Word::ui_footnote_back, {static_cast<double>(note.number)}), {}, target, 0, true});
        ui.canvas().text(sign, {end.x + 2, end.y}, ui.theme());
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.shows_focus) ui.focus_ring({end.x, end.y + 2, sign.width + 4, line.height - 4}, 4);
        if (state.clicked) return reader.go_to({reader.chapter_index, note.mark});
    }
}

void declare_figures(Ui& ui) {
    app::Reader& reader = ui.reader();
    const app::PageFrame frame = reader.frame();
    const std::vector<typeset::Figure>& figures = reader.layout->figures();
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const typeset::Figure& figure = figures[i];
        if (figure.broken || !in_sight(frame, figure.rect.y, figure.rect.bottom())) continue;
        const document::Image& image = reader.chapter->images[figure.image];
        const std::string name = image.alternative.empty() ? ui.text(Word::ui_figure) : ui.text(Word::ui_figure_named, {image.alternative});
        const Rect rect = on_screen(reader, figure.rect);
        const Ui::State state = ui.item({"page/figure/" + std::to_string(i), Role::in_page, name, {}, rect, 0, true});
        if (state.shows_focus) ui.focus_ring(rect, 4);
        if (state.clicked) reader.open_figure(i);
    }
}

}  // namespace

std::vector<PageLink> links_in_sight(const app::Reader& reader) {
    std::vector<PageLink> found;
    const app::PageFrame frame = reader.frame();
    const typeset::ChapterLayout& layout = *reader.layout;
    for (const typeset::BlockBox& box : layout.blocks()) {
        if (box.top >= app::end_of_view(frame)) break;
        if (!in_sight(frame, box.top, box.top + box.height)) continue;
        for (std::size_t i = box.first_line; i < box.first_line + box.line_count; ++i) {
            const typeset::Line& line = layout.lines()[i];
            if (in_sight(frame, line.top + line.height / 2, line.top + line.height / 2)) add_runs(reader, line, found);
        }
    }
    return found;
}

void follow(Ui& ui, const PageLink& link) {
    app::Reader& reader = ui.reader();
    if (link.link >= 0) return reader.follow_link(reader.chapter->links[static_cast<std::size_t>(link.link)].target);
    ui.memory().footnote_opener = id_of(link);
    reader.open_footnote(static_cast<std::size_t>(link.footnote), link.byte);
}

std::optional<PageLink> link_under_pointer(Ui& ui) {
    const std::vector<PageLink> links = links_in_sight(ui.reader());
    for (const PageLink& link : links)
        for (const Rect& rect : link.rects)
            if (rect.contains(ui.input().mouse)) return link;
    return std::nullopt;
}

std::optional<std::size_t> figure_under_pointer(Ui& ui) {
    const app::Reader& reader = ui.reader();
    const Point at = reader.to_chapter(ui.input().mouse);
    const std::vector<typeset::Figure>& figures = reader.layout->figures();
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (!figures[i].broken && figures[i].rect.contains(at)) return i;
    return std::nullopt;
}

void draw_page_links(Ui& ui) {
    app::Reader& reader = ui.reader();
    declare_figures(ui);
    const std::vector<PageLink> links = links_in_sight(reader);
    const PageLink* shown = under_pointer(ui, links);
    for (const PageLink& link : links) {
        const Ui::State state = ui.item({id_of(link), Role::in_page, words_of(reader, link), {}, link.rects.front(), 0, true});
        if (state.shows_focus) {
            if (ui.memory().typed_at == ui.input().now) bring_into_sight(ui, link);
            for (const Rect& rect : link.rects) ui.focus_ring(rect, 3);
            shown = &link;
        }
        if (state.clicked) return follow(ui, link);  // what was declared may be gone: the next frame shows where it led
    }
    draw_ways_back(ui);
    if (shown && !reader.footnote) draw_hint(ui, *shown);
}

}  // namespace katern::ui
