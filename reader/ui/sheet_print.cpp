// What goes on paper, and with what in its margins. While it is being set the sheet says how far it is, with a way to stop.
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

using Part = app::PrintOrder::Part;

constexpr Px row_gap = 12;

void choose_part(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const auto row = [&](const char* id, Part part, Word name, const std::string& quiet) {
        if (column.option(id, ui.text(name), quiet, !reader.sheet.print_extract && reader.sheet.print.part == part)) {
            reader.sheet.print.part = part;
            reader.sheet.print_extract = false;
        }
    };
    row("sheet/chapter", Part::chapter, Word::ui_print_chapter, reader.book->chapters[reader.chapter_index].title);
    if (reader.selection) row("sheet/selection", Part::selection, Word::ui_print_selection, reader.selected_text());
    row("sheet/book", Part::book, Word::ui_print_book, reader.book->title);
    if (reader.notes.empty()) return;
    const std::string quiet = ui.text(Word::ui_notes_count, {static_cast<double>(reader.notes_list.count()), static_cast<double>(reader.notes.size())});
    if (column.option("sheet/extract", ui.text(Word::ui_print_extract), reader.notes_filter.is_on() ? quiet : std::string(), reader.sheet.print_extract))
        reader.sheet.print_extract = true;
}

void show_progress(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const app::Printing& printing = *reader.printing;
    const std::size_t now = std::min(printing.done + 1, printing.all);
    const std::string words = ui.text(Word::ui_print_busy, {static_cast<double>(now), static_cast<double>(printing.all)});
    const double part = static_cast<double>(printing.done) / static_cast<double>(std::max<std::size_t>(1, printing.all));
    if (column.progress(words, part, !printing.stop)) reader.stop_printing();
}

}  // namespace

void sheet_print(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::ui_print_title));
    if (reader.printing) return show_progress(column);
    column.words(ui.text(Word::ui_print_explained), typeset::Ink::quiet);
    column.gap(row_gap);
    choose_part(column);
    column.gap(row_gap);
    // The extract is nothing but marks and notes.
    if (!reader.sheet.print_extract) {
        column.checkbox("sheet/marks", ui.text(Word::ui_print_marks), reader.sheet.print.marks);
        column.checkbox("sheet/notes", ui.text(Word::ui_print_notes), reader.sheet.print.notes);
        column.gap(row_gap);
    }
    column.failure();
    bool typed = false;
    if (reader.sheet.show_path) {
        column.small(ui.text(Word::ui_no_dialog));
        typed = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path));
        column.gap(10);
    }
    const std::string label = ui.text(reader.sheet.show_path ? Word::ui_print_now : Word::ui_choose_where);
    const std::string pressed =
        column.buttons({{"sheet/print", label, ButtonKind::main}, {"sheet/cancel", ui.text(Word::ui_cancel)}});
    if (pressed == "sheet/cancel") {
        app::run_command(reader, "close");
    } else if (reader.sheet.show_path && (typed || !pressed.empty())) {
        reader.print_from_sheet(reader.sheet.path.text());
    } else if (pressed == "sheet/print") {
        reader.choose_where_to_print();
    }
}

}  // namespace katern::ui
