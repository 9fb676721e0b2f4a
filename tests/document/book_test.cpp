// Opening books: mdBooks, folders, single files, and everything that people try to open instead.
#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "document/document.h"
#include "support/folder.h"
#include "words/words.h"

using namespace katern;
using namespace katern::document;
using test::Folder;

namespace {

std::shared_ptr<const Book> opened(const std::string& where) {
    const auto book = open_book(where, nullptr);
    if (!book) FAIL(say(book.error(), Language::en));
    return *book;
}

// The sentence that a person reads, with the test's own folder as "MAP".
std::string refusal(const Folder& folder, const std::string& where) {
    const auto book = open_book(where, nullptr);
    if (book) return "(opened)";
    std::string said = say(book.error(), Language::nl);
    for (std::size_t at; (at = said.find(folder.path())) != std::string::npos;)
        said.replace(at, folder.path().size(), "MAP");
    return said;
}

// "number id (title)", indented by depth, one a line; "# part" above what it opens.
std::string contents(const Book& book) {
    std::string out;
    for (const ChapterEntry& entry : book.chapters) {
        if (!entry.part.empty()) out += "# " + entry.part + "\n";
        out += std::string(entry.depth * 2, ' ') + (entry.number.empty() ? "" : entry.number + " ") + entry.id + " (" +
               entry.title + ")\n";
    }
    return out;
}

std::string said(const std::vector<Problem>& problems) {
    std::string out;
    for (const Problem& problem : problems)
        out += problem.path + ":" + std::to_string(problem.line) + ": " + say(problem.what, Language::nl) + "\n";
    return out;
}

}  // namespace

TEST_CASE("an mdBook is opened with its title, authors, chapters and numbers") {
    Folder folder;
    folder
        .with("book.toml",
              "[book]\ntitle = \"Samen\"\nauthors = [\"Ans\", \"Bo\"]\ndescription = \"Een boek\"\nlanguage = \"nl\"\n"
              "[output.html.redirect]\n\"/oud.html\" = \"twee.html\"\n\"deel/weg.html\" = "
              "\"een.html\"\n\"elders.html\" = \"https://a.nl\"\n"
              "[output.katern]\noptional = true\nid = \"nl.samen\"\nedition = 2026\n")
        .with("src/SUMMARY.md",
              "# Inhoud\n\n[Vooraf *hier*](vooraf.md)\n[Nog iets](<met spatie.md>)\n\n---\n\n- [Een](een.md)\n  - [Een "
              "a &amp; b](deel/a.md)\n"
              "  - [Concept]()\n  - [Een c](./deel/c%20d.md)\n- [Twee](twee.md)\n\n# Deel twee\n\n* [Concept]()\n* "
              "[Vier](vier.md)\n\n---\n\n[Slot](slot.md)\n");
    for (const char* name : {"vooraf", "met spatie", "een", "deel/a", "deel/c d", "twee", "vier", "slot"})
        folder.with("src/" + std::string(name) + ".md", "# Kop\n\ntekst\n");
    const auto book = opened(folder.path());
    CHECK(book->title == "Samen");
    CHECK(book->authors == std::vector<std::string>{"Ans", "Bo"});
    CHECK(book->description == "Een boek");
    CHECK(book->language == "nl");
    CHECK(book->id == "nl.samen");
    CHECK(book->edition == "2026");
    CHECK(book->path == folder.path());
    CHECK(contents(*book) ==
          "vooraf (Vooraf hier)\nmet spatie (Nog iets)\n1 een (Een)\n  1.1 deel/a (Een a & b)\n  1.3 deel/c d (Een "
          "c)\n2 twee (Twee)\n"
          "# Deel twee\n4 vier (Vier)\nslot (Slot)\n");
    CHECK(book->redirects == std::map<std::string, std::string>{{"oud", "twee"}, {"deel/weg", "deel/een"}});
    CHECK(book->problems.empty());
    const auto chapter = book->chapter(*book->find("deel/a"));
    REQUIRE(chapter);
    CHECK((*chapter)->id == "deel/a");
    CHECK((*chapter)->title == "Een a & b");
    CHECK(check(*book).empty());
}

