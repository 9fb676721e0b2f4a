#include <catch2/catch.hpp>

#include "text/text.h"

using namespace katern::text;

namespace {

// The hits, in brackets, in the text itself.
std::string found(std::string text, std::string_view needle) {
    const std::vector<Range> hits = find_folded(fold(text), needle);
    for (auto hit = hits.rbegin(); hit != hits.rend(); ++hit) {
        text.insert(hit->end, "]");
        text.insert(hit->start, "[");
    }
    return text;
}

}  // namespace

TEST_CASE("searching doesn't mind capitals, accents, kinds of quotes or soft hyphens") {
    CHECK(found("Eén CAFÉ en een cafe", "café") == "Eén [CAFÉ] en een [cafe]");
    CHECK(found("de foto’s en foto's", "foto's") == "de [foto’s] en [foto's]");
    CHECK(found("“Samen” en „samen”", "\"samen\"") == "[“Samen”] en [„samen”]");
    CHECK(found("leer\u00adnet\u00adwerk", "leernetwerk") == "[leer\u00adnet\u00adwerk]");
    CHECK(found("netwerk", "net\u00adwerk") == "[netwerk]");
    CHECK(found("5\u00a0euro", "5 euro") == "[5\u00a0euro]");
    CHECK(found("cafe\u0301s", "és") == "caf[e\u0301s]");
    CHECK(found("Straße", "STRASSE") == "[Straße]");
    CHECK(found("Straße", "stras") == "[Straß]e");  // a letter is hit as a whole
    CHECK(found("ĳs en IJs", "ijs") == "[ĳs] en [IJs]");
    CHECK(found("aaaa", "aa") == "[aa][aa]");
    CHECK(found("niets", "") == "niets");
    CHECK(found("", "iets").empty());
    CHECK(found("niets", "iets anders") == "niets");
}

TEST_CASE("every byte of a folded text leads back to a letter of the original") {
    const std::string text = "Eén ﬁets, Straße “nu”\u00ad 🐙";
    const Folded folded = fold(text);
    REQUIRE(folded.origin.size() == folded.text.size() + 1);
    CHECK(folded.origin.back() == text.size());
    CHECK(folded.text == "een fiets, strasse \"nu\" 🐙");
    for (std::size_t i = 0; i + 1 < folded.origin.size(); ++i) CHECK(folded.origin[i] <= folded.origin[i + 1]);
}

TEST_CASE("small letters follow Unicode") {
    CHECK(to_lower("ÉÉN IJSBEER Σ") == "één ijsbeer σ");
    CHECK(is_alphanumeric(U'é'));
    CHECK(is_alphanumeric(U'½'));
    CHECK_FALSE(is_alphanumeric(U'–'));
    CHECK(is_white_space(U'\u00a0'));
}
