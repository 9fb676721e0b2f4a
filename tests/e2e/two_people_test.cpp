// Two people with a computer each: notes go to and fro as files, and both see the same conversation.
#include <catch2/catch.hpp>

#include "e2e/desk.h"

namespace {

using namespace katern;
using namespace katern::test;

constexpr char first_passage[] = "Toch gaat het niet vanzelf goed.";
constexpr char hers[] = "Doel, tijd, vertrouwen: dit wordt onze checklist.";
constexpr char his[] = "Bij ons begon het met tijd.";

std::string must_end_well(const Outcome& outcome) {
    INFO(outcome.errors);
    REQUIRE(outcome.status == 0);
    std::string out = outcome.output;
    while (out.ends_with('\n')) out.pop_back();
    return out;
}

// The window opens with the file, shows what it holds, and takes it over by Enter.
void take_over(Desk& desk, const std::string& file, const std::string& notes, const std::string& name) {
    desk.open({file});
    desk.look(name);
    // Until the file is read there is nothing to press.
    REQUIRE(eventually([&] {
        desk.screen().keys({"Return"});
        return eventually([&] { return desk.sql("SELECT count(*) FROM annotations") == notes; }, 2s);
    }));
    desk.screen().still();
}

void check_conversation(Desk& desk, const std::string& mark, const std::string& reply, const std::string& name) {
    Twin twin = desk.twin();
    twin.settle();
    twin.run("peers.next");
    twin.settle();
    CHECK(twin.has("conversation/said/" + mark));
    CHECK(twin.has("conversation/said/" + reply));
    desk.look(name);
}

}  // namespace

TEST_CASE("one marks and shares, the other takes it over and replies, and both see the same conversation") {
    if (!can_have_a_screen()) return;
    Desk anna, bas;
    const std::string from_anna = anna.home() / "anna.annotations", from_bas = bas.home() / "bas.annotations";
    must_end_well(anna.command({"profile", "--name", "Anna de Groot"}));
    must_end_well(bas.command({"profile", "--name", "Bas Visser"}));
    const std::string mark = must_end_well(anna.command({"annotate", "@katern", "--chapter", "02-randvoorwaarden", "--quote", first_passage, "--category", "inzicht",
                                                "--note", hers, "--share=Regio Oost"}));
    must_end_well(anna.command({"export", "@katern", "--format", "annotations", "--network", "Regio Oost", "--out", from_anna}));

    take_over(bas, from_anna, "1", "two-1-preview");
    begin_reading(bas);
    bas.screen().keys({"j"});
    bas.screen().still();
    bas.look("two-2-conversation");
    bas.screen().keys({"Return"});
    bas.screen().still();
    bas.screen().type(his);
    REQUIRE(eventually([&] { return bas.sql("SELECT value FROM fields WHERE name = 'body' AND value = '" + std::string(his) + "'") == his; }));
    CHECK(bas.sql("SELECT count(*) FROM visibility") == "1");  // for him alone, until he posts it
    bas.screen().keys({"Tab"});
    bas.screen().still();
    bas.screen().keys({"Return"});
    REQUIRE(eventually([&] { return bas.sql("SELECT count(*) FROM visibility WHERE state = 'shared'") == "2"; }));
    const std::string reply = bas.sql("SELECT id FROM annotations WHERE kind = 'reply'");
    check_conversation(bas, mark, reply, "two-3-replied");
    CHECK(bas.close() == 0);
    must_end_well(
        bas.command({"export", "@katern", "--format", "annotations", "--network", "Regio Oost", "--out", from_bas}));

    take_over(anna, from_bas, "2", "two-4-preview");
    begin_reading(anna);
    anna.screen().keys({"j"});
    anna.screen().still();
    check_conversation(anna, mark, reply, "two-5-conversation");
    CHECK(anna.close() == 0);
}
