#include "notes/networks.h"

#include "notes/merge.h"
#include "notes/sqlite.h"
#include "notes/state.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

TEST_CASE("a network is made, named and joined, and its name belongs to one only") {
    Desk desk;
    Store store = desk.open();
    const Network oost = must(make_network(store, "Regio Oost"));
    CHECK(reason(make_network(store, "Regio Oost")).find("Regio Oost") != std::string::npos);
    CHECK_FALSE(make_network(store, "  "));
    must(rename_network(store, oost.id, "Regio Noord"));
    const Network came{"0190bbbb-0000-7000-8000-000000000001", "Besturen"};
    CHECK(must(join_network(store, came)) == came);
    CHECK(must(join_network(store, {came.id, "anders genoemd"})) == came);
    std::vector<std::string> names;
    for (const NetworkFacts& facts : must(look_at_networks(store))) names.push_back(facts.network.name);
    CHECK(names == std::vector<std::string>{"", "Regio Noord", "Besturen"});
    CHECK_FALSE(rename_network(store, "unknown", "x"));
}

TEST_CASE("what counts as another network is that network, with what was shared with it") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const Network mine = must(make_network(store, "Regio Oost")), other = must(join_network(store, {"0190bbbb-0000-7000-8000-000000000002", "Oost"}));
    Draft draft = highlight();
    draft.share_with = {other.id};
    const std::string id = must(store.add(book, draft));
    Draft both = highlight();
    both.share_with = {mine.id, other.id};
    const std::string twice = must(store.add(book, both));
    desk.time += 1000;
    must(store.withdraw({twice}, mine.id));  // the later word
    must(set_network_folder(store, other.id, "/map"));
    must(count_as(store, other.id, mine.id));
    CHECK(must(store.annotation(id)).shared_with == std::vector<std::string>{mine.id});
    CHECK(must(store.annotation(twice)).shared_with.empty());
    CHECK(must(join_network(store, {other.id, "Oost"})) == mine);
    const std::vector<NetworkFacts> facts = must(look_at_networks(store));
    REQUIRE(facts.size() == 2);
    CHECK(facts[1].aliases == std::vector<std::string>{"Oost"});
    CHECK(facts[1].folder == "/map");
    CHECK(facts[1].mine == 1);
    CHECK_FALSE(count_as(store, other.id, mine.id));
    // Sharing by the old id goes to the one that it is now.
    must(store.share({twice}, other.id));
    CHECK(must(store.annotation(twice)).shared_with == std::vector<std::string>{mine.id});
}

TEST_CASE("one folder belongs to one network") {
    Desk desk;
    Store store = desk.open();
    const Network oost = must(make_network(store, "Regio Oost")), west = must(make_network(store, "Regio West"));
    must(set_network_folder(store, oost.id, "/mnt/oost"));
    CHECK(reason(set_network_folder(store, west.id, "/mnt/oost")).find("Regio Oost") != std::string::npos);
    must(set_network_folder(store, oost.id, ""));
    must(set_network_folder(store, west.id, "/mnt/oost"));
}

TEST_CASE("the wish of a network: the later word stays, and a day that is none is refused") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const Network oost = must(make_network(store, "Regio Oost"));
    CHECK_FALSE(must(first_self(store, oost.id)).wanted);
    must(set_first_self(store, oost.id, true, "2026-03-12"));
    const FirstSelf kept = must(first_self(store, oost.id));
    CHECK(kept.wanted);
    CHECK(kept.meeting == "2026-03-12");
    const auto take = [&](const Clock& clock) {
        SetHead head;
        head.network = DatedNetwork{oost, {}, {false, "", clock}};
        Merge merge = must(Merge::begin(store, book, head, {"hash " + std::to_string(clock.ticks), "bestand", "", false}));
        must(merge.finish());
    };
    take({kept.clock.ticks - 1, kept.clock.device});
    CHECK(must(first_self(store, oost.id)) == kept);
    take({kept.clock.ticks + 1, kept.clock.device});
    CHECK_FALSE(must(first_self(store, oost.id)).wanted);
    // What I say next is later than what came, whatever my clock says.
    must(set_first_self(store, oost.id, true, ""));
    CHECK(must(first_self(store, oost.id)).clock.ticks > kept.clock.ticks + 1);
    for (const char* day : {"morgen", "2026-02-30", "2026-3-1", "2026-03-12T10:00"}) CHECK_FALSE(set_first_self(store, oost.id, true, day));
}

TEST_CASE("what leaves for a network is mine and shared with it; what was published and is gone is a record") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const Network oost = must(make_network(store, "Regio Oost")), west = must(make_network(store, "Regio West"));
    Draft draft = highlight("Een [leernetwerk] leeft.", "voor Oost");
    draft.share_with = {oost.id};
    const std::string id = must(store.add(book, draft));
    draft.share_with = {west.id};
    must(store.add(book, draft));
    must(store.add(book, highlight()));
    REQUIRE(must(leaving(store, oost.id)).size() == 1);
    const Leaving leaves = must(leaving(store, oost.id)).front();
    CHECK(leaves.note.id == id);
    CHECK(leaves.published == 0);
    CHECK(leaves.book == must(store.book(book)).title);
    // Before it left, taking it back leaves no trace; afterwards the record goes along.
    must(store.withdraw({id}, oost.id));
    CHECK(must(leaving(store, oost.id)).empty());
    must(store.share({id}, oost.id));
    store.state().database.run("UPDATE visibility SET published = 5 WHERE state = 'shared'");
    must(store.withdraw({id}, oost.id));
    REQUIRE(must(leaving(store, oost.id)).size() == 1);
    CHECK(must(leaving(store, oost.id)).front().withdrawn);
    must(store.share({id}, oost.id));
    must(store.remove({id}));
    REQUIRE(must(leaving(store, oost.id)).size() == 1);
    CHECK(must(leaving(store, oost.id)).front().withdrawn);
}
