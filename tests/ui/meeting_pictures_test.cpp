// Not a test by itself: draws what belongs to meetings into $KATERN_PICTURES, to be looked at beside the design's
// pictures.
//     KATERN_PICTURES=/tmp/pictures test_ui "meetings are drawn*"
#include <stdlib.h>

#include <catch2/catch.hpp>

#include "app/edition_page.h"
#include "app/handing_out.h"
#include "app/look_back.h"
#include "app/looking_back.h"
#include "app/meeting_desk.h"
#include "app/memory.h"
#include "support/must.h"
#include "ui/peers_desk.h"

using namespace katern;
using katern::test::add_from;
using katern::test::must;
using katern::test::PeersNote;
using katern::test::person;
using katern::test::Setting;
using katern::test::Stage;

namespace {

constexpr const char* goes_wrong = "Toch gaat het niet vanzelf goed.";
constexpr const char* network = "Regio Oost";

struct Scenes {
    Stage& stage;
    std::string suffix;
    std::string only = getenv("KATERN_SCENE") ? getenv("KATERN_SCENE") : "";

    void save(const std::string& name) {
        stage.frames(3);
        if (only.empty() || only == name)
            stage.save(std::string(getenv("KATERN_PICTURES")) + "/meeting-" + name + suffix + ".png");
    }
    app::MeetingDesk& desk() { return app::meeting_desk_of(stage.reader()); }
    app::LookingBack& back() { return *stage.reader().looking_back; }
};

std::string mark(notes::Store& store, const app::KnownBook& known, const std::string& quote,
                 const std::string& category, const std::string& body) {
    app::NewNote note;
    note.chapter = "02-randvoorwaarden";
    note.quote = quote;
    note.category = category;
    note.body = body;
    note.share = network;
    return must(app::annotate(store, known, note));
}

// A meeting of 12 March in the person's own data, with a passage, a decision and an action.
void hold(const std::string& data) {
    notes::Store store = must(app::open_store(data, "other"));
    const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
    const std::string asked = mark(store, known, goes_wrong, "vraag", "Wat gaat er dan mis? Wij begonnen zonder doel.");
    const std::string meeting =
        must(app::new_meeting(store, known,
                              {network,
                               "Regio Oost, maart",
                               "2026-03-12",
                               "Wat moet er bij ons geregeld zijn?",
                               {"Anna de Groot", "Bas Visser", "Karin Overgaauw-van der Meulenkamp"},
                               90}));
    app::NewPart item;
    item.text = "Wat spreken we af over de randvoorwaarden van onze samenwerkingsovereenkomst?";
    item.minutes = 25;
    item.notes = {asked};
    const std::string item_id = must(app::add_part(store, known, meeting, item));
    app::NewPart round;
    round.text = "Rondje";
    round.minutes = 10;
    must(app::add_part(store, known, meeting, round));
    app::NewPart prompt;
    prompt.part = notes::MeetingPart::prompt;
    prompt.text = "Wat is bij jullie al geregeld?";
    prompt.passage = must(app::meeting(store, known, meeting)).items.front().passage->anchor;
    must(app::add_part(store, known, meeting, prompt));
    app::NewPart decision;
    decision.part = notes::MeetingPart::decision;
    decision.text = "Elk overleg begint met één kantje doel.";
    decision.item = item_id;
    const std::string decided = must(app::add_part(store, known, meeting, decision));
    app::NewPart action;
    action.part = notes::MeetingPart::action;
    action.text = "maakt het kantje en deelt dat een week van tevoren";
    action.who = "Karin Overgaauw";
    action.when = "2026-04-01";
    action.decision = decided;
    must(app::add_part(store, known, meeting, action));
}

void page_views(Scenes& scenes) {
    Stage& stage = scenes.stage;
    stage.until([&] { return stage.find("reflect") != nullptr; });
    scenes.save("asked");
    scenes.back().reflecting.look();
    stage.until([&] { return scenes.back().reflecting.page.has_value(); });
    stage.frames(2);
    stage.type("Ons overleg begint er nu mee.");
    scenes.save("reflecting");
    scenes.back().reflecting.close();
    stage.until([&] { return !scenes.back().decisions.all().empty(); });
    stage.frames(2);
    scenes.back().decisions.step(1);
    scenes.save("decided");
    scenes.back().decisions.close();
    stage.key('t', true, true);
    stage.until([&] { return stage.find("together") != nullptr; });
    stage.until([&] { return stage.find("together/tab/0") != nullptr; });
    scenes.save("samen");
    stage.key(app::key_escape);
}

void desk_views(Scenes& scenes) {
    Stage& stage = scenes.stage;
    stage.key('b', true, true);
    stage.until([&] { return scenes.desk().lies_there != nullptr; });
    scenes.save("list");
    scenes.desk().choose(scenes.desk().meetings.front().id);
    scenes.save("prepare");
    scenes.desk().facts_open = true;
    scenes.save("facts");
    scenes.desk().facts_open = false;
    scenes.desk().scroll = 100'000;
    scenes.save("prepare-end");
    app::open_hand_out(stage.reader());
    scenes.save("hand-out");
    stage.reader().sheet = app::SheetState{};
    scenes.desk().present();
    scenes.save("presented");
    scenes.desk().act();
    stage.frames(2);
    stage.type("vraagt de bestuurder");
    scenes.save("presented-action");
    stage.key(app::key_escape);
    scenes.desk().close_writing();
    scenes.desk().close();
}

void other_views(Scenes& scenes) {
    Stage& stage = scenes.stage;
    app::Reader& reader = stage.reader();
    stage.key('l', true, true);
    stage.until([&] { return scenes.back().view && scenes.back().view->all; });
    scenes.save("look-back");
    scenes.back().show_table(true);
    scenes.save("look-back-table");
    stage.key(app::key_escape);
    stage.key(app::key_escape);
    stage.until([&] { return !reader.peers.networks.empty(); });
    std::string id;
    for (const notes::NetworkFacts& facts : reader.peers.networks)
        if (facts.network.name == network) id = facts.network.id;
    app::save_memory(reader, id);
    scenes.save("memory");
    reader.sheet = app::SheetState{};
    app::save_edition_page(reader, id);
    scenes.save("discuss");
    reader.sheet = app::SheetState{};
}

void draw_all(Setting setting, const std::string& suffix) {
    setenv("KATERN_NOW", "2026-03-12T12:00:00Z", 1);
    const katern::test::Folder folder;
    setting.data = folder.path("data");
    hold(setting.data);
    setenv("KATERN_NOW", "2026-03-22T09:00:00Z", 1);
    {
        Stage stage(setting);
        app::Settings wanted = stage.reader().settings;
        wanted.theme = setting.theme;
        stage.reader().change_settings(wanted);
        add_from(stage, person("Bas Visser"),
                 {goes_wrong, "inzicht", "Doel, tijd en vertrouwen: in die volgorde.", "", network, ""});
        add_from(stage, person("Karin Overgaauw"), {goes_wrong, "twijfel", "Is dat zo?", "", network, ""});
        Scenes scenes{stage, suffix};
        page_views(scenes);
        desk_views(scenes);
        other_views(scenes);
    }
    unsetenv("KATERN_NOW");
}

}  // namespace

TEST_CASE("meetings are drawn to be looked at", "[.pictures]") {
    REQUIRE(getenv("KATERN_PICTURES"));
    using draw::ThemeName;
    draw_all({1280, 800}, "");
    draw_all({1280, 800, 1, ThemeName::dark, Language::en}, "-dark-en");
    draw_all({1024, 600, 1, ThemeName::sepia}, "-sepia-600");
    draw_all({1024, 768, 1, ThemeName::light}, "-768");
    draw_all({640, 400, 2, ThemeName::light}, "-2x");
}
