#include "ui/note_card.h"

#include <algorithm>
#include <cmath>

#include "app/note_links.h"
#include "typeset/emphasis.h"
#include "ui/icons.h"
#include "ui/person_disc.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px padding_x = 12, padding_y = 10, bar_width = 3, bar_gap = 9;
constexpr Px quote_size = 15, quote_leading = 21.75F, note_size = 13.5F, note_leading = 20.25F;
constexpr Px between = 6, before_foot = 7, foot = 18;
constexpr std::size_t most_quote_lines = 5, most_note_lines = 12;
constexpr std::size_t longest_set = 2000;  // bytes; what is beyond would be cut anyway

typeset::TextStyle note_style() {
    typeset::TextStyle style = Ui::sans(note_size);
    style.leading = note_leading;
    return style;
}

// Short enough to set, whole characters only.
std::string beginning(const std::string& whole) {
    if (whole.size() <= longest_set) return whole;
    return whole.substr(0, text::previous_grapheme(whole, longest_set));
}

// On a card a line feed in the quote, between two paragraphs, is a space.
std::string quote_of(const notes::Annotation& note) {
    std::string quote = note.anchor.exact;
    if (note.kind == notes::Kind::reflection) quote = notes::reflection_in(note).question;
    if (quote.empty() && note.anchor.figure) quote = note.anchor.figure->alternative;
    // A bookmark marks no words: those that follow say where it is.
    if (note.kind == notes::Kind::bookmark) {
        const std::string& after = note.anchor.suffix;
        const std::size_t end = after.find('\n');
        quote = end != std::string::npos ? after.substr(0, end) : after.substr(0, after.find_last_of(' ')) + "…";
    }
    std::replace(quote.begin(), quote.end(), '\n', ' ');
    std::replace(quote.begin(), quote.end(), '\t', ' ');
    return beginning(quote);
}

struct Set {
    typeset::TextLayout quote, body;
    std::string words;  // of the body
    Px height = 0;
    Px indent = 0;      // of the quote, behind its bar
};

Set set_card(Ui& ui, const notes::Annotation& note, Px width) {
    Set set;
    const Px measure = width - 2 * padding_x;
    const std::string quote = quote_of(note);
    set.height = 2 * padding_y + foot + before_foot;
    if (!quote.empty()) {
        // A question of the book is no passage: it has no bar, and stands back behind its answer.
        const bool question = note.kind == notes::Kind::reflection;
        set.indent = question ? 0 : bar_width + bar_gap;
        set.quote = ui.set(quote, question ? Ui::sans(12, typeset::Ink::quiet) : Ui::serif(quote_size, quote_leading),
                           measure - set.indent, most_quote_lines);
        set.height += set.quote.height;
    }
    set.words = beginning(notes::reflection_in(note).words);
    if (!set.words.empty()) {
        set.body = set_note(ui, set.words, note_style(), measure, most_note_lines);
        set.height += set.body.height;
    }
    if (!quote.empty() && !set.words.empty()) set.height += between;
    return set;
}

std::string address_of(const app::Reader& reader, const app::PlacedNote& placed) {
    if (placed.orphan() || !placed.placed) return {};
    const auto chapter = reader.book->chapter(placed.chapter);
    return chapter ? document::address(reader.book->chapters[placed.chapter], (*chapter)->block_at(placed.bytes.start))
                   : std::string();
}

std::string foot_of(Ui& ui, const app::PlacedNote& placed) {
    std::string words = address_of(ui.reader(), placed);
    const auto add = [&](const std::string& more) {
        if (!more.empty()) words += (words.empty() ? "" : " · ") + more;
    };
    const app::Reader& reader = ui.reader();
    add(placed.note.mine ? reader.visibility_of(placed.note) : reader.name_of(placed.note.author));
    if (!placed.note.via.empty()) add(ui.text(Word::ui_via, {placed.note.via}));
    for (const std::string& tag : placed.note.tags) add(tag);
    add(day_of(ui, placed.note.modified));
    return words;
}

}  // namespace

std::string day_of(Ui& ui, notes::Milliseconds at) {
    const auto year = [](notes::Milliseconds when) { return notes::iso_8601(when).substr(0, 4); };
    const bool this_year = year(at) == year(notes::wall_clock().value_or(at));
    return ui.text(this_year ? Word::ui_day : Word::ui_day_and_year, {static_cast<double>(at)});
}

