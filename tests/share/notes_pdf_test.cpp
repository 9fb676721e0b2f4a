// The PDF of notes, read back by poppler.
#include "share/notes_pdf.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "share/support.h"
#include "support/folder.h"
#include "support/shell.h"

using namespace katern;
using namespace katern::share;

namespace {

constexpr notes::Milliseconds day_of_print = 1'772'357'400'000;  // 2026-03-01

std::shared_ptr<const document::Book> a_book() {
    return share::test::book_of({{"book.toml", "[book]\ntitle = \"Het katern\"\nauthors = [\"E. de Vries\"]\nlanguage = \"nl\"\n"},
                                 {"src/SUMMARY.md", "- [Begin](a.md)\n- [Vertrouwen](b.md)\n"},
                                 {"src/a.md", "# Begin\n\nEen leernetwerk leeft van vertrouwen.\n"},
                                 {"src/b.md", "# Vertrouwen\n\n## In het klein\n\nWie vertrouwen geeft, krijgt het terug.\n\n| wie | wat |\n|---|---|\n| Els | tijd |\n"}});
}

Passage note_on(const document::Book& book, const std::string& chapter, std::string_view words, const std::string& category, const std::string& body) {
    Passage passage = share::test::on(book, chapter, words);
    passage.note.category = category;
    passage.note.body = body;
    passage.note.shared_with = {"n"};
    return passage;
}

Passage reply_to(Passage passage, const std::string& name, const std::string& body) {
    passage.note.kind = notes::Kind::reply;
    passage.note.parent = passage.note.id;
    passage.note.id += "-antwoord";
    passage.note.mine = false;
    passage.note.author.name = name;
    passage.note.category.clear();
    passage.note.tags.clear();
    passage.note.body = body;
    return passage;
}

std::string bytes_of(const Selection& selection, const document::Book& book) {
    const auto pdf = to_pdf(selection, book, Language::nl, "n.pdf");
    REQUIRE(pdf);
    return *pdf;
}

// As a person who selects all of it would copy it, in one line.
std::string words_of(const std::string& pdf) {
    katern::test::Folder folder;
    folder.with("n.pdf", pdf);
    std::string words = katern::test::output_of({"pdftotext", "-layout", folder.path("n.pdf"), "-"});
    std::string out;
    for (const char c : words)
        if (c != ' ' && c != '\n' && c != '\f') {
            out += c;
        } else if (!out.ends_with(' ')) {
            out += ' ';
        }
    return out;
}

bool in_order(std::string_view text, const std::vector<std::string>& parts) {
    std::size_t at = 0;
    for (const std::string& part : parts) {
        const std::size_t found = text.find(part, at);
        UNSCOPED_INFO(part << (found == std::string_view::npos ? " is not there" : ""));
        if (found == std::string_view::npos) return false;
        at = found + part.size();
    }
    return true;
}

}  // namespace

TEST_CASE("the words of notes are on paper, in the order of the book", "[pdf]") {
    const auto book = a_book();
    Selection selection;
    selection.writer = "Karin Bos";
    selection.networks = {{"n", "Regio Oost"}};
    selection.now = day_of_print;
    selection.passages.push_back(note_on(*book, "a", "leeft van vertrouwen", "inzicht", "Dit **geldt** ook bij ons:\n\n- in de klas\n- in het team"));
    selection.passages.push_back(reply_to(selection.passages.back(), "Bram", "Bij ons niet."));
    selection.passages.push_back(note_on(*book, "b", "Wie vertrouwen geeft", "actie", "Maandag beginnen."));
    selection.passages.back().note.tags = {"tijd", "begin jaar"};
    selection.passages.push_back(note_on(*book, "b", "Els\ttijd", "eigen", ""));

    const std::string words = words_of(bytes_of(selection, *book));
    INFO(words);
    CHECK(in_order(words, {"Het katern", "E. de Vries", "Notities van Karin Bos, 1 maart 2026",  // the title
                           "1 Begin", "1 ¶2", "inzicht", "gedeeld met Regio Oost", "leeft van vertrouwen", "Dit geldt ook bij ons:", "in de klas",
                           "in het team", "Bram", "antwoord", "Bij ons niet.",  // a reply, under its parent
                           "2 Vertrouwen", "In het klein", "2 ¶3", "actie", "#tijd", "#begin jaar", "Wie vertrouwen geeft", "Maandag beginnen.",
                           "eigen", "Els | tijd",  // an unknown category keeps its name
                           "Acties", "Wat", "Plaats", "Wie", "Maandag beginnen.", "2 ¶3", "Karin Bos", "1"}));
    CHECK(words.find("**") == std::string::npos);
}

