// Decisions beside the page, what is asked after a meeting, Terugblik and notes that come back, through the views
// themselves.
#include <stdlib.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "app/commands.h"
#include "app/looking_back.h"
#include "app/meeting_commands.h"
#include "app/meeting_desk.h"
#include "app/saving_page.h"
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

// KATERN_NOW while this is there.
struct Moment {
    explicit Moment(const char* at) { setenv("KATERN_NOW", at, 1); }
    ~Moment() { unsetenv("KATERN_NOW"); }
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;
    void moves_to(const char* at) { setenv("KATERN_NOW", at, 1); }
};

struct Held {
    std::string mark, meeting, item, decision, action;
};

// As another window of mine does: a passage is shared, brought to a meeting of 12 March, and something is decided.
Held hold_meeting(const std::string& data, bool decides = true, const std::string& date = "2026-03-12") {
    notes::Store store = must(app::open_store(data, "other"));
    const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
    Held held;
    app::NewNote note;
    note.chapter = "02-randvoorwaarden";
    note.quote = goes_wrong;
    note.category = "vraag";
    note.share = "Regio Oost";
    held.mark = must(app::annotate(store, known, note));
    held.meeting = must(app::new_meeting(store, known, {"Regio Oost", "", date, "", {}, 0}));
    app::NewPart item;
    item.text = "Wat spreken we af?";
    item.notes = {held.mark};
    held.item = must(app::add_part(store, known, held.meeting, item));
    if (!decides) return held;
    app::NewPart decision;
    decision.part = notes::MeetingPart::decision;
    decision.text = "Elk overleg begint met één kantje doel.";
    decision.item = held.item;
    held.decision = must(app::add_part(store, known, held.meeting, decision));
    app::NewPart action;
    action.part = notes::MeetingPart::action;
    action.text = "maakt het kantje";
    action.who = "Karin";
    action.when = "2026-04-01";
    action.decision = held.decision;
    held.action = must(app::add_part(store, known, held.meeting, action));
    return held;
}

app::LookingBack& back(Stage& stage) {
    return *stage.reader().looking_back;
}

std::string outcome_of(Stage& stage, const std::string& row) {
    notes::Store store = must(app::open_store(stage.reader().data_folder, "other"));
    for (const notes::MeetingRow& one : must(notes::meeting_rows(store, stage.reader().row->key)))
        if (one.id == row) return one.field(notes::meeting_outcome);
    return "there is no such row";
}

Setting on(const katern::test::Folder& folder) {
    Setting setting;
    setting.data = folder.path("data");
    return setting;
}

}  // namespace

TEST_CASE("what our network decided stands in the inner margin, and a click shows it with who does what") {
    const Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"));
    Stage stage(on(folder));
    stage.until([&] { return stage.find("decisions/" + held.decision) != nullptr; });
    const ui::Item sign = stage.item("decisions/" + held.decision);
    CHECK(sign.name == "Besluit van 12 mrt: Elk overleg begint met één kantje doel.");
    CHECK(sign.rect.right() <= stage.reader().text_area().x);
    stage.click("decisions/" + held.decision);
    stage.frame();
    REQUIRE(stage.find("decision"));
    CHECK(stage.item("decision/text/" + held.decision).name == "Elk overleg begint met één kantje doel.");
    CHECK(stage.item("outcome/" + held.decision).name == "Wat kwam er van “Elk overleg begint met één kantje doel.”?");
    CHECK(stage.find("outcome/" + held.action));
    // It lies beside the words, and Escape leaves it.
    CHECK(stage.item("decision").rect.x >= stage.reader().text_area().right());
    stage.key(app::key_escape);
    stage.frame();
    CHECK_FALSE(stage.find("decision"));
}

TEST_CASE("a decision of a meeting without a day is told without one") {
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"), true, "");
    Stage stage(on(folder));
    stage.until([&] { return stage.find("decisions/" + held.decision) != nullptr; });
    CHECK(stage.item("decisions/" + held.decision).name == "Besluit: Elk overleg begint met één kantje doel.");
}

