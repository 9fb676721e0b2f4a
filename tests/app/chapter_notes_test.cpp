// The notes of a chapter, asked for by place, and how much is looked at for that.
#include "app/chapter_notes.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "app/bundled_katern.h"
#include "app/gathering.h"

using namespace katern;
using app::ChapterNotes;
using app::PlacedNote;

namespace {

PlacedNote note_at(std::size_t chapter, std::size_t start, std::size_t end, const std::string& id = {}) {
    PlacedNote placed;
    placed.note.id = id;
    placed.note.anchor.range = {start, end};
    placed.chapter = chapter;
    placed.bytes = {start, end};
    placed.placed = true;
    return placed;
}

std::vector<std::string> ids(const std::vector<PlacedNote>& notes) {
    std::vector<std::string> found;
    for (const PlacedNote& placed : notes) found.push_back(placed.note.id);
    return found;
}
using Ids = std::vector<std::string>;

std::vector<std::string> touching(const std::vector<PlacedNote>& notes, std::size_t chapter, text::Range bytes) {
    ChapterNotes here;
    here.set(notes, chapter);
    std::vector<std::string> found;
    for (const std::uint32_t note : here.touching(bytes)) found.push_back(notes[note].note.id);
    return found;
}

}  // namespace

TEST_CASE("notes that touch a place are found, in reading order, also those that began far before it") {
    std::vector<PlacedNote> notes{note_at(0, 5, 6, "elsewhere"), note_at(1, 0, 900, "long"), note_at(1, 10, 20, "short"),
                                  note_at(1, 20, 20, "point"),   note_at(1, 21, 30, "behind"), note_at(2, 15, 16, "further")};
    app::put_in_order(notes);
    CHECK(touching(notes, 1, {15, 20}) == Ids{"long", "short", "point"});
    CHECK(touching(notes, 1, {800, 810}) == Ids{"long"});
    CHECK(touching(notes, 1, {901, 950}).empty());
    CHECK(touching(notes, 3, {0, 1000}).empty());
    notes[2].placed = false;
    CHECK(touching(notes, 1, {15, 15}) == Ids{"long"});
}

