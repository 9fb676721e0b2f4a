// The list of notes as state: what is shown, in which order, under which headings, and how much is done for it.
#include "app/notes_list.h"

#include <catch2/catch.hpp>

using namespace katern;
using app::NotesFilter;
using app::NotesGrouping;
using app::NotesList;
using app::NotesOrder;
using app::PlacedNote;

namespace {

constexpr notes::Milliseconds a_day = 24LL * 60 * 60 * 1000, this_day = 20'000 * a_day;

struct ListShelf {
    document::Book book{document::files_in_memory({}, "test")};
    std::vector<PlacedNote> notes;
    NotesList list;
    std::uint64_t revision = 1;

    ListShelf() {
        book.chapters.push_back({"een", "Een", "1", 0, "een.md", ""});
        book.chapters.push_back({"twee", "Twee", "2", 0, "twee.md", ""});
    }
    PlacedNote& add(const std::string& id, std::size_t chapter, const std::string& quote) {
        PlacedNote placed;
        placed.note.id = id;
        placed.note.anchor.exact = quote;
        placed.note.category = "inzicht";
        placed.note.author.id = "ik";
        placed.note.modified = this_day - 400 * a_day;
        placed.chapter = chapter;
        notes.push_back(placed);
        return notes.back();
    }
    // Ids in order, headings as how many stand below them.
    std::vector<std::string> shown(const NotesFilter& filter = {}, const NotesOrder& order = {}) {
        while (!list.update(book, notes, revision, filter, order, this_day)) {
        }
        std::vector<std::string> ids;
        for (const NotesList::Row& row : list.rows())
            ids.push_back(row.heading ? "-" + std::to_string(list.groups()[row.group].count) : notes[row.note].note.id);
        return ids;
    }
    std::vector<std::string> alone(const NotesFilter& filter) { return shown(filter, {NotesGrouping::none, false}); }
};
using Ids = std::vector<std::string>;

// a, b in chapter 1; c in 2; d is without a place.
struct Four : ListShelf {
    Four() {
        PlacedNote& a = add("a", 0, "Vertrouwen is een opbrengst");
        a.note.tags = {"maart", "tijd"};
        a.note.modified = this_day - a_day / 2;
        PlacedNote& b = add("b", 0, "");
        b.note.kind = notes::Kind::bookmark;
        b.note.category = "";
        b.note.modified = this_day - 5 * a_day;
        PlacedNote& c = add("c", 1, "Eén doel");
        c.note.category = "vraag";
        c.note.body = "Vragen aan café De Kroon";
        c.note.shared_with = {"netwerk"};
        c.note.author.id = "zij";
        c.note.tags = {"maart"};
        PlacedNote& d = add("d", SIZE_MAX, "Weg");
        d.note.modified = this_day - 20 * a_day;
    }
};

}  // namespace

TEST_CASE("without a filter every note is shown, by chapter, and those without a place come last") {
    Four shelf;
    CHECK(shelf.shown() == Ids{"-2", "a", "b", "-1", "c", "-1", "d"});
    CHECK(shelf.list.groups().back().chapter == SIZE_MAX);
    CHECK(shelf.list.count() == 4);
}

