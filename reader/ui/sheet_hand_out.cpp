// What a meeting leaves, to a file: in which form, and where.
#include "app/handing_out.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {

void sheet_hand_out(Column& column) {
    Ui& ui = column.ui();
    app::SheetState& sheet = ui.reader().sheet;
    column.title(ui.text(Word::hand_out_title));
    column.words(ui.text(Word::hand_out_explained), typeset::Ink::quiet);
    column.gap(14);
    const auto forms = app::hand_out_forms();
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const std::string id = "sheet/form/" + std::string(forms[i].name);
        if (column.option(id, ui.text(forms[i].label), ui.text(forms[i].about), sheet.hand_out == i))
            sheet.hand_out = i;
    }
    column.gap(12);
    bool entered = false;
    if (sheet.show_path) {
        column.words(ui.text(Word::ui_no_dialog), typeset::Ink::quiet);
        column.gap(6);
        entered = column.field("sheet/path", sheet.path, ui.text(Word::ui_file_path));
        column.gap(12);
    }
    column.failure();
    const bool pressed =
        !column.buttons({{"sheet/hand_out", ui.text(Word::hand_out_save), ButtonKind::main, !sheet.busy}}).empty();
    if (sheet.show_path && (pressed || entered)) return app::hand_out_from_sheet(ui.reader(), sheet.path.text());
    if (pressed) app::choose_where_to_hand_out(ui.reader());
}

}  // namespace katern::ui
