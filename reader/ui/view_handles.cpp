// What shows and moves the ends of a selection by hand: the caret of who reads without a mouse, the handles of the mark that
// is picked, and the line at the foot that says which keys do what.
#include <algorithm>
#include <array>

#include "app/page_frame.h"
#include "ui/key_caps.h"
#include "ui/page_drag.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px knob = 11, stem = 2, target = 28;
constexpr Px caret_width = 2;

// An end of a range, as it stands on the screen.
struct End {
    Px x = 0, top = 0, bottom = 0;
};

std::optional<End> end_on_screen(const app::Reader& reader, text::Range bytes, bool end) {
    const std::vector<Rect> rects = reader.layout->rects(bytes);
    if (rects.empty()) return std::nullopt;
    const Rect& rect = end ? rects.back() : rects.front();
    const app::PageFrame frame = reader.frame();
    if (rect.bottom() < frame.view_top || rect.y > app::end_of_view(frame)) return std::nullopt;
    const Point at = reader.to_screen({end ? rect.right() : rect.x, rect.y});
    return End{at.x, at.y, at.y + rect.height};
}

void draw_handle(Ui& ui, const std::string& id, text::Range bytes, bool end, Color color) {
    app::Reader& reader = ui.reader();
    const std::optional<End> at = end_on_screen(reader, bytes, end);
    if (!at) return;
    const Px x = ui.canvas().snapped(at->x - stem / 2);
    const Rect ball{x + stem / 2 - knob / 2, end ? at->bottom - 1 : at->top - knob + 1, knob, knob};
    const Rect reach{ball.x + knob / 2 - target / 2, ball.y + knob / 2 - target / 2, target, target};
    const Ui::State state = ui.item({end ? "handle/end" : "handle/start", Role::slider,
                                     ui.text(end ? Word::ui_handle_end : Word::ui_handle_start), {}, reach, 0, true});
    ui.canvas().fill({x, at->top, stem, at->bottom - at->top}, color);
    ui.canvas().fill(ball.grown(1.5F), ui.theme().paper, knob);
    ui.canvas().fill(state.hot || state.active ? ball.grown(1) : ball, color, knob);
    if (state.shows_focus) ui.focus_ring(ball, knob / 2);
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.hot && ui.input().pressed) {
        reader.start_adjusting(id, end, false);
        if (!reader.adjusting) return;
        const Px middle = (at->top + at->bottom) / 2;
        reader.adjusting->grab = {ui.input().mouse.x - at->x, ui.input().mouse.y - middle};
        reader.selecting = true;
    } else if (state.clicked && !ui.input().released && !reader.adjusting) {
        reader.start_adjusting(id, end, true);  // by Enter or space
    }
}

// While the handle is held: the end goes where the hand goes, as far from the words as it was taken.
void drag_handle(Ui& ui) {
    app::Reader& reader = ui.reader();
    const Input& input = ui.input();
    if (!reader.adjusting || reader.adjusting->by_keys || !reader.selection) return;
    const Point moved{input.mouse.x - ui.memory().press.x, input.mouse.y - ui.memory().press.y};
    if (is_drag(moved)) {
        const Point grab = reader.adjusting->grab;
        reader.selection->focus = byte_under_drag(ui, {input.mouse.x - grab.x, input.mouse.y - grab.y});
        reader.focus_note(reader.adjusting->id);
        go_on_past_edge(ui);
    }
    if (!input.released) return;
    reader.selecting = false;
    reader.finish_adjusting();
}

struct Hint {
    std::string keys, does;
};

std::vector<Hint> hints_of(Ui& ui) {
    const app::Reader& reader = ui.reader();
    const auto text = [&](Word word) { return ui.text(word); };
    if (!reader.attaching.empty() && !reader.selection)
        return {{"", text(Word::ui_attach_title)}, {"V", text(Word::ui_caret)}, {"Esc", text(Word::ui_cancel)}};
    if (reader.adjusting)
        return {{"← → ↑ ↓", text(reader.selection->focus >= reader.selection->anchor ? Word::ui_adjust_end : Word::ui_adjust_start)},
                {"O", text(Word::ui_adjust_other)},
                {"Enter", text(Word::ui_adjust_keep)},
                {"Esc", text(Word::ui_adjust_leave)}};
    if (reader.selection && !reader.selection->range().empty()) {
        const Word last = label_of(draw::category_named(reader.settings.last_category));
        const std::string enter = reader.attaching.empty() ? ui.text(Word::ui_caret_mark, {text(last)}) : text(Word::ui_attach_here);
        std::vector<Hint> hints{{"Enter", enter}};
        if (reader.attaching.empty()) hints.insert(hints.end(), {{"1–5", text(Word::ui_caret_categories)}, {"N", text(Word::ui_caret_note)}});
        hints.insert(hints.end(), {{"O", text(Word::ui_adjust_other)}, {"Esc", text(Word::ui_caret_done)}});
        return hints;
    }
    std::vector<Hint> hints{{"← → ↑ ↓", text(Word::ui_caret_move)},
                            {"Ctrl", text(Word::ui_caret_word)},
                            {"Alt ↑ ↓", text(Word::ui_caret_sentence)},
                            {"Shift", text(Word::ui_caret_select)}};
    const std::size_t here = reader.marks_at_hand().size();
    if (here == 1) hints.push_back({"Enter", text(Word::ui_caret_open)});
    if (here > 1) hints.push_back({"Enter", ui.text(Word::ui_caret_list, {static_cast<double>(here)})});
    hints.push_back({"Esc", text(Word::ui_caret_done)});
    return hints;
}

