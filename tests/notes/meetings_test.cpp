#include "notes/meetings.h"

#include <algorithm>
#include <memory>
#include <random>

#include "notes/fractional_key.h"
#include "notes/networks.h"
#include "notes/state.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

std::string text_of(const MeetingRow& row) {
    return row.field(meeting_text);
}

std::vector<SetMeeting> sent(Store& store, BookKey book, const std::string& network) {
    SetOrder order;
    order.network = network;
    return must(outgoing(store, book, order)).meetings;
}

// One person's store, at a time of its own.
struct Colleague {
    Desk desk;
    Store store;
    BookKey book{};

    explicit Colleague(const std::string& name) : store(desk.open()), book(a_book(store)) {
        must(store.set_profile(name, ""));
    }
    NoteSet set(const std::string& network) {
        SetOrder order;
        order.network = network;
        return must(outgoing(store, book, order));
    }
    void take(const NoteSet& set) {
        Merge merge = must(Merge::begin(store, book, set.head, {}));
        must(merge.finish());
        must(take_meetings(store, book, set.head, {}, set.meetings));
    }
    // What there is, by content: who passed a field on differs from place to place.
    std::string content(const std::string& network) {
        std::string out;
        for (const SetMeeting& row : set(network).meetings) {
            out += row.id + " " + row.part + "\n";
            for (const Field& field : row.fields)
                out += "  " + field.name + "=" + field.value + " " + std::to_string(field.clock.ticks) + " " +
                       field.writer + "\n";
        }
        return out;
    }
};

}  // namespace

TEST_CASE("two people edit the same agenda apart and then have the same one, in any order") {
    std::mt19937 random(11);
    for (int round = 0; round < 12; ++round) {
        std::vector<std::unique_ptr<Colleague>> members;
        for (const char* name : {"Anna", "Bram", "Cees"}) members.push_back(std::make_unique<Colleague>(name));
        Colleague& first = *members.front();
        const std::string network = must(first.store.network("Oost")).id;
        const std::string meeting = must(add_meeting(first.store, first.book, network, {{"name", "Oost"}}));
        must(add_to_meeting(first.store, meeting, MeetingPart::item, {{"text", "Eerste"}, {"order", "V"}}));
        for (std::size_t i = 1; i < members.size(); ++i) members[i]->take(first.set(network));
        for (int step = 0; step < 14; ++step) {
            Colleague& member = *members[random() % members.size()];
            member.desk.time += static_cast<Milliseconds>(random() % 5000);
            const std::vector<MeetingRow> rows = must(meeting_rows(member.store, member.book));
            const std::size_t kind = random() % 5;
            if (rows.empty() || kind == 0) {
                (void)add_to_meeting(member.store, meeting, MeetingPart::item, {{"text", std::to_string(step)}});
            } else {
                const MeetingRow& row = rows[random() % rows.size()];
                if (kind == 1)
                    must(set_meeting_alive(member.store, row.id, random() % 2 == 0));
                else if (kind == 2)  // to another place
                    must(change_meeting(member.store, row.id, {{"order", key_between(row.field(meeting_order), "")}}));
                else
                    must(change_meeting(member.store, row.id, {{"text", std::to_string(random())}, {"minutes", "5"}}));
            }
            if (random() % 3 == 0) members[random() % members.size()]->take(member.set(network));
        }
        // Everybody's set to everybody, twice, in an order of chance.
        for (int pass = 0; pass < 2; ++pass) {
            std::vector<NoteSet> sets;
            for (auto& member : members) sets.push_back(member->set(network));
            for (auto& member : members) {
                std::shuffle(sets.begin(), sets.end(), random);
                for (const NoteSet& set : sets) member->take(set);
            }
        }
        const std::string same = first.content(network);
        CHECK(members[1]->content(network) == same);
        CHECK(members[2]->content(network) == same);
        // And it stands in the same order for everybody.
        const auto order = [](Colleague& member) {
            std::string out;
            for (const MeetingRow& row : must(meeting_rows(member.store, member.book))) out += row.id + "\n";
            return out;
        };
        CHECK(order(*members[1]) == order(first));
        CHECK(order(*members[2]) == order(first));
    }
}

