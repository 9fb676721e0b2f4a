// Where links lead, and what `katern check` finds.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "bundle.h"
#include "document/document.h"
#include "paths.h"
#include "support/folder.h"
#include "words/words.h"

using namespace katern;
using namespace katern::document;
using test::Folder;

namespace {

std::string sentences_of(const std::vector<Problem>& problems) {
    std::string out;
    for (const Problem& problem : problems)
        out += problem.path + ":" + std::to_string(problem.line) + ": " + say(problem.what, Language::nl) + "\n";
    return out;
}

std::shared_ptr<const Files> bundled() {
    std::map<std::string, std::string_view> files;
    for (const bundle::Blob& blob : bundle::blobs()) files.emplace(blob.name, blob.bytes);
    return files_in_memory(std::move(files), "Katern");
}

}  // namespace

TEST_CASE("links lead to chapters, headings, old names and the web") {
    Folder folder;
    folder
        .with("book.toml",
              "[book]\ntitle=\"x\"\n[output.html.redirect]\n\"oud.html\" = \"ouder.html\"\n\"ouder.html\" = "
              "\"deel/twee.html\"\n\"a.html\" = \"b.html\"\n\"b.html\" = \"a.html\"\n")
        .with("src/SUMMARY.md", "- [Een](een.md)\n- [Twee](deel/twee.md)\n- [Vooraf](README.md)\n")
        .with("src/een.md", "")
        .with("src/deel/twee.md", "")
        .with("src/README.md", "");
    const auto book = *open_book(folder.path(), nullptr);
    const auto leads = [&](std::size_t from, std::string_view target) {
        const Destination to = resolve(*book, from, target);
        if (to.kind == Destination::Kind::outside) return "web " + to.url;
        if (to.kind == Destination::Kind::broken) return std::string("broken");
        return book->chapters[to.chapter].id + (to.fragment.empty() ? "" : "#" + to.fragment);
    };
    CHECK(leads(0, "#kop") == "een#kop");
    CHECK(leads(0, "") == "een");
    CHECK(leads(0, "deel/twee.md#k%C3%B3p") == "deel/twee#kóp");
    CHECK(leads(0, "deel/twee.html") == "deel/twee");
    CHECK(leads(1, "../een.md") == "een");
    CHECK(leads(1, "twee.md") == "deel/twee");
    CHECK(leads(1, "/een.html?x=1") == "een");
    CHECK(leads(1, "een.md") == "broken");
    CHECK(leads(0, "oud.html") == "deel/twee");
    CHECK(leads(0, "a.html") == "broken");
    CHECK(leads(0, "index.html") == "README");
    CHECK(leads(0, "../../etc/passwd") == "broken");
    CHECK(leads(0, "https://example.org/a#b") == "web https://example.org/a#b");
    CHECK(leads(0, "mailto:ans@example.org") == "web mailto:ans@example.org");
    CHECK(leads(0, "//example.org") == "web https://example.org");
    for (const char* refused : {"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "JavaScript:x"})
        CHECK(leads(0, refused) == "broken");
}

TEST_CASE("check names what is wrong, with file and line") {
    Folder folder;
    folder.with("src/SUMMARY.md", "- [Een](een.md)\n- [Twee](twee.md)\n")
        .with("src/een.md",
              "# Een\n\n### Te diep\n\n[goed](twee.md#kop) [weg](weg.md) [kop](twee.md#nergens) "
              "[hier](#ook-nergens)\n[bestand](bijlage.csv) <https://a.nl>\n\n"
              "![](f/goed.png)\n\n![weg](f/weg.png)\n*Weg.*\n![leeg](f/leeg.png) en "
              "![stuk](f/stuk.svg)\n\n![web](https://a.nl/a.png)\n*Web.*\n{{#iets anders}}\n\nnoot[^x]\n")
        .with("src/twee.md", "# Twee\n\n## Kop\n\n## Nog een\n\n# Terug\n\ncaf\xE9\n")
        .with("src/bijlage.csv", "a;b\n")
        .with("src/f/goed.png", std::string("\x89PNG\r\n\x1A\n....IEND...."))
        .with("src/f/leeg.png", "")
        .with("src/f/stuk.svg", "<svg><g>");
    auto book = *open_book(folder.path(), nullptr);
    const std::string in_two = folder.path("src/twee.md");
    CHECK(
        sentences_of(check(*book)) ==
        "src/een.md:3: De kop “Te diep” is van niveau 3, direct na niveau 1; er is een niveau overgeslagen.\n"
        "src/een.md:5: De verwijzing weg.md leidt nergens heen.\n"
        "src/een.md:5: De verwijzing #ook-nergens noemt een kop die niet in “Een” staat.\n"
        "src/een.md:8: De figuur src/f/goed.png heeft geen bijschrift. Zet er een cursieve alinea onder.\n"
        "src/een.md:8: De figuur src/f/goed.png heeft geen tekst voor wie haar niet ziet. Schrijf die tussen de [ ].\n"
        "src/een.md:10: De figuur src/f/weg.png ontbreekt.\n"
        "src/een.md:12: De figuur src/f/leeg.png is leeg, beschadigd of van een soort die Katern niet kent.\n"
        "src/een.md:12: De figuur src/f/stuk.svg is leeg, beschadigd of van een soort die Katern niet kent.\n"
        "src/een.md:14: De figuur https://a.nl/a.png staat op internet en wordt niet opgehaald. Zet haar bij het "
        "boek.\n"
        "src/een.md:16: {{#iets anders}} kent Katern niet; het blijft staan zoals het is geschreven.\n"
        "src/een.md:18: De voetnoot x heeft geen tekst. Schrijf die als [^x]: …\n"
        "src/twee.md:0: " +
            in_two +
            " is bij regel 9 niet in UTF-8 geschreven. Bewaar het bestand opnieuw en kies als codering UTF-8.\n");
    folder.with("src/twee.md", "# Twee\n\n## Kop\n");
    book = *open_book(folder.path(), nullptr);
    CHECK(sentences_of(check(*book))
              .find("src/een.md:5: De verwijzing twee.md#nergens noemt een kop die niet in “Twee” staat.\n") !=
          std::string::npos);
}

TEST_CASE("check wants a caption below every figure, in italics or with its number") {
    Folder folder;
    folder
        .with("een.md",
              "# Een\n\n![a](f.svg)\n\n*Een bijschrift.*\n\n![b](f.svg)\n\nGeen bijschrift.\n\n![c](f.svg)\n\n"
              "Figure 4-1: met een nummer\n\nEen ![d](f.svg) in een zin.\n\n![e](f.svg)\n")
        .with("f.svg", "<svg></svg>");
    const auto book = *open_book(folder.path("een.md"), nullptr);
    CHECK(sentences_of(check(*book)) ==
          "een.md:7: De figuur f.svg heeft geen bijschrift. Zet er een cursieve alinea onder.\n"
          "een.md:17: De figuur f.svg heeft geen bijschrift. Zet er een cursieve alinea onder.\n");
}

TEST_CASE("check holds every footnote against the list of sources, and every source against the footnotes") {
    Folder folder;
    folder.with("src/SUMMARY.md", "- [Een](een.md)\n- [Twee](twee.md)\n\n[Bronnen](bronnen.md)\n")
        .with("src/een.md", "# Een\n\nZo.[^a] En zo.[^b]\n\n[^a]: Smit, A. (2019). *Leren.* Noord.\n\n[^b]: Elders.\n")
        .with("src/twee.md", "# Twee\n\nOok zo.[^c]\n\n[^c]: Smit, A. (2019). Leren. Noord\n")
        .with("src/bronnen.md",
              "# Bronnen\n\n- Smit, A. (2019). *Leren.* Noord. Gelezen: alles.\n- Jansen, B. (2020). Een lange titel "
              "over "
              "leren in netwerken van leiders.\n");
    auto book = *open_book(folder.path(), nullptr);
    CHECK(sentences_of(check(*book)) ==
          "src/een.md:7: De voetnoot b noemt een bron die niet in “Bronnen” staat.\n"
          "src/bronnen.md:4: Geen voetnoot verwijst naar de bron “Jansen, B. (2020). Een lange titel over leren in "
          "netwerken "
          "…”.\n");
    // Notes of another kind, in a book without such a list, are left alone; a numbered chapter is no list either.
    folder.with("src/SUMMARY.md", "- [Een](een.md)\n- [Twee](twee.md)\n- [Bronnen](bronnen.md)\n");
    book = *open_book(folder.path(), nullptr);
    CHECK(sentences_of(check(*book)).empty());
}

TEST_CASE("check names an address at which other words stand than it quotes") {
    Folder folder;
    const auto problems = [&](const std::string& words) {
        folder.with("src/SUMMARY.md", "[Vooraf](over-ons.md)\n\n- [Een](een.md)\n- [Twee](twee.md)\n")
            .with("src/over-ons.md", "# Vooraf\n\nWij zijn het.\n")
            .with("src/een.md", "# Een\n\n" + words + "\n")
            .with("src/twee.md", "# Twee\n\nDe eer\u00ADste *zin* is goed.\n\nDe tweede zin ook.\n");
        return sentences_of(check(**open_book(folder.path(), nullptr)));
    };
    for (const char* good :
         {"2 ¶2 “De eerste zin is …” Waarom?", "(2\u00A0¶2 „De eerste zin is goed.”)", "Zie 2¶3 \"De tweede zin...\".",
          "over-ons ¶2 “Wij zijn het”", "> - 2 ¶3 “De tweede zin ook.” En?", "Zoals 2 ¶9, zonder woorden.",
          "`2 ¶9` “Iets anders”", "```\n2 ¶9 “Iets anders”\n```", "zie ¶9 “Iets anders”", "2 ¶9 “zonder einde"}) {
        INFO(good);
        CHECK(problems(good).empty());
    }
    CHECK(problems("Eerst.\n\n- 2 ¶1 “De tweede zin …” Waarom?") ==
          "src/een.md:5: Het adres 2 ¶1 citeert “De tweede zin”, maar die woorden staan op 2 ¶3.\n");
    CHECK(problems("2 ¶2 “Iets heel anders …”") ==
          "src/een.md:3: Het adres 2 ¶2 citeert “Iets heel anders”, maar daar staat “De eer\u00ADste zin is goed.”.\n");
    CHECK(problems("2 ¶2 “eerste zin …”") ==
          "src/een.md:3: Het adres 2 ¶2 citeert “eerste zin”, maar daar staat “De eer\u00ADste zin is goed.”.\n");
    for (const std::string beyond : {"2 ¶4", "2 ¶0", "2 ¶99999999999999999999999"})
        CHECK(problems(beyond + " “Iets anders …”") ==
              "src/een.md:3: Het adres " + beyond + " bestaat niet: “Twee” loopt van ¶1 tot en met ¶3.\n");
    CHECK(problems("2 ¶0 “De tweede zin …”") ==
          "src/een.md:3: Het adres 2 ¶0 citeert “De tweede zin”, maar die woorden staan op 2 ¶3.\n");
    CHECK(problems("3 ¶1 “Iets …” en over-hen ¶1 “Iets …”") ==
          "src/een.md:3: Het adres 3 ¶1 noemt een hoofdstuk dat er niet is.\n"
          "src/een.md:3: Het adres over-hen ¶1 noemt een hoofdstuk dat er niet is.\n");
}

TEST_CASE("an address leads back to its chapter and block") {
    Folder folder;
    folder.with("SUMMARY.md", "[Over ons](over-ons.md)\n\n- [Een](een.md)\n  - [Diep](diep.md)\n")
        .with("over-ons.md", "# Over ons\n")
        .with("een.md", "# Een\n")
        .with("diep.md", "# Diep\n");
    const auto book = *open_book(folder.path(), nullptr);
    const auto leads = [&](std::string_view words) {
        const auto to = parse_address(*book, words);
        return to ? book->chapters[to->chapter].id + " " + std::to_string(to->block) : "nowhere";
    };
    CHECK(leads("1 ¶14") == "een 13");
    CHECK(leads("1¶14") == "een 13");
    CHECK(leads(" 1 ¶ 14\u00A0") == "een 13");
    CHECK(leads("1.1 ¶1") == "diep 0");
    CHECK(leads("over-ons ¶3") == "over-ons 2");
    for (const char* none :
         {"", "¶", "1", "1 ¶", "¶3", "1 ¶0", "1 ¶-1", "1 ¶3b", "7 ¶1", "over ons ¶1", "1 ¶99999999999999999999999"})
        CHECK(leads(none) == "nowhere");
    for (std::size_t i = 0; i < book->chapters.size(); ++i)
        CHECK(leads(address(book->chapters[i], 4)) == book->chapters[i].id + " 4");
}

TEST_CASE("the bundled katern opens, every chapter, and nothing is wrong with it") {
    const auto book = open_book("@katern", bundled());
    REQUIRE(book);
    CHECK((*book)->language == "nl");
    CHECK_FALSE((*book)->edition.empty());
    CHECK((*book)->chapters.size() >= 7);
    for (std::size_t i = 0; i < (*book)->chapters.size(); ++i) {
        INFO((*book)->chapters[i].path);
        CHECK((*book)->chapter(i));
    }
    CHECK(sentences_of(check(**book)).empty());
}

TEST_CASE("the bundled katern's book.toml has only keys of mdBook 0.5") {
    // mdBook 0.5 refuses other keys in [book], [build], [rust] and [output.html]; a table of another output is that
    // output's own.
    const std::set<std::string> known{"book.title",
                                      "book.authors",
                                      "book.description",
                                      "book.src",
                                      "book.language",
                                      "book.text-direction",
                                      "build.build-dir",
                                      "build.create-missing",
                                      "build.use-default-preprocessors",
                                      "build.extra-watch-dirs",
                                      "rust.edition",
                                      "output.html.theme",
                                      "output.html.default-theme",
                                      "output.html.preferred-dark-theme",
                                      "output.html.smart-punctuation",
                                      "output.html.mathjax-support",
                                      "output.html.additional-css",
                                      "output.html.additional-js",
                                      "output.html.fold",
                                      "output.html.fold.enable",
                                      "output.html.fold.level",
                                      "output.html.no-section-label",
                                      "output.html.git-repository-url",
                                      "output.html.git-repository-icon",
                                      "output.html.edit-url-template",
                                      "output.html.site-url",
                                      "output.html.cname",
                                      "output.html.input-404",
                                      "output.html.redirect",
                                      "output.html.print.enable",
                                      "output.html.print.page-break",
                                      "output.html.search.enable",
                                      "output.katern.optional",
                                      "output.katern.id",
                                      "output.katern.edition"};
    std::ifstream file(std::string(KATERN_SOURCE_DIR) + "/book/book.toml");
    REQUIRE(file);
    std::string line, table;
    std::set<std::string> tables;
    while (std::getline(file, line)) {
        line = line.substr(0, line.find('#'));
        if (line.starts_with('[')) {
            table = line.substr(1, line.find(']') - 1);
            tables.insert(table);
        } else if (const std::size_t equals = line.find('='); equals != std::string::npos) {
            const std::string key = table + "." + line.substr(0, line.find_last_not_of(" \t", equals - 1) + 1);
            INFO(key);
            CHECK((known.count(key) == 1 || table == "output.html.redirect"));
        }
    }
    CHECK(tables.count("output.html") == 1);  // without it mdBook would make no pages beside an output of another name
}

TEST_CASE("a real mdBook of 111 chapters opens, and check finds what its copy here lacks") {
    const std::string folder = std::string(KATERN_SHARED_DIR) + "/data/markdown/rust-book";
    if (!std::filesystem::exists(folder)) {
        WARN("the Rust book is not here; nothing was opened");
        return;
    }
    const auto opened = open_book(folder, nullptr);
    REQUIRE(opened);
    const Book& book = **opened;
    CHECK(book.title == "The Rust Programming Language");
    CHECK(book.chapters.size() == 111);
    CHECK(book.chapters[*book.find("ch04-01-what-is-ownership")].number == "4.1");
    CHECK(book.chapters[*book.find("appendix-00")].depth == 0);
    CHECK(book.redirects.at("ch17-00-oop") == "ch18-00-oop");
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const auto chapter = book.chapter(i);
        INFO(book.chapters[i].path);
        REQUIRE(chapter);
        CHECK((*chapter)->text.find('\r') == std::string::npos);
        CHECK((*chapter)->text.find("](") == std::string::npos);
    }
    std::map<Word, int> count;
    for (const Problem& problem : check(book)) ++count[problem.what.sentence];
    // The listings and the four largest pictures were left out of the copy, and links into the standard library's own
    // pages lead out of the book. No link to a chapter or heading of the book itself is broken.
    CHECK(count == std::map<Word, int>{{Word::problem_include_missing, 707},
                                       {Word::problem_figure_missing, 4},
                                       {Word::problem_link_broken, 33}});
    const auto problems = sentences_of(check(book));
    CHECK(problems.find("src/ch14-02-publishing-to-crates-io.md:52: De figuur src/img/trpl14-01.png ontbreekt.\n") !=
          std::string::npos);
    CHECK(problems.find("src/ch02-00-guessing-game-tutorial.md:95: De verwijzing ../std/prelude/index.html leidt "
                        "nergens heen.\n") != std::string::npos);
}

TEST_CASE("War and Peace in one file is read at once") {
    std::ifstream file(std::string(KATERN_SHARED_DIR) + "/data/large/war-and-peace.md");
    if (!file) {
        WARN("War and Peace is not here; nothing was read");
        return;
    }
    std::ostringstream content;
    content << file.rdbuf();
    const std::string markdown = content.str();
    const auto start = std::chrono::steady_clock::now();
    const auto chapter = parse_markdown(markdown, "war-and-peace.md", nullptr);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    REQUIRE(chapter);
    CHECK(std::count_if(chapter->blocks.begin(), chapter->blocks.end(),
                        [](const Block& b) { return b.kind == BlockKind::heading; }) == 391);
    WARN("read " << markdown.size() << " bytes in " << took.count() << " ms");
}
