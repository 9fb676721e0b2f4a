// *Eerst zelf* is what a network wants: it travels in its sets, as its name does.
#include <algorithm>

#include "notes/networks.h"
#include "share/people.h"

namespace katern::share::test {
namespace {

notes::FirstSelf wish_of(Person& person) {
    return must(notes::first_self(*person.store, person.network()));
}

void wish(Person& person, bool wanted, const std::string& day = {}) {
    person.time += 1000;
    must(notes::set_first_self(*person.store, person.network(), wanted, day));
}

TEST_CASE("what one member says about Eerst zelf reaches all, also by way of another") {
    Person anna("Anna"), bert("Bert"), cees("Cees");
    anna.mark("leernetwerk leeft", "Begin.");
    bert.take(anna.send());
    CHECK_FALSE(wish_of(bert).wanted);
    wish(anna, true, "2026-12-01");
    bert.take(anna.send());
    CHECK(wish_of(bert) == wish_of(anna));
    CHECK(wish_of(bert).meeting == "2026-12-01");
    // Cees only ever hears from Bert.
    bert.mark("vertrouwen kost tijd");
    cees.take(bert.send());
    CHECK(wish_of(cees) == wish_of(anna));
    // Whoever speaks last is heard, whatever their clock says.
    bert.time -= 3'600'000;
    wish(bert, false);
    anna.take(bert.send());
    cees.take(bert.send());
    CHECK_FALSE(wish_of(anna).wanted);
    CHECK(wish_of(cees) == wish_of(anna));
}

TEST_CASE("the last word about Eerst zelf stays, in whatever order the files come") {
    Person anna("Anna"), bert("Bert");
    anna.mark("leernetwerk leeft", "Begin.");
    bert.take(anna.send());
    std::vector<std::string> files;
    for (int turn = 0; turn < 4; ++turn) {
        Person& person = turn % 2 == 0 ? anna : bert;
        person.time = first_of_march + 60'000 * (turn + 1);
        wish(person, turn % 2 == 0, turn == 2 ? "2026-12-02" : "");
        files.push_back(person.send());
    }
    std::vector<std::size_t> order{0, 1, 2, 3};
    do {
        Person cees("Cees");
        for (const std::size_t file : order) cees.take(files[file]);
        CHECK(wish_of(cees) == wish_of(bert));
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("a wish that is none, or dated far ahead, is not taken") {
    Person anna("Anna"), bert("Bert");
    anna.mark("leernetwerk leeft", "Begin.");
    wish(anna, true, "2026-12-01");
    const notes::NoteSet set = must(notes::outgoing(*anna.store, anna.book, [&] {
        notes::SetOrder order;
        order.network = anna.network();
        return order;
    }()));
    const auto with = [&](const std::string& text, const std::string& other) {
        std::string json = annotation_set_json(set, *small_book());
        const std::size_t at = json.find(text);
        REQUIRE(at != std::string::npos);
        json.replace(at, text.size(), other);
        return json;
    };
    for (const auto& [text, other] :
         {std::pair("\"wanted\":true", "\"wanted\":\"ja\""), std::pair("2026-12-01", "<script>x"),
          std::pair("\"firstSelf\":{", "\"firstSelf\":7,\"x\":{")}) {
        bert.take(with(text, other));
        CHECK(wish_of(bert) == notes::FirstSelf{});
    }
    Person later("Later", first_of_march + 100LL * 60 * 60 * 1000);
    later.take(anna.send());
    wish(later, false);
    bert.take(later.send());
    CHECK(wish_of(bert) == notes::FirstSelf{});
}

}  // namespace
}  // namespace katern::share::test
