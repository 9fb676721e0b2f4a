// Not a test by itself: draws what others wrote and what travels into $KATERN_PICTURES, to be looked at.
//     KATERN_PICTURES=/tmp/pictures test_ui "[.pictures-together]"
#include <catch2/catch.hpp>
#include <cstdlib>

#include "app/exporter.h"
#include "app/importing.h"
#include "ui/peers_desk.h"

using namespace katern;
using katern::test::add_from;
using katern::test::Folder;
using katern::test::person;
using katern::test::Setting;
using katern::test::Stage;

namespace {

constexpr const char* goes_wrong = "Toch gaat het niet vanzelf goed.";
constexpr const char* in_order = "In dit hoofdstuk ordenen we de voorwaarden in vijf.";
constexpr const char* long_name =
    "Samenwerkingsverband Medezeggenschapsraadsverkiezingscommissievergaderingen Noordoost-Nederland";

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(say(result.error(), Language::nl));
    return std::move(*result);
}

// A reader in two networks, with others on the page, and a file that somebody sent.
struct Desk {
    Stage stage;
    Folder folder;
    std::string joost, mine, other,
        file = folder.path("Notities van Anna voor de bijeenkomst van de Regio Oost in maart.annotations");

    explicit Desk(const Setting& setting) : stage(setting) {
        joost = add_from(stage, person("Joost Visser"),
                         {goes_wrong,
                          "inzicht",
                          "Doel, tijd, vertrouwen. Dat is wat ons in 2022 is overkomen.",
                          {},
                          "Regio Oost",
                          {}});
        add_from(stage, person("Anna Maria de Groot-van der Meulen"),
                 {goes_wrong, "twijfel", "Is dit zo? Bij ons was er juist eerst vertrouwen.", {}, "Regio Oost", {}});
        const std::string reply = add_from(stage, person("Anna Maria de Groot-van der Meulen"),
                                           {{}, {}, "Tijd vooral.", joost, "Regio Oost", {}});
        add_from(stage, person("Karim Bakker"), {{}, {}, "Bij ons ook.", reply, "Regio Oost", "Bas"});
        mine = stage.mark(in_order, "vraag", "Waarom vijf?");
        other = stage.mark("wie niets afspreekt over doel", "actie", "Op de agenda van maart.");
        notes::Store store = must(app::open_store(stage.reader().data_folder, "peer"));
        must(store.set_profile("Els van Dam", "De Wilgen").map([] { return true; }));
        must(store.share({mine}, must(store.network("Regio Oost")).id).map([] { return true; }));
        must(store.share({other}, must(store.network(long_name)).id).map([] { return true; }));
        stage.reader().others_wrote();
        stage.until([&] {
            return stage.reader().find_note(other) && !stage.reader().find_note(other)->note.is_private() &&
                   stage.reader().peers.networks.size() >= 2;
        });
        send();
    }
    void send() {
        notes::Store store = must(app::open_store(folder.path("anna"), "anna"));
        must(store.set_profile("Anna Maria de Groot-van der Meulen", "Stichting Openbaar Onderwijs De Wilgen").map([] {
            return true;
        }));
        const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
        app::NewNote note;
        note.chapter = "02-randvoorwaarden";
        note.quote = goes_wrong;
        note.body = "Doel, tijd, vertrouwen.";
        note.share = "Leerkring van schoolleiders in de Achterhoek";
        must(app::annotate(store, known, note));
        app::ExportOrder order;
        order.path = file;
        order.format = app::Format::annotations;
        order.network = note.share;
        must(app::export_annotations(store, known, order));
    }
    void away() {
        stage.reader().close_conversation();
        stage.reader().sheet = app::SheetState{};
        stage.reader().receiving.reset();
        stage.reader().message.clear();
        stage.frames(2);
    }
};

struct Scene {
    const char* name;
    void (*show)(Desk&);
};

void ready(Desk& d) {
    d.stage.until(
        [&] { return d.stage.reader().exporter().needs_network() || d.stage.reader().sheet.exporting.preview; });
    d.stage.frames(2);
}

constexpr Scene scenes[] = {
    {"page", [](Desk&) {}},
    {"conversation",
     [](Desk& d) {
         d.stage.reader().open_conversation(d.stage.reader().find_note(d.joost)->note.key, true);
         d.stage.frames(3);
     }},
    {"networks",
     [](Desk& d) {
         d.stage.reader().open_networks();
         d.stage.until([&] { return d.stage.find("sheet/first_self") != nullptr; });
     }},
    {"sharing", [](Desk& d) { d.stage.reader().open_sharing({d.mine}); }},
    {"outgoing",
     [](Desk& d) {
         app::run_command(d.stage.reader(), "notes.outgoing");
         d.stage.until([&] { return d.stage.reader().sheet.listed; });
     }},
    {"export-which",
     [](Desk& d) {
         app::run_command(d.stage.reader(), "notes.export");
         ready(d);
     }},
    {"export-pdf",
     [](Desk& d) {
         app::run_command(d.stage.reader(), "notes.export");
         d.stage.reader().exporter().choose_format(app::Format::pdf);
         d.stage.reader().sheet.exporting.with_private = true;
         ready(d);
     }},
    {"receive-empty", [](Desk& d) { d.stage.reader().open_receiving({}); }},
    {"receive",
     [](Desk& d) {
         d.stage.reader().open_receiving({d.file});
         d.stage.until([&] { return d.stage.find("sheet/take") != nullptr; });
     }},
    {"receive-busy",
     [](Desk& d) {
         d.stage.reader().open_receiving({});
         d.stage.reader().receiving = app::Receiving{};
         d.stage.reader().receiving->path = d.file;
         d.stage.reader().receiving->progress = 0.37;
     }},
    {"people", [](Desk& d) { app::run_command(d.stage.reader(), "peers.people"); }},
};

void draw(const Setting& setting, const std::string& suffix) {
    Desk desk(setting);
    for (const Scene& scene : scenes) {
        desk.away();
        scene.show(desk);
        desk.stage.frames(3);
        desk.stage.save(std::string(std::getenv("KATERN_PICTURES")) + "/" + scene.name + suffix + ".png");
    }
}

}  // namespace

TEST_CASE("what travels is drawn to be looked at", "[.pictures-together]") {
    REQUIRE(std::getenv("KATERN_PICTURES"));
    draw({}, "");
    draw({1024, 700}, "-1024");
    draw({640, 400, 2}, "-2x");
    draw({1280, 800, 1, draw::ThemeName::dark}, "-dark");
    draw({640, 480, 1, draw::ThemeName::sepia}, "-640");
}
