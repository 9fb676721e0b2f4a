#include <map>

#include "notes/failing_disk.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

// An afternoon of marking: what the store said it keeps, as body by id. Ends at the first failure.
std::map<std::string, std::string> write_some(Desk& desk) {
    std::map<std::string, std::string> kept;
    Result<Store> store = Store::open(desk.options());
    if (!store) return kept;
    Edition edition = edition_of_chapter(chapter_of("Tekst"), "boek");
    const Result<Recognition> book = store->recognise(edition, "/boeken/boek");
    if (!book) return kept;
    for (int i = 0; i < 3; ++i) {
        const Result<std::string> id = store->add(book->book.key, highlight());
        if (!id) return kept;
        kept[*id] = "";
        const std::string body = "notitie " + std::to_string(i);
        if (!store->set_body(*id, body)) return kept;
        kept[*id] = body;
    }
    if (!store->undo(book->book.key)) return kept;
    return kept;
}

}  // namespace

TEST_CASE("whichever write fails, nothing is lost of what was said to be kept, and the next start is as ever") {
    for (const FailingDisk::Fails how : {FailingDisk::Fails::once, FailingDisk::Fails::from_then_on}) {
        std::size_t runs = 0;
        for (std::size_t write = 1;; ++write) {
            Desk desk;
            std::map<std::string, std::string> kept;
            bool failed = false;
            {
                const FailingDisk disk(write, how);
                kept = write_some(desk);
                failed = disk.failed();
            }
            INFO("write " << write << (how == FailingDisk::Fails::once ? " fails" : " and all after it fail"));
            Store store = desk.open();
            std::map<std::string, std::string> found;
            for (const Annotation& note : must(store.annotations(a_book(store)))) found[note.id] = note.body;
            for (const auto& [id, body] : kept) {
                REQUIRE(found.contains(id));
                // The last step, an undo that failed half-way for all we know, may have been done.
                CHECK((found[id] == body || found[id].empty()));
            }
            CHECK(ask_text(store.path(), "PRAGMA integrity_check") == "ok");
            CHECK(ask(store.path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
            must(store.add(a_book(store), highlight()));
            ++runs;
            if (!failed) break;
        }
        CHECK(runs > 20);
    }
}
