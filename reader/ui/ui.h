// The small set of things that views are made of: items that can be hovered, focused and pressed, labels, buttons, fields. While it
// draws, each view declares its items here; the recorder of the last frame serves hit testing, the order of focus, and tests that
// ask for an item by its name.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands.h"
#include "app/reader.h"
#include "draw/draw.h"
#include "ui/faded_canvas.h"
#include "ui/input.h"
#include "ui/recorded_canvas.h"

namespace katern::ui {

using draw::Canvas;
using draw::Color;
using draw::Theme;
using typeset::Point;
using typeset::Px;
using typeset::Rect;

// in_page: words or a figure on the page that lead somewhere; the pointer reaches the page below them.
enum class Role : std::uint8_t { group, button, toggle, slider, field, link, mark, list_item, page, label, in_page };

struct Item {
    std::string id;     // "bar/notes", "panel/card/0190…"
    Role role = Role::group;
    std::string name;   // as a person reads it
    std::string value;  // of a field or toggle
    Rect rect;
    int layer = 0;      // higher lies above
    bool focusable = false;
};

enum class Pointer : std::uint8_t { arrow, hand, text, none };

// How far something that may be there is there.
struct Presence {
    bool wanted = false;
    float from = 0;                  // share at `since`
    notes::Milliseconds since = 0;
    Drawing last;                    // as it stood, for when it goes; only where things may move
};
inline constexpr notes::Milliseconds appears_within = 120, goes_within = 80;

// What lasts from frame to frame and may be lost without harm.
struct Memory {
    std::vector<Item> items;         // of the last frame
    std::string hot;                 // under the pointer
    std::string active;              // pressed there
    std::string focus;               // has the keyboard
    bool focus_shown = false;        // it was moved by keyboard
    notes::Milliseconds typed_at = 0;  // when the caret last moved
    std::map<std::string, Px> scroll;
    std::string takes_tab;           // a field that completes what is typed by Tab in the next frame
    Point press;                     // where the button went down
    notes::Milliseconds past_edge_since = 0;  // of a drag that selects; 0: it is within the page
    notes::Milliseconds went_on_at = 0;       // when the page last went on for it
    notes::Milliseconds hover_since = 0;
    std::string hover_id;
    bool menu_open = false;                  // of the bar
    std::map<std::string, Presence> presences;
    Point pointer_at{-1, -1};                // where it last stood still
    notes::Milliseconds pointer_since = 0;
    std::string footnote_opener;             // the mark whose footnote lies over the page
    std::shared_ptr<struct HitMarks> hit_marks;    // of a search in this chapter (view_hit_marks.cpp)
    std::shared_ptr<struct NotesRows> notes_rows;      // what the notes panel has measured (view_notes.cpp)
    std::shared_ptr<struct NotesFacts> notes_facts;    // what its filter offers (notes_filter.cpp)
    std::shared_ptr<struct TogetherRows> together_rows;    // of Samen, as it was read last (view_together.cpp)
    std::shared_ptr<struct FoundCards> found_cards;       // of what lies there (view_lies_there.cpp)
    std::shared_ptr<struct ExtractParts> extract_parts;    // what of the extract is set (view_extract.cpp)
    std::shared_ptr<struct Overview> overview;             // where notes are (chapter_strip.cpp)
    std::shared_ptr<struct NotesTogether> notes_together;  // what the chosen ones have in common (notes_foot.cpp)
    std::shared_ptr<struct ExportText> export_text;        // what the preview of an export has set (sheet_export.cpp)
};

inline constexpr int layer_page = 0, layer_margin = 1, layer_panel = 2, layer_bar = 3, layer_card = 4, layer_sheet = 5;

enum class ButtonKind : std::uint8_t { plain, main, quiet };

class Ui {
public:
    Ui(Canvas& canvas, const Theme& theme, app::Reader& reader, Input& input, Memory& memory);
    // Takes what was pressed; call before the views, and finish() after them.
    void begin();
    void finish();

    [[nodiscard]] Canvas& canvas() { return *canvas_; }
    [[nodiscard]] const Theme& theme() const { return theme_; }
    [[nodiscard]] app::Reader& reader() { return reader_; }
    // Nothing, for what is on its way out.
    [[nodiscard]] Input& input() { return input_; }
    [[nodiscard]] Memory& memory() { return memory_; }
    [[nodiscard]] const std::vector<Item>& items() const { return items_; }
    [[nodiscard]] std::string text(Word word, const Arguments& arguments = {}) const { return reader_.text(word, arguments); }

