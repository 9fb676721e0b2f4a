// Glyphs are put in their places when a line is looked at: that they then are where the line says.
#include <catch2/catch.hpp>
#include <memory>
#include <numeric>

#include "typeset/example.h"

namespace katern::typeset {
namespace {

constexpr std::string_view markdown =
    "Een *alinea* met een voetnoot[^1], **vette** woorden, `code` en genoeg verantwoordelijkheden om afgebroken te worden, ook als er  "
    "twee spaties staan en het geïnteresseerde schoolleidersnetwerk onverwachts samenkomt in een verzorgingstehuis.\n\n"
    "| Soort | Aantal |\n|:-:|--:|\n| appels | 12 |\n\nשלום עולם en verder.\n\n[^1]: De noot.\n";

void check_edges(const Line& line) {
    REQUIRE_FALSE(line.glyphs.empty());
    const std::size_t in_runs =
        std::accumulate(line.runs.begin(), line.runs.end(), std::size_t{0}, [](std::size_t sum, const Run& run) { return sum + run.count; });
    CHECK(in_runs == line.glyphs.size());
    CHECK(line.glyphs.front().x == Approx(line.x).margin(0.01));
    CHECK(line.glyphs.back().x + line.glyphs.back().advance == Approx(line.x + line.width).margin(0.02));
}

}  // namespace

TEST_CASE("a line's glyphs reach from its left edge to its right one, in every way to set it") {
    for (const Family family : {Family::serif, Family::humanist, Family::mono}) {
        for (const bool justified : {true, false}) {
            Style style;
            style.family = family;
            style.justified = justified;
            style.measure = 300;
            style.letter_spacing = justified ? 0.05F : 0;
            const auto layout = set(chapter_of(markdown), style);
            for (const Line& line : layout->lines())
                if (line.runs.size() < 2 || line.runs.back().level == 0) check_edges(line);
        }
    }
}

TEST_CASE("a layout's glyphs outlive the fonts that it was set with") {
    auto fonts = std::make_unique<Fonts>();
    Hyphenation hyphenation;
    const auto lasting = set_chapter(*fonts, hyphenation, chapter_of(markdown), "nl", {}, {});
    const auto looked_at = set(chapter_of(markdown));
    fonts.reset();
    REQUIRE(lasting->lines().size() == looked_at->lines().size());
    for (std::size_t i = 0; i < lasting->lines().size(); ++i) {
        const LineGlyphs& glyphs = lasting->lines()[i].glyphs;
        const LineGlyphs& others = looked_at->lines()[i].glyphs;
        REQUIRE(glyphs.size() == others.size());
        for (std::size_t g = 0; g < glyphs.size(); ++g) {
            CHECK(glyphs[g].id == others[g].id);
            CHECK(glyphs[g].x == others[g].x);
            CHECK(glyphs[g].bytes == others[g].bytes);
        }
    }
}

TEST_CASE("a line that is moved takes its glyphs along, whether they were looked at or not") {
    const auto layout = set(chapter_of(markdown));
    Line before = layout->lines().front();
    Line after = before;
    CHECK(after.glyphs.size() > 10);
    before.move(12.5F);
    after.move(12.5F);
    REQUIRE(before.glyphs.size() == after.glyphs.size());
    for (std::size_t g = 0; g < before.glyphs.size(); ++g) CHECK(before.glyphs[g].x == after.glyphs[g].x);
    CHECK(before.glyphs.front().x == Approx(before.x).margin(0.01));
    CHECK(before.x == layout->lines().front().x + 12.5F);
}

}  // namespace katern::typeset
