#include "draw/color_glyphs.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "draw/support.h"
#include "typeset/installed.h"

namespace katern::draw {
namespace {

// How many pixels of a text have a colour of their own (ink and paper are grey here).
std::size_t colored_pixels(std::string_view text, float scale = 1) {
    GlyphAtlas atlas;
    const Theme& colors = theme(ThemeName::contrast);
    BitmapCanvas canvas(static_cast<std::uint32_t>(120 * scale), static_cast<std::uint32_t>(40 * scale), scale, colors.paper, atlas);
    typeset::TextStyle style;
    style.size = 24;
    style.leading = 30;
    canvas.text(typeset::set_text(test_fonts(), text, style), {4, 4}, colors);
    std::size_t count = 0;
    for (std::size_t i = 0; i < canvas.rgba().size(); i += 4) {
        const auto [least, most] = std::minmax({canvas.rgba()[i], canvas.rgba()[i + 1], canvas.rgba()[i + 2]});
        if (most - least > 60) ++count;
    }
    return count;
}

bool has_emoji() { return typeset::system_face_with(U'😀', "nl", true).has_value(); }

}  // namespace

TEST_CASE("emoji are in colour where a face has them, and letters beside them are not") {
    if (!has_emoji()) {
        WARN("no face of this system has emoji in colour (fonts-noto-color-emoji): skipped");
        return;
    }
    CHECK(colored_pixels("abc") == 0);
    const std::size_t one = colored_pixels("a 😀 b");
    CHECK(one > 150);
    CHECK(colored_pixels("a 😀😀 b") > one + 100);
    const std::size_t doubled = colored_pixels("a 😀 b", 2);
    CHECK(doubled > one * 3);
    CHECK(doubled < one * 5);
}

TEST_CASE("a sign is an emoji when the text asks for it") {
    if (!has_emoji()) {
        WARN("no face of this system has emoji in colour (fonts-noto-color-emoji): skipped");
        return;
    }
    CHECK(colored_pixels("❤") == 0);
    CHECK(colored_pixels("❤\uFE0F") > 100);
}

TEST_CASE("people of several signs are one emoji") {
    if (!has_emoji()) {
        WARN("no face of this system has emoji in colour (fonts-noto-color-emoji): skipped");
        return;
    }
    typeset::Fonts& fonts = test_fonts();
    const typeset::FaceId sans = typeset::face(typeset::Family::sans);
    CHECK(fonts.shape(sans, {}, "nl", "👩\u200D🏫").glyphs.size() == 1);
    CHECK(fonts.shape(sans, {}, "nl", "👍🏽").glyphs.size() == 1);
    CHECK(fonts.shape(sans, {}, "nl", "🇳🇱").glyphs.size() == 1);
}

TEST_CASE("our own faces have no colours") {
    ColorGlyphs glyphs;
    const typeset::FaceId serif = typeset::face(typeset::Family::serif);
    CHECK_FALSE(glyphs.find(serif, 20, test_fonts().shape(serif, {}, "nl", "a").glyphs.front().glyph).picture);
}

}  // namespace katern::draw
