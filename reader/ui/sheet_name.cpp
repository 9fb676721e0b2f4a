// Asked once, when something is shared for the first time.
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {

void sheet_name(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::ui_name_title));
    column.words(ui.text(Word::ui_name_explained));
    column.gap(16);
    column.failure();
    column.small(ui.text(Word::ui_name));
    bool done = column.field("sheet/name", reader.sheet.name, ui.text(Word::ui_name_hint));
    column.gap(12);
    column.small(ui.text(Word::ui_school));
    done = column.field("sheet/school", reader.sheet.school, ui.text(Word::ui_school_hint)) || done;
    column.gap(18);
    const std::string pressed = column.buttons(
        {{"sheet/share", ui.text(Word::ui_share), ButtonKind::main}, {"sheet/cancel", ui.text(Word::ui_cancel)}});
    if (pressed == "sheet/cancel") {
        app::run_command(reader, "close");
    } else if (done || pressed == "sheet/share") {
        reader.save_name();
    }
}

}  // namespace katern::ui
