#include <catch2/catch.hpp>

#include "text/text.h"

using namespace katern::text;

namespace {

std::size_t count(std::string_view text, std::string_view typed, bool whole_words, Accents accents = Accents::ignored) {
    return find_query(fold(text, accents), fold_query(typed, accents), whole_words).size();
}

}  // namespace

TEST_CASE("a whole word ends where no letter, digit or joining apostrophe goes on") {
    CHECK(count("netwerk, leernetwerk, netwerken", "netwerk", true) == 1);
    CHECK(count("foto’s en foto", "foto", true) == 1);
    CHECK(count("’t huis en 't huis", "t", true) == 2);
    CHECK(count("'samen' ‘samen’ \"samen\"", "samen", true) == 3);
    CHECK(count("e-mail en mail", "mail", true) == 2);
    CHECK(count("leer\u00adnetwerk", "netwerk", true) == 0);
    CHECK(count("A4 en A", "a", true) == 1);
    CHECK(count("één een", "één", true) == 2);
    CHECK(count("één een", "één", true, Accents::kept) == 1);
    CHECK(count("één een", "een", true, Accents::kept) == 1);
    CHECK(count("aa aaa", "aa", true) == 1);
}

TEST_CASE("what is typed is folded without the spaces around it") {
    CHECK(fold_query("  Samen\t Leren ") == "samen leren");
    CHECK(fold_query(" \u00AD ").empty());
    CHECK(fold_query("e\u0301\u0301n", Accents::kept) == fold_query("é\u0301n", Accents::kept));
}

TEST_CASE("dashes are found as hyphens, and letters with a stroke without it") {
    CHECK(count("2019–2020, 2019-2020 en Zuid\u2011Holland", "2019-2020", false) == 2);
    CHECK(count("Zuid\u2011Holland", "zuid-h", false) == 1);
    CHECK(count("smørrebrød, Łódź, Ærø", "smorrebrod", false) == 1);
    CHECK(count("smørrebrød, Łódź, Ærø", "lodz", false) == 1);
    CHECK(count("smørrebrød, Łódź, Ærø", "aero", false) == 1);
    CHECK(count("smørrebrød", "smorrebrod", false, Accents::kept) == 0);
}

TEST_CASE("a text folded in parts finds nothing across them, and leads back to each") {
    const std::string_view whole = "één twee\ndrie vier";
    Folded folded;
    fold_onto(folded, whole, {0, 10}, '\0', Accents::ignored);
    fold_onto(folded, whole, {11, whole.size()}, '\n', Accents::ignored);
    CHECK(folded.text == "een twee\ndrie vier");
    REQUIRE(folded.origin.size() == folded.text.size() + 1);
    const auto places = [&](std::string_view words) { return find_query(folded, words, false); };
    CHECK(places("twee drie").empty());
    REQUIRE(places("twee").size() == 1);
    CHECK(slice(whole, places("twee")[0]) == "twee");
    CHECK(slice(whole, places("drie")[0]) == "drie");
    CHECK(slice(whole, places("een")[0]) == "één");
}
