// Terugblik, over the page: from what I read to what came of it, as a picture or as a table.
#include <algorithm>
#include <set>

#include "ui/icons.h"
#include "ui/look_back_parts.h"
#include "ui/note_card.h"
#include "ui/outcome_field.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px widest = 1140, side = 70, narrow_side = 24, top_of_title = 54, row_of_chips = 32, chip_gap = 8;

typeset::TextStyle title_style() {
    typeset::TextStyle style = Ui::serif(31, 37);
    style.bold = true;
    return style;
}

// Chips beside each other as far as they fit.
class ChipRow {
public:
    ChipRow(Ui& ui, Point at, Px width) : ui_(ui), left_(at.x), width_(width), x_(at.x), y_(at.y) {}
    bool add(const std::string& id, const std::string& label, bool on, const std::string& name = {}) {
        const Px needed = ui_.button_width(label);
        if (x_ > left_ && x_ + needed > left_ + width_) x_ = left_, y_ += row_of_chips + chip_gap;
        const Rect rect{x_, y_, needed, row_of_chips};
        x_ += needed + chip_gap;
        if (on) ui_.canvas().fill(rect, ui_.theme().line, 8);
        const Ui::State state =
            ui_.item({id, Role::toggle, name.empty() ? label : name, on ? "1" : "0", rect, 0, true});
        if (!on) {
            ui_.canvas().fill(rect, ui_.theme().card, 8);
            ui_.canvas().outline(rect, state.hot ? ui_.theme().quiet : ui_.theme().line, 1, 8);
        }
        ui_.label_centred(rect, label, Ui::sans(13.5F));
        if (state.shows_focus) ui_.focus_ring(rect, 8);
        if (state.hot) ui_.pointer(Pointer::hand);
        return state.clicked;
    }
    void space() { x_ += 10; }
    void next_row() { x_ = left_, y_ += row_of_chips + chip_gap; }
    [[nodiscard]] Px bottom() const { return y_ + row_of_chips; }

private:
    Ui& ui_;
    Px left_, width_, x_, y_;
};

struct Chosen {
    std::optional<std::string> network, chapter;
    bool other_form = false, save = false;
};

Px draw_chips(Ui& ui, const app::LookBackView& view, Point at, Px width, Chosen& chosen) {
    const Language language = ui.reader().settings.language;
    const document::Book& book = *ui.reader().book;
    ChipRow chips(ui, at, width);
    if (chips.add("look_back/network", ui.text(Word::look_back_everything), view.network.empty()))
        chosen.network = std::string();
    for (const notes::Network& network : view.all->networks)
        if (chips.add("look_back/network/" + network.id, view.all->network_name(network.id, language),
                      view.network == network.id))
            chosen.network = network.id;
    chips.space();
    if (chips.add("look_back/form", ui.text(view.table ? Word::look_back_as_picture : Word::look_back_as_table), false))
        chosen.other_form = true;
    if (chips.add("look_back/save", ui.text(Word::look_back_save), false)) chosen.save = true;
    std::set<std::size_t> chapters;
    for (const share::Moment& moment : share::moments_of(view.all->moments, view.network, {}))
        if (const auto index = moment.chapter.empty() ? std::nullopt : book.find(moment.chapter))
            chapters.insert(*index);
    if (chapters.size() < 2 && view.chapter.empty()) return chips.bottom() - at.y;
    chips.next_row();
    if (chips.add("look_back/chapter", ui.text(Word::look_back_all_chapters), view.chapter.empty()))
        chosen.chapter = std::string();
    for (const std::size_t index : chapters) {
        const document::ChapterEntry& entry = book.chapters[index];
        const std::string label = entry.number.empty() ? entry.title : entry.number;
        if (chips.add("look_back/chapter/" + entry.id, label, view.chapter == entry.id, label + " " + entry.title))
            chosen.chapter = entry.id;
    }
    return chips.bottom() - at.y;
}

Px draw_head(Ui& ui, const app::LookBackView& view, Point at, Px width, Chosen& chosen) {
    Px y = at.y + ui.label(at, ui.text(Word::look_back_title), title_style(), width).height + 6;
    if (!view.all) return y - at.y;
    const share::StageCounts counts = share::counts_of(view.shown.moments);
    const auto count = [&](share::Stage stage) {
        return static_cast<double>(counts.at(static_cast<std::size_t>(stage)));
    };
    typeset::TextStyle style = Ui::serif(18.5F, 27, typeset::Ink::quiet);
    style.italic = true;
    const std::string words = ui.text(
        Word::look_back_counts, {count(share::Stage::marked) + count(share::Stage::asked), count(share::Stage::asked),
                                 count(share::Stage::decided), count(share::Stage::done), count(share::Stage::found)});
    ui.item({"look_back/counts", Role::label, words, {}, {at.x, y, width, 27}, 0, false});
    y += ui.label({at.x, y}, words, style, width, 3).height + 16;
    y += draw_chips(ui, view, {at.x, y}, width, chosen);
    return y - at.y;
}

