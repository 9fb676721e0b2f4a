#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "notes/sqlite.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

TEST_CASE("what a reader wrote is there the next day, every part of it") {
    Desk desk;
    std::string id;
    Draft draft = highlight("# Eén\nEen [leernetwerk] leeft van vertrouwen.", "Bij ons óók: **tijd** kost €.");
    draft.category = "inzicht";
    draft.tags = {"bestuur", "geld \"&\" tijd"};
    {
        Store store = desk.open();
        must(store.set_profile("Anna de Vries", "De Regenboog"));
        const BookKey book = a_book(store);
        draft.share_with = {must(store.network("")).id};
        id = must(store.add(book, draft));
        must(store.set_place(book, "02-randvoorwaarden", 1234));
        must(store.set_setting("theme", "sepia"));
    }
    desk.time += 24 * 60 * 60 * 1000;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::vector<Annotation> all = must(store.annotations(book));
    REQUIRE(all.size() == 1);
    const Annotation& note = all.front();
    CHECK(note.id == id);
    CHECK(note.kind == Kind::highlight);
    CHECK(note.anchor == draft.anchor);
    CHECK(note.category == "inzicht");
    CHECK(note.body == draft.body);
    CHECK(note.tags == draft.tags);
    CHECK(note.author.name == "Anna de Vries");
    CHECK(note.author.school == "De Regenboog");
    CHECK(note.mine);
    CHECK(note.alive);
    CHECK(note.created == first_of_march);
    CHECK(note.modified == first_of_march);
    CHECK(note.shared_with == draft.share_with);
    CHECK(kind_for_people(note) == "note");
    CHECK(must(store.annotation(id)) == note);
    CHECK(must(store.book(book)).place_chapter == "02-randvoorwaarden");
    CHECK(must(store.book(book)).place_offset == 1234);
    CHECK(must(store.setting("theme")) == "sepia");
    CHECK(must(store.setting("size")) == std::nullopt);
    CHECK(must(store.counts(book)) == Counts{1, 1, 1, 0});
}

TEST_CASE("bookmarks, replies, reflections and pictures are kept as what they are") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string first = must(store.add(book, highlight()));
    Draft bookmark, reply, reflection, picture;
    bookmark.kind = Kind::bookmark;
    bookmark.anchor = anchor_at("[]Een begin.");
    reply.kind = Kind::reply;
    reply.anchor = highlight().anchor;
    reply.parent = first;
    reply.body = "Mee eens";
    reflection.kind = Kind::reflection;
    reflection.anchor = anchor_at("[]Een begin.");
    reflection.body = "Wij hebben tijd nodig.";
    picture.anchor = anchor_at("[]Een begin.");
    picture.anchor.figure = FigureSelector{"figures/kring.svg", "een kring"};
    const auto ids = must(store.add(book, std::vector{bookmark, reply, reflection, picture}));
    CHECK(must(store.annotation(ids[0])).kind == Kind::bookmark);
    CHECK(must(store.annotation(ids[1])).parent == first);
    CHECK(must(store.annotation(ids[1])).anchor == reply.anchor);
    CHECK(must(store.annotation(ids[2])).kind == Kind::reflection);
    CHECK(kind_for_people(must(store.annotation(ids[2]))) == "reflection");
    CHECK(must(store.annotation(ids[3])).anchor.figure == picture.anchor.figure);
}

TEST_CASE("a category that this version doesn't know is kept as it is written") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    must(store.set_category({id}, "droom"));
    CHECK(must(store.annotation(id)).category == "droom");
    must(store.set_category({id}, ""));
    CHECK(must(store.annotation(id)).category.empty());
    CHECK_FALSE(category_from("droom"));
    CHECK(category_from("twijfel") == Category::twijfel);
}

TEST_CASE("a field keeps who wrote it and when, and only a field that changes gets a new clock") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    const Annotation before = must(store.annotation(id));
    desk.time += 5000;
    must(store.set_category({id}, "vraag"));
    must(store.set_body(id, before.body));  // nothing new
    for (const Field& field : must(store.fields(before.key))) {
        CHECK(field.writer == must(store.me()).id);
        CHECK(field.clock.device == store.device());
        CHECK(field.clock.milliseconds() == first_of_march + (field.name == "category" ? 5000 : 0));
        CHECK(field.via.empty());
    }
    CHECK(must(store.annotation(id)).modified == first_of_march + 5000);
}

