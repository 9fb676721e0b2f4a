// Bijeenkomst through the views themselves: preparing it by mouse and by keyboard, showing it to the room, writing down
// what comes of it. And that nothing private gets there.
#include <catch2/catch.hpp>

#include "app/meeting_desk.h"
#include "ui/peers_desk.h"
#include "words/words.h"

using namespace katern;
using katern::test::add_from;
using katern::test::person;
using katern::test::Setting;
using katern::test::Stage;
using typeset::Point;

namespace {

constexpr const char* not_by_itself = "Toch gaat het niet vanzelf goed.";

app::MeetingDesk& desk_of(Stage& stage) {
    return app::meeting_desk_of(stage.reader());
}

// The view with a meeting of the first network, whose facts are folded in.
void open_meeting(Stage& stage) {
    stage.until([&] { return stage.reader().known_book().has_value(); });
    stage.key('b', true, true);
    stage.until([&] { return desk_of(stage).lies_there != nullptr; });
    stage.click("meetings/new");
    stage.until([&] { return desk_of(stage).seen.has_value(); });
    desk_of(stage).facts_open = false;
    stage.frames(2);
    desk_of(stage).close_writing();
    stage.frames(2);
}

void add_item(Stage& stage, const std::string& words) {
    const std::size_t before = desk_of(stage).seen->items.size();
    stage.click("meeting/add");
    stage.type(words);
    stage.key(app::key_enter);
    stage.until([&] { return desk_of(stage).seen->items.size() == before + 1 && !desk_of(stage).has_unsaved(); });
}

std::vector<std::string> agenda(Stage& stage) {
    std::vector<std::string> out;
    for (const app::ItemSeen& item : desk_of(stage).seen->items) out.push_back(item.item.text);
    return out;
}

std::string item_id(Stage& stage, std::size_t at) {
    return desk_of(stage).seen->items.at(at).item.id;
}

// What the store has, whatever the view shows.
app::Meeting kept(Stage& stage) {
    Result<notes::Store> store = app::open_store(stage.reader().data_folder, "look");
    REQUIRE(store);
    const Result<std::vector<app::Meeting>> all = app::meetings(*store, *stage.reader().known_book());
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    return all->front();
}

void drag_to(Stage& stage, Point from, Point to) {
    stage.move(from);
    stage.input().pressed = stage.input().down = true;
    stage.input().clicks = 1;
    stage.frame();
    stage.move({(from.x + to.x) / 2, (from.y + to.y) / 2});
    stage.move(to);
    stage.frame();
    stage.input().down = false;
    stage.input().released = true;
    stage.frame();
    stage.frame();
}

Point grip_of(Stage& stage, const std::string& item) {
    const typeset::Rect rect = stage.item("meeting/item/" + item).rect;
    return {rect.x + 12, rect.y + rect.height / 2};
}

// Everything that a person could read in this frame.
std::string all_words(Stage& stage) {
    std::string out;
    for (const ui::Item& item : stage.memory().items) out += item.name + "\n" + item.value + "\n";
    return out;
}

}  // namespace

TEST_CASE("an empty network is told what to do next, and a meeting is made with one press") {
    Stage stage;
    stage.until([&] { return stage.reader().known_book().has_value(); });
    stage.key('b', true, true);
    stage.until([&] { return desk_of(stage).lies_there != nullptr; });
    stage.frame();
    CHECK(stage.find("meetings/new"));
    stage.click("meetings/new");
    stage.until([&] { return desk_of(stage).seen.has_value(); });
    stage.frames(3);
    CHECK(stage.find("meeting/start"));
    CHECK(stage.find("meeting/date"));  // its facts are unfolded
    CHECK(desk_of(stage).seen->items.empty());
    stage.key(app::key_escape);
    stage.frame();
    CHECK(stage.find("meetings/row/" + kept(stage).id));
    stage.key(app::key_escape);
    CHECK_FALSE(app::shows_meetings(stage.reader()));
}

