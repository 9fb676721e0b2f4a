#include <catch2/catch.hpp>

#include "draw/draw.h"

namespace katern::draw {
namespace {

constexpr std::array all_themes{ThemeName::light,    ThemeName::sepia,         ThemeName::dark,
                                ThemeName::contrast, ThemeName::contrast_dark, ThemeName::own};
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

TEST_CASE("high contrast is black on white or the reverse, and its marks take nothing away") {
    for (const ThemeName name : {ThemeName::contrast, ThemeName::contrast_dark}) {
        const Theme& t = theme(name);
        CHECK(contrast(t.ink, t.paper) == Approx(21));
        CHECK(t.underlined);
        CHECK(contrast(t.quiet, t.paper) >= 7);
        CHECK(contrast(t.accent, t.paper) >= 7);
        CHECK(contrast(t.line, t.paper) >= 3);
        for (const Category category : all_categories) CHECK(contrast(t.of(category).sign, t.paper) >= 7);
    }
}

TEST_CASE("whatever ink and paper a person chooses, all else follows and can be read") {
    // Every pair of a grid over all colours: also grey on grey, and yellow on white.
    constexpr std::array<std::uint8_t, 5> levels{0, 70, 128, 190, 255};
    std::vector<Color> grid;
    for (const std::uint8_t r : levels)
        for (const std::uint8_t g : levels)
            for (const std::uint8_t b : levels) grid.push_back({r, g, b, 255});
    double worst_quiet = 21, worst_accent = 21, worst_sign = 21, worst_ink = 21, worst_selection = 21;
    std::size_t readable = 0;
    for (const Color paper : grid)
        for (const Color ink : grid) {
            const Theme t = own_theme(paper, ink);
            CHECK(t.paper == paper);
            CHECK(t.ink == ink);
            for (const Color ground : {t.paper, t.card, t.chrome}) {
                worst_quiet = std::min(worst_quiet, contrast(t.quiet, ground));
                worst_accent = std::min(worst_accent, contrast(t.accent, ground));
            }
            const bool enough = contrast(ink, paper) >= least_contrast;
            readable += enough ? 1 : 0;
            for (const Category category : all_categories) {
                worst_sign = std::min(worst_sign, contrast(t.of(category).sign, t.of(category).ground));
                if (enough) worst_ink = std::min(worst_ink, contrast(ink, t.of(category).ground));
            }
            if (enough) worst_selection = std::min(worst_selection, contrast(ink, over(t.selection, paper)));
        }
    CHECK(readable > 1'000);
    CHECK(worst_quiet >= 4.5);
    CHECK(worst_accent >= 4.5);
    CHECK(worst_sign >= 4.5);
    CHECK(worst_ink >= 4.5);
    CHECK(worst_selection >= 4.4);  // an alpha has 255 steps
}

TEST_CASE("in high contrast a selection stands out from the paper, and words on it from the selection") {
    for (const ThemeName name : {ThemeName::contrast, ThemeName::contrast_dark}) {
        const Theme& t = theme(name);
        const Color ground = over(t.selection, t.paper);
        INFO(name_of(name));
        CHECK(contrast(ground, t.paper) >= 3);  // WCAG 2.2, 1.4.11
        CHECK(contrast(t.ink, ground) >= 4.5);
        CHECK(contrast(t.accent, t.paper) >= 7);
        CHECK(contrast(t.line, t.paper) >= 3);
    }
}

TEST_CASE("on an ordinary paper the five categories differ from it and from each other") {
    for (const auto& [paper, ink] : {std::pair{rgb(0xFFFDF5), rgb(0x222222)}, std::pair{rgb(0x10242E), rgb(0xDDE7EA)},
                                     std::pair{own_paper_at_first, own_ink_at_first}}) {
        const Theme t = own_theme(paper, ink);
        const auto distance = [](Color a, Color b) {
            return std::abs(a.r - b.r) + std::abs(a.g - b.g) + std::abs(a.b - b.b);
        };
        for (std::size_t i = 0; i < category_count; ++i) {
            CHECK(distance(t.categories.at(i).ground, paper) >= 25);
            for (std::size_t j = 0; j < i; ++j) CHECK(distance(t.categories.at(i).ground, t.categories.at(j).ground) >= 20);
        }
    }
}

TEST_CASE("a colour is read and written as people type it") {
    CHECK(color_named("#1E1B18") == rgb(0x1E1B18));
    CHECK(color_named("1e1b18") == rgb(0x1E1B18));
    for (const char* wrong : {"", "#", "12345", "1234567", "#12345G", "-12345", "rood"}) CHECK_FALSE(color_named(wrong));
    CHECK(hex_of(rgb(0x1E0B18)) == "#1E0B18");
}

TEST_CASE("themes and categories are found by their names") {
    CHECK(theme_named("light") == ThemeName::light);
    CHECK(theme_named("sepia") == ThemeName::sepia);
    CHECK(theme_named("dark") == ThemeName::dark);
    CHECK_FALSE(theme_named("groen"));
    for (const ThemeName name : all_themes) {
        CHECK(theme(name).name == name);
        CHECK(theme_named(name_of(name)) == name);
    }
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
