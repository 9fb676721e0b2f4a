// A book that is renewed while a reader has notes in it, and that comes back as it was.
#include "app/edition.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "app/commands.h"
#include "app/operations.h"
#include "support/folder.h"

using namespace katern;
using notes::How;

namespace {

constexpr const char* first_old =
    "# Begin\n\nEen leernetwerk begint zelden met een plan. Vertrouwen is er daar één van, en vaak de eerste. Daarna komt de agenda.\n\n"
    "Wie niets afspreekt over doel en tijd, heeft na drie keer een leesclub.\n\n"
    "Deze alinea over de koffie verdwijnt in de nieuwe druk helemaal, met alles wat erin staat.\n\n"
    "Aan het eind van het jaar kijk je samen terug op wat er geleerd is.\n";
constexpr const char* first_new =
    "# Begin\n\nEen leernetwerk begint zelden met een plan. Vertrouwen is er daar één van, maar niet de eerste. Daarna komt de agenda.\n\n"
    "Wie niets afspreekt over doel en tijd, heeft na drie keer een leesclub.\n\n"
    "Hier staat nu iets heel anders, over vergaderen in de zomer en over wie de sleutel van het gebouw heeft.\n";
constexpr const char* second_old = "# Vervolg\n\nHet tweede hoofdstuk staat er nog net zo.\n";
constexpr const char* second_new =
    "# Vervolg\n\nHet tweede hoofdstuk staat er nog net zo.\n\nNieuwe woorden vooraf, van heel iemand anders in het gebouw.\n\n"
    "Aan het eind van het jaar kijk je samen terug op wat er geleerd is.\n\nEn nog wat na, over iets anders.\n";

constexpr const char* in_place = "heeft na drie keer een leesclub";
constexpr const char* changed = "Vertrouwen is er daar één van, en vaak de eerste.";
constexpr const char* changed_now = "Vertrouwen is er daar één van, maar niet de eerste.";
constexpr const char* moved = "Aan het eind van het jaar kijk je samen terug op wat er geleerd is.";
constexpr const char* lost = "Deze alinea over de koffie verdwijnt in de nieuwe druk helemaal";

// A data folder and a book beside it, which is opened again and again.
struct EditionShelf {
    EditionShelf() { old_edition(); }
    void old_edition() { folder.with("boek/01-begin.md", first_old).with("boek/02-vervolg.md", second_old); }
    void new_edition() { folder.with("boek/01-begin.md", first_new).with("boek/02-vervolg.md", second_new); }

    void open() {
        reader.reset();
        app::LaunchOptions options;
        options.data = folder.path("data");
        options.book = folder.path("boek");
        reader = std::make_unique<app::Reader>(options, nullptr);
        until([&] { return reader->row && reader->settings_known; });
    }
    template <class Condition>
    void until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end) FAIL("it did not come about within 20 s");
            reader->tick();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    // Some rounds of the loop, for what should not come about.
    void wait() {
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
        until([&] { return std::chrono::steady_clock::now() > end; });
    }
    void mark(std::string_view words, const std::string& category) {
        const std::size_t at = reader->chapter->text.find(words);
        REQUIRE(at != std::string::npos);
        const std::size_t before = reader->notes.size();
        reader->selection = app::Selection{at, at + words.size()};
        reader->mark_selection(category);
        until([&] { return reader->notes.size() == before + 1; });
    }
    // The four notes, on the old edition.
    void make_notes() {
        open();
        // What is marked before the whole book is known has no edition to stand in.
        until([&] { return !reader->edition_hash().empty(); });
        for (const char* words : {in_place, changed, moved, lost}) mark(words, "vraag");
    }
    const app::PlacedNote& note(std::string_view quote) {
        for (const app::PlacedNote& placed : reader->notes)
            if (first_quote(placed) == quote) return placed;
        FAIL("no note on " << quote);
        return reader->notes.front();
    }
    std::string first_quote(const app::PlacedNote& placed) {
        auto store = app::open_store(folder.path("data"), "test");
        REQUIRE(store);
        return store->anchors(placed.note.key)->front().exact;
    }
    std::size_t count(How how) const { return reader->notes_that_are(how).size(); }
    std::string words_at(const app::PlacedNote& placed) const {
        const auto chapter = *reader->book->chapter(placed.chapter);
        return std::string(text::slice(chapter->text, placed.bytes));
    }

    test::Folder folder;
    std::unique_ptr<app::Reader> reader;
};

}  // namespace

