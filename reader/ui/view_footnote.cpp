// A footnote beside its mark, in the book's own type: what one wants to know without leaving the sentence.
#include <algorithm>

#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px padding_x = 18, padding_y = 14, gap = 8, foot = 38, widest = 460, button_height = 28;

// The line that the mark stands on, on the screen; nothing when it is out of sight.
std::optional<Rect> line_of_mark(const app::Reader& reader) {
    const typeset::ChapterLayout& layout = *reader.layout;
    if (layout.lines().empty()) return std::nullopt;
    const typeset::Line& line = layout.lines()[layout.line_at(reader.footnote->byte)];
    const app::PageFrame frame = reader.frame();
    if (line.top + line.height < frame.view_top || line.top > app::end_of_view(frame)) return std::nullopt;
    Px x = line.x;
    for (const typeset::Run& run : line.runs)
        if (run.count > 0 && run.footnote == static_cast<std::int32_t>(reader.footnote->index)) x = line.glyphs[run.first].x;
    const Point at = reader.to_screen({x, line.top});
    return Rect{at.x, at.y, 0, line.height};
}

bool draw_links(Ui& ui, const typeset::Line& line, Point origin) {
    app::Reader& reader = ui.reader();
    for (const typeset::Run& run : line.runs) {
        if (run.count == 0 || run.link < 0) continue;
        const typeset::Glyph& first = line.glyphs[run.first];
        const typeset::Glyph& last = line.glyphs[run.first + run.count - 1];
        const Rect rect{origin.x + first.x, origin.y + line.top, last.x + last.advance - first.x, line.height};
        const std::string target = reader.chapter->links[static_cast<std::size_t>(run.link)].target;
        const Ui::State state = ui.item({"footnote/link/" + std::to_string(run.link) + "/" + std::to_string(line.bytes.start), Role::link,
                                         reader.where_leads(target), {}, rect, 0, true});
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.shows_focus) ui.focus_ring(rect, 3);
        if (state.hot) ui.canvas().fill({rect.x, rect.bottom() - 3, rect.width, 1.5F}, ui.theme().accent);
        if (state.clicked) {
            reader.footnote.reset();
            reader.follow_link(target);
            return true;
        }
    }
    return false;
}

// Returns whether the footnote is still open.
bool draw_text(Ui& ui, const typeset::ChapterLayout& layout, Point origin, Px first_top) {
    const Point shifted{origin.x, origin.y - first_top};
    for (const typeset::Line& sign : layout.marks()) ui.canvas().line(sign, shifted, ui.theme());
    for (const typeset::Line& line : layout.lines()) {
        ui.canvas().line(line, shifted, ui.theme());
        if (draw_links(ui, line, shifted)) return false;
    }
    return true;
}

// When it goes while it had the keyboard, its mark has it again.
void give_keyboard_back(Ui& ui) {
    Memory& memory = ui.memory();
    if (memory.footnote_opener.empty()) return;
    if (memory.focus.starts_with("footnote/")) ui.focus(memory.footnote_opener, memory.focus_shown);
    memory.footnote_opener.clear();
}

Rect place(const app::Reader& reader, Rect mark, Px width, Px height) {
    const app::PageSpace& space = reader.space();
    const Px left = space.left + 12, right = std::max(left, space.width - space.right - width - 12);
    Rect card{std::clamp(mark.x - width / 2, left, right), mark.bottom() + gap, width, height};
    if (card.bottom() > space.height - 12 && mark.y - gap - height >= 12) card.y = mark.y - gap - height;
    card.y = std::clamp(card.y, 12.0F, std::max(12.0F, space.height - height - 12));
    return card;
}

void draw_open(Ui& ui) {
    app::Reader& reader = ui.reader();
    const std::optional<Rect> mark = line_of_mark(reader);
    const std::string& hot = ui.memory().hot;
    const bool elsewhere = ui.input().pressed && hot != "footnote" && !hot.starts_with("footnote/");
    if (!mark || elsewhere) {
        reader.footnote.reset();
        return;
    }
    const app::PageSpace& space = reader.space();
    const Px width = std::min(widest, space.width - space.left - space.right - 24);
    const std::shared_ptr<const typeset::ChapterLayout> layout = reader.footnote_layout(width - 2 * padding_x);
    if (layout->lines().empty()) return;
    const Px first_top = layout->lines().front().top;
    const Px content = layout->lines().back().top + layout->lines().back().height - first_top + 2 * padding_y;
    const Px height = std::min(content + foot, std::max(160.0F, space.height * 0.55F));
    const Rect card = place(reader, *mark, width, height);
    ui.layer(layer_card);
    ui.card("footnote", card);
    const bool appears = !ui.has_focus("footnote/go") && ui.memory().focus == ui.memory().footnote_opener && ui.memory().focus_shown;
    ScrollArea area(ui, "footnote", {card.x, card.y, card.width, card.height - foot}, ui.memory().scroll["footnote"]);
    const bool open = draw_text(ui, *layout, {card.x + padding_x, area.top() + padding_y}, first_top);
    area.end(content);
    if (!open) return;
    ui.canvas().fill({card.x + padding_x, card.bottom() - foot, card.width - 2 * padding_x, 1}, ui.theme().line);
    const std::string go = ui.text(Word::ui_footnote_go);
    const Px go_width = ui.button_width(go);
    const Px y = card.bottom() - foot + (foot - button_height) / 2;
    if (ui.button("footnote/go", {card.x + padding_x - 9, y, go_width, button_height}, go, ButtonKind::quiet)) return reader.go_to_footnote();
    const std::string close = ui.text(Word::ui_close);
    const Px close_width = ui.button_width(close);
    if (ui.button("footnote/close", {card.right() - padding_x - close_width + 9, y, close_width, button_height}, close, ButtonKind::quiet))
        reader.footnote.reset();
    if (appears) ui.focus("footnote/go", true);
}

}  // namespace

void draw_footnote(Ui& ui) {
    const bool open = ui.reader().footnote && ui.reader().layout;
    if (!open) give_keyboard_back(ui);
    ui.draw_appearing("footnote", open, draw_open);
}

}  // namespace katern::ui
