// A network of three in real windows: two mark and share, a meeting decides something, one joins later from the
// network's memory, and ten days on it is asked what came of it. Pictures of each step are kept in tests/shots.
#include <stdlib.h>

#include <catch2/catch.hpp>

#include "e2e/desk.h"

namespace {

using namespace katern;
using namespace katern::test;

constexpr char passage[] = "Toch gaat het niet vanzelf goed.";
constexpr char network[] = "Regio Oost";
constexpr char day_before[] = "2026-03-11T19:00:00Z", after_meeting[] = "2026-03-13T08:00:00Z",
               ten_days_on[] = "2026-03-22T09:00:00Z";

std::string must(const Outcome& outcome) {
    INFO(outcome.errors);
    REQUIRE(outcome.status == 0);
    std::string out = outcome.output;
    while (out.ends_with('\n')) out.pop_back();
    return out;
}

// The moment for a desk, and for its twin in this process.
void moment(Desk& desk, const char* at) {
    desk.at(at);
    setenv("KATERN_NOW", at, 1);
}

void hand_over(Desk& from, Desk& to, const std::string& name) {
    const std::string file = from.home() / (name + ".annotations");
    must(from.command({"export", "@katern", "--format", "annotations", "--network", network, "--out", file}));
    must(to.command({"import", "@katern", file}));
}

// The window, past its title page and in the chapter of the passage.
void open_at_passage(Desk& desk) {
    desk.open();
    if (desk.twin().reader().title_page) begin_reading(desk);
    desk.screen().keys({"ctrl+l"});
    desk.screen().still();
    desk.screen().type("2 ¶3");
    desk.screen().keys({"Return"});
    desk.screen().move({1270, 400});
    desk.screen().still();
}

}  // namespace

TEST_CASE(
    "three people: marks, a meeting, its decision in the margin, the memory for who joins later, and what came of it") {
    if (!can_have_a_screen()) return;
    Desk anna, bas, chris;
    for (Desk* desk : {&anna, &bas, &chris}) moment(*desk, day_before);
    must(anna.command({"profile", "--name", "Anna de Groot"}));
    must(bas.command({"profile", "--name", "Bas Visser"}));
    must(chris.command({"profile", "--name", "Chris Bakker"}));

    // Both mark and share, and see each other's.
    const std::string mark =
        must(anna.command({"annotate", "@katern", "--chapter", "02-randvoorwaarden", "--quote", passage, "--category",
                           "vraag", "--note", "Wat gaat er dan mis?", "--share=" + std::string(network)}));
    hand_over(anna, bas, "van anna");
    const std::string his =
        must(bas.command({"annotate", "@katern", "--chapter", "02-randvoorwaarden", "--quote", passage, "--category",
                          "inzicht", "--note", "Doel, tijd, vertrouwen.", "--share=" + std::string(network)}));
    hand_over(bas, anna, "van bas");

    // The meeting, with a decision and who carries it out.
    const std::string meeting = must(anna.command(
        {"meeting", "@katern", "new", "--network", network, "--name", "Regio Oost, maart", "--date", "2026-03-12"}));
    const std::string item = must(anna.command(
        {"meeting", "@katern", "add", meeting, "--text", "Wat spreken we af?", "--note", mark, "--minutes", "25"}));
    const std::string decided =
        must(anna.command({"meeting", "@katern", "decide", meeting, "--text", "Elk overleg begint met één kantje doel.",
                           "--item", item, "--action", "maakt het kantje", "--who", "Bas", "--when", "2026-04-01"}));
    const std::string decision = decided.substr(0, decided.find('\n'));

    // The day after: the decision stands beside its passage, and its card opens by keyboard.
    moment(anna, after_meeting);
    open_at_passage(anna);
    anna.screen().keys({"k"});
    anna.screen().still();
    anna.look("three-1-decision");
    anna.screen().keys({"Return"});
    anna.screen().still();
    anna.screen().type("Minder agenda, meer gesprek.");
    REQUIRE(eventually([&] {
        return anna.sql("SELECT value FROM meeting_fields WHERE name = 'outcome'") == "Minder agenda, meer gesprek.";
    }));
    anna.look("three-2-outcome");
    CHECK(anna.close() == 0);

    // The memory, and who joins with it sees what both marked and what was decided.
    moment(chris, after_meeting);
    const std::string memory = anna.home() / "geheugen.annotations";
    must(anna.command(
        {"export", "@katern", "--format", "annotations", "--memory", "--network", network, "--out", memory}));
    must(chris.command({"import", "@katern", memory}));
    CHECK(chris.sql("SELECT count(*) FROM annotations") == "2");
    open_at_passage(chris);
    chris.screen().keys({"k"});
    chris.screen().still();
    {
        Twin twin = chris.twin();
        twin.settle();
        twin.run("decisions.next");
        twin.settle();
        CHECK(twin.has("decision/text/" + decision));
        CHECK((twin.has("peers/" + mark) || twin.has("peers/" + his)));  // by the first of a passage
    }
    chris.look("three-3-joined");
    CHECK(chris.close() == 0);

    // Ten days after the meeting Anna is asked, once. The twin is of before that, and tells where it is asked.
    moment(anna, ten_days_on);
    Point look, applied, ready;
    {
        Twin twin = anna.twin();
        twin.settle();
        look = twin.item("reflect/look");
    }
    anna.open();
    anna.look("three-4-asked");
    anna.screen().click(look);
    anna.screen().still();
    anna.screen().type("Ons overleg begint er nu mee.");
    REQUIRE(eventually([&] { return anna.sql("SELECT count(*) FROM annotations WHERE kind = 'reflection'") == "1"; }));
    CHECK(anna.sql("SELECT value FROM fields WHERE name = 'item'") == item);
    anna.look("three-5-reflecting");
    anna.screen().keys({"Escape"});
    anna.screen().still();

    // Terugblik shows the thread from the mark to that.
    anna.screen().keys({"ctrl+shift+l"});
    anna.screen().move({1270, 790});
    anna.screen().still();
    anna.look("three-6-terugblik");
    {
        Twin twin = anna.twin();
        twin.settle();
        twin.run("view.look_back");
        twin.settle();
        CHECK(twin.has("look_back/dot/" + mark));
        CHECK(twin.has("look_back/dot/" + decision));
        CHECK(twin.has("look_back/end"));
        CHECK_FALSE(twin.has("reflect"));
    }
    CHECK(anna.close() == 0);

    // Chris was not there yet, and is not asked.
    moment(chris, ten_days_on);
    chris.open();
    chris.look("three-7-not-asked");
    {
        Twin twin = chris.twin();
        twin.settle();
        CHECK_FALSE(twin.has("reflect"));
    }
    CHECK(chris.close() == 0);
    unsetenv("KATERN_NOW");
}