TEST_CASE("answers are those of looking at each, for any place among marks of any length") {
    std::vector<PlacedNote> notes;
    std::uint32_t seed = 7;
    const auto next = [&](std::uint32_t below) { return (seed = seed * 1664525 + 1013904223) / 65536 % below; };
    for (int i = 0; i < 1'000; ++i) {
        const std::size_t start = next(5'000);
        notes.push_back(note_at(next(3), start, start + (next(10) == 0 ? next(3'000) : next(40)), std::to_string(i)));
    }
    app::put_in_order(notes);
    for (int i = 0; i < 200; ++i) {
        const std::size_t from = next(5'500), to = from + next(300);
        Ids expected;
        for (const PlacedNote& placed : notes)
            if (placed.chapter == 1 && placed.bytes.start <= to && placed.bytes.end >= from) expected.push_back(placed.note.id);
        REQUIRE(touching(notes, 1, {from, to}) == expected);
    }
}

TEST_CASE("a place among a hundred thousand notes costs some two thousand looks") {
    std::vector<PlacedNote> notes;
    for (std::size_t i = 0; i < 100'000; ++i) notes.push_back(note_at(0, i * 30, i * 30 + 25));
    ChapterNotes here;
    here.set(notes, 0);
    CHECK(here.touching({1'500'000, 1'502'000}).size() == 67);
    CHECK(here.looked_at() < 2'000);
}

TEST_CASE("one note is put where it belongs, and a note that moved makes the order anew") {
    std::vector<PlacedNote> notes{note_at(0, 10, 12, "a"), note_at(0, 30, 32, "b"), note_at(1, 0, 2, "c")};
    CHECK(app::put_among(notes, note_at(0, 20, 22, "new")) == 1);
    CHECK(ids(notes) == Ids{"a", "new", "b", "c"});
    notes[0].chapter = SIZE_MAX;
    app::put_in_order(notes);
    CHECK(ids(notes) == Ids{"new", "b", "c", "a"});
    const app::NoteSpan first = app::notes_of_chapter(notes, 0), none = app::notes_of_chapter(notes, 7);
    CHECK(first.first == 0);
    CHECK(first.last == 2);
    CHECK(none.first == none.last);
}

TEST_CASE("a note is found by its id wherever it has gone, and not when it is gone") {
    std::vector<PlacedNote> notes{note_at(0, 10, 12, "a"), note_at(0, 30, 32, "b")};
    app::FoundNotes found;
    CHECK(found.find(notes, 1, "b") == &notes[1]);
    app::put_among(notes, note_at(0, 20, 22, "new"));
    CHECK(found.find(notes, 2, "b") == &notes[2]);
    CHECK(found.find(notes, 2, "z") == nullptr);
    CHECK(found.find(notes, 2, "") == nullptr);
    notes.erase(notes.begin() + 2);
    CHECK(found.find(notes, 3, "b") == nullptr);
    notes[1].note.id = "z";
    CHECK(found.find(notes, 4, "z") == &notes[1]);
}

TEST_CASE("what a window changed while the notes were being read stays as it is there") {
    std::vector<PlacedNote> read{note_at(0, 10, 12, "changed"), note_at(0, 30, 32, "removed"), note_at(0, 40, 42, "same")};
    std::vector<PlacedNote> now{note_at(0, 50, 52, "changed"), note_at(0, 5, 6, "added")};
    app::keep_changed(read, now, {"changed", "removed", "added"});
    CHECK(ids(read) == Ids{"added", "same", "changed"});
    CHECK(read.back().bytes == text::Range{50, 52});
}

TEST_CASE("a note that is changed keeps its place among the others, or moves to its new one in either direction") {
    std::vector<PlacedNote> notes;
    for (std::size_t i = 0; i < 6; ++i) notes.push_back(note_at(0, i * 10, i * 10 + 5, std::to_string(i)));
    PlacedNote same = notes[2];
    same.note.body = "woorden";
    app::put_anew(notes, 2, same);
    CHECK(ids(notes) == Ids{"0", "1", "2", "3", "4", "5"});
    CHECK(notes[2].note.body == "woorden");
    app::put_anew(notes, 1, note_at(0, 45, 46, "1"));
    CHECK(ids(notes) == Ids{"0", "2", "3", "4", "1", "5"});
    app::put_anew(notes, 5, note_at(0, 1, 2, "5"));
    CHECK(ids(notes) == Ids{"0", "5", "2", "3", "4", "1"});
    app::put_anew(notes, 0, note_at(3, 0, 2, "0"));
    CHECK(ids(notes) == Ids{"5", "2", "3", "4", "1", "0"});
}

TEST_CASE("a note is found where it was last, also after others came or went, and what is gone is not") {
    std::vector<PlacedNote> notes;
    for (std::size_t i = 0; i < 4; ++i) notes.push_back(note_at(0, i * 10, i * 10 + 5, std::to_string(i)));
    app::FoundNotes found;
    CHECK(found.find(notes, 1, "2") == &notes[2]);
    CHECK(found.find(notes, 1, "9") == nullptr);
    notes.erase(notes.begin());
    CHECK(found.find(notes, 2, "2") == &notes[1]);
    notes.push_back(note_at(1, 0, 1, "9"));
    CHECK(found.find(notes, 3, "9") == &notes[3]);
    notes.erase(notes.begin() + 1);
    CHECK(found.find(notes, 4, "2") == nullptr);
    CHECK(found.find(notes, 4, "") == nullptr);
}

TEST_CASE("notes made on a chapter that is still the same hang at once; what must be searched for is kept apart") {
    const auto book = *document::open_book("@katern", app::bundled_katern());
    const auto chapter = *book->chapter(2);
    const notes::Edition edition = notes::edition_of(*book);
    std::vector<notes::Annotation> read(3);
    read[0].key = notes::AnnotationKey{1};
    read[0].anchor = notes::anchor_on(*chapter, edition, {0, 20});
    read[1].key = notes::AnnotationKey{2};
    read[1].anchor = notes::anchor_on(*chapter, edition, {0, 20});
    read[1].anchor.chapter_hash = "another";
    read[2].key = notes::AnnotationKey{3};
    read[2].anchor.chapter = "nergens.md";
    const app::Gathered gathered = app::gathered_in(*book, {read});
    REQUIRE(gathered.found.size() == 1);
    REQUIRE(gathered.found.front().size() == 1);
    CHECK(gathered.found.front().front().first == notes::AnnotationKey{1});
    CHECK(gathered.to_place.keys == std::vector{notes::AnnotationKey{2}, notes::AnnotationKey{3}});
    REQUIRE(gathered.notes.size() == 3);
    CHECK(std::count_if(gathered.notes.begin(), gathered.notes.end(), [](const PlacedNote& placed) { return placed.kept; }) == 1);
}
