// The weight of text: how much of the ink's light a paragraph has on its paper.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "draw/support.h"

namespace katern::draw {
namespace {

const std::string paragraph =
    "Een leernetwerk begint zelden met een plan. Meestal is er een vraag die op één school te groot is, en iemand die een ander "
    "belt. Tijd die echt in de agenda staat, ook wanneer het schooljaar vol raakt en de eerste afspraken onder druk komen te staan.";

// In the space that text is mixed in (reader/draw/coverage.cpp): between sRGB's values and light.
double light_of(const std::uint8_t* pixel) {
    const auto mixed = [](std::uint8_t channel) { return std::pow(channel / 255.0, 1.45); };
    return 0.2126 * mixed(pixel[0]) + 0.7152 * mixed(pixel[1]) + 0.0722 * mixed(pixel[2]);
}

// Sum over all pixels of the share of the way from paper to ink, per square px at 100%.
double weight_of(const Theme& theme, float scale, Px size = 18.5F) {
    constexpr Px width = 600, height = 160;
    GlyphAtlas atlas;
    typeset::TextStyle style;
    style.family = typeset::Family::serif;
    style.size = size;
    style.leading = size * 1.55F;
    BitmapCanvas canvas(static_cast<std::uint32_t>(width * scale), static_cast<std::uint32_t>(height * scale), scale, theme.paper, atlas);
    canvas.text(typeset::set_text(test_fonts(), paragraph, style, width), {0, 4}, theme);
    const std::uint8_t paper[] = {theme.paper.r, theme.paper.g, theme.paper.b};
    const std::uint8_t ink[] = {theme.ink.r, theme.ink.g, theme.ink.b};
    double sum = 0;
    for (std::size_t i = 0; i < canvas.rgba().size(); i += 4)
        sum += (light_of(&canvas.rgba()[i]) - light_of(paper)) / (light_of(ink) - light_of(paper));
    return sum / (static_cast<double>(scale) * scale);
}

}  // namespace

TEST_CASE("text weighs the same on every paper, within 3 percent, at every scale") {
    for (const float scale : {1.0F, 1.25F, 1.5F, 2.0F, 3.0F}) {
        const double light = weight_of(theme(ThemeName::light), scale);
        REQUIRE(light > 1'000);
        for (const ThemeName name : {ThemeName::sepia, ThemeName::dark, ThemeName::contrast, ThemeName::contrast_dark, ThemeName::own}) {
            INFO("theme " << name_of(name) << " at " << scale);
            CHECK(weight_of(theme(name), scale) / light == Approx(1).margin(0.03));
        }
    }
}

TEST_CASE("text does not grow heavy on screens with few pixels, nor thin") {
    for (const ThemeName name : {ThemeName::light, ThemeName::dark}) {
        const double fine = weight_of(theme(name), 4);
        INFO("theme " << name_of(name));
        for (const float scale : {1.0F, 1.25F, 1.5F, 2.0F, 3.0F}) {
            INFO("at " << scale);
            // Hinting puts the height of small letters on whole pixels: at 125% that makes them some 6% larger.
            CHECK(weight_of(theme(name), scale) / fine == Approx(1).margin(0.08));
        }
    }
}

TEST_CASE("more coverage never means less ink, none stays none and all stays all") {
    for (std::uint8_t tone = 0; tone < tone_count; ++tone) {
        const auto& table = coverage_table(tone);
        CHECK(std::is_sorted(table.begin(), table.end()));
        CHECK(table.front() == 0);
        CHECK(table.back() == 255);
    }
}

TEST_CASE("inks of the same lightness share their glyphs") {
    CHECK(tone_of(rgb(0x000000)) == 0);
    CHECK(tone_of(rgb(0xFFFFFF)) == tone_count - 1);
    const Theme& light = theme(ThemeName::light);
    CHECK(tone_of(light.ink) == tone_of(rgb(0x1A1A1A)));
    CHECK(tone_of(light.ink) != tone_of(theme(ThemeName::dark).ink));
}

}  // namespace katern::draw
