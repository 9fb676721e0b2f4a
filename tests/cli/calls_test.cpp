#include "cli/command.h"
#include "cli/terminal.h"
#include "version.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

Answer plain_run(const std::vector<std::string>& arguments, Language language = Language::nl) {
    std::ostringstream out, err;
    const int status = cli::run(arguments, {out, err}, language);
    return {status, out.str(), err.str()};
}

}  // namespace

TEST_CASE("a wrong call says what is wrong with it and where help is") {
    struct Row {
        std::vector<std::string> arguments;
        std::string sentence;
    };
    const std::vector<Row> rows{
        {{"serch", "@katern"}, "Katern kent de opdracht serch niet."},
        {{"--versie"}, "Katern kent de optie --versie niet."},
        {{"text"}, "De opdracht text kan niet zonder BOOK."},
        {{"text", "@katern", "nog een"}, "Het woord nog een is te veel voor de opdracht text."},
        {{"text", "@katern", "--json"}, "De opdracht text kent de optie --json niet."},
        {{"text", "@katern", "--chapter"}, "Achter --chapter ontbreekt de waarde: --chapter ID."},
        {{"toc", "@katern", "--json=ja"}, "De optie --json krijgt geen waarde."},
        {{"toc", "@katern", "--json", "--json"}, "De optie --json staat er twee keer."},
        {{"page", "@katern", "--chapter", "x"}, "De opdracht page kan niet zonder de optie --out."},
        {{"annotate", "@katern", "--chapter", "x"}, "De opdracht annotate kan niet zonder de optie --quote."},
        {{"annotate", "@katern", "--chapter", "x", "--quote", ""}, "Achter --quote staan geen woorden om te markeren."},
        {{"annotate", "@katern", "--chapter", "x", "--quote", "x", "--category", "mooi"},
         "mooi is geen categorie. Kies inzicht, vraag, actie, twijfel of citaat."},
        {{"edit", "@katern", "id"}, "Zeg wat er verandert: --note, --category of --tag."},
        {{"delete", "@katern"}, "De opdracht delete kan niet zonder ID."},
        {{"export", "@katern", "--out", "x"}, "De opdracht export kan niet zonder de optie --format."},
        {{"export", "@katern", "--format", "rtf", "--out", "x"}, "Katern kan geen rtf schrijven. Kies uit: markdown, html, docx, pdf, csv, annotations, epub."},
        {{"export", "@katern", "--format", "csv", "--out", "x", "--answers"}, "--answers hoort bij --format html, niet bij csv."},
        {{"export", "@katern", "--format", "html", "--out", "x", "--answers", "--no-answers"},
         "Kies één van beide: --answers of --no-answers."},
        {{"export", "@katern", "--format", "markdown", "--out", "x", "--bijeenkomst", "1"},
         "De opdracht export kent de optie --bijeenkomst niet."},
    };
    for (const Row& row : rows) {
        const Answer answer = plain_run(row.arguments);
        CHECK(answer.status == wrong_call);
        CHECK(answer.out.empty());
        CHECK(answer.err == row.sentence + "\nMet “katern --help” zie je wat er kan.\n");
    }
}

TEST_CASE("the version and the help go to standard output") {
    CHECK(plain_run({"--version"}).out == "katern " + std::string(version) + "\n");
    for (const Language language : {Language::nl, Language::en}) {
        const Answer answer = plain_run({"--help"}, language);
        CHECK(answer.status == success);
        CHECK(answer.err.empty());
        for (const Command& command : commands()) {
            CHECK(answer.out.find("    katern " + std::string(command.name)) != std::string::npos);
            const Answer own = plain_run({std::string(command.name), "--help"}, language);
            CHECK(own.status == success);
            for (const Option& option : command.options) CHECK(own.out.find(option.name) != std::string::npos);
            CHECK(own.out.find("--data DIR") != std::string::npos);
        }
    }
    CHECK(plain_run({"--help"}).out.find("katern import BOOK") != std::string::npos);
    CHECK(plain_run({"annotate", "--help"}).out ==
          R"(markeert een passage en toont het kenmerk van de notitie

    katern annotate BOOK --chapter ID --quote T [--prefix T] [--suffix T] [--category C] [--note T]
                    [--tag T]… [--share[=NETWORK]]

    --chapter ID          kenmerk van het hoofdstuk, zoals katern toc het toont
    --quote T             de woorden die worden gemarkeerd, precies zoals ze er staan
    --prefix T            wat er direct voor staat
    --suffix T            wat er direct achter staat
    --category C          inzicht, vraag, actie, twijfel of citaat
    --note T              wat je erbij schrijft, in Markdown
    --tag T               een label; mag vaker
    --share[=NETWORK]     deelt met dit netwerk; zonder naam met je eerste
    --data DIR            de map met je notities

BOOK is @katern (het ingebouwde), een map van mdBook, een map met Markdown of één Markdownbestand.
)");
}

TEST_CASE("a value may begin with a dash, and -- ends the options") {
    const Terminal terminal;
    (void)terminal.annotate("tijd helpt", {"--note", "- een lijst", "--tag=--raar"});
    CHECK(terminal.notes()[0]["note"] == "- een lijst");
    CHECK(terminal.notes()[0]["tags"] == nlohmann::json{"--raar"});
    CHECK(terminal.run({"text", "--", "--geen-boek"}).status == failure);
}

TEST_CASE("the data folder may be named before or behind the command") {
    const Terminal terminal;
    (void)terminal.annotate("tijd helpt");
    const std::string listed = plain_run({"notes", terminal.book(), "--data", terminal.data()}).out;
    CHECK_FALSE(listed.empty());
    CHECK(plain_run({"--data", terminal.data(), "notes", terminal.book()}).out == listed);
    CHECK(plain_run({"--data=" + terminal.data(), "notes", terminal.book()}).out == listed);
    const Answer twice = plain_run({"--data", "a", "notes", terminal.book(), "--data", "b"});
    CHECK(twice.status == wrong_call);
}

TEST_CASE("a call without a command is for the window") {
    const auto book_of = [](const std::vector<std::string>& arguments) {
        const auto call = window_call(arguments);
        return call ? "boek:" + call->book + " data:" + call->data.value_or("-") : "opdracht";
    };
    CHECK(book_of({}) == "boek: data:-");
    CHECK(book_of({"mijn-boek"}) == "boek:mijn-boek data:-");
    CHECK(book_of({"--data", "d"}) == "boek: data:d");
    CHECK(book_of({"--data=d", "mijn-boek"}) == "boek:mijn-boek data:d");
    CHECK(book_of({"mijn-boek", "--data", "d"}) == "boek:mijn-boek data:d");
    CHECK(book_of({"--", "--boek"}) == "boek:--boek data:-");
    CHECK(book_of({"./text"}) == "boek:./text data:-");
    CHECK(book_of({"text"}) == "opdracht");
    CHECK(book_of({"import"}) == "opdracht");
    CHECK(book_of({"--help"}) == "opdracht");
    CHECK(book_of({"--data", "d", "toc", "@katern"}) == "opdracht");
    CHECK(book_of({"een", "twee"}) == "opdracht");
    CHECK(book_of({"boek", "--raar"}) == "opdracht");
}

TEST_CASE("output that can't be written is no success") {
    std::ostringstream out, err;
    out.setstate(std::ios::badbit);
    const std::vector<std::string> arguments{"toc", "@katern"};
    CHECK(cli::run(arguments, {out, err}, Language::nl) == failure);
    CHECK(err.str() == "De uitvoer kan niet worden geschreven. Is de schijf vol?\n");
}