TEST_CASE("a book may leave out book.toml, and its title and id are made up then") {
    Folder folder;
    folder.with("mijn boek/src/SUMMARY.md", "- [Een](een.md)\n").with("mijn boek/src/een.md", "tekst\n");
    for (const char* way : {"mijn boek", "mijn boek/", "mijn boek/src/SUMMARY.md"}) {
        const auto book = opened(folder.path(way));
        CHECK(book->title == "mijn boek");
        CHECK(book->id.starts_with("katern-"));
        CHECK(book->id.size() == 23);
        CHECK(book->language == "en");
        CHECK(book->path == folder.path("mijn boek"));
        CHECK(contents(*book) == "1 een (Een)\n");
    }
}

TEST_CASE("a folder of Markdown files is a book in the order that people expect") {
    Folder folder;
    folder.with("10-slot.md", "# Slot\n")
        .with("2-midden.md", "Alleen tekst\n")
        .with("1-begin.md", "Begin met *nadruk* {#a}\n====\n");
    folder.with("bijlagen/b.md", "# Bijlage b\n")
        .with("bijlagen/README.md", "# Bijlagen\n")
        .with("Readme.md", "# Ons boek\n");
    folder.with(".verborgen/x.md", "# Nee\n").with("plaatje.png", "x").with("latijn.md", "caf\xE9\n");
    const auto book = opened(folder.path());
    CHECK(book->title == "Ons boek");
    CHECK(book->language == "nl");
    CHECK(contents(*book) ==
          "Readme (Ons boek)\n1-begin (Begin met nadruk)\n2-midden (2-midden)\n10-slot (Slot)\n  bijlagen/README "
          "(Bijlagen)\n"
          "  bijlagen/b (Bijlage b)\nlatijn (latijn)\n");
    CHECK(address(book->chapters[1], 0) == "1-begin ¶1");
    const auto wrong = book->chapter(6);
    REQUIRE_FALSE(wrong);
    CHECK(say(wrong.error(), Language::nl) ==
          folder.path("latijn.md") +
              " is bij regel 1 niet in UTF-8 geschreven. Bewaar het bestand opnieuw en kies als codering UTF-8.");
}

TEST_CASE("one Markdown file is a book of one chapter") {
    Folder folder;
    folder.with("nota.md", "\xEF\xBB\xBF# Nota over &eacute;\n\n![a](kaart.png)\n\n*De kaart.*\n")
        .with("los.txt", "Zonder kop\n");
    const auto book = opened(folder.path("nota.md"));
    CHECK(book->title == "Nota over é");
    CHECK(contents(*book) == "nota (Nota over é)\n");
    CHECK(said(check(*book)) == "nota.md:3: De figuur kaart.png ontbreekt.\n");
    CHECK(opened(folder.path("los.txt"))->title == "los");
}

TEST_CASE("a book keeps its id when it is moved, and has another with another title") {
    Folder folder;
    folder.with("a/x.md", "# Samen\n").with("b/x.md", "# Samen\n\nmeer\n").with("c/x.md", "# Anders\n");
    CHECK(opened(folder.path("a/x.md"))->id == opened(folder.path("b/x.md"))->id);
    CHECK(opened(folder.path("a/x.md"))->id != opened(folder.path("c/x.md"))->id);
    CHECK(opened(folder.path("a/x.md"))->hash() != opened(folder.path("b/x.md"))->hash());
}

