#include "typeset/example.h"
#include "typeset/fonts.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <set>

#include "paths.h"

namespace katern::typeset {

TEST_CASE("a shaped word is found again only when all that it depends on is the same") {
    Fonts fonts;
    const Fonts::Key key{face(Family::serif), {}, "nl", "leernetwerk"};
    fonts.shape(key.face, key.features, key.language, key.text);
    CHECK(fonts.is_cached(key));

    Fonts::Key other = key;
    other.face = face(Family::serif, true);
    CHECK_FALSE(fonts.is_cached(other));
    other = key;
    other.features.small_caps = true;
    CHECK_FALSE(fonts.is_cached(other));
    other = key;
    other.features.tabular_lining = true;
    CHECK_FALSE(fonts.is_cached(other));
    other = key;
    other.language = "en";
    CHECK_FALSE(fonts.is_cached(other));
    other = key;
    other.text = "leernetwerken";
    CHECK_FALSE(fonts.is_cached(other));
    other = key;
    other.direction.right_to_left = true;
    CHECK_FALSE(fonts.is_cached(other));
    other = key;
    other.direction.joins_before = true;
    CHECK_FALSE(fonts.is_cached(other));
    other = key;
    other.direction.joins_after = true;
    CHECK_FALSE(fonts.is_cached(other));
}

TEST_CASE("every face has the letters and signs of Dutch") {
    Fonts fonts;
    for (const Family family : {Family::serif, Family::sans, Family::dyslexic, Family::mono, Family::humanist})
        for (const bool bold : {false, true})
            for (const bool italic : {false, true})
                for (const char32_t c : U"aZ09 éëïöüèêç€“”‘’–—…-.,:;?!()")
                    if (c != 0) {
                        INFO("family " << static_cast<int>(family) << " code point " << static_cast<unsigned>(c));
                        CHECK(fonts.has_glyph(face(family, bold, italic), c));
                    }
}

TEST_CASE("a sign that a face lacks comes from the fall-back") {
    Fonts fonts;
    for (const char* sign : {"✦", "→", "☐", "☑"}) {
        const ShapedText& shaped = fonts.shape(face(Family::dyslexic), {}, "nl", sign);
        REQUIRE(shaped.glyphs.size() == 1);
        INFO(sign);
        CHECK(shaped.glyphs.front().glyph != 0);
    }
    const ShapedText& mixed = fonts.shape(face(Family::serif), {}, "nl", "a✦b");
    REQUIRE(mixed.glyphs.size() == 3);
    CHECK(mixed.glyphs[0].face == face(Family::serif));
    CHECK(mixed.glyphs[1].face == fallback_face);
    CHECK(mixed.glyphs[2].face == face(Family::serif));
    CHECK(mixed.glyphs[1].cluster == 1);
    CHECK(mixed.glyphs[2].cluster == 4);
}

TEST_CASE("a combining mark stays with its letter") {
    Fonts fonts;
    const ShapedText& shaped = fonts.shape(face(Family::mono), {}, "nl", "e\u0301x");
    for (const ShapedGlyph& glyph : shaped.glyphs) CHECK(glyph.face == face(Family::mono));
    CHECK(shaped.glyphs.back().cluster == 3);
}

TEST_CASE("a word is shaped as it stands between its spaces where its face looks at them") {
    Fonts fonts;
    CHECK_FALSE(fonts.crosses_spaces(face(Family::mono)));
    CHECK_FALSE(fonts.crosses_spaces(face(Family::humanist)));
    const std::vector<std::string> words{"Te", "Vaak", "Wij", "AV", "fi", "’t", "Ja,", "(Yt)"};
    bool one_crosses = false;
    for (const FaceId id : {face(Family::serif), face(Family::serif, false, true), face(Family::sans), face(Family::sans, true), face(Family::humanist),
                            face(Family::dyslexic), face(Family::mono), fallback_face}) {
        CAPTURE(id);
        one_crosses = one_crosses || fonts.crosses_spaces(id);
        std::string sentence = " ";
        Em width = fonts.metrics(id).space;
        for (const std::string& word : words) {
            sentence += word + " ";
            const Fonts::Key key{id, {}, "nl", word};
            ShapedText shaped;
            if (fonts.crosses_spaces(id))
                fonts.shape_between_spaces(key, shaped);
            else
                fonts.shape_anew(key, shaped);
            CHECK(shaped.glyphs.front().cluster == 0);
            width += shaped.width + fonts.metrics(id).space;
        }
        CHECK(fonts.shape_anew({id, {}, "nl", sentence}).width == Approx(width));
    }
    CHECK(one_crosses);
}

// KATERN_LONG: of two whole books.
TEST_CASE("words that are shaped together come out as each does by itself") {
    std::set<std::string> words{"Te", "AV", "fi", "fj", "„Ja,”", "’t", "(Yt)", "f", "—", "x²", "1805.", "été", "naïef", "e\u0301n", "a\u00ADb", "ж", "aж", "☺", "a☺", "a\u200Db"};
    const std::size_t most = std::getenv("KATERN_LONG") != nullptr ? 100'000 : 4'000;
    for (const char* name : {"/data/dutch/ontboezemingen.txt", "/data/large/war-and-peace.md"}) {
        std::ifstream file(std::string(KATERN_SHARED_DIR) + name);
        if (!file) WARN(name << " is not in the shared data beside this folder: its words are left out");
        for (std::string word; file >> word && words.size() < most;) words.insert(word);
    }
    const std::vector<std::string_view> all(words.begin(), words.end());
    Fonts fonts;
    Features old_style, capitals;
    old_style.old_style = true;
    capitals.small_caps = capitals.no_ligatures = true;
    for (const FaceId id : {face(Family::serif), face(Family::serif, false, true), face(Family::serif, true), face(Family::sans), face(Family::humanist, false, true),
                            face(Family::dyslexic), face(Family::mono)}) {
        for (const Features& features : {Features{}, old_style, capitals}) {
            CAPTURE(id, features.old_style, features.small_caps);
            std::size_t told = 0;
            std::vector<std::string> other;
            fonts.shape_together({id, features, "nl", {}}, all, [&](std::size_t i, const ShapedText& together) {
                ShapedText alone;
                const Fonts::Key key{id, features, "nl", std::string(all[i])};
                if (fonts.crosses_spaces(id))
                    fonts.shape_between_spaces(key, alone);
                else
                    fonts.shape_anew(key, alone);
                ++told;
                const bool same = std::equal(together.glyphs.begin(), together.glyphs.end(), alone.glyphs.begin(), alone.glyphs.end(), [](const ShapedGlyph& a, const ShapedGlyph& b) {
                    return a.glyph == b.glyph && a.cluster == b.cluster && a.face == b.face && a.advance == Approx(b.advance).margin(1e-5) &&
                           a.dx == Approx(b.dx).margin(1e-5) && a.dy == Approx(b.dy).margin(1e-5);
                });
                if (!same) other.emplace_back(all[i]);
            });
            CHECK(other == std::vector<std::string>{});
            if (id == face(Family::sans))
                CHECK(told == 0);  // "(" before a capital, on whichever side of a space that stands
            else
                CHECK(told + all.size() / 10 + 12 > all.size());
        }
    }
}

TEST_CASE("figures have the form of small letters in running text and are equally wide in columns, where the face has both") {
    REQUIRE(Fonts().has_feature(face(Family::humanist), "onum"));
    CHECK_FALSE(Fonts().has_feature(face(Family::serif), "onum"));
    CHECK(Fonts().has_feature(face(Family::serif), "smcp"));
    Style style;
    style.family = Family::humanist;
    const auto layout = set(chapter_of("## 1789\n\n1789\n\n| 1789 |\n|---|\n| 1789 |\n\n`1789`\n"), style);
    const auto figures = [&](std::size_t line) {
        std::vector<std::uint32_t> ids;
        for (const Glyph& glyph : layout->lines()[line].glyphs) ids.push_back(glyph.id);
        return ids;
    };
    REQUIRE(layout->lines().size() == 5);
    CHECK(figures(1) != figures(3));
    const auto& row = layout->lines()[3].glyphs;
    for (const Glyph& glyph : row) CHECK(glyph.advance == Approx(row.front().advance));
    CHECK(layout->lines()[0].glyphs.size() == 4);
}

TEST_CASE("a word of a script of which the face has only some letters is set in one face") {
    Fonts fonts;
    REQUIRE(fonts.has_glyph(face(Family::serif), U'γ'));
    REQUIRE_FALSE(fonts.has_glyph(face(Family::serif), U'ό'));
    const ShapedText word = fonts.shape(face(Family::serif), {}, "nl", "λόγος");
    REQUIRE(word.glyphs.size() >= 5);
    for (const ShapedGlyph& glyph : word.glyphs) CHECK(glyph.face == word.glyphs.front().face);
    CHECK(word.glyphs.front().face != face(Family::serif));
    CHECK(fonts.shape(face(Family::serif), {}, "nl", "γ").glyphs.front().face == face(Family::serif));
    const ShapedText mixed = fonts.shape(face(Family::serif), {}, "nl", "de-λόγος-zin");
    CHECK(mixed.glyphs.front().face == face(Family::serif));
    CHECK(mixed.glyphs.back().face == face(Family::serif));
}

}  // namespace katern::typeset
