#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

std::string label(const std::optional<Step>& step) {
    return step ? say(step->label(), Language::nl, step->arguments()) : "niets";
}

}  // namespace

TEST_CASE("marking, writing, choosing and deleting are undone one by one and done again") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    must(store.set_category({id}, "vraag"));
    must(store.set_body(id, "Waarom?"));
    must(store.set_tags({id}, {"samen"}));
    must(store.share({id}, must(store.network("")).id));
    must(store.remove({id}));
    const auto now = [&] { return must(store.annotation(id)); };

    CHECK(label(must(store.next_undo(book))) == "verwijderen van “leernetwerk”");
    CHECK(must(store.undo(book)).what == UndoOutcome::What::done);
    CHECK(now().alive);
    CHECK(now().body == "Waarom?");
    must(store.undo(book));
    CHECK(now().is_private());
    must(store.undo(book));
    CHECK(now().tags.empty());
    must(store.undo(book));
    CHECK(now().body.empty());
    must(store.undo(book));
    CHECK(now().category.empty());
    CHECK(label(must(store.next_undo(book))) == "markeren van “leernetwerk”");
    must(store.undo(book));
    CHECK_FALSE(now().alive);
    CHECK(must(store.undo(book)).what == UndoOutcome::What::nothing);

    CHECK(label(must(store.next_redo(book))) == "markeren van “leernetwerk”");
    for (int i = 0; i < 5; ++i) CHECK(must(store.redo(book)).what == UndoOutcome::What::done);
    CHECK(now().alive);
    CHECK(now().category == "vraag");
    CHECK(now().body == "Waarom?");
    CHECK(now().tags == std::vector<std::string>{"samen"});
    CHECK_FALSE(now().is_private());
    CHECK(must(store.redo(book)).what == UndoOutcome::What::done);
    CHECK_FALSE(now().alive);
    CHECK(must(store.redo(book)).what == UndoOutcome::What::nothing);
}

TEST_CASE("undo is a new write: its clock is later than what it takes back") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    must(store.set_body(id, "een"));
    const AnnotationKey key = must(store.annotation(id)).key;
    const Clock written = must(store.fields(key)).at(0).clock;
    must(store.undo(book));
    const Field body = must(store.fields(key)).at(0);
    CHECK(body.name == "body");
    CHECK(body.value.empty());
    CHECK(written < body.clock);
}

TEST_CASE("typing is one step until there was a pause") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    must(store.set_body(id, "D", "eerste keer"));
    must(store.set_body(id, "Da", "eerste keer"));
    must(store.set_body(id, "Dat", "eerste keer"));
    must(store.set_body(id, "Dat is", "tweede keer"));
    must(store.undo(book));
    CHECK(must(store.annotation(id)).body == "Dat");
    must(store.undo(book));
    CHECK(must(store.annotation(id)).body.empty());
    must(store.redo(book));
    CHECK(must(store.annotation(id)).body == "Dat");
    // UndoOutcome::What is typed after an undo is a step of its own, and what was undone can't come back.
    must(store.set_body(id, "Dus", "eerste keer"));
    CHECK(must(store.redo(book)).what == UndoOutcome::What::nothing);
    must(store.undo(book));
    CHECK(must(store.annotation(id)).body == "Dat");
}

TEST_CASE("a change of many notes is one step") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const auto ids = must(store.add(book, std::vector<Draft>(1234, highlight())));
    CHECK(label(must(store.next_undo(book))) == "1.234 markeringen maken");
    must(store.set_category(ids, "actie"));
    CHECK(label(must(store.next_undo(book))) == "categorie kiezen voor 1.234 notities");
    must(store.undo(book));
    CHECK(must(store.annotation(ids.back())).category.empty());
}

TEST_CASE("a step that another window has overtaken is dropped, and says so") {
    Desk desk;
    Store one = desk.open("window-1");
    Store two = desk.open("window-2");
    const BookKey book = a_book(one);
    const std::string id = must(one.add(book, highlight()));
    must(one.set_body(id, "van venster een"));
    must(two.set_body(id, "van venster twee"));

    const UndoOutcome outcome = must(one.undo(book));
    CHECK(outcome.what == UndoOutcome::What::overtaken);
    CHECK(say(outcome.sentence(), Language::nl, outcome.arguments()) ==
          "Deze stap kan niet meer ongedaan worden gemaakt of herhaald: de notitie is intussen elders veranderd.");
    CHECK(must(one.annotation(id)).body == "van venster twee");
    // Nor does taking back the marking take the other window's words away.
    CHECK(must(one.undo(book)).what == UndoOutcome::What::overtaken);
    CHECK(must(one.annotation(id)).alive);
    CHECK(must(one.undo(book)).what == UndoOutcome::What::nothing);
    // The other window can take back what it wrote.
    CHECK(must(two.undo(book)).what == UndoOutcome::What::done);
    CHECK(must(two.annotation(id)).body == "van venster een");
}

