#include <catch2/catch.hpp>
#include <numeric>

#include "draw/support.h"

namespace katern::draw {
namespace {

GlyphKey key_of(std::string_view sign, float size = 18.5F) {
    const typeset::FaceId face = typeset::face(typeset::Family::serif);
    const auto& glyph = test_fonts().shape(face, {}, "nl", sign).glyphs.front();
    GlyphKey key;
    key.face = glyph.face;
    key.glyph = glyph.glyph;
    key.size = static_cast<std::uint16_t>(size * 64);
    return key;
}

std::vector<std::uint8_t> pixels_of(const GlyphAtlas& atlas, const GlyphBitmap& glyph) {
    std::vector<std::uint8_t> pixels;
    for (std::size_t y = 0; y < glyph.height; ++y)
        for (std::size_t x = 0; x < glyph.width; ++x)
            pixels.push_back(atlas.coverage()[(glyph.y + y) * atlas.side() + glyph.x + x]);
    return pixels;
}

}  // namespace

TEST_CASE("a glyph is drawn once, and anew when anything that it depends on differs") {
    GlyphAtlas atlas;
    const GlyphKey key = key_of("g");
    const GlyphBitmap* first = atlas.find(key);
    REQUIRE(first);
    CHECK(atlas.find(key) == first);
    GlyphKey other = key;
    other.face = typeset::face(typeset::Family::serif, true);
    CHECK(atlas.find(other) != first);
    other = key;
    other.phase = 2;
    CHECK(atlas.find(other) != first);
    other = key;
    other.size = static_cast<std::uint16_t>(key.size + 1);
    CHECK(atlas.find(other) != first);
    other = key;
    other.glyph = key_of("h").glyph;
    CHECK(atlas.find(other) != first);
    CHECK(atlas.find(key) == first);
}

TEST_CASE("a quarter of a pixel to the right moves the ink a quarter of a pixel") {
    GlyphAtlas atlas;
    const auto centre = [&](std::uint8_t phase) {
        GlyphKey key = key_of("o");
        key.phase = phase;
        const GlyphBitmap* glyph = atlas.find(key);
        const std::vector<std::uint8_t> pixels = pixels_of(atlas, *glyph);
        double sum = 0, weighted = 0;
        for (std::size_t i = 0; i < pixels.size(); ++i) {
            sum += pixels[i];
            weighted += pixels[i] * (static_cast<double>(i % glyph->width) + glyph->left);
        }
        return weighted / sum;
    };
    for (std::uint8_t phase = 1; phase < 4; ++phase)
        CHECK(centre(phase) - centre(0) == Approx(phase / 4.0).margin(0.03));
}

TEST_CASE("a space takes no room and a glyph that isn't there draws nothing") {
    GlyphAtlas atlas;
    const GlyphBitmap* space = atlas.find(key_of(" "));
    REQUIRE(space);
    CHECK(space->width == 0);
    GlyphKey missing = key_of("a");
    missing.glyph = 65'000;
    REQUIRE(atlas.find(missing));
    CHECK(atlas.find(missing)->width == 0);
}

TEST_CASE("glyphs never touch each other, also after the page has grown") {
    GlyphAtlas atlas(128);
    std::vector<std::pair<GlyphKey, std::vector<std::uint8_t>>> drawn;
    std::vector<GlyphBitmap> places;
    const std::uint32_t generation = atlas.generation();
    for (int size = 10; size < 40; ++size) {
        for (const char* sign : {"a", "g", "W", "ë", "j"}) {
            const GlyphKey key = key_of(sign, static_cast<float>(size));
            const GlyphBitmap* glyph = atlas.find(key);
            REQUIRE(glyph);
            drawn.emplace_back(key, pixels_of(atlas, *glyph));
            places.push_back(*glyph);
        }
    }
    CHECK(atlas.side() > 128);
    CHECK(atlas.generation() > generation);
    for (const auto& [key, pixels] : drawn) CHECK(pixels_of(atlas, *atlas.find(key)) == pixels);
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = i + 1; j < places.size(); ++j) {
            const bool apart =
                places[i].x + places[i].width < places[j].x || places[j].x + places[j].width < places[i].x ||
                places[i].y + places[i].height < places[j].y || places[j].y + places[j].height < places[i].y;
            if (!apart) CHECK(apart);
        }
}

TEST_CASE("a full page says so, and is empty again when it is cleared") {
    GlyphAtlas atlas(64);
    const GlyphBitmap* glyph = nullptr;
    std::uint32_t id = 3;
    do {
        GlyphKey key = key_of("a", 700);
        key.glyph = id++;
        glyph = atlas.find(key);
    } while (glyph && id < 600);
    REQUIRE_FALSE(glyph);
    CHECK(atlas.full());
    CHECK(atlas.side() == 4096);
    atlas.clear();
    CHECK_FALSE(atlas.full());
    CHECK(atlas.find(key_of("a")));
}

TEST_CASE("the rows that changed are handed over once") {
    GlyphAtlas atlas(256);
    CHECK(atlas.take_dirty_rows() == std::pair<std::uint16_t, std::uint16_t>{0, 256});
    CHECK(atlas.take_dirty_rows().first == atlas.take_dirty_rows().second);
    const GlyphBitmap* glyph = atlas.find(key_of("g"));
    const auto rows = atlas.take_dirty_rows();
    CHECK(rows.first == glyph->y);
    CHECK(rows.second == glyph->y + glyph->height);
}

}  // namespace katern::draw
