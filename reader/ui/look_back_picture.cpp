// Six lines in time, what happened as dots, and the threads from a passage to what came of it. One thread is dark: the
// one that is pointed at or chosen, else the longest.
#include <algorithm>

#include "app/in_short.h"
#include "ui/look_back_parts.h"
#include "ui/note_card.h"
#include "words/words.h"

namespace katern::ui {
namespace {

using share::Moment;
using share::Stage;

constexpr Px names_width = 170, names_gap = 20, narrow_names = 104, above = 34, below = 58, gap = 74, narrow_gap = 56;
constexpr Px least_target = 24, label_room = 96, card_width = 214, card_padding = 12;
constexpr int pieces = 56;
constexpr std::size_t most_threads_by_tab = 24, most_words = 160;

struct Geometry {
    share::Plot plot;
    Point origin;
};

// As if it lay over the paper by this share. Opaque, since strokes that lie over each other would show.
Color over_paper(const Theme& theme, Color color, float share) {
    const auto mixed = [&](std::uint8_t top, std::uint8_t under) {
        return static_cast<std::uint8_t>(static_cast<float>(top) * share + static_cast<float>(under) * (1 - share) +
                                         0.5F);
    };
    return {mixed(color.r, theme.paper.r), mixed(color.g, theme.paper.g), mixed(color.b, theme.paper.b), 255};
}

std::string short_of(const Moment& moment) {
    return app::in_short(moment.words.empty() ? "“" + moment.quote + "”" : moment.words, most_words);
}

void draw_lines(Ui& ui, const Geometry& g, const app::LookBackView& view, Px names) {
    for (std::size_t i = 0; i < share::stage_count; ++i) {
        const auto stage = static_cast<Stage>(i);
        const Px y = g.origin.y + g.plot.y_of(stage);
        ui.canvas().fill({g.origin.x, ui.canvas().snapped(y), g.plot.width, 1}, ui.theme().line);
        ui.label_right({g.origin.x - names_gap, y - 10}, ui.text(app::word_of(stage)),
                       Ui::sans(names < names_width ? 13 : 14.5F));
    }
    const Px foot = g.plot.line_gap * (share::stage_count - 1);
    Px labelled_until = 0;
    for (const app::HeldMeeting& meeting : view.all->meetings) {
        if (!view.network.empty() && meeting.network.id != view.network) continue;
        const Px x = ui.canvas().snapped(g.origin.x + g.plot.x_of(meeting.at)), top = g.origin.y - 22;
        for (Px y = top; y < g.origin.y + foot + 16; y += 6) ui.canvas().fill({x, y, 1, 3}, ui.theme().quiet);
        const std::string date = app::day_in_words(meeting.date, ui.reader().settings.language);
        const std::string name =
            date.empty() ? ui.text(Word::meeting_title) : ui.text(Word::look_back_meeting_of, {date});
        const Rect label{x - 6, top - 12, std::min(label_room, g.origin.x + g.plot.width + 12 - x), 24};
        const Ui::State state = ui.item({"look_back/meeting/" + meeting.id, Role::button, name, {}, label, 0, true});
        if (state.shows_focus) ui.focus_ring(label, 6);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.clicked) ui.reader().looking_back->reflecting.open(meeting.id);
        if (x < labelled_until && !state.hot && !state.shows_focus) continue;
        const std::string day =
            app::day_at(meeting.date) ? ui.text(Word::ui_day, {static_cast<double>(meeting.at)}) : meeting.date;
        ui.label({x + 6, top - 8}, day, Ui::sans(12, state.hot ? typeset::Ink::accent : typeset::Ink::quiet),
                 label_room, 1);
        labelled_until = x + label_room * 0.7F;
    }
    for (const share::PlotTick& tick : g.plot.ticks) {
        const Word word = !tick.is_month    ? Word::ui_day
                          : tick.names_year ? Word::look_back_month_and_year
                                            : Word::look_back_month;
        ui.label({g.origin.x + tick.x, g.origin.y + foot + 30}, ui.text(word, {static_cast<double>(tick.at)}),
                 Ui::sans(12, typeset::Ink::quiet));
    }
}

// Cubic, with the handles halfway down and up: the thread leaves a dot and comes to the next one upright.
void draw_curve(Ui& ui, const Geometry& g, const share::PlotCurve& curve, Color color, Px width) {
    for (std::size_t i = 1; i < curve.through.size(); ++i) {
        const auto [x0, y0] = curve.through[i - 1];
        const auto [x1, y1] = curve.through[i];
        Point last{g.origin.x + x0, g.origin.y + y0};
        for (int step = 1; step <= pieces; ++step) {
            const float t = static_cast<float>(step) / pieces, u = 1 - t;
            const float bend = (y1 - y0) / 2;
            const float x = u * u * u * x0 + 3 * u * u * t * x0 + 3 * u * t * t * x1 + t * t * t * x1;
            const float y = u * u * u * y0 + 3 * u * u * t * (y0 + bend) + 3 * u * t * t * (y1 - bend) + t * t * t * y1;
            const Point next{g.origin.x + x, g.origin.y + y};
            ui.canvas().stroke(last, next, color, width);
            last = next;
        }
    }
}

std::string name_of(Ui& ui, const app::LookBackView& view, const share::PlotDot& dot) {
    const std::string stage = ui.text(app::word_of(dot.stage));
    const Moment& first = view.shown.moments[dot.moments.front()];
    const std::string words = dot.moments.size() == 1 ? short_of(first) : std::to_string(dot.moments.size());
    return ui.text(Word::look_back_count, {stage + ", " + day_of(ui, first.at), words});
}

// Those of a dot, with all that lies on their threads.
std::vector<std::size_t> with_threads(const share::LookBack& all, const std::vector<std::size_t>& moments) {
    std::vector<bool> wanted(all.threads.size(), false), in(all.moments.size(), false);
    for (const std::size_t i : moments) wanted[all.thread_of[i]] = in[i] = true;
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < all.moments.size(); ++i)
        if (in[i] || wanted[all.thread_of[i]]) out.push_back(i);
    return out;
}

