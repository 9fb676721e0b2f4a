#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "notes/journal.h"
#include "notes/migrations.h"
#include "notes/sqlite.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

// Root may write everywhere; for the length of a test this program is nobody.
struct Nobody {
    Nobody() {
        if (geteuid() == 0) was_root = seteuid(65534) == 0;
    }
    ~Nobody() {
        if (was_root && seteuid(0) != 0) std::abort();
    }
    bool was_root = false;
};

void run_sql(const std::string& path, const char* sql) {
    Database database = must(Database::open(path, std::chrono::milliseconds(1000)));
    database.execute(sql);
    must(database.take());
}

}  // namespace

TEST_CASE("a data folder that can't be made says where and why") {
    Desk desk;
    write(desk.folder / "bestand", "tekst");
    StoreOptions options = desk.options();
    options.folder = desk.folder / "bestand/map";
    CHECK(reason(Store::open(options)) ==
          "De map " + options.folder +
              " voor je notities kan niet worden gemaakt: Not a directory. Kies een andere "
              "map met --data of KATERN_DATA.");
}


TEST_CASE("a database of another program is left as it is") {
    Desk desk;
    const std::string path = desk.folder / "katern.db";
    run_sql(path, "CREATE TABLE recepten(naam TEXT); INSERT INTO recepten VALUES ('soep')");
    const std::string before = bytes_of(path);
    CHECK(reason(Store::open(desk.options())) == path +
                                                     " is een database van een ander programma. Er is niets veranderd. "
                                                     "Geef het bestand een andere naam, of kies "
                                                     "een andere map met --data of KATERN_DATA.");
    CHECK(bytes_of(path) == before);
}

TEST_CASE("a database of a newer version is left as it is") {
    Desk desk;
    std::string path;
    {
        Store store = desk.open();
        path = store.path();
        must(store.add(a_book(store), highlight()));
    }
    run_sql(path, "PRAGMA user_version = 999");
    const std::string before = bytes_of(path);
    CHECK(reason(Store::open(desk.options())) == "De notities in " + path +
                                                     " zijn bewaard door een nieuwere versie van Katern. Werk Katern "
                                                     "bij om ze te openen; er is niets veranderd.");
    CHECK(bytes_of(path) == before);
}

TEST_CASE("a folder or a file that can't be written to says so at once, not at the first note") {
    Desk desk;
    std::string path;
    {
        Store store = desk.open();
        path = store.path();
    }
    const std::string folder = desk.folder.path();
    const auto sentence = [](const std::string& what) {
        return what +
               " kan niet worden beschreven, dus je notities kunnen niet worden bewaard. Controleer de rechten, of "
               "kies "
               "een andere map met --data of KATERN_DATA.";
    };
    SECTION("the folder") {
        chmod(folder.c_str(), 0555);
        {
            const Nobody nobody;
            CHECK(reason(Store::open(desk.options())) == sentence(folder));
        }
        chmod(folder.c_str(), 0755);
    }
    SECTION("the file") {
        chmod(folder.c_str(), 0777);
        chmod(path.c_str(), 0444);
        const Nobody nobody;
        CHECK(reason(Store::open(desk.options())) == sentence(path));
    }
}

TEST_CASE("notes that another program holds are waited for, then it says so, and nothing is lost") {
    Desk desk;
    Store store = desk.open();
    const BookKey book = a_book(store);
    const std::string id = must(store.add(book, highlight("Een [woord] hier.", "van tevoren")));
    StoreOptions impatient = desk.options();
    impatient.busy_timeout = std::chrono::milliseconds(50);
    Store waiting = must(Store::open(impatient));
    const std::string held =
        "De notities in " + store.path() +
        " worden vastgehouden door een ander programma. Sluit dat programma en probeer het opnieuw; er "
        "is niets veranderd.";
    {
        Database holder = must(Database::open(store.path(), std::chrono::milliseconds(1000)));
        holder.execute("BEGIN IMMEDIATE");
        CHECK(reason(waiting.set_body(id, "tijdens")) == held);
        CHECK(must(waiting.annotation(id)).body == "van tevoren");  // reading goes on
        holder.execute("COMMIT");
    }
    must(waiting.set_body(id, "daarna"));
    CHECK(must(store.annotation(id)).body == "daarna");
}

TEST_CASE("a new database that another program holds can't be opened, and says so") {
    Desk desk;
    Database holder = must(Database::open(desk.folder / "katern.db", std::chrono::milliseconds(1000)));
    holder.execute("BEGIN EXCLUSIVE");
    StoreOptions impatient = desk.options();
    impatient.busy_timeout = std::chrono::milliseconds(50);
    CHECK(reason(Store::open(impatient))
              .ends_with("worden vastgehouden door een ander programma. Sluit dat programma en "
                         "probeer het opnieuw; er is niets veranderd."));
}

TEST_CASE("a full disk says so, and what was kept before is still there") {
    Folder folder;
    Database database = must(Database::open(folder / "vol.db", std::chrono::milliseconds(100)));
    database.execute("CREATE TABLE x(y TEXT); PRAGMA max_page_count = 5; INSERT INTO x VALUES ('eerst')");
    must(database.take());
    {
        Transaction transaction(database);
        database.run("INSERT INTO x VALUES (?1)", std::string(100'000, 'x'));
        database.run("INSERT INTO x VALUES ('komt er niet')");
        CHECK(reason(transaction.commit()) ==
              "De schijf waarop " + (folder / "vol.db") +
                  " staat is vol; de laatste wijziging is niet bewaard. Maak ruimte vrij en probeer het opnieuw.");
    }
    CHECK(ask(folder / "vol.db", "SELECT count(*) FROM x") == 1);
    database.run("INSERT INTO x VALUES ('klein')");
    must(database.take());
}

TEST_CASE("KATERN_NOW that is no time is a sentence, not another date") {
    Desk desk;
    StoreOptions options = desk.options();
    options.now = nullptr;
    setenv("KATERN_NOW", "morgen", 1);
    CHECK(reason(Store::open(options)) ==
          "KATERN_NOW is geen tijdstip: morgen. Schrijf bijvoorbeeld 2026-03-01T09:30:00Z.");
    unsetenv("KATERN_NOW");
}

TEST_CASE("an ordinary folder has a write-ahead log, and trying that out leaves nothing behind") {
    Folder folder;
    CHECK_FALSE(on_network(folder.path()));
    CHECK(write_ahead_works(folder.path()));
    CHECK(std::filesystem::is_empty(folder.path()));
    CHECK_FALSE(write_ahead_works(folder / "bestaat niet"));
}