TEST_CASE("what is no book is refused with a sentence that says what to do") {
    Folder folder;
    folder.with("leeg/plaatje.png", "x").with("brief.pdf", "%PDF-1.7\n").with("verkeerde-naam.md", "%PDF-1.7\n");
    folder.with("verslag.docx", "PK\x03\x04")
        .with("roman.epub", "PK\x03\x04")
        .with("oud.doc", "\xD0\xCF\x11\xE0")
        .with("foto.png", "\x89PNG");
    folder.with("latijn.md", "een\ncaf\xE9\n");
    CHECK(refusal(folder, folder.path("weg")) ==
          "Er is geen boek op MAP/weg. Controleer of de map of het bestand nog bestaat en of de naam klopt.");
    CHECK(refusal(folder, folder.path("latijn.md/daaronder")) ==
          "Er is geen boek op MAP/latijn.md/daaronder. Controleer of de map of het bestand nog bestaat en of de naam "
          "klopt.");
    CHECK(refusal(folder, folder.path("leeg")) ==
          "In MAP/leeg staat geen hoofdstuk. Kies een Markdown-bestand (.md), een map met zulke bestanden of een "
          "mdBook.");
    const std::string pdf =
        " is een PDF en die kan Katern nog niet openen. Vraag de maker om de tekst in Word of Markdown.";
    CHECK(refusal(folder, folder.path("brief.pdf")) == "MAP/brief.pdf" + pdf);
    CHECK(refusal(folder, folder.path("verkeerde-naam.md")) == "MAP/verkeerde-naam.md" + pdf);
    const std::string word =
        " is een tekst uit een tekstverwerker en die kan Katern niet openen. Zet hem eerst om naar Markdown, "
        "bijvoorbeeld met pandoc, en open dan het .md-bestand.";
    CHECK(refusal(folder, folder.path("verslag.docx")) == "MAP/verslag.docx" + word);
    CHECK(refusal(folder, folder.path("oud.doc")) == "MAP/oud.doc" + word);
    CHECK(refusal(folder, folder.path("roman.epub")) ==
          "MAP/roman.epub is een EPUB en die kan Katern nog niet openen. Zet hem eerst om naar Markdown, bijvoorbeeld "
          "met pandoc, en open "
          "dan het .md-bestand.");
    CHECK(refusal(folder, folder.path("foto.png")) ==
          "MAP/foto.png is geen boek dat Katern kan openen. Kies een Markdown-bestand (.md), een map met zulke "
          "bestanden of een mdBook.");
    CHECK(refusal(folder, folder.path("latijn.md")) ==
          "MAP/latijn.md is bij regel 2 niet in UTF-8 geschreven. Bewaar het bestand opnieuw en kies als codering "
          "UTF-8.");
    CHECK(refusal(folder, "") ==
          "Er is geen boek op “”. Controleer of de map of het bestand nog bestaat en of de naam klopt.");
    CHECK(refusal(folder, "@katern").starts_with("Er is geen boek op @katern."));
}

TEST_CASE("a SUMMARY.md that points outside the book keeps it closed and names the line") {
    for (const std::string target :
         {"../geheim.md", "/etc/passwd", "deel/../../x.md", "https://example.org/a.md", "..%2Fgeheim.md", "C:\\x.md"}) {
        Folder folder;
        folder.with("book.toml", "[book]\ntitle = \"x\"\n")
            .with("src/SUMMARY.md", "# Inhoud\n\n- [Een](een.md)\n- [Twee](<" + target + ">)\n");
        folder.with("src/een.md", "een\n").with("geheim.md", "geheim\n");
        const std::string shown = target == "..%2Fgeheim.md" ? "../geheim.md" : target;
        CHECK(refusal(folder, folder.path()) ==
              "MAP/src/SUMMARY.md wijst in regel 4 naar " + shown +
                  ", buiten het boek. Zet dat bestand bij de hoofdstukken en pas de regel aan.");
    }
}

TEST_CASE("a broken book.toml or a missing SUMMARY.md is named with its place") {
    Folder folder;
    folder.with("a/book.toml", "[book]\ntitle = \"x\nauthors = []\n").with("a/src/SUMMARY.md", "- [Een](een.md)\n");
    CHECK(refusal(folder, folder.path("a")).starts_with("MAP/a/book.toml heeft een fout in regel 2: "));
    folder.with("b/book.toml", "[book]\ntitle = \"x\"\n");
    CHECK(refusal(folder, folder.path("b")) ==
          "MAP/b/src/SUMMARY.md ontbreekt. Een mdBook heeft dat bestand nodig: het noemt de hoofdstukken.");
    folder.with("c/book.toml", "[book]\nsrc = \"../elders\"\n").with("elders/SUMMARY.md", "- [Een](een.md)\n");
    CHECK(refusal(folder, folder.path("c")) ==
          "MAP/c/book.toml wijst met “src” naar ../elders, buiten de map van het boek. Zet de hoofdstukken in de map "
          "van het boek.");
    folder.with("d/src/SUMMARY.md", "# Niets\n\n[Concept]()\n");
    CHECK(refusal(folder, folder.path("d")) ==
          "In MAP/d/src/SUMMARY.md staat geen hoofdstuk. Kies een Markdown-bestand (.md), een map met zulke bestanden "
          "of een mdBook.");
    folder.with("e/book.toml", "src = 3\n[book]\ntitle = 5\nauthors = \"geen lijst\"\nlanguage = [1]\n")
        .with("e/src/SUMMARY.md", "- [Een](een.md)\n");
    CHECK(opened(folder.path("e"))->title == "5");
}

