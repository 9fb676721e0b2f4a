// What this program is, what it never does, and where the notes are.
#include "ui/sheet.h"
#include "version.h"
#include "words/words.h"

namespace katern::ui {

void sheet_about(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title("Katern");
    column.words(ui.text(Word::ui_version, {std::string(version)}), typeset::Ink::quiet);
    column.gap(12);
    column.words(ui.text(Word::ui_about_promise));
    column.gap(20);
    column.small(ui.text(Word::ui_data_folder));
    column.words(reader.data_folder.empty() ? ui.text(Word::error_no_store) : reader.data_folder);
    column.gap(10);
    const bool kept = !reader.data_folder.empty();
    const std::string pressed =
        column.buttons({{"sheet/folder", ui.text(Word::ui_open_folder), ButtonKind::plain, kept},
                        {"sheet/copy", ui.text(Word::ui_keep_copy), ButtonKind::plain, kept && !reader.store_failure}});
    column.gap(8);
    column.words(ui.text(Word::ui_copy_explained), typeset::Ink::quiet);
    column.gap(16);
    column.failure();
    bool copy = false;
    if (reader.sheet.show_path) {
        column.small(ui.text(Word::ui_no_dialog));
        copy = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path));
        column.gap(10);
        copy = !column.buttons({{"sheet/copy_now", ui.text(Word::ui_save), ButtonKind::main}}).empty() || copy;
    }
    // Last, since each of these may take the sheet away.
    if (pressed == "sheet/folder") reader.show_data_folder();
    if (pressed == "sheet/copy") reader.choose_where_to_copy();
    if (copy) reader.copy_from_sheet(reader.sheet.path.text());
}

}  // namespace katern::ui
