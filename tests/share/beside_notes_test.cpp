// What a set holds beside its notes: withdrawals, meetings, names, wishes.
#include <nlohmann/json.hpp>

#include "notes/meetings.h"
#include "notes/networks.h"
#include "share/meeting_handout.h"
#include "share/people.h"
#include "share/zip.h"
#include "words/words.h"

namespace katern::share::test {
namespace {

using Json = nlohmann::json;

Json unpacked(const std::string& file) {
    return Json::parse(must(read_zip_entry(file, "annotations.json", "x")));
}

std::string packed(const Json& json) {
    return must(make_zip(std::vector<ZipEntry>{{"annotations.json", json.dump(), false}}));
}

std::string name_of(Person& person, const std::string& profile) {
    for (const notes::NetworkFacts& facts : must(notes::look_at_networks(*person.store)))
        for (const notes::Member& member : facts.members)
            if (member.profile.id == profile) return member.profile.name;
    return {};
}

bool knows(Person& person, const std::string& network) {
    for (const notes::NetworkFacts& facts : must(notes::look_at_networks(*person.store)))
        if (facts.network.id == network) return true;
    return false;
}

void undo(Person& person) {
    CHECK(must(person.store->undo(person.book)).what == notes::UndoOutcome::What::done);
}

TEST_CASE("a withdrawal that is damaged is counted, and refuses nothing else", "[set]") {
    Person anna("Anna"), bert("Bert");
    const std::string gone = anna.mark("bestuur", "woord");
    anna.mark("scholen", "blijft");
    static_cast<void>(anna.send());
    anna.time += 1000;
    must(anna.store->withdraw({gone}, anna.network()));
    Json json = unpacked(anna.send());
    REQUIRE(json["katern"]["gone"].size() == 1);
    json["katern"]["gone"][0]["id"] = 7;
    const ReadSet read = bert.read(packed(json));
    REQUIRE(read.unreadable.size() == 1);
    CHECK(read.unreadable.front().why.sentence == Word::error_set_record);
    CHECK(bert.take(packed(json)).added == 1);
}

TEST_CASE("who sends chosen notes sends no meeting with them", "[set][privacy]") {
    Person anna("Anna");
    const std::string id = anna.mark("bestuur", "woord");
    must(notes::add_meeting(*anna.store, anna.book, anna.network(), {{"name", "Maartzegel"}}));
    notes::SetOrder order;
    order.network = anna.network();
    CHECK(unpacked(anna.send(order)).dump().find("Maartzegel") != std::string::npos);
    order.only = {id};
    const std::string chosen = unpacked(anna.send(order)).dump();
    CHECK(chosen.find("woord") != std::string::npos);
    CHECK(chosen.find("Maartzegel") == std::string::npos);
}

TEST_CASE("an id with line ends is refused, and writes no line of its own into a calendar", "[set]") {
    Person anna("Anna"), bert("Bert");
    must(notes::add_meeting(*anna.store, anna.book, anna.network(), {{"name", "Maart"}, {"date", "2026-03-12"}}));
    const std::string hostile = "kwaad\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Betaal hier";
    Json json = unpacked(anna.send());
    REQUIRE(json["katern"]["meetings"].size() == 1);
    json["katern"]["meetings"][0]["id"] = hostile;
    CHECK(bert.read(packed(json)).meetings.empty());
    CHECK(bert.read(packed(json)).unreadable.size() == 1);
    MeetingHandOut handout;
    handout.id = hostile;
    handout.name = "Maart";
    handout.date = "2026-03-12";
    handout.actions.push_back({hostile, "Bellen", "Anna", "2026-04-01", {}});
    const std::string calendar = meeting_to_ics(handout, first_of_march, Language::nl);
    CHECK(calendar.find("\r\nSUMMARY:Betaal hier") == std::string::npos);
    CHECK(calendar.find("UID:kwaad\\nEND:VEVENT") != std::string::npos);
}

TEST_CASE("undoing an import undoes the network that it brought, and joining asks again", "[set]") {
    Person anna("Anna"), bert("Bert");
    must(notes::rename_network(*anna.store, anna.network(), "Regio Oost"));
    anna.mark("bestuur", "woord");
    const std::string oost = anna.network(), file = anna.send();
    bert.take(file);
    CHECK(knows(bert, oost));
    undo(bert);
    CHECK_FALSE(knows(bert, oost));
    CHECK_FALSE(must(notes::counted_as(*bert.store, oost)));
    bert.take(file);
    CHECK(knows(bert, oost));
    CHECK(bert.notes().size() == 1);
}

TEST_CASE("undoing an import brings back names and the wish of a network, unless something later was said", "[set]") {
    Person anna("Anna"), bert("Bert");
    must(notes::rename_network(*anna.store, anna.network(), "Oost"));
    anna.mark("bestuur", "woord");
    bert.take(anna.send());
    const std::string network = anna.network();
    anna.time += 1000;
    must(notes::rename_network(*anna.store, network, "Regio Oost"));
    must(notes::set_first_self(*anna.store, network, true, "2026-12-01"));
    must(anna.store->set_profile("Anna Maria", "De Wilgen"));
    anna.mark("scholen", "later");
    bert.time = anna.time + 1000;
    bert.take(anna.send());
    CHECK(must(notes::counted_as(*bert.store, network))->name == "Regio Oost");
    CHECK(must(notes::first_self(*bert.store, network)).wanted);
    CHECK(name_of(bert, anna.me()) == "Anna Maria");
    SECTION("nothing since") {
        undo(bert);
        CHECK(must(notes::counted_as(*bert.store, network))->name == "Oost");
        CHECK_FALSE(must(notes::first_self(*bert.store, network)).wanted);
        CHECK(name_of(bert, anna.me()) == "Anna");
    }
    SECTION("I named it and said no since") {
        bert.time += 1000;
        must(notes::rename_network(*bert.store, network, "Bij ons"));
        must(notes::set_first_self(*bert.store, network, true, "2026-12-02"));
        undo(bert);
        CHECK(must(notes::counted_as(*bert.store, network))->name == "Bij ons");
        CHECK(must(notes::first_self(*bert.store, network)).meeting == "2026-12-02");
    }
}

TEST_CASE("a network in which something else stands stays when its import is undone", "[set]") {
    Person anna("Anna"), bert("Bert");
    anna.mark("bestuur", "woord");
    const std::string network = anna.network();
    bert.take(anna.send());
    bert.time += 1000;
    notes::Draft draft;
    draft.anchor = on(*small_book(), "een", "scholen").note.anchor;
    draft.share_with = {network};
    const std::string mine = must(bert.store->add(bert.book, draft));
    must(bert.store->undo(bert.book));  // that note
    must(bert.store->redo(bert.book));
    const auto kept = must(notes::import_of(*bert.store, bert.read(anna.send()).hash));
    REQUIRE(kept);
    must(notes::undo_import(*bert.store, kept->key));
    CHECK(knows(bert, network));
    CHECK(must(bert.store->annotation(mine)).shared_with == std::vector<std::string>{network});
}

TEST_CASE("whose other words stand here keeps a name when the import that said it first is undone", "[set]") {
    Person anna("Anna"), bert("Bert");
    anna.mark("bestuur", "woord");
    notes::ImportKey first{}, second{};
    bert.take(anna.send(), &first);
    anna.mark("scholen", "later");
    bert.time = anna.time + 1000;
    bert.take(anna.send(), &second);
    must(notes::undo_import(*bert.store, first));
    CHECK(bert.notes().size() == 1);
    CHECK(name_of(bert, anna.me()) == "Anna");
    must(notes::undo_import(*bert.store, second));
    CHECK(bert.notes().empty());
}

TEST_CASE("a network that was counted as another since stays so when its import is undone", "[set]") {
    Person anna("Anna"), bert("Bert");
    const std::string mine = must(bert.store->network("Bij ons")).id;
    anna.mark("bestuur", "woord");
    const std::string hers = anna.network();
    notes::ImportKey import{};
    bert.take(anna.send(), &import);
    bert.time += 1000;
    must(notes::count_as(*bert.store, hers, mine));
    must(notes::undo_import(*bert.store, import));
    REQUIRE(must(notes::counted_as(*bert.store, hers)));
    CHECK(must(notes::counted_as(*bert.store, hers))->id == mine);
}

TEST_CASE("a file that only says how somebody is called is no step: undo takes back what came before it", "[set]") {
    Person anna("Anna"), bert("Bert");
    anna.mark("bestuur", "woord");
    bert.take(anna.send());
    anna.time += 1000;
    must(anna.store->set_profile("Anna Maria", "De Wilgen"));
    bert.time = anna.time + 1000;
    bert.take(anna.send());
    CHECK(name_of(bert, anna.me()) == "Anna Maria");
    undo(bert);
    CHECK(bert.notes().empty());
    CHECK(must(bert.store->undo(bert.book)).what == notes::UndoOutcome::What::nothing);
}

}  // namespace
}  // namespace katern::share::test