TEST_CASE("the report of a new edition is shown once, and kept to be opened again") {
    EditionShelf shelf;
    shelf.make_notes();
    CHECK(shelf.reader->sheet.kind == app::Sheet::none);
    shelf.new_edition();
    shelf.open();
    shelf.until([&] { return shelf.reader->sheet.kind == app::Sheet::edition; });
    CHECK(shelf.reader->sheet.renewed);
    CHECK(shelf.count(How::exact) == 1);
    CHECK(shelf.count(How::moved) == 1);
    CHECK(shelf.count(How::changed) == 1);
    CHECK(shelf.count(How::orphan) == 1);
    CHECK(shelf.words_at(shelf.note(in_place)) == in_place);
    CHECK(shelf.words_at(shelf.note(moved)) == moved);
    CHECK(shelf.note(moved).chapter == 1);
    const app::PlacedNote& reworded = *shelf.reader->notes_that_are(How::changed).front();
    CHECK(app::wording_then(reworded) == changed);
    CHECK(app::wording_now(*shelf.reader, reworded) == changed_now);
    CHECK(shelf.reader->sheet.became == How::changed);
    CHECK(shelf.note(lost).orphan());

    // The next day it is not shown by itself.
    shelf.open();
    shelf.until([&] { return shelf.count(How::changed) == 1; });
    shelf.wait();
    CHECK(shelf.reader->sheet.kind == app::Sheet::none);
    REQUIRE(app::run_command(*shelf.reader, "notes.edition"));
    CHECK(shelf.reader->sheet.kind == app::Sheet::edition);
    CHECK_FALSE(shelf.reader->sheet.renewed);
    CHECK(shelf.count(How::orphan) == 1);
}

TEST_CASE("each place that was found is kept with its edition, method and score") {
    EditionShelf shelf;
    shelf.make_notes();
    shelf.new_edition();
    shelf.open();
    shelf.until([&] { return shelf.reader->sheet.kind == app::Sheet::edition; });
    shelf.reader->close();
    auto store = app::open_store(shelf.folder.path("data"), "test");
    REQUIRE(store);
    notes::Query query;
    query.edition = notes::edition_of(*shelf.reader->book).hash;
    const auto all = store->annotations(shelf.reader->row->key, query);
    REQUIRE(all);
    for (const notes::Annotation& note : *all) {
        REQUIRE(note.resolution);
        CHECK((note.resolution->how == How::orphan) == (note.resolution->score == 0));
        if (note.resolution->how == How::changed) CHECK(note.resolution->method == notes::Method::approximate);
        if (note.resolution->how == How::changed) CHECK(note.resolution->score < 1);
        if (note.resolution->how == How::moved) CHECK(note.resolution->method == notes::Method::elsewhere);
    }
}

TEST_CASE("a changed passage is accepted: the old quote stays the first one, and undo takes the choice back") {
    EditionShelf shelf;
    shelf.make_notes();
    shelf.new_edition();
    shelf.open();
    shelf.until([&] { return shelf.count(How::changed) == 1 && shelf.reader->sheet.kind == app::Sheet::edition; });
    const std::string id = shelf.reader->notes_that_are(How::changed).front()->note.id;
    shelf.reader->accept_place(id);
    shelf.until([&] { return shelf.count(How::changed) == 0; });
    CHECK(shelf.count(How::exact) == 2);
    CHECK(shelf.reader->find_note(id)->note.anchor.exact == changed_now);
    CHECK(shelf.first_quote(*shelf.reader->find_note(id)) == changed);
    shelf.reader->undo();
    shelf.until([&] { return shelf.count(How::changed) == 1; });
    CHECK(shelf.reader->find_note(id)->note.anchor.exact == changed);
    shelf.reader->redo();
    shelf.until([&] { return shelf.count(How::changed) == 0; });

    // Also tomorrow, and on the command line.
    shelf.open();
    shelf.until([&] { return shelf.count(How::exact) == 2; });
    CHECK(shelf.count(How::changed) == 0);
}

TEST_CASE("going back to the older edition brings the older places back, whatever was chosen in the new one") {
    EditionShelf shelf;
    shelf.make_notes();
    shelf.new_edition();
    shelf.open();
    shelf.until([&] { return shelf.reader->sheet.kind == app::Sheet::edition; });
    const std::string reworded = shelf.reader->notes_that_are(How::changed).front()->note.id;
    const std::string elsewhere = shelf.reader->notes_that_are(How::moved).front()->note.id;
    shelf.reader->accept_place(reworded);
    shelf.reader->keep_loose(elsewhere);
    shelf.until([&] { return shelf.count(How::changed) == 0 && shelf.count(How::moved) == 0; });

    shelf.old_edition();
    shelf.open();
    shelf.until([&] { return shelf.count(How::exact) == 4; });
    CHECK(shelf.words_at(*shelf.reader->find_note(reworded)) == changed);
    CHECK(shelf.words_at(*shelf.reader->find_note(elsewhere)) == moved);
    shelf.wait();
    CHECK(shelf.reader->sheet.kind == app::Sheet::none);

    // And the new one again: what was chosen there holds there.
    shelf.new_edition();
    shelf.open();
    shelf.until([&] { return shelf.count(How::exact) == 2 && shelf.count(How::orphan) == 2; });
    CHECK(shelf.words_at(*shelf.reader->find_note(reworded)) == changed_now);
    CHECK(shelf.reader->find_note(elsewhere)->orphan());
}

