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

Px draw_heading(Ui& ui, Word title, Point at, Px width) {
    return ui.label(at, ui.text(title), Ui::sans(12, typeset::Ink::quiet, true), width).height + 5;
}

Px draw_row(Ui& ui, const std::string& id, const std::string& label, const std::vector<std::string>& caps, Point at, Px width) {
    const Px left = draw_caps(ui, caps, at.x + width, at.y);
    const typeset::Size size = ui.label(at, label, Ui::sans(13), left - at.x - 8);
    std::string keys;
    for (const std::string& cap : caps) keys += (keys.empty() ? "" : ", ") + cap;
    ui.item({"sheet/key/" + id, Role::label, label, keys, {at.x, at.y, width, size.height}, 0, false});
    return std::max(size.height, cap_height) + row_gap;
}

Px draw_group(Ui& ui, std::size_t group, Point at, Px width) {
    const Language language = ui.reader().settings.language;
    Px y = at.y + draw_heading(ui, groups[group].title, at, width);
    for (const app::Command& command : app::commands()) {
        const std::vector<std::string> caps = caps_of(command, language);
        if (caps.empty() || group_of(command) != group) continue;
        y += draw_row(ui, std::string(command.id), ui.text(command.label), caps, {at.x, y}, width);
    }
    return y - at.y + 14;
}

// The keys that move the cursor in the text are no commands: they mean that only while it is there.
Px draw_caret_keys(Ui& ui, Point at, Px width) {
    const Language language = ui.reader().settings.language;
    const auto name = [&](app::Shortcut key) { return app::name_of(key, language); };
    const auto with = [](std::uint32_t key, bool ctrl, bool shift, bool alt) {
        app::Shortcut made{key};
        made.ctrl = ctrl;
        made.shift = shift;
        made.alt = alt;
        return made;
    };
    struct Row {
        const char* id;
        Word label;
        std::vector<std::string> caps;
    };
    const Row rows[] = {
        {"caret/letter", Word::ui_keys_caret_letter, {name({app::key_right}), name({app::key_down})}},
        {"caret/word", Word::ui_keys_caret_word, {name(with(app::key_right, true, false, false))}},
        {"caret/sentence", Word::ui_keys_caret_sentence, {name(with(app::key_down, false, false, true))}},
        {"caret/paragraph", Word::ui_keys_caret_paragraph, {name(with(app::key_down, true, false, false))}},
        {"caret/line", Word::ui_keys_caret_line, {name({app::key_home}), name({app::key_end})}},
        {"caret/chapter", Word::ui_keys_caret_chapter, {name(with(app::key_home, true, false, false)), name(with(app::key_end, true, false, false))}},
        {"caret/select", Word::ui_keys_caret_select, {name(with(app::key_right, false, true, false))}},
    };
    Px y = at.y + draw_heading(ui, Word::ui_keys_caret, at, width);
    for (const Row& row : rows) y += draw_row(ui, row.id, ui.text(row.label), row.caps, {at.x, y}, width);
    return y - at.y + 14;
}

Px draw_mouse(Ui& ui, Point at, Px width) {
    const std::string click = ui.text(Word::ui_key_click);
    Px y = at.y + draw_heading(ui, Word::ui_keys_mouse, at, width);
    y += draw_row(ui, "mouse/word", ui.text(Word::ui_keys_mouse_word), {ui.text(Word::ui_key_double_click)}, {at.x, y}, width);
    y += draw_row(ui, "mouse/sentence", ui.text(Word::ui_keys_mouse_sentence), {"Ctrl+" + click}, {at.x, y}, width);
    y += draw_row(ui, "mouse/paragraph", ui.text(Word::ui_keys_mouse_paragraph), {ui.text(Word::ui_key_triple_click)}, {at.x, y}, width);
    y += draw_row(ui, "mouse/extend", ui.text(Word::ui_keys_mouse_extend), {"Shift+" + click}, {at.x, y}, width);
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
    const auto add = [&](std::size_t side, Px (*draw)(Ui&, Point, Px)) {
        const Px x = column.x() + (two && side == 1 ? width + column_gap : 0);
        Px& at = y[two ? side : 0];
        at += draw(ui, {x, at}, width);
    };
    const std::size_t shorter = y[0] <= y[1] ? 0 : 1;
    add(shorter, draw_caret_keys);
    add(shorter, draw_mouse);
    column.gap(std::max(y[0], y[1]) - column.y() - 14);
}

}  // namespace katern::ui
