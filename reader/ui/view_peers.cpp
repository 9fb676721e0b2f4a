// What others marked, in the outer margin: a bar beside the passage with the initials of who marked it, or, warmer the more
// there are, with how many. Hovering and the keyboard show who and what; a click opens the conversation.
#include <algorithm>
#include <array>

#include "app/in_short.h"
#include "draw/people.h"
#include "ui/note_card.h"
#include "ui/person_disc.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px bar_gap = 12, bar_width = 5, thin_bar = 3, label_gap = 5, small_disc = 18, column_step = 8;
constexpr Px narrow_gap = 2, narrow_label_gap = 1, narrow_from = 60;  // px of margin below which all stands closer
constexpr Px least_target = 28;
constexpr Px card_padding = 12, widest_preview = 300;
constexpr std::size_t most_lines = 3, most_quote = 120;

// A passage as it lies in the margin.
struct Spot {
    const app::PeersPassage* passage = nullptr;
    Rect bar, label;
    [[nodiscard]] bool one() const { return passage->markers.size() < 2; }
    [[nodiscard]] std::size_t heat() const { return passage->markers.size(); }
};

// Top and height on the screen of what is seen of it; of a spread, on the page where it begins or goes on.
std::optional<Rect> extent(const app::Reader& reader, text::Range bytes) {
    const auto& lines = reader.layout->lines();
    if (lines.empty()) return std::nullopt;
    const app::PageFrame frame = reader.frame();
    const typeset::Line& last = lines[reader.layout->line_at(bytes.end > bytes.start ? bytes.end - 1 : bytes.end)];
    const Px top = lines[reader.layout->line_at(bytes.start)].top, bottom = last.top + last.height;
    const std::array<std::pair<Px, Px>, 2> parts{std::pair{frame.view_top, frame.view_top + frame.view_height},
                                                 std::pair{frame.right_top, frame.right_top + (frame.spread ? frame.right_height : 0)}};
    for (const auto& [from, to] : parts) {
        const Px y = std::max(top, from), end = std::min(bottom, to);
        if (end <= y + 1) continue;
        const Point at = reader.to_screen({reader.layout->style().measure, y});
        return Rect{at.x, at.y, 0, end - y};
    }
    return std::nullopt;
}

std::vector<Spot> spots_in_sight(Ui& ui) {
    const app::Reader& reader = ui.reader();
    const app::PageFrame frame = reader.frame();
    const std::size_t first = reader.layout->byte_at_y(std::max(0.0F, frame.view_top)), last = reader.layout->byte_at_y(app::end_of_view(frame));
    const Px room = reader.space().width - reader.space().right - reader.text_area().right();
    const bool wide = room >= narrow_from;
    const Px gap = wide ? bar_gap : narrow_gap, to_label = wide ? label_gap : narrow_label_gap;
    std::vector<Spot> spots;
    for (const std::uint32_t index : reader.peers.here.in({first, last + 1})) {
        Spot spot;
        spot.passage = &reader.peers.here.passages()[index];
        const std::optional<Rect> seen = extent(reader, spot.passage->bytes);
        if (!seen) continue;
        spot.bar = {seen->x + gap, seen->y + 2, spot.one() ? thin_bar : bar_width, std::max(8.0F, seen->height - 4)};
        // What lies beside another stands a step further out.
        const bool beside = std::any_of(spots.begin(), spots.end(), [&](const Spot& other) {
            return other.bar.x == spot.bar.x && other.bar.bottom() > spot.bar.y && other.bar.y < spot.bar.bottom();
        });
        if (beside) spot.bar.x += column_step;
        spot.label = {seen->x + gap + bar_width + to_label + (beside ? column_step : 0), spot.bar.y, small_disc, small_disc};
        for (const Spot& other : spots)
            if (other.label.bottom() > spot.label.y && other.label.y <= spot.label.y) spot.label.y = other.label.bottom() + 1;
        spots.push_back(spot);
    }
    return spots;
}

