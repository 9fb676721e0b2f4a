// The report of a new edition, by mouse and by keyboard.
#include <catch2/catch.hpp>

#include "app/edition.h"
#include "app/looking_back.h"
#include "app/operations.h"
#include "support/must.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::must;
using katern::test::Setting;
using katern::test::Stage;
using notes::How;

namespace {

constexpr const char* then = "Vertrouwen is er daar één van, en vaak de eerste.";
constexpr const char* now = "Vertrouwen is er daar één van, maar niet de eerste.";

// A book whose text is renewed under the reader's hands: opened once more, as the next day.
struct Renewed {
    Renewed() {
        write(then, "Deze alinea over de koffie verdwijnt helemaal, met alles wat erin staat.");
        stage = std::make_unique<Stage>(Setting{1280, 800, 1, draw::ThemeName::light, Language::nl, folder.path("boek")});
        for (int i = 0; i < 30; ++i) stage->frame();
        stage->mark(then, "vraag", "Is dat **zo**?");
        stage->mark("Deze alinea over de koffie", "actie");
        stage->mark("heeft na drie keer een leesclub", "inzicht");
        write(now, "Hier staat nu iets heel anders, over vergaderen in de zomer.");
        stage->reader().open_book(folder.path("boek"));
        stage->until([&] { return stage->reader().sheet.kind == app::Sheet::edition; });
        stage->frames(2);
    }
    void write(const std::string& passage, const std::string& last) {
        folder.with("boek/een.md", "# Begin\n\nEen leernetwerk begint zelden met een plan. " + passage +
                                       " Daarna komt de agenda.\n\nWie niets afspreekt, heeft na drie keer een leesclub.\n\n" + last + "\n");
    }
    std::size_t count(How how) { return stage->reader().notes_that_are(how).size(); }

    Folder folder;
    std::unique_ptr<Stage> stage;
};

}  // namespace

TEST_CASE("the report counts, shows old and new wording, and the main choice has the keyboard") {
    Renewed book;
    Stage& stage = *book.stage;
    CHECK(stage.item("sheet/in-place").name == "1 op hun plaats");
    CHECK(stage.item("sheet/moved").name == "0 verhuisd");
    CHECK(stage.item("sheet/changed").name == "1 gewijzigde passage");
    CHECK(stage.item("sheet/orphan").name == "1 zonder plaats");
    CHECK(stage.item("sheet/then").name == then);
    CHECK(stage.item("sheet/now").name == now);
    CHECK(stage.item("sheet/head").name.find("1 van 1 gewijzigd") != std::string::npos);
    CHECK(stage.memory().focus == "sheet/accept");
    stage.key(app::key_enter);
    stage.until([&] { return book.count(How::changed) == 0; });
    stage.frames(2);
    CHECK(stage.item("sheet/in-place").name == "2 op hun plaats");
    // What is left comes by itself: the one without a place.
    CHECK(stage.item("sheet/then").name == "Deze alinea over de koffie");
    stage.key('z', true);
    stage.until([&] { return book.count(How::changed) == 1; });
}

