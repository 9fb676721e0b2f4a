// How the columns of a table share the measure.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "typeset/example.h"

namespace katern::typeset {
namespace {

std::size_t lines_of_cell(const ChapterLayout& layout, std::string_view words) {
    const std::size_t start = layout.chapter().text.find(words);
    REQUIRE(start != std::string::npos);
    return layout.line_at(start + words.size() - 1) - layout.line_at(start) + 1;
}

}  // namespace

TEST_CASE("a short column is not broken in every row for the sake of a long one") {
    std::string markdown = "| Nr | Naam | Toelichting |\n|--:|:--|:--|\n";
    for (int i = 1; i <= 12; ++i)
        markdown += "| " + std::to_string(i) + " | Naam " + std::to_string(i) + " | Toelichting bij nummer " + std::to_string(i) +
                    ", die soms wat langer is" + (i % 5 == 0 ? " en dan over twee regels loopt, omdat er veel te zeggen is over dit nummer |\n" : " |\n");
    const auto layout = set(chapter_of(markdown));
    for (int i = 1; i <= 12; ++i) CHECK(lines_of_cell(*layout, "Naam " + std::to_string(i)) == 1);
    CHECK(layout->blocks()[1].height < 45);
    CHECK(layout->blocks()[5].height > layout->blocks()[1].height);
}

TEST_CASE("where not all words fit, as few columns as can be have hyphens") {
    const auto layout = set(chapter_of("| Werkvorm | Tijd | Groep | Benodigdheden vooraf | Opmerkingen |\n|---|---|---|---|---|\n"
                                       "| Intervisie volgens de incidentmethode | 60 minuten | vier tot acht schoolleiders | flap-over, stiften, "
                                       "gespreksverslagen | Begeleider bewaakt de tijd en de gespreksdiscipline |\n"
                                       "| Consultatie | 30 minuten | drie | geen | Opmerkingen pas na afloop |\n"));
    const std::string& text = layout->chapter().text;
    for (const char* word : {"Opmerkingen", "minuten", "schoolleiders"}) {
        INFO(word);
        CHECK(lines_of_cell(*layout, word) == 1);
    }
    std::map<std::size_t, std::size_t> hyphens;  // by column
    for (const Line& line : layout->lines()) {
        if (!line.hyphenated || text[line.bytes.end - 1] == '-') continue;
        const auto& cells = layout->chapter().blocks[line.block].cells;
        for (std::size_t c = 0; c < cells.size(); ++c)
            if (cells[c].contains(line.bytes.start)) ++hyphens[c];
    }
    CHECK(hyphens.size() <= 1);
}

TEST_CASE("in a column that is wide enough for its words none is broken to fill a line") {
    for (Px measure = 320; measure < 600; measure += 7) {
        Style style;
        style.measure = measure;
        const auto layout = set(chapter_of("| Werkvorm | Wat je nodig hebt |\n|---|---|\n| Intervisie | flap-over, stiften, kaartjes, verslagen, papier en een "
                                           "onderwijsadviseur die luistert |\n"), style);
        INFO(measure);
        CHECK(layout->hyphens() == 0);
        for (const Line& line : layout->lines()) CHECK(line.x + line.width <= measure + 0.5F);
    }
}

TEST_CASE("a table too wide for paper is set smaller before its words are broken, and short columns keep theirs whole") {
    std::string markdown = "| Nr | Opmerkingen | Verantwoordelijkheid | Jan | Feb | Mrt | Apr | Mei | Jun | Jul | Aug | Totaal |\n|--:|---|:--:|--:|--:|--:|--:|"
                           "--:|--:|--:|--:|--:|\n| 1 | Kwaliteitsmedewerkers en procesbegeleiders | medezeggenschapsraad | 10 | 20 | 30 | 40 | 50 | 60 | 70 | 80 | 360 |\n";
    const auto layout = set(chapter_of(markdown));
    CHECK(layout->wide_tables().empty());
    for (const char* word : {"Jan", "Feb", "Mrt", "Aug", "Totaal", "360", "80"}) {
        INFO(word);
        CHECK(lines_of_cell(*layout, word) == 1);
    }
    for (const Line& line : layout->lines()) {
        CHECK(line.x >= -0.01F);
        CHECK(line.x + line.width <= layout->style().measure + 0.5F);
        for (const Run& run : line.runs) CHECK(run.size >= 16.5F * 0.7F - 0.01F);
    }
}

}  // namespace katern::typeset