TEST_CASE("a PDF's properties say what it is of, and no more", "[pdf]") {
    const auto book = a_book();
    Selection selection;
    selection.now = day_of_print;
    selection.passages.push_back(note_on(*book, "a", "leeft van vertrouwen", "inzicht", "geheim-4711"));
    selection.passages.back().note.tags = {"geheim-4712"};
    const std::string bytes = bytes_of(selection, *book);
    CHECK((bytes_of(selection, *book) == bytes));
    CHECK(bytes.find("geheim") == std::string::npos);
    katern::test::Folder folder;
    folder.with("n.pdf", bytes);
    const std::string facts = katern::test::output_of({"pdfinfo", folder.path("n.pdf")});
    CHECK(facts.find("Notities bij Het katern") != std::string::npos);
    CHECK(facts.find("Author") == std::string::npos);
    CHECK(facts.find("A4") != std::string::npos);
    CHECK(facts.find("geheim") == std::string::npos);
    CHECK(bytes.find(folder.path()) == std::string::npos);
}

TEST_CASE("a note that is longer than a page goes on on the next, and every word is there once", "[pdf]") {
    const auto book = a_book();
    Selection selection;
    selection.now = day_of_print;
    std::string body;
    for (int i = 1; i <= 120; ++i) body += "Alinea nummer " + std::to_string(i) + " van een lang verhaal dat niet op één bladzijde past.\n\n";
    selection.passages.push_back(note_on(*book, "a", "leeft van vertrouwen", "vraag", body));
    const std::string words = words_of(bytes_of(selection, *book));
    std::vector<std::string> all;
    for (int i = 1; i <= 120; ++i) all.push_back("Alinea nummer " + std::to_string(i) + " van een lang verhaal");
    CHECK(in_order(words, all));
    for (const std::string& each : {std::string("nummer 1 "), std::string("nummer 60 "), std::string("nummer 120 ")}) {
        const std::size_t first = words.find(each);
        CHECK(words.find(each, first + 1) == std::string::npos);
    }
}

TEST_CASE("passages without a place stand last, with why", "[pdf]") {
    const auto book = a_book();
    Selection selection;
    selection.now = day_of_print;
    selection.passages.push_back(note_on(*book, "a", "leeft van vertrouwen", "", ""));
    selection.passages.back().place = notes::Resolution{};
    selection.passages.back().note.anchor.headings = {"Begin"};
    const std::string words = words_of(bytes_of(selection, *book));
    INFO(words);
    CHECK(in_order(words, {"Zonder plaats in de tekst", "Deze passages staan niet meer zo in het boek.", "Begin", "leeft van vertrouwen"}));
    CHECK_FALSE(to_pdf(selection, *book, Language::nl, "n.pdf", [](std::size_t, std::size_t) { return false; }));
}

TEST_CASE("pages to look at", "[.pictures]") {
    const auto book = a_book();
    Selection selection;
    selection.writer = "Karin Bos";
    selection.networks = {{"n", "Regio Oost"}};
    selection.now = day_of_print;
    for (int i = 0; i < 9; ++i) {
        const char* categories[] = {"inzicht", "vraag", "actie", "twijfel", "citaat", "eigen", ""};
        Passage passage = note_on(*book, i < 4 ? "a" : "b", i < 4 ? "Een leernetwerk leeft van vertrouwen." : "Wie vertrouwen geeft, krijgt het terug.", categories[i % 7],
                                  i % 2 ? "Dit **geldt** ook bij ons, in de medezeggenschapsraadsverkiezingscommissie:\n\n1. in de klas, waar we al langer willen dat er iets gebeurt met wat we leren;\n2. in het team\n\n> een citaat\n\n```\ncode   hier\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nZie https://example.org/a." : "");
        passage.note.tags = {"tijd", "een lange tag"};
        selection.passages.push_back(passage);
        if (i == 1 || i == 2)
            selection.passages.push_back(reply_to(passage, "Bram Jansen", "Bij ons niet. Dat heeft te maken met hoe we zijn georganiseerd, en met de tijd die er is."));
    }
    REQUIRE(write_whole(std::getenv("KATERN_PICTURES") + std::string("/n.pdf"), bytes_of(selection, *book)));
}