typeset::TextLayout set_note(Ui& ui, const std::string& markdown, const typeset::TextStyle& style, Px measure,
                             std::size_t most_lines) {
    const app::Reader& reader = ui.reader();
    const typeset::Emphasised words = reader.book ? app::link_addresses(*reader.book, markdown).words : typeset::emphasised(markdown);
    return typeset::set_text(ui.reader().fonts(), words, style, measure, most_lines);
}

void declare_note_links(Ui& ui, const std::string& id, const std::string& markdown, const typeset::TextLayout& set, Point at) {
    app::Reader& reader = ui.reader();
    std::optional<app::LinkedNote> note;
    for (const typeset::Line& line : set.lines)
        for (const typeset::Run& run : line.runs) {
            if (run.count == 0 || run.link < 0) continue;
            if (!note) note = app::link_addresses(*reader.book, markdown);
            const typeset::Glyph& first = line.glyphs[run.first];
            const typeset::Glyph& last = line.glyphs[run.first + run.count - 1];
            const Rect rect{at.x + first.x, at.y + line.top, last.x + last.advance - first.x, line.height};
            const app::NoteLink to = note->links.at(static_cast<std::size_t>(run.link));
            const std::string name = to.address ? document::address(reader.book->chapters[to.address->chapter], to.address->block) : to.url;
            const Ui::State state = ui.item({id + "/address/" + std::to_string(run.link), Role::link, name, {}, rect, 0, true});
            if (state.hot) ui.pointer(Pointer::hand);
            if (state.shows_focus) ui.focus_ring(rect, 3);
            if (state.clicked) return reader.follow_link(name);
        }
}

Px note_card_height(Ui& ui, const app::PlacedNote& placed, Px width) {
    return std::ceil(set_card(ui, placed.note, width).height);
}

Px estimated_card_height(const notes::Annotation& note, Px width) {
    const auto lines = [&](std::size_t letters, Px em, Px measure, std::size_t most) {
        return std::min(static_cast<Px>(most), std::ceil(static_cast<Px>(letters) * em * 0.48F / measure));
    };
    const Px measure = width - 2 * padding_x;
    Px height = 2 * padding_y + foot + before_foot;
    height +=
        lines(note.anchor.exact.size(), quote_size, measure - bar_width - bar_gap, most_quote_lines) * quote_leading;
    if (!note.body.empty())
        height += between + lines(note.body.size(), note_size, measure, most_note_lines) * note_leading;
    return height;
}

void draw_note_card(Ui& ui, const app::PlacedNote& placed, Rect rect, bool focused, bool hot) {
    const notes::Annotation& note = placed.note;
    const draw::Category category = draw::category_named(note.category);
    const Set set = set_card(ui, note, rect.width);
    ui.canvas().fill(rect, ui.theme().card, 10);
    ui.canvas().outline(rect,
                        focused ? ui.theme().accent
                        : hot   ? ui.theme().quiet.with_alpha(0.6F)
                                : ui.theme().line,
                        1, 10);
    Px y = rect.y + padding_y;
    const Px x = rect.x + padding_x;
    if (set.quote.height > 0) {
        const Color bar = note.kind == notes::Kind::bookmark ? ui.theme().line : ui.theme().of(category).sign;
        if (set.indent > 0) ui.canvas().fill({x, y, bar_width, set.quote.height}, bar);
        ui.canvas().text(set.quote, {x + set.indent, y}, ui.theme());
        y += set.quote.height;
    }
    if (set.body.height > 0) {
        if (set.quote.height > 0) y += between;
        ui.canvas().text(set.body, {x, y}, ui.theme());
        declare_note_links(ui, "panel/" + note.id, set.words, set.body, {x, y});
        y += set.body.height;
    }
    y += before_foot;
    if (note.kind == notes::Kind::bookmark) {
        draw_icon(ui, Icon::ribbon, {x, y, foot, foot}, ui.theme().accent);
    } else {
        ui.category_sign({x, y, foot, foot}, category);
    }
    if (!note.mine) draw_person_disc(ui, {rect.right() - padding_x - foot, y, foot, foot}, note.author, false);
    ui.label({x + foot + 8, y}, foot_of(ui, placed), Ui::sans(12, typeset::Ink::quiet),
             rect.width - 2 * padding_x - (note.mine ? 1 : 2) * (foot + 8), 1);
}

}  // namespace katern::ui
