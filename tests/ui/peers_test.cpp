// What others marked, in the margin and in conversations, through the views themselves.
#include <catch2/catch.hpp>

#include "ui/peers_desk.h"

using namespace katern;
using katern::test::add_from;
using katern::test::erase;
using katern::test::person;
using katern::test::Stage;

namespace {

constexpr const char* where_it_goes_wrong = "Toch gaat het niet vanzelf goed.";

notes::AnnotationKey key_of(Stage& stage, const std::string& id) { return stage.reader().find_note(id)->note.key; }

}  // namespace

TEST_CASE("somebody else’s mark stands in the outer margin and not on the words, and a click opens the conversation") {
    Stage stage;
    const std::string id = add_from(stage, person("Joost Visser"), {where_it_goes_wrong, "inzicht", "Doel, tijd, vertrouwen.", {}, {}, {}});
    stage.frame();
    CHECK(stage.reader().marks.empty());
    CHECK(stage.find("mark/" + id) == nullptr);
    const ui::Item& spot = stage.item("peers/" + id);
    CHECK(spot.name == std::string("Joost Visser: “") + where_it_goes_wrong + "”");
    CHECK(spot.value.empty());
    CHECK(spot.rect.x >= stage.reader().text_area().right());
    stage.click("peers/" + id);
    REQUIRE(stage.find("conversation"));
    CHECK(stage.item("conversation/said/" + id).name == "Joost Visser: Doel, tijd, vertrouwen.");
    stage.key(app::key_escape);
    CHECK_FALSE(stage.find("conversation"));
}

TEST_CASE("a passage that several marked says how many, me included, and the keyboard comes to it") {
    Stage stage;
    const std::string first =
        add_from(stage, person("Anna Maria de Groot"), {where_it_goes_wrong, "twijfel", "", {}, {}, {}});
    add_from(stage, person("Joost Visser"), {"niet vanzelf goed", "inzicht", "", {}, {}, {}});
    stage.mark(where_it_goes_wrong, "inzicht");
    stage.frame();
    REQUIRE(stage.ids("peers/").size() == 1);
    CHECK(stage.item(stage.ids("peers/").front()).value == "3 mensen markeerden dit");
    const std::string spot = stage.ids("peers/").front();
    stage.tab_to(spot);
    stage.key(app::key_enter);
    REQUIRE(stage.find("conversation"));
    CHECK(stage.memory().focus == "conversation/reply");
    CHECK(stage.reader().find_note(first) != nullptr);
}

TEST_CASE("a reply is kept for me while it is typed, and posting shares it with who sees what it answers") {
    Stage stage;
    const std::string id = add_from(stage, person("Joost Visser"), {where_it_goes_wrong, "inzicht", "Doel, tijd, vertrouwen.", {}, {}, {}});
    stage.reader().open_conversation(key_of(stage, id), true);
    stage.frames(2);
    stage.click("conversation/reply");
    stage.type("Misschien is het verschil of je er iets mee doet.");
    stage.until([&] { return stage.reader().editor && !stage.reader().editor->id.empty() && stage.reader().editor->is_saved(); });
    const std::string reply = stage.reader().editor->id;
    CHECK(stage.reader().find_note(reply)->note.is_private());
    CHECK(stage.reader().find_note(reply)->note.parent == id);
    stage.click("conversation/post");
    stage.until([&] { return stage.reader().sheet.kind == app::Sheet::name; });
    stage.reader().sheet.name.set_text("Els");
    stage.reader().save_name();
    stage.until([&] { return !stage.reader().find_note(reply)->note.is_private(); });
    CHECK(stage.reader().find_note(reply)->note.shared_with == stage.reader().find_note(id)->note.shared_with);
    stage.frame();
    CHECK(stage.item("conversation/said/" + reply).name == "ik: Misschien is het verschil of je er iets mee doet.");
    // It is a part of the conversation, and no card of its own beside the page.
    CHECK(stage.find("margin/" + reply) == nullptr);
}

TEST_CASE("replies to replies stand under each other, say who passed them on, and where their parent was withdrawn") {
    Stage stage;
    const std::string id = add_from(stage, person("Joost Visser"), {where_it_goes_wrong, "inzicht", "Doel, tijd, vertrouwen.", {}, {}, {}});
    const std::string reply = add_from(stage, person("Anna Maria de Groot"), {{}, {}, "Tijd vooral.", id, {}, {}});
    const std::string deeper = add_from(stage, person("Karim Bakker"), {{}, {}, "Bij ons ook.", reply, {}, "Bas"});
    stage.reader().open_conversation(key_of(stage, id));
    stage.frames(2);
    CHECK(stage.item("conversation/said/" + id).rect.x < stage.item("conversation/said/" + reply).rect.x);
    CHECK(stage.item("conversation/said/" + reply).rect.x < stage.item("conversation/said/" + deeper).rect.x);
    CHECK(stage.item("conversation/said/" + deeper).value == "Bas");
    erase(stage, id);
    stage.reader().open_conversation(key_of(stage, reply));
    stage.frames(2);
    CHECK(stage.item("conversation/gone/" + reply).name == "ingetrokken");
    CHECK(stage.item("conversation/said/" + deeper).name == "Karim Bakker: Bij ons ook.");
}