TEST_CASE("a set can't write in my name, and what is dated in the future stays out") {
    Colleague anna("Anna"), bram("Bram");
    const std::string network = must(anna.store.network("Oost")).id;
    const std::string meeting = must(add_meeting(anna.store, anna.book, network, {{"name", "Oost"}}));
    bram.take(anna.set(network));
    NoteSet forged = bram.set(network);
    for (SetMeeting& row : forged.meetings)
        for (Field& field : row.fields)
            field.value = field.name == "life" ? "deleted" : "vals", field.clock.ticks += 65536;
    anna.take(forged);
    REQUIRE(must(meeting_rows(anna.store, anna.book)).size() == 1);
    CHECK(must(meeting_rows(anna.store, anna.book)).front().field(meeting_name) == "Oost");
    must(change_meeting(bram.store, meeting, {{"name", "Later"}}));
    NoteSet ahead = bram.set(network);
    for (SetMeeting& row : ahead.meetings)
        for (Field& field : row.fields) field.clock.ticks += ticks_at(furthest_ahead + 60'000);
    anna.take(ahead);
    CHECK(must(meeting_rows(anna.store, anna.book)).front().field(meeting_name) == "Oost");
    anna.take(bram.set(network));
    CHECK(must(meeting_rows(anna.store, anna.book)).front().field(meeting_name) == "Later");
}

TEST_CASE("a row none of whose fields can be taken leaves nothing behind") {
    Colleague anna("Anna"), bram("Bram");
    const std::string network = must(anna.store.network("Oost")).id;
    must(add_meeting(anna.store, anna.book, network, {{"name", "Oost"}}));
    NoteSet ahead = anna.set(network);
    REQUIRE(ahead.meetings.size() == 1);
    for (Field& field : ahead.meetings.front().fields) field.clock.ticks += ticks_at(furthest_ahead + 60'000);
    bram.take(ahead);
    const auto rows = [&] {
        Statement count = bram.store.state().database.query("SELECT count(*) FROM meeting_rows");
        return count.next() ? count.integer(0) : -1;
    };
    CHECK(rows() == 0);
    bram.take(anna.set(network));
    CHECK(rows() == 1);
}

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
    for (const SetMeeting& row : sent(store, book, network))
        if (row.id == first) {
            REQUIRE(row.fields.size() == 1);
            CHECK(row.fields.front().value == "deleted");
        }
    must(set_meeting_alive(store, first, true));
    CHECK(must(meeting_rows(store, book)).size() == 3);
    // Coming back is a revival: every field has the clock of it, so that it also brings the words back elsewhere.
    for (const SetMeeting& row : sent(store, book, network))
        if (row.id == first)
            for (const Field& field : row.fields) CHECK(field.clock == row.fields.front().clock);
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
    CHECK(sent(store, book, west).empty());
    CHECK(reason(add_meeting(store, book, "nergens", {})).find("nergens") != std::string::npos);
    CHECK(reason(add_to_meeting(store, item, MeetingPart::item, {})).find(item) != std::string::npos);
    CHECK(reason(change_meeting(store, "nergens", {{"text", "y"}})).find("nergens") != std::string::npos);
}

TEST_CASE("two people move the same item apart: the later place holds for both") {
    Colleague anna("Anna"), bram("Bram");
    const std::string network = must(anna.store.network("Oost")).id;
    const std::string meeting = must(add_meeting(anna.store, anna.book, network, {{"name", "Oost"}}));
    std::vector<std::string> items;
    for (const char* order : {"B", "M", "X"})
        items.push_back(must(add_to_meeting(anna.store, meeting, MeetingPart::item, {{"text", order}, {"order", order}})));
    bram.take(anna.set(network));
    anna.desk.time += 1000;
    must(change_meeting(anna.store, items[0], {{"order", "Y"}}));
    bram.desk.time += 2000;
    must(change_meeting(bram.store, items[0], {{"order", "P"}}));
    must(change_meeting(bram.store, items[0], {{"text", "b"}}));
    const NoteSet from_anna = anna.set(network), from_bram = bram.set(network);
    anna.take(from_bram);
    bram.take(from_anna);
    CHECK(anna.content(network) == bram.content(network));
    const std::vector<MeetingRow> rows = must(meeting_rows(anna.store, anna.book));
    REQUIRE(rows.size() == 4);
    CHECK(text_of(rows[1]) == "M");
    CHECK(text_of(rows[2]) == "b");
    CHECK(text_of(rows[3]) == "X");
}

TEST_CASE("several rows change together or not at all") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string meeting = must(add_meeting(store, book, must(store.network("")).id, {{"name", "A"}}));
    const std::string item = must(add_to_meeting(store, meeting, MeetingPart::item, {{"text", "x"}, {"minutes", "5"}}));
    const auto before = must(change_meetings(store, {{meeting, {{"name", "B"}}}, {item, {{"text", "y"}, {"who", "z"}}}}));
    REQUIRE(before);
    CHECK((*before)[0].fields.at("name") == "A");
    CHECK((*before)[1].fields.at("text") == "x");
    CHECK((*before)[1].fields.at("who").empty());
    CHECK_FALSE(must(change_meetings(store, *before, {{item, {{"text", "anders"}}}})));
    CHECK(must(meeting_rows(store, book)).front().field(meeting_name) == "B");
    CHECK(must(change_meetings(store, *before, {{item, {{"text", "y"}}}})));
    CHECK(must(meeting_rows(store, book)).front().field(meeting_name) == "A");
    CHECK_FALSE(change_meetings(store, {{meeting, {{"name", "C"}}}, {"nergens", {{"text", "y"}}}}));
    CHECK(must(meeting_rows(store, book)).front().field(meeting_name) == "A");
}

