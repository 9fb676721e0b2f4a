// Samen, over the page: where the people of a network marked the same, where they differ, what is still asked.
#include <algorithm>

#include "app/meeting_desk.h"
#include "app/network_look.h"
#include "ui/icons.h"
#include "ui/network_chips.h"
#include "ui/person_disc.h"
#include "ui/row_heights.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

using Tab = app::SeeingTogether::Tab;

constexpr Px widest = 1040, top_of_title = 54, row_padding = 16, people_width = 250, sign_size = 18;
constexpr std::size_t most_lines = 3;

// A row: one passage, or one question.
struct Row {
    std::string id, chapter, words, below, counts;
    std::size_t start = 0;
    struct Voice {
        notes::Profile person;
        bool mine = false;
        std::string category;
    };
    std::vector<Voice> voices;
};

struct Where {
    std::string address, title;
    std::string words;
};

Where where_of(const document::Book& book, const std::string& chapter_id, notes::CodePointRange range) {
    const std::optional<std::size_t> index = book.find(chapter_id);
    if (!index) return {};
    const auto chapter = book.chapter(*index);
    if (!chapter || (*chapter)->blocks.empty()) return {};
    const text::Range bytes = notes::to_bytes(**chapter, range);
    std::string words = (*chapter)->text.substr(bytes.start, bytes.end - bytes.start);
    std::replace(words.begin(), words.end(), '\n', ' ');
    std::replace(words.begin(), words.end(), '\t', ' ');
    return {document::address(book.chapters[*index], (*chapter)->block_at(bytes.start)), book.chapters[*index].title,
            std::move(words)};
}

Row row_of(Ui& ui, const share::Together& all, const std::vector<std::size_t>& marks, notes::CodePointRange range,
           std::size_t people, std::size_t replies) {
    const share::Passage& first = all.marks[marks.front()];
    const Where where = where_of(*ui.reader().book, first.place.chapter, range);
    Row row;
    row.id = first.note.id;
    row.chapter = first.place.chapter;
    row.start = range.start;
    row.words = where.words;
    row.below = where.address + " · " + where.title;
    row.counts = ui.text(Word::together_people, {static_cast<double>(people)});
    if (replies > 0) row.counts += " · " + ui.text(Word::together_replies, {static_cast<double>(replies)});
    for (const std::size_t i : marks) {
        const notes::Annotation& note = all.marks[i].note;
        row.voices.push_back({note.author, note.mine, note.category});
    }
    return row;
}

std::vector<Row> rows_of(Ui& ui, const share::Together& all, Tab tab) {
    std::vector<Row> rows;
    if (tab == Tab::open) {
        for (const std::size_t i : all.open) {
            Row row = row_of(ui, all, {i}, all.marks[i].place.range, 1, 0);
            row.counts = all.marks[i].note.body;
            rows.push_back(std::move(row));
        }
        return rows;
    }
    for (const std::size_t i : tab == Tab::agreement ? all.agreement : all.difference) {
        const share::SharedPassage& passage = all.passages[i];
        rows.push_back(row_of(ui, all, passage.marks, passage.range, passage.people.size(), passage.replies));
    }
    return rows;
}

// Who marked it and as what, as many as fit.
void draw_voices(Ui& ui, const Row& row, Point at, Px width) {
    Px x = at.x;
    for (const Row::Voice& voice : row.voices) {
        const Px needed = disc_size + (voice.category.empty() ? 0 : disc_gap + sign_size);
        if (x + needed > at.x + width) break;
        draw_person_disc(ui, {x, at.y, disc_size, disc_size}, voice.person, voice.mine);
        if (!voice.category.empty())
            ui.category_sign({x + disc_size + disc_gap, at.y + 2, sign_size, sign_size}, draw::category_named(voice.category));
        x += needed + 10;
    }
}

