// A theme from two colours: the person's ink and paper. Everything else is mixed from them, and moved toward black or white until
// it can be read.
#include <algorithm>
#include <cmath>

#include "draw/draw.h"

namespace katern::draw {
namespace {

// What the categories and the accent are known by; how light they are depends on the paper.
constexpr Color blue = rgb(0x1F6F93);
constexpr std::array<Color, category_count + 1> hues{rgb(0xE8B800), rgb(0x3D8FD6), rgb(0x4FA83D),
                                                     rgb(0xE8802B), rgb(0x8F5FD0), rgb(0x808080)};
constexpr float strongest_ground = 0.38F;  // share of the hue in a mark's ground
constexpr float strongest_selection = 0.3F, weakest_selection = 0.12F;
constexpr int steps = 64;                  // fineness of a search along a mixture

Color mix(Color from, Color to, float share) {
    const auto channel = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share));
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), 255};
}

// Black or white, whichever stands out more: from any colour one of the two does by 4.58 or more.
Color pole_against(Color ground) {
    const Color black = rgb(0x000000);
    const Color white = rgb(0xFFFFFF);
    return contrast(black, ground) >= contrast(white, ground) ? black : white;
}

// The first colour on the way from one to another that stands out enough; the other when none does.
template <class Enough>
Color first_on_the_way(Color from, Color to, Enough enough) {
    for (int step = 0; step < steps; ++step)
        if (const Color color = mix(from, to, static_cast<float>(step) / steps); enough(color)) return color;
    return to;
}

}  // namespace

Theme own_theme(Color paper, Color ink) {
    Theme theme;
    theme.name = ThemeName::own;
    theme.paper = paper;
    theme.ink = ink;
    const Color pole = pole_against(paper);
    // Panels lean to the ink, cards away from it; both so little that what can be read on paper can be read on them.
    theme.chrome = mix(paper, pole, 0.035F);
    theme.card = mix(paper, pole == rgb(0x000000) ? rgb(0xFFFFFF) : pole, pole == rgb(0x000000) ? 0.5F : 0.06F);
    theme.line = mix(paper, pole, 0.14F);
    const auto readable = [&](Color color) {
        return contrast(color, theme.paper) >= least_contrast && contrast(color, theme.chrome) >= least_contrast &&
               contrast(color, theme.card) >= least_contrast;
    };
    // On a paper of middling lightness nothing but black or white can be read, and only when panels and cards are paper too.
    if (!readable(pole)) theme.chrome = theme.card = paper;
    theme.quiet = first_on_the_way(mix(paper, ink, 0.6F), ink, readable);
    if (!readable(theme.quiet)) theme.quiet = first_on_the_way(ink, pole, readable);
    theme.accent = first_on_the_way(blue, pole, readable);

    // Where ink can't be read on paper, a mark must not make it worse.
    const double wanted = std::min(least_contrast, contrast(ink, paper));
    for (std::size_t i = 0; i < hues.size(); ++i) {
        const auto keeps_ink = [&](Color ground) {
            return contrast(ink, ground) >= wanted && contrast(pole, ground) >= least_contrast;
        };
        CategoryColors& colors = theme.categories.at(i);
        colors.ground = first_on_the_way(mix(paper, hues.at(i), strongest_ground), paper, keeps_ink);
        colors.sign = first_on_the_way(hues.at(i), pole, [&](Color sign) {
            return contrast(sign, colors.ground) >= least_contrast && contrast(sign, paper) >= least_contrast;
        });
    }
    float strength = strongest_selection;
    while (strength > weakest_selection && contrast(ink, mix(paper, theme.accent, strength)) < wanted) strength -= 0.01F;
    theme.selection = theme.accent.with_alpha(strength);
    // Where ink just stands out, a selection is lighter or darker than the paper instead, away from the ink.
    const bool lighter = contrast(paper, rgb(0x000000)) > contrast(ink, rgb(0x000000));
    if (strength <= weakest_selection) theme.selection = rgb(lighter ? 0xFFFFFF : 0x000000).with_alpha(strongest_selection);
    theme.shadow = Color{0, 0, 0, static_cast<std::uint8_t>(pole == rgb(0x000000) ? 0x1F : 0xAA)};
    return theme;
}

}  // namespace katern::draw
