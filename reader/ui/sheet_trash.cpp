// What was deleted in the last thirty days, to put back one by one or several at once.
#include <algorithm>

#include "typeset/emphasis.h"
#include "ui/note_card.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px indent = 28, gap_between = 8;
constexpr std::size_t longest_name = 160;  // bytes; cut off at a word

std::string name_of(const notes::Annotation& note) {
    std::string words = !note.anchor.exact.empty() ? note.anchor.exact
                        : !note.body.empty()       ? typeset::emphasised(note.body).text
                                                   : note.anchor.chapter;
    std::replace(words.begin(), words.end(), '\n', ' ');
    if (words.size() <= longest_name) return words;
    const std::size_t space = words.rfind(' ', longest_name);
    if (space == std::string::npos) return words;
    return words.substr(0, space) + " …";
}

void trashed_row(Column& column, const app::Trashed& trashed) {
    Ui& ui = column.ui();
    std::set<std::string>& picked = ui.reader().sheet.picked;
    const notes::Annotation& note = trashed.note;
    bool on = picked.contains(note.id);
    if (column.checkbox("sheet/trashed/" + note.id, name_of(note), on)) {
        if (on)
            picked.insert(note.id);
        else
            picked.erase(note.id);
    }
    const Px measure = column.width() - indent;
    if (!note.anchor.exact.empty() && !note.body.empty()) {
        const typeset::TextLayout words = set_note(ui, note.body, Ui::sans(13), measure, 2);
        ui.canvas().text(words, {column.x() + indent, column.y()}, ui.theme());
        ui.item({"sheet/trashed_note/" + note.id, Role::label, typeset::emphasised(note.body).text, {}, {column.x() + indent, column.y(), measure, words.height}, 0, false});
        column.gap(words.height + 2);
    }
    const std::string when =
        ui.text(Word::ui_trash_when, {day_of(ui, note.deleted), static_cast<double>(trashed.days_left)});
    column.gap(ui.label({column.x() + indent, column.y()}, when, Ui::sans(12, typeset::Ink::quiet), measure, 1).height +
               gap_between);
}

}  // namespace

void sheet_trash(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    app::SheetState& sheet = reader.sheet;
    column.title(ui.text(Word::command_trash));
    column.words(ui.text(Word::ui_trash_explained), typeset::Ink::quiet);
    column.gap(16);
    if (sheet.listed && sheet.trash.empty() && !sheet.failure) column.words(ui.text(Word::ui_trash_none));
    if (!sheet.trash.empty()) {
        const auto count = static_cast<double>(sheet.picked.size());
        const std::string pressed = column.buttons({{"sheet/put_back", ui.text(Word::ui_trash_put_back, {count}),
                                                     ButtonKind::main, !sheet.picked.empty() && !sheet.busy},
                                                    {"sheet/all", ui.text(Word::ui_trash_all)}});
        column.gap(12);
        for (std::size_t i = 0; i < std::min(sheet.shown, sheet.trash.size()); ++i) trashed_row(column, sheet.trash[i]);
        if (sheet.shown < sheet.trash.size() && !column.buttons({{"sheet/more", ui.text(Word::ui_more)}}).empty())
            sheet.shown *= 2;
        if (pressed == "sheet/all")
            for (const app::Trashed& trashed : sheet.trash) sheet.picked.insert(trashed.note.id);
        if (pressed == "sheet/put_back") return reader.put_back_picked();
    }
    column.failure();
}

}  // namespace katern::ui