// "Anna Maria, Joost: “Toch gaat het niet vanzelf goed …”"
std::string name_of(Ui& ui, const Spot& spot, const std::vector<Shown>& people) {
    const app::Reader& reader = ui.reader();
    std::string names;
    for (const Shown& shown : people)
        names += (names.empty() ? "" : ", ") + (shown.mine ? ui.text(Word::ui_me) : reader.name_of(shown.person));
    const std::string quote = app::in_short(text::slice(reader.chapter->text, spot.passage->bytes), most_quote);
    return ui.text(Word::ui_peers_passage, {names, quote});
}

std::string value_of(Ui& ui, const Spot& spot) {
    return spot.one() ? std::string() : ui.text(Word::ui_peers_many, {static_cast<double>(spot.heat())});
}

void draw_spot(Ui& ui, const Spot& spot, const std::vector<Shown>& people, bool lit) {
    if (spot.one() && !people.empty()) {
        const draw::PersonColors colors = draw::person_colors(draw::person_color_of(people.front().person.id), ui.theme());
        ui.canvas().fill(spot.bar, colors.ground.with_alpha(lit ? 1 : 0.55F), spot.bar.width / 2);
        draw_person_disc(ui, spot.label, people.front().person, people.front().mine);
        return;
    }
    ui.canvas().fill(spot.bar, draw::heat_of(spot.heat(), ui.theme()), spot.bar.width / 2);
    ui.label({spot.label.x, spot.label.y}, std::to_string(spot.heat()), Ui::sans(12, lit ? typeset::Ink::ink : typeset::Ink::quiet, true));
}

// Which words it is about.
void underline_words(Ui& ui, const app::PeersPassage& passage) {
    const app::Reader& reader = ui.reader();
    const app::PageFrame frame = reader.frame();
    for (const Rect& words : reader.layout->rects(passage.bytes)) {
        if (words.bottom() < frame.view_top || words.y > app::end_of_view(frame)) continue;
        const Point at = reader.to_screen({words.x, words.bottom()});
        for (Px x = 0; x < words.width; x += 6) ui.canvas().fill({at.x + x, at.y - 1.5F, std::min(3.0F, words.width - x), 1.5F}, ui.theme().quiet);
    }
}

// Who marked it, and the first words of what they wrote.
void draw_preview(Ui& ui, const Spot& spot) {
    const app::Reader& reader = ui.reader();
    const app::PageSpace& space = reader.space();
    const Px measure = widest_preview - 2 * card_padding;
    struct Row {
        typeset::TextLayout name, words;
    };
    std::vector<Row> rows;
    Px height = 2 * card_padding + disc_size;
    for (const app::Said& said : reader.peers.here.said_at(*spot.passage, reader.notes)) {
        const notes::Annotation& note = reader.notes[said.note].note;
        if (note.body.empty() || rows.size() == most_lines) continue;
        Row row;
        row.name = ui.set(note.mine ? ui.text(Word::ui_me) : app::initials_of(note.author), Ui::sans(13, typeset::Ink::ink, true));
        row.words = set_note(ui, note.body.substr(0, note.body.find('\n')), Ui::sans(13), measure - row.name.width - 8, 2);
        height += row.words.height + 6;
        rows.push_back(std::move(row));
    }
    Rect card{spot.label.x + 28, spot.bar.y - 4, widest_preview, height};
    if (card.right() > space.width - space.right - 8) {
        card.x = std::max(space.left + 8, spot.bar.x - card.width - 10);
        card.y = spot.bar.bottom() + 8;
    }
    if (card.bottom() > space.height - 8) card.y = std::max(8.0F, spot.bar.y - card.height - 8);
    ui.layer(layer_card);
    ui.canvas().shadow(card, ui.theme().shadow, 8);
    ui.canvas().fill(card, ui.theme().card, 8);
    ui.canvas().outline(card, ui.theme().line, 1, 8);
    draw_person_discs(ui, {card.x + card_padding, card.y + card_padding}, measure, people_at(reader, *spot.passage));
    Px y = card.y + card_padding + disc_size + 6;
    for (const Row& row : rows) {
        ui.canvas().text(row.name, {card.x + card_padding, y}, ui.theme());
        ui.canvas().text(row.words, {card.x + card_padding + row.name.width + 8, y}, ui.theme());
        y += row.words.height + 6;
    }
    ui.layer(layer_margin);
}