TEST_CASE("items are written in place, moved by Alt and the arrows, timed by + and −, and taken away") {
    Stage stage;
    open_meeting(stage);
    for (const char* words : {"Rondje", "Doel", "Wie begeleidt?"}) add_item(stage, words);
    CHECK(agenda(stage) == std::vector<std::string>{"Rondje", "Doel", "Wie begeleidt?"});
    const std::string last = item_id(stage, 2);
    stage.tab_to("meeting/item/" + last);
    stage.key(app::key_up, false, false, true);
    stage.key(app::key_up, false, false, true);
    CHECK(agenda(stage) == std::vector<std::string>{"Wie begeleidt?", "Rondje", "Doel"});
    CHECK(stage.memory().focus == "meeting/item/" + last);
    stage.key(app::key_up, false, false, true);  // no further
    stage.key('+');
    stage.key('+');
    stage.key('+');
    stage.key('-');
    CHECK(desk_of(stage).seen->items.front().item.minutes == 10);
    stage.until([&] { return kept(stage).items.front().minutes == 10; });
    CHECK(kept(stage).items.front().id == last);
    CHECK(stage.item("meeting/total").name == "10 min");
    stage.key(app::key_enter);
    stage.type(" En hoe lang?");
    stage.key(app::key_enter);
    stage.until([&] { return kept(stage).items.front().text == "Wie begeleidt? En hoe lang?"; });
    stage.tab_to("meeting/item/" + last);
    stage.key(app::key_delete);
    stage.until([&] { return kept(stage).items.size() == 2; });
}

TEST_CASE("the running total stands against the minutes of the meeting") {
    Stage stage;
    open_meeting(stage);
    add_item(stage, "Rondje");
    desk_of(stage).add_minutes(item_id(stage, 0), 25);
    stage.click("meeting/facts");
    stage.click("meeting/minutes");
    stage.type("20");
    stage.key(app::key_enter);
    stage.until([&] { return kept(stage).minutes == 20 && kept(stage).items.front().minutes == 25; });
    stage.frame();
    CHECK(stage.item("meeting/total").name == "25 van 20 min, 5 te veel");
    stage.click("meeting/date");
    stage.type("12 maart 2027");
    stage.key(app::key_enter);
    stage.until([&] { return kept(stage).date == "2027-03-12"; });
    stage.click("meeting/person");
    stage.type("Anna de Vries");
    stage.key(app::key_enter);
    stage.until([&] { return kept(stage).people == std::vector<std::string>{"Anna de Vries"}; });
    stage.click("meeting/comes/Anna de Vries");
    stage.until([&] { return kept(stage).people.empty(); });
}

TEST_CASE("an item is dragged to another place") {
    Stage stage;
    open_meeting(stage);
    for (const char* words : {"Een", "Twee", "Drie"}) add_item(stage, words);
    const std::string first = item_id(stage, 0);
    const typeset::Rect last = stage.item("meeting/item/" + item_id(stage, 2)).rect;
    drag_to(stage, grip_of(stage, first), {last.x + 60, last.y + last.height * 0.8F});
    CHECK(agenda(stage) == std::vector<std::string>{"Twee", "Drie", "Een"});
    stage.until([&] { return kept(stage).items.back().id == first; });
    const typeset::Rect top = stage.item("meeting/item/" + item_id(stage, 0)).rect;
    drag_to(stage, grip_of(stage, first), {top.x + 60, top.y + 2});
    CHECK(agenda(stage) == std::vector<std::string>{"Een", "Twee", "Drie"});
    // Let go of outside the agenda nothing happens.
    drag_to(stage, grip_of(stage, first), {1200, 700});
    CHECK(agenda(stage) == std::vector<std::string>{"Een", "Twee", "Drie"});
}

