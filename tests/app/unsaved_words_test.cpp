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
#include "app/within.h"
#include "support/folder.h"
#include "support/must.h"

using namespace katern;
using katern::test::must;

namespace {

// KATERN_NOW while this is there.
struct Moment {
    explicit Moment(const char* at) { setenv("KATERN_NOW", at, 1); }
    ~Moment() { unsetenv("KATERN_NOW"); }
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;
};

struct Held {
    std::string network, meeting, decision;
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
    held.network = must(app::known_network(store, "Regio Oost")).id;
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

// A reader on these notes, without a window.
struct Desk {
    explicit Desk(const katern::test::Folder& folder) : reader(options(folder), nullptr) {
        until([&] { return reader.known_book() && reader.settings_known; });
    }
    template <class Condition>
    void until(Condition so) {
        REQUIRE(katern::test::within(std::chrono::seconds(20), reader, so));
    }
    app::LookingBack& back() { return *reader.looking_back; }
    static app::LaunchOptions options(const katern::test::Folder& folder) {
        app::LaunchOptions out;
        out.data = folder.path("data");
        return out;
    }
    void open_reflection(const Held& held) {
        back().reflecting.open(held.meeting);
        until([&] { return back().reflecting.page.has_value(); });
    }
    void type(const std::string& words) {
        back().reflecting.page->answers[0]->edit.insert(words, std::chrono::milliseconds(0));
    }
    void read_decisions() {
        until([&] {
            back().decisions.look(true);
            return !back().decisions.all().empty();
        });
    }
    // All that was asked of the store is answered, and what that asked in turn.
    void settle() {
        for (int round = 0; round < 3; ++round) {
            back().decisions.look(true);
            bool answered = false;
            reader.ask_store([](notes::Store&) -> Result<void> { return {}; },
                             [&](const Result<void>&) { answered = true; });
            until([&] { return answered; });
        }
    }
    app::MeetingDesk& open_meeting(const Held& held) {
        app::MeetingDesk& desk = app::meeting_desk_of(reader);
        desk.show(held.network);
        until([&] {
            desk.look_if_changed();  // as the view does in each frame
            return desk.lies_there != nullptr;
        });
        desk.choose(held.meeting);
        until([&] { return desk.has_meeting(); });
        return desk;
    }
    app::Reader reader;
};

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
        sqlite3_busy_timeout(database, 20'000);  // the reader may be writing what it does by itself
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

}  // namespace

TEST_CASE("an answer that is typed on while the store is busy and then left is kept whole") {
    const Moment now("2026-03-19T08:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Desk desk(folder);
    desk.open_reflection(held);
    // The store is at something that takes its time.
    std::promise<void> ready;
    const std::shared_future<void> goes_on = ready.get_future().share();
    desk.reader.ask_store(
        [goes_on](notes::Store&) -> Result<void> {
            goes_on.wait();
            return {};
        },
        [](const Result<void>&) {});
    desk.type("Het eerste.");
    desk.until([&] { return desk.back().reflecting.page->answers[0]->busy; });
    desk.type(" En het laatste.");
    desk.back().close_page();
    REQUIRE_FALSE(desk.back().reflecting.page);
    CHECK(desk.back().has_unsaved());
    ready.set_value();
    desk.until([&] { return !desk.back().has_unsaved(); });
    CHECK(reflections_in(folder.path("data")) == std::vector<std::string>{"Het eerste. En het laatste."});
}

TEST_CASE("an answer that could not be kept when its page was left is tried again, and holds up the end once") {
    const Moment now("2026-03-19T08:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Desk desk(folder);
    desk.open_reflection(held);
    Other other(folder.path("data"));
    desk.type("We deden het anders.");
    desk.back().close_page();
    desk.until([&] { return desk.reader.message.find("katern.db") != std::string::npos; });
    CHECK(desk.back().unsaved_words() == std::vector<std::string>{"We deden het anders."});
    desk.reader.quit = true;
    CHECK_FALSE(desk.reader.ready_to_go());
    CHECK_FALSE(desk.reader.quit);
    other.lets_go();
    desk.until([&] { return !desk.back().has_unsaved(); });
    CHECK(reflections_in(folder.path("data")) == std::vector<std::string>{"We deden het anders."});
}

TEST_CASE("what is typed at a mark that could not be made is kept with its mark as soon as that goes") {
    const katern::test::Folder folder;
    hold_meeting(folder.path("data"), "2026-03-12");
    Desk desk(folder);
    app::Reader& reader = desk.reader;
    desk.until([&] { return reader.chapter && reader.row; });
    reader.selection = app::Selection{10, 29};
    const std::string quote = reader.chapter->text.substr(10, 19);
    Other other(folder.path("data"));
    reader.note_on_selection();
    desk.until([&] { return reader.message.find("katern.db") != std::string::npos; });
    REQUIRE(reader.editor);
    reader.editor->edit.insert("Toch niet weg.", std::chrono::milliseconds(0));
    CHECK_FALSE(reader.editor->is_saved());
    other.lets_go();
    desk.until([&] { return reader.editor && !reader.editor->id.empty() && reader.editor->is_saved(); });
    CHECK_FALSE(reader.selection);
    notes::Store store = must(app::open_store(folder.path("data"), "look"));
    const notes::Annotation kept = must(store.annotation(reader.editor->id));
    CHECK(kept.body == "Toch niet weg.");
    CHECK(kept.anchor.exact == quote);
}

TEST_CASE("what came of a decision is kept later when it could not be kept as it was left") {
    const Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Desk desk(folder);
    desk.read_decisions();
    app::OutcomeWriting& writing = desk.back().decisions.outcome;
    writing.open(held.decision, "");
    Other other(folder.path("data"));
    writing.edit().insert("Minder agenda.", std::chrono::milliseconds(0));
    writing.close();
    desk.until([&] { return desk.reader.message.find("katern.db") != std::string::npos; });
    CHECK(writing.has_unsaved());
    // Who opens it again goes on with what was typed.
    writing.open(held.decision, "");
    CHECK(writing.edit().text() == "Minder agenda.");
    writing.close();
    other.lets_go();
    desk.until([&] { return !writing.has_unsaved(); });
    CHECK(outcome_of(folder.path("data"), held.decision) == "Minder agenda.");
}

TEST_CASE("what was typed into a meeting that somebody deleted meanwhile is said once, and not tried for good") {
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Desk desk(folder);
    app::MeetingDesk& meeting = desk.open_meeting(held);
    meeting.write(held.decision, {std::string(notes::meeting_text)});
    {
        notes::Store store = must(app::open_store(folder.path("data"), "other"));
        must(notes::change_meeting(store, held.decision, {{"life", "deleted"}}));
    }
    meeting.writing->fields.front().edit.set_text("Woorden die nergens meer bij horen");
    meeting.save_now();
    desk.until([&] { return desk.reader.message.find("Woorden die nergens") != std::string::npos; });
    CHECK_FALSE(meeting.has_unsaved());
    CHECK_FALSE(meeting.writing);
}

TEST_CASE("a hand-out that failed is told when its sheet was left, and leaves another sheet alone") {
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "2026-03-12");
    Desk desk(folder);
    desk.open_meeting(held);
    app::open_hand_out(desk.reader);
    app::hand_out_from_sheet(desk.reader, folder.path("er/is/geen/map.docx"));
    REQUIRE(desk.reader.saving->busy());
    desk.reader.sheet = app::SheetState{};
    desk.reader.sheet.kind = app::Sheet::about;
    desk.reader.sheet.busy = true;
    desk.reader.message.clear();
    // A second one waits for the first, and says so.
    desk.reader.saving->ask({});
    CHECK(desk.reader.message.find("nog een bestand geschreven") != std::string::npos);
    desk.reader.message.clear();
    desk.until([&] { return !desk.reader.message.empty(); });
    CHECK(desk.reader.message.find("map.docx") != std::string::npos);
    CHECK(desk.reader.sheet.kind == app::Sheet::about);
    CHECK(desk.reader.sheet.busy);
    CHECK_FALSE(desk.reader.sheet.failure);
}

TEST_CASE("a meeting without a day leaves no empty brackets") {
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), "");
    Desk desk(folder);
    desk.open_reflection(held);
    const app::MeetingToReflect& meeting = *desk.back().reflecting.page->meeting;
    CHECK(app::question_about(meeting, meeting.passages.front(), Language::nl) ==
          "Wat heb je gedaan met “Toch gaat het niet vanzelf goed.”?");
}

TEST_CASE("a change of a note doesn't make the decisions be read again") {
    const Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    hold_meeting(folder.path("data"), "2026-03-12");
    Desk desk(folder);
    desk.read_decisions();
    desk.settle();
    const app::DecidedPassage* before = desk.back().decisions.all().data();
    const std::uint64_t revision = desk.reader.notes_revision;
    desk.reader.selection = app::Selection{0, 4};
    desk.reader.note_on_selection();
    desk.until([&] { return desk.reader.notes_revision > revision; });
    desk.settle();
    CHECK(desk.back().decisions.all().data() == before);
}
