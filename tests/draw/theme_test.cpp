#include <catch2/catch.hpp>

#include "draw/draw.h"

namespace katern::draw {
namespace {

constexpr std::array all_themes{ThemeName::light, ThemeName::sepia, ThemeName::dark};
constexpr std::array all_categories{Category::inzicht, Category::vraag,  Category::actie,
                                    Category::twijfel, Category::citaat, Category::other};

Color over(Color top, Color under) {
    const auto mix = [&](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>((a * top.a + b * (255 - top.a)) / 255);
    };
    return {mix(top.r, under.r), mix(top.g, under.g), mix(top.b, under.b), 255};
}

}  // namespace

TEST_CASE("contrast counts as WCAG does") {
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == Approx(21));
    CHECK(contrast(rgb(0xFFFFFF), rgb(0x000000)) == Approx(21));
    CHECK(contrast(rgb(0x777777), rgb(0x777777)) == Approx(1));
    CHECK(contrast(rgb(0x767676), rgb(0xFFFFFF)) == Approx(4.54).margin(0.01));
}

TEST_CASE("everything that is read stands out enough from what it stands on") {
    for (const ThemeName name : all_themes) {
        const Theme& t = theme(name);
        INFO("theme " << static_cast<int>(name));
        CHECK(contrast(t.ink, t.paper) >= 11);
        CHECK(contrast(t.ink, t.card) >= 7);
        CHECK(contrast(t.ink, over(t.selection, t.paper)) >= 4.5);
        CHECK(contrast(t.accent, t.paper) >= 4.5);
        CHECK(contrast(t.quiet, t.paper) >= 4.5);
        CHECK(contrast(t.quiet, t.card) >= 4.5);
        CHECK(contrast(t.quiet, t.chrome) >= 4.5);
        for (const Category category : all_categories) {
            INFO("category " << name_of(category));
            CHECK(contrast(t.ink, t.of(category).ground) >= 5.9);
            CHECK(contrast(t.of(category).sign, t.of(category).ground) >= 4.5);
        }
    }
}

TEST_CASE("themes and categories are found by their names") {
    CHECK(theme_named("light") == ThemeName::light);
    CHECK(theme_named("sepia") == ThemeName::sepia);
    CHECK(theme_named("dark") == ThemeName::dark);
    CHECK_FALSE(theme_named("groen"));
    for (const ThemeName name : all_themes) CHECK(theme(name).name == name);
    for (const Category category : all_categories) CHECK(category_named(name_of(category)) == category);
    CHECK(category_named("iets anders") == Category::other);
    CHECK(category_named("") == Category::other);
}

TEST_CASE("every category has a sign of its own") {
    for (const Category a : all_categories)
        for (const Category b : all_categories)
            if (a != b) CHECK(sign_of(a) != sign_of(b));
}

}  // namespace katern::draw
