// A page of notes, read by Python's own HTML parser; what its script does is run in hand_out_test.cpp.
#include "share/html.h"

#include "share/notes_book.h"
#include "share/note_html.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

const HandOut oost_sheet{"01890000-0000-7000-8000-000000000001", "n1", "Regio Oost"};

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a page of notes has headings in order, landmarks, languages and nothing from outside") {
    if (!has_python()) return;
    const auto book = notes_book();
    const nlohmann::json page = read_back("html_reader.py", to_html(some_notes(*book), *book, Language::nl));
    CHECK(page["wrong"] == nlohmann::json::array());
    CHECK(page["language"] == "nl");
    CHECK(page["title"] == "Notities van Karin, 1 maart 2026 – Samen <leren> & werken");
    CHECK(page["landmarks"] == nlohmann::json{"header", "nav", "main"});
    CHECK(page["headings"] == nlohmann::json::parse(R"([[1, "Samen <leren> & werken"], [2, "Inhoud"], [2, "Vooraf"],
        [2, "1 Waarom"], [3, "Hoe dan"], [4, "Kop"], [2, "2 Wat nodig is"], [2, "Zonder plaats in de tekst"]])"));
    CHECK(page["links"] == nlohmann::json{"https://voorbeeld.nl/a?b=1&c=2"});
    CHECK(page["marks"] == nlohmann::json{"Een woord vooraf.", "Omdat het kan.", "Stap voor stap.", "Tijd in de agenda.",
                                          "Leider | ruimte maken", "mkdir <map>", "Wat hier vroeger stond, en nu niet meer."});
    CHECK(page["articles"] == nlohmann::json{"citaat", "inzicht", "vraag", "actie", "other", "none", "twijfel"});
    CHECK(page["scripts"] == 0);
    CHECK(page["fields"] == nlohmann::json::array());
    const nlohmann::json english = read_back("html_reader.py", to_html(some_notes(*book), *book, Language::en));
    CHECK(english["language"] == "en");
    CHECK(english["wrong"] == nlohmann::json::array());
}

TEST_CASE("a hand-out has a labelled field beside each passage, and knows which passage that is") {
    if (!has_python()) return;
    const auto book = notes_book();
    const Selection selection = some_notes(*book);
    const nlohmann::json page = read_back("html_reader.py", to_html(selection, *book, Language::nl, oost_sheet));
    CHECK(page["wrong"] == nlohmann::json::array());
    CHECK(page["fields"] == nlohmann::json{"p0", "p1", "p2", "p3", "p4", "p5", "p6", "name"});
    CHECK(page["scripts"] == 1);
    const nlohmann::json& target = page["sheet"]["set"]["items"][1]["target"];
    CHECK(target["source"] == "text/01-waarom.xhtml");
    CHECK(target["selector"][0]["type"] == "TextPositionSelector");
    const auto& anchor = selection.passages[1].note.anchor;
    CHECK(target["selector"][0]["start"] == anchor.range.start);
    CHECK(target["selector"][1]["exact"] == "Omdat het kan.");
}

TEST_CASE("a text of others is shown letter by letter: nothing in it runs, loads or leads into the program") {
    if (!has_python()) return;
    const auto book = notes_book();
    for (const std::string hostile : hostile_texts) {
        Selection selection = some_notes(*book);
        selection.writer = hostile;
        selection.networks["n1"] = hostile;
        for (Passage& passage : selection.passages) {
            passage.note.id = passage.note.id + hostile;
            passage.note.body = hostile;
            passage.note.category = hostile;
            passage.note.tags = {hostile};
            passage.note.author.name = hostile;
            passage.note.anchor.exact = hostile;
            passage.note.anchor.headings = {hostile};
            passage.note.anchor.chapter = passage.orphan() ? hostile : passage.note.anchor.chapter;
        }
        INFO(hostile);
        const nlohmann::json page = read_back("html_reader.py", to_html(selection, *book, Language::nl, oost_sheet));
        CHECK(page["wrong"] == nlohmann::json::array());
        CHECK(page["links"] == nlohmann::json::array());
        CHECK(page["scripts"] == 1);
        CHECK_FALSE(holds(page["title"].get<std::string>(), "\u202E"));
    }
}

TEST_CASE("a note's Markdown becomes lists, quotes, tables and links that are safe to follow") {
    CHECK(note_to_html("a *b* **c** `d<` ~~e~~", 2) ==
          "<p dir=\"auto\">a <em>b</em> <strong>c</strong> <code>d&lt;</code> <del>e</del></p>\n");
    CHECK(note_to_html("- a\n- b\n  1. c\n  2. d\n- e\n\nf", 2) ==
          "<ul>\n<li><p dir=\"auto\">a</p>\n</li>\n<li><p dir=\"auto\">b</p>\n<ol>\n<li><p dir=\"auto\">c</p>\n</li>\n"
          "<li><p dir=\"auto\">d</p>\n</li>\n</ol>\n</li>\n<li><p dir=\"auto\">e</p>\n</li>\n</ul>\n<p dir=\"auto\">f</p>\n");
    CHECK(note_to_html("> a\n>\n> - b\n\nc", 2) ==
          "<blockquote>\n<p dir=\"auto\">a</p>\n<ul>\n<li><p dir=\"auto\">b</p>\n</li>\n</ul>\n</blockquote>\n<p dir=\"auto\">c</p>\n");
    CHECK(note_to_html("3. a\n4. b", 2).starts_with("<ol start=\"3\">\n"));
    CHECK(note_to_html("[a](mailto:a@b.nl) [b](javascript:x) [c](file:///etc/passwd) [d](//e.f)", 2) ==
          "<p dir=\"auto\"><a href=\"mailto:a@b.nl\" rel=\"noopener noreferrer\">a</a> b c d</p>\n");
    CHECK(note_to_html("### a\n\n# b\n\n## c", 3) == "<h4 dir=\"auto\">a</h4>\n<h4 dir=\"auto\">b</h4>\n<h5 dir=\"auto\">c</h5>\n");
    CHECK(holds(note_to_html("| a | b |\n| --- | --- |\n| c | d |\n\ne", 2), "<tr><th scope=\"col\" dir=\"auto\">a</th>"));
    CHECK(note_to_html("", 2).empty());
}
