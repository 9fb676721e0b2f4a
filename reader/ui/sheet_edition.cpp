// The report of a new edition: how many notes are in place, moved, on a changed passage or without a place, and one of them at a
// time with its old and new wording and what can be chosen.
#include <algorithm>
#include <array>

#include "app/edition.h"
#include "app/edition_page.h"
#include "app/wording.h"
#include "ui/icons.h"
#include "ui/note_card.h"
#include "ui/sheet.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

using notes::How;

constexpr Px side_by_side_from = 480, column_gap = 28, tab_gap = 26, tab_height = 50;
constexpr std::size_t most_lines = 9;
constexpr Color gone = draw::rgb(0xC8402E), come = draw::rgb(0x2E8B4A);

struct Tab {
    How how;
    Word label;
    const char* id;
};
constexpr std::array tabs{Tab{How::exact, Word::ui_edition_in_place, "sheet/in-place"}, Tab{How::moved, Word::ui_edition_moved, "sheet/moved"},
                          Tab{How::changed, Word::ui_edition_changed, "sheet/changed"}, Tab{How::orphan, Word::ui_edition_orphan, "sheet/orphan"}};

Color color_of(Ui& ui, How how, std::size_t count) {
    if (count == 0 || how == How::orphan) return ui.theme().quiet;
    return how == How::changed ? ui.theme().of(draw::Category::twijfel).sign : ui.theme().ink;
}

// In a colour that is none of the inks.
void coloured(Ui& ui, const typeset::TextLayout& set, Point at, Color color) {
    for (const typeset::Line& line : set.lines)
        for (const typeset::Run& run : line.runs)
            for (std::uint32_t i = run.first; i < run.first + run.count; ++i)
                ui.canvas().glyph(run.face, run.size, line.glyphs[i].id, {at.x + line.glyphs[i].x, at.y + line.baseline - line.glyphs[i].dy}, color);
}

// A number and what it counts. What can be looked at one by one can be pressed.
void draw_tabs(Column& column) {
    Ui& ui = column.ui();
    app::SheetState& sheet = ui.reader().sheet;
    Px x = column.x(), y = column.y();
    for (const Tab& tab : tabs) {
        const std::size_t count = app::passages_that_are(ui.reader(), tab.how).size();
        const std::string number = std::to_string(count), label = ui.text(tab.label, {static_cast<double>(count)});
        const typeset::TextLayout big = ui.set(number, Ui::sans(20, typeset::Ink::ink, true)), small = ui.set(label, Ui::sans(13.5F));
        const Px width = std::max(big.width, small.width);
        if (x > column.x() && x + width > column.x() + column.width()) {
            x = column.x();
            y += tab_height + 6;
        }
        const Rect rect{x, y, width, tab_height};
        const bool chosen = sheet.became == tab.how && tab.how != How::exact && count > 0;
        const Ui::State state = ui.item({tab.id, Role::toggle, number + " " + label, chosen ? "1" : "0", rect.grown(4), 0, count > 0 && tab.how != How::exact});
        const Color color = color_of(ui, tab.how, count);
        coloured(ui, big, {x, y}, color);
        coloured(ui, small, {x, y + big.height - 4}, color);
        if (chosen) ui.canvas().fill({x, y + tab_height - 2, width, 2}, color);
        if (state.shows_focus) ui.focus_ring(rect.grown(2), 6);
        if (state.hot && count > 0 && tab.how != How::exact) ui.pointer(Pointer::hand);
        if (state.clicked && count > 0 && tab.how != How::exact) {
            sheet.became = tab.how;
            sheet.at = 0;
        }
        x += width + tab_gap;
    }
    column.gap(y + tab_height - column.y() + 10);
    ui.canvas().fill({column.x(), column.y(), column.width(), 1}, ui.theme().line);
    column.gap(14);
}

