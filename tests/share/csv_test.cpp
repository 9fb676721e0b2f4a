// The tables, read back by Python's csv module and by hand.
#include "share/csv.h"

#include "share/notes_book.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

// Rows as Python's csv module has them, from the bytes of the file.
nlohmann::json rows_of(const std::string& csv) {
    const katern::test::Folder folder;
    REQUIRE(write_whole(folder.path("notities.csv"), csv));
    return nlohmann::json::parse(katern::test::output_of(
        {"python3", "-c",
         "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding=\"utf-8-sig\", newline=\"\"), strict=True))))",
         folder.path("notities.csv")}));
}

std::string cell(const nlohmann::json& rows, std::size_t row, const std::string& column) {
    for (std::size_t i = 0; i < rows[0].size(); ++i)
        if (rows[0][i] == column) return rows[row][i];
    FAIL("no column " + column);
    return {};
}

}  // namespace

TEST_CASE("a table of notes has a row for each, whatever its words") {
    if (!has_python()) return;
    const auto book = notes_book();
    Selection selection = some_notes(*book);
    selection.passages[1].note.body = "regel een\r\nregel \"twee\", met komma; en puntkomma\n\n\xF0\x9F\x99\x82";
    const std::string csv = to_csv(selection, *book);
    CHECK(csv.starts_with("\xEF\xBB\xBFid,kind,chapter,"));
    const nlohmann::json rows = rows_of(csv);
    REQUIRE(rows.size() == 1 + selection.passages.size());
    for (const auto& row : rows) CHECK(row.size() == rows[0].size());
    CHECK(cell(rows, 2, "note") == selection.passages[1].note.body);
    CHECK(cell(rows, 2, "kind") == "note");
    CHECK(cell(rows, 2, "chapter") == "01-waarom");
    CHECK(cell(rows, 2, "chapter_title") == "1 Waarom");
    CHECK(cell(rows, 2, "address") == "1 \u00B62");
    CHECK(cell(rows, 2, "tags") == "tijd; twee woorden");
    CHECK(cell(rows, 2, "author") == "Karin");
    CHECK(cell(rows, 2, "networks") == "Regio Oost");
    CHECK(cell(rows, 2, "created") == "2026-03-01T08:30:00Z");
    CHECK(cell(rows, 2, "anchor") == "exact");
    CHECK(cell(rows, 3, "kind") == "reply");
    CHECK(cell(rows, 3, "author") == "Bram");
    CHECK(cell(rows, 3, "reply_to") == selection.passages[1].note.id);
    CHECK(cell(rows, 6, "quote") == "Leider\truimte maken");
    CHECK(cell(rows, 8, "anchor") == "orphan");
    CHECK(cell(rows, 8, "address").empty());
}

TEST_CASE("no cell of a table is a formula") {
    if (!has_python()) return;
    const auto book = notes_book();
    for (const std::string formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"}) {
        Selection selection = some_notes(*book);
        for (Passage& passage : selection.passages) {
            passage.note.body = passage.note.category = passage.note.anchor.exact = passage.note.id = formula;
            passage.note.tags = {formula};
        }
        for (const std::string& csv : {to_csv(selection, *book), to_readwise_csv(selection, *book)}) {
            INFO(csv);
            for (const auto& row : rows_of(csv))
                for (const auto& one : row) CHECK_FALSE(one.get<std::string>().starts_with(formula.substr(0, 1)));
            CHECK(csv.find("'" + formula.substr(0, 1)) != std::string::npos);
        }
    }
}

TEST_CASE("what begins a cell where a spreadsheet parts at semicolons, tabs or lines is no formula either") {
    const std::vector<std::pair<std::string, std::string>> cells{{"lijst;=cmd|' /C calc'!A1;", "lijst;'=cmd"},
                                                                 {"een\n=1+1", "een\n'=1+1"},
                                                                 {"een\t@SUM(A1)", "een\t'@SUM"},
                                                                 {"een;\"=1+1", "een;'\"\"=1+1"},
                                                                 {"a = b; c", "a = b; c"}};
    for (const auto& [cell, written] : cells) {
        INFO(cell);
        CHECK(rows_to_csv({{cell}}).find(written) != std::string::npos);
    }
}

TEST_CASE("Readwise gets a row for each passage, with the replies in its note") {
    if (!has_python()) return;
    const auto book = notes_book();
    const std::string csv = to_readwise_csv(some_notes(*book), *book);
    CHECK(csv.starts_with("Highlight,Title,Author,URL,Note,Location,Date\r\n"));
    const nlohmann::json rows = rows_of(csv);
    REQUIRE(rows.size() == 8);
    CHECK(rows[2] == nlohmann::json{"Omdat het kan.", "Samen <leren> & werken", "Anna de Vries, Bram", "",
                                    ".inzicht .tijd .twee-woorden\nMooi **en** *waar*, zie [hier](https://voorbeeld.nl/a?b=1&c=2).\n\n- een\n"
                                    "- twee\n\n\nBram: Bij ons ook.",
                                    "4", "2026-03-01 08:30:00"});
    int last = 0;
    for (std::size_t i = 1; i < rows.size() - 1; ++i) {
        const int location = std::stoi(rows[i][5].get<std::string>());
        CHECK(location > last);
        last = location;
    }
    CHECK(rows[7][5] == "");  // it has no place any more
}

TEST_CASE("an answer that says to nothing what it answers keeps its own words and place") {
    const auto book = notes_book();
    Selection selection = some_notes(*book);
    Passage lonely = selection.passages[1];
    lonely.note.id = "zonder-ouder";
    lonely.note.kind = notes::Kind::reply;
    lonely.note.parent.clear();
    lonely.note.body = "Los antwoord.";
    // Right behind a highlight, which answers nothing either.
    selection.passages = {selection.passages[1], lonely};
    const std::string csv = to_readwise_csv(selection, *book), markdown = to_markdown(selection, *book, Language::nl);
    CHECK(std::count(csv.begin(), csv.end(), '\r') >= 3);
    std::size_t quotes = 0;
    for (std::size_t at = markdown.find("Omdat het kan."); at != std::string::npos; at = markdown.find("Omdat het kan.", at + 1)) ++quotes;
    CHECK(quotes == 2);
}
