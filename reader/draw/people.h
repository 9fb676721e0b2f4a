// People as a page shows them: a disc with initials, in a colour that stays theirs.
#pragma once

#include <cstddef>
#include <string_view>

#include "draw/draw.h"

namespace katern::draw {

struct PersonColors {
    Color ground;
    Color words;  // on that ground: at least 4.5 to 1
};

// Of the person with this id, the same in every book and on every machine. There are twelve, so that two people may have the
// same one: initials stand beside it wherever it means somebody.
inline constexpr std::size_t person_color_count = 12;
[[nodiscard]] std::size_t person_color_of(std::string_view profile_id);
[[nodiscard]] PersonColors person_colors(std::size_t color, const Theme& theme);
// The person whose window it is.
[[nodiscard]] PersonColors own_person_colors(const Theme& theme);

// A disc with at most three letters.
void draw_person(Canvas& canvas, Rect disc, std::string_view initials, PersonColors colors, typeset::Fonts& fonts);

// How warm the margin is beside a passage that so many people marked.
[[nodiscard]] Color heat_of(std::size_t people, const Theme& theme);

}  // namespace katern::draw