// *Eerst zelf*: why nothing of others stands here.
void draw_veil(Ui& ui) {
    const app::Reader& reader = ui.reader();
    if (!reader.peers.veil) return;
    const std::string& day = reader.peers.veil->meeting;
    const std::optional<notes::Milliseconds> at = notes::from_iso_8601(day);
    const std::string words = at ? ui.text(Word::ui_first_self_until, {ui.text(Word::ui_day, {static_cast<double>(*at)})}) : ui.text(Word::ui_first_self);
    const app::PageSpace& space = reader.space();
    const Rect area = reader.text_area();
    const Px room = space.width - space.right - area.right() - 2 * bar_gap;
    if (room < 150) {
        // No margin: in the running title's place it would hide that, so it stands under it, once, at the chapter's top.
        if (reader.frame().view_top > 0) return;
        const typeset::TextLayout line = ui.set(words, Ui::sans(12, typeset::Ink::quiet), area.width);
        ui.item({"peers/veil", Role::label, words, {}, {area.x, area.y - line.height - 6, area.width, line.height}, 0, false});
        ui.canvas().text(line, {area.x, area.y - line.height - 6}, ui.theme());
        return;
    }
    const typeset::TextLayout set = ui.set(words, Ui::sans(12, typeset::Ink::quiet), std::min(220.0F, room - 8));
    const Point to{area.right() + bar_gap + bar_width + label_gap, area.y + 4};
    ui.item({"peers/veil", Role::label, words, {}, {to.x, to.y, set.width, set.height}, 0, false});
    ui.canvas().fill({area.right() + bar_gap, to.y, thin_bar, set.height}, ui.theme().line, thin_bar / 2);
    ui.canvas().text(set, to, ui.theme());
}

}  // namespace

void draw_peers(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.layout || !reader.chapter) return;
    ui.layer(layer_margin);
    draw_veil(ui);
    const app::PeersPassage* open = reader.passage_talked_about();
    if (open) underline_words(ui, *open);
    const Spot* asked = nullptr;
    const std::vector<Spot> spots = spots_in_sight(ui);
    for (const Spot& spot : spots) {
        const Px left = spot.bar.x - 3;
        const Px height = std::max({least_target, spot.bar.height, spot.label.bottom() - spot.bar.y});
        const Rect target{left, spot.bar.y, spot.label.right() - left + 4, height};
        const notes::Annotation& first = reader.notes[spot.passage->marks.front()].note;
        const std::vector<Shown> people = people_at(reader, *spot.passage);
        const Ui::State state = ui.item({"peers/" + first.id, Role::mark, name_of(ui, spot, people), value_of(ui, spot), target, 0, true});
        const bool lit = state.hot || state.focused || spot.passage == open;
        draw_spot(ui, spot, people, lit);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.shows_focus) ui.focus_ring(target, 6);
        if ((state.hot || state.shows_focus) && spot.passage != open) {
            underline_words(ui, *spot.passage);
            if (!asked) asked = &spot;
        }
        if (state.clicked) {
            const bool by_keys = !ui.input().released;
            return spot.passage == open ? reader.close_conversation() : reader.open_conversation(first.key, by_keys);
        }
    }
    if (asked && !open && !reader.editor) draw_preview(ui, *asked);
}

}  // namespace katern::ui
