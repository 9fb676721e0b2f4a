// The sheets of networks: what is one with what, and what goes out.
#include <algorithm>
#include <catch2/catch.hpp>

#include "app/meeting_commands.h"
#include "notes/meetings.h"
#include "support/must.h"
#include "ui/stage.h"
#include "words/words.h"

using namespace katern;
using katern::test::must;
using katern::test::Stage;

namespace {

struct TwoNetworks {
    Stage stage;
    std::string oost, west;

    TwoNetworks() {
        stage.until([&] { return stage.reader().known_book().has_value(); });
        {
            notes::Store store = must(app::open_store(stage.reader().data_folder, "look"));
            REQUIRE(store.set_profile("Karin", "De Wilgen"));
            oost = must(notes::make_network(store, "Oost")).id;
            west = must(notes::make_network(store, "West")).id;
        }
        stage.reader().load_networks();
        stage.until([&] { return facts(oost) && facts(west); });
    }
    [[nodiscard]] const notes::NetworkFacts* facts(const std::string& id) {
        for (const notes::NetworkFacts& one : stage.reader().peers.networks)
            if (one.network.id == id) return &one;
        return nullptr;
    }
    std::string shared_with(const std::string& network, std::string_view words) {
        const std::string id = stage.mark(words, "vraag");
        notes::Store store = must(app::open_store(stage.reader().data_folder, "look"));
        REQUIRE(store.share({id}, network));
        return id;
    }
    std::vector<std::string> networks_of(const std::string& id) {
        notes::Store store = must(app::open_store(stage.reader().data_folder, "look"));
        return must(store.annotation(id)).shared_with;
    }
};

}  // namespace

TEST_CASE("that two networks are one is asked first, since it can’t be undone") {
    TwoNetworks two;
    Stage& stage = two.stage;
    stage.reader().open_networks(two.oost);
    stage.until([&] { return stage.find("sheet/as/" + two.west) != nullptr; });
    stage.click("sheet/as/" + two.west);
    stage.frames(2);
    REQUIRE(stage.find("sheet/same"));
    REQUIRE(two.facts(two.oost));
    stage.click("sheet/not_same");
    stage.frames(2);
    CHECK_FALSE(stage.find("sheet/same"));
    CHECK(two.facts(two.oost));
    stage.click("sheet/as/" + two.west);
    stage.frames(2);
    stage.click("sheet/same");
    stage.until([&] { return two.facts(two.oost) == nullptr; });
    CHECK(two.facts(two.west)->aliases == std::vector<std::string>{"Oost"});
}

TEST_CASE("what goes out is taken back from the network under which it stands, however the list of networks changes") {
    TwoNetworks two;
    Stage& stage = two.stage;
    const std::string to_oost = two.shared_with(two.oost, "leernetwerk"), to_west = two.shared_with(two.west, "vertrouwen");
    stage.reader().open_outgoing();
    stage.until([&] { return stage.find("sheet/back/" + two.oost + "/" + to_oost) != nullptr; });
    std::reverse(stage.reader().peers.networks.begin(), stage.reader().peers.networks.end());
    stage.frames(2);
    CHECK(stage.find("sheet/back/" + two.oost + "/" + to_oost));
    CHECK(stage.find("sheet/back/" + two.west + "/" + to_west));
    CHECK_FALSE(stage.find("sheet/back/" + two.west + "/" + to_oost));
    stage.click("sheet/back/" + two.oost + "/" + to_oost);
    stage.until([&] { return stage.find("sheet/back/" + two.oost + "/" + to_oost) == nullptr; });
    CHECK(two.networks_of(to_oost).empty());
    CHECK(two.networks_of(to_west) == std::vector<std::string>{two.west});
}

TEST_CASE("what goes out names my words in meetings, too, and they can be taken back") {
    TwoNetworks two;
    Stage& stage = two.stage;
    std::string meeting, item;
    {
        notes::Store store = must(app::open_store(stage.reader().data_folder, "look"));
        meeting = must(notes::add_meeting(store, stage.reader().known_book()->key, two.oost, {{"name", "Maart"}, {"people", "[\"Karin\",\"Bram\"]"}}));
        item = must(notes::add_to_meeting(store, meeting, notes::MeetingPart::item, {{"text", "Wie bewaakt dit?"}, {"minutes", "10"}}));
    }
    stage.reader().open_outgoing();
    stage.until([&] { return stage.find("sheet/met/" + item) != nullptr; });
    CHECK(stage.item("sheet/met/" + item).name == "Wie bewaakt dit?");
    CHECK(stage.item("sheet/met/" + meeting).name.find("Karin, Bram") != std::string::npos);
    stage.click("sheet/back/met/" + item);
    stage.until([&] { return stage.find("sheet/met/" + item) == nullptr; });
    CHECK(stage.find("sheet/met/" + meeting));
    notes::Store store = must(app::open_store(stage.reader().data_folder, "look"));
    const std::vector<notes::MeetingRow> rows = must(notes::meeting_rows(store, stage.reader().known_book()->key));
    REQUIRE(rows.size() == 2);
    for (const notes::MeetingRow& row : rows) {
        if (row.id != item) continue;
        CHECK(row.field("text").empty());
        CHECK(row.field("minutes") == "10");
    }
    // A click too many: what was typed is not gone.
    stage.reader().sheet = {};
    stage.frames(2);
    const auto text_of_item = [&] {
        const std::vector<notes::MeetingRow> now = must(notes::meeting_rows(store, stage.reader().known_book()->key));
        const auto row = std::find_if(now.begin(), now.end(), [&](const notes::MeetingRow& one) { return one.id == item; });
        return row == now.end() ? std::string() : row->field("text");
    };
    stage.until([&] { return app::takes_step_of_meeting(stage.reader(), true); });
    REQUIRE(app::run_command(stage.reader(), "edit.undo"));
    stage.until([&] { return !text_of_item().empty(); });
    CHECK(text_of_item() == "Wie bewaakt dit?");
}
