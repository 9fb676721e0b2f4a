// The Word document, read back by Python's ZIP and XML. LibreOffice reads it too, in the long run.
#include "share/docx.h"

#include <filesystem>

#include "share/notes_book.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

std::string docx_of(const Selection& selection, const document::Book& book, Language language = Language::nl) {
    const Result<std::string> made = to_docx(selection, book, language);
    REQUIRE(made);
    return *made;
}

bool has(const nlohmann::json& list, const nlohmann::json& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

TEST_CASE("a Word document has real headings, quotes, lists and links, and a table of actions") {
    if (!has_python()) return;
    const auto book = notes_book();
    const nlohmann::json read = read_back("docx_reader.py", docx_of(some_notes(*book), *book));
    CHECK(read["wrong"] == nlohmann::json::array());
    const nlohmann::json& paragraphs = read["paragraphs"];
    CHECK(paragraphs[0] == nlohmann::json{"Title", "Samen <leren> & werken"});
    CHECK(paragraphs[2] == nlohmann::json{"Subtitle", "Notities van Karin, 1 maart 2026"});
    CHECK(has(paragraphs, {"heading 1", "1 Waarom"}));
    CHECK(has(paragraphs, {"heading 2", "Hoe dan"}));
    CHECK(has(paragraphs, {"heading 3", "Kop"}));
    CHECK(has(paragraphs, {"Quote inzicht", "Omdat het kan."}));
    CHECK(has(paragraphs, {"Quote", "Leider | ruimte maken"}));
    CHECK(has(paragraphs, {"heading 1", "Zonder plaats in de tekst"}));
    CHECK(has(paragraphs, {"Katern Address", "1 \u00B62 \u00B7  \u2726  inzicht \u00B7 #tijd \u00B7 #twee woorden \u00B7 gedeeld met Regio Oost"}));
    CHECK(has(paragraphs, {"Katern Address", "Bram \u00B7 antwoord \u00B7 gedeeld met Regio Oost"}));
    CHECK(has(read["bold"], "en"));
    CHECK(has(read["italic"], "waar"));
    CHECK(read["listed"] == nlohmann::json{"een", "twee"});
    CHECK(read["links"] == nlohmann::json{"https://voorbeeld.nl/a?b=1&c=2"});
    REQUIRE(read["tables"].size() == 1);
    CHECK(read["tables"][0] == nlohmann::json::parse(R"([["Passage", "Wat", "Wie", "Wanneer"],
        ["2 ¶2Tijd in de agenda.", "Elke maand plannen.", "", ""]])"));
    CHECK(read["header_rows"] == nlohmann::json{1});
    CHECK(read["language"] == "nl-NL");
    CHECK(read["fields"] == nlohmann::json{"PAGE", "NUMPAGES"});
    CHECK(read["title"] == "Notities van Karin, 1 maart 2026 \u2013 Samen <leren> & werken");
    CHECK(read["author"] == "Karin");
    CHECK(read_back("docx_reader.py", docx_of(some_notes(*book), *book, Language::en))["language"] == "en-GB");
}

TEST_CASE("a Word document holds together, whatever the notes say") {
    if (!has_python()) return;
    const auto book = notes_book();
    for (const std::string hostile : hostile_texts) {
        Selection selection = some_notes(*book);
        selection.writer = hostile;
        for (Passage& passage : selection.passages) {
            passage.note.body = hostile;
            passage.note.tags = {hostile};
            passage.note.author.name = hostile;
            passage.note.anchor.exact = hostile;
        }
        INFO(hostile);
        const nlohmann::json read = read_back("docx_reader.py", docx_of(selection, *book));
        CHECK(read["wrong"] == nlohmann::json::array());
        CHECK(read["links"] == nlohmann::json::array());
    }
}

TEST_CASE("what goes from right to left is told to Word, letters and whole paragraphs") {
    if (!has_python()) return;
    const auto book = notes_book();
    Selection selection = some_notes(*book);
    selection.passages.resize(2);
    selection.passages[0].note.body = "Dan \u05E9\u05DC\u05D5\u05DD en verder.";
    selection.passages[1].note.body = "\u0645\u0631\u062D\u0628\u0627 **\u0628\u0643** Anna.";
    const nlohmann::json read = read_back("docx_reader.py", docx_of(selection, *book));
    CHECK(read["wrong"] == nlohmann::json::array());
    CHECK(has(read["turned"], "\u05E9\u05DC\u05D5\u05DD"));
    CHECK(has(read["turned"], "\u0628\u0643"));
    CHECK(has(read["bold"], "\u0628\u0643"));
    CHECK(read["turned_paragraphs"] == nlohmann::json{"\u0645\u0631\u062D\u0628\u0627 \u0628\u0643 Anna."});
}

TEST_CASE("the same notes give the same document, byte for byte") {
    const auto book = notes_book();
    CHECK(docx_of(some_notes(*book), *book) == docx_of(some_notes(*book), *book));
}

TEST_CASE("LibreOffice reads the Word document, and its pages say all of it") {
    if (std::getenv("KATERN_LONG") == nullptr) return;
    if (std::system("command -v soffice pdftotext >/dev/null 2>&1") != 0) {
        WARN("skipped: LibreOffice (soffice) or pdftotext is not installed");
        return;
    }
    const auto book = notes_book();
    const katern::test::Folder folder;
    REQUIRE(write_whole(folder.path("notities.docx"), docx_of(some_notes(*book), *book)));
    (void)katern::test::output_of({"soffice", "-env:UserInstallation=file://" + folder.path("profiel"), "--headless", "--convert-to", "pdf",
                                   "--outdir", folder.path(), folder.path("notities.docx")});
    const std::string said = katern::test::output_of({"pdftotext", "-layout", folder.path("notities.pdf"), "-"});
    INFO(said);
    for (const char* words : {"Samen <leren> & werken", "1 Waarom", "Omdat het kan.", "Mooi en waar, zie hier.", "Acties", "Wanneer", "Elke maand plannen.",
                              "Bij ons ook.", "2/2"})
        CHECK(said.find(words) != std::string::npos);
}