// The words of a passage, with those that the other wording hasn't marked: by a ground and a line, never by colour alone.
Px draw_wording(Ui& ui, Point at, Px measure, Word label, const std::string& words, const std::vector<text::Range>& differs, bool struck) {
    const Px top = at.y;
    at.y += ui.label(at, ui.text(label), Ui::sans(12, typeset::Ink::quiet)).height + 2;
    const typeset::TextLayout set = ui.set(words, Ui::serif(16, 25), measure, most_lines);
    const Color color = struck ? gone : come;
    std::vector<Rect> marked;
    for (const text::Range& range : differs)
        for (const Rect& rect : set.rects(range, words)) marked.push_back(rect.moved(at.x, at.y));
    for (const Rect& rect : marked) ui.canvas().fill({rect.x, rect.y + 1, rect.width, rect.height - 2}, color.with_alpha(0.17F), 2);
    ui.canvas().text(set, at, ui.theme());
    for (const Rect& rect : marked) {
        const Px y = struck ? rect.y + rect.height * 0.56F : rect.bottom() - 4;
        ui.canvas().fill({rect.x, ui.canvas().snapped(y), rect.width, 1}, struck ? ui.theme().ink : color);
    }
    ui.item({struck ? "sheet/then" : "sheet/now", Role::label, words, {}, {at.x, top, measure, set.height + at.y - top}, 0, false});
    return at.y + set.height - top;
}

void draw_wordings(Column& column, const app::PlacedNote& placed) {
    Ui& ui = column.ui();
    const std::string then = app::wording_then(placed), now = app::wording_now(ui.reader(), placed);
    const app::Wording differs = app::compare_wording(then, now);
    const bool beside = column.width() >= side_by_side_from;
    const Px measure = beside ? (column.width() - column_gap) / 2 : column.width();
    const Px left = draw_wording(ui, {column.x(), column.y()}, measure, Word::ui_edition_then, then, differs.gone, true);
    if (!beside) column.gap(left + 8);
    const Px right = draw_wording(ui, {column.x() + (beside ? measure + column_gap : 0), column.y()}, measure, Word::ui_edition_now, now, differs.come, false);
    column.gap(beside ? std::max(left, right) : right);
}

void draw_own_note(Column& column, const notes::Annotation& note) {
    Ui& ui = column.ui();
    constexpr Px sign = 18;
    const std::string body = notes::reflection_in(note).words;
    column.gap(10);
    ui.category_sign({column.x(), column.y() + 1, sign, sign}, draw::category_named(note.category));
    const std::string label = ui.text(label_of(draw::category_named(note.category)));
    const std::string words = !note.mine     ? ui.reader().name_of(note.author) + ": " + (body.empty() ? label : body)
                              : body.empty() ? label
                                             : ui.text(Word::ui_edition_your_note, {body});
    const typeset::TextLayout set = set_note(ui, words, Ui::sans(13.5F), column.width() - sign - 8, 3);
    ui.canvas().text(set, {column.x() + sign + 8, column.y()}, ui.theme());
    column.gap(std::max(set.height, sign) + 14);
}

// What others wrote at the same words, and what was decided there.
void draw_others(Column& column, const app::PlacedNote& placed) {
    Ui& ui = column.ui();
    const app::Reader& reader = ui.reader();
    const auto touches = [&](const app::PlacedNote& other) {
        return placed.placed && !placed.orphan() && other.placed && other.chapter == placed.chapter && other.bytes.start < placed.bytes.end &&
               placed.bytes.start < other.bytes.end;
    };
    std::string names;
    for (const app::PlacedNote& other : reader.notes)
        if (!other.note.mine && &other != &placed && other.note.kind == notes::Kind::highlight && reader.is_shown(other) && touches(other))
            names += (names.empty() ? "" : ", ") + reader.name_of(other.note.author) + (other.note.body.empty() ? "" : " (“" + other.note.body.substr(0, other.note.body.find('\n')) + "”)");
    if (!names.empty()) {
        column.words(ui.text(Word::edition_of_others, {names}), typeset::Ink::quiet);
        column.gap(6);
    }
    for (const std::string& words : app::decided_at(reader, placed)) {
        column.words(words);
        column.gap(6);
    }
    column.gap(8);
}

