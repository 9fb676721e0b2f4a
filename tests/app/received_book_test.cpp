#include "app/received_book.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <thread>

#include "app/importing.h"
#include "app/reader.h"
#include "support/folder.h"
#include "support/must.h"
#include "words/words.h"

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
    const auto katern_book = must(open_book("@katern"));
    const KnownBook open{katern_book, notes::edition_of(*katern_book), {}};
    notes::Store store = must(open_store(folder.path("bram"), "cli"));
    const auto where = [&](const std::string& path) { return where_received_belongs(store, must(read_import(open, path))); };
    CHECK(where(ours).empty());
    must(find_in(store, must(open_book(folder.path("boek")))));
    CHECK(where(ours) == folder.path("boek"));
    CHECK(where(katern).empty());
    must(find_in(store, katern_book));
    CHECK(where(katern) == "@katern");
    std::filesystem::remove_all(folder.path("boek"));
    CHECK(where(ours).empty());
}

TEST_CASE("a file that is opened from outside brings its book along, after the first page is there") {
    Folder folder;
    folder.with("boek/book.toml", "[book]\ntitle = \"Proefboek\"\n[output.katern]\noptional = true\nid = \"proef\"\n");
    folder.with("boek/src/SUMMARY.md", "- [Eén](een.md)\n")
        .with("boek/src/een.md", "# Eén\n\nEen zin over vertrouwen.\n");
    LaunchOptions launch;
    launch.import = {sent_about(folder, folder.path("boek"), "boek.annotations")};
    launch.data = folder.path("bram");
    const auto wait = [](Reader& reader, const auto& so) {
        const notes::Milliseconds end = steady_now() + 20'000;
        while (!so() && steady_now() < end) {
            reader.tick();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        REQUIRE(so());
    };
    {
        // This computer doesn't know that book: it is said which one is needed.
        Reader reader(launch, {});
        wait(reader, [&] { return reader.sheet.failure.has_value(); });
        CHECK(reader.sheet.failure->sentence == Word::error_import_other_book);
        reader.close();
    }
    {
        notes::Store store = must(open_store(launch.data, "cli"));
        must(find_in(store, must(open_book(folder.path("boek")))));
    }
    Reader reader(launch, {});
    CHECK(reader.chapter);
    CHECK(reader.book->title != "Proefboek");
    wait(reader, [&] { return reader.receiving && reader.receiving->preview; });
    CHECK(reader.book->title == "Proefboek");
    CHECK(reader.sheet.kind == Sheet::receive);
    CHECK(reader.receiving->preview->same_book);
    reader.close();
}
