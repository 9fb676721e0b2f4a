// What our network decided at a passage: a quiet sign in the inner margin with a line beside the words, and on a click
// a card with the decision, who does what, and what came of it.
#include <algorithm>
#include <array>

#include "app/in_short.h"
#include "app/looking_back.h"
#include "ui/icons.h"
#include "ui/measured.h"
#include "ui/note_card.h"
#include "ui/outcome_field.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px disc = 20, to_column = 8, line_width = 2, line_gap = 4, least_target = 28, apart = 22, past_address = 66;
constexpr Px padding = 14, beside_column = 44, widest = 380;
constexpr std::size_t most_quote = 120;

std::string day_of_meeting(Ui& ui, const std::string& date) {
    const auto at = app::day_at(date);
    return at ? day_of(ui, *at) : date;
}

std::string head_of(Ui& ui, const app::Decided& decided) {
    const std::string day = day_of_meeting(ui, decided.date);
    std::string words = day.empty() ? ui.text(Word::decided_without_day)
                                    : ui.text(decided.text.empty() ? Word::decided_agreed : Word::decided_on, {day});
    const std::string& network = decided.network.name;
    return network.empty() ? words : words + " · " + network;
}

std::string said_in_short(const app::Decided& decided) {
    return app::in_short(std::string(decided.words()), most_quote);
}

// The part of the lines of a passage that is in sight, on the screen; of a spread, on the page where it begins or goes
// on.
std::optional<Rect> lines_in_sight(const app::Reader& reader, text::Range bytes) {
    const auto& lines = reader.layout->lines();
    if (lines.empty() || bytes.start >= reader.chapter->text.size()) return std::nullopt;
    const app::PageFrame frame = reader.frame();
    const typeset::Line& last = lines[reader.layout->line_at(bytes.end > bytes.start ? bytes.end - 1 : bytes.end)];
    const Px top = lines[reader.layout->line_at(bytes.start)].top, bottom = last.top + last.height;
    const std::array<std::pair<Px, Px>, 2> parts{
        std::pair{frame.view_top, frame.view_top + frame.view_height},
        std::pair{frame.right_top, frame.right_top + (frame.spread ? frame.right_height : 0)}};
    for (const auto& [from, to] : parts) {
        const Px y = std::max(top, from), end = std::min(bottom, to);
        if (end <= y + 1) continue;
        const Point at = reader.to_screen({0, y});
        return Rect{at.x, at.y, 0, end - y};
    }
    return std::nullopt;
}

struct Spot {
    const app::DecidedPassage* passage = nullptr;
    Rect lines, sign;
};

// At its last line, where the signs of my own marks seldom are; where one is, below it or a step further out.
Rect place_sign(const Rect& lines, const std::vector<Rect>& taken) {
    const Px height = std::min(lines.height, 28.7F);
    const Rect last{lines.x - to_column - disc, lines.bottom() - height + (height - disc) / 2, disc, disc};
    const auto is_free = [&](const Rect& place) {
        return std::none_of(taken.begin(), taken.end(), [&](const Rect& other) {
            return std::abs(other.y - place.y) < apart && std::abs(other.x - place.x) < apart;
        });
    };
    for (const Px down : {0.0F, apart + 1, -lines.height})
        if (const Rect place = last.moved(0, down); is_free(place)) return place;
    // Beyond the address that stands beside a sign.
    Rect place = last.moved(-past_address, 0);
    while (!is_free(place) && place.x > disc) place.x -= apart;
    return place;
}

std::vector<Spot> spots_in_sight(Ui& ui) {
    const app::Reader& reader = ui.reader();
    const std::vector<const app::DecidedPassage*> here = reader.looking_back->decisions.here();
    std::vector<Spot> spots;
    if (here.empty()) return spots;
    std::vector<Rect> taken;
    for (const draw::Sign& sign : draw::signs_of(*reader.layout, reader.marks)) {
        const Point at = reader.to_screen({sign.disc.x, sign.disc.y});
        taken.push_back({at.x, at.y, sign.disc.width, sign.disc.height});
    }
    for (const app::DecidedPassage* passage : here) {
        const std::optional<Rect> lines = lines_in_sight(reader, passage->bytes);
        if (!lines) continue;
        Rect sign = place_sign(*lines, taken);
        sign.x = std::max(sign.x, reader.space().left + 2);
        taken.push_back(sign);
        spots.push_back({passage, *lines, sign});
    }
    return spots;
}