TEST_CASE("what was decided about passages is told too, also where nobody marked them, once, and can be looked at") {
    const bool marked = GENERATE(false, true);  // where somebody marked it as well, it is one passage
    Folder folder;
    const auto write = [&](const std::string& passage, const std::string& last) {
        folder.with("boek/een.md", "# Begin\n\nEen leernetwerk begint zelden met een plan. " + passage +
                                       " Daarna komt de agenda.\n\nWie niets afspreekt, heeft na drie keer een leesclub.\n\n" + last + "\n");
    };
    write(then, "Deze alinea over de koffie verdwijnt helemaal, met alles wat erin staat.");
    {
        notes::Store store = must(app::open_store(folder.path("data"), "other"));
        const app::KnownBook known = must(app::find_in(store, must(app::open_book(folder.path("boek")))));
        const std::string meeting = must(app::new_meeting(store, known, {"Oost", "", "2026-03-12", "", {}, 0}));
        for (const auto& [address, text] : {std::pair("een ¶2", "We beginnen met vertrouwen"), std::pair("een ¶3", "We spreken iets af"),
                                            std::pair("een ¶4", "De koffie staat klaar"), std::pair("een ¶2", "Teruggenomen")}) {
            app::NewPart decision;
            decision.part = notes::MeetingPart::decision;
            decision.text = text;
            decision.address = address;
            const std::string id = must(app::add_part(store, known, meeting, decision));
            if (decision.text == "Teruggenomen") must(app::take_my_words_back(store, id, decision.text));
        }
        app::NewNote note;
        note.chapter = "een";
        note.quote = then;
        note.category = "vraag";
        if (marked) must(app::annotate(store, known, note));
    }
    write(now, "Hier staat nu iets heel anders, over vergaderen in de zomer.");
    Setting setting{1280, 800, 1, draw::ThemeName::light, Language::nl, folder.path("boek")};
    setting.data = folder.path("data");
    {
        Stage stage(setting);
        stage.until([&] { return stage.reader().sheet.kind == app::Sheet::edition; });
        stage.frames(2);
        CHECK(stage.item("sheet/changed").name == "1 gewijzigde passage");
        CHECK(stage.item("sheet/orphan").name == "1 zonder plaats");
        CHECK(stage.item("sheet/then").name.find(then) != std::string::npos);
        CHECK(stage.item("sheet/now").name.find(now) != std::string::npos);
        const app::PlacedNote& changed = *app::passages_that_are(stage.reader(), How::changed).front();
        CHECK(app::decided_at(stage.reader(), changed) ==
              std::vector<std::string>{"Hier is besloten (12 mrt 2026): We beginnen met vertrouwen"});
        CHECK((stage.find("sheet/accept") != nullptr) == marked);
        CHECK((stage.find("sheet/loose") != nullptr) == marked);
        stage.click("sheet/orphan");
        stage.frames(2);
        CHECK(stage.item("sheet/then").name.starts_with("Deze alinea over de koffie"));
        stage.click("sheet/changed");
        stage.frames(2);
        stage.click("sheet/show");
        stage.frames(2);
        CHECK(stage.reader().sheet.kind == app::Sheet::none);
    }
    Stage again(setting);
    again.until([&] { return !again.reader().looking_back->decisions.then().empty(); });
    again.frames(20);
    CHECK(again.reader().sheet.kind == app::Sheet::none);
}

TEST_CASE("another place is chosen by selecting it, and Esc comes back to the report") {
    Renewed book;
    Stage& stage = *book.stage;
    stage.click("sheet/orphan");
    stage.frames(2);
    CHECK(stage.item("sheet/orphan").value == "1");
    stage.click("sheet/elsewhere");
    CHECK_FALSE(stage.find("sheet"));
    CHECK(stage.item("caret/status").name.find("Selecteer de woorden") != std::string::npos);
    stage.key(app::key_escape);
    stage.frames(2);
    REQUIRE(stage.find("sheet"));
    stage.click("sheet/orphan");
    stage.frames(2);
    stage.click("sheet/elsewhere");

    // By keyboard alone: the caret, a word, and Enter.
    stage.key('v');
    stage.reader().place_caret(stage.reader().chapter->text.find("vergaderen"));
    stage.key(app::key_right, true, true);
    REQUIRE(stage.find("selection/attach"));
    stage.key(app::key_enter);
    stage.until([&] { return book.count(How::orphan) == 0; });
    CHECK(stage.reader().notes.size() == 3);
    CHECK(std::any_of(stage.reader().notes.begin(), stage.reader().notes.end(),
                      [](const app::PlacedNote& placed) { return placed.note.anchor.exact == "vergaderen" && placed.note.category == "actie"; }));
}

TEST_CASE("a note is kept without a place, and Ctrl+Z in the report takes that back") {
    Renewed book;
    Stage& stage = *book.stage;
    stage.click("sheet/loose");
    stage.until([&] { return book.count(How::orphan) == 2; });
    stage.key('z', true);
    stage.until([&] { return book.count(How::changed) == 1; });
    CHECK(stage.reader().sheet.kind == app::Sheet::edition);
}

TEST_CASE("the report is drawn to be looked at", "[.pictures]") {
    REQUIRE(std::getenv("KATERN_PICTURES"));
    const std::string folder = std::getenv("KATERN_PICTURES");
    Renewed book;
    book.stage->save(folder + "/edition.png");
    book.stage->reader().sheet.became = How::orphan;
    book.stage->save(folder + "/edition-orphan.png");
    app::run_command(book.stage->reader(), "theme.dark");
    book.stage->reader().sheet.became = How::changed;
    book.stage->save(folder + "/edition-dark.png");
    book.stage->reader().start_attaching(book.stage->reader().notes_that_are(How::orphan).front()->note.id);
    book.stage->reader().selection = app::Selection{20, 60};
    book.stage->save(folder + "/edition-attach.png");
}