// A cap and its words, over and over; what has no room is left out from the middle, since Esc must be seen.
void draw_hints(Ui& ui, std::vector<Hint> hints) {
    constexpr Px padding = 14, gap = 18, cap_gap = 7, cap_padding = 6, height = 30, under = 2;  // over the foot, never over words
    const app::PageSpace& space = ui.reader().space();
    const typeset::TextStyle cap = Ui::sans(11, typeset::Ink::quiet), words = Ui::sans(12.5F);
    const auto cap_of = [&](const Hint& hint) { return hint.keys.empty() ? -cap_gap : std::max(cap_height, ui.set(hint.keys, cap).width + 2 * cap_padding); };
    const auto width_of = [&](const Hint& hint) { return cap_of(hint) + cap_gap + ui.set(hint.does, words).width; };
    const auto width_of_all = [&] {
        Px width = 2 * padding - gap;
        for (const Hint& hint : hints) width += width_of(hint) + gap;
        return width;
    };
    const Px room = space.width - space.left - space.right - 24;
    while (hints.size() > 2 && width_of_all() > room) hints.erase(hints.end() - 2);
    const Px width = width_of_all();
    const Rect rect{space.left + (space.width - space.left - space.right - width) / 2, space.height - under - height, width, height};
    ui.canvas().shadow(rect, ui.theme().shadow, 10);
    ui.canvas().fill(rect, ui.theme().card, 10);
    ui.canvas().outline(rect, ui.theme().line, 1, 10);
    Px x = rect.x + padding;
    std::string said;
    for (const Hint& hint : hints) {
        const Rect key{x, rect.y + (height - cap_height) / 2, cap_of(hint), cap_height};
        if (!hint.keys.empty()) {
            ui.canvas().outline(key, ui.theme().line, 1, 4);
            ui.label_centred(key, hint.keys, cap);
        }
        ui.label({key.right() + cap_gap, rect.y + (height - words.leading) / 2}, hint.does, words);
        x += width_of(hint) + gap;
        said += (said.empty() ? "" : ", ") + (hint.keys.empty() ? "" : hint.keys + ": ") + hint.does;
    }
    ui.item({"caret/status", Role::label, said, {}, rect, 0, false});
}

}  // namespace

void draw_caret(Ui& ui) {
    const app::Reader& reader = ui.reader();
    if (!reader.caret || !reader.layout || reader.layout->lines().empty()) return;
    const typeset::Line& line = reader.layout->lines()[reader.layout->line_at(reader.caret->byte)];
    const app::PageFrame frame = reader.frame();
    if (line.top + line.height / 2 < frame.view_top || line.top > app::end_of_view(frame)) return;
    const Px x = typeset::x_at(line, reader.caret->byte, reader.chapter->text);
    const Point at = reader.to_screen({x, line.baseline - line.height * 0.66F});
    // A thin line with a foot, so that it is found between the letters.
    const Px left = ui.canvas().snapped(at.x - caret_width / 2), height = line.height * 0.92F;
    ui.canvas().fill({left, at.y, caret_width, height}, ui.theme().accent);
    ui.canvas().fill({left - 2, at.y, caret_width + 4, caret_width}, ui.theme().accent);
    ui.canvas().fill({left - 2, at.y + height - caret_width, caret_width + 4, caret_width}, ui.theme().accent);
    const std::string word(text::slice(reader.chapter->text, text::word_at(reader.chapter->text, reader.caret->byte)));
    ui.item({"page/caret", Role::label, word, {}, {left, at.y, caret_width, height}, 0, false});
}

void draw_handles(Ui& ui) {
    app::Reader& reader = ui.reader();
    ui.layer(layer_margin);
    drag_handle(ui);
    if (!reader.layout || (!reader.adjusting && (reader.selecting || reader.selection))) return;
    const std::string id = reader.adjusting ? reader.adjusting->id : reader.focused_note;
    if (!reader.adjusting && !reader.can_adjust(id)) return;
    const auto mark = std::find_if(reader.marks.begin(), reader.marks.end(), [&](const draw::Mark& each) { return each.id == id; });
    if (mark == reader.marks.end()) return;
    const text::Range bytes = mark->bytes;
    const Color color = ui.theme().of(mark->category).sign;
    draw_handle(ui, id, bytes, false, color);
    if (reader.layout) draw_handle(ui, id, bytes, true, color);
}

void draw_caret_status(Ui& ui) {
    const app::Reader& reader = ui.reader();
    if (!reader.layout || (!reader.caret && reader.attaching.empty()) || reader.editor || reader.marks_here) return;
    ui.layer(layer_card);
    draw_hints(ui, hints_of(ui));
}

}  // namespace katern::ui