// A page for each network that somebody else takes part in.
void offer_page(Column& column) {
    Ui& ui = column.ui();
    std::vector<Column::Button> buttons;
    for (const notes::NetworkFacts& facts : ui.reader().peers.networks)
        if (!facts.members.empty())
            buttons.push_back({"sheet/discuss/" + facts.network.id, ui.text(Word::edition_discuss, {ui.reader().network_name(facts.network.id)}), ButtonKind::quiet});
    if (buttons.empty()) return;
    column.gap(10);
    const std::string pressed = column.buttons(buttons);
    if (!pressed.empty()) app::save_edition_page(ui.reader(), pressed.substr(std::string_view("sheet/discuss/").size()));
}

// "2 ¶4 · 1 van 3 gewijzigd", and the way to the others.
void draw_head(Column& column, const app::PlacedNote& placed, std::size_t count) {
    Ui& ui = column.ui();
    app::SheetState& sheet = ui.reader().sheet;
    const Word head = sheet.became == How::changed ? Word::ui_edition_place_changed
                      : sheet.became == How::moved ? Word::ui_edition_place_moved
                                                   : Word::ui_edition_place_orphan;
    const std::string words = ui.text(head, {app::place_in_words(ui.reader(), placed), static_cast<double>(sheet.at + 1), static_cast<double>(count)});
    constexpr Px button = 28;
    ui.label({column.x(), column.y() + 5}, words, Ui::sans(12, typeset::Ink::quiet, true), column.width() - 2 * button - 12, 1);
    ui.item({"sheet/head", Role::label, words, {}, {column.x(), column.y(), column.width() - 2 * button - 12, button}, 0, false});
    if (count > 1) {
        const Px x = column.x() + column.width() - 2 * button;
        if (icon_button(ui, "sheet/previous", {x, column.y(), button, button}, Icon::left, ui.text(Word::ui_edition_previous)))
            sheet.at = (sheet.at + count - 1) % count;
        if (icon_button(ui, "sheet/next", {x + button, column.y(), button, button}, Icon::right, ui.text(Word::ui_edition_next)))
            sheet.at = (sheet.at + 1) % count;
    }
    column.gap(button + 6);
}

void draw_candidates(Column& column, const app::PlacedNote& placed) {
    Ui& ui = column.ui();
    const std::vector<app::Candidate> candidates = app::candidates_of(ui.reader(), placed);
    if (candidates.empty()) {
        column.words(ui.text(placed.note.id.empty() ? Word::ui_edition_decided_gone : Word::ui_edition_no_candidates), typeset::Ink::quiet);
        return column.gap(14);
    }
    column.small(ui.text(Word::ui_edition_candidates));
    constexpr std::size_t most = 4;
    const std::string id = placed.note.id;
    for (std::size_t i = 0; i < std::min(most, candidates.size()); ++i)
        if (column.choice("sheet/candidate/" + std::to_string(i), candidates[i].words, candidates[i].address)) {
            if (placed.note.mine) return ui.reader().attach(id, candidates[i].chapter, candidates[i].bytes);
            ui.reader().sheet = app::SheetState{};
            return ui.reader().go_to({candidates[i].chapter, candidates[i].bytes.start});
        }
    column.gap(10);
}

void search_words_of(app::Reader& reader, const std::string& words) {
    std::size_t end = 0;
    for (int word = 0; word < 3 && end < words.size(); ++word) end = text::next_word(words, end);
    reader.sheet = app::SheetState{};
    reader.open_find();
    reader.find.query.set_text(words.substr(0, end));
    reader.search();
}