TEST_CASE("notes are private until they are shared, and withdrawing leaves a record without words") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    CHECK(must(store.annotation(id)).is_private());
    const Network mine = must(store.network(""));
    const Network north = must(store.network("Noord"));
    CHECK(must(store.network("Noord")) == north);
    CHECK(must(store.networks()) == std::vector{mine, north});
    must(store.share({id}, north.id));
    CHECK(must(store.annotation(id)).shared_with == std::vector{north.id});
    must(store.withdraw({id}, north.id));
    CHECK(must(store.annotation(id)).is_private());
    CHECK(ask_text(store.path(), "SELECT state FROM visibility") == "withdrawn");
    must(store.withdraw({id}, mine.id));  // was never shared there: no trace
    CHECK(ask(store.path(), "SELECT count(*) FROM visibility") == 1);
    CHECK(reason(store.share({id}, "geen netwerk")) == "Er is geen netwerk met het kenmerk geen netwerk.");
}

TEST_CASE("notes lie by chapter and place, also where an edition moved them") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    Draft late = highlight("Veel eerder. Een [leernetwerk] leeft."), early = highlight("[Een] leernetwerk");
    Draft other = highlight("[Ander] hoofdstuk");
    other.anchor.chapter = "02-ander";
    const auto ids = must(store.add(book, std::vector{late, other, early}));
    Query first_chapter;
    first_chapter.chapter = "01-begin";
    const auto here = must(store.annotations(book, first_chapter));
    REQUIRE(here.size() == 2);
    CHECK(here[0].id == ids[2]);
    CHECK(here[1].id == ids[0]);

    const std::string edition(64, 'e');
    Resolution moved{How::moved, Method::elsewhere, "02-ander", {3, 14}, 0.5, {}};
    Resolution orphan;
    orphan.chapter = "01-begin";
    orphan.candidates = {{1, 2}, {5, 6}};
    must(store.save_resolutions(edition, {{here[1].key, moved}, {here[0].key, orphan}}));
    Query second_chapter;
    second_chapter.chapter = "02-ander";
    second_chapter.edition = edition;
    const auto there = must(store.annotations(book, second_chapter));
    REQUIRE(there.size() == 2);
    CHECK(there[1].id == ids[0]);
    CHECK(there[1].resolution == moved);
    CHECK(there[1].anchor == late.anchor);
    CHECK(must(store.annotation(ids[2], edition)).resolution == orphan);
    CHECK_FALSE(must(store.annotation(ids[2])).resolution);  // in the older edition it lies where it lay
    first_chapter.edition = edition;
    CHECK(must(store.annotations(book, first_chapter)).size() == 1);
}

TEST_CASE("a place that was adjusted is a further anchor; the first one stays") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    const Annotation before = must(store.annotation(id));
    const std::string edition = before.anchor.book_hash;
    must(store.save_resolutions(edition,
                                {{before.key, Resolution{How::exact, Method::position, "01-begin", {4, 15}, 1, {}}}}));
    desk.time += 10;
    Change change;
    change.id = id;
    change.anchor = anchor_at("Een [leernetwerk leeft] van vertrouwen.");
    must(store.change(Action::adjust, {change}));
    CHECK(must(store.annotation(id)).anchor == *change.anchor);
    CHECK(must(store.anchors(before.key)) == std::vector{before.anchor, *change.anchor});
    CHECK_FALSE(must(store.annotation(id, edition)).resolution);  // found from the older anchor
    must(store.undo(book));
    CHECK(must(store.annotation(id)).anchor == before.anchor);
    must(store.redo(book));
    CHECK(must(store.annotation(id)).anchor == *change.anchor);
    CHECK(must(store.anchors(before.key)).front() == before.anchor);
}

TEST_CASE("what is deleted waits in the trash for thirty days, and then only id and time are left") {
    Desk desk;
    std::string id;
    {
        Store store = desk.open();
        const BookKey book = a_book(store);
        id = must(store.add(book, highlight("Een [geheimwoord] hier.", "nogeengeheim")));
        must(store.set_body(id, "derdegeheim"));
        must(store.remove({id}));
        CHECK(must(store.annotations(book)).empty());
        Query trash;
        trash.deleted = true;
        CHECK(must(store.annotations(book, trash)).size() == 1);
        CHECK(must(store.counts(book)) == Counts{0, 0, 0, 1});
        must(store.restore({id}));
        CHECK(must(store.annotation(id)).body == "derdegeheim");
        must(store.remove({id}));
    }
    desk.time += 29LL * 24 * 60 * 60 * 1000;
    {
        Store store = desk.open();
        CHECK(must(store.annotation(id)).body == "derdegeheim");
    }
    desk.time += 2LL * 24 * 60 * 60 * 1000;
    std::string path;
    {
        Store store = desk.open();
        path = store.path();
        const Annotation gone = must(store.annotation(id));
        CHECK_FALSE(gone.alive);
        CHECK(gone.body.empty());
        CHECK(gone.anchor.exact.empty());
        CHECK(reason(store.restore({id})) == "De notitie " + id +
                                                 " is meer dan 30 dagen geleden verwijderd. De woorden zijn gewist en "
                                                 "komen niet terug.");
        CHECK(must(store.undo(gone.book)).what == UndoOutcome::What::nothing);
    }
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    for (const char* word : {"geheimwoord", "nogeengeheim", "derdegeheim"})
        CHECK(bytes.find(word) == std::string::npos);
}