TEST_CASE("a chapter that SUMMARY.md names but that is missing leaves the rest readable") {
    Folder folder;
    folder.with("src/SUMMARY.md",
                "- [Een](een.md)\n- [Weg](weg.md)\n- [Een weer](een.md)\n- zonder verwijzing\n- "
                "[Twee](twee.md)\n\n[Slot](slot.md)\n\n- [Na](na.md)\n");
    for (const char* name : {"een", "twee", "slot", "na"}) folder.with("src/" + std::string(name) + ".md", "tekst\n");
    const auto book = opened(folder.path());
    CHECK(contents(*book) == "1 een (Een)\n2 weg (Weg)\n5 twee (Twee)\nslot (Slot)\n6 na (Na)\n");
    CHECK(book->chapter(0));
    const auto missing = book->chapter(1);
    REQUIRE_FALSE(missing);
    CHECK(say(missing.error(), Language::nl) == "Het hoofdstuk “Weg” kan niet worden geopend, want " +
                                                    folder.path("src/weg.md") +
                                                    " ontbreekt. Zet het bestand terug of haal het uit SUMMARY.md.");
    CHECK(
        said(check(*book)) ==
        "src/SUMMARY.md:4: “zonder verwijzing” heeft geen verwijzing naar een hoofdstuk. Schrijf [titel](bestand.md).\n"
        "src/SUMMARY.md:9: Na hoofdstukken zonder nummer komt nog een lijst; mdBook weigert dat.\n"
        "src/SUMMARY.md:2: Het hoofdstuk src/weg.md ontbreekt.\n"
        "src/SUMMARY.md:3: een.md staat hier voor de tweede keer; alleen de eerste telt.\n");
}

TEST_CASE("files outside the book's folder are not read, not even by a symbolic link") {
    Folder folder;
    folder.with("geheim.md", "geheim").with("boek/een.md", "een");
    std::filesystem::create_symlink(folder.path("geheim.md"), folder.path("boek/link.md"));
    std::filesystem::create_symlink(folder.path("boek/een.md"), folder.path("boek/binnen.md"));
    const auto files = files_in(folder.path("boek"));
    CHECK(files->read("een.md") == std::string("een"));
    CHECK(files->read("./x/../een.md") == std::string("een"));
    CHECK(files->read("binnen.md") == std::string("een"));
    for (const std::string path : {"../geheim.md", "link.md", "/etc/passwd", "x/../../geheim.md"}) {
        CHECK_FALSE(files->exists(path));
        const auto content = files->read(path);
        REQUIRE_FALSE(content);
        CHECK(content.error().sentence == Word::error_file_outside);
    }
    CHECK(files->read("weg.md").error().sentence == Word::error_file_missing);
    CHECK(files->read("").error().sentence == Word::error_file_unreadable);
    CHECK(files->name("een.md") == folder.path("boek/een.md"));
}

TEST_CASE("a book in memory reads as one on disk") {
    const auto files = files_in_memory({{"book.toml", "[book]\ntitle = \"Samen\"\n"},
                                        {"src/SUMMARY.md", "[Een](een.md)\n"},
                                        {"src/een.md", "# Een\n\n![x](f/a.svg)\n\n*Een figuur.*\n"},
                                        {"src/f/a.svg", "<svg xmlns='x'></svg>"}},
                                       "Katern");
    const auto book = open_book("@katern", files);
    REQUIRE(book);
    CHECK((*book)->path == "@katern");
    CHECK((*book)->title == "Samen");
    CHECK(files->list("src", ".svg") == std::vector<std::string>{"src/f/a.svg"});
    CHECK(files->name("src/een.md") == "Katern/src/een.md");
    CHECK(check(**book).empty());
}

TEST_CASE("many threads may ask for the same chapter") {
    Folder folder;
    folder.with("a.md", "# Een\n\ntekst\n");
    const auto book = opened(folder.path("a.md"));
    std::vector<std::shared_ptr<const Chapter>> got(8);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < got.size(); ++i)
        threads.emplace_back([&, i] {
            if (const auto chapter = book->chapter(0)) got[i] = *chapter;
        });
    for (std::thread& thread : threads) thread.join();
    for (const auto& chapter : got) CHECK(chapter == got[0]);
    CHECK(got[0] != nullptr);
}