TEST_CASE("what came of a decision is typed in its card, and kept by itself") {
    const Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"));
    Stage stage(on(folder));
    stage.until([&] { return stage.find("decisions/" + held.decision) != nullptr; });
    stage.key('k');
    stage.frames(2);
    REQUIRE(stage.find("decision"));
    CHECK(stage.memory().focus == "outcome/" + held.decision);
    stage.key(app::key_enter);
    stage.frames(2);
    stage.type("Minder agenda, meer gesprek.");
    stage.until([&] { return outcome_of(stage, held.decision) == "Minder agenda, meer gesprek."; });
    stage.click("outcome/" + held.action);
    stage.frames(2);
    stage.type("Klaar");
    stage.key(app::key_escape);  // leaving keeps it, without waiting
    stage.until([&] { return outcome_of(stage, held.action) == "Klaar"; });
    stage.until([&] {
        return stage.find("outcome/" + held.decision) &&
               stage.item("outcome/" + held.decision).value == "Minder agenda, meer gesprek.";
    });
}

TEST_CASE("what came of a decision is taken back like all else, in its turn with notes, and done again") {
    Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"));
    Stage stage(on(folder));
    stage.until([&] { return stage.find("decisions/" + held.decision) != nullptr; });
    stage.click("decisions/" + held.decision);
    stage.frame();
    stage.click("outcome/" + held.decision);
    stage.frame();
    stage.type("Minder agenda.");
    stage.key(app::key_escape);
    stage.until([&] { return outcome_of(stage, held.decision) == "Minder agenda."; });
    stage.key(app::key_escape);
    stage.until([&] { return stage.reader().meeting_desk && stage.reader().meeting_desk->next_undo(); });
    CHECK(app::label_of(stage.reader(), *app::command("edit.undo")) ==
          "Ongedaan maken: schrijven bij “Elk overleg begint met één kantje …”");

    // A mark that is made later goes first.
    now.moves_to("2026-03-14T10:05:00Z");
    const std::size_t before = stage.reader().notes.size();
    stage.mark("doel", "inzicht");
    stage.until([&] { return stage.reader().undo_step && stage.reader().notes.size() == before + 1; });
    stage.key('z', true);
    stage.until([&] { return stage.reader().notes.size() == before; });
    CHECK(outcome_of(stage, held.decision) == "Minder agenda.");
    stage.until([&] { return app::takes_step_of_meeting(stage.reader(), true); });
    stage.key('z', true);
    stage.until([&] { return outcome_of(stage, held.decision).empty(); });
    stage.until([&] { return back(stage).decisions.all().front().decided.front().outcome.empty(); });
    CHECK(stage.reader().notes.size() == before);
    stage.key('z', true, true);
    stage.until([&] { return outcome_of(stage, held.decision) == "Minder agenda."; });
    stage.until([&] { return !back(stage).decisions.all().front().decided.front().outcome.empty(); });

    // With the meeting it is a step as well.
    stage.key('b', true, true);
    stage.until([&] { return app::shows_meetings(stage.reader()) && stage.reader().meeting_desk->lies_there; });
    stage.key('z', true);
    stage.until([&] { return outcome_of(stage, held.decision).empty(); });
}

TEST_CASE("the keyboard goes from decision to decision, through the chapters, and says where there is none further") {
    const Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"));
    std::string later;
    {
        notes::Store store = must(app::open_store(folder.path("data"), "other"));
        const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
        app::NewPart decision;
        decision.part = notes::MeetingPart::decision;
        decision.text = "Verderop";
        decision.address = "4 ¶3";
        later = must(app::add_part(store, known, held.meeting, decision));
    }
    Stage stage(on(folder));
    stage.until([&] { return back(stage).decisions.all().size() == 2; });
    stage.key('k');
    stage.frames(2);
    CHECK(back(stage).decisions.opened()->id() == held.decision);
    stage.key(app::key_escape);
    stage.frame();
    stage.key('k');
    stage.frame();
    stage.key('k');
    stage.frames(2);
    CHECK(stage.reader().book->chapters[stage.reader().chapter_index].number == "4");
    REQUIRE(back(stage).decisions.opened());
    CHECK(back(stage).decisions.opened()->id() == later);
    stage.key('k');
    stage.frame();
    CHECK(stage.reader().message == "Verderop in dit boek is niets besloten.");
    stage.key('k', false, true);
    stage.frames(2);
    CHECK(back(stage).decisions.opened()->id() == held.decision);
}

