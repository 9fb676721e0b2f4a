// Fields and notes: the keys and the mouse of a TextEdit, set by our own typesetting.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "ui/ui.h"

namespace katern::ui {
namespace {

constexpr notes::Milliseconds blink = 530;
// After this long without typing the caret stands still, so that a forgotten window is at rest.
constexpr notes::Milliseconds blink_for = 10'000;

app::TextEdit::Time time_of(const Input& input) { return std::chrono::milliseconds(input.now); }

// Up and down go to where the goal stands on the next line; past the first or last, to its end.
void move_line(app::TextEdit& edit, const typeset::TextLayout& layout, int by, bool select) {
    const std::size_t row = layout.line_at(edit.caret());
    const float goal = edit.goal_x().value_or(layout.caret(edit.caret(), edit.text()).x);
    const auto next = static_cast<std::int64_t>(row) + by;
    if (next < 0) return edit.move_to(0, select, goal);
    if (next >= static_cast<std::int64_t>(layout.lines.size())) return edit.move_to(edit.text().size(), select, goal);
    edit.move_to(typeset::byte_at(layout.lines[static_cast<std::size_t>(next)], goal, edit.text()), select, goal);
}

void move_to_line_edge(app::TextEdit& edit, const typeset::TextLayout& layout, bool end, bool select) {
    if (layout.lines.empty()) return;
    const typeset::Line& line = layout.lines[layout.line_at(edit.caret())];
    if (!end) return edit.move_to(line.bytes.start, select);
    std::size_t at = line.bytes.end;
    // Before the space or line feed that ends a wrapped line, not behind it.
    if (at > line.bytes.start && at < edit.text().size()) at = text::previous_grapheme(edit.text(), at);
    if (at == line.bytes.end && at > line.bytes.start && edit.text()[at - 1] == '\n') --at;
    edit.move_to(at, select);
}

}  // namespace

// True when Enter was pressed in a single line. Keys that were used are taken out of the input.
bool Ui::edit_keys(app::TextEdit& edit, bool many_lines, const typeset::TextLayout& layout) {
    bool entered = false;
    const auto now = time_of(input_);
    std::vector<app::Shortcut> unused;
    for (const app::Shortcut& key : input_.keys) {
        const bool select = key.shift;
        bool used = true;
        if (key.alt) {
            used = false;
        } else if (key.ctrl) {
            switch (key.key) {
                case 'a': edit.select_all(); break;
                case 'c':
                    if (edit.has_selection()) set_clipboard_text(std::string(edit.selected()));
                    break;
                case 'x':
                    if (edit.has_selection()) set_clipboard_text(edit.cut(now));
                    break;
                case 'v': edit.paste(clipboard_text(), now); break;
                case 'z': key.shift ? edit.redo() : edit.undo(); break;
                case 'y': edit.redo(); break;
                case app::key_left: edit.move_word_left(select); break;
                case app::key_right: edit.move_word_right(select); break;
                case app::key_home: edit.move_home(select); break;
                case app::key_end: edit.move_end(select); break;
                case app::key_backspace: edit.delete_word_back(now); break;
                case app::key_delete: edit.delete_word_forward(now); break;
                default: used = false; break;
            }
        } else {
            switch (key.key) {
                case app::key_left: edit.move_left(select); break;
                case app::key_right: edit.move_right(select); break;
                case app::key_up: many_lines ? move_line(edit, layout, -1, select) : edit.move_home(select); break;
                case app::key_down: many_lines ? move_line(edit, layout, 1, select) : edit.move_end(select); break;
                case app::key_home: move_to_line_edge(edit, layout, false, select); break;
                case app::key_end: move_to_line_edge(edit, layout, true, select); break;
                case app::key_backspace: edit.backspace(now); break;
                case app::key_delete: edit.delete_forward(now); break;
                case app::key_enter:
                    if (many_lines) {
                        edit.insert("\n", now);
                    } else {
                        entered = true;
                    }
                    break;
                default:
                    // Letters come as typed text; their keys must not run commands.
                    used = key.key < app::key_left;
                    break;
            }
        }
        if (used) {
            memory_.typed_at = input_.now;
        } else {
            unused.push_back(key);
        }
    }
    input_.keys = std::move(unused);
    if (!input_.typed.empty()) {
        edit.insert(input_.typed, now);
        input_.typed.clear();
        memory_.typed_at = input_.now;
    }
    return entered;
}

void Ui::edit_mouse(const std::string& id, app::TextEdit& edit, const typeset::TextLayout& layout, Point origin, bool hot, bool active) {
    const std::size_t byte = layout.hit({input_.mouse.x - origin.x, input_.mouse.y - origin.y}, edit.text());
    if (hot) pointer(Pointer::text);
    if (hot && input_.pressed) {
        focus(id);
        if (input_.clicks == 2) {
            edit.select_word_at(byte);
        } else if (input_.clicks >= 3) {
            edit.select_paragraph_at(byte);
        } else {
            edit.move_to(byte, input_.shift);
        }
    } else if (active && input_.down) {
        edit.drag_to(byte);
    }
}

void Ui::draw_edit(app::TextEdit& edit, const typeset::TextLayout& layout, Point origin, bool focused) {
    if (focused && edit.has_selection())
        for (const Rect& rect : layout.rects(edit.selection(), edit.text())) canvas_->fill(rect.moved(origin.x, origin.y), theme_.selection);
    canvas_->text(layout, origin, theme_);
    if (!focused) return;
    const notes::Milliseconds since = input_.now - memory_.typed_at;
    const bool resting = since > blink_for;
    if (!resting) wake_at(input_.now + blink - since % blink);
    if (resting || (since / blink) % 2 == 0) {
        const Point caret = layout.caret(edit.caret(), edit.text());
        const Px height = layout.lines.empty() ? 20 : layout.lines.front().height;
        canvas_->fill({canvas_->snapped(origin.x + caret.x), origin.y + caret.y + 2, std::max(1.0F, 1.5F), height - 4}, theme_.ink);
    }
}

bool Ui::field(const std::string& id, Rect rect, app::TextEdit& edit, const std::string& hint) {
    const State state = item({id, Role::field, hint, edit.text(), rect, 0, true});
    const typeset::TextStyle style = sans(13.5F);
    bool entered = false;
    typeset::TextLayout layout = set(edit.text(), style);
    if (state.focused) {
        entered = edit_keys(edit, false, layout);
        layout = set(edit.text(), style);
    }
    canvas_->fill(rect, theme_.card, 8);
    canvas_->outline(rect, state.focused ? theme_.accent : theme_.line, 1, 8);
    // A text that is wider than its field moves with the caret.
    const Px room = rect.width - 22;
    Px& shift = memory_.scroll[id];
    const Px caret = layout.caret(edit.caret(), edit.text()).x;
    shift = std::clamp(shift, caret - room, caret);
    shift = std::clamp(shift, 0.0F, std::max(0.0F, layout.width - room));
    const Point origin{rect.x + 11 - shift, rect.y + (rect.height - style.leading) / 2};
    edit_mouse(id, edit, layout, origin, state.hot, state.active);
    canvas_->push_clip({rect.x + 6, rect.y, rect.width - 12, rect.height});
    if (edit.text().empty()) label({origin.x, origin.y}, hint, sans(13.5F, typeset::Ink::quiet));
    draw_edit(edit, layout, origin, state.focused);
    canvas_->pop_clip();
    return entered;
}

Px Ui::text_area(const std::string& id, Point at, Px measure, app::TextEdit& edit, const std::string& hint, const typeset::TextStyle& style) {
    typeset::TextLayout layout = set(edit.text(), style, measure);
    const bool focused = memory_.focus == id;
    if (focused) {
        edit_keys(edit, true, layout);
        layout = set(edit.text(), style, measure);
    }
    const Px height = std::max(layout.height, style.leading);
    const State state = item({id, Role::field, hint, edit.text(), Rect{at.x, at.y, measure, height}.grown(4), 0, true});
    edit_mouse(id, edit, layout, at, state.hot, state.active);
    if (edit.text().empty()) {
        typeset::TextStyle quiet = style;
        quiet.ink = typeset::Ink::quiet;
        label(at, hint, quiet, measure);
    }
    draw_edit(edit, layout, at, state.focused || focused);
    return height;
}

}  // namespace katern::ui