// Where one can stop by keyboard: at the beginning of each thread that leads somewhere.
bool takes_tab(const share::LookBack& all, const share::PlotDot& dot) {
    return std::any_of(dot.moments.begin(), dot.moments.end(), [&](std::size_t i) {
        const std::size_t thread = all.thread_of[i];
        return thread < most_threads_by_tab && all.threads[thread].path.size() > 1 &&
               all.threads[thread].path.front() == i;
    });
}

// What came of it, beside the end of the thread, and where that began.
void draw_end(Ui& ui, const Geometry& g, const share::LookBack& all, const share::PlotCurve& curve) {
    const share::Thread& thread = all.threads[curve.thread];
    const Moment& last = all.moments[thread.path.back()];
    const Moment& first = all.moments[thread.path.front()];
    const typeset::TextLayout words = set_note(ui, short_of(last), Ui::sans(13), card_width - 2 * card_padding, 4);
    const std::string began = first.address.empty() ? day_of(ui, first.at) : first.address;
    const typeset::TextLayout from = ui.set(ui.text(Word::look_back_began, {began}), Ui::sans(12, typeset::Ink::quiet),
                                            card_width - 2 * card_padding, 1);
    const Px height = 2 * card_padding + words.height + 4 + from.height;
    const auto [x, y] = curve.through.back();
    Rect card{g.origin.x + x + 16, g.origin.y + y - 14, card_width, height};
    if (card.right() > g.origin.x + g.plot.width + 8) card.x = g.origin.x + x - card_width - 16;
    ui.canvas().shadow(card, ui.theme().shadow, 10);
    ui.canvas().fill(card, ui.theme().card, 10);
    ui.canvas().outline(card, ui.theme().line, 1, 10);
    ui.item({"look_back/end", Role::label, short_of(last), ui.text(Word::look_back_began, {began}), card, 0, false});
    ui.canvas().text(words, {card.x + card_padding, card.y + card_padding}, ui.theme());
    ui.canvas().text(from, {card.x + card_padding, card.y + card_padding + words.height + 4}, ui.theme());
}

}  // namespace

Color color_of(const Theme& theme, Stage stage) {
    switch (stage) {
        case Stage::marked:
            return theme.of(draw::Category::inzicht).sign;
        case Stage::asked:
            return theme.of(draw::Category::vraag).sign;
        case Stage::brought:
            return theme.of(draw::Category::citaat).sign;
        case Stage::decided:
            return theme.of(draw::Category::twijfel).sign;
        case Stage::done:
            return theme.of(draw::Category::actie).sign;
        case Stage::found:
            break;
    }
    return theme.accent;
}

