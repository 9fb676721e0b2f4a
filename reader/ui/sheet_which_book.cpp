// Whether this is a book that was read before: only the person can say.
#include <algorithm>

#include "ui/note_card.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {

void sheet_which_book(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::ui_which_title));
    column.words(ui.text(Word::ui_which_explained, {reader.book->title}));
    column.gap(14);
    std::optional<std::size_t> same;
    for (std::size_t i = 0; i < reader.sheet.doubts.size(); ++i) {
        const notes::BookRow& doubt = reader.sheet.doubts[i];
        const std::string name = ui.text(Word::ui_which_same, {doubt.title, static_cast<double>(doubt.annotations)});
        const std::string where =
            ui.text(Word::ui_last_read,
                    {day_of(ui, doubt.opened), doubt.path == "@katern" ? ui.text(Word::ui_in_katern) : doubt.path});
        if (column.choice("sheet/book/" + std::to_string(i), name, where)) same = i;
    }
    const bool other = column.choice("sheet/book/new", ui.text(Word::ui_which_new), {});
    if (same || other) reader.answer_which_book(same);
}

}  // namespace katern::ui
