// What is typed in a reflection and below a decision is never lost: neither by leaving it while the store is at
// something else, nor by a database that refuses it for a while.
#include <sqlite3.h>
#include <stdlib.h>

#include <catch2/catch.hpp>
#include <future>

#include "app/handing_out.h"
#include "app/looking_back.h"
#include "app/meeting_desk.h"
#include "app/reader_jobs.h"
#include "app/saving_page.h"
#include "support/must.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::must;
using katern::test::Setting;
using katern::test::Stage;

namespace {

// KATERN_NOW while this is there.
struct Moment {
    explicit Moment(const char* at) { setenv("KATERN_NOW", at, 1); }
    ~Moment() { unsetenv("KATERN_NOW"); }
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;
};

struct Held {
    std::string meeting, decision;
};

// A meeting, of that day, about one passage, in which something was decided.
Held hold_meeting(const std::string& data, const std::string& date) {
    notes::Store store = must(app::open_store(data, "other"));
    const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
    app::NewNote note;
    note.chapter = "02-randvoorwaarden";
    note.quote = "Toch gaat het niet vanzelf goed.";
    note.share = "Regio Oost";
    const std::string mark = must(app::annotate(store, known, note));
    Held held;
    held.meeting = must(app::new_meeting(store, known, {"Regio Oost", "", date, "", {}, 0}));
    app::NewPart item;
    item.text = "Wat spreken we af?";
    item.notes = {mark};
    app::NewPart decision;
    decision.part = notes::MeetingPart::decision;
    decision.text = "Elk overleg begint met één kantje doel.";
    decision.item = must(app::add_part(store, known, held.meeting, item));
    held.decision = must(app::add_part(store, known, held.meeting, decision));
    return held;
}

app::LookingBack& back(Stage& stage) {
    return *stage.reader().looking_back;
}

Setting on(const katern::test::Folder& folder) {
    Setting setting;
    setting.data = folder.path("data");
    return setting;
}

std::string outcome_of(const std::string& data, const std::string& row) {
    notes::Store store = must(app::open_store(data, "look"));
    const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
    for (const notes::MeetingRow& one : must(notes::meeting_rows(store, known.key)))
        if (one.id == row) return one.field(notes::meeting_outcome);
    return "there is no such row";
}

std::vector<std::string> reflections_in(const std::string& data) {
    notes::Store store = must(app::open_store(data, "look"));
    const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
    std::vector<std::string> out;
    for (const notes::Annotation& note : must(store.annotations(known.key)))
        if (note.kind == notes::Kind::reflection) out.push_back(notes::reflection_in(note).words);
    return out;
}

// Another program that holds the database while this is there.
struct Other {
    explicit Other(const std::string& data) {
        REQUIRE(sqlite3_open((data + "/katern.db").c_str(), &database) == SQLITE_OK);
        REQUIRE(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    ~Other() { lets_go(); }
    Other(const Other&) = delete;
    Other& operator=(const Other&) = delete;
    void lets_go() {
        if (database) sqlite3_exec(database, "ROLLBACK", nullptr, nullptr, nullptr);
        sqlite3_close(std::exchange(database, nullptr));
    }
    sqlite3* database = nullptr;
};

void open_reflection(Stage& stage, const Held& held) {
    stage.until([&] { return stage.reader().known_book().has_value(); });
    back(stage).reflecting.open(held.meeting);
    stage.until([&] { return back(stage).reflecting.page.has_value(); });
    stage.frames(2);
}

}  // namespace

TEST_CASE("an answer that is typed on while the store is busy and then left is kept whole") {
    const Moment now("2026-03-19T08:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Stage stage(on(folder));
    open_reflection(stage, held);
    // The store is at something that takes its time.
    std::promise<void> ready;
    const std::shared_future<void> goes_on = ready.get_future().share();
    stage.reader().ask_store(
        [goes_on](notes::Store&) -> Result<void> {
            goes_on.wait();
            return {};
        },
        [](const Result<void>&) {});
    stage.type("Het eerste.");
    stage.until([&] { return back(stage).reflecting.page->answers[0]->busy; });
    stage.type(" En het laatste.");
    stage.key(app::key_escape);
    stage.frame();
    REQUIRE_FALSE(back(stage).reflecting.page);
    CHECK(back(stage).has_unsaved());
    ready.set_value();
    stage.until([&] { return !back(stage).has_unsaved(); });
    CHECK(reflections_in(folder.path("data")) == std::vector<std::string>{"Het eerste. En het laatste."});
}

TEST_CASE("an answer that could not be kept when its page was left is tried again, and holds up the end once") {
    const Moment now("2026-03-19T08:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Stage stage(on(folder));
    open_reflection(stage, held);
    Other other(folder.path("data"));
    stage.type("We deden het anders.");
    stage.key(app::key_escape);
    stage.until([&] { return stage.reader().message.find("katern.db") != std::string::npos; });
    CHECK(back(stage).unsaved_words() == std::vector<std::string>{"We deden het anders."});
    stage.reader().quit = true;
    CHECK_FALSE(stage.reader().ready_to_go());
    CHECK_FALSE(stage.reader().quit);
    other.lets_go();
    stage.until([&] { return !back(stage).has_unsaved(); });
    CHECK(reflections_in(folder.path("data")) == std::vector<std::string>{"We deden het anders."});
}

TEST_CASE("what came of a decision is kept later when it could not be kept as it was left") {
    const Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Stage stage(on(folder));
    stage.until([&] { return stage.find("decisions/" + held.decision) != nullptr; });
    app::OutcomeWriting& writing = back(stage).decisions.outcome;
    writing.open(held.decision, "");
    Other other(folder.path("data"));
    writing.edit().insert("Minder agenda.", std::chrono::milliseconds(0));
    writing.close();
    stage.until([&] { return stage.reader().message.find("katern.db") != std::string::npos; });
    CHECK(writing.has_unsaved());
    // Who opens it again goes on with what was typed.
    writing.open(held.decision, "");
    CHECK(writing.edit().text() == "Minder agenda.");
    writing.close();
    other.lets_go();
    stage.until([&] { return !writing.has_unsaved(); });
    CHECK(outcome_of(folder.path("data"), held.decision) == "Minder agenda.");
}

TEST_CASE("what was typed into a meeting that somebody deleted meanwhile is said once, and not tried for good") {
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Stage stage(on(folder));
    stage.until([&] { return stage.reader().known_book().has_value(); });
    app::MeetingDesk& desk = app::meeting_desk_of(stage.reader());
    desk.show();
    stage.until([&] { return desk.lies_there != nullptr; });
    desk.choose(held.meeting);
    stage.until([&] { return desk.has_meeting(); });
    desk.write(held.decision, {std::string(notes::meeting_text)});
    {
        notes::Store store = must(app::open_store(folder.path("data"), "other"));
        must(notes::change_meeting(store, held.decision, {{"life", "deleted"}}));
    }
    desk.writing->fields.front().edit.set_text("Woorden die nergens meer bij horen");
    desk.save_now();
    stage.until([&] { return stage.reader().message.find("Woorden die nergens") != std::string::npos; });
    CHECK_FALSE(desk.has_unsaved());
    CHECK_FALSE(desk.writing);
}

TEST_CASE("a hand-out that failed is told when its sheet was left, and leaves another sheet alone") {
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Stage stage(on(folder));
    stage.until([&] { return stage.reader().known_book().has_value(); });
    app::MeetingDesk& desk = app::meeting_desk_of(stage.reader());
    desk.show();
    stage.until([&] { return desk.lies_there != nullptr; });
    desk.choose(held.meeting);
    stage.until([&] { return desk.has_meeting(); });
    app::open_hand_out(stage.reader());
    app::hand_out_from_sheet(stage.reader(), folder.path("er/is/geen/map.docx"));
    REQUIRE(stage.reader().saving->busy());
    stage.reader().sheet = app::SheetState{};
    stage.reader().sheet.kind = app::Sheet::about;
    stage.reader().sheet.busy = true;
    stage.reader().message.clear();
    // A second one waits for the first, and says so.
    stage.reader().saving->ask({});
    CHECK(stage.reader().message.find("nog een bestand geschreven") != std::string::npos);
    stage.reader().message.clear();
    stage.until([&] { return !stage.reader().message.empty(); });
    CHECK(stage.reader().message.find("map.docx") != std::string::npos);
    CHECK(stage.reader().sheet.kind == app::Sheet::about);
    CHECK(stage.reader().sheet.busy);
    CHECK_FALSE(stage.reader().sheet.failure);
}

TEST_CASE("a meeting without a day leaves no empty brackets") {
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "");
    Stage stage(on(folder));
    stage.until([&] { return stage.find("decisions/" + held.decision) != nullptr; });
    CHECK(stage.item("decisions/" + held.decision).name == "Besluit: Elk overleg begint met één kantje doel.");
    open_reflection(stage, held);
    const app::MeetingToReflect& meeting = *back(stage).reflecting.page->meeting;
    CHECK(app::question_about(meeting, meeting.passages.front(), Language::nl) ==
          "Wat heb je gedaan met “Toch gaat het niet vanzelf goed.”?");
}

TEST_CASE("typing in a note doesn't make the decisions be read again") {
    const Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Stage stage(on(folder));
    stage.until([&] { return stage.find("decisions/" + held.decision) != nullptr; });
    const app::DecidedPassage* before = back(stage).decisions.all().data();
    const std::uint64_t revision = stage.reader().notes_revision;
    stage.mark("doel", "inzicht", "Een gedachte.");
    stage.until([&] { return stage.reader().notes_revision > revision; });
    std::promise<void> done;
    stage.reader().ask_store([](notes::Store&) -> Result<void> { return {}; },
                             [&](const Result<void>&) { done.set_value(); });
    stage.until([&, answered = done.get_future().share()] {
        return answered.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    CHECK(back(stage).decisions.all().data() == before);
}
