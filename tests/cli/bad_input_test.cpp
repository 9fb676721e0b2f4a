// Every bad input that the command line can meet: one clear sentence, and nothing is lost or overwritten.
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "cli/terminal.h"
#include "notes/notes.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

// Another program on the same database.
class OtherProgram {
public:
    explicit OtherProgram(const std::string& path) { REQUIRE(sqlite3_open(path.c_str(), &database_) == SQLITE_OK); }
    ~OtherProgram() { sqlite3_close(database_); }
    OtherProgram(const OtherProgram&) = delete;
    OtherProgram& operator=(const OtherProgram&) = delete;
    void run(const char* sql) { REQUIRE(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK); }

private:
    sqlite3* database_ = nullptr;
};

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

std::string refused(const Terminal& terminal, std::vector<std::string> arguments) {
    const Answer answer = terminal.run(std::move(arguments));
    CHECK(answer.status == failure);
    CHECK(answer.out.empty());
    return answer.err;
}

}  // namespace

TEST_CASE("a book that can't be opened says why, in every command that takes one") {
    const Terminal terminal;
    const std::string gone = terminal.folder.path("weg");
    const std::string sentence =
        "Er is geen boek op " + gone + ". Controleer of de map of het bestand nog bestaat en of de naam klopt.\n";
    CHECK(refused(terminal, {"text", gone}) == sentence);
    CHECK(refused(terminal, {"toc", gone}) == sentence);
    CHECK(refused(terminal, {"check", gone}) == sentence);
    CHECK(refused(terminal, {"notes", gone}) == sentence);
    CHECK(refused(terminal, {"undo", gone}) == sentence);
    CHECK(refused(terminal, {"delete", gone, "id"}) == sentence);
    CHECK(refused(terminal, {"page", gone, "--chapter", "x", "--out", terminal.folder.path("p.png")}) == sentence);
    CHECK(refused(terminal, {"annotate", gone, "--chapter", "x", "--quote", "x"}) == sentence);
    CHECK(refused(terminal, {"export", gone, "--format", "markdown", "--out", terminal.folder.path("n.md")}) ==
          sentence);
}

TEST_CASE("a folder without chapters, a summary that points outside, and a chapter that isn't UTF-8 are named") {
    const Terminal terminal;
    terminal.folder.with("leeg/lees.txt", "niets");
    CHECK(refused(terminal, {"toc", terminal.folder.path("leeg")}) ==
          "In " + terminal.folder.path("leeg") +
              " staat geen hoofdstuk. Kies een Markdown-bestand (.md), een map met zulke bestanden of een mdBook.\n");

    terminal.folder.with("buiten/src/SUMMARY.md", "- [Eén](een.md)\n- [Buiten](../../geheim.md)\n");
    terminal.folder.with("buiten/src/een.md", "# Eén\n");
    terminal.folder.with("geheim.md", "# Geheim\n");
    CHECK(refused(terminal, {"text", terminal.folder.path("buiten")}) ==
          terminal.folder.path("buiten/src/SUMMARY.md") +
              " wijst in regel 2 naar ../../geheim.md, buiten het boek. Zet dat bestand bij de hoofdstukken en pas de "
              "regel aan.\n");

    terminal.folder.with("boek/src/02-twee.md", "# Twee\n\nCaf\xE9.\n");
    CHECK(refused(terminal, {"text", terminal.book(), "--chapter", "02-twee"}) ==
          terminal.folder.path("boek/src/02-twee.md") +
              " is bij regel 3 niet in UTF-8 geschreven. Bewaar het bestand opnieuw en kies als codering UTF-8.\n");
    CHECK(terminal.run({"text", terminal.book(), "--chapter", "01-een"}).status == success);
    const Answer checked = terminal.run({"check", terminal.book()});
    CHECK(checked.status == failure);
    CHECK(checked.out.find("02-twee.md is bij regel 3 niet in UTF-8 geschreven.") != std::string::npos);
}

TEST_CASE("a file that is no database is set aside, which is said once, and the command goes on") {
    const Terminal terminal;
    const std::string path = terminal.folder.path("gegevens/katern.db");
    terminal.folder.with("gegevens/katern.db", "Dit is een brief en geen database, en die moet blijven.");
    const std::string letter = bytes_of(path), aside = terminal.folder.path("gegevens/katern-beschadigd-2026-03-01T093000.db");
    const Answer answer = terminal.run({"notes", terminal.book(), "--json"});
    CHECK(answer.status == success);
    CHECK(nlohmann::json::parse(answer.out).empty());
    CHECK(answer.err ==
          "Het bestand met je notities was beschadigd: er was geen notitie meer in te lezen, een reservekopie was er niet, en het beschadigde "
          "bestand is bewaard als " +
              aside + ".\n");
    CHECK(bytes_of(aside) == letter);
    CHECK(terminal.run({"notes", terminal.book()}).err.find("beschadigd") == std::string::npos);
}

