// The papers that a page can be printed on. Numbers are the look's own (docs: look, "Colours").
#include <algorithm>
#include <charconv>
#include <cmath>

#include "draw/draw.h"

namespace katern::draw {
namespace {

constexpr Theme light() {
    Theme theme;
    theme.name = ThemeName::light;
    theme.paper = rgb(0xFBFAF7);
    theme.ink = rgb(0x1E1B18);
    theme.quiet = rgb(0x6B655E);
    theme.line = rgb(0xE4DFD6);
    theme.chrome = rgb(0xF4F1EB);
    theme.card = rgb(0xFFFFFF);
    theme.accent = rgb(0x1F5F7A);
    theme.selection = theme.accent.with_alpha(0.22F);
    theme.shadow = Color{0, 0, 0, 0x1F};
    theme.categories = {{{rgb(0xFFE9A0), rgb(0x7A5B00)},
                         {rgb(0xC9E1F6), rgb(0x1D5A8A)},
                         {rgb(0xCDEABF), rgb(0x2F6B22)},
                         {rgb(0xFFD7B3), rgb(0x94480B)},
                         {rgb(0xE3D5F4), rgb(0x63429A)},
                         {rgb(0xE9E4DB), rgb(0x605A54)}}};
    return theme;
}

constexpr Theme sepia() {
    Theme theme;
    theme.name = ThemeName::sepia;
    theme.paper = rgb(0xF4ECD8);
    theme.ink = rgb(0x372C1D);
    theme.quiet = rgb(0x6E5F47);
    theme.line = rgb(0xE0D3B6);
    theme.chrome = rgb(0xECE2CA);
    theme.card = rgb(0xFBF5E6);
    theme.accent = rgb(0x7A4A1F);
    theme.selection = theme.accent.with_alpha(0.22F);
    theme.shadow = Color{0, 0, 0, 0x1F};
    // The first sign is a shade darker than in light: on this yellow that is what 4.5 to 1 takes.
    theme.categories = {{{rgb(0xF3D77C), rgb(0x785900)},
                         {rgb(0xBCD3DE), rgb(0x1D5A8A)},
                         {rgb(0xC3D9A6), rgb(0x27571B)},
                         {rgb(0xF0C195), rgb(0x7C3A06)},
                         {rgb(0xD9C6DE), rgb(0x63429A)},
                         {rgb(0xE2D6BB), rgb(0x5F513A)}}};
    return theme;
}

constexpr Theme dark() {
    Theme theme;
    theme.name = ThemeName::dark;
    theme.paper = rgb(0x17181A);
    theme.ink = rgb(0xD8D4CC);
    theme.quiet = rgb(0x9A948B);
    theme.line = rgb(0x2D2F33);
    theme.chrome = rgb(0x1E2023);
    theme.card = rgb(0x232528);
    theme.accent = rgb(0x8FB8D0);
    theme.selection = theme.accent.with_alpha(0.33F);
    theme.shadow = Color{0, 0, 0, 0xAA};
    theme.categories = {{{rgb(0x574A14), rgb(0xE9CF6B)},
                         {rgb(0x1E4159), rgb(0x8FC4EA)},
                         {rgb(0x264A2A), rgb(0x9CD08C)},
                         {rgb(0x5E3A1A), rgb(0xF0AE73)},
                         {rgb(0x44315A), rgb(0xC6A9EC)},
                         {rgb(0x3A3C40), rgb(0xB3ADA4)}}};
    return theme;
}

// A category's ground serves discs and tiles here, never words; its sign is also the colour of its underline.
constexpr Theme high_contrast() {
    Theme theme;
    theme.name = ThemeName::contrast;
    theme.underlined = true;
    theme.paper = theme.chrome = theme.card = rgb(0xFFFFFF);
    theme.ink = rgb(0x000000);
    theme.quiet = rgb(0x3D3D3D);
    theme.line = rgb(0x767676);
    theme.accent = rgb(0x0B3FA8);
    theme.selection = theme.accent.with_alpha(0.57F);  // stands out from paper by 3 to 1
    theme.shadow = Color{0, 0, 0, 0x30};
    theme.categories = {{{rgb(0xFFFFFF), rgb(0x5C4400)},
                         {rgb(0xFFFFFF), rgb(0x0B4A80)},
                         {rgb(0xFFFFFF), rgb(0x1C5611)},
                         {rgb(0xFFFFFF), rgb(0x823A00)},
                         {rgb(0xFFFFFF), rgb(0x5A2D96)},
                         {rgb(0xFFFFFF), rgb(0x3D3D3D)}}};
    return theme;
}

constexpr Theme high_contrast_dark() {
    Theme theme;
    theme.name = ThemeName::contrast_dark;
    theme.underlined = true;
    theme.paper = theme.chrome = theme.card = rgb(0x000000);
    theme.ink = rgb(0xFFFFFF);
    theme.quiet = rgb(0xC8C8C8);
    theme.line = rgb(0x8C8C8C);
    theme.accent = rgb(0x9CD2FF);
    theme.selection = theme.accent.with_alpha(0.46F);
    theme.shadow = Color{0, 0, 0, 0xFF};
    theme.categories = {{{rgb(0x000000), rgb(0xFFDF5E)},
                         {rgb(0x000000), rgb(0x8FCBFF)},
                         {rgb(0x000000), rgb(0x9BE28A)},
                         {rgb(0x000000), rgb(0xFFB26B)},
                         {rgb(0x000000), rgb(0xD3B5FF)},
                         {rgb(0x000000), rgb(0xC8C8C8)}}};
    return theme;
}

constexpr std::array<Theme, 5> themes{light(), sepia(), dark(), high_contrast(), high_contrast_dark()};
constexpr std::array<std::string_view, 6> theme_names{"light", "sepia", "dark", "contrast", "contrast-dark", "own"};
constexpr std::array<std::string_view, category_count + 1> category_names{"inzicht", "vraag",  "actie",
                                                                          "twijfel", "citaat", ""};
constexpr std::array<std::string_view, category_count + 1> signs{"✦", "?", "→", "~", "“", "•"};

// Relative luminance, WCAG 2.2.
double luminance(Color color) {
    const auto linear = [](std::uint8_t channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

}  // namespace

Color Theme::of(typeset::Ink role) const {
    switch (role) {
        case typeset::Ink::ink:
            return ink;
        case typeset::Ink::quiet:
            return quiet;
        case typeset::Ink::accent:
            return accent;
        case typeset::Ink::line:
            return line;
        case typeset::Ink::chrome:
            return chrome;
        case typeset::Ink::card:
            return card;
        case typeset::Ink::paper:
            return paper;
    }
    return ink;
}

const Theme& theme(ThemeName name) {
    static const Theme own = own_theme(own_paper_at_first, own_ink_at_first);
    if (name == ThemeName::own) return own;
    return themes.at(static_cast<std::size_t>(name));
}

std::optional<ThemeName> theme_named(std::string_view name) {
    const auto found = std::find(theme_names.begin(), theme_names.end(), name);
    if (found == theme_names.end()) return std::nullopt;
    return static_cast<ThemeName>(found - theme_names.begin());
}

std::string_view name_of(ThemeName name) {
    return theme_names.at(static_cast<std::size_t>(name));
}

std::optional<Color> color_named(std::string_view hex) {
    if (hex.starts_with('#')) hex.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, failure] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    if (hex.size() != 6 || failure != std::errc() || end != hex.data() + hex.size()) return std::nullopt;
    return rgb(value);
}

std::string hex_of(Color color) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex = "#";
    for (const std::uint8_t channel : {color.r, color.g, color.b}) {
        hex += digits[channel >> 4];
        hex += digits[channel & 15];
    }
    return hex;
}

std::string_view sign_of(Category category) {
    return signs.at(static_cast<std::size_t>(category));
}

Category category_named(std::string_view name) {
    const auto found = std::find(category_names.begin(), category_names.end() - 1, name);
    return static_cast<Category>(found - category_names.begin());
}

std::string_view name_of(Category category) {
    return category_names.at(static_cast<std::size_t>(category));
}

double contrast(Color a, Color b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

}  // namespace katern::draw
