#include "draw/people.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace katern::draw {
namespace {

// Dark discs with light letters for light paper, and the other way round. Neighbours in the list are far apart in hue.
constexpr std::array<Color, person_color_count> on_light{
    rgb(0x7A4A8A), rgb(0x2F6B5A), rgb(0x8A5A1F), rgb(0x3F5FA0), rgb(0xA03A52), rgb(0x4F6B1F),
    rgb(0x5B4FA8), rgb(0xA8441B), rgb(0x1F6B7C), rgb(0x8A3F7A), rgb(0x2F6F3A), rgb(0x5F5A52)};
constexpr std::array<Color, person_color_count> on_dark{
    rgb(0xD3A6E0), rgb(0x8FD0BC), rgb(0xE0B878), rgb(0xA3BCF0), rgb(0xF0A0B0), rgb(0xBCD08A),
    rgb(0xBDB4F5), rgb(0xF0AE8A), rgb(0x8CCFE0), rgb(0xE3A6D3), rgb(0x9AD6A6), rgb(0xC9C3B8)};
constexpr Color light_words = rgb(0xFFFFFF), dark_words = rgb(0x17181A);

bool is_dark(const Theme& theme) { return contrast(theme.paper, light_words) > contrast(theme.paper, dark_words); }

}  // namespace

// FNV-1a, 32 bits.
std::size_t person_color_of(std::string_view profile_id) {
    std::uint32_t hash = 2166136261U;
    for (const char c : profile_id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return (hash ^ (hash >> 16)) % person_color_count;
}

PersonColors person_colors(std::size_t color, const Theme& theme) {
    if (is_dark(theme)) return {on_dark.at(color % person_color_count), dark_words};
    return {on_light.at(color % person_color_count), light_words};
}

PersonColors own_person_colors(const Theme& theme) {
    return {theme.accent, contrast(theme.accent, light_words) >= contrast(theme.accent, dark_words) ? light_words : dark_words};
}

void draw_person(Canvas& canvas, Rect disc, std::string_view initials, PersonColors colors, typeset::Fonts& fonts) {
    canvas.fill(disc, colors.ground, disc.height / 2);
    const typeset::FaceId face = typeset::face(typeset::Family::sans, true);
    const typeset::ShapedText& shaped = fonts.shape(face, {}, "nl", initials);
    float advance = 0, top = 0, bottom = 0;
    for (const typeset::ShapedGlyph& glyph : shaped.glyphs) {
        const typeset::InkBox ink = fonts.ink_box(glyph.face, glyph.glyph);
        advance += glyph.advance;
        top = std::max(top, ink.top);
        bottom = std::min(bottom, ink.bottom);
    }
    if (advance <= 0) return;
    const Px size = std::min(disc.height * 0.46F, disc.width * 0.8F / advance);
    Px x = disc.x + (disc.width - advance * size) / 2;
    const Px y = disc.y + disc.height / 2 + (top + bottom) / 2 * size;
    for (const typeset::ShapedGlyph& glyph : shaped.glyphs) {
        canvas.glyph(glyph.face, size, glyph.glyph, {x, y}, colors.words);
        x += glyph.advance * size;
    }
}

Color heat_of(std::size_t people, const Theme& theme) {
    if (theme.underlined) return theme.ink;
    constexpr Color warm = rgb(0xD9822B);
    constexpr std::array<float, 5> share{0.3F, 0.3F, 0.45F, 0.7F, 1};
    return warm.with_alpha(share.at(std::min<std::size_t>(people, share.size() - 1)));
}

}  // namespace katern::draw
