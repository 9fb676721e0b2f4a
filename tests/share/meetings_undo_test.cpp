// Taking an import back takes its meetings along: what it brought goes, what it changed is as it was.
#include <filesystem>

#include "notes/meetings.h"
#include "share/people.h"

namespace katern::share::test {
namespace {

using notes::MeetingPart;
using notes::MeetingRow;

std::vector<MeetingRow> rows_of(Person& person) {
    return must(notes::meeting_rows(*person.store, person.book));
}

std::optional<MeetingRow> row_of(Person& person, const std::string& id) {
    for (const MeetingRow& row : rows_of(person))
        if (row.id == id) return row;
    return std::nullopt;
}

void undo(Person& person) {
    const notes::UndoOutcome outcome = must(person.store->undo(person.book));
    CHECK(outcome.what == notes::UndoOutcome::What::done);
}

struct TwoPeople {
    Person anna{"Anna"}, bert{"Bert"};
    std::string meeting, item;
    TwoPeople() {
        meeting = must(
            notes::add_meeting(*anna.store, anna.book, anna.network(), {{"name", "Maart"}, {"question", "Wat nu?"}}));
        item = must(
            notes::add_to_meeting(*anna.store, meeting, MeetingPart::item, {{"text", "Eerst"}, {"minutes", "10"}}));
    }
};

TEST_CASE("a meeting that an import brought goes with it, and comes back with the file") {
    TwoPeople both;
    const std::string file = both.anna.send();
    both.bert.take(file);
    REQUIRE(rows_of(both.bert).size() == 2);
    const std::optional<notes::Step> step = must(both.bert.store->next_undo(both.bert.book));
    REQUIRE(step);
    CHECK(say(step->label(), Language::nl, step->arguments()) == "overnemen van een bijeenkomst");
    undo(both.bert);
    CHECK(rows_of(both.bert).empty());
    CHECK_FALSE(must(both.bert.store->next_undo(both.bert.book)));
    both.bert.take(file);
    CHECK(rows_of(both.bert) == rows_of(both.anna));
}

TEST_CASE("what an import changed of a meeting is as it was, and what I changed since stays") {
    TwoPeople both;
    both.bert.take(both.anna.send());
    const std::vector<MeetingRow> before = rows_of(both.bert);
    both.anna.time += 1000;
    must(notes::change_meeting(*both.anna.store, both.item, {{"text", "Toch anders"}, {"minutes", "20"}}));
    both.bert.time += 2000;
    both.bert.take(both.anna.send());
    CHECK(row_of(both.bert, both.item)->field("text") == "Toch anders");
    SECTION("nothing since") {
        undo(both.bert);
        CHECK(rows_of(both.bert) == before);
    }
    SECTION("I wrote one field since") {
        both.bert.time += 1000;
        must(notes::change_meeting(*both.bert.store, both.item, {{"minutes", "45"}}));
        must(both.bert.store->undo(both.bert.book));
        CHECK(row_of(both.bert, both.item)->field("text") == "Eerst");
        CHECK(row_of(both.bert, both.item)->field("minutes") == "45");
    }
    SECTION("what is said again after that is heard") {
        undo(both.bert);
        both.bert.take(both.anna.send());
        CHECK(row_of(both.bert, both.item)->field("text") == "Toch anders");
    }
}

TEST_CASE("a new meeting in which I wrote, or under which I put something, stays") {
    TwoPeople both;
    both.bert.take(both.anna.send());
    both.bert.time += 1000;
    SECTION("wrote in it") {
        must(notes::change_meeting(*both.bert.store, both.meeting, {{"question", "Wat eerst?"}}));
        must(both.bert.store->undo(both.bert.book));
        CHECK(row_of(both.bert, both.meeting)->field("question") == "Wat eerst?");
        CHECK_FALSE(row_of(both.bert, both.item));
    }
    SECTION("put something under it") {
        const std::string mine =
            must(notes::add_to_meeting(*both.bert.store, both.meeting, MeetingPart::item, {{"text", "Van mij"}}));
        must(both.bert.store->undo(both.bert.book));
        CHECK(row_of(both.bert, both.meeting));
        CHECK(row_of(both.bert, mine));
        CHECK_FALSE(row_of(both.bert, both.item));
    }
}

TEST_CASE("what a file deleted stays deleted, and none of its words are kept for undo") {
    TwoPeople both;
    both.bert.take(both.anna.send());
    both.anna.time += 1000;
    must(notes::change_meeting(*both.anna.store, both.item, {{"text", "Tussendoor"}}));
    both.bert.take(both.anna.send());
    both.anna.time += 1000;
    must(notes::set_meeting_alive(*both.anna.store, both.item, false));
    both.bert.take(both.anna.send());
    CHECK_FALSE(row_of(both.bert, both.item));
    both.bert.store.reset();
    const std::string database = must(document::files_in(both.bert.folder.path("gegevens"))->read("katern.db"));
    for (const char* words : {"Tussendoor", "Eerst"}) CHECK(database.find(words) == std::string::npos);
    both.bert.open();
    for (int i = 0; i < 3; ++i) must(both.bert.store->undo(both.bert.book));
    CHECK_FALSE(row_of(both.bert, both.item));
}

TEST_CASE("a file that was let go of half way leaves no meeting") {
    TwoPeople both;
    const ReadSet set = both.bert.read(both.anna.send());
    {
        notes::Merge merge =
            must(notes::Merge::begin(*both.bert.store, both.bert.book, set.head, {set.hash, "bestand", "", false}));
        must(merge.take_meetings(set.meetings));
        CHECK(rows_of(both.bert).size() == 2);
    }
    CHECK(rows_of(both.bert).empty());
}

}  // namespace
}  // namespace katern::share::test
