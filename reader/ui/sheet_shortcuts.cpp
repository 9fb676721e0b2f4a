// Every command with its keys, from the table of commands: two columns where there is room.
#include <algorithm>
#include <array>

#include "ui/key_caps.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px two_columns_from = 600, column_gap = 40, row_gap = 7;

struct Group {
    Word title;
    std::array<std::string_view, 6> prefixes;
};

// By what the ids begin with; a command that is in none of these comes with the program.
constexpr Group groups[] = {
    {Word::ui_keys_reading, {"page.", "line.", "chapter.", "go.", "find."}},
    {Word::ui_keys_view, {"size.", "view.", "theme.", "flow.", "look."}},
    {Word::ui_keys_marking, {"mark.", "note.", "copy.", "select.", "edit."}},
    {Word::ui_keys_program, {}},
};

std::size_t group_of(const app::Command& command) {
    for (std::size_t i = 0; i + 1 < std::size(groups); ++i)
        for (const std::string_view prefix : groups[i].prefixes)
            if (!prefix.empty() && command.id.starts_with(prefix)) return i;
    return std::size(groups) - 1;
}

Px draw_group(Ui& ui, std::size_t group, Point at, Px width) {
    const Language language = ui.reader().settings.language;
    Px y = at.y;
    y += ui.label({at.x, y}, ui.text(groups[group].title), Ui::sans(12, typeset::Ink::quiet, true), width).height + 5;
    for (const app::Command& command : app::commands()) {
        const std::vector<std::string> caps = caps_of(command, language);
        if (caps.empty() || group_of(command) != group) continue;
        const Px left = draw_caps(ui, caps, at.x + width, y);
        const std::string label = ui.text(command.label);
        const typeset::Size size = ui.label({at.x, y}, label, Ui::sans(13), left - at.x - 8);
        std::string keys;
        for (const std::string& cap : caps) keys += (keys.empty() ? "" : ", ") + cap;
        ui.item({"sheet/key/" + std::string(command.id),
                 Role::label,
                 label,
                 keys,
                 {at.x, y, width, size.height},
                 0,
                 false});
        y += std::max(size.height, cap_height) + row_gap;
    }
    return y - at.y + 14;
}

}  // namespace

void sheet_shortcuts(Column& column) {
    Ui& ui = column.ui();
    column.title(ui.text(Word::ui_shortcuts));
    column.gap(4);
    const bool two = column.width() >= two_columns_from;
    const Px width = two ? (column.width() - column_gap) / 2 : column.width();
    std::array<Px, 2> y{column.y(), column.y()};
    // Reading and the look of it at the left, writing and the rest at the right.
    for (std::size_t group = 0; group < std::size(groups); ++group) {
        const std::size_t side = two && group >= std::size(groups) / 2 ? 1 : 0;
        const Px x = column.x() + (side == 1 ? width + column_gap : 0);
        y[side] += draw_group(ui, group, {x, y[side]}, width);
    }
    column.gap(std::max(y[0], y[1]) - column.y() - 14);
}

}  // namespace katern::ui