TEST_CASE("what a network shared is put on the agenda by Enter, by dragging between items, and onto one") {
    Stage stage;
    add_from(stage, person("Joost Visser"), {not_by_itself, "vraag", "Wie bewaakt dit?", {}, {}, {}});
    open_meeting(stage);
    const std::string card = stage.ids("meeting/lies/0/").front();
    stage.tab_to(card);
    stage.key(app::key_enter);
    stage.until([&] { return desk_of(stage).seen->items.size() == 1; });
    CHECK(agenda(stage) == std::vector<std::string>{"Wie bewaakt dit?"});  // the question itself
    REQUIRE(desk_of(stage).seen->items[0].passages.size() == 1);
    CHECK(desk_of(stage).seen->items[0].passages[0].words == not_by_itself);
    CHECK(desk_of(stage).is_on_agenda(desk_of(stage).lies_there->front()));
    add_item(stage, "Anders");
    // A work form in the gap above all.
    const std::vector<std::string> forms = stage.ids("meeting/lies/4/");
    REQUIRE_FALSE(forms.empty());
    desk_of(stage).query.set_text("Mijn netwerk op één vel");
    stage.frames(2);
    const std::string form = stage.ids("meeting/lies/4/").front();
    const typeset::Rect from = stage.item(form).rect;
    typeset::Rect top = stage.item("meeting/item/" + item_id(stage, 0)).rect;
    drag_to(stage, {from.x + 40, from.y + 20}, {top.x + 80, top.y + 3});
    stage.until([&] { return desk_of(stage).seen->items.size() == 3; });
    CHECK(agenda(stage).front() == "Werkvorm: Mijn netwerk op één vel");
    CHECK(desk_of(stage).seen->items.front().item.minutes == 25);
    // The question onto the item without a passage.
    desk_of(stage).query.set_text("");
    stage.frames(2);
    const typeset::Rect question = stage.item(card).rect;
    const std::string other = item_id(stage, 2);
    top = stage.item("meeting/item/" + other).rect;
    drag_to(stage, {question.x + 40, question.y + 20}, {top.x + 80, top.y + top.height / 2});
    stage.until([&] { return desk_of(stage).seen->items[2].passages.size() == 1; });
    CHECK(kept(stage).items[2].notes.size() == 1);
}

TEST_CASE("what is searched for among what lies there is looked for once, not in each frame") {
    Stage stage;
    add_from(stage, person("Joost Visser"), {goes_wrong, "vraag", "Wie bewaakt dit?", {}, {}, {}});
    open_meeting(stage);
    desk_of(stage).query.set_text("bewaakt");
    stage.frames(2);
    const std::shared_ptr<const void> found = stage.memory().found_cards;
    REQUIRE(found);
    CHECK_FALSE(stage.ids("meeting/lies/0/").empty());
    stage.frames(3);
    CHECK(std::shared_ptr<const void>(stage.memory().found_cards) == found);
    desk_of(stage).query.set_text("staat er niet");
    stage.frames(2);
    CHECK(std::shared_ptr<const void>(stage.memory().found_cards) != found);
    CHECK(stage.ids("meeting/lies/0/").empty());
}

TEST_CASE("every edit of the agenda is taken back and done again, with its name") {
    Stage stage;
    open_meeting(stage);
    add_item(stage, "Rondje");
    add_item(stage, "Doel");
    const std::string first = item_id(stage, 0);
    desk_of(stage).step_item(first, 1);
    stage.until([&] { return kept(stage).items.back().id == first; });
    stage.until([&] {
        const std::string label = app::label_of(stage.reader(), *app::command("edit.undo"));
        return label.find("verplaatsen van “Rondje”") != std::string::npos;
    });
    stage.key('z', true);
    stage.until([&] { return kept(stage).items.front().id == first; });
    stage.key('y', true);
    stage.until([&] { return kept(stage).items.back().id == first; });
    stage.key('z', true);
    stage.until([&] { return kept(stage).items.front().id == first; });
    desk_of(stage).remove(first);
    stage.until([&] { return kept(stage).items.size() == 1 && desk_of(stage).seen->items.size() == 1; });
    stage.key('z', true);
    stage.until([&] { return kept(stage).items.size() == 2 && desk_of(stage).seen->items.size() == 2; });
    CHECK(kept(stage).items.front().text == "Rondje");
    desk_of(stage).write(first, {std::string(notes::meeting_text)});
    stage.frame();
    stage.type(" langs de deuren");
    stage.key(app::key_enter);
    stage.until([&] { return kept(stage).items.front().text == "Rondje langs de deuren"; });
    stage.key('z', true);
    stage.until([&] { return kept(stage).items.front().text == "Rondje"; });
    stage.key('z', true);  // the second item, made before it was moved
    stage.until([&] { return kept(stage).items.size() == 1; });
    CHECK(kept(stage).items.front().text == "Rondje");
    stage.key('z', true);
    stage.until([&] { return kept(stage).items.empty(); });
    stage.key('y', true);
    stage.until([&] { return kept(stage).items.size() == 1; });
    CHECK(kept(stage).items.front().text == "Rondje");
}

