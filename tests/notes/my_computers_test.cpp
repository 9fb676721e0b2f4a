#include "notes/my_computers.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "notes/backups.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

// Two computers and what they both see.
struct TwoDesks {
    Desk one, other;
    Folder both;

    [[nodiscard]] Store at_one() { return open(one, "machine een"); }
    [[nodiscard]] Store at_other() { return open(other, "machine twee"); }

private:
    static Store open(Desk& desk, const std::string& machine) {
        StoreOptions options = desk.options();
        options.machine = machine;
        return must(Store::open(options));
    }
};

// Everything that a person can see of their notes, deleted ones too.
std::set<std::string> all_of(Store& store, BookKey book) {
    std::set<std::string> out;
    for (const bool in_trash : {false, true}) {
        Query query;
        query.deleted = in_trash;
        for (const Annotation& note : must(store.annotations(book, query))) {
            std::string row = note.id + "|" + note.body + "|" + note.category + "|" + (in_trash ? "weg" : "er");
            for (const std::string& tag : note.tags) row += "#" + tag;
            for (const std::string& network : note.shared_with) row += "@" + network;
            out.insert(row);
        }
    }
    return out;
}

BookKey the_book(Store& store) {
    return must(store.books()).at(0).key;
}

// The other computer goes on as the person of the first.
void join(Store& one, Store& other, const std::string& folder) {
    const MyCopy copy = must(look_at_copy(must(leave_my_copy(one, folder))));
    must(other.become(copy.profile));
}

}  // namespace