void choose(Ui& ui, const app::PlacedNote& placed, const std::string& pressed) {
    app::Reader& reader = ui.reader();
    const std::string id = placed.note.id;
    if (pressed == "sheet/accept") return reader.accept_place(id);
    if (pressed == "sheet/show" && id.empty()) {
        reader.sheet = app::SheetState{};
        return reader.go_to({placed.chapter, placed.bytes.start});
    }
    if (pressed == "sheet/elsewhere") return reader.start_attaching(id);
    if (pressed == "sheet/loose") return reader.keep_loose(id);
    if (pressed == "sheet/search") return search_words_of(reader, app::wording_then(placed));
    if (pressed == "sheet/undo") return reader.undo();
    if (pressed != "sheet/show") return;
    reader.sheet = app::SheetState{};
    reader.go_to_note(id);
}

void draw_choices(Column& column, const app::PlacedNote& placed) {
    Ui& ui = column.ui();
    const How how = ui.reader().sheet.became;
    const bool mine = placed.note.mine, noted = !placed.note.id.empty();
    std::vector<Column::Button> buttons;
    if (noted && how == How::changed) buttons.push_back({"sheet/accept", ui.text(Word::ui_edition_accept), ButtonKind::main, mine});
    if (how != How::orphan)
        buttons.push_back({"sheet/show", ui.text(Word::ui_edition_show), how == How::moved || !noted ? ButtonKind::main : ButtonKind::plain});
    if (noted) buttons.push_back({"sheet/elsewhere", ui.text(Word::ui_edition_elsewhere), how == How::orphan ? ButtonKind::main : ButtonKind::plain, mine});
    if (how == How::orphan)
        buttons.push_back({"sheet/search", ui.text(Word::ui_edition_search)});
    else if (noted)
        buttons.push_back({"sheet/loose", ui.text(Word::ui_edition_loose), ButtonKind::plain, mine});
    choose(ui, placed, column.buttons(buttons));
}

// A choice is taken back here too; all other keys stay with the sheet.
void take_undo(Ui& ui) {
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key == app::Shortcut{'z', true, false, false}) return ui.reader().undo(), true;
        const bool again = key == app::Shortcut{'z', true, true, false} || key == app::Shortcut{'y', true, false, false};
        return again ? (ui.reader().redo(), true) : false;
    });
}

void draw_last_said(Column& column) {
    Ui& ui = column.ui();
    const std::string& message = ui.reader().message;
    if (message.empty()) return;
    column.gap(10);
    column.words(message, typeset::Ink::quiet);
}

}  // namespace

void sheet_edition(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    app::SheetState& sheet = reader.sheet;
    take_undo(ui);
    const Word renewed = reader.notes.empty() ? Word::ui_edition_title_decided : Word::ui_edition_title;
    column.title(sheet.renewed ? ui.text(renewed, {reader.book->title}) : ui.text(Word::ui_edition_again));
    column.gap(6);
    draw_tabs(column);
    std::vector<const app::PlacedNote*> group = app::passages_that_are(reader, sheet.became);
    // The last one was chosen about: what is left to look at comes by itself.
    for (const How how : {How::changed, How::orphan, How::moved})
        if (group.empty() || sheet.became == How::exact) {
            sheet.became = how;
            sheet.at = 0;
            group = app::passages_that_are(reader, how);
        }
    if (group.empty()) {
        column.words(ui.text(Word::ui_edition_nothing_left));
        return draw_last_said(column);
    }
    sheet.at = std::min(sheet.at, group.size() - 1);
    const app::PlacedNote& placed = *group[sheet.at];
    draw_head(column, placed, group.size());
    if (sheet.became == How::changed) {
        draw_wordings(column, placed);
    } else {
        const std::string then = app::wording_then(placed);
        column.gap(draw_wording(ui, {column.x(), column.y()}, column.width(), Word::ui_edition_then, then, {}, true));
    }
    if (placed.note.id.empty())
        column.gap(14);
    else
        draw_own_note(column, placed.note);
    draw_others(column, placed);
    if (sheet.became == How::orphan) draw_candidates(column, placed);
    if (reader.sheet.kind != app::Sheet::edition) return;
    draw_choices(column, placed);
    draw_last_said(column);
    if (reader.sheet.kind == app::Sheet::edition) offer_page(column);
}

}  // namespace katern::ui
