// How the page looks: one card, and what is chosen shows at once. The first rows are what most people change; the rest
// unfolds below them.
#include <algorithm>
#include <span>

#include "ui/comfort_rows.h"
#include "ui/icons.h"
#include "ui/measured.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px card_width = 300, from_right = 26, from_top = 56, padding = 18, radius = 12;
constexpr Px swatch_height = 40, swatch_gap = 8, swatch_label = 20;

struct Swatch {
    draw::ThemeName theme;
    const char* id;
    Word label;
};
constexpr Swatch swatches[] = {{draw::ThemeName::light, "light", Word::ui_light},
                               {draw::ThemeName::sepia, "sepia", Word::ui_sepia},
                               {draw::ThemeName::dark, "dark", Word::ui_dark},
                               {draw::ThemeName::contrast, "contrast", Word::ui_contrast}};
constexpr Swatch more_swatches[] = {{draw::ThemeName::contrast_dark, "contrast-dark", Word::ui_contrast_dark},
                                    {draw::ThemeName::own, "own-colours", Word::ui_own_colours}};

void draw_swatch(Ui& ui, const Swatch& swatch, Rect rect) {
    app::Reader& reader = ui.reader();
    const bool chosen = !reader.settings.follow_system && reader.settings.theme == swatch.theme;
    const std::string label = ui.text(swatch.label);
    const Ui::State state = ui.item({"comfort/" + std::string(swatch.id),
                                     Role::toggle,
                                     ui.text(Word::ui_theme_named, {label}),
                                     chosen ? "1" : "0",
                                     {rect.x, rect.y, rect.width, rect.height + swatch_label},
                                     0,
                                     true});
    const draw::Theme shown = swatch.theme == draw::ThemeName::own
                                  ? draw::own_theme(reader.settings.own_paper, reader.settings.own_ink)
                                  : draw::theme(swatch.theme);
    ui.canvas().fill(rect, shown.paper, 8);
    const Color edge = chosen ? ui.theme().accent : state.hot ? ui.theme().quiet : ui.theme().line;
    ui.canvas().outline(rect, edge, chosen ? 2 : 1, 8);
    // In the colours of that theme, not of this one.
    const typeset::TextLayout sample = ui.set("Aa", Ui::serif(19, 26));
    ui.canvas().text(sample, {rect.x + (rect.width - sample.width) / 2, rect.y + (rect.height - sample.height) / 2},
                     shown);
    ui.label_centred({rect.x, rect.bottom() + 2, rect.width, 18}, label,
                     Ui::sans(11, chosen ? typeset::Ink::ink : typeset::Ink::quiet));
    if (state.shows_focus) ui.focus_ring(rect, 8);
    if (state.hot) ui.pointer(Pointer::hand);
    if (!state.clicked) return;
    app::Settings changed = reader.settings;
    changed.theme = swatch.theme;
    changed.follow_system = false;
    reader.change_settings(changed);
}

Px draw_swatches(Ui& ui, std::span<const Swatch> row, Point at, Px width) {
    const auto count = static_cast<Px>(row.size());
    const Px each = (width - (count - 1) * swatch_gap) / count;
    Px x = at.x;
    for (const Swatch& swatch : row) {
        draw_swatch(ui, swatch, {x, at.y, each, swatch_height});
        x += each + swatch_gap;
    }
    return swatch_height + swatch_label + 12;
}

// Below the row of the typeface, when that is not on this system.
Px draw_missing_typeface(Ui& ui, Point at, Px width) {
    if (ui.reader().missing_typeface.empty()) return 0;
    const std::string words = ui.text(Word::ui_typeface_gone);
    const typeset::TextLayout set = ui.set(words, Ui::sans(12, typeset::Ink::quiet), width);
    ui.canvas().text(set, {at.x + width - set.width, at.y - 5}, ui.theme());
    ui.item({"comfort/typeface/missing", Role::label, words, {}, {at.x, at.y - 5, width, set.height}, 0, false});
    return set.height;
}