TEST_CASE("what is mine goes to my other computer and back, private notes too") {
    TwoDesks desks;
    Store one = desks.at_one();
    must(one.set_profile("Noor", "De Linde"));
    const BookKey book = a_book(one);
    const std::string id = must(one.add(book, highlight("Een [leernetwerk] leeft van vertrouwen.", "alleen voor mij")));
    Store other = desks.at_other();
    join(one, other, desks.both.path());
    CHECK(must(take_my_copy(other, must(copies_of_others(other, desks.both.path())).at(0).path, desks.other.time)) ==
          Brought{1, 0});
    CHECK(must(other.me()).name == "Noor");
    CHECK(all_of(other, the_book(other)) == all_of(one, book));

    // There it is altered, and comes back.
    desks.other.time += 60'000;
    must(other.set_body(id, "daar herschreven"));
    must(leave_my_copy(other, desks.both.path()));
    const std::vector<MyCopy> seen = must(copies_of_others(one, desks.both.path()));
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].device == other.device());
    CHECK(must(take_my_copy(one, seen[0].path, desks.one.time)) == Brought{0, 1});
    CHECK(must(one.annotation(id)).body == "daar herschreven");
    CHECK(must(take_my_copy(one, seen[0].path, desks.one.time)) == Brought{0, 0});
    CHECK(ask_text(one.path(), "PRAGMA integrity_check") == "ok");
    CHECK(ask(one.path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
}

TEST_CASE("a copy of another profile is refused, and changes nothing") {
    TwoDesks desks;
    Store one = desks.at_one();
    must(one.set_profile("Noor", ""));
    must(one.add(a_book(one), highlight("Een [leernetwerk] leeft.", "van Noor")));
    Store other = desks.at_other();
    must(other.set_profile("Bas", ""));
    const BookKey book = a_book(other);
    must(other.add(book, highlight("Een [leernetwerk] leeft.", "van Bas")));
    const std::set<std::string> before = all_of(other, book);
    const std::string copy = must(leave_my_copy(one, desks.both.path()));
    const Result<Brought> taken = take_my_copy(other, copy, desks.other.time);
    REQUIRE_FALSE(taken);
    CHECK(reason(taken).find("Noor") != std::string::npos);
    CHECK(reason(taken).find(copy) != std::string::npos);
    CHECK_FALSE(other.become(must(look_at_copy(copy)).profile));  // notes don't change hands
    CHECK(all_of(other, book) == before);
    CHECK(must(backups(other)).empty());
}

TEST_CASE("a deletion comes along, and words that were erased stay so") {
    TwoDesks desks;
    Store one = desks.at_one();
    const BookKey book = a_book(one);
    const std::string id = must(one.add(book, highlight("Een [leernetwerk] leeft.", "gaat weg")));
    Store other = desks.at_other();
    join(one, other, desks.both.path());
    const std::string from_one = must(leave_my_copy(one, desks.both.path()));
    must(take_my_copy(other, from_one, desks.other.time));
    const std::string old_copy = desks.both / "oud.db";
    std::filesystem::copy_file(from_one, old_copy);

    desks.other.time += 60'000;
    must(other.remove({id}));
    const std::string from_other = must(leave_my_copy(other, desks.both.path()));
    must(take_my_copy(one, from_other, desks.one.time));
    CHECK(must(one.counts(book)).deleted == 1);

    // A month later the words are gone, and a copy from before doesn't bring them back.
    desks.one.time += 31LL * 24 * 60 * 60 * 1000;
    CHECK(must(one.forget_deleted()) == 1);
    must(take_my_copy(one, old_copy, desks.one.time));
    CHECK(ask(one.path(), "SELECT count(*) FROM fields WHERE value = 'gaat weg'") == 0);
    CHECK(ask(one.path(), "SELECT count(*) FROM anchors") == 0);

    // But restoring it on the other computer does.
    desks.other.time = desks.one.time;
    must(other.restore({id}));
    must(take_my_copy(one, must(leave_my_copy(other, desks.both.path())), desks.one.time));
    CHECK(must(one.annotation(id)).body == "gaat weg");
    CHECK(must(one.counts(book)).all == 1);
}

TEST_CASE("a copy that is cut short, no copy at all, or from a clock days ahead gives a sentence and changes nothing") {
    TwoDesks desks;
    Store one = desks.at_one();
    const BookKey book = a_book(one);
    must(one.add(book, highlight("Een [leernetwerk] leeft.", "een")));
    Store other = desks.at_other();
    join(one, other, desks.both.path());
    const std::string copy = must(leave_my_copy(one, desks.both.path()));
    const std::string broken = desks.both / "stuk.db";
    for (std::uintmax_t size = 0; size < std::filesystem::file_size(copy); size += 4096) {
        std::filesystem::copy_file(copy, broken, std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(broken, size);
        const Result<Brought> taken = take_my_copy(other, broken, desks.other.time);
        REQUIRE_FALSE(taken);
        CHECK(reason(taken).find(broken) != std::string::npos);
    }
    std::ofstream(broken) << "geen database";
    CHECK_FALSE(take_my_copy(other, broken, desks.other.time));
    CHECK_FALSE(take_my_copy(other, desks.both / "niets.db", desks.other.time));
    CHECK_FALSE(take_my_copy(other, copy, desks.other.time - 49LL * 60 * 60 * 1000));
    CHECK_FALSE(leave_my_copy(one, desks.both / "geen map"));
    CHECK(must(other.books()).empty());
}

TEST_CASE("nothing is written to the folder as long as nothing has changed") {
    TwoDesks desks;
    Store one = desks.at_one();
    must(one.add(a_book(one), highlight()));
    const std::string copy = must(leave_my_copy(one, desks.both.path()));
    const auto written = std::filesystem::last_write_time(copy);
    std::filesystem::last_write_time(copy, written - std::chrono::hours(1));
    must(leave_my_copy(one, desks.both.path()));
    CHECK(std::filesystem::last_write_time(copy) == written - std::chrono::hours(1));
    must(one.add(the_book(one), highlight("Een [netwerk] leeft.")));
    must(leave_my_copy(one, desks.both.path()));
    CHECK(std::filesystem::last_write_time(copy) > written - std::chrono::hours(1));
}

TEST_CASE("whatever two computers do, in whatever order they look, they end with the same notes") {
    for (unsigned seed = 0; seed < 12; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const auto below = [&](std::size_t end) {
            return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
        };
        TwoDesks desks;
        Store stores[2] = {desks.at_one(), desks.at_other()};
        a_book(stores[0]);
        join(stores[0], stores[1], desks.both.path());
        must(take_my_copy(stores[1], must(copies_of_others(stores[1], desks.both.path())).at(0).path, desks.one.time));
        REQUIRE(must(stores[0].network("")) == must(stores[1].network("")));
        std::vector<std::string> ids;
        for (int step = 0; step < 60; ++step) {
            const std::size_t at = below(2);
            Store& store = stores[at];
            (at == 0 ? desks.one : desks.other).time += static_cast<Milliseconds>(below(90'000));
            const auto known = [&]() -> std::optional<std::string> {
                if (ids.empty()) return std::nullopt;
                const std::string& id = ids[below(ids.size())];
                return store.annotation(id) ? std::optional(id) : std::nullopt;
            };
            switch (below(8)) {
                case 0:
                    ids.push_back(must(
                        store.add(the_book(store), highlight("Een [leernetwerk] leeft.", "b" + std::to_string(step)))));
                    break;
                case 1:
                    if (const auto id = known()) must(store.set_body(*id, "w" + std::to_string(step)));
                    break;
                case 2:
                    if (const auto id = known()) must(store.set_category({*id}, step % 2 == 0 ? "vraag" : "actie"));
                    break;
                case 3:
                    if (const auto id = known()) must(store.set_tags({*id}, {"t" + std::to_string(step)}));
                    break;
                case 4:
                    if (const auto id = known()) must(store.remove({*id}));
                    break;
                case 5:
                    if (const auto id = known()) must(store.restore({*id}));
                    break;
                case 6:
                    if (const auto id = known()) must(store.share({*id}, must(store.network("")).id));
                    break;
                default:
                    must(leave_my_copy(store, desks.both.path()));
                    for (const MyCopy& copy : must(copies_of_others(store, desks.both.path())))
                        must(take_my_copy(store, copy.path, desks.one.time));
            }
        }
        for (int round = 0; round < 2; ++round)
            for (Store& store : stores) {
                must(leave_my_copy(store, desks.both.path()));
                for (const MyCopy& copy : must(copies_of_others(store, desks.both.path())))
                    must(take_my_copy(store, copy.path, desks.one.time));
            }
        CHECK(all_of(stores[0], the_book(stores[0])) == all_of(stores[1], the_book(stores[1])));
        for (Store& store : stores) CHECK(ask_text(store.path(), "PRAGMA integrity_check") == "ok");
    }
}

TEST_CASE("meetings and what came of them go to my other computer and back, the later of each field") {
    TwoDesks desks;
    Store one = desks.at_one();
    const BookKey book = a_book(one);
    const Network network = must(one.network("Oost"));
    const std::string meeting = must(add_meeting(one, book, network.id, {{"name", "Regio Oost"}, {"date", "2026-03-12"}}));
    const std::string decision = must(add_to_meeting(one, meeting, MeetingPart::decision, {{"text", "Eén kantje"}}));
    Draft reflection = highlight("Een [leernetwerk] leeft van vertrouwen.", "> Vraag?\n\nJa");
    reflection.kind = Kind::reflection;
    reflection.item = decision;
    reflection.cycle = "applied";
    const std::string id = must(one.add(book, reflection));
    Store other = desks.at_other();
    join(one, other, desks.both.path());
    const auto take = [&](Store& store, Milliseconds now) {
        return must(take_my_copy(store, must(copies_of_others(store, desks.both.path())).at(0).path, now));
    };
    CHECK(take(other, desks.other.time) == Brought{1, 0, 2});
    CHECK(must(meeting_rows(other, the_book(other))) == must(meeting_rows(one, book)));
    CHECK(must(other.annotation(id)).item == decision);
    CHECK(must(other.annotation(id)).cycle == "applied");

    // Both write apart; the later one stays, and what only one wrote.
    desks.one.time += 60'000;
    must(change_meeting(one, decision, {{"outcome", "hier"}, {"text", "Eén kantje doel"}}));
    desks.other.time += 120'000;
    must(change_meeting(other, decision, {{"outcome", "daar"}}));
    must(leave_my_copy(other, desks.both.path()));
    CHECK(take(one, desks.other.time) == Brought{0, 0, 1});
    CHECK(take(one, desks.other.time) == Brought{});
    must(leave_my_copy(one, desks.both.path()));
    take(other, desks.other.time);
    for (Store* store : {&one, &other}) {
        const std::vector<MeetingRow> rows = must(meeting_rows(*store, the_book(*store)));
        REQUIRE(rows.size() == 2);
        CHECK(rows[1].field("outcome") == "daar");
        CHECK(rows[1].field("text") == "Eén kantje doel");
        CHECK(ask(store->path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
    }
}
