// A page that Katern made is kept: in which form, and where.
#include "app/saving_page.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

Word name_of(const std::string& format) {
    if (format == "pdf") return Word::save_page_pdf;
    if (format == "html") return Word::save_page_html;
    return format == "csv" ? Word::save_page_csv : Word::save_page_markdown;
}

}  // namespace

void sheet_save_page(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    app::SavingPage& saving = *reader.saving;
    if (!saving.page()) return;
    const app::PageToSave& page = *saving.page();
    column.title(page.title);
    if (!page.explained.empty()) {
        column.words(page.explained, typeset::Ink::quiet);
        column.gap(12);
    }
    std::string chosen;
    if (page.formats.size() > 1) {
        for (const std::string& format : page.formats)
            if (column.option("sheet/format/" + format, ui.text(name_of(format)), {}, format == saving.format()))
                chosen = format;
        column.gap(12);
    }
    column.failure();
    bool typed = false;
    if (reader.sheet.show_path) {
        column.small(ui.text(Word::ui_no_dialog));
        typed = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path));
        column.gap(10);
    }
    const std::string label = ui.text(reader.sheet.show_path ? Word::ui_save : Word::ui_choose_where);
    const std::string pressed = column.buttons(
        {{"sheet/save", label, ButtonKind::main, !saving.busy()}, {"sheet/cancel", ui.text(Word::ui_cancel)}});
    if (!chosen.empty()) return saving.choose_format(chosen);
    if (pressed == "sheet/cancel")
        app::run_command(reader, "close");
    else if (reader.sheet.show_path && (typed || pressed == "sheet/save"))
        saving.save_to(reader.sheet.path.text());
    else if (pressed == "sheet/save")
        saving.choose_where();
}

}  // namespace katern::ui
