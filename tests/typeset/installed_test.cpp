#include "typeset/installed.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

namespace katern::typeset {
namespace {

// DejaVu is what Katern is built from (fonts-dejavu-core), so its other faces are on this system.
const std::string a_family = "DejaVu Serif";

bool has_dejavu() {
    const std::vector<std::string> names = installed_families();
    return std::find(names.begin(), names.end(), a_family) != names.end();
}

}  // namespace

TEST_CASE("the families of the system are offered once each, sorted, without ours and without what can't be read") {
    const std::vector<std::string> names = installed_families();
    if (names.empty()) { WARN("no family is installed beside ours: skipped"); return; }
    std::vector<std::string> folded;
    for (const std::string& name : names) folded.push_back(text::fold(name).text);
    CHECK(std::is_sorted(folded.begin(), folded.end()));
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    for (const std::string& name : names) {
        INFO(name);
        CHECK(name != "Charis SIL");
        CHECK(name.find("Emoji") == std::string::npos);
        CHECK(name.find("Symbol") == std::string::npos);
        CHECK(is_there(family_named(name)));
    }
}

TEST_CASE("an installed family sets text in its own letters, in four styles") {
    if (!has_dejavu()) { WARN("DejaVu Serif is not installed: skipped"); return; }
    Fonts fonts;
    const Family family = family_named(a_family);
    CHECK(name_of(family) == a_family);
    CHECK(family_named(a_family) == family);
    for (const bool bold : {false, true})
        for (const bool italic : {false, true}) {
            const FaceId id = face(family, bold, italic);
            const ShapedText own = fonts.shape(id, {}, "nl", "leernetwerk");
            const ShapedText book = fonts.shape(face(Family::serif, bold, italic), {}, "nl", "leernetwerk");
            REQUIRE(own.glyphs.size() == 11);
            CHECK(own.glyphs.front().face == id);
            CHECK(own.width != Approx(book.width));
            CHECK(face_source(id).bytes.data() != face_source(face(Family::serif, bold, italic)).bytes.data());
        }
    const ShapedText regular = fonts.shape(face(family), {}, "nl", "leernetwerk");
    CHECK(fonts.shape(face(family, true), {}, "nl", "leernetwerk").width > regular.width);
}

TEST_CASE("a family that is not on this system is set in the book's own serif and keeps its name") {
    const Family gone = family_named("Letter Die Niemand Heeft");
    CHECK_FALSE(is_there(gone));
    CHECK(name_of(gone) == "Letter Die Niemand Heeft");
    CHECK(gone != Family::serif);
    Fonts fonts;
    for (const bool bold : {false, true}) {
        CHECK(face_source(face(gone, bold)).bytes.data() == face_source(face(Family::serif, bold)).bytes.data());
        CHECK(fonts.shape(face(gone, bold), {}, "nl", "netwerk").width == fonts.shape(face(Family::serif, bold), {}, "nl", "netwerk").width);
    }
}

TEST_CASE("our own families go by the name of their role") {
    for (const auto& [family, name] : {std::pair{Family::serif, "serif"}, std::pair{Family::humanist, "humanist"}, std::pair{Family::mono, "mono"}}) {
        CHECK(name_of(family) == name);
        CHECK(family_named(name) == family);
        CHECK(is_there(family));
    }
}

TEST_CASE("threads may ask for families and faces at the same time") {
    std::vector<std::thread> threads;
    std::vector<std::size_t> sizes(4);
    for (std::size_t i = 0; i < sizes.size(); ++i)
        threads.emplace_back([&sizes, i] {
            Fonts fonts;
            const Family family = family_named(i % 2 == 0 ? a_family : "DejaVu Sans");
            sizes[i] = fonts.shape(face(family), {}, "nl", "leernetwerk").glyphs.size() + installed_families().size();
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(sizes[0] == sizes[2]);
    CHECK(sizes[0] == sizes[1]);
}

TEST_CASE("a sign that no face of ours has comes from one of the system that has it") {
    Fonts fonts;
    const char32_t sign = U'क';  // Devanagari
    if (fonts.has_glyph(fallback_face, sign) || !system_face_with(sign, "nl"))
        { WARN("no face of this system has Devanagari (fonts-lohit-deva): skipped"); return; }
    const ShapedText& shaped = fonts.shape(face(Family::serif), {}, "nl", "a क्षि b");
    std::size_t from_system = 0;
    for (const ShapedGlyph& glyph : shaped.glyphs) {
        CHECK(glyph.glyph != 0);
        if (glyph.face >= first_system_face) ++from_system;
    }
    // Four code points; the conjunct and its vowel are drawn as two glyphs, the vowel before it.
    CHECK(from_system == 2);
    // Another word in the same script has the same face.
    const FaceId used = *system_face_with(sign, "nl");
    for (const ShapedGlyph& glyph : fonts.shape(face(Family::serif), {}, "nl", "हिन्दी").glyphs) CHECK(glyph.face == used);
}

TEST_CASE("what no face has is not looked for again and again, and shows as missing") {
    CHECK_FALSE(system_face_with(U'\U0010FFF0', "nl"));
    Fonts fonts;
    const ShapedText& shaped = fonts.shape(face(Family::serif), {}, "nl", "\xF4\x8F\xBF\xB0");
    REQUIRE(shaped.glyphs.size() == 1);
    CHECK(shaped.glyphs.front().glyph == 0);
    CHECK(shaped.glyphs.front().face == face(Family::serif));
}

}  // namespace katern::typeset
