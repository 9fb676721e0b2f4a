#include "app/received_book.h"

#include <catch2/catch.hpp>

#include "app/importing.h"
#include "support/folder.h"
#include "support/must.h"

using namespace katern;
using namespace katern::app;
using katern::test::Folder;
using katern::test::must;

namespace {

// A file with one note on the book at this path, by somebody else.
std::string sent_about(const Folder& folder, const std::string& book, const std::string& name) {
    notes::Store store = must(open_store(folder.path("anna"), "cli"));
    const KnownBook known = must(find_in(store, must(open_book(book))));
    NewNote note;
    note.chapter = known.book->chapters.front().id;
    const auto chapter = must(known.book->chapter(0));
    note.quote = std::string(chapter->text_of(chapter->blocks[1]));
    must(annotate(store, known, note));
    ExportOrder order;
    order.format = Format::annotations;
    order.with_private = true;
    order.path = folder.path(name);
    must(export_annotations(store, known, order));
    return order.path;
}

}  // namespace

TEST_CASE("a file with notes opens beside the book that it names, when that was opened here before") {
    Folder folder;
    folder.with("boek/book.toml", "[book]\ntitle = \"Proefboek\"\n[output.katern]\noptional = true\nid = \"proef\"\n");
    folder.with("boek/src/SUMMARY.md", "- [Eén](een.md)\n")
        .with("boek/src/een.md", "# Eén\n\nEen zin over vertrouwen.\n");
    folder.with("geen.annotations", "PK niets");
    const std::string ours = sent_about(folder, folder.path("boek"), "boek.annotations"),
                      katern = sent_about(folder, "@katern", "katern.annotations");
    const std::string mine = folder.path("bram");
    CHECK(where_received_belongs(ours, mine).empty());
    {
        notes::Store store = must(open_store(mine, "cli"));
        must(find_in(store, must(open_book(folder.path("boek")))));
    }
    CHECK(where_received_belongs(ours, mine) == folder.path("boek"));
    CHECK(where_received_belongs(katern, mine).empty());
    CHECK(where_received_belongs(folder.path("geen.annotations"), mine).empty());
    std::filesystem::remove_all(folder.path("boek"));
    CHECK(where_received_belongs(ours, mine).empty());
}
