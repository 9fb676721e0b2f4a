#include "text/line_breaks.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "paths.h"

using namespace katern::text;

namespace {

std::string with_marks(std::string_view text, const std::vector<LineOpportunity>& found) {
    std::string out;
    std::size_t at = 0;
    for (const LineOpportunity& one : found) {
        out += std::string(text.substr(at, one.at - at)) + (one.must ? "|!" : "|");
        at = one.at;
    }
    return out + std::string(text.substr(at));
}

std::string lines_of(std::string_view text) {
    return with_marks(text, line_opportunities(text, "nl"));
}

void check_same(std::string_view text) {
    const std::string ours = with_marks(text, unicode_line_breaks(text, "nl"));
    const std::string theirs = with_marks(text, unicode_line_breaks_by_icu(text, "nl"));
    if (ours != theirs) CHECK(ours == theirs);  // a check per text costs more than both answers
}

}  // namespace

TEST_CASE("lines end where ICU lets them, whatever signs meet") {
    const std::vector<std::string> signs{"a", "B", "é", "ß", "ő", "1", "23", " ", " ", " ", "  ", ".", ",", ":", ";", "!", "?", "(", ")", "[", "]",
                                         "'", "\"", "‘", "’", "“", "”", "„", "‚", "-", "–", "—", "…", "/", "%", "€", "\u00a0", "\u00ad", "e\u0301",
                                         "中", "×", "«", "»", "&", "{", "}", "\n", "\t", "@", "\u2011", "א", "😀"};
    std::mt19937 random(20261124);
    for (int round = 0; round < 40'000; ++round) {
        // Most rounds use the signs of plain text only, so that the short way is the one that is tried.
        const std::size_t kinds = round % 3 == 0 ? signs.size() : 29;
        std::string text;
        for (auto n = 1 + random() % 14; n > 0; --n) text += signs[random() % kinds];
        check_same(text);
    }
    SUCCEED();
}

TEST_CASE("lines of a Dutch and an English book end where ICU lets them") {
    for (const char* name : {"/data/dutch/ontboezemingen.txt", "/data/large/war-and-peace.md"}) {
        std::ifstream file(std::string(KATERN_SHARED_DIR) + name);
        if (!file) {
            WARN("skipped: the shared data is not here");
            return;
        }
        std::string line;
        for (int lines = 0; lines < 4'000 && std::getline(file, line); ++lines) check_same(line);
    }
    SUCCEED();
}

TEST_CASE("a line may end after a dash and never before it") {
    CHECK(lines_of("de school – een oude – leeft") == "de |school – |een |oude – |leeft");
    CHECK(lines_of("de school — een") == "de |school — |een");
    CHECK(lines_of("school—huis") == "school—|huis");
    CHECK(lines_of("de jaren 1914–1918") == "de |jaren |1914–1918");
}

TEST_CASE("the dash of a range stays with both its numbers") {
    CHECK(lines_of("blz. 409–433, 22(3–4)") == "blz. |409–433, |22(3–4)");
    CHECK(lines_of("Utrecht–Amsterdam") == "Utrecht–|Amsterdam");
}

TEST_CASE("the stroke that a path begins with does not stand alone at the end of a line") {
    CHECK(lines_of("het pad /usr/share, en/of (/etc) anders") == "het |pad |/usr/|share, |en/|of |(/etc) |anders");
}

TEST_CASE("an ellipsis stays with what it belongs to") {
    CHECK(lines_of("en toen … ja") == "en |toen … |ja");
    CHECK(lines_of("‘…maar dan’") == "‘…maar |dan’");
    CHECK(lines_of("toen … en") == "toen … |en");
    CHECK(lines_of("nou… goed") == "nou… |goed");
    CHECK(lines_of("nou ... goed") == "nou ... |goed");
    CHECK(lines_of("zei … dat …") == "zei … |dat …");
}

TEST_CASE("Dutch quotation marks stay with the words that they enclose") {
    CHECK(lines_of("hij zei: ‘Kom maar,’ en ging") == "hij |zei: |‘Kom |maar,’ |en |ging");
    CHECK(lines_of("hij zei: “Kom maar,” en ging") == "hij |zei: |“Kom |maar,” |en |ging");
    CHECK(lines_of("hij zei: „Kom maar,” en ging") == "hij |zei: |„Kom |maar,” |en |ging");
    CHECK(lines_of("het ‘leren’ (zo heet het)") == "het |‘leren’ |(zo |heet |het)");
    CHECK(lines_of("’s avonds in ’t huis") == "’s |avonds |in |’t |huis");
}

TEST_CASE("a hyphen that was written ends a line only with enough of the word on both sides") {
    CHECK(lines_of("een zee-eend en e-mail") == "een |zee-|eend |en |e-mail");
    CHECK(lines_of("tv-programma, A4-tje, x-as") == "tv-|programma, |A4-tje, |x-as");
    CHECK(lines_of("taal- en rekenonderwijs") == "taal- |en |rekenonderwijs");
    CHECK(lines_of("Covid-19 en 20-jarige") == "Covid-19 |en |20-|jarige");
}

TEST_CASE("a no-break space keeps its neighbours on one line") {
    CHECK(lines_of("op 3\u00a0mei en 4\u202f%") == "op |3\u00a0mei |en |4\u202f%");
}