TEST_CASE("a damaged database gives its notes to the command that met it, and the damaged file stays as it was") {
    const Terminal terminal;
    const std::string path = terminal.folder.path("gegevens/katern.db");
    (void)terminal.annotate("tijd helpt");
    std::string bytes = bytes_of(path);
    std::fill_n(bytes.begin(), 100, 'x');
    std::ofstream(path, std::ios::binary) << bytes;
    const Answer answer = terminal.run({"notes", terminal.book(), "--json"});
    CHECK(answer.status == success);
    REQUIRE(nlohmann::json::parse(answer.out).size() == 1);
    CHECK(nlohmann::json::parse(answer.out)[0]["exact"] == "tijd helpt");
    CHECK(answer.err.find("1 notitie is eruit gered") != std::string::npos);
    CHECK(bytes_of(terminal.folder.path("gegevens/katern-beschadigd-2026-03-01T093000.db")) == bytes);
}

TEST_CASE("a newer database is named and left as it is") {
    const Terminal terminal;
    const std::string path = terminal.folder.path("gegevens/katern.db");
    (void)terminal.annotate("tijd helpt");
    OtherProgram(path).run("PRAGMA user_version = 99");
    CHECK(refused(terminal, {"notes", terminal.book()}) ==
          "De notities in " + path +
              " zijn bewaard door een nieuwere versie van Katern. Werk Katern bij om ze te openen; er is niets "
              "veranderd.\n");
    OtherProgram(path).run(("PRAGMA user_version = " + std::to_string(katern::notes::schema_version)).c_str());
    CHECK(terminal.notes().size() == 1);
}

TEST_CASE("a database that may not be written says so before anything is lost") {
    const Terminal terminal;
    (void)terminal.annotate("tijd helpt");
    const std::string path = terminal.folder.path("gegevens/katern.db");
    REQUIRE(chmod(terminal.folder.path().c_str(), 0755) == 0);
    REQUIRE(chmod(path.c_str(), 0444) == 0);
    REQUIRE(chmod(terminal.data().c_str(), 0555) == 0);
    {
        const Nobody nobody;
        CHECK(refused(terminal, {"annotate", terminal.book(), "--chapter", "01-een", "--quote", "nog één"}) ==
              terminal.data() +
                  " kan niet worden beschreven, dus je notities kunnen niet worden bewaard. Controleer de rechten, of "
                  "kies een andere map met --data of KATERN_DATA.\n");
    }
    REQUIRE(chmod(terminal.data().c_str(), 0755) == 0);
    REQUIRE(chmod(path.c_str(), 0644) == 0);
    CHECK(terminal.notes().size() == 1);
}

TEST_CASE("a database that another program holds for five seconds is not waited for any longer") {
    const Terminal terminal;
    (void)terminal.annotate("tijd helpt");
    const std::string path = terminal.folder.path("gegevens/katern.db");
    OtherProgram other(path);
    other.run("BEGIN EXCLUSIVE");
    const auto before = std::chrono::steady_clock::now();
    CHECK(refused(terminal, {"annotate", terminal.book(), "--chapter", "01-een", "--quote", "nog één"}) ==
          "De notities in " + path +
              " worden vastgehouden door een ander programma. Sluit dat programma en probeer het opnieuw; er is niets "
              "veranderd.\n");
    const auto waited = std::chrono::steady_clock::now() - before;
    CHECK(waited > std::chrono::seconds(4));
    CHECK(waited < std::chrono::seconds(12));
    other.run("COMMIT");
    CHECK(terminal.notes().size() == 1);
}

TEST_CASE("a data folder that can't be made and a clock that says nothing are named") {
    const Terminal terminal;
    terminal.folder.with("gegevens", "een bestand");
    CHECK(refused(terminal, {"notes", terminal.book()})
              .starts_with("De map " + terminal.data() + " voor je notities kan niet worden gemaakt: "));

    const Terminal other;
    setenv("KATERN_NOW", "gisteren", 1);
    CHECK(refused(other, {"notes", other.book()}) ==
          "KATERN_NOW is geen tijdstip: gisteren. Schrijf bijvoorbeeld 2026-03-01T09:30:00Z.\n");
}

TEST_CASE("an export to a place that can't take it fails with the reason") {
    const Terminal terminal;
    (void)terminal.annotate("tijd helpt");
    const auto to = [&](const std::string& out) {
        return refused(terminal, {"export", terminal.book(), "--format", "markdown", "--all", "--out", out});
    };
    CHECK(to(terminal.folder.path("boek")) ==
          terminal.folder.path("boek") + " is een map. Noem ook een naam voor het bestand.\n");
    CHECK(to(terminal.folder.path("geen/n.md")) ==
          terminal.folder.path("geen/n.md") + " kan niet worden bewaard: de map " + terminal.folder.path("geen") +
              " bestaat niet. Maak die map, of kies een andere.\n");
}
