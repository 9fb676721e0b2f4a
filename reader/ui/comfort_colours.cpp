// Ink and paper of one's own, in the panel of reading settings.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/comfort_rows.h"
#include "words/words.h"

namespace katern::ui {
namespace {

using Hsl = app::ComfortState::Hsl;

constexpr Px field_width = 96, field_height = 30, chip = 22, slider_height = 28, track = 6, knob = 14;
constexpr float key_step = 0.02F;

// Hue, saturation and lightness as CSS Color 4 counts them (section 7), each from 0 to 1.
Color color_of(const Hsl& hsl) {
    const auto channel = [&](float n) {
        const float k = std::fmod(n + hsl.hue * 12, 12.0F);
        const float a = hsl.strength * std::min(hsl.lightness, 1 - hsl.lightness);
        const float value = hsl.lightness - a * std::max(-1.0F, std::min({k - 3, 9 - k, 1.0F}));
        return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255));
    };
    return {channel(0), channel(8), channel(4), 255};
}

Hsl hsl_of(Color color) {
    const float r = static_cast<float>(color.r) / 255, g = static_cast<float>(color.g) / 255,
                b = static_cast<float>(color.b) / 255;
    const float most = std::max({r, g, b}), least = std::min({r, g, b}), range = most - least;
    Hsl hsl;
    hsl.lightness = (most + least) / 2;
    if (range == 0) return hsl;
    hsl.strength = range / (1 - std::abs(2 * hsl.lightness - 1));
    if (most == r) hsl.hue = (g - b) / range + (g < b ? 6 : 0);
    if (most == g && most != r) hsl.hue = (b - r) / range + 2;
    if (most == b && most != r && most != g) hsl.hue = (r - g) / range + 4;
    hsl.hue /= 6;
    return hsl;
}

// One of the two colours, with what the panel remembers of it.
struct Own {
    std::string id;
    std::string name;
    Color color;
    app::TextEdit* hex;
    Hsl* hsl;
    Color app::Look::*setting;
};

void use(Ui& ui, const Own& own, Color color) {
    app::Settings changed = ui.reader().settings;
    changed.*own.setting = color;
    ui.reader().change_settings(changed);
}

// The colours that it goes through from left to right, and where it stands.
bool draw_slider(Ui& ui, const std::string& id, const std::string& name, Rect rect, float Hsl::*part, Hsl& hsl) {
    const Ui::State state =
        ui.item({id, Role::slider, name, std::to_string(std::lround(hsl.*part * 100)), rect, 0, true});
    const float before = hsl.*part;
    if (state.active && ui.input().down) hsl.*part = (ui.input().mouse.x - rect.x - knob / 2) / (rect.width - knob);
    if (state.focused) {
        std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
            const bool left = key == app::Shortcut{app::key_left}, right = key == app::Shortcut{app::key_right};
            if (left || right) hsl.*part += right ? key_step : -key_step;
            return left || right;
        });
    }
    hsl.*part = std::clamp(hsl.*part, 0.0F, 1.0F);
    constexpr int steps = 24;
    const Rect line{rect.x + knob / 2, rect.y + (rect.height - track) / 2, rect.width - knob, track};
    for (int i = 0; i < steps; ++i) {
        Hsl at = hsl;
        at.*part = (static_cast<float>(i) + 0.5F) / steps;
        const Px x = line.x + line.width * static_cast<float>(i) / steps;
        ui.canvas().fill({x, line.y, line.width / steps + 0.5F, track}, color_of(at));
    }
    ui.canvas().outline(line.grown(1), ui.theme().line, 1, 2);
    const Rect handle{rect.x + (rect.width - knob) * (hsl.*part), rect.y + (rect.height - knob) / 2, knob, knob};
    ui.canvas().fill(handle, ui.theme().card, knob / 2);
    ui.canvas().outline(handle, state.hot || state.active ? ui.theme().accent : ui.theme().quiet, 2, knob / 2);
    if (state.shows_focus) ui.focus_ring(handle, knob / 2);
    if (state.hot) ui.pointer(Pointer::hand);
    return hsl.*part != before;
}

Px draw_own(Ui& ui, const Own& own, Point at, Px width) {
    // What was typed or chosen elsewhere moves the sliders; what the sliders say moves the number.
    if (color_of(*own.hsl) != own.color) *own.hsl = hsl_of(own.color);
    const std::string field = own.id + "/hex";
    if (!ui.has_focus(field) && own.hex->text() != draw::hex_of(own.color)) own.hex->set_text(draw::hex_of(own.color));

    const Rect sample{at.x, at.y + (field_height - chip) / 2, chip, chip};
    ui.canvas().fill(sample, own.color, 6);
    ui.canvas().outline(sample, ui.theme().quiet, 1, 6);
    ui.label({at.x + chip + 10, at.y + (field_height - 19) / 2}, own.name, Ui::sans(13));
    const std::string before = own.hex->text();
    ui.field(field, {at.x + width - field_width, at.y, field_width, field_height}, *own.hex, "#");
    if (own.hex->text() != before)
        if (const std::optional<Color> typed = draw::color_named(own.hex->text())) use(ui, own, *typed);

    Px y = at.y + field_height + 4;
    struct Part {
        const char* id;
        Word name;
        float Hsl::*part;
    };
    constexpr std::array parts{Part{"hue", Word::ui_own_hue, &Hsl::hue},
                               Part{"strength", Word::ui_own_strength, &Hsl::strength},
                               Part{"lightness", Word::ui_own_lightness, &Hsl::lightness}};
    const Px gap = 6, each = (width - 2 * gap) / 3;
    Px x = at.x;
    for (const Part& part : parts) {
        const Rect rect{x, y, each, slider_height};
        if (draw_slider(ui, own.id + "/" + part.id, ui.text(part.name, {own.name}), rect, part.part, *own.hsl))
            use(ui, own, color_of(*own.hsl));
        x += each + gap;
    }
    return y + slider_height + 8 - at.y;
}

}  // namespace

Px draw_own_colours(Ui& ui, Point at, Px width) {
    app::ComfortState& state = ui.reader().comfort;
    const app::Settings& now = ui.reader().settings;
    Px y = at.y;
    y += draw_own(ui,
                  {"comfort/paper", ui.text(Word::ui_own_paper), now.own_paper, &state.paper_hex, &state.paper,
                   &app::Look::own_paper},
                  {at.x, y}, width);
    y += draw_own(
        ui, {"comfort/ink", ui.text(Word::ui_own_ink), now.own_ink, &state.ink_hex, &state.ink, &app::Look::own_ink},
        {at.x, y}, width);
    const double contrast = draw::contrast(now.own_ink, now.own_paper);
    const bool low = contrast < draw::least_contrast;
    // Rounded down: 4.46 is not 4.5.
    const std::string said =
        ui.text(low ? Word::ui_contrast_low : Word::ui_contrast_enough, {std::floor(contrast * 10) / 10});
    const typeset::TextLayout words =
        ui.set(said, Ui::sans(12, low ? typeset::Ink::ink : typeset::Ink::quiet, low), width);
    ui.item({"comfort/contrast-said", Role::label, said, low ? "1" : "0", {at.x, y, width, words.height}, 0, false});
    ui.canvas().text(words, {at.x, y}, ui.theme());
    return y + words.height + 10 - at.y;
}

}  // namespace katern::ui