void draw_sign(Ui& ui, const Spot& spot, bool lit) {
    const Theme& theme = ui.theme();
    ui.canvas().fill(
        {spot.lines.x - line_gap - line_width, spot.lines.y + 2, line_width, std::max(8.0F, spot.lines.height - 4)},
        theme.accent.with_alpha(lit ? 1 : 0.45F), line_width / 2);
    ui.canvas().fill(spot.sign, lit ? theme.accent : theme.paper, disc / 2);
    ui.canvas().outline(spot.sign, theme.accent, 1.5F, disc / 2);
    draw_icon(ui, Icon::tick, spot.sign, lit ? theme.paper : theme.accent);
}

Px draw_action(Ui& ui, const app::MeetingAction& action, Point at, Px width) {
    Px y = at.y;
    const std::string words = action.who.empty() ? action.text : "**" + action.who + "** " + action.text;
    const typeset::TextLayout set = set_note(ui, words, Ui::sans(13.5F), width);
    ui.canvas().text(set, {at.x, y}, ui.theme());
    y += set.height;
    if (!action.when.empty()) {
        const std::string day = day_of_meeting(ui, action.when);
        y += ui.label({at.x, y}, app::day_at(action.when) ? ui.text(Word::decided_by_when, {day}) : day,
                      Ui::sans(12, typeset::Ink::quiet), width)
                 .height;
    }
    return y + 6 + draw_outcome(ui, action.id, action.text, action.outcome, {at.x, y + 6}, width) + 10 - at.y;
}

Px draw_decided(Ui& ui, const app::Decided& decided, const std::string& address, Point at, Px width) {
    Px y = at.y;
    const typeset::TextStyle quiet = Ui::sans(12, typeset::Ink::quiet, true);
    const Px address_width = address.empty() ? 0 : ui.set(address, Ui::sans(12, typeset::Ink::quiet)).width + 10;
    if (!address.empty()) ui.label_right({at.x + width, y}, address, Ui::sans(12, typeset::Ink::quiet));
    y += ui.label({at.x, y}, head_of(ui, decided), quiet, width - address_width, 2).height + 6;
    if (!decided.text.empty()) {
        const typeset::TextLayout words = set_note(ui, decided.text, Ui::serif(16, 24), width);
        ui.item(
            {"decision/text/" + decided.id, Role::label, decided.text, {}, {at.x, y, width, words.height}, 0, false});
        ui.canvas().text(words, {at.x, y}, ui.theme());
        y += words.height + 8;
        y += draw_outcome(ui, decided.id, decided.text, decided.outcome, {at.x, y}, width) + 12;
    }
    if (decided.actions.empty()) return y - at.y;
    if (!decided.text.empty()) y += ui.label({at.x, y}, ui.text(Word::decided_who_does_what), quiet, width).height + 4;
    for (const app::MeetingAction& action : decided.actions) y += draw_action(ui, action, {at.x, y}, width);
    return y - at.y;
}

Px draw_rows(Ui& ui, const app::DecidedPassage& passage, Point at, Px width) {
    const app::Reader& reader = ui.reader();
    Px y = at.y;
    std::string address = reader.address_of(reader.chapter->block_at(passage.bytes.start));
    for (const app::Decided& decided : passage.decided) {
        if (&decided != &passage.decided.front()) {
            ui.canvas().fill({at.x, y, width, 1}, ui.theme().line);
            y += 12;
        }
        y += draw_decided(ui, decided, address, {at.x, y}, width);
        address.clear();
    }
    return y - at.y;
}