Px draw_look_back_picture(Ui& ui, Point at, Px width) {
    app::LookingBack& back = *ui.reader().looking_back;
    app::LookBackView& view = *back.view;
    const Px names = width >= 760 ? names_width : narrow_names;
    const Px line_gap = ui.reader().space().height >= 720 ? gap : narrow_gap;
    std::vector<notes::Milliseconds> dates;
    for (const app::HeldMeeting& meeting : view.all->meetings)
        if (view.network.empty() || meeting.network.id == view.network) dates.push_back(meeting.at);
    const Geometry g{share::plot_of(view.shown, dates, width - names - 12, line_gap), {at.x + names, at.y + above}};
    draw_lines(ui, g, view, names);

    const share::PlotDot* pointed = nullptr;
    std::vector<std::size_t> picked;
    std::vector<std::pair<const share::PlotDot*, Ui::State>> dots;
    for (const share::PlotDot& dot : g.plot.dots) {
        const Px half = std::max(least_target / 2, dot.radius);
        const Rect target{g.origin.x + dot.x - half, g.origin.y + dot.y - half, 2 * half, 2 * half};
        const Ui::State state = ui.item({"look_back/dot/" + view.shown.moments[dot.moments.front()].id,
                                         Role::mark,
                                         name_of(ui, view, dot),
                                         {},
                                         target,
                                         0,
                                         takes_tab(view.shown, dot)});
        dots.emplace_back(&dot, state);
        if (state.hot || state.shows_focus) pointed = &dot;
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.clicked) picked = with_threads(view.shown, dot.moments);
    }
    const std::size_t chosen = pointed                ? view.shown.thread_of[pointed->moments.front()]
                               : !view.picked.empty() ? view.shown.thread_of[view.picked.front()]
                                                      : 0;
    const share::PlotCurve* dark = nullptr;
    const Color pale = over_paper(ui.theme(), ui.theme().accent, 0.4F);
    for (const share::PlotCurve& curve : g.plot.curves) {
        if (curve.thread == chosen)
            dark = &curve;
        else
            draw_curve(ui, g, curve, pale, 1.3F);
    }
    if (dark) draw_curve(ui, g, *dark, ui.theme().accent, 2.5F);
    for (const auto& [dot, state] : dots) {
        const Rect disc{g.origin.x + dot->x - dot->radius, g.origin.y + dot->y - dot->radius, 2 * dot->radius,
                        2 * dot->radius};
        const bool lit = dark && std::any_of(dot->moments.begin(), dot->moments.end(),
                                             [&](std::size_t i) { return view.shown.thread_of[i] == dark->thread; });
        const Point middle{g.origin.x + dot->x, g.origin.y + dot->y};
        const Color color = color_of(ui.theme(), dot->stage);
        ui.canvas().stroke(middle, middle, lit ? color : over_paper(ui.theme(), color, 0.8F), 2 * dot->radius);
        if (state.shows_focus) ui.focus_ring(disc.grown(3), dot->radius + 3);
    }
    if (dark) draw_end(ui, g, view.shown, *dark);
    if (!picked.empty()) back.pick(std::move(picked));
    return above + line_gap * (share::stage_count - 1) + below;
}

Px draw_look_back_picked(Ui& ui, Point at, Px width, std::optional<GoTo>& go) {
    const app::LookBackView& view = *ui.reader().looking_back->view;
    if (view.picked.empty())
        return ui.label(at, ui.text(Word::look_back_follow), Ui::sans(13, typeset::Ink::quiet), width).height + 20;
    constexpr Px disc = 12, day_width = 96, stage_width = 108, most_width = 760, row_gap = 8;
    const Px measure = std::min(width, most_width), words_x = disc + 12 + day_width + stage_width;
    Px y = at.y;
    for (const std::size_t i : view.picked) {
        const Moment& moment = view.shown.moments[i];
        const bool narrow = measure < 560;
        const Px left = narrow ? disc + 12 : words_x;
        const typeset::TextLayout words =
            ui.set(short_of(moment), moment.words.empty() ? Ui::serif(16, 23) : Ui::sans(14), measure - left - 70, 3);
        const Px top = narrow ? 20 : 0, height = std::max(22.0F, words.height + top);
        const Rect row{at.x - 8, y - 4, measure + 16, height + 8};
        const bool leads = moment.placed && !moment.chapter.empty();
        const std::string stage = ui.text(app::word_of(moment.stage)), day = day_of(ui, moment.at);
        const Ui::State state = ui.item({"look_back/picked/" + moment.id, Role::list_item,
                                         stage + ", " + day + ": " + short_of(moment), moment.address, row, 0, leads});
        if (leads && (state.hot || state.shows_focus)) ui.canvas().fill(row, ui.theme().line.with_alpha(0.35F), 8);
        if (state.shows_focus) ui.focus_ring(row, 8);
        if (leads && state.hot) ui.pointer(Pointer::hand);
        ui.canvas().fill({at.x, y + 4, disc, disc}, color_of(ui.theme(), moment.stage), disc / 2);
        ui.label({at.x + disc + 12, y + 1}, day, Ui::sans(13, typeset::Ink::quiet));
        ui.label({at.x + disc + 12 + day_width, y + 1}, stage, Ui::sans(13, typeset::Ink::quiet));
        ui.canvas().text(words, {at.x + left, y + top}, ui.theme());
        ui.label_right({at.x + measure, y + 1}, moment.address, Ui::sans(12, typeset::Ink::quiet));
        if (state.clicked && leads) go = GoTo{moment.chapter, moment.range.start};
        y += height + row_gap;
    }
    return y - at.y + 16;
}

}  // namespace katern::ui
