// Opening a book: by its path, by the desktop's dialog, or one that was read before. The katern is always there.
#include <algorithm>

#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr std::size_t most_recent = 8;

// The rest of the books, last opened first, and the katern, opened before or not.
std::string recent_books(Column& column) {
    Ui& ui = column.ui();
    const app::Reader& reader = ui.reader();
    std::string chosen;
    column.small(ui.text(Word::ui_recent));
    if (column.choice("sheet/recent/@katern", ui.text(Word::ui_the_katern), {})) chosen = "@katern";
    std::size_t shown = 0;
    for (const notes::BookRow& book : reader.recent) {
        if (book.path == "@katern" || ++shown > most_recent) continue;
        if (column.choice("sheet/recent/" + book.path, book.title, book.path)) chosen = book.path;
    }
    return chosen;
}

}  // namespace

void sheet_open(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::command_open));
    column.words(ui.text(Word::ui_open_explained), typeset::Ink::quiet);
    column.gap(16);
    column.failure();
    bool open = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_path_hint));
    column.gap(10);
    const std::string pressed = column.buttons({{"sheet/open", ui.text(Word::ui_open_now), ButtonKind::main},
                                                {"sheet/folder", ui.text(Word::ui_choose_folder)},
                                                {"sheet/file", ui.text(Word::ui_choose_file)}});
    if (reader.sheet.show_path) {
        column.gap(8);
        column.words(ui.text(Word::ui_no_dialog_above), typeset::Ink::quiet);
    }
    column.gap(20);
    const std::string chosen = recent_books(column);
    open = open || pressed == "sheet/open";
    if (pressed == "sheet/folder") return reader.choose_book(true);
    if (pressed == "sheet/file") return reader.choose_book(false);
    if (!chosen.empty()) return reader.open_from_sheet(chosen);
    if (open) reader.open_from_sheet(reader.sheet.path.text());
}

}  // namespace katern::ui
