#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;
using What = Recognition::What;

namespace {

// An edition of chapters with these texts.
Edition edition(std::string id, std::string title, const std::vector<std::string>& chapters) {
    Edition out;
    out.book_id = std::move(id);
    out.title = std::move(title);
    std::string all;
    for (const std::string& chapter : chapters) {
        out.chapters.push_back({"h" + std::to_string(out.chapters.size()), text::sha256_hex(chapter)});
        all += out.chapters.back().hash;
    }
    out.hash = text::sha256_hex(all);
    return out;
}

const std::vector<std::string> three{"een", "twee", "drie"};
const std::vector<std::string> revised{"een", "twee herzien", "drie", "vier"};
const std::vector<std::string> unlike{"vijf", "zes"};

struct Library {
    Desk desk;
    Store store = desk.open();
    BookKey katern = must(store.recognise(edition("katern", "Leernetwerken", three), "/boeken/katern")).book.key;

    Recognition open(const Edition& book, const std::string& path) { return must(store.recognise(book, path)); }
};

}  // namespace

TEST_CASE("a book that is opened for the first time is a new one, and known after that") {
    Desk desk;
    Store store = desk.open();
    const Edition book = edition("katern", "Leernetwerken", three);
    CHECK_FALSE(must(store.seen_before("katern", "/boeken/katern")));
    const Recognition first = must(store.recognise(book, "/boeken/katern"));
    CHECK(first.what == What::new_book);
    CHECK(first.book.title == "Leernetwerken");
    const Recognition again = must(store.recognise(book, "/boeken/katern"));
    CHECK(again.what == What::known);
    CHECK(again.book.key == first.book.key);
    CHECK(must(store.seen_before("katern", "/boeken/katern"))->key == first.book.key);
    CHECK_FALSE(must(store.seen_before("katern", "/elders")));
}

TEST_CASE("a folder that was moved or renamed keeps its notes") {
    Library library;
    must(library.store.add(library.katern, highlight()));
    const Recognition moved = library.open(edition("katern", "Leernetwerken", three), "/usb/nieuwe naam");
    CHECK(moved.what == What::known);
    CHECK(moved.book.key == library.katern);
    CHECK(moved.book.path == "/usb/nieuwe naam");
    CHECK(must(library.store.books()).front().annotations == 1);
}

TEST_CASE("a new edition at another place is the same book when its title or a chapter is known") {
    Library library;
    CHECK(library.open(edition("katern", "Leernetwerken", unlike), "/elders").book.key == library.katern);
    CHECK(library.open(edition("katern", "Andere titel", revised), "/nog elders").book.key == library.katern);
}

TEST_CASE("a book with another id and the same text is the same book, now under both ids") {
    Library library;
    const Recognition renamed = library.open(edition("katern-2026", "Nieuwe titel", three), "/elders");
    CHECK(renamed.what == What::moved);
    CHECK(renamed.book.key == library.katern);
    CHECK(library.open(edition("katern", "Leernetwerken", three), "/boeken/katern").book.key == library.katern);
    CHECK(library.open(edition("katern-2026", "Nieuwe titel", revised), "/elders").book.key == library.katern);
    CHECK(must(library.store.books()).size() == 1);
}

TEST_CASE("a book with another id and a text that is partly known is for the person to say") {
    Library library;
    must(library.store.add(library.katern, highlight()));
    const Edition doubtful = edition("anders", "Andere titel", revised);
    const Recognition doubt = library.open(doubtful, "/elders");
    REQUIRE(doubt.in_doubt());
    REQUIRE(doubt.doubts.size() == 1);
    CHECK(doubt.doubts.front().key == library.katern);
    CHECK(doubt.doubts.front().annotations == 1);
    CHECK(must(library.store.books()).size() == 1);  // nothing was written

    SECTION("yes: it is that one, from now on without asking") {
        CHECK(must(library.store.accept_as(library.katern, doubtful, "/elders")).key == library.katern);
        CHECK(library.open(doubtful, "/elders").what == What::known);
    }
    SECTION("no: it is another one, from now on without asking") {
        const BookRow other = must(library.store.accept_as_new(doubtful, "/elders"));
        CHECK(other.key != library.katern);
        CHECK(library.open(doubtful, "/elders").book.key == other.key);
        CHECK(library.open(edition("katern", "Leernetwerken", three), "/boeken/katern").book.key == library.katern);
    }
}

TEST_CASE("the same title alone is a doubt, too; nothing in common is a new book") {
    Library library;
    CHECK(library.open(edition("anders", "Leernetwerken", unlike), "/elders").in_doubt());
    CHECK(library.open(edition("weer anders", "Iets anders", unlike), "/elders").what == What::new_book);
}

TEST_CASE("a known id at another place with quite another text is a doubt, and may be a book of its own") {
    Library library;
    const Edition impostor = edition("katern", "Kookboek", unlike);
    const Recognition doubt = library.open(impostor, "/keuken");
    REQUIRE(doubt.in_doubt());
    CHECK(doubt.doubts.front().key == library.katern);
    const BookRow own = must(library.store.accept_as_new(impostor, "/keuken"));
    CHECK(library.open(impostor, "/keuken").book.key == own.key);
    CHECK(library.open(edition("katern", "Kookboek", {"vijf", "zes herzien"}), "/keuken").book.key == own.key);
    CHECK(library.open(edition("katern", "Leernetwerken", three), "/boeken/katern").book.key == library.katern);
}

TEST_CASE("at its own place a book may change beyond recognition and is still that book") {
    Library library;
    CHECK(library.open(edition("katern", "Kookboek", unlike), "/boeken/katern").book.key == library.katern);
}

TEST_CASE("the book that was opened last is listed first") {
    Library library;
    library.desk.time += 1000;
    library.open(edition("ander", "Iets anders", unlike), "/elders");
    CHECK(must(library.store.books()).front().id == "ander");
    library.desk.time += 1000;
    library.open(edition("katern", "Leernetwerken", three), "/boeken/katern");
    CHECK(must(library.store.books()).front().id == "katern");
}