TEST_CASE("a note that is kept without a place has none until that is undone, or the next edition") {
    EditionShelf shelf;
    shelf.make_notes();
    shelf.new_edition();
    shelf.open();
    shelf.until([&] { return shelf.reader->sheet.kind == app::Sheet::edition; });
    const std::string id = shelf.reader->notes_that_are(How::changed).front()->note.id;
    shelf.reader->keep_loose(id);
    shelf.until([&] { return shelf.count(How::orphan) == 2; });
    CHECK(shelf.reader->find_note(id)->orphan());
    shelf.open();
    shelf.until([&] { return shelf.count(How::orphan) == 2; });
    shelf.reader->undo();
    shelf.until([&] { return shelf.count(How::changed) == 1; });
    shelf.reader->keep_loose(id);
    shelf.until([&] { return shelf.count(How::orphan) == 2; });

    // The edition after that has the old words again: both orphans are searched for anew, and found.
    shelf.folder.with("boek/01-begin.md", std::string(first_old) + "\nEen zin erbij.\n");
    shelf.open();
    shelf.until([&] { return shelf.count(How::exact) >= 3; });
    CHECK(shelf.words_at(*shelf.reader->find_note(id)) == changed);
    CHECK(shelf.count(How::orphan) == 0);
}

TEST_CASE("an orphan is attached to words that are selected, keeps all that is its own, and undo lets it go again") {
    EditionShelf shelf;
    shelf.make_notes();
    shelf.new_edition();
    shelf.open();
    shelf.until([&] { return shelf.reader->sheet.kind == app::Sheet::edition; });
    app::Reader& reader = *shelf.reader;
    const std::string id = reader.notes_that_are(How::orphan).front()->note.id;
    reader.start_attaching(id);
    CHECK(reader.sheet.kind == app::Sheet::none);
    CHECK(reader.attaching == id);
    const std::string words = "over vergaderen in de zomer";
    const std::size_t at = reader.chapter->text.find(words);
    REQUIRE(at != std::string::npos);
    reader.selection = app::Selection{at, at + words.size() + 1};
    REQUIRE(app::run_command(reader, "mark.enter"));
    shelf.until([&] { return shelf.count(How::orphan) == 0; });
    CHECK(reader.attaching.empty());
    CHECK(reader.notes.size() == 4);
    CHECK(shelf.words_at(*reader.find_note(id)) == words);
    CHECK(reader.find_note(id)->note.category == "vraag");
    CHECK(shelf.first_quote(*reader.find_note(id)) == lost);
    reader.undo();
    shelf.until([&] { return shelf.count(How::orphan) == 1; });
    CHECK(reader.find_note(id)->orphan());
}

TEST_CASE("where all notes are in place a line says so, and nothing lies over the page") {
    EditionShelf shelf;
    shelf.make_notes();
    shelf.folder.with("boek/02-vervolg.md", std::string(second_old) + "\nEen zin erbij.\n");
    shelf.open();
    shelf.until([&] { return !shelf.reader->message.empty(); });
    CHECK(shelf.reader->message == "Dit boek is vernieuwd. Al je 4 notities staan nog op hun plaats.");
    CHECK(shelf.reader->sheet.kind == app::Sheet::none);
}

TEST_CASE("who is selecting or writing when the report is ready is not interrupted") {
    EditionShelf shelf;
    shelf.make_notes();
    shelf.new_edition();
    shelf.open();
    shelf.reader->selection = app::Selection{0, 5};
    shelf.until([&] { return !shelf.reader->message.empty(); });
    CHECK(shelf.reader->message.find("Notities in deze editie") != std::string::npos);
    CHECK(shelf.reader->sheet.kind == app::Sheet::none);
    CHECK(shelf.reader->selection);
}

TEST_CASE("a chapter that was renamed is found by the book’s redirect, and without one by its text") {
    EditionShelf shelf;
    const bool redirect = GENERATE(true, false);
    const std::string toml = "[book]\ntitle = \"Proef\"\n[output.katern]\nid = \"proef\"\noptional = true\n";
    shelf.folder.with("boek/book.toml", toml).with("boek/src/SUMMARY.md", "- [Begin](01-begin.md)\n- [Vervolg](02-vervolg.md)\n");
    shelf.folder.with("boek/src/01-begin.md", first_old).with("boek/src/02-vervolg.md", second_old);
    shelf.make_notes();
    std::filesystem::remove(shelf.folder.path("boek/src/01-begin.md"));
    shelf.folder.with("boek/src/SUMMARY.md", "- [Begin](01-opening.md)\n- [Vervolg](02-vervolg.md)\n");
    shelf.folder.with("boek/src/01-opening.md", redirect ? first_new : first_old);
    if (redirect) shelf.folder.with("boek/book.toml", toml + "[output.html.redirect]\n\"/01-begin.html\" = \"01-opening.html\"\n");
    shelf.open();
    shelf.until([&] { return shelf.count(How::exact) + shelf.count(How::moved) + shelf.count(How::changed) + shelf.count(How::orphan) == 4; });
    CHECK(shelf.count(How::exact) == (redirect ? 1U : 4U));
    CHECK(shelf.count(How::changed) == (redirect ? 1U : 0U));
    CHECK(shelf.reader->book->chapters[shelf.note(in_place).chapter].id == "01-opening");
    CHECK(shelf.words_at(shelf.note(in_place)) == in_place);
}
