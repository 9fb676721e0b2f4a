// What of a network changed with a new edition of the book, as one page to discuss.
#include "app/edition_page.h"

#include <catch2/catch.hpp>

#include "app/look_back.h"
#include "app/operations.h"
#include "support/folder.h"
#include "support/must.h"

using namespace katern;
using namespace katern::app;
using katern::test::must;

namespace {

constexpr const char* before =
    "# Begin\n\nEen leernetwerk begint zelden met een plan. Vertrouwen is er daar één van, en vaak de eerste. Daarna "
    "komt de agenda.\n\n"
    "Wie niets afspreekt over doel en tijd, heeft na drie keer een leesclub.\n\n"
    "Deze alinea over de koffie verdwijnt in de nieuwe druk helemaal, met alles wat erin staat.\n";
constexpr const char* after =
    "# Begin\n\nEen leernetwerk begint zelden met een plan. Vertrouwen is er daar één van, maar niet de eerste. Daarna "
    "komt de agenda.\n\n"
    "Wie niets afspreekt over doel en tijd, heeft na drie keer een leesclub.\n\n"
    "Hier staat nu iets heel anders, over vergaderen in de zomer en over wie de sleutel van het gebouw heeft.\n";

struct PageShelf {
    PageShelf() { folder.with("boek/01-begin.md", before); }
    void renew() const { folder.with("boek/01-begin.md", after); }
    [[nodiscard]] notes::Store store() const { return must(open_store(folder.path("data"), "proef")); }
    [[nodiscard]] KnownBook book(notes::Store& store) const {
        return must(find_in(store, must(open_book(folder.path("boek")))));
    }
    std::string mark(notes::Store& store, const std::string& quote, const std::string& body,
                     std::optional<std::string> network) const {
        NewNote note;
        note.chapter = "01-begin";
        note.quote = quote;
        note.category = "inzicht";
        note.body = body;
        note.share = std::move(network);
        return must(annotate(store, book(store), note));
    }
    mutable katern::test::Folder folder;
};

}  // namespace

TEST_CASE(
    "what changed and what is gone stands on one page with who wrote there and what was decided, and nothing private") {
    const PageShelf shelf;
    notes::Store store = shelf.store();
    const std::string mark =
        shelf.mark(store, "Vertrouwen is er daar één van, en vaak de eerste.", "Bij ons *ook*.", "Oost");
    shelf.mark(store, "Vertrouwen is er daar één van, en vaak de eerste.", "alleen voor mij", std::nullopt);
    shelf.mark(store, "Vertrouwen is er daar één van, en vaak de eerste.", "voor een ander netwerk", "West");
    shelf.mark(store, "Deze alinea over de koffie verdwijnt in de nieuwe druk helemaal", "Jammer", "Oost");
    shelf.mark(store, "heeft na drie keer een leesclub", "blijft staan", "Oost");
    const KnownBook old = shelf.book(store);
    const std::string meeting = must(new_meeting(store, old, {"Oost", "", "2026-03-12", "", {}, 0}));
    NewPart item;
    item.text = "Vertrouwen";
    item.notes = {mark};
    const std::string item_id = must(add_part(store, old, meeting, item));
    NewPart decision;
    decision.part = notes::MeetingPart::decision;
    decision.text = "We beginnen met vertrouwen";
    decision.item = item_id;
    must(add_part(store, old, meeting, decision));

    shelf.renew();
    const KnownBook known = shelf.book(store);
    const std::string oost = must(known_network(store, "Oost")).id, west = must(known_network(store, "West")).id;
    const share::Report report = must(edition_page(store, known, oost, Language::nl));
    REQUIRE(report.sections.size() == 2);
    const std::string page = share::report_to_markdown(report, {});
    for (const char* there :
         {"en vaak de eerste", "maar niet de eerste", "Bij ons *ook*.", "We beginnen met vertrouwen", "12 mrt 2026",
          "Jammer", "koffie", "Deze passage is in deze uitgave niet gevonden"})
        CHECK(page.find(there) != std::string::npos);
    for (const char* not_there : {"alleen voor mij", "voor een ander netwerk", "blijft staan", "West"})
        CHECK(page.find(not_there) == std::string::npos);
    CHECK(page.find("Bij ons") < page.find("We beginnen"));
    // As files: for a browser and for paper.
    const std::string html = shelf.folder.path("blad.html"), pdf = shelf.folder.path("blad.pdf");
    CHECK(write_report(report, *known.book, "html", html, Language::nl, 0));
    CHECK(write_report(report, *known.book, "pdf", pdf, Language::nl, 0));
    CHECK(must(edition_page(store, known, west, Language::nl)).sections.size() == 1);
}

TEST_CASE("where nothing of a network changed there is nothing to discuss, and that is said") {
    const PageShelf shelf;
    notes::Store store = shelf.store();
    shelf.mark(store, "heeft na drie keer een leesclub", "blijft staan", "Oost");
    const Result<share::Report> report =
        edition_page(store, shelf.book(store), must(known_network(store, "Oost")).id, Language::nl);
    REQUIRE_FALSE(report);
    CHECK(say(report.error(), Language::nl).find("Oost") != std::string::npos);
}