// Beside its passage where there is a margin, else over the page below it.
Rect place_card(const app::Reader& reader, const app::DecidedPassage& passage, Px content) {
    const app::PageSpace& space = reader.space();
    const Rect area = reader.text_area();
    const Px right = space.width - space.right;
    const Px first = reader.to_screen({0, reader.layout->y_of(passage.bytes.start)}).y;
    const bool in_margin = right - area.right() >= beside_column + margin_note_width + 12;
    const Px width = in_margin ? margin_note_width : std::min(widest, right - space.left - 32);
    const Px height = std::min(content, space.height - 32);
    if (in_margin)
        return {area.right() + beside_column, std::clamp(first - 4, 16.0F, std::max(16.0F, space.height - height - 16)),
                width, height};
    Px below = first + 40;
    if (const std::vector<Rect> words = reader.layout->rects(passage.bytes); !words.empty())
        below = reader.to_screen({0, words.back().bottom()}).y + 10;
    const bool goes_below = height <= space.height - 16 - below || space.height - below >= first;
    const Px y = goes_below ? std::min(below, space.height - 16 - height) : first - 10 - height;
    return {std::max(space.left + 16, area.x - 12), std::max(16.0F, y), width, height};
}

Px content_height(Ui& ui, const app::DecidedPassage& passage) {
    const Px width = place_card(ui.reader(), passage, 0).width;
    return measured(ui, [&](Ui& on) { return draw_rows(on, passage, {0, 0}, width - 2 * padding); }) + 2 * padding - 4;
}

void draw_card(Ui& ui, const app::DecidedPassage& passage) {
    app::Decisions& decisions = ui.reader().looking_back->decisions;
    const Px content = content_height(ui, passage);
    const Rect rect = place_card(ui.reader(), passage, content);
    ui.layer(layer_card);
    ui.card("decision", rect);
    ui.canvas().outline(rect, ui.theme().line, 1, 10);
    if (decisions.by_keys) {
        decisions.by_keys = false;
        focus_outcome(ui, passage.id());
    }
    ScrollArea area(ui, "decision", rect, decisions.scroll);
    draw_rows(ui, passage, {rect.x + padding, area.top() + padding}, rect.width - 2 * padding);
    area.end(content);
    ui.layer(layer_margin);
}

}  // namespace

void draw_decisions(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.layout || !reader.chapter) return;
    app::Decisions& decisions = reader.looking_back->decisions;
    if (reader.conversation || reader.editor) decisions.close();
    ui.layer(layer_margin);
    const app::DecidedPassage* open = decisions.opened();
    for (const Spot& spot : spots_in_sight(ui)) {
        const Rect target = spot.sign.grown((least_target - disc) / 2);
        const app::Decided& first = spot.passage->decided.front();
        const std::string day = day_of_meeting(ui, first.date), words = said_in_short(first);
        const std::string name =
            day.empty() ? ui.text(Word::decided_sign_undated, {words}) : ui.text(Word::decided_sign, {day, words});
        const Ui::State state = ui.item({"decisions/" + spot.passage->id(), Role::mark, name, {}, target, 0, true});
        draw_sign(ui, spot, state.hot || state.focused || spot.passage == open);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.shows_focus) ui.focus_ring(target, least_target / 2);
        if (!state.clicked) continue;
        const std::string id = spot.passage->id();
        return spot.passage == open ? decisions.close() : decisions.open(id, !ui.input().released);
    }
}

Rect decision_rect(Ui& ui) {
    const app::Reader& reader = ui.reader();
    const app::DecidedPassage* open = reader.layout ? reader.looking_back->decisions.opened() : nullptr;
    return open ? place_card(reader, *open, content_height(ui, *open)) : Rect{};
}

void draw_decision_card(Ui& ui) {
    const app::Reader& reader = ui.reader();
    if (!reader.layout || !reader.chapter) return;
    if (const app::DecidedPassage* open = reader.looking_back->decisions.opened()) draw_card(ui, *open);
}

}  // namespace katern::ui
