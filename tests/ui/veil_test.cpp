// *Eerst zelf* in Samen, in Bijeenkomst, before the room and on paper: while a meeting is prepared nothing of others
// can be read in a chapter where I marked nothing; on its day all of it can.
#include <stdlib.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "app/handing_out.h"
#include "app/meeting_desk.h"
#include "ui/peers_desk.h"
#include "words/words.h"

using namespace katern;
using katern::test::add_from;
using katern::test::person;
using katern::test::Stage;

namespace {

constexpr const char* veiled_words = "Toch gaat het niet vanzelf goed.";
constexpr const char* secret = "zeepaardje";

struct VeilMoment {
    explicit VeilMoment(const char* at) { setenv("KATERN_NOW", at, 1); }
    ~VeilMoment() { unsetenv("KATERN_NOW"); }
    VeilMoment(const VeilMoment&) = delete;
    VeilMoment& operator=(const VeilMoment&) = delete;
};

app::MeetingDesk& meeting_of(Stage& stage) {
    return app::meeting_desk_of(stage.reader());
}

std::string words_shown(Stage& stage) {
    std::string out;
    for (const ui::Item& item : stage.memory().items) out += item.name + "\n" + item.value + "\n";
    return out;
}

bool tells(Stage& stage) {
    stage.frames(2);
    return words_shown(stage).find(secret) != std::string::npos;
}

// A network that wants *Eerst zelf*, in which somebody else marked; and a meeting of a day, with what he marked on its
// agenda.
struct Prepared {
    std::string mark, meeting;
};
Prepared prepare(Stage& stage, const std::string& day) {
    Prepared out;
    out.mark = add_from(stage, person("Joost Visser"), {veiled_words, "vraag", secret, {}, {}, {}});
    stage.until([&] { return stage.reader().known_book().has_value(); });
    Result<notes::Store> store = app::open_store(stage.reader().data_folder, "other");
    REQUIRE(store);
    const std::string network = stage.reader().peers.networks.front().network.id;
    REQUIRE(notes::set_first_self(*store, network, true, ""));
    app::NewMeeting wanted;
    wanted.name = "Regio Oost";
    wanted.date = day;
    const Result<std::string> made = app::new_meeting(*store, *stage.reader().known_book(), wanted);
    REQUIRE(made);
    out.meeting = *made;
    app::NewPart item;
    item.text = "Wat spreken we af?";
    item.notes = {out.mark};
    REQUIRE(app::add_part(*store, *stage.reader().known_book(), out.meeting, item));
    stage.reader().load_networks();
    stage.until([&] { return stage.reader().peers.veiled == 1; });
    return out;
}

void open_meeting(Stage& stage, const Prepared& prepared) {
    stage.key('b', true, true);
    stage.until([&] { return meeting_of(stage).lies_there && !meeting_of(stage).meetings.empty(); });
    stage.click("meetings/row/" + prepared.meeting);
    stage.until([&] { return meeting_of(stage).seen && meeting_of(stage).lies_there; });
}

std::string handed_out(Stage& stage, const std::string& meeting) {
    Result<notes::Store> store = app::open_store(stage.reader().data_folder, "other");
    REQUIRE(store);
    const std::string path = stage.folder().path("hand-out.md");
    REQUIRE(app::hand_out(*store, *stage.reader().known_book(), meeting, *app::hand_out_form("markdown"), path,
                          Language::nl));
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("Eerst zelf: before the day nothing of others is read in Samen, in a meeting, before the room or on paper") {
    const VeilMoment now("2026-03-10T09:00:00Z");
    Stage stage;
    const Prepared prepared = prepare(stage, "2026-03-12");
    stage.key('t', true, true);
    stage.until([&] { return stage.reader().together && stage.reader().together->all; });
    CHECK_FALSE(tells(stage));
    CHECK(stage.find("together/veiled"));
    CHECK(stage.reader().together->all->marks.empty());
    stage.key(app::key_escape);

    open_meeting(stage, prepared);
    CHECK_FALSE(tells(stage));
    CHECK(stage.find("meeting/veiled"));
    CHECK(stage.ids("meeting/lies/0/").empty());
    REQUIRE(meeting_of(stage).seen->items.size() == 1);
    CHECK(meeting_of(stage).seen->items[0].passages.at(0).voices.empty());
    stage.key(app::key_f5);
    CHECK_FALSE(tells(stage));
    CHECK(stage.find("present/passage"));
    stage.key(app::key_escape);
    CHECK(handed_out(stage, prepared.meeting).find(secret) == std::string::npos);

    // I marked in the chapter myself: the veil is gone everywhere.
    stage.key(app::key_escape);
    stage.key(app::key_escape);
    const auto chapter = stage.reader().book->find("02-randvoorwaarden");
    REQUIRE(chapter);
    stage.go(*chapter);
    stage.mark("leernetwerk", "inzicht");
    open_meeting(stage, prepared);
    stage.until([&] { return tells(stage); });
    CHECK_FALSE(stage.find("meeting/veiled"));
    CHECK(handed_out(stage, prepared.meeting).find(secret) != std::string::npos);
}

TEST_CASE("Eerst zelf: on the day of the meeting all of it is read there") {
    const VeilMoment now("2026-03-12T09:00:00Z");
    Stage stage;
    const Prepared prepared = prepare(stage, "2026-03-12");
    open_meeting(stage, prepared);
    stage.until([&] { return tells(stage); });
    CHECK_FALSE(stage.find("meeting/veiled"));
    stage.key(app::key_f5);
    CHECK(tells(stage));
    stage.key(app::key_escape);
    CHECK(handed_out(stage, prepared.meeting).find(secret) != std::string::npos);
    // Back at the list, and in a meeting that is still to come, it is veiled again.
    stage.key(app::key_escape);
    stage.until([&] { return stage.find("meetings/new") != nullptr; });
    stage.click("meetings/new");
    stage.until([&] {
        return meeting_of(stage).seen && meeting_of(stage).seen->items.empty() && meeting_of(stage).lies_there;
    });
    stage.until([&] { return stage.find("meeting/veiled") != nullptr; });
    CHECK_FALSE(tells(stage));
}
