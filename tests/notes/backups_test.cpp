#include "notes/backups.h"

#include <filesystem>
#include <fstream>
#include <set>

#include "notes/sqlite.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

constexpr Milliseconds a_day = 24LL * 60 * 60 * 1000;

std::set<std::string> bodies(Store& store, BookKey book) {
    std::set<std::string> out;
    for (const Annotation& note : must(store.annotations(book))) out.insert(note.body);
    return out;
}

Draft note(const std::string& body) {
    return highlight("Een [leernetwerk] leeft van vertrouwen.", body);
}

}  // namespace

TEST_CASE("there is one backup a day, and none before there is anything to keep") {
    Desk desk;
    Store store = desk.open();
    must(back_up_daily(store, desk.time));
    CHECK(must(backups(store)).empty());
    must(store.add(a_book(store), note("een")));
    must(back_up_daily(store, desk.time));
    must(back_up_daily(store, desk.time + 60'000));
    const std::vector<Backup> made = must(backups(store));
    REQUIRE(made.size() == 1);
    CHECK(made[0].made == desk.time);
    CHECK(made[0].reason == BackupReason::daily);
    CHECK(made[0].notes == 1);
    CHECK(ask_text(made[0].path, "PRAGMA integrity_check") == "ok");
    CHECK(std::filesystem::path(made[0].path).filename() == "katern-2026-03-01T090000-dag.db");
}

TEST_CASE("seven daily backups and four weekly ones are kept") {
    Desk desk;
    Store store = desk.open();
    must(store.add(a_book(store), note("een")));
    for (int day = 0; day < 60; ++day) must(back_up_daily(store, desk.time + day * a_day));
    std::set<std::int64_t> days;
    for (const Backup& backup : must(backups(store))) days.insert((backup.made - desk.time) / a_day);
    // The last day is a Wednesday: Sundays, on which a week ends, are 49, 42 and 35 days after the first of March.
    CHECK(days == std::set<std::int64_t>{42, 49, 53, 54, 55, 56, 57, 58, 59});
}

TEST_CASE("a backup brings back what was deleted since, and loses nothing of what came after it") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string kept = must(store.add(book, note("blijft")));
    const std::string gone = must(store.add(book, note("wordt weggegooid")));
    const Backup backup = must(back_up(store, BackupReason::daily, desk.time));
    CHECK(backup.notes == 2);

    desk.time += a_day;
    must(store.remove({gone}));
    must(store.set_body(kept, "blijft, in latere woorden"));
    must(store.add(book, note("kwam later")));
    CHECK(must(restore_backup(store, backup, desk.time)) == 1);
    CHECK(bodies(store, book) == std::set<std::string>{"blijft, in latere woorden", "wordt weggegooid", "kwam later"});
    // The state before it is kept too.
    const std::vector<Backup> all = must(backups(store));
    REQUIRE(all.size() == 2);
    CHECK(all[0].reason == BackupReason::restore);
    CHECK(must(restore_backup(store, backup, desk.time + 1000)) == 0);
    CHECK(ask(store.path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
}

TEST_CASE("a backup brings back what was erased thirty days after its deletion") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string gone = must(store.add(book, note("te vroeg weggegooid")));
    const Backup backup = must(back_up(store, BackupReason::daily, desk.time));
    must(store.remove({gone}));
    desk.time += 31 * a_day;
    CHECK(must(store.forget_deleted()) == 1);
    CHECK(must(restore_backup(store, backup, desk.time)) == 1);
    const Annotation back = must(store.annotation(gone));
    CHECK(back.body == "te vroeg weggegooid");
    CHECK(back.anchor.exact == "leernetwerk");
    CHECK(bodies(store, book) == std::set<std::string>{"te vroeg weggegooid"});
}

TEST_CASE("a backup brings its notes into a data folder that began anew") {
    Desk desk, other;
    Backup backup;
    {
        Store store = desk.open();
        must(store.add(a_book(store, "eerste"), note("uit het eerste boek")));
        const BookKey book = a_book(store, "tweede", "/boeken/tweede");
        must(store.add(book, note("uit het tweede boek")));
        backup = must(back_up(store, BackupReason::daily, desk.time));
    }
    Store store = other.open();
    const BookKey second = a_book(store, "tweede", "/boeken/tweede");
    must(store.add(second, note("nieuw begonnen")));
    CHECK(must(restore_backup(store, backup, other.time)) == 2);
    CHECK(bodies(store, second) == std::set<std::string>{"nieuw begonnen", "uit het tweede boek"});
    CHECK(bodies(store, a_book(store, "eerste")) == std::set<std::string>{"uit het eerste boek"});
    CHECK(ask(store.path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
}

TEST_CASE("a file in the folder of backups that is none of ours is not offered, and not believed") {
    Desk desk;
    Store store = desk.open();
    must(store.add(a_book(store), note("een")));
    must(back_up_daily(store, desk.time));
    const std::string strange = store.folder() + "/backups/katern-2026-02-01T090000-dag.db";
    std::ofstream(strange) << "geen database";
    std::ofstream(store.folder() + "/backups/lijstje.txt") << "melk";
    CHECK(must(backups(store)).size() == 1);
    CHECK_FALSE(restore_backup(store, {strange, 0, BackupReason::daily, 0}, desk.time));
    must(back_up_daily(store, desk.time + a_day));
    CHECK(std::filesystem::exists(store.folder() + "/backups/lijstje.txt"));
}

TEST_CASE("a backup says how many of its notes are missing here, which is how many come back") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string deleted = must(store.add(book, note("wordt weggegooid")));
    must(store.add(book, note("blijft")));
    const Backup backup = must(back_up(store, BackupReason::daily, desk.time));
    CHECK(must(missing_of(store, backup)) == 0);
    desk.time += a_day;
    must(store.remove({deleted}));
    must(store.add(book, note("kwam later")));
    CHECK(must(missing_of(store, backup)) == 1);
    CHECK(must(restore_backup(store, backup, desk.time)) == 1);
    CHECK(must(missing_of(store, backup)) == 0);
}

TEST_CASE("before an import there is a backup, one an hour, and before a migration the file as it was") {
    Desk desk;
    Store store = desk.open();
    must(store.add(a_book(store), note("een")));
    must(back_up_before_import(store, desk.time));
    must(back_up_before_import(store, desk.time + 10 * 60'000));
    CHECK(must(backups(store)).size() == 1);
    must(back_up_before_import(store, desk.time + 61 * 60'000));
    const std::vector<Backup> imports = must(backups(store));
    REQUIRE(imports.size() == 2);
    CHECK(imports[0].reason == BackupReason::import);
    Database database = must(Database::open(store.path(), std::chrono::milliseconds(1000), false));
    must(back_up_before_migration(database, store.folder(), desk.time + a_day));
    CHECK(must(backups(store)).front().reason == BackupReason::migration);
    CHECK(must(backups(store)).front().notes == 1);
}

TEST_CASE("a meeting that I deleted comes back with all that belonged to it, and a later wording stays") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    must(store.add(book, note("een")));
    const Network network = must(store.network("Oost"));
    const std::string meeting = must(add_meeting(store, book, network.id, {{"name", "Regio Oost"}, {"date", "2026-03-12"}}));
    const std::string decision = must(add_to_meeting(store, meeting, MeetingPart::decision, {{"text", "Eén kantje"}}));
    desk.time += 1'000;  // meetings come in the order in which they were made
    const std::string kept = must(add_meeting(store, book, network.id, {{"name", "Blijft"}}));
    const Backup backup = must(back_up(store, BackupReason::daily, desk.time));
    desk.time += a_day;
    must(change_meeting(store, kept, {{"name", "Blijft, anders"}}));
    must(set_meeting_alive(store, decision, false));
    must(set_meeting_alive(store, meeting, false));
    CHECK(must(meeting_rows(store, book)).size() == 1);
    must(restore_backup(store, backup, desk.time));
    const std::vector<MeetingRow> rows = must(meeting_rows(store, book));
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].field("name") == "Regio Oost");
    CHECK(rows[1].field("text") == "Eén kantje");
    CHECK(rows[2].field("name") == "Blijft, anders");
    // Into a file that began anew, by ids.
    Desk fresh;
    Store empty = fresh.open();
    must(restore_backup(empty, backup, desk.time));
    CHECK(must(meeting_rows(empty, must(empty.books()).at(0).key)).size() == 3);
    CHECK(ask(empty.path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
}