TEST_CASE("what was done to an agenda is taken back after the window was closed and opened again") {
    const test::Folder folder;
    Setting setting;
    setting.data = folder.path("data");
    std::string item;
    {
        Stage stage(setting);
        open_meeting(stage);
        add_item(stage, "Rondje");
        item = item_id(stage, 0);
        desk_of(stage).add_minutes(item, 15);
        stage.until([&] { return kept(stage).items.front().minutes == 15; });
        desk_of(stage).remove(item);
        stage.until([&] { return kept(stage).items.empty() && desk_of(stage).next_undo() != nullptr; });
        stage.frames(2);
    }
    Stage stage(setting);
    stage.until([&] { return stage.reader().known_book().has_value(); });
    stage.key('b', true, true);
    stage.until([&] { return !desk_of(stage).meetings.empty(); });
    stage.click("meetings/row/" + kept(stage).id);
    stage.key('z', true);
    stage.until([&] { return kept(stage).items.size() == 1; });
    CHECK(kept(stage).items.front().id == item);
    CHECK(kept(stage).items.front().minutes == 15);
    stage.key('z', true);
    stage.until([&] { return kept(stage).items.front().minutes == 0; });
    stage.key('y', true);
    stage.until([&] { return kept(stage).items.front().minutes == 15; });
}

TEST_CASE("a step on what somebody else changed since is left alone, with a word") {
    Stage stage;
    open_meeting(stage);
    add_item(stage, "Rondje");
    const std::string item = item_id(stage, 0);
    desk_of(stage).add_minutes(item, 15);
    stage.until([&] { return kept(stage).items.front().minutes == 15; });
    {
        Result<notes::Store> other = app::open_store(stage.reader().data_folder, "other");
        REQUIRE(other);
        REQUIRE(app::write_in_meeting(*other, *stage.reader().known_book(), item,
                                      {{std::string(notes::meeting_minutes), "40"}}));
    }
    stage.key('z', true);
    stage.until([&] { return stage.reader().message == stage.reader().text(Word::undo_meeting_overtaken); });
    CHECK(kept(stage).items.front().minutes == 40);
}

TEST_CASE("a question beforehand hangs at a passage and its answers come below it") {
    Stage stage;
    const std::string note =
        add_from(stage, person("Joost Visser"), {not_by_itself, "inzicht", "Bij ons gaat het ook zo.", {}, {}, {}});
    open_meeting(stage);
    const app::Gatherable card = desk_of(stage).lies_there->front();
    desk_of(stage).ask(card.anchor);
    stage.frame();
    stage.type("Waar loopt het bij jou vast?");
    stage.key(app::key_enter);
    stage.until([&] { return kept(stage).prompts.size() == 1; });
    stage.until([&] { return desk_of(stage).seen->prompts.size() == 1; });
    REQUIRE(desk_of(stage).seen->prompts[0].passage);
    CHECK(desk_of(stage).seen->prompts[0].passage->voices.front().words == "Bij ons gaat het ook zo.");
    stage.frame();
    CHECK(stage.find("meeting/answer/" + note));
    add_from(stage, person("Anna de Groot"), {"", "", "Bij ons niet.", note, {}, {}});
    stage.until([&] { return desk_of(stage).seen->prompts[0].passage->voices.size() == 2; });
    CHECK(desk_of(stage).seen->prompts[0].passage->voices[1].depth == 1);
}

TEST_CASE("before the room one passage is shown with what everyone wrote, and the arrows go on") {
    Stage stage({1024, 768});
    const std::string note =
        add_from(stage, person("Joost Visser"), {not_by_itself, "inzicht", "Dit wordt onze checklist.", {}, {}, {}});
    open_meeting(stage);
    add_item(stage, "Rondje");
    desk_of(stage).put(desk_of(stage).lies_there->front());
    stage.until([&] { return desk_of(stage).seen->items.size() == 2; });
    stage.key(app::key_f5);
    REQUIRE(app::is_presenting(stage.reader()));
    stage.frames(2);
    CHECK(stage.item("present/item").name == "Rondje");
    CHECK_FALSE(stage.find("present/clock"));
    stage.key(app::key_right);
    CHECK(stage.item("present/passage").name == not_by_itself);
    CHECK(stage.item("present/voice/" + note).name == "Dit wordt onze checklist.");
    stage.key(app::key_right);  // it was the last one
    CHECK(stage.find("present/passage"));
    stage.key(app::key_left);
    CHECK(stage.find("present/item"));
    desk_of(stage).add_minutes(item_id(stage, 0), 15);
    stage.frames(2);
    CHECK(stage.item("present/clock").name == "nog 15 min");
    // A minute that has begun counts, before the end and past it.
    const notes::Milliseconds minute = 60'000, end = desk_of(stage).presenting->entered + 15 * minute -
                                                     desk_of(stage).presenting->spent[item_id(stage, 0)];
    CHECK(desk_of(stage).minutes_left(end - 1) == 1);
    CHECK(desk_of(stage).minutes_left(end + 1) == -1);
    CHECK(desk_of(stage).minutes_left(end + 2 * minute) == -2);
    stage.key(app::key_escape);
    CHECK_FALSE(app::is_presenting(stage.reader()));
    CHECK(app::shows_meetings(stage.reader()));
}

