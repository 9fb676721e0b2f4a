#include "ui/chapter_strip.h"

#include <algorithm>
#include <cmath>

#include "app/in_short.h"
#include "app/overview.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

struct Overview {
    const document::Book* book = nullptr;
    std::uint64_t notes_revision = ~0ULL;
    std::vector<std::vector<app::OverviewTick>> chapters;
    std::size_t chosen = 0;  // of the strip that has the keyboard
    std::string strip;       // that one
    // In this frame: what is told of.
    std::string tip;
    Point tip_at;
};

namespace {

constexpr Px target_height = 20, strip_height = 7, least_tick = 3, below = 4;

Overview& overview_of(Ui& ui) {
    const app::Reader& reader = ui.reader();
    std::shared_ptr<Overview>& known = ui.memory().overview;
    if (!known) known = std::make_shared<Overview>();
    if (known->book != reader.book.get() || known->notes_revision != reader.notes_revision) {
        known->book = reader.book.get();
        known->notes_revision = reader.notes_revision;
        known->chapters = app::overview_of(*reader.book, reader.notes);
    }
    return *known;
}

std::string words_of(Ui& ui, const app::OverviewTick& tick) {
    const notes::Annotation& note = ui.reader().notes[tick.note].note;
    std::string words = note.kind == notes::Kind::bookmark ? ui.text(Word::ui_bookmark) : note.anchor.exact;
    if (words.empty()) words = notes::reflection_in(note).question;
    constexpr std::size_t longest = 60;
    words = app::in_short(words, longest);
    return tick.count > 1 ? ui.text(Word::ui_overview_more, {words, static_cast<double>(tick.count - 1)}) : words;
}

// The tick nearest to this x.
std::size_t nearest(const std::vector<app::OverviewTick>& ticks, Px share) {
    std::size_t best = 0;
    const auto away = [&](std::size_t i) { return std::abs(static_cast<Px>(ticks[i].bucket) + 0.5F - share * app::overview_buckets); };
    for (std::size_t i = 1; i < ticks.size(); ++i)
        if (away(i) < away(best)) best = i;
    return best;
}

void choose_by_keys(Ui& ui, Overview& all, const std::string& id, std::size_t count) {
    if (all.strip != id) all.chosen = 0;
    all.strip = id;
    all.chosen = std::min(all.chosen, count - 1);
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        const bool on = key == app::Shortcut{app::key_right}, back = key == app::Shortcut{app::key_left};
        if (on && all.chosen + 1 < count) ++all.chosen;
        if (back && all.chosen > 0) --all.chosen;
        return on || back;
    });
}

}  // namespace

Px draw_chapter_strip(Ui& ui, std::size_t chapter, Point at, Px width) {
    app::Reader& reader = ui.reader();
    Overview& all = overview_of(ui);
    if (chapter >= all.chapters.size() || all.chapters[chapter].empty()) return 0;
    const std::vector<app::OverviewTick>& ticks = all.chapters[chapter];
    const std::string id = "overview/" + reader.book->chapters[chapter].id;
    const Rect target{at.x, at.y, width, target_height};
    if (ui.has_focus(id)) choose_by_keys(ui, all, id, ticks.size());
    const bool by_keys = ui.has_focus(id) && ui.memory().focus_shown;
    std::optional<std::size_t> told;
    if (by_keys) told = all.chosen;
    const Ui::State state = ui.item({id, Role::slider, ui.text(Word::ui_overview), told ? words_of(ui, ticks[*told]) : std::string(), target, 0, true});
    if (state.hot) told = nearest(ticks, (ui.input().mouse.x - at.x) / width);
    const Rect bar{at.x, at.y + (target_height - strip_height) / 2 - 2, width, strip_height};
    ui.canvas().fill(bar, ui.theme().line.with_alpha(0.7F), strip_height / 2);
    const Px step = width / app::overview_buckets;
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const Px tick = std::max(least_tick, step);
        const Rect rect{std::min(bar.right() - tick, bar.x + static_cast<Px>(ticks[i].bucket) * step), bar.y, tick, strip_height};
        const Color color = reader.notes[ticks[i].note].note.kind == notes::Kind::bookmark && ticks[i].category == draw::Category::other
                                ? ui.theme().accent
                                : ui.theme().of(ticks[i].category).sign;
        ui.canvas().fill(told == i ? rect.grown(1.5F) : rect, color, 1);
    }
    if (state.shows_focus) ui.focus_ring(bar, strip_height / 2);
    if (state.hot) ui.pointer(Pointer::hand);
    if (told) {
        all.tip = words_of(ui, ticks[*told]);
        all.tip_at = {at.x + static_cast<Px>(ticks[*told].bucket) * step, at.y + target_height};
    }
    if (state.clicked && told) {
        const std::string note = reader.notes[ticks[*told].note].note.id;
        reader.go_to_note(note);
        if (reader.space().width < narrowest_with_side_panel) reader.contents_open = false;
    }
    return target_height + below;
}

void draw_strip_tip(Ui& ui, Rect pane) {
    if (!ui.memory().overview || ui.memory().overview->tip.empty()) return;
    Overview& all = *ui.memory().overview;
    const typeset::TextLayout words = ui.set(all.tip, Ui::sans(12), pane.width - 40, 3);
    Rect rect{all.tip_at.x - 10, all.tip_at.y, words.width + 20, words.height + 12};
    rect.x = std::clamp(rect.x, pane.x + 6, std::max(pane.x + 6, pane.right() - rect.width - 6));
    if (rect.bottom() > pane.bottom() - 6) rect.y = all.tip_at.y - 24 - rect.height;
    ui.canvas().shadow(rect, ui.theme().shadow, 8);
    ui.canvas().fill(rect, ui.theme().card, 8);
    ui.canvas().outline(rect, ui.theme().line, 1, 8);
    ui.canvas().text(words, {rect.x + 10, rect.y + 6}, ui.theme());
    ui.item({"overview/tip", Role::label, all.tip, {}, rect, 0, false});
    all.tip.clear();
}

}  // namespace katern::ui