TEST_CASE("each thing that can be filtered by leaves what has it") {
    Four shelf;
    NotesFilter filter;
    SECTION("category") {
        filter.categories = app::bit_of(draw::Category::vraag);
        CHECK(shelf.alone(filter) == Ids{"c"});
    }
    SECTION("kind") {
        filter.kinds = app::bit_of(notes::Kind::bookmark);
        CHECK(shelf.alone(filter) == Ids{"b"});
    }
    SECTION("tag: any of them") {
        filter.tags = {"tijd"};
        CHECK(shelf.alone(filter) == Ids{"a"});
        filter.tags = {"tijd", "maart"};
        CHECK(shelf.alone(filter) == Ids{"a", "c"});
    }
    SECTION("author") {
        filter.author = "zij";
        CHECK(shelf.alone(filter) == Ids{"c"});
    }
    SECTION("visibility") {
        filter.shown_to = NotesFilter::ShownTo::others;
        CHECK(shelf.alone(filter) == Ids{"c"});
        filter.shown_to = NotesFilter::ShownTo::me;
        CHECK(shelf.alone(filter) == Ids{"a", "b", "d"});
    }
    SECTION("chapter") {
        filter.chapter = "twee";
        CHECK(shelf.alone(filter) == Ids{"c"});
        filter.chapter = "weg";
        CHECK(shelf.alone(filter).empty());
    }
    SECTION("date") {
        filter.period = NotesFilter::Period::week;
        CHECK(shelf.alone(filter) == Ids{"a", "b"});
        filter.period = NotesFilter::Period::month;
        CHECK(shelf.alone(filter) == Ids{"a", "b", "d"});
    }
    SECTION("with a note") {
        filter.with_note = true;
        CHECK(shelf.alone(filter) == Ids{"c"});
    }
    SECTION("without a place") {
        filter.orphans = true;
        CHECK(shelf.alone(filter) == Ids{"d"});
    }
    SECTION("words: each of them, in quote, text or tags, whatever the case and the accents") {
        filter.words = "CAFE maart";
        CHECK(shelf.alone(filter) == Ids{"c"});
        filter.words = "een";
        CHECK(shelf.alone(filter) == Ids{"a", "c"});
    }
    SECTION("several at once must all hold") {
        filter.tags = {"maart"};
        filter.shown_to = NotesFilter::ShownTo::me;
        CHECK(shelf.alone(filter) == Ids{"a"});
    }
    if (filter == NotesFilter{}) FAIL("a section that filters by nothing");
    CHECK(filter.is_on());
}

TEST_CASE("the list groups by category and by tag, and sorts by time") {
    Four shelf;
    CHECK(shelf.shown({}, {NotesGrouping::category, false}) == Ids{"-2", "a", "d", "-1", "c", "-1", "b"});
    // A note with two tags stands under each, and counts once.
    CHECK(shelf.shown({}, {NotesGrouping::tag, false}) == Ids{"-2", "a", "c", "-1", "a", "-2", "b", "d"});
    CHECK(shelf.list.count() == 4);
    CHECK(shelf.shown({}, {NotesGrouping::none, true}) == Ids{"a", "b", "d", "c"});
}

TEST_CASE("nothing is worked out twice, and never more than a slice at once") {
    ListShelf shelf;
    for (int i = 0; i < 20'000; ++i) shelf.add("n" + std::to_string(i), 0, "Een zin van een gewone lengte, met woorden erin.");
    shelf.shown();
    const NotesList::Work before = shelf.list.work();
    shelf.shown();
    CHECK(shelf.list.work().tested == before.tested);
    CHECK(shelf.list.work().arranged == before.arranged);

    NotesFilter filter;
    filter.words = "woorden";
    std::size_t steps = 0, most = 0, last = 0;
    const std::uint64_t revision = shelf.list.revision();
    while (!shelf.list.update(shelf.book, shelf.notes, shelf.revision, filter, {}, this_day)) {
        CHECK(shelf.list.revision() == revision);  // what was shown stays until the rest is done
        most = std::max(most, shelf.list.work().folded - last);
        last = shelf.list.work().folded;
        ++steps;
    }
    CHECK(steps > 3);
    CHECK(most < NotesList::slice / 40 + 200);
    CHECK(shelf.list.count() == 20'000);
    // The next letter looks in what was folded.
    const std::size_t folded = shelf.list.work().folded;
    filter.words = "woordenb";
    CHECK(shelf.shown(filter).empty());
    CHECK(shelf.list.work().folded == folded);
}

TEST_CASE("a tag is completed by those that begin so, then by those with a word that does") {
    ListShelf shelf;
    shelf.add("a", 0, "").note.tags = {"samen leren", "leernetwerk", "tijd"};
    shelf.add("b", 0, "").note.tags = {"leernetwerk", "Éérst"};
    const std::vector<app::TagCount> tags = app::tags_of(shelf.notes);
    CHECK(tags.front().tag == "leernetwerk");
    CHECK(app::complete_tag(tags, "#LE", {}, 5) == Ids{"leernetwerk", "samen leren"});
    CHECK(app::complete_tag(tags, "eer", {}, 5) == Ids{"Éérst"});
    CHECK(app::complete_tag(tags, "le", {"leernetwerk"}, 5) == Ids{"samen leren"});
    CHECK(app::complete_tag(tags, "", {}, 2).size() == 2);
    CHECK(app::clean_tag("  #twee   woorden ") == "twee woorden");
    CHECK(app::clean_tag(" # ").empty());
}
