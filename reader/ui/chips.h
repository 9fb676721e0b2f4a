// Small rounded choices that stand one behind the other and go on on the next line.
#pragma once

#include <optional>
#include <string>

#include "ui/ui.h"

namespace katern::ui {

inline constexpr Px chip_height = 28;

class Chips {
public:
    Chips(Ui& ui, Point at, Px width) : ui_(ui), at_(at), to_(at), width_(width) {}

    struct Look {
        bool on = false;
        bool cross = false;  // pressing it takes it away
        std::optional<draw::Category> category;
        std::string name;    // for people who don't see it; empty: its label
    };
    // True when it was pressed.
    bool chip(const std::string& id, const std::string& label, const Look& look);
    // Room for something else in the row, this wide where it fits; at most the whole width.
    [[nodiscard]] Rect place(Px wide);
    // Of all rows up to now; 0 for none.
    [[nodiscard]] Px height() const { return any_ ? to_.y + chip_height - at_.y : 0; }

private:
    Ui& ui_;
    Point at_, to_;
    Px width_;
    bool any_ = false;
};

}  // namespace katern::ui
