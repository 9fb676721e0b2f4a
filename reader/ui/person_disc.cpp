#include "ui/person_disc.h"

#include <algorithm>
#include <set>

#include "draw/people.h"
#include "words/words.h"

namespace katern::ui {

void draw_person_disc(Ui& ui, Rect disc, const notes::Profile& person, bool mine) {
    const draw::PersonColors colors = mine ? draw::own_person_colors(ui.theme()) : draw::person_colors(draw::person_color_of(person.id), ui.theme());
    draw::draw_person(ui.canvas(), disc, mine ? ui.text(Word::ui_me) : app::initials_of(person), colors, ui.reader().fonts());
}

Px draw_person_discs(Ui& ui, Point at, Px width, const std::vector<Shown>& people) {
    const auto fit = static_cast<std::size_t>(std::max(1.0F, (width + disc_gap) / (disc_size + disc_gap)));
    const std::size_t shown = people.size() <= fit ? people.size() : fit - 1;
    Px x = at.x;
    for (std::size_t i = 0; i < shown; ++i) {
        draw_person_disc(ui, {x, at.y, disc_size, disc_size}, people[i].person, people[i].mine);
        x += disc_size + disc_gap;
    }
    if (shown < people.size()) {
        const std::string more = "+" + std::to_string(people.size() - shown);
        x += ui.label({x, at.y + 2}, more, Ui::sans(12, typeset::Ink::quiet, true)).width + disc_gap;
    }
    return x - at.x - disc_gap;
}

std::vector<Shown> people_at(const app::Reader& reader, const app::PeersPassage& passage) {
    std::vector<Shown> people;
    std::set<std::string> known;
    std::vector<app::Said> said = reader.peers.here.said_at(passage, reader.notes);
    std::stable_partition(said.begin(), said.end(), [&](const app::Said& one) { return !reader.notes[one.note].note.mine; });
    for (const app::Said& one : said) {
        const notes::Annotation& note = reader.notes[one.note].note;
        if (known.insert(note.author.id).second) people.push_back({note.author, note.mine});
    }
    return people;
}

}  // namespace katern::ui