TEST_CASE("restoring writes every field anew, so that it wins over the deletion elsewhere") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    desk.time += 1000;
    must(store.remove({id}));
    desk.time += 1000;
    must(store.restore({id}));
    for (const Field& field : must(store.fields(must(store.annotation(id)).key)))
        CHECK(field.clock.milliseconds() == first_of_march + 2000);
}

TEST_CASE("someone else's note can't be changed, and an unknown one neither") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    {
        Database database = must(Database::open(store.path(), std::chrono::milliseconds(1000)));
        database.execute(
            "INSERT INTO profiles(id, name) VALUES ('iemand', 'Bram');"
            "UPDATE annotations SET author = (SELECT number FROM profiles WHERE id = 'iemand')");
        must(database.take());
    }
    CHECK(reason(store.set_body(id, "x")) ==
          "De notitie " + id +
              " is van iemand anders. Alleen wie een notitie schreef, kan die veranderen; je kunt er wel op "
              "antwoorden.");
    CHECK_FALSE(must(store.annotation(id)).mine);
    CHECK(must(store.annotation(id)).author.name == "Bram");
    CHECK(reason(store.remove({"weg"})) ==
          "Er is geen notitie met het kenmerk weg. Met “katern notes” zie je welke er zijn.");
}

TEST_CASE("a change of many notes that fails for one changes none") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight()));
    REQUIRE_FALSE(store.set_category({id, "weg"}, "actie"));
    CHECK(must(store.annotation(id)).category.empty());
    CHECK(must(store.next_undo(book))->action == Action::mark);
}

TEST_CASE("a data folder that turns up on another machine gets a new device and keeps its profile") {
    Desk desk;
    Device first = 0;
    Profile me;
    {
        Store store = desk.open();
        first = store.device();
        me = must(store.me());
    }
    CHECK(desk.open().device() == first);
    StoreOptions elsewhere = desk.options();
    elsewhere.machine = "another desk";
    Store store = must(Store::open(elsewhere));
    CHECK(store.device() != first);
    CHECK(store.device() > 0);
    CHECK(must(store.me()) == me);
    CHECK(ask(store.path(), "SELECT count(*) FROM devices") == 2);
}

TEST_CASE("the clock goes on from where it was, also when the machine's clock was set back") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight("Een [woord] hier.", "eerst")));
    const AnnotationKey key = must(store.annotation(id)).key;
    const auto body_clock = [&] { return must(store.fields(key)).at(0).clock; };
    const Clock before = body_clock();
    desk.time -= 3'600'000;
    must(store.set_body(id, "daarna"));
    CHECK(before < body_clock());
    CHECK(body_clock().milliseconds() == first_of_march);
}

TEST_CASE("a copy holds everything and opens as a data folder elsewhere") {
    Desk desk, other;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight("Een [woord] hier.", "mee in de kopie")));
    const std::string copy = other.folder / "katern.db";
    must(store.copy_to(copy));
    must(store.copy_to(copy));  // an older copy of ours is replaced
    CHECK(must(other.open().annotation(id)).body == "mee in de kopie");
    CHECK(ask_text(copy, "PRAGMA integrity_check") == "ok");

    const std::string letter = other.folder / "brief.docx";
    std::ofstream(letter) << "Beste mensen";
    CHECK(reason(store.copy_to(letter)) ==
          letter + " is een ander soort bestand en wordt niet overschreven. Kies een andere naam voor de kopie.");
    CHECK(std::filesystem::file_size(letter) == 12);
    CHECK(reason(store.copy_to(store.path())) ==
          store.path() + " is het bestand waarin je notities nu staan. Kies een andere naam voor de kopie.");
    CHECK(reason(store.copy_to(other.folder / "geen/map/kopie.db"))
              .starts_with("De kopie " + (other.folder / "geen/map/kopie.db") + " kan niet worden bewaard: "));
}