void take(Ui& ui, const Chosen& chosen) {
    app::LookingBack& back = *ui.reader().looking_back;
    if (chosen.network) return back.choose(*chosen.network, {});
    if (chosen.chapter) return back.choose(std::string(back.view->network), *chosen.chapter);
    if (chosen.other_form) return back.show_table(!back.view->table);
    if (chosen.save) back.save();
}

}  // namespace

Px draw_open_outcomes(Ui& ui, Point at, Px width) {
    const app::LookBackView& view = *ui.reader().looking_back->view;
    constexpr Px most_width = 760;
    width = std::min(width, most_width);
    typeset::TextStyle heading = Ui::serif(21, 27);
    heading.bold = true;
    Px y = at.y;
    bool any = false;
    for (const app::OpenOutcome& open : view.all->open) {
        if ((!view.network.empty() && open.network != view.network) ||
            (!view.chapter.empty() && open.chapter != view.chapter))
            continue;
        if (!any) {
            y += ui.label({at.x, y}, ui.text(Word::look_back_what_came), heading, width).height + 2;
            y += ui.label({at.x, y}, ui.text(Word::look_back_what_came_of), Ui::sans(13, typeset::Ink::quiet), width)
                     .height +
                 12;
        }
        any = true;
        const std::string words = open.who.empty() ? open.text : "**" + open.who + "** " + open.text;
        const typeset::TextLayout set = set_note(ui, words, Ui::sans(14), width - 150, 4);
        ui.canvas().fill({at.x, y + 5, 10, 10},
                         color_of(ui.theme(), open.is_action ? share::Stage::done : share::Stage::decided), 5);
        ui.canvas().text(set, {at.x + 20, y}, ui.theme());
        std::string where = app::day_in_words(open.date, ui.reader().settings.language);
        if (!open.address.empty()) where = open.address + " · " + where;
        ui.label_right({at.x + width, y + 1}, where, Ui::sans(12, typeset::Ink::quiet));
        y += set.height + 6;
        y += draw_outcome(ui, open.id, open.text, {}, {at.x + 20, y}, width - 20) + 16;
    }
    return any ? y + 14 - at.y : 0;
}

void draw_look_back(Ui& ui) {
    app::Reader& reader = ui.reader();
    app::LookingBack& back = *reader.looking_back;
    app::LookBackView& view = *back.view;
    ui.layer(layer_page);
    const app::PageSpace& space = reader.space();
    const Rect whole{space.left, 0, space.width - space.left - space.right, space.height};
    ui.item({"look_back", Role::page, ui.text(Word::look_back_title), {}, whole, 0, false});
    const Px margin = whole.width >= 900 ? side : narrow_side;
    const Px width = std::min(widest, whole.width - 2 * margin), x = whole.x + (whole.width - width) / 2;
    Chosen chosen;
    std::optional<GoTo> go;
    ScrollArea area(ui, "look_back", whole, view.scroll);
    Px y = area.top() + top_of_title;
    y += draw_head(ui, view, {x, y}, width, chosen) + 18;
    if (view.failure) {
        y += ui.label({x, y}, say(*view.failure, reader.settings.language), Ui::sans(), width).height;
    } else if (view.all) {
        if (view.shown.moments.empty()) {
            const Word nothing = view.all->moments.empty() ? Word::look_back_empty : Word::look_back_empty_here;
            y += ui.label({x, y + 10}, ui.text(nothing), Ui::serif(18.5F, 27, typeset::Ink::quiet),
                          std::min(width, 640.0F))
                     .height +
                 50;
        } else if (view.table) {
            y += draw_look_back_table(ui, {x, y + 10}, width, whole, go) + 10;
        } else {
            y += draw_look_back_picture(ui, {x, y}, width);
            y += draw_look_back_picked(ui, {x, y}, width, go) + 14;
        }
        y += draw_open_outcomes(ui, {x, y}, width);
        y += draw_second_looks(ui, {x, y}, width, go);
    }
    area.end(y - area.top() + 60);
    ui.layer(layer_margin);
    const bool leave =
        icon_button(ui, "look_back/leave", {whole.right() - 44, 11, 32, 32}, Icon::cross, ui.text(Word::ui_close));
    if (leave) {
        back.close_page();
    } else if (go) {
        back.close_page();
        reader.read_at(go->chapter, go->code_point);
    } else {
        take(ui, chosen);
    }
}

}  // namespace katern::ui