    // --- Items
    struct State {
        bool hot = false, active = false, focused = false, shows_focus = false;
        bool clicked = false;  // by the pointer or by Enter or space
    };
    State item(const Item& item);
    void focus(const std::string& id, bool shown = false);
    [[nodiscard]] bool has_focus(std::string_view id) const { return memory_.focus == id; }
    [[nodiscard]] bool field_has_focus() const;
    void pointer(Pointer shape) { pointer_ = shape; }
    [[nodiscard]] Pointer pointer_shape() const { return pointer_; }
    // Layer of what is declared from now on.
    void layer(int layer) { layer_ = layer; }
    [[nodiscard]] int layer() const { return layer_; }
    // Draws only within this from now on. Items outside can't be pressed, but keep their place in the order of focus.
    void push_clip(Rect rect);
    void pop_clip();
    // Where the item with the keyboard was declared in this frame, also when it is out of sight.
    [[nodiscard]] std::optional<Rect> focused_rect() const { return focused_rect_; }
    // Wants another frame at this steady time, without any input.
    void wake_at(notes::Milliseconds at) { wake_ = wake_ ? std::min(*wake_, at) : at; }
    [[nodiscard]] std::optional<notes::Milliseconds> wake() const { return wake_; }

    // --- Coming and going
    // 0 to 1: how much of it is there, in 120 ms from nothing to all and in 80 ms back; at once where nothing may move.
    [[nodiscard]] float presence(const std::string& id, bool wanted);
    // Draws a view by its share. What goes is shown once more as it stood last: what it showed may be gone, and nothing in it
    // can be pressed any more.
    void draw_appearing(const std::string& id, bool wanted, void (*view)(Ui&));

    // --- Text
    static typeset::TextStyle sans(Px size = 13.5F, typeset::Ink ink = typeset::Ink::ink, bool bold = false);
    static typeset::TextStyle serif(Px size, Px leading, typeset::Ink ink = typeset::Ink::ink);
    typeset::TextLayout set(std::string_view text, const typeset::TextStyle& style, Px measure = 0, std::size_t most_lines = 0);
    // Draws it and returns its size.
    typeset::Size label(Point at, std::string_view text, const typeset::TextStyle& style, Px measure = 0, std::size_t most_lines = 0);
    void label_centred(Rect in, std::string_view text, const typeset::TextStyle& style);
    void label_right(Point right_top, std::string_view text, const typeset::TextStyle& style);

    // --- Things to press
    [[nodiscard]] Px button_width(std::string_view label);
    bool button(const std::string& id, Rect rect, const std::string& label, ButtonKind kind = ButtonKind::plain, bool enabled = true);
    // The width of a category's square sign is 18.
    void category_sign(Rect rect, draw::Category category, bool round = false);
    bool checkbox(const std::string& id, Point at, const std::string& label, bool& value, Px measure);
    // One line of text. True when Enter was pressed in it.
    bool field(const std::string& id, Rect rect, app::TextEdit& edit, const std::string& hint);
    // A note: wraps, any height. Draws nothing around it. Returns the height that its text takes.
    Px text_area(const std::string& id, Point at, Px measure, app::TextEdit& edit, const std::string& hint, const typeset::TextStyle& style);
    void focus_ring(Rect rect, Px radius);
    // A ground with a shadow that takes clicks, so that they don't fall through.
    void card(const std::string& id, Rect rect, Px radius = 10);

private:
    bool edit_keys(app::TextEdit& edit, bool many_lines, const typeset::TextLayout& layout);
    void edit_mouse(const std::string& id, app::TextEdit& edit, const typeset::TextLayout& layout, Point origin, bool hot, bool active);
    void draw_edit(app::TextEdit& edit, const typeset::TextLayout& layout, Point origin, bool focused);
    void move_focus(int by);

    Canvas* canvas_;
    const Theme& theme_;
    app::Reader& reader_;
    Input& input_;
    Memory& memory_;
    std::vector<Item> items_;
    Pointer pointer_ = Pointer::arrow;
    int layer_ = layer_page;
    std::optional<notes::Milliseconds> wake_;
    std::vector<Rect> clips_;
    std::optional<Rect> focused_rect_;
};

// The clipboard, by the window.
[[nodiscard]] std::string clipboard_text();
void set_clipboard_text(const std::string& text);

}  // namespace katern::ui