TEST_CASE("seven days after a meeting it is asked once, also over restarts") {
    Moment now("2026-03-18T10:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"));
    {
        Stage stage(on(folder));
        stage.until([&] { return stage.find("decisions/" + held.decision) != nullptr; });
        stage.frames(5);
        CHECK_FALSE(stage.find("reflect"));
    }
    now.moves_to("2026-03-19T08:00:00Z");
    {
        Stage stage(on(folder));
        stage.until([&] { return stage.find("reflect") != nullptr; });
        CHECK(stage.item("reflect/words").name == "Op 12 mrt besprak je netwerk 1 passage. Wat heb je ermee gedaan?");
        // It takes nothing from who reads on, and its ways out are one press away.
        CHECK(stage.memory().focus.empty());
        for (const char* way : {"reflect/look", "reflect/later", "reflect/never"}) CHECK(stage.item(way).focusable);
    }
    Stage again(on(folder));
    again.until([&] { return !back(again).decisions.all().empty(); });
    again.frames(10);
    CHECK_FALSE(again.find("reflect"));
}

TEST_CASE("later asks at the first start a week on, and never is never again") {
    Moment now("2026-03-19T08:00:00Z");
    const katern::test::Folder folder;
    hold_meeting(folder.path("data"));
    const auto asks = [&](const char* press) {
        Stage stage(on(folder));
        stage.until([&] { return !back(stage).decisions.all().empty(); });
        // The question was put to the store; whatever it says has come by then.
        for (int i = 0; i < 60 && !stage.find("reflect"); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            stage.frame();
        }
        const bool asked = stage.find("reflect") != nullptr;
        if (asked && press) {
            stage.click(press);
            stage.until([&] { return !stage.reader().message.empty(); });
            CHECK_FALSE(stage.find("reflect"));
        }
        return asked;
    };
    CHECK(asks("reflect/later"));
    now.moves_to("2026-03-26T07:59:00Z");
    CHECK_FALSE(asks(nullptr));
    now.moves_to("2026-03-26T08:00:00Z");
    CHECK(asks("reflect/never"));
    now.moves_to("2027-03-26T08:00:00Z");
    CHECK_FALSE(asks(nullptr));
}

TEST_CASE(
    "an answer is kept as it is typed, in one of five cycles that each explain themselves, and is mine until I share "
    "it") {
    const Moment now("2026-03-19T08:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"));
    Stage stage(on(folder));
    stage.until([&] { return stage.find("reflect") != nullptr; });
    stage.click("reflect/look");
    stage.until([&] { return stage.find("reflecting") != nullptr; });
    stage.frames(2);
    CHECK(stage.memory().focus == "reflecting/0/text");
    stage.type("We deden het anders.");
    stage.until([&] {
        return !back(stage).reflecting.page->answers[0]->id.empty() &&
               back(stage).reflecting.page->answers[0]->is_saved();
    });
    const std::string id = back(stage).reflecting.page->answers[0]->id;
    stage.until([&] { return stage.reader().find_note(id) != nullptr; });
    const notes::Annotation note = stage.reader().find_note(id)->note;
    CHECK(note.kind == notes::Kind::reflection);
    CHECK(note.is_private());
    CHECK(note.item == held.item);
    CHECK(notes::reflection_in(note).question ==
          std::string("Wat heb je gedaan met “") + goes_wrong + "”? (12 mrt 2026)");
    CHECK(notes::reflection_in(note).words == "We deden het anders.");
    CHECK(note.created == *notes::from_iso_8601("2026-03-19T08:00:00Z"));

    CHECK(stage.item("reflecting/0/applied").name == "Gedaan. Je deed er iets mee in je eigen werk.");
    CHECK(stage.ids("reflecting/0/").size() >= 6);
    stage.click("reflecting/0/applied");
    stage.until([&] { return stage.reader().find_note(id)->note.cycle == "applied"; });
    stage.click("reflecting/0/applied");  // once more takes it out
    stage.until([&] { return stage.reader().find_note(id)->note.cycle.empty(); });
    stage.click("reflecting/0/share");
    stage.until([&] { return stage.reader().find_note(id)->note.shared_with.size() == 1; });
    stage.click("reflecting/ready");
    stage.frame();
    CHECK_FALSE(stage.find("reflecting"));
    CHECK(stage.find("mark/" + held.mark));
}

