#include "draw/people.h"

#include <catch2/catch.hpp>
#include <set>

namespace katern::draw {

TEST_CASE("initials can be read on every disc, and every disc be seen on the page, in all themes") {
    for (const ThemeName name : {ThemeName::light, ThemeName::sepia, ThemeName::dark, ThemeName::contrast, ThemeName::contrast_dark, ThemeName::own}) {
        const Theme& t = theme(name);
        INFO("theme " << name_of(name));
        for (std::size_t color = 0; color < person_color_count; ++color) {
            const PersonColors colors = person_colors(color, t);
            INFO("colour " << color);
            CHECK(contrast(colors.words, colors.ground) >= 4.5);
            CHECK(contrast(colors.ground, t.paper) >= 3);
            CHECK(contrast(colors.ground, t.card) >= 3);
        }
        CHECK(contrast(own_person_colors(t).words, own_person_colors(t).ground) >= 4.5);
    }
}

TEST_CASE("a person keeps their colour, and forty people have most of the colours between them") {
    std::set<std::size_t> used;
    for (int i = 0; i < 40; ++i) {
        const std::string id = "0190aaaa-0000-7000-8000-0000000000" + std::to_string(10 + i);
        CHECK(person_color_of(id) == person_color_of(id));
        used.insert(person_color_of(id));
    }
    CHECK(used.size() >= 9);
}

}  // namespace katern::draw