// Returns its height.
Px draw_row(Ui& ui, const Row& row, Point at, Px width) {
    const bool narrow = width < 700;
    const Px measure = narrow ? width : width - people_width - 30;
    const typeset::TextStyle words = Ui::serif(18.5F, 27), quiet = Ui::sans(12, typeset::Ink::quiet);
    const Px text = ui.set(row.words, words, measure, most_lines).height;
    const Px aside = ui.set(row.counts, Ui::sans(13, typeset::Ink::quiet), narrow ? width : people_width, 2).height;
    const Px height = narrow ? row_padding * 2 + text + 22 + disc_size + 8 + aside
                             : row_padding * 2 + std::max(text + 22, disc_size + 8 + aside);
    const Rect target{at.x - 8, at.y, width + 16, height};
    const Ui::State state = ui.item({"together/" + row.id, Role::list_item, row.words, row.below, target, 0, true});
    if (state.hot || state.shows_focus) ui.canvas().fill(target, ui.theme().line.with_alpha(0.35F), 8);
    if (state.shows_focus) ui.canvas().outline(target, ui.theme().accent, 2, 8);
    if (state.hot) ui.pointer(Pointer::hand);
    ui.label({at.x, at.y + row_padding}, row.words, words, measure, most_lines);
    ui.label({at.x, at.y + row_padding + text + 4}, row.below, quiet, measure, 1);
    const Point aside_at = narrow ? Point{at.x, at.y + row_padding + text + 24} : Point{at.x + width - people_width, at.y + row_padding};
    draw_voices(ui, row, aside_at, narrow ? width : people_width);
    ui.label({aside_at.x, aside_at.y + disc_size + 8}, row.counts, Ui::sans(13, typeset::Ink::quiet), narrow ? width : people_width, 2);
    ui.canvas().fill({at.x, at.y + height, width, 1}, ui.theme().line, 0);
    if (state.clicked) ui.reader().read_at(row.chapter, row.start);
    return height + 1;
}


// The way to a meeting: at the right of the three ways to look, or below them. Returns how much lower it stands.
Px draw_take(Ui& ui, Point at, Px right, bool& pressed) {
    const std::string take = ui.text(Word::together_take);
    const Px needed = ui.button_width(take), lower = at.x + needed > right ? 40 : 0;
    pressed = ui.button("together/take", {right - needed, at.y + lower, needed, 32}, take, ButtonKind::main);
    return lower;
}

// Title, counts and the three ways to look. Returns the height.
Px draw_head(Ui& ui, app::SeeingTogether& together, Point at, Px width, bool& takes) {
    Px y = at.y + ui.label(at, ui.text(Word::together_title), [] {
        typeset::TextStyle style = Ui::serif(31, 37);
        style.bold = true;
        return style;
    }(), width).height + 8;
    std::string name = ui.text(Word::together_my_network);
    for (const notes::Network& network : together.networks)
        if (network.id == together.network && !network.name.empty()) name = network.name;
    if (together.all) {
        typeset::TextStyle style = Ui::serif(18.5F, 27, typeset::Ink::quiet);
        style.italic = true;
        y += ui.label({at.x, y}, ui.text(Word::together_counts, {name, static_cast<double>(together.all->people.size()), static_cast<double>(together.all->marks.size())}), style, width, 2).height + 16;
        const std::array tabs{std::pair(Word::together_agreement, together.all->agreement.size()),
                              std::pair(Word::together_difference, together.all->difference.size()),
                              std::pair(Word::together_open, together.all->open.size())};
        Px x = at.x;
        for (std::size_t i = 0; i < tabs.size(); ++i) {
            const std::string label = ui.text(tabs[i].first) + "  " + std::to_string(tabs[i].second);
            const Px needed = ui.button_width(label);
            if (x > at.x && x + needed > at.x + width) x = at.x, y += 40;
            const Rect rect{x, y, needed, 32};
            const auto tab = static_cast<Tab>(i);
            if (tab == together.tab) ui.canvas().fill(rect, ui.theme().line, 8);
            if (ui.button("together/tab/" + std::to_string(i), rect, label, tab == together.tab ? ButtonKind::quiet : ButtonKind::plain)) {
                together.tab = tab;
                together.scroll = 0;
            }
            x += needed + 8;
        }
        y += draw_take(ui, {x, y}, at.x + width, takes) + 32 + 22;
    }
    if (const std::string chosen = draw_network_choice(ui, "together", together.networks, together.network, {at.x, at.y + 4}, width); !chosen.empty())
        ui.reader().network_look->look_together(chosen);
    ui.canvas().fill({at.x, y, width, 1}, ui.theme().line, 0);
    return y + 1 - at.y;
}