TEST_CASE("of a step on many notes only those are left alone that someone else has changed") {
    Desk desk;
    Store one = desk.open("window-1");
    Store two = desk.open("window-2");
    const BookKey book = a_book(one);
    const auto ids = must(one.add(book, std::vector<Draft>(3, highlight())));
    must(one.set_category(ids, "actie"));
    must(two.set_category({ids[1]}, "twijfel"));
    const UndoOutcome outcome = must(one.undo(book));
    CHECK(outcome.what == UndoOutcome::What::partly);
    CHECK(say(outcome.sentence(), Language::nl, outcome.arguments()) ==
          "De stap is gedaan, behalve bij 1 notitie die intussen elders is veranderd.");
    CHECK(must(one.annotation(ids[0])).category.empty());
    CHECK(must(one.annotation(ids[1])).category == "twijfel");
    CHECK(must(one.redo(book)).what == UndoOutcome::What::done);
    CHECK(must(one.annotation(ids[2])).category == "actie");
    CHECK(must(one.annotation(ids[1])).category == "twijfel");
}

TEST_CASE("another field of the same note changed elsewhere does not stand in the way") {
    Desk desk;
    Store one = desk.open("window-1");
    Store two = desk.open("window-2");
    const BookKey book = a_book(one);
    const std::string id = must(one.add(book, highlight()));
    must(one.set_category({id}, "vraag"));
    must(two.set_body(id, "van venster twee"));
    CHECK(must(one.undo(book)).what == UndoOutcome::What::done);
    CHECK(must(one.annotation(id)).category.empty());
    CHECK(must(one.annotation(id)).body == "van venster twee");
}

TEST_CASE("going back and forth many times ends where it began") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    must(store.set_body(id, "a"));
    must(store.remove({id}));
    must(store.undo(book));
    must(store.set_body(id, "b"));
    must(store.set_category({id}, "citaat"));
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 4; ++i) CHECK(must(store.undo(book)).what == UndoOutcome::What::done);
        CHECK(must(store.undo(book)).what == UndoOutcome::What::nothing);
        CHECK_FALSE(must(store.annotation(id)).alive);
        for (int i = 0; i < 4; ++i) CHECK(must(store.redo(book)).what == UndoOutcome::What::done);
        CHECK(must(store.annotation(id)).body == "b");
        CHECK(must(store.annotation(id)).category == "citaat");
    }
}

TEST_CASE("the steps of a window are there when it opens again, and those of another book are not touched") {
    Desk desk;
    std::string id;
    {
        Store store = desk.open();
        const BookKey book = a_book(store);
        id = must(store.add(
            book, highlight("Dit is [een heel lange passage die niet in een menu past, want zo lang], echt.")));
        must(store.add(a_book(store, "ander", "/boeken/ander"), highlight()));
    }
    Store store = desk.open();
    const BookKey book = a_book(store);
    CHECK(label(must(store.next_undo(book))) == "markeren van “een heel lange passage die niet in een …”");
    must(store.undo(book));
    CHECK_FALSE(must(store.annotation(id)).alive);
    CHECK(must(store.undo(book)).what == UndoOutcome::What::nothing);
    CHECK(must(store.counts(a_book(store, "ander", "/boeken/ander"))).all == 1);
    CHECK(label(must(desk.open("cli").next_undo(book))) == "niets");
}

TEST_CASE("every action has a label in both languages, for one and for many") {
    for (int action = 0; action <= static_cast<int>(Action::loosen); ++action) {
        for (const Language language : {Language::nl, Language::en}) {
            Step one{1, static_cast<Action>(action), 1, "woorden", {}, 0};
            CHECK(say(one.label(), language, one.arguments()).find("“woorden”") != std::string::npos);
            for (const std::size_t count : {1, 1234}) {
                Step many{1, static_cast<Action>(action), count, "", {}, 0};
                const std::string words = say(many.label(), language, many.arguments());
                CHECK(words.find('{') == std::string::npos);
                const char* thousand = language == Language::nl ? "1.234" : "1,234";
                CHECK(words.find(count == 1 ? "1" : thousand) != std::string::npos);
            }
        }
    }
}
