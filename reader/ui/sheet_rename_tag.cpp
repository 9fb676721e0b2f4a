// Another name for a tag, on all notes that have it; the name of another tag makes the two one.
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {

void sheet_rename_tag(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::ui_tag_rename_title, {reader.sheet.tag}));
    column.words(ui.text(Word::ui_tag_rename_explained), typeset::Ink::quiet);
    column.gap(14);
    const bool entered = column.field("sheet/tag", reader.sheet.name, ui.text(Word::ui_tag_hint));
    column.gap(18);
    const std::string to = app::clean_tag(reader.sheet.name.text());
    const bool can = !to.empty() && to != reader.sheet.tag;
    const std::string pressed = column.buttons({{"sheet/rename", ui.text(Word::ui_tag_rename_now), ButtonKind::main, can},
                                                {"sheet/cancel", ui.text(Word::ui_cancel)}});
    if (pressed == "sheet/cancel") {
        app::run_command(reader, "close");
    } else if (can && (entered || !pressed.empty())) {
        const std::string from = reader.sheet.tag;
        reader.sheet = app::SheetState{};
        reader.rename_tag(from, to);
    }
}

}  // namespace katern::ui