TEST_CASE("very many notes are read within a second or two, and one chapter of them at once") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::size_t many = std::getenv("KATERN_LONG") ? 100'000 : 20'000;
    std::vector<Draft> drafts(many, highlight("Een [leernetwerk] leeft van vertrouwen.", "een gedachte"));
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        drafts[i].anchor.chapter = "hoofdstuk-" + std::to_string(i % 100);
        drafts[i].anchor.range = {i, i + 11};
    }
    must(store.add(book, drafts));
    using clock = std::chrono::steady_clock;
    const auto seconds = [](clock::time_point from) {
        return std::chrono::duration<double>(clock::now() - from).count();
    };
    const auto start = clock::now();
    CHECK(must(store.annotations(book)).size() == drafts.size());
    const double whole = seconds(start);
    const auto again = clock::now();
    Query query;
    query.chapter = "hoofdstuk-7";
    CHECK(must(store.annotations(book, query)).size() == many / 100);
    const double chapter = seconds(again);
    INFO("whole " << whole << " s, chapter " << chapter << " s");
    CHECK(chapter * 4 < whole);
    // In portions they are the same ones, each once.
    std::vector<std::string> ids;
    AnnotationKey last{};
    for (std::size_t portions = 0;; ++portions) {
        REQUIRE(portions <= many / 3'000 + 1);
        const AnnotationPortion portion = must(store.annotations(book, {}, last, 3'000));
        for (const Annotation& annotation : portion.annotations) ids.push_back(annotation.id);
        if (!portion.next) break;
        last = *portion.next;
    }
    CHECK(ids.size() == many);
    std::sort(ids.begin(), ids.end());
    CHECK(std::unique(ids.begin(), ids.end()) == ids.end());
    const AnnotationPortion some = must(store.annotations(book, query, AnnotationKey{}, 50));
    CHECK(some.annotations.size() == 50);
    CHECK(some.next);
    CHECK(std::all_of(some.annotations.begin(), some.annotations.end(), [](const Annotation& annotation) { return annotation.anchor.chapter == "hoofdstuk-7"; }));
    CHECK(must(store.counts(book)) == Counts{drafts.size(), drafts.size(), 0, 0});
}

TEST_CASE("settings that belong together are kept together") {
    Desk desk;
    Store store = desk.open();
    must(store.set_settings({{"theme", "sepia"}, {"size", "22"}, {"theme", "donker"}}));
    CHECK(must(store.setting("theme")) == "donker");
    CHECK(must(store.setting("size")) == "22");
    must(store.set_settings({}));
}

TEST_CASE("in an older edition a note has its older place, and what is taken back in the newer one counts there") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const document::Chapter old_text = chapter_of("# Eén\nEen leernetwerk leeft van vertrouwen.");
    const document::Chapter new_text = chapter_of("# Eén\nEen leernetwerk leeft van aandacht.");
    Edition older = edition_of_chapter(old_text), newer = edition_of_chapter(new_text);
    older.hash = "oud";
    newer.hash = "nieuw";
    const auto anchor = [](const document::Chapter& chapter, const Edition& edition, std::string_view words) {
        const std::size_t at = chapter.text.find(words);
        return anchor_on(chapter, edition, {at, at + words.size()});
    };
    Draft draft;
    draft.anchor = anchor(old_text, older, "vertrouwen");
    const std::string id = must(store.add(book, draft));
    desk.time += 1000;
    Change accepted;
    accepted.id = id;
    accepted.anchor = anchor(new_text, newer, "aandacht");
    must(store.change(Action::attach, {accepted}));
    CHECK(must(store.annotation(id)).anchor.exact == "aandacht");
    CHECK(must(store.annotation(id, "nieuw")).anchor.exact == "aandacht");
    CHECK(must(store.annotation(id, "oud")).anchor.exact == "vertrouwen");

    // A place that was found is kept with the anchor that it was found by.
    const AnnotationKey key = must(store.annotation(id)).key;
    const Resolution found{How::exact, Method::position, old_text.id, draft.anchor.range, 1, {}};
    must(store.save_resolutions("oud", {{key, found}}));
    CHECK(must(store.annotation(id, "oud")).resolution == found);

    must(store.undo(book));
    CHECK(must(store.annotation(id, "nieuw")).anchor.exact == "vertrouwen");
    CHECK(must(store.annotation(id, "oud")).anchor.exact == "vertrouwen");

    // Without a place in one edition, by choice, and only there; undo gives it back.
    Change loose;
    loose.id = id;
    loose.loose_in = "nieuw";
    must(store.change(Action::loosen, {loose}));
    REQUIRE(must(store.annotation(id, "nieuw")).resolution);
    CHECK(must(store.annotation(id, "nieuw")).resolution->how == How::orphan);
    CHECK(must(store.annotation(id, "oud")).loose_in == "nieuw");
    CHECK((!must(store.annotation(id, "oud")).resolution || must(store.annotation(id, "oud")).resolution->placed()));
    must(store.undo(book));
    CHECK_FALSE(must(store.annotation(id, "nieuw")).resolution);
}