TEST_CASE("a decision and an action are typed straight in, and kept as they are typed") {
    Stage stage({1024, 768});
    add_from(stage, person("Joost Visser"), {not_by_itself, "inzicht", "", {}, {}, {}});
    open_meeting(stage);
    desk_of(stage).put(desk_of(stage).lies_there->front());
    stage.until([&] { return desk_of(stage).seen->items.size() == 1; });
    stage.key(app::key_f5);
    stage.key('b');
    stage.type("We beginnen elke keer met één kantje doel");
    // No Enter: a pause is enough.
    stage.until([&] { return kept(stage).decisions.size() == 1; });
    CHECK(kept(stage).decisions.front().text == "We beginnen elke keer met één kantje doel");
    CHECK(kept(stage).decisions.front().item == item_id(stage, 0));
    REQUIRE(kept(stage).decisions.front().passage);
    CHECK(kept(stage).decisions.front().passage->anchor.exact == not_by_itself);
    stage.type(", en een klok");
    stage.until([&] { return kept(stage).decisions.front().text.ends_with("klok"); });
    stage.key(app::key_escape);
    CHECK(app::is_presenting(stage.reader()));
    stage.key('a');
    stage.type("Het kantje rondsturen");
    stage.key(app::key_tab);
    stage.type("Karin");
    stage.key(app::key_tab);
    stage.type("1 april 2027");
    stage.key(app::key_enter);
    stage.until([&] { return kept(stage).actions.size() == 1 && !kept(stage).actions.front().when.empty(); });
    const app::MeetingAction action = kept(stage).actions.front();
    CHECK(action.text == "Het kantje rondsturen");
    CHECK(action.who == "Karin");
    CHECK(action.when == "2027-04-01");
    CHECK(action.decision == kept(stage).decisions.front().id);
    stage.frames(2);
    CHECK(stage.item("present/decided").name.find("kantje doel") != std::string::npos);
    // One that is begun and left empty leaves nothing.
    stage.key('b');
    stage.key(app::key_escape);
    stage.frames(3);
    CHECK(kept(stage).decisions.size() == 1);
}

TEST_CASE("a decision that was typed just before the window closes is kept") {
    Stage stage;
    open_meeting(stage);
    add_item(stage, "Rondje");
    stage.key(app::key_f5);
    stage.key('b');
    stage.type("Op het laatste moment");
    stage.reader().quit = true;
    CHECK(stage.reader().ready_to_go());
    CHECK(kept(stage).decisions.front().text == "Op het laatste moment");
}

