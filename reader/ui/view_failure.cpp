// Where a page would be, when there is none: why, and the way on.
#include <algorithm>

#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

void draw_failure(Ui& ui) {
    constexpr Px measure = 520, margin = 28;
    app::Reader& reader = ui.reader();
    ui.layer(layer_page);
    const app::PageSpace& space = reader.space();
    const Px room = space.width - space.left - space.right;
    const Px width = std::min(measure, room - 2 * margin);
    const Px x = space.left + (room - width) / 2;
    typeset::TextStyle heading = Ui::serif(26, 32);
    heading.bold = true;
    const std::string why = reader.book_failure ? say(*reader.book_failure, reader.settings.language) : std::string();
    const typeset::TextLayout title =
        ui.set(ui.text(reader.book ? Word::ui_no_chapter_title : Word::ui_no_page_title), heading, width);
    const typeset::TextLayout words = ui.set(why, Ui::serif(18.5F, 28), width);
    Px y = std::max(56.0F, (space.height - title.height - words.height - 90) * 0.38F);
    ui.item({"failure", Role::label, why, {}, {x, y, width, title.height + words.height + 12}, 0, false});
    ui.canvas().text(title, {x, y}, ui.theme());
    y += title.height + 12;
    ui.canvas().text(words, {x, y}, ui.theme());
    y += words.height + 26;
    const std::string open = ui.text(Word::ui_open), katern = ui.text(Word::ui_read_katern);
    const Px open_width = ui.button_width(open), katern_width = ui.button_width(katern);
    if (ui.button("failure/open", {x, y, open_width, 34}, open, ButtonKind::main))
        app::run_command(reader, "book.open");
    const bool is_katern = reader.book && reader.book->path == "@katern";
    if (!is_katern && ui.button("failure/katern", {x + open_width + 8, y, katern_width, 34}, katern))
        reader.open_book("@katern");
}

}  // namespace katern::ui
