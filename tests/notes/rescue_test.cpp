// A damaged file: what is left of it comes back, what is not comes from the backup, and nothing is thrown away.
#include "notes/rescue.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "notes/backups.h"
#include "notes/sqlite.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::set<std::string> bodies(Store& store) {
    std::set<std::string> out;
    for (const BookRow& book : must(store.books()))
        for (const Annotation& note : must(store.annotations(book.key))) out.insert(note.body);
    return out;
}

std::string body(int i) {
    return "notitie nummer " + std::to_string(i) + " met wat woorden erbij";
}

// So many notes in a file without a log.
std::string filled(Desk& desk, int notes) {
    Store store = desk.open();
    const BookKey book = a_book(store);
    for (int i = 0; i < notes; ++i) must(store.add(book, highlight("Een [leernetwerk] leeft.", body(i))));
    return store.path();
}

std::vector<std::string> set_aside(const Desk& desk) {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(desk.folder.path()))
        if (entry.path().filename().string().starts_with("katern-beschadigd-")) out.push_back(entry.path().string());
    std::sort(out.begin(), out.end());
    return out;
}

void check_whole(const Store& store) {
    CHECK(ask_text(store.path(), "PRAGMA integrity_check") == "ok");
    CHECK(ask(store.path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
}

}  // namespace

TEST_CASE("a file that is no database is set aside as it is, and the program starts with a new one") {
    for (const std::string& content : {std::string("Beste lezer"), std::string(8192, 'x')}) {
        Desk desk;
        write(desk.folder / "katern.db", content);
        Store store = desk.open();
        REQUIRE(store.rescued());
        CHECK(store.rescued()->sentence(Language::nl) ==
              "Het bestand met je notities was beschadigd: er was geen notitie meer in te lezen, een reservekopie was er niet, en het "
              "beschadigde bestand is bewaard als " +
                  (desk.folder / "katern-beschadigd-2026-03-01T090000.db") + ".");
        CHECK(bytes_of(store.rescued()->aside) == content);
        must(store.add(a_book(store), highlight()));
        check_whole(store);
    }
}

TEST_CASE("a folder in the place of the database is set aside with all that is in it") {
    Desk desk;
    fs::create_directories(desk.folder / "katern.db/iets");
    write(desk.folder / "katern.db/iets/brief", "Beste lezer");
    Store store = desk.open();
    REQUIRE(store.rescued());
    CHECK(bytes_of(store.rescued()->aside + "/iets/brief") == "Beste lezer");
    must(store.add(a_book(store), highlight()));
}

TEST_CASE("a file that lost its head gives back every note, and the books, settings and undo-less past with them") {
    Desk desk;
    std::string path, id, me;
    {
        Store store = desk.open();
        path = store.path();
        const BookKey book = a_book(store);
        Draft draft = highlight("Een [leernetwerk] leeft.", "Óók bij ons");
        draft.category = "inzicht";
        draft.tags = {"bestuur", "tijd"};
        id = must(store.add(book, draft));
        must(store.set_profile("Anna", "De Regenboog"));
        must(store.share({id}, must(store.network("Noord")).id));
        must(store.set_place(book, "01-begin", 7));
        must(store.set_setting("theme", "sepia"));
        me = must(store.me()).id;
    }
    std::string bytes = bytes_of(path);
    for (std::size_t at = 0; at < 100; ++at) bytes[at] = '\0';
    write(path, bytes);
    desk.time += 1000;
    Store store = desk.open();
    REQUIRE(store.rescued());
    CHECK(store.rescued()->from_file == 1);
    CHECK(bytes_of(store.rescued()->aside) == bytes);
    const Annotation note = must(store.annotation(id));
    CHECK(note.body == "Óók bij ons");
    CHECK(note.category == "inzicht");
    CHECK(note.tags == std::vector<std::string>{"bestuur", "tijd"});
    CHECK(note.anchor.exact == "leernetwerk");
    CHECK_FALSE(note.is_private());
    CHECK(note.mine);
    CHECK(must(store.me()) == Profile{me, "Anna", "De Regenboog"});
    CHECK(must(store.books()).front().place_offset == 7);
    CHECK(must(store.setting("theme")) == "sepia");
    CHECK_FALSE(must(store.recognise(edition_of_chapter(chapter_of("Tekst van boek"), "boek"), "/elders")).in_doubt());
    check_whole(store);
    // A second start has nothing to tell.
    Store again = desk.open("window-2");
    CHECK_FALSE(again.rescued());
}

TEST_CASE("what is not in the damaged file comes from the latest backup, later words stay and what was deleted stays deleted") {
    Desk desk;
    std::string path, early, changed, deleted, late;
    {
        Store store = desk.open();
        path = store.path();
        const BookKey book = a_book(store);
        for (int i = 0; i < 60; ++i) must(store.add(book, highlight("Een [leernetwerk] leeft.", body(i))));
        early = must(store.add(book, highlight("Een [leernetwerk] leeft.", "vroeg")));
        changed = must(store.add(book, highlight("Een [leernetwerk] leeft.", "eerste woorden")));
        deleted = must(store.add(book, highlight("Een [leernetwerk] leeft.", "weg ermee")));
        must(back_up(store, BackupReason::daily, desk.time));
        desk.time += 60'000;
        must(store.set_body(changed, "latere woorden"));
        must(store.remove({deleted}));
        late = must(store.add(book, highlight("Een [leernetwerk] leeft.", "laat")));
    }
    // Half of the pages are lost, but not those of the last notes.
    std::string bytes = bytes_of(path);
    for (std::size_t page = 4; page < bytes.size() / 4096; ++page) {
        const std::string_view here(bytes.data() + page * 4096, 4096);
        if (here.find("latere woorden") != std::string_view::npos || here.find("laat") != std::string_view::npos ||
            here.find("deleted") != std::string_view::npos || here.find(late) != std::string_view::npos)
            continue;
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page * 4096), 4096, static_cast<char>(0xA5));
    }
    write(path, bytes);
    Store store = desk.open();
    REQUIRE(store.rescued());
    const Rescue& told = *store.rescued();
    CHECK(told.backup == desk.time - 60'000);
    CHECK(told.from_file + told.from_backup == 63);
    CHECK(told.sentence(Language::nl).find("uit de reservekopie van 1 maart 2026") != std::string::npos);
    CHECK(must(store.annotation(early)).body == "vroeg");
    CHECK(must(store.annotation(changed)).body == "latere woorden");
    CHECK(must(store.annotation(late)).body == "laat");
    CHECK_FALSE(must(store.annotation(deleted)).alive);
    CHECK(bodies(store).size() == 63);
    check_whole(store);
}