// Of many letters many lines; what is seen is measured.
Px estimated_height(const Row& row, Px width) {
    constexpr Px letter = 8.6F, line = 27, rest = row_padding * 2 + 23;
    const bool narrow = width < 700;
    const Px measure = narrow ? width : width - people_width - 30;
    const auto lines = std::min(most_lines, 1 + static_cast<std::size_t>(static_cast<Px>(row.words.size()) * letter / std::max(measure, 1.0F)));
    return rest + line * static_cast<Px>(lines) + (narrow ? 60 : 0);
}

}  // namespace

// What a network marked makes thousands of rows: they are made once, and drawn where they are seen.
struct TogetherRows {
    std::shared_ptr<const share::Together> all;
    Tab tab = Tab::agreement;
    Language language = Language::nl;
    Px width = 0;
    std::vector<Row> rows;
    RowHeights heights;
};

namespace {

TogetherRows& rows_shown(Ui& ui, const app::SeeingTogether& together, Px width) {
    std::shared_ptr<TogetherRows>& kept = ui.memory().together_rows;
    const Language language = ui.reader().settings.language;
    if (kept && kept->all == together.all && kept->tab == together.tab && kept->language == language && kept->width == width) return *kept;
    kept = std::make_shared<TogetherRows>(TogetherRows{together.all, together.tab, language, width, rows_of(ui, *together.all, together.tab), {}});
    std::vector<Px> heights;
    for (const Row& row : kept->rows) heights.push_back(estimated_height(row, width));
    kept->heights.assign(std::move(heights));
    return *kept;
}

// One view above and one below are declared too, so that the keyboard goes on beyond the edge. Returns the height of all.
Px draw_rows(Ui& ui, TogetherRows& shown, Point at, Px width, const Rect& view) {
    if (shown.rows.empty()) return 0;
    const double from = static_cast<double>(view.y - view.height - at.y), to = static_cast<double>(view.bottom() + view.height - at.y);
    for (std::size_t i = shown.heights.at(std::max(0.0, from)); i < shown.rows.size() && shown.heights.top(i) < to; ++i) {
        const Px height = draw_row(ui, shown.rows[i], {at.x, at.y + static_cast<Px>(shown.heights.top(i))}, width);
        if (!ui.reader().together) break;  // a click went to the page
        if (height != shown.heights.height(i)) shown.heights.set(i, height);
    }
    return static_cast<Px>(shown.heights.top(shown.rows.size()));
}

}  // namespace

void draw_together(Ui& ui) {
    app::Reader& reader = ui.reader();
    app::SeeingTogether& together = *reader.together;
    if (together.notes_revision != reader.notes_revision) reader.network_look->look_together(together.network);
    ui.layer(layer_page);
    const app::PageSpace& space = reader.space();
    const Rect view{space.left, 0, space.width - space.left - space.right, space.height};
    ui.item({"together", Role::page, ui.text(Word::together_title), {}, view, 0, false});
    const Px width = std::min(widest, view.width - 2 * 40);
    const Px x = view.x + (view.width - width) / 2;
    ScrollArea area(ui, "together", view, together.scroll);
    Px y = area.top() + top_of_title;
    bool takes = false;
    y += draw_head(ui, together, {x, y}, width, takes);
    if (together.veiled > 0) {
        const std::string veiled = ui.text(Word::veiled_marks, {static_cast<double>(together.veiled)});
        const Px height = ui.label({x, y + 12}, veiled, Ui::sans(13, typeset::Ink::quiet), width).height;
        ui.item({"together/veiled", Role::label, veiled, {}, {x, y + 12, width, height}, 0, false});
        y += height + 20;
    }
    if (together.all) {
        TogetherRows& shown = rows_shown(ui, together, width);
        const bool nothing_there = shown.rows.empty();
        y += draw_rows(ui, shown, {x, y}, width, view);
        constexpr std::array nothing{Word::together_none_same, Word::together_none_different, Word::together_none_open};
        if (nothing_there && reader.together)
            y += 24 + ui.label({x, y + 24}, ui.text(nothing[static_cast<std::size_t>(together.tab)]),
                               Ui::serif(18.5F, 27, typeset::Ink::quiet), width).height;
    }
    if (!reader.together) return area.end(view.height);
    area.end(y - area.top() + 60);
    ui.layer(layer_margin);
    if (takes) return app::meeting_desk_of(reader).show(std::string(together.network));
    if (icon_button(ui, "together/leave", {view.right() - 44, 11, 32, 32}, Icon::cross, ui.text(Word::ui_close)))
        reader.together.reset();
}

}  // namespace katern::ui
