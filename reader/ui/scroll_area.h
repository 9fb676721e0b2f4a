// A pane whose content may be higher than its window: it scrolls by the wheel over it, by its bar, by the page keys
// while something in it has the keyboard, and so far that what has the keyboard is in sight.
#pragma once

#include <string>

#include "ui/ui.h"

namespace katern::ui {

class ScrollArea {
public:
    // Everything that is drawn until end() is clipped to `view`. `offset`: px that lie above it, kept by the caller.
    ScrollArea(Ui& ui, std::string id, Rect view, Px& offset);
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

    [[nodiscard]] Px top() const { return view_.y - offset_; }  // y of the content's first px on the screen
    [[nodiscard]] const Rect& view() const { return view_; }
    // With the content's height; draws the bar when it is higher than the view.
    void end(Px content_height);

private:
    void take_keys(Px most);
    void bring_into_sight(Px most);
    void draw_bar(Px content_height, Px most);
    [[nodiscard]] bool under_pointer() const;

    Ui& ui_;
    std::string id_;
    Rect view_;
    Px& offset_;
    std::size_t first_item_;
};

}  // namespace katern::ui