TEST_CASE("a file that was cut off to nothing comes back from its backup") {
    Desk desk;
    const std::string path = filled(desk, 3);
    {
        Store store = desk.open();
        must(back_up(store, BackupReason::daily, desk.time));
    }
    write(path, "");
    Store store = desk.open();
    REQUIRE(store.rescued());
    CHECK(store.rescued()->from_file == 0);
    CHECK(store.rescued()->from_backup == 3);
    CHECK(bodies(store).size() == 3);
    CHECK(must(store.annotations(a_book(store))).front().mine);
}

TEST_CASE("a damaged backup is passed over for an older one") {
    Desk desk;
    const std::string path = filled(desk, 40);
    {
        Store store = desk.open();
        must(back_up(store, BackupReason::import, desk.time));
        const Backup later = must(back_up(store, BackupReason::daily, desk.time + 60'000));
        std::string bytes = bytes_of(later.path);
        std::fill(bytes.begin() + 8192, bytes.end(), 'x');
        write(later.path, bytes);
    }
    write(path, "");
    Store store = desk.open();
    REQUIRE(store.rescued());
    CHECK(store.rescued()->backup == desk.time);
    CHECK(bodies(store).size() == 40);
}

TEST_CASE("a log that was damaged in the middle gives back what was written after it") {
    Desk desk;
    Folder copy;
    {
        Store store = desk.open();
        const BookKey book = a_book(store);
        for (int i = 0; i < 12; ++i) must(store.add(book, highlight("Een [leernetwerk] leeft.", body(i))));
        // As a process leaves it that is killed.
        for (const char* part : {"katern.db", "katern.db-wal"}) fs::copy_file(desk.folder / part, copy / part);
    }
    std::string log = bytes_of(copy / "katern.db-wal");
    CHECK_FALSE(looks_damaged(copy / "katern.db"));
    const std::size_t frame = 4096 + 24, middle = 32 + (log.size() / frame / 2) * frame;
    SECTION("the middle of a page") {
        std::fill_n(log.begin() + static_cast<std::ptrdiff_t>(middle + 24 + 100), 40, static_cast<char>(0xFF));
    }
    SECTION("the head of a frame") {
        std::fill_n(log.begin() + static_cast<std::ptrdiff_t>(middle), 24, static_cast<char>(0xFF));
    }
    SECTION("the head of the log") {
        std::fill_n(log.begin(), 32, static_cast<char>(0xFF));
    }
    write(copy / "katern.db-wal", log);
    CHECK(looks_damaged(copy / "katern.db"));
    StoreOptions options = desk.options();
    options.folder = copy.path();
    Store store = must(Store::open(options));
    REQUIRE(store.rescued());
    CHECK(bytes_of(store.rescued()->aside + "-wal") == log);
    std::set<std::string> expected;
    for (int i = 0; i < 12; ++i) expected.insert(body(i));
    CHECK(bodies(store) == expected);
    check_whole(store);
}

TEST_CASE("a log whose database is gone is read before SQLite throws it away") {
    Desk desk;
    Folder copy;
    {
        Store store = desk.open();
        must(store.add(a_book(store), highlight("Een [leernetwerk] leeft.", "in het logboek")));
        fs::copy_file(desk.folder / "katern.db-wal", copy / "katern.db-wal");
    }
    StoreOptions options = desk.options();
    options.folder = copy.path();
    Store store = must(Store::open(options));
    REQUIRE(store.rescued());
    CHECK(bodies(store) == std::set<std::string>{"in het logboek"});
}

TEST_CASE("a long note whose overflow pages are there comes back whole, and cut off where they are not") {
    Desk desk;
    std::string path;
    const std::string longest(20'000, 'z'), words = "Het begin. " + longest + " Het eind.";
    {
        Store store = desk.open();
        path = store.path();
        must(store.add(a_book(store), highlight("Een [leernetwerk] leeft.", words)));
    }
    std::string bytes = bytes_of(path);
    std::fill_n(bytes.begin(), 100, '\0');
    SECTION("whole") {
        write(path, bytes);
        Store store = desk.open();
        CHECK(bodies(store) == std::set<std::string>{words});
    }
    SECTION("cut off") {
        bytes.resize(bytes.find("Het eind.") / 4096 * 4096);
        write(path, bytes);
        Store store = desk.open();
        const std::set<std::string> all = bodies(store);
        REQUIRE(all.size() == 1);
        CHECK(all.begin()->starts_with("Het begin. zzz"));
        CHECK(all.begin()->ends_with("z …"));
        check_whole(store);
    }
}

TEST_CASE("words that lost their note, and a note that lost its place, come back all the same") {
    Desk desk;
    std::string path;
    {
        Store store = desk.open();
        path = store.path();
        const BookKey book = a_book(store);
        for (int i = 0; i < 30; ++i) must(store.add(book, highlight("Een [leernetwerk] leeft.", body(i))));
    }
    const auto root = [&](const std::string& table) { return ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'"); };
    for (const std::string table : {"annotations", "anchors", "self", "profiles", "books"}) {
        DYNAMIC_SECTION(table) {
            // The page of the root, and where it leads to when it is no leaf.
            const std::int64_t page = root(table);
            std::string bytes = bytes_of(path);
            std::fill_n(bytes.begin() + (page - 1) * 4096, 4096, static_cast<char>(0xEE));
            write(path, bytes);
            Store store = desk.open();
            REQUIRE(store.rescued());
            CHECK(bodies(store).size() == 30);
            for (const BookRow& book : must(store.books()))
                for (const Annotation& note : must(store.annotations(book.key))) CHECK(note.mine);
            check_whole(store);
        }
    }
}

TEST_CASE("a page's index that was damaged is noticed at the start and hides no note") {
    Desk desk;
    const std::string path = filled(desk, 30);
    const std::int64_t page = ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'annotations_by_chapter'");
    std::string bytes = bytes_of(path);
    // An empty leaf: nothing that SQLite would stumble over, but the notes would not be found through it.
    std::string empty(4096, '\0');
    empty[0] = 10;
    empty[5] = 0x10;
    bytes.replace(static_cast<std::size_t>(page - 1) * 4096, 4096, empty);
    write(path, bytes);
    Store store = desk.open();
    REQUIRE(store.rescued());
    CHECK(must(store.annotations(a_book(store))).size() == 30);
}

TEST_CASE("what was erased after thirty days does not come back from a rescue") {
    Desk desk;
    std::string path, id;
    {
        Store store = desk.open();
        path = store.path();
        const BookKey book = a_book(store);
        id = must(store.add(book, highlight("Een [leernetwerk] leeft.", "heel geheim")));
        must(store.add(book, highlight("Een [leernetwerk] leeft.", "blijft")));
        must(back_up(store, BackupReason::daily, desk.time));
        must(store.remove({id}));
        desk.time += 31LL * 24 * 60 * 60 * 1000;
        CHECK(must(store.forget_deleted()) == 1);
    }
    std::string bytes = bytes_of(path);
    std::fill_n(bytes.begin(), 100, '\0');
    write(path, bytes);
    Store store = desk.open();
    REQUIRE(store.rescued());
    CHECK(bodies(store) == std::set<std::string>{"blijft"});
    CHECK(bytes_of(store.path()).find("heel geheim") == std::string::npos);
    CHECK(bytes_of(store.path() + "-wal").find("heel geheim") == std::string::npos);
}

TEST_CASE("a file that another window has open is not taken from under it") {
    Desk desk;
    const std::string path = filled(desk, 5);
    int ends[2], done[2];
    REQUIRE(pipe(ends) == 0);
    REQUIRE(pipe(done) == 0);
    const pid_t other = fork();
    REQUIRE(other >= 0);
    if (other == 0) {
        const Result<Store> store = Store::open(desk.options("window-2"));
        char byte = store ? 'y' : 'n';
        (void)!::write(ends[1], &byte, 1);
        (void)!read(done[0], &byte, 1);
        _exit(0);
    }
    char byte = 0;
    REQUIRE(read(ends[0], &byte, 1) == 1);
    REQUIRE(byte == 'y');
    std::string bytes = bytes_of(path);
    std::fill_n(bytes.begin() + 100, 3000, 'x');
    {
        // Written in place, as a failing disk does.
        const int file = open(path.c_str(), O_WRONLY);
        REQUIRE(pwrite(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
        close(file);
    }
    CHECK(reason(Store::open(desk.options())) ==
          "De notities in " + path +
              " zijn beschadigd, maar een ander venster van Katern gebruikt ze nog. Sluit alle vensters en start Katern opnieuw; wat nog te "
              "lezen is, wordt dan gered.");
    CHECK(set_aside(desk).empty());
    byte = 0;
    REQUIRE(::write(done[1], &byte, 1) == 1);
    waitpid(other, nullptr, 0);
    for (const int end : {ends[0], ends[1], done[0], done[1]}) close(end);
    Store store = desk.open();
    CHECK(store.rescued());
    CHECK(bodies(store).size() == 5);
}

TEST_CASE("a rescue that was killed half-way is gone on with, and begins anew where nothing was complete yet") {
    Desk desk;
    const std::string path = filled(desk, 4);
    SECTION("while the new file was written") {
        write(desk.folder / "katern-gered-2026-03-01T085959.db.deel", "half");
        write(path, "kapot");
        Store store = desk.open();
        CHECK(store.rescued());
        CHECK_FALSE(fs::exists(desk.folder / "katern-gered-2026-03-01T085959.db.deel"));
    }
    SECTION("before the two renamings") {
        fs::rename(path, desk.folder / "katern-gered-2026-03-01T085959.db");
        write(desk.folder / "katern.db", "kapot");
        Store store = desk.open();
        CHECK(bodies(store).size() == 4);
        CHECK(bytes_of(desk.folder / "katern-beschadigd-2026-03-01T085959.db") == "kapot");
        CHECK_FALSE(fs::exists(desk.folder / "katern-gered-2026-03-01T085959.db"));
    }
    SECTION("between them") {
        fs::rename(path, desk.folder / "katern-gered-2026-03-01T085959.db");
        write(desk.folder / "katern-beschadigd-2026-03-01T085959.db", "kapot");
        Store store = desk.open();
        CHECK(bodies(store).size() == 4);
    }
}

TEST_CASE("damage that shows while a window is open is rescued from under it, and the window is told") {
    Desk desk;
    std::string path;
    {
        Store store = desk.open();
        path = store.path();
        const BookKey book = a_book(store);
        // More than is looked at when it is opened.
        for (int i = 0; i < 40; ++i) must(store.add(book, std::vector<Draft>(100, highlight("Een [leernetwerk] leeft.", body(i)))));
    }
    REQUIRE(fs::file_size(path) > (2U << 20U));
    std::string bytes = bytes_of(path);
    for (std::size_t at = bytes.size() / 2; at < bytes.size() / 2 + 40'960; ++at) bytes[at] = static_cast<char>(at * 31);
    write(path, bytes);
    std::atomic<int> told = 0;
    StoreThread thread(desk.options(), nullptr, [&](const Rescue&) { ++told; });
    thread.flush();
    // By looking at all of it, or since an answer said so: whichever came first.
    for (int i = 0; i < 600 && told == 0; ++i) usleep(50'000);
    CHECK(told == 1);
    Result<std::size_t> found = std::size_t{0};
    thread.post(
        [](Store& store) -> Result<std::size_t> {
            std::size_t all = 0;
            for (const BookRow& book : must(store.books())) all += must(store.annotations(book.key)).size();
            return all;
        },
        [&](Result<std::size_t> all) { found = all; });
    thread.flush();
    CHECK(must(found) > 3500);
}
