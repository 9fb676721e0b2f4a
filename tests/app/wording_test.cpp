// What differs between an old and a new wording, as a reader sees it.
#include "app/wording.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

using namespace katern;

namespace {

std::string with_brackets(std::string_view words, const std::vector<text::Range>& ranges) {
    std::string out;
    std::size_t at = 0;
    for (const text::Range& range : ranges) {
        out += std::string(words.substr(at, range.start - at)) + "[" + std::string(text::slice(words, range)) + "]";
        at = range.end;
    }
    return out + std::string(words.substr(at));
}

void check(std::string_view then, std::string_view now, const std::string& gone, const std::string& come) {
    const app::Wording wording = app::compare_wording(then, now);
    CHECK(with_brackets(then, wording.gone) == gone);
    CHECK(with_brackets(now, wording.come) == come);
}

}  // namespace

TEST_CASE("words that went and words that came are found, and only those") {
    check("Vertrouwen is er één van, en vaak de eerste.", "Vertrouwen is er één van, maar niet de eerste.",
          "Vertrouwen is er één van, [en vaak] de eerste.", "Vertrouwen is er één van, [maar niet] de eerste.");
    check("Dat is zo.", "Dat is niet zo.", "Dat is zo.", "Dat is [niet] zo.");
    check("Wij zijn met 12.", "Wij zijn met 13.", "Wij zijn met [12].", "Wij zijn met [13].");
    check("Precies  hetzelfde\nhier.", "Precies hetzelfde hier.", "Precies  hetzelfde\nhier.", "Precies hetzelfde hier.");
    check("", "Nieuw.", "", "[Nieuw.]");
    check("één twee drie", "drie twee één", "[één twee] drie", "drie [twee één]");
}

TEST_CASE("without the stretches that differ, both wordings have the same words") {
    std::mt19937 random(7);
    const char* words[] = {"een", "netwerk", "leert", "samen", ",", "niet", "één"};
    for (int round = 0; round < 200; ++round) {
        std::string texts[2];
        for (std::string& text : texts)
            for (auto i = random() % 14; i > 0; --i) text += std::string(words[random() % 7]) + " ";
        const app::Wording wording = app::compare_wording(texts[0], texts[1]);
        std::string left[2];
        for (int side = 0; side < 2; ++side) {
            const auto& ranges = side == 0 ? wording.gone : wording.come;
            std::size_t at = 0;
            for (const text::Range& range : ranges) {
                left[side] += texts[side].substr(at, range.start - at);
                at = range.end;
            }
            left[side] += texts[side].substr(at);
            std::erase(left[side], ' ');
        }
        CHECK(left[0] == left[1]);
    }
}
