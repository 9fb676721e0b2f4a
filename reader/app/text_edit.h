// The logic of an editor for plain text: a note, or one line such as a search field. Knows no fonts and no window:
// where a line ends and which byte lies under the mouse is asked from a layout by whoever draws it.
//
// The text is valid UTF-8 in NFC with line feeds, whatever is put in. Positions are byte offsets in it; caret and
// anchor always stand on borders of grapheme clusters, so that é, 👩‍👧 or a flag is one step and one Backspace.
// Times are milliseconds of any clock that does not run backwards; they serve only to join typing into undo steps.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace katern::app {

class TextEdit {
public:
    enum class Lines : std::uint8_t { many, one };  // one: line feeds are dropped
    using Time = std::chrono::milliseconds;

    explicit TextEdit(Lines lines = Lines::many) : lines_(lines) {}

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::size_t caret() const { return caret_; }
    [[nodiscard]] std::size_t anchor() const { return anchor_; }
    [[nodiscard]] text::Range selection() const;  // empty at the caret when nothing is selected
    [[nodiscard]] bool has_selection() const { return caret_ != anchor_; }
    [[nodiscard]] std::string_view selected() const { return text::slice(text_, selection()); }
    // Grows with every change of the text, also by undo, redo and set_text; never with a move of the caret.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }
    // Where on the line an up or down move aims at, in the layout's px; nothing after any other move or edit.
    [[nodiscard]] std::optional<float> goal_x() const { return goal_x_; }

    // Another text, from outside (another window, another note): undo is forgotten, since its steps would no longer
    // fit. The caret stays at its words as far as they are still there. The same text again changes nothing.
    void set_text(std::string_view text);

    // Each edit replaces the selection if there is one. What comes in is cleaned first: CR, CR LF, vertical tab and the
    // Unicode separators become a line feed, other control characters and malformed UTF-8 are dropped.
    void insert(std::string_view typed, Time now);  // from the keyboard; joins with the typing before it
    void paste(std::string_view pasted, Time now);  // an undo step of its own
    void backspace(Time now);
    void delete_forward(Time now);
    // To the start of the word, of the next word; a line feed that is met at once goes alone, else the line is the
    // limit.
    void delete_word_back(Time now);
    void delete_word_forward(Time now);
    std::string cut(Time now);  // what was selected; empty when nothing was

    // With `select` the anchor stays; without it a selection is let go of: left and right then go to its start and end.
    void move_left(bool select = false);
    void move_right(bool select = false);
    void move_word_left(bool select = false);
    void move_word_right(bool select = false);
    void move_home(bool select = false);  // start of the text
    void move_end(bool select = false);   // end of the text
    // To the grapheme border at or before `byte`: what a layout found for a click, for the start or end of a line (no
    // `goal_x`), or for the line above or below.
    void move_to(std::size_t byte, bool select = false, std::optional<float> goal_x = std::nullopt);

    void select_all();
    void select_word_at(std::size_t byte);
    void select_paragraph_at(std::size_t byte);  // between two line feeds, without them
    // The mouse, still held down, is over this byte: extends by words or paragraphs if those were selected by pressing.
    void drag_to(std::size_t byte);

    [[nodiscard]] bool can_undo() const { return !done_.empty(); }
    [[nodiscard]] bool can_redo() const { return !undone_.empty(); }
    void undo();
    void redo();

private:
    enum class Kind : std::uint8_t { typing, erasing_back, erasing_forward, whole };  // whole: joins with nothing
    enum class Unit : std::uint8_t { grapheme, word, paragraph };
    struct Place {
        std::size_t caret = 0, anchor = 0;
    };
    // `removed` stood at `at` where `inserted` stands now.
    struct Step {
        Kind kind = Kind::whole;
        std::size_t at = 0;
        std::string removed, inserted;
        Place before, after;
        Time last{0};
    };

    void replace(text::Range range, std::string_view with, Kind kind, Time now);
    void erase(text::Range range, Kind kind, Time now);
    void record(Step step);
    void swap_in(std::size_t at, std::size_t size, std::string_view with, Place place);
    void go(std::size_t byte, bool select);
    void select(text::Range range, Unit unit);
    [[nodiscard]] bool joins(const Step& last, const Step& next) const;
    [[nodiscard]] std::size_t border_before(std::size_t byte) const;
    [[nodiscard]] text::Range paragraph_at(std::size_t byte) const;
    [[nodiscard]] text::Range unit_at(std::size_t byte, Unit unit) const;
    [[nodiscard]] std::string cleaned(std::string_view raw) const;

    Lines lines_;
    std::string text_;
    std::size_t caret_ = 0, anchor_ = 0;
    std::optional<float> goal_x_;
    std::uint64_t revision_ = 0;
    Unit unit_ = Unit::grapheme;  // by what drag_to extends
    text::Range pressed_;         // the word or paragraph that was pressed
    std::vector<Step> done_, undone_;
    bool open_ = false;  // the last of done_ may still grow
};

}  // namespace katern::app
