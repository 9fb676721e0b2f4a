#include "notes/meetings.h"

#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

std::string text_of(const MeetingRow& row) {
    return row.field(meeting_text);
}

}  // namespace

TEST_CASE("a meeting and all that belongs to it is there the next day, in its order") {
    Desk desk;
    std::string meeting, decision;
    {
        Store store = desk.open();
        const BookKey book = a_book(store);
        const std::string network = must(store.network("Regio Oost")).id;
        meeting = must(add_meeting(store, book, network, {{"name", "Regio Oost"}, {"date", "2026-03-12"}}));
        must(
            add_to_meeting(store, meeting, MeetingPart::item, {{"text", "Tweede"}, {"order", "b"}, {"minutes", "25"}}));
        must(add_to_meeting(store, meeting, MeetingPart::item, {{"text", "Eerste"}, {"order", "a"}}));
        decision = must(add_to_meeting(store, meeting, MeetingPart::decision, {{"text", "Eén kantje doel"}}));
        must(add_to_meeting(store, meeting, MeetingPart::action, {{"text", "Schrijven"}, {"decision", decision}}));
    }
    Store store = desk.open();
    const std::vector<MeetingRow> rows = must(meeting_rows(store, a_book(store)));
    REQUIRE(rows.size() == 5);
    CHECK(rows[0].id == meeting);
    CHECK(rows[0].field(meeting_date) == "2026-03-12");
    CHECK(rows[0].field(meeting_question).empty());
    CHECK(text_of(rows[1]) == "Eerste");
    CHECK(text_of(rows[2]) == "Tweede");
    CHECK(rows[2].field(meeting_minutes) == "25");
    CHECK(rows[3].part == MeetingPart::decision);
    CHECK(rows[4].field(meeting_decision) == decision);
    CHECK(rows[4].network == rows[0].network);
}

TEST_CASE("what changes gets a new clock, what stays the same none") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id =
        must(add_meeting(store, book, must(store.network("")).id, {{"name", "A"}, {"date", "2026-03-12"}}));
    const Clock made = must(meeting_rows(store, book)).front().written;
    must(change_meeting(store, id, {{"name", "A"}}));
    CHECK(must(meeting_rows(store, book)).front().written == made);
    must(change_meeting(store, id, {{"name", "B"}}));
    const MeetingRow row = must(meeting_rows(store, book)).front();
    CHECK(row.field(meeting_name) == "B");
    CHECK(row.written > made);
}

TEST_CASE("a deleted meeting takes what belongs to it along, and brings it back") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string network = must(store.network("")).id;
    const std::string first = must(add_meeting(store, book, network, {{"name", "A"}}));
    const std::string item = must(add_to_meeting(store, first, MeetingPart::item, {{"text", "x"}}));
    must(add_meeting(store, book, network, {{"name", "B"}}));
    must(set_meeting_alive(store, first, false));
    CHECK(must(meeting_rows(store, book)).size() == 1);
    // Deleted words don't travel.
    for (const auto& [row, fields] : must(meetings_to_send(store, book, network)))
        if (row.id == first) {
            REQUIRE(fields.size() == 1);
            CHECK(fields.front().value == "deleted");
        }
    must(set_meeting_alive(store, first, true));
    CHECK(must(meeting_rows(store, book)).size() == 3);
    // Coming back is a revival: every field has the clock of it, so that it also brings the words back elsewhere.
    for (const auto& [row, fields] : must(meetings_to_send(store, book, network)))
        if (row.id == first)
            for (const Field& field : fields) CHECK(field.clock == row.written);
    must(set_meeting_alive(store, item, false));
    CHECK(must(meeting_rows(store, book)).size() == 2);
}

TEST_CASE("one network's meetings are not another's, and what isn't there is named") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string east = must(store.network("Oost")).id, west = must(store.network("West")).id;
    const std::string meeting = must(add_meeting(store, book, east, {{"name", "A"}}));
    const std::string item = must(add_to_meeting(store, meeting, MeetingPart::item, {{"text", "x"}}));
    CHECK(must(meeting_rows(store, book, east)).size() == 2);
    CHECK(must(meeting_rows(store, book, west)).empty());
    CHECK(must(meetings_to_send(store, book, west)).empty());
    CHECK(reason(add_meeting(store, book, "nergens", {})).find("nergens") != std::string::npos);
    CHECK(reason(add_to_meeting(store, item, MeetingPart::item, {})).find(item) != std::string::npos);
    CHECK(reason(change_meeting(store, "nergens", {{"text", "y"}})).find("nergens") != std::string::npos);
}
