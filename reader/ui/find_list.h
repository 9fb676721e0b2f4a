// What a search has found, as the rows of its panel: the place that was named first, then the hits by chapter, then the notes.
//
// All rows are of one height, so a hundred thousand hits are one multiplication: only those in sight are looked up and set.
#pragma once

#include <optional>
#include <string>

#include "ui/ui.h"

namespace katern::ui {

class FindList {
public:
    FindList(Ui& ui, Rect view, Px left, Px width) : ui_(ui), view_(view), left_(left), width_(width) {}

    // Returns the height of all of it.
    Px draw(Px top);
    // What was pressed, of what was drawn.
    [[nodiscard]] bool pressed_destination() const { return pressed_destination_; }
    [[nodiscard]] const std::optional<std::size_t>& pressed_hit() const { return pressed_hit_; }
    [[nodiscard]] const std::string& pressed_note() const { return pressed_note_; }

    struct Place {
        Px top = 0, bottom = 0;  // from the top of the list; with its group's heading above it
    };
    // Where the row of the present hit is; nothing when there is none.
    [[nodiscard]] static std::optional<Place> place_of_current(Ui& ui);

private:
    [[nodiscard]] bool in_sight(Px y, Px height) const { return y + height > view_.y && y < view_.bottom(); }
    [[nodiscard]] std::string chapter_title(std::size_t chapter) const;
    // Which of `count` rows from here on are in sight, with one on either side for the keyboard.
    [[nodiscard]] text::Range rows_in_sight(std::size_t count) const;
    void draw_destination();
    void draw_group(const std::string& title, std::size_t count);
    void draw_hits(const app::SearchResults::InChapter& here, std::size_t first);
    void draw_notes(const app::SearchResults& results);

    Ui& ui_;
    Rect view_;
    Px left_, width_, y_ = 0;
    bool pressed_destination_ = false;
    std::optional<std::size_t> pressed_hit_;
    std::string pressed_note_;
};

}  // namespace katern::ui
