// What can be put on the agenda: the passages that a network shared, in the order of Samen, and the book's work forms.
// A card is dragged to the agenda, or put there by Enter.
#include <algorithm>

#include "ui/meeting_parts.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

// Which cards hold what is searched for. Folding every word of a network is not for each frame.
struct FoundCards {
    std::shared_ptr<const std::vector<app::Gatherable>> all;
    std::string query;
    std::vector<bool> holds;
};

namespace {

using Kind = app::Gatherable::Kind;

constexpr Px card_padding = 12, card_gap = 8, field_height = 36, button_height = 28;
constexpr std::size_t first_shown = 8, shown_more = 24, words_lines = 4, note_lines = 3;

constexpr std::pair<Kind, Word> groups[] = {{Kind::open, Word::together_open},
                                            {Kind::difference, Word::together_difference},
                                            {Kind::agreement, Word::together_agreement},
                                            {Kind::shared, Word::desk_also_shared},
                                            {Kind::work_form, Word::desk_work_forms}};

// The words under a passage: what its first marker wrote.
std::string note_of(const app::Gatherable& card) {
    for (const app::PassageVoice& voice : card.passage.voices)
        if (!voice.words.empty()) return voice.words;
    return {};
}

bool holds(const app::Gatherable& card, const std::string& query) {
    const auto found_in = [&](const std::string& words) {
        return !text::find_folded(text::fold(words), query).empty();
    };
    if (found_in(card.passage.words) || found_in(card.title) || found_in(card.passage.address)) return true;
    return std::any_of(card.passage.voices.begin(), card.passage.voices.end(), [&](const app::PassageVoice& voice) {
        return found_in(voice.words) || found_in(voice.person.name);
    });
}

const std::vector<bool>& cards_that_hold(Ui& ui, const std::shared_ptr<const std::vector<app::Gatherable>>& all,
                                         const std::string& query) {
    std::shared_ptr<FoundCards>& kept = ui.memory().found_cards;
    if (kept && kept->all == all && kept->query == query) return kept->holds;
    kept = std::make_shared<FoundCards>(FoundCards{all, query, {}});
    for (const app::Gatherable& card : *all) kept->holds.push_back(query.empty() || holds(card, query));
    return kept->holds;
}

std::string words_of(Ui& ui, const app::Gatherable& card) {
    return card.kind == Kind::work_form
               ? card.title
               : in_one_line(card.passage.words.empty() ? ui.text(Word::desk_own_passage) : card.passage.words);
}

// Put on the agenda, or ask something beforehand: where the pointer or the keyboard is.
void draw_ways(MeetingFrame& frame, const app::Gatherable& card, const std::string& id, Rect foot) {
    Ui& ui = frame.ui;
    const std::string put = ui.text(Word::desk_put), ask = ui.text(Word::desk_ask);
    const Px put_width = ui.button_width(put) - 8, ask_width = ui.button_width(ask) - 8;
    const bool both = card.kind != Kind::work_form && put_width + ask_width + 6 <= foot.width;
    const Px width = put_width + (both ? ask_width + 6 : 0);
    Px x = foot.right() - width;
    ui.canvas().fill({x - 8, foot.y - 2, width + 8, foot.height + 4}, ui.theme().card);
    if (ui.button(id + "/put", {x, foot.y, put_width, button_height}, put)) frame.desk.put(card);
    x += put_width + 6;
    if (both && ui.button(id + "/ask", {x, foot.y, ask_width, button_height}, ask)) frame.desk.ask(card.anchor);
}

// Returns its height.
Px draw_card(MeetingFrame& frame, const app::Gatherable& card, Point at, Px width) {
    Ui& ui = frame.ui;
    const std::string id = card_id(card), words = words_of(ui, card), note = note_of(card);
    const Px measure = width - 2 * card_padding - 12;
    const typeset::TextLayout passage = ui.set(words, Ui::serif(15.5F, 22), measure, words_lines);
    const typeset::TextLayout said =
        ui.set(note, Ui::sans(13.5F), width - 2 * card_padding, note.empty() ? 1 : note_lines);
    const Px said_height = note.empty() ? 0 : said.height + 6;
    const Rect rect{at.x, at.y, width, 2 * card_padding + passage.height + said_height + 8 + button_height - 4};
    const Ui::State state = ui.item({id, Role::list_item, words, note, rect, 0, true});
    ui.canvas().fill(rect, ui.theme().card, 10);
    ui.canvas().outline(rect, state.hot ? ui.theme().quiet : ui.theme().line, 1, 10);
    if (state.shows_focus) ui.focus_ring(rect, 10);
    if (state.hot) ui.pointer(Pointer::hand);
    Px y = at.y + card_padding;
    ui.canvas().fill({at.x + card_padding, y + 2, 3, passage.height - 4},
                     ui.theme().of(draw::category_named(card.passage.category)).sign);
    ui.canvas().text(passage, {at.x + card_padding + 12, y}, ui.theme());
    y += passage.height;
    if (!note.empty()) ui.canvas().text(said, {at.x + card_padding, y + 6}, ui.theme());
    y += said_height + 8;
    const Px across = width - 2 * card_padding;
    const bool is_on = frame.desk.is_on_agenda(card);
    std::string where = card.passage.address;
    if (card.kind == Kind::work_form && card.minutes > 0)
        where += " · " + ui.text(Word::meeting_minutes, {static_cast<double>(card.minutes)});
    if (is_on) where += " · " + ui.text(Word::desk_is_on);
    const typeset::TextLayout address = ui.set(where, Ui::sans(12, typeset::Ink::quiet), across, 1);
    const Px discs = draw_passage_voices(ui, card.passage, {at.x + card_padding, y}, across - address.width - 8);
    ui.canvas().text(address, {at.x + card_padding + discs, y + 3}, ui.theme());
    if (is_near(ui.memory(), id) && !ui.input().down)
        draw_ways(frame, card, id, {at.x + card_padding, y - 4, across, button_height});
    if (state.clicked && !ui.input().released) frame.desk.put(card);
    return rect.height;
}

// Returns its height.
Px draw_group(MeetingFrame& frame, Kind kind, Word name, const std::vector<const app::Gatherable*>& cards, Point at,
              Px width) {
    Ui& ui = frame.ui;
    if (cards.empty()) return 0;
    const typeset::TextStyle style = Ui::sans(12.5F, typeset::Ink::quiet, true);
    Px y = at.y + 6;
    ui.label({at.x, y}, ui.text(name), style, width - 40, 1);
    ui.label_right({at.x + width, y}, std::to_string(cards.size()), style);
    y += 24;
    std::size_t& shown = frame.desk.shown.at(static_cast<std::size_t>(kind));
    const std::size_t count = std::min(cards.size(), std::max(first_shown, shown));
    for (std::size_t i = 0; i < count; ++i) y += draw_card(frame, *cards[i], {at.x, y}, width) + card_gap;
    if (count < cards.size()) {
        const std::size_t more = std::min(shown_more, cards.size() - count);
        const std::string label = ui.text(Word::desk_more, {static_cast<double>(more)});
        if (ui.button("meeting/more/" + std::to_string(static_cast<int>(kind)), {at.x, y, ui.button_width(label), 30},
                      label, ButtonKind::quiet))
            shown = count + more;
        y += 30 + card_gap;
    }
    return y + 4 - at.y;
}

}  // namespace