Px draw_choices(Ui& ui, const std::vector<Choice>& choices, Point at, Px width, Px value_width) {
    Rect row{at.x, at.y, width, comfort_row};
    for (const Choice& choice : choices) {
        choice_row(ui, choice, row, value_width);
        row.y += comfort_row;
        if (choice.opens_list) row.y += draw_missing_typeface(ui, {row.x, row.y}, width);
    }
    return row.y - at.y;
}

// Unfolds the rest, or folds it again.
void draw_fold(Ui& ui, Rect row) {
    bool& more = ui.reader().comfort.more;
    ui.canvas().fill({row.x, row.y, row.width, 1}, ui.theme().line);
    const std::string label = ui.text(more ? Word::ui_comfort_less : Word::ui_comfort_more);
    const Rect button{row.x - 10, row.y + 4, ui.set(label, Ui::sans(13)).width + 20, row.height - 4};
    if (ui.button("comfort/more", button, label, ButtonKind::quiet)) more = !more;
    if (!more) return;
    const std::string reset = ui.text(Word::ui_comfort_reset);
    const Px width = ui.set(reset, Ui::sans(13)).width + 20;
    if (ui.button("comfort/reset", {row.right() - width + 10, row.y + 4, width, row.height - 4}, reset, ButtonKind::quiet))
        ui.reader().reset_look();
}

Px draw_rows(Ui& ui, Point at, Px width) {
    app::Reader& reader = ui.reader();
    Px y = at.y;
    y += draw_swatches(ui, swatches, {at.x, y}, width);
    if (reader.comfort.more) {
        y += draw_swatches(ui, more_swatches, {at.x, y}, width);
        if (reader.settings.theme == draw::ThemeName::own && !reader.settings.follow_system)
            y += draw_own_colours(ui, {at.x, y}, width);
    }
    y += draw_choices(ui, first_choices(ui), {at.x, y}, width, wide_value);
    if (reader.comfort.more) {
        y += draw_choices(ui, more_choices(ui), {at.x, y}, width, narrow_value);
        ui.canvas().fill({at.x, y, width, 1}, ui.theme().line);
        bool own = reader.own_look;
        if (ui.checkbox("comfort/own", {at.x, y + 4}, ui.text(Word::ui_only_this_book), own, width))
            reader.keep_look_for_book(own);
        y += comfort_row + 2;
    }
    draw_fold(ui, {at.x, y, width, comfort_row});
    return y + comfort_row - at.y;
}

}  // namespace

void draw_comfort(Ui& ui) {
    app::Reader& reader = ui.reader();
    const std::string hot = ui.memory().hot;
    const bool elsewhere = hot != "comfort" && !hot.starts_with("comfort/") && !hot.starts_with("bar/");
    if (ui.input().pressed && elsewhere) {
        reader.comfort_open = false;
        return;
    }
    ui.layer(layer_card);
    const app::PageSpace& space = reader.space();
    const Px width = std::min(card_width, space.width - 16);
    const Px inner = width - 2 * padding;
    constexpr Px above = 16, below = 8, edge = 8;
    const Px room = space.height - 2 * edge;
    const bool faces = reader.comfort.faces;
    const Px content = above + below + measured(ui, [&](Ui& on) {
        return faces ? draw_faces(on, {0, 0}, inner, room - above - below) : draw_rows(on, {0, 0}, inner);
    });
    const Px height = std::min(content, room);
    const Rect card{std::max(edge, space.width - space.right - from_right - width),
                    std::max(edge, std::min(from_top, space.height - height - edge)), width, height};
    ui.card("comfort", card, radius);
    const Px x = card.x + padding;
    if (faces) {
        draw_faces(ui, {x, card.y + above}, inner, height - above - below);
    } else {
        ScrollArea area(ui, "comfort", card, ui.memory().scroll["comfort"]);
        draw_rows(ui, {x, area.top() + above}, inner);
        area.end(content);
    }
}

}  // namespace katern::ui
