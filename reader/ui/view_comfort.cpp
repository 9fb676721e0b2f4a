// How the page looks: one card, and what is chosen shows at once.
#include <algorithm>

#include "ui/icons.h"
#include "ui/views.h"

namespace katern::ui {
namespace {

constexpr Px card_width = 300, from_right = 26, from_top = 56, padding = 18;
constexpr Px swatch_height = 40, swatch_gap = 8, row_height = 34, chevron = 28, value_width = 124;
constexpr Px size_step = 1;

struct Choice {
    const char* id;
    Word label;
    std::string value;
    void (*step)(app::Settings& settings, int by);
};

Word face_name(typeset::Family family) {
    switch (family) {
        case typeset::Family::serif:
            return Word::ui_face_serif;
        case typeset::Family::sans:
            return Word::ui_face_sans;
        case typeset::Family::dyslexic:
            return Word::ui_face_dyslexic;
        case typeset::Family::humanist:
            return Word::ui_face_humanist;
        case typeset::Family::mono:
            break;
    }
    return Word::ui_face_mono;
}

std::vector<Choice> choices(Ui& ui) {
    const app::Settings& now = ui.reader().settings;
    return {
        {"typeface", Word::ui_typeface, ui.text(face_name(now.family)),
         [](app::Settings& s, int by) {
             s.family = static_cast<typeset::Family>((static_cast<int>(s.family) + by + 5) % 5);
         }},
        {"size", Word::ui_size, ui.text(Word::ui_number, {static_cast<double>(now.size)}),
         [](app::Settings& s, int by) {
             s.size = std::clamp(s.size + size_step * static_cast<Px>(by), app::smallest_size, app::largest_size);
         }},
        {"alignment", Word::ui_alignment, ui.text(now.justified ? Word::ui_justified : Word::ui_ragged),
         [](app::Settings& s, int) { s.justified = !s.justified; }},
        {"hyphenation", Word::ui_hyphenation, ui.text(now.hyphenate ? Word::ui_on : Word::ui_off),
         [](app::Settings& s, int) { s.hyphenate = !s.hyphenate; }},
        {"flow", Word::ui_flow, ui.text(now.flow == app::Flow::scroll ? Word::ui_flow_scroll : now.flow == app::Flow::pages ? Word::ui_flow_pages : Word::ui_flow_spread),
         [](app::Settings& s, int by) { s.flow = static_cast<app::Flow>((static_cast<int>(s.flow) + by + 3) % 3); }},
        {"language", Word::ui_language, ui.text(now.language == Language::nl ? Word::ui_dutch : Word::ui_english),
         [](app::Settings& s, int) { s.language = s.language == Language::nl ? Language::en : Language::nl; }}};
}

Word theme_word(draw::ThemeName name) {
    return name == draw::ThemeName::light   ? Word::ui_light
           : name == draw::ThemeName::sepia ? Word::ui_sepia
                                            : Word::ui_dark;
}

void swatch(Ui& ui, draw::ThemeName name, Rect rect) {
    app::Reader& reader = ui.reader();
    const bool chosen = reader.settings.theme == name;
    const std::string label = ui.text(theme_word(name));
    const Ui::State state = ui.item({"comfort/" + std::string(name == draw::ThemeName::light   ? "light"
                                                              : name == draw::ThemeName::sepia ? "sepia"
                                                                                               : "dark"),
                                     Role::toggle,
                                     ui.text(Word::ui_theme_named, {label}),
                                     chosen ? "1" : "0",
                                     {rect.x, rect.y, rect.width, rect.height + 20},
                                     0,
                                     true});
    const draw::Theme& shown = draw::theme(name);
    ui.canvas().fill(rect, shown.paper, 8);
    ui.canvas().outline(rect,
                        chosen      ? ui.theme().accent
                        : state.hot ? ui.theme().quiet
                                    : ui.theme().line,
                        chosen ? 2 : 1, 8);
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
    changed.theme = name;
    reader.change_settings(changed);
}

// Left and right change the value while one of its buttons has the keyboard.
int step_by_arrows(Ui& ui, const std::string& before, const std::string& after) {
    if (!ui.has_focus(before) && !ui.has_focus(after)) return 0;
    int by = 0;
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key == app::Shortcut{app::key_left}) --by;
        if (key == app::Shortcut{app::key_right}) ++by;
        return key == app::Shortcut{app::key_left} || key == app::Shortcut{app::key_right};
    });
    return by;
}

void choice_row(Ui& ui, const Choice& choice, Rect row) {
    const std::string label = ui.text(choice.label);
    const std::string before = "comfort/" + std::string(choice.id) + "/previous",
                      after = "comfort/" + std::string(choice.id) + "/next";
    ui.canvas().fill({row.x, row.y, row.width, 1}, ui.theme().line);
    ui.label({row.x, row.y + (row.height - 19) / 2}, label, Ui::sans(13));
    const Px y = row.y + (row.height - chevron) / 2 + 0.5F;
    const Rect value{row.right() + 9 - chevron - value_width, y, value_width, chevron};
    int by = step_by_arrows(ui, before, after);
    if (icon_button(ui, before, {value.x - chevron, y, chevron, chevron}, Icon::left,
                    ui.text(Word::ui_value_before, {label})))
        --by;
    ui.label_centred(value, choice.value, Ui::sans(13, typeset::Ink::quiet));
    if (icon_button(ui, after, {value.right(), y, chevron, chevron}, Icon::right,
                    ui.text(Word::ui_value_after, {label})))
        ++by;
    if (by == 0) return;
    app::Settings changed = ui.reader().settings;
    choice.step(changed, by > 0 ? 1 : -1);
    ui.reader().change_settings(changed);
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
    const std::vector<Choice> rows = choices(ui);
    const app::PageSpace& space = reader.space();
    const Px width = std::min(card_width, space.width - 16);
    const Px height = 16 + swatch_height + 32 + row_height * static_cast<Px>(rows.size()) + 8;
    const Rect card{std::max(8.0F, space.width - space.right - from_right - width),
                    std::max(8.0F, std::min(from_top, space.height - height - 8)), width, height};
    ui.card("comfort", card, 12);
    Px x = card.x + padding;
    const Px each = (width - 2 * padding - 2 * swatch_gap) / 3;
    for (const draw::ThemeName name : {draw::ThemeName::light, draw::ThemeName::sepia, draw::ThemeName::dark}) {
        swatch(ui, name, {x, card.y + 16, each, swatch_height});
        x += each + swatch_gap;
    }
    Rect row{card.x + padding, card.y + 16 + swatch_height + 32, width - 2 * padding, row_height};
    for (const Choice& choice : rows) {
        choice_row(ui, choice, row);
        row.y += row_height;
    }
}

}  // namespace katern::ui
