// Days as people type and read them.
#include "share/meeting_dates.h"

#include <catch2/catch.hpp>

using namespace katern;
using share::date_from_words;
using share::date_in_words;

namespace {

const notes::Milliseconds first_of_march = notes::from_iso_8601("2026-03-01T09:00:00Z").value();

std::string typed(const std::string& words, Language language = Language::nl) {
    return date_from_words(words, first_of_march, language);
}

}  // namespace

TEST_CASE("a day is understood however it is written") {
    CHECK(typed("2026-03-12") == "2026-03-12");
    CHECK(typed("12-3-2026") == "2026-03-12");
    CHECK(typed("12/03/2026") == "2026-03-12");
    CHECK(typed("12 maart 2026") == "2026-03-12");
    CHECK(typed("12 mrt 2026") == "2026-03-12");
    CHECK(typed("12 Maart") == "2026-03-12");
    CHECK(typed("1 feb") == "2027-02-01");  // the next one that comes
    CHECK(typed("1 maart") == "2026-03-01");
    CHECK(typed("3 May 26", Language::en) == "2026-05-03");
}

TEST_CASE("what is no day stays as it was typed") {
    for (const char* words :
         {"", "na de zomer", "31 februari", "31-02-2026", "12", "maart 2026", "40 maart", "volgende keer op 3"})
        CHECK(typed(words) == words);
}

TEST_CASE("a day is read in the words of the language") {
    CHECK(date_in_words("2026-03-12", Language::nl) == "12 maart 2026");
    CHECK(date_in_words("2026-03-12", Language::nl, false) == "12 maart");
    CHECK(date_in_words("2026-12-31", Language::en) == "31 December 2026");
    CHECK(date_in_words("na de zomer", Language::nl) == "na de zomer");
}