Px draw_lies_there(MeetingFrame& frame, Point at, Px width) {
    Ui& ui = frame.ui;
    app::MeetingDesk& desk = frame.desk;
    Px y = at.y +
           ui.label(at, ui.text(Word::desk_lies_there), Ui::sans(15, typeset::Ink::ink, true), width - 40).height + 10;
    (void)ui.field("meeting/search", {at.x, y, width, field_height}, desk.query, ui.text(Word::desk_search));
    y += field_height + 8;
    if (!desk.lies_there) return y - at.y;
    if (desk.veiled > 0) {
        const std::string veiled = ui.text(Word::veiled_marks, {static_cast<double>(desk.veiled)});
        const Px height = ui.label({at.x, y + 2}, veiled, Ui::sans(12, typeset::Ink::quiet), width).height;
        ui.item({"meeting/veiled", Role::label, veiled, {}, {at.x, y + 2, width, height}, 0, false});
        y += height + 12;
    }
    const auto all = desk.lies_there;  // an edit may bring another list
    const std::string query = text::fold_query(desk.query.text());
    const std::vector<bool> found = cards_that_hold(ui, all, query);
    bool any = false, shared = false;
    for (const auto& [kind, name] : groups) {
        std::vector<const app::Gatherable*> cards;
        for (std::size_t i = 0; i < all->size(); ++i) {
            const app::Gatherable& card = (*all)[i];
            shared = shared || card.kind != Kind::work_form;
            if (card.kind == kind && found[i]) cards.push_back(&card);
        }
        any = any || !cards.empty();
        if (kind == Kind::work_form && !shared && query.empty())
            y +=
                ui.label({at.x, y + 4}, ui.text(Word::desk_nothing_shared), Ui::sans(13.5F, typeset::Ink::quiet), width)
                    .height +
                16;
        y += draw_group(frame, kind, name, cards, {at.x, y}, width);
        if (!desk.open) return y - at.y;
    }
    if (!any && !query.empty())
        y += ui.label({at.x, y + 4}, ui.text(Word::desk_nothing_found, {desk.query.text()}),
                      Ui::sans(13.5F, typeset::Ink::quiet), width)
                 .height +
             12;
    return y - at.y;
}

}  // namespace katern::ui