TEST_CASE("who only looks at what is asked leaves no trace") {
    const Moment now("2026-03-19T08:00:00Z");
    const katern::test::Folder folder;
    hold_meeting(folder.path("data"));
    Stage stage(on(folder));
    stage.until([&] { return stage.find("reflect") != nullptr; });
    stage.click("reflect/look");
    stage.until([&] { return stage.find("reflecting") != nullptr; });
    stage.click("reflecting/0/realized");
    stage.frames(3);
    stage.key(app::key_escape);
    stage.frames(3);
    CHECK_FALSE(stage.find("reflecting"));
    CHECK(stage.reader().notes.size() == 1);
}

TEST_CASE("Terugblik shows the thread from a mark to what came of it, as a picture and as a table, by keyboard too") {
    const Moment now("2026-06-19T08:00:00Z");
    const katern::test::Folder folder;
    const Held held = hold_meeting(folder.path("data"));
    {
        notes::Store store = must(app::open_store(folder.path("data"), "other"));
        const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
        must(app::write_outcome(store, known, held.decision, "Minder agenda, meer gesprek."));
    }
    Stage stage(on(folder));
    stage.until([&] { return !back(stage).decisions.all().empty(); });
    back(stage).reflecting.asked.reset();
    stage.key('l', true, true);
    stage.until([&] { return back(stage).view && back(stage).view->all; });
    stage.frame();
    CHECK(stage.item("look_back/counts").name ==
          "Van wat je las naar wat het opleverde: 1 passage, 1 vraag, 1 besluit, 0 keer iets gedaan en 1 opbrengst.");
    CHECK(stage.item("look_back/end").name == "Minder agenda, meer gesprek.");
    CHECK(stage.item("look_back/end").value.starts_with("begon bij 2 ¶"));
    CHECK(stage.ids("look_back/dot/").size() == 4);
    // The action waits for a word about what came of it.
    CHECK(stage.find("outcome/" + held.action));
    stage.tab_to("look_back/dot/" + held.mark);
    stage.key(app::key_enter);
    stage.frame();
    CHECK(stage.ids("look_back/picked/").size() == 4);

    stage.click("look_back/form");
    stage.frame();
    CHECK(stage.ids("look_back/row/").size() == 4);
    CHECK(stage.item("look_back/row/" + held.decision).name ==
          "Besloten, 12 mrt 2026: Elk overleg begint met één kantje doel.");
    REQUIRE(stage.ids("look_back/counts/0/").size() == 1);
    CHECK(stage.item("look_back/counts/0/0").name.find("Gevraagd 1 · Ingebracht 1 · Besloten 1 · Opgeleverd 1") !=
          std::string::npos);
    stage.click("look_back/row/" + held.decision);
    stage.frame();
    CHECK_FALSE(stage.find("look_back"));
    CHECK(stage.reader().book->chapters[stage.reader().chapter_index].id == "02-randvoorwaarden");
}

TEST_CASE("Terugblik without anything says how to begin, and Escape leaves it") {
    Stage stage;
    stage.until([&] { return stage.reader().known_book().has_value(); });
    stage.key('l', true, true);
    stage.until([&] { return back(stage).view && back(stage).view->all; });
    stage.frame();
    CHECK(stage.find("look_back"));
    CHECK(stage.ids("look_back/dot/").empty());
    stage.key(app::key_escape);
    stage.frame();
    CHECK_FALSE(stage.find("look_back"));
}