TEST_CASE("nothing private appears before the room or in what lies there, whatever is done") {
    for (const Setting& setting : {Setting{1280, 800}, Setting{1024, 768}, Setting{640, 400, 2}}) {
        Stage stage(setting);
        const std::string shared =
            add_from(stage, person("Joost Visser"), {not_by_itself, "inzicht", "Voor iedereen.", {}, {}, {}});
        // Mine on the very same passage, a private reply, and one that another network may see.
        stage.mark(not_by_itself, "twijfel", "zeepaardje");
        const std::string reply = add_from(stage, person("Anna de Groot"), {"", "", "nijlpaardje", shared, {}, {}});
        {
            Result<notes::Store> store = app::open_store(stage.reader().data_folder, "peer");
            REQUIRE(store);
            const app::KnownBook known = *stage.reader().known_book();
            app::NewNote west;
            west.chapter = "02-randvoorwaarden";
            west.quote = not_by_itself;
            west.body = "rivierpaardje";
            west.share = "West";
            REQUIRE(app::annotate(*store, known, west));
            app::NewReply hidden;
            hidden.parent = shared;
            hidden.body = "waterpaardje";
            REQUIRE(app::reply(*store, known, hidden));
        }
        stage.reader().others_wrote();
        stage.until([&] { return stage.reader().notes.size() == 5; });
        open_meeting(stage);
        desk_of(stage).put(desk_of(stage).lies_there->front());
        stage.until([&] { return desk_of(stage).seen->items.size() == 1; });
        stage.frames(2);
        CHECK(all_words(stage).find("zeepaardje") == std::string::npos);
        stage.reader().notes_open = true;
        stage.key(app::key_f5);
        stage.frames(2);
        for (const std::uint32_t pressed :
             {std::uint32_t{'e'}, std::uint32_t{'k'}, std::uint32_t{'f'}, std::uint32_t{'u'}, std::uint32_t{'i'}}) {
            stage.key(pressed, true);
            CHECK(stage.reader().sheet.kind == app::Sheet::none);
        }
        stage.key(app::key_f8);
        stage.key(app::key_f10);
        stage.move({300, 2});
        stage.frames(3);
        const std::string words = all_words(stage);
        CHECK(words.find("Voor iedereen.") != std::string::npos);
        for (const char* secret : {"zeepaardje", "rivierpaardje", "waterpaardje"})
            CHECK(words.find(secret) == std::string::npos);
        CHECK(app::is_presenting(stage.reader()));
        for (const app::ItemSeen& item : desk_of(stage).seen->items)
            for (const app::PassageSeen& passage : item.passages)
                for (const app::PassageVoice& voice : passage.voices) CHECK((voice.id == shared || voice.id == reply));
    }
}

TEST_CASE("a hand-out is saved from the sheet, in the form that was chosen") {
    Stage stage;
    open_meeting(stage);
    add_item(stage, "Rondje");
    stage.click("meeting/hand_out");
    REQUIRE(stage.find("sheet/form/docx"));
    stage.click("sheet/form/markdown");
    CHECK(stage.item("sheet/form/markdown").value == "1");
    stage.reader().sheet.show_path = true;
    const std::string path = stage.folder().path("hand-out.md");
    stage.reader().sheet.path.set_text(path);
    stage.frame();
    stage.click("sheet/hand_out");
    stage.until([&] { return stage.reader().sheet.kind == app::Sheet::none; });
    CHECK(stage.reader().message.find(path) != std::string::npos);
}

TEST_CASE("the view fits in every window, at 200% and with words without end") {
    for (const Setting& setting : {Setting{1280, 800}, Setting{1024, 768}, Setting{640, 400, 2}, Setting{480, 640}}) {
        Stage stage(setting);
        add_from(
            stage, person("Joost Visser"),
            {not_by_itself, "vraag", "Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersoverleg?", {}, {}, {}});
        open_meeting(stage);
        add_item(stage, "Kwaliteitszorgontwikkelingssamenwerkingsverbandbijeenkomstvoorbereidingscommissievergadering");
        desk_of(stage).put(desk_of(stage).lies_there->front());
        stage.until([&] { return desk_of(stage).seen->items.size() == 2; });
        stage.frames(2);
        for (const ui::Item& item : stage.memory().items) {
            INFO(item.id);
            CHECK(item.rect.right() <= setting.width + 1);
        }
        stage.key(app::key_f5);
        stage.frames(2);
        stage.key(app::key_right);
        for (const ui::Item& item : stage.memory().items) {
            INFO(item.id);
            CHECK(item.rect.right() <= setting.width + 1);
        }
    }
}

TEST_CASE("Samen leads to the meetings of its network") {
    Stage stage;
    add_from(stage, person("Joost Visser"), {not_by_itself, "vraag", "", {}, {}, {}});
    stage.key('t', true, true);
    stage.until([&] { return stage.reader().together && stage.reader().together->all; });
    stage.frame();
    stage.click("together/take");
    stage.until([&] { return desk_of(stage).lies_there != nullptr; });
    CHECK_FALSE(stage.reader().together);
    CHECK(app::shows_meetings(stage.reader()));
}
