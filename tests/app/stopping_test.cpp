// Exports and imports that are stopped half way.
#include <catch2/catch.hpp>
#include <filesystem>

#include "app/importing.h"
#include "support/folder.h"
#include "support/many_notes.h"
#include "support/must.h"

using namespace katern;
using namespace katern::app;
using katern::test::Folder;
using katern::test::must;

namespace {

KnownBook the_katern(notes::Store& store) {
    return must(find_in(store, must(open_book("@katern"))));
}

}  // namespace

TEST_CASE("an export that is stopped leaves no file, an import that is stopped no note") {
    const Folder folder;
    katern::test::fill_with_notes(folder.path("anna"), 400);
    notes::Store anna = must(open_store(folder.path("anna"), "cli"));
    const KnownBook book = the_katern(anna);
    ExportOrder order;
    order.with_private = true;
    for (const Format format :
         {Format::markdown, Format::html, Format::csv, Format::docx, Format::pdf, Format::annotations}) {
        order.format = format;
        order.path = folder.path("weg/notities") + std::string(extension_of(format));
        std::filesystem::create_directories(folder.path("weg"));
        std::size_t most = 0;
        const Result<ExportReport> stopped =
            export_notes(anna, book, order, Language::nl, [&](std::size_t done, std::size_t all) {
                CHECK(all == 400);
                CHECK(done >= most);
                most = done;
                return done < 40;
            });
        INFO(to_text(format));
        REQUIRE_FALSE(stopped);
        CHECK(say(stopped.error(), Language::nl) == "Het bewaren is gestopt; er is geen bestand geschreven.");
        CHECK(most >= 40);
        CHECK(most < 100);
        CHECK(std::filesystem::is_empty(folder.path("weg")));
    }
    order.path = folder.path("notities.annotations");
    must(export_notes(anna, book, order, Language::nl));
    notes::Store bram = must(open_store(folder.path("bram"), "cli"));
    const KnownBook his = the_katern(bram);
    CHECK_FALSE(
        preview_of(bram, his, order.path, must(read_import(his, order.path)), {}, [](double) { return false; }));
    CHECK(must(import_file(bram, his, order.path, {}, [](double) { return false; })).stopped);
    CHECK(must(passages(bram, his)).empty());
    CHECK_FALSE(must(bram.next_undo(his.key)));
}