TEST_CASE("Terugblik is kept from its sheet, which says what private words go along") {
    const Moment now("2026-03-14T10:00:00Z");
    const katern::test::Folder folder;
    hold_meeting(folder.path("data"));
    Stage stage(on(folder));
    stage.mark("doel", "inzicht");
    stage.key('l', true, true);
    stage.until(
        [&] { return back(stage).view && back(stage).view->all && back(stage).view->all->moments.size() == 4; });
    stage.frame();
    stage.click("look_back/save");
    stage.frame();
    REQUIRE(stage.reader().sheet.kind == app::Sheet::save_page);
    CHECK(stage.reader().saving->page()->explained == "Er gaat 1 notitie mee die je met niemand deelde.");
    stage.click("sheet/format/markdown");
    stage.frame();
    const std::string path = folder.path("terugblik.md");
    stage.reader().saving->save_to(path);
    stage.until([&] { return stage.reader().message == "Bewaard als " + path + "."; });
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
}

TEST_CASE("notes come back only when that was asked for, after the weeks that were chosen, and are done or put off") {
    Moment now("2026-03-01T10:00:00Z");
    const katern::test::Folder folder;
    std::string id;
    {
        Stage stage(on(folder));
        id = stage.mark("doel", "inzicht", "Hier wil ik op letten.");
        stage.until([&] { return stage.reader().known_book().has_value(); });
    }
    now.moves_to("2026-03-16T10:00:00Z");
    Setting high = on(folder);
    high.height = 1400;
    Stage stage(high);
    stage.until([&] { return stage.reader().known_book().has_value(); });
    stage.frames(5);
    CHECK(back(stage).second_look.due.empty());
    stage.key('l', true, true);
    stage.until([&] { return stage.find("second_look/wanted") != nullptr; });
    stage.click("second_look/wanted");
    stage.until([&] { return stage.find("second_look/note/" + id) != nullptr; });
    stage.click("second_look/later/" + id);
    stage.until([&] { return back(stage).second_look.due.empty(); });
    const auto due_at = [&](const char* at) {
        now.moves_to(at);
        notes::Store store = must(app::open_store(folder.path("data"), "other"));
        const app::KnownBook known = must(app::find_in(store, must(app::open_book("@katern"))));
        return must(app::second_looks(store, known, *notes::from_iso_8601(at))).size();
    };
    stage.until([&] { return due_at("2026-03-16T10:00:00Z") == 0; });
    CHECK(due_at("2026-03-23T09:59:00Z") == 0);
    CHECK(due_at("2026-03-23T10:00:00Z") == 1);
    back(stage).second_look.load();
    stage.until([&] { return stage.find("second_look/done/" + id) != nullptr; });
    stage.click("second_look/done/" + id);
    stage.until([&] { return due_at("2026-03-23T10:00:00Z") == 0; });
    // Four weeks on it is six weeks after it was written first, and so on until it was seen three times.
    CHECK(due_at("2026-04-20T09:59:00Z") == 0);
    CHECK(due_at("2026-04-20T10:00:00Z") == 1);
}

TEST_CASE("a small window and large letters: nothing of the new views stands outside them") {
    const Moment now("2026-03-19T08:00:00Z");
    for (const auto& [width, height] :
         {std::pair{1024.0F, 768.0F}, std::pair{640.0F, 400.0F}, std::pair{1280.0F, 800.0F}}) {
        const katern::test::Folder folder;
        const Held held = hold_meeting(folder.path("data"));
        Setting setting = on(folder);
        setting.width = width;
        setting.height = height;
        Stage stage(setting);
        INFO(width << " by " << height);
        stage.until([&] { return stage.find("reflect") != nullptr; });
        const auto inside = [&](const std::string& id) {
            const ui::Item& item = stage.item(id);
            INFO(id);
            CHECK(item.rect.x >= 0);
            CHECK(item.rect.right() <= width);
        };
        for (const char* id : {"reflect", "reflect/look", "reflect/later", "reflect/never"}) inside(id);
        back(stage).decisions.open(held.decision, false);
        stage.frames(2);
        inside("decision");
        back(stage).decisions.close();
        back(stage).open();
        stage.until([&] { return back(stage).view->all != nullptr; });
        stage.frame();
        for (const std::string& id : stage.ids("look_back/")) inside(id);
        for (const std::string& id : stage.ids("outcome/")) inside(id);
        stage.click("look_back/form");
        stage.frame();
        for (const std::string& id : stage.ids("look_back/")) inside(id);
    }
}