TEST_CASE("each person, and all at once, can be switched off, and the book remembers it") {
    Stage stage;
    const notes::Profile joost = person("Joost Visser"), anna = person("Anna Maria de Groot");
    const std::string his = add_from(stage, joost, {where_it_goes_wrong, "inzicht", "", {}, {}, {}});
    const std::string hers = add_from(stage, anna, {"In dit hoofdstuk ordenen we de voorwaarden in vijf.", "vraag", "", {}, {}, {}});
    stage.frame();
    CHECK(stage.ids("peers/").size() == 2);
    REQUIRE(app::run_command(stage.reader(), "peers.people"));
    stage.frames(2);
    stage.click("sheet/person/" + joost.id);
    stage.key(app::key_escape);
    stage.frame();
    CHECK(stage.find("peers/" + his) == nullptr);
    CHECK(stage.find("peers/" + hers) != nullptr);
    stage.key('m');
    CHECK(stage.ids("peers/").empty());
    katern::test::Setting again;
    again.data = stage.reader().data_folder;
    stage.reader().close();
    Stage later(again);
    later.until([&] { return !later.reader().notes.empty() && !later.reader().peers.shown; });
    later.key('m');
    later.until([&] { return later.find("peers/" + hers) != nullptr; });
    CHECK(later.find("peers/" + his) == nullptr);
}

TEST_CASE("J goes from passage to passage, into other chapters too") {
    Stage stage;
    const std::string here = add_from(stage, person("Joost Visser"), {where_it_goes_wrong, "inzicht", "", {}, {}, {}});
    stage.go(std::string_view("02-randvoorwaarden"));
    stage.key('j');
    REQUIRE(stage.reader().passage_talked_about());
    CHECK(stage.reader().conversation->at == key_of(stage, here));
    stage.key('j');
    CHECK(stage.reader().message == "Verderop in dit boek markeerde niemand anders iets.");
}

TEST_CASE("Eerst zelf: what others marked is veiled, from the page, the list and the number, until I marked in the chapter") {
    Stage stage;
    const std::string id = add_from(stage, person("Joost Visser"), {where_it_goes_wrong, "inzicht", "Doel, tijd, vertrouwen.", {}, {}, {}});
    stage.reader().open_networks();
    stage.until([&] { return stage.find("sheet/first_self") != nullptr; });
    stage.click("sheet/first_self");
    stage.until([&] { return stage.reader().peers.veiled == 1; });
    stage.key(app::key_escape);
    stage.frame();
    CHECK(stage.ids("peers/") == std::vector<std::string>{"peers/veil"});
    stage.key(app::key_f8);
    stage.until([&] { return stage.reader().list_notes(); });
    CHECK(stage.reader().notes_list.count() == 0);
    stage.reader().open_conversation(key_of(stage, id));
    CHECK_FALSE(stage.reader().conversation);
    stage.key(app::key_f8);
    stage.mark("In dit hoofdstuk ordenen we de voorwaarden in vijf.", "vraag");
    stage.until([&] { return stage.find("peers/" + id) != nullptr; });
    CHECK(stage.find("peers/veil") == nullptr);
}

TEST_CASE("what goes out is listed per network, and can be taken back there") {
    Stage stage;
    const std::string shared = stage.mark(where_it_goes_wrong, "inzicht", "dit deel ik");
    stage.mark("In dit hoofdstuk ordenen we de voorwaarden in vijf.", "vraag", "dit niet");
    stage.reader().open_sharing({shared});
    stage.until([&] { return stage.reader().sheet.kind == app::Sheet::name; });
    stage.reader().sheet.name.set_text("Els");
    stage.reader().save_name();
    stage.until([&] { return !stage.reader().find_note(shared)->note.is_private(); });
    REQUIRE(app::run_command(stage.reader(), "notes.outgoing"));
    stage.until([&] { return stage.reader().sheet.listed; });
    stage.frame();
    REQUIRE(stage.ids("sheet/back/").size() == 1);
    stage.click(stage.ids("sheet/back/").front());
    stage.until([&] { return stage.reader().find_note(shared)->note.is_private() && stage.reader().sheet.outgoing.empty(); });
    CHECK(stage.ids("sheet/back/").empty());
}

TEST_CASE("who asked accepts a reply, which closes the question in Samen, and takes that back") {
    Stage stage;
    const std::string question = stage.mark(where_it_goes_wrong, "vraag", "Wie bewaakt dit?");
    stage.until([&] { return stage.reader().known_book().has_value(); });
    {
        Result<notes::Store> store = app::open_store(stage.reader().data_folder, "peer");
        REQUIRE(store);
        REQUIRE(app::share_with(*store, *stage.reader().known_book(), question, ""));
    }
    const std::string reply = add_from(stage, person("Joost Visser"), {"", "", "De procesbegeleider.", question, {}, {}});
    stage.reader().open_conversation(key_of(stage, question), true);
    stage.frames(3);
    CHECK_FALSE(stage.find("conversation/accepted/" + reply));
    stage.click("conversation/accept/" + reply);
    stage.until([&] { return stage.reader().find_note(question)->note.accepted == reply; });
    stage.frames(2);
    CHECK(stage.find("conversation/accepted/" + reply));
    stage.key('t', true, true);
    stage.until([&] { return stage.reader().together && stage.reader().together->all; });
    CHECK(stage.reader().together->all->open.empty());
    stage.key(app::key_escape);
    stage.reader().undo();
    stage.until([&] { return stage.reader().find_note(question)->note.accepted.empty(); });
    stage.reader().redo();
    stage.until([&] { return stage.reader().find_note(question)->note.accepted == reply; });
}

TEST_CASE("a question of somebody else can’t be closed by me") {
    Stage stage;
    const std::string question = add_from(stage, person("Joost Visser"), {where_it_goes_wrong, "vraag", "Wie bewaakt dit?", {}, {}, {}});
    const std::string reply = add_from(stage, person("Anna de Groot"), {"", "", "Wij samen.", question, {}, {}});
    stage.reader().open_conversation(key_of(stage, question), true);
    stage.frames(3);
    REQUIRE(stage.find("conversation/said/" + reply));
    CHECK_FALSE(stage.find("conversation/accept/" + reply));
}
