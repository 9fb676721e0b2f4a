// Whose marks stand in the margin of this book.
#include "ui/person_disc.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {

void sheet_people(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::ui_people));
    const std::vector<app::Person> people = app::people_of(reader.notes);
    if (people.empty()) return column.words(ui.text(Word::ui_people_none), typeset::Ink::quiet);
    column.words(ui.text(Word::ui_people_explained), typeset::Ink::quiet);
    column.gap(16);
    bool all = reader.peers.shown;
    const bool switched = column.checkbox("sheet/everyone", ui.text(Word::ui_people_all), all);
    column.gap(6);
    std::optional<std::pair<std::string, bool>> changed;
    for (const app::Person& person : people) {
        bool shown = reader.peers.shown && !reader.peers.hidden.contains(person.profile.id);
        const Px y = column.y();
        const std::string name = ui.text(Word::ui_person_notes, {reader.name_of(person.profile), static_cast<double>(person.notes)});
        if (column.checkbox("sheet/person/" + person.profile.id, name, shown)) changed = {person.profile.id, shown};
        draw_person_disc(ui, {column.x() + column.width() - disc_size, y, disc_size, disc_size}, person.profile, false);
        column.gap(4);
    }
    if (switched) reader.show_peers(all);
    if (!changed) return;
    if (!reader.peers.shown) reader.show_peers(true);
    reader.show_person(changed->first, changed->second);
}

}  // namespace katern::ui
