#include "notes/reflection.h"

#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

TEST_CASE("an answer's body is the question as a quotation, and the answer; both come out as they went in") {
    CHECK(reflection_body("Wat houdt je tegen?", "Tijd.") == "> Wat houdt je tegen?\n\nTijd.");
    const char* questions[] = {"", "Wat houdt je tegen?", "Eén alinea.\n\nEn nog een."};
    const char* answers[] = {"", "Tijd.", "> Wat een ander zei.\n\nEn ik.", "\nNa een lege regel"};
    for (const char* question : questions)
        for (const char* words : answers) {
            if (*question == 0 && *words == '>') continue;  // a quotation at the start is the question
            const Reflection answer = reflection_in(Kind::reflection, reflection_body(question, words));
            CHECK(answer.question == question);
            CHECK(answer.words == words);
        }
}

TEST_CASE("a quotation in a note that is no answer stays what the person wrote") {
    const Reflection answer = reflection_in(Kind::highlight, "> Wat een ander zei.\n\nEn ik.");
    CHECK(answer.question.empty());
    CHECK(answer.words == "> Wat een ander zei.\n\nEn ik.");
}

TEST_CASE("a new annotation and what is typed on in the same sitting are taken back as one") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    Draft draft;
    draft.kind = Kind::reflection;
    draft.anchor = anchor_at("[]Een begin.");
    draft.body = "Ti";
    draft.join = "zitting";
    const std::string id = must(store.add(book, draft));
    must(store.set_body(id, "Tijd.", "zitting"));
    CHECK(must(store.undo(book)).what == UndoOutcome::What::done);
    CHECK_FALSE(must(store.annotation(id)).alive);
    CHECK(must(store.undo(book)).what == UndoOutcome::What::nothing);
    CHECK(must(store.redo(book)).what == UndoOutcome::What::done);
    CHECK(must(store.annotation(id)).alive);
    CHECK(must(store.annotation(id)).body == "Tijd.");
}
