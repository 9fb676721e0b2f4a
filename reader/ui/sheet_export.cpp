// The notes to a Markdown file. Private ones only when the person says so, after being told how many.
#include <set>
#include <string_view>

#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {

void sheet_export(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const std::set<std::string_view> only(reader.sheet.only.begin(), reader.sheet.only.end());
    std::size_t hidden = 0, shared = 0;
    for (const app::PlacedNote& placed : reader.notes)
        if (only.empty() || only.contains(placed.note.id)) ++(placed.note.is_private() ? hidden : shared);
    column.title(ui.text(Word::ui_export_title));
    if (reader.notes.empty()) {
        column.words(ui.text(Word::ui_export_none));
        column.gap(18);
        if (!column.buttons({{"sheet/export", ui.text(Word::ui_close), ButtonKind::main}}).empty())
            app::run_command(reader, "close");
        return;
    }
    column.words(ui.text(Word::ui_export_explained, {static_cast<double>(shared)}));
    column.gap(12);
    if (hidden > 0)
        column.checkbox("sheet/private", ui.text(Word::ui_export_private, {static_cast<double>(hidden)}),
                        reader.sheet.with_private);
    column.gap(14);
    column.failure();
    const bool some = shared > 0 || reader.sheet.with_private;
    bool typed = false;
    if (reader.sheet.show_path) {
        column.small(ui.text(Word::ui_no_dialog));
        typed = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path));
        column.gap(10);
    }
    const std::string label = ui.text(reader.sheet.show_path ? Word::ui_export_now : Word::ui_choose_where);
    const std::string pressed =
        column.buttons({{"sheet/export", label, ButtonKind::main, some}, {"sheet/cancel", ui.text(Word::ui_cancel)}});
    if (pressed == "sheet/cancel") {
        app::run_command(reader, "close");
    } else if (some && reader.sheet.show_path && (typed || !pressed.empty())) {
        reader.export_from_sheet(reader.sheet.path.text());
    } else if (pressed == "sheet/export") {
        reader.choose_where_to_export();
    }
}

}  // namespace katern::ui