TEST_CASE("a meeting in the unnamed network stays when a set of another network comes in") {
    Colleague anna("Anna"), bram("Bram");
    const std::string unnamed = must(anna.store.network("")).id;
    must(add_meeting(anna.store, anna.book, unnamed, {{"name", "Vóór het eerste bestand"}}));
    const std::string east = must(bram.store.network("Oost")).id;
    must(add_meeting(bram.store, bram.book, east, {{"name", "Oost"}}));
    anna.take(bram.set(east));
    CHECK(must(meeting_rows(anna.store, anna.book, unnamed)).size() == 1);
    CHECK(must(meeting_rows(anna.store, anna.book, east)).size() == 1);
}

TEST_CASE("what belongs to a deleted meeting leaves without its words, and after thirty days they are gone here too") {
    Colleague anna("Anna");
    Store& store = anna.store;
    const std::string network = must(store.network("Oost")).id;
    const std::string meeting = must(add_meeting(store, anna.book, network, {{"name", "Oost"}}));
    const std::string item = must(add_to_meeting(store, meeting, MeetingPart::item, {{"text", "alleen voor toen"}}));
    must(set_meeting_alive(store, meeting, false));
    const auto words_leave = [&] {
        const std::vector<SetMeeting> rows = sent(store, anna.book, network);
        CHECK(rows.size() == 2);
        return std::any_of(rows.begin(), rows.end(), [](const SetMeeting& row) { return row.fields.size() > 1; });
    };
    CHECK_FALSE(words_leave());
    must(set_meeting_alive(store, meeting, true));
    CHECK(words_leave());
    const std::string kept_words = "SELECT count(*) FROM meeting_fields WHERE value = 'alleen voor toen'";
    must(set_meeting_alive(store, meeting, false));
    anna.desk.time += 29LL * 24 * 60 * 60 * 1000;
    must(store.forget_deleted());
    CHECK(ask(store.path(), kept_words) == 1);
    anna.desk.time += 2LL * 24 * 60 * 60 * 1000;
    CHECK(must(store.forget_deleted()) == 2);
    CHECK(ask(store.path(), kept_words) == 0);
    CHECK(ask(store.path(), "SELECT count(*) FROM meeting_fields WHERE name = 'life'") == 2);
    CHECK(must(store.forget_deleted()) == 0);
    CHECK(sent(store, anna.book, network).size() == 2);
}

TEST_CASE("a meeting of a network that now counts as another still takes what others write in it") {
    for (const bool before_the_file : {true, false}) {
        Colleague anna("Anna"), bram("Bram");
        const std::string annas = must(anna.store.network("Oost")).id, brams = must(bram.store.network("Regio Oost")).id;
        must(join_network(anna.store, {brams, "Regio Oost"}));
        if (before_the_file) must(count_as(anna.store, annas, brams));
        const std::string meeting = must(add_meeting(anna.store, anna.book, before_the_file ? brams : annas, {{"name", "Overleg"}}));
        if (!before_the_file) must(count_as(anna.store, annas, brams));
        bram.take(anna.set(brams));
        must(change_meeting(bram.store, meeting, {{"name", "Naam door Bram"}}));
        anna.take(bram.set(brams));
        const std::vector<MeetingRow> rows = must(meeting_rows(anna.store, anna.book, brams));
        REQUIRE(rows.size() == 1);
        CHECK(rows.front().field(meeting_name) == "Naam door Bram");
    }
}
