#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/terminal.h"
#include "support/process.h"
#include "share/zip.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

std::string one_line(const Answer& answer) {
    REQUIRE(answer.status == success);
    return answer.out.substr(0, answer.out.find('\n'));
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t out = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++out;
    return out;
}

}  // namespace

TEST_CASE("a meeting is prepared, decided in and taken home") {
    const Terminal terminal;
    const std::string shared =
        terminal.annotate("tijd helpt", {"--category", "vraag", "--note", "Bij ons ook?", "--share=Oost"});
    const std::string meeting = one_line(terminal.run(
        {"meeting", terminal.book(), "new", "--network", "Oost", "--name", "Regio Oost", "--date", "2026-03-12",
         "--question", "Wat spreken we af?", "--person", "Anna", "--person", "Bram", "--minutes", "90"}));
    const std::string item = one_line(terminal.run({"meeting", terminal.book(), "add", meeting, "--text",
                                                    "Doel, tijd | vertrouwen", "--minutes", "25", "--note", shared}));
    one_line(terminal.run(
        {"meeting", terminal.book(), "add", meeting, "--text", "Rondje", "--minutes", "15", "--at", "1 ¶2"}));
    one_line(terminal.run(
        {"meeting", terminal.book(), "add", meeting, "--text", "Lees 1 vooraf", "--prompt", "--at", "1 ¶1"}));
    const Answer decided =
        terminal.run({"meeting", terminal.book(), "decide", meeting, "--text", "Eén kantje doel", "--item", item,
                      "--action", "Schrijven; en | rondsturen", "--who", "Karin", "--when", "2026-04-01"});
    CHECK(count(decided.out, "\n") == 2);

    const nlohmann::json list =
        nlohmann::json::parse(terminal.run({"meeting", terminal.book(), "list", "--json", "--network", "Oost"}).out);
    REQUIRE(list.size() == 1);
    const nlohmann::json& one = list[0];
    CHECK(one["id"] == meeting);
    CHECK(one["question"] == "Wat spreken we af?");
    CHECK(one["people"] == nlohmann::json{"Anna", "Bram"});
    CHECK(one["planned"] == 40);
    REQUIRE(one["items"].size() == 2);
    CHECK(one["items"][0]["notes"] == nlohmann::json{shared});
    CHECK(one["items"][0]["passage"]["exact"] == "tijd helpt");
    CHECK(one["items"][1]["passage"]["address"] == "1 ¶2");
    CHECK(one["prompts"].size() == 1);
    CHECK(one["decisions"][0]["item"] == item);
    CHECK(one["actions"][0]["decision"] == one["decisions"][0]["id"]);

    const std::string paper = terminal.folder.path("hand-out.md"), dates = terminal.folder.path("agenda.ics");
    CHECK(
        terminal.run({"meeting", terminal.book(), "export", meeting, "--format", "markdown", "--out", paper}).status ==
        success);
    const std::string text = bytes_of(paper);
    CHECK(text.find("# Regio Oost\n") == 0);
    CHECK(text.find("Bij ons ook?") != std::string::npos);
    CHECK(text.find("> tijd helpt") != std::string::npos);
    CHECK(text.find("Doel, tijd | vertrouwen") != std::string::npos);
    CHECK(text.find("| Schrijven; en \\| rondsturen | Karin | 1 april 2026 |") != std::string::npos);

    CHECK(terminal.run({"meeting", terminal.book(), "export", meeting, "--format", "ics", "--out", dates}).status ==
          success);
    const std::string calendar = bytes_of(dates);
    CHECK(calendar.find("BEGIN:VCALENDAR\r\n") == 0);
    CHECK(count(calendar, "BEGIN:VEVENT") == 2);
    CHECK(calendar.find("DTSTART;VALUE=DATE:20260401\r\nDTEND;VALUE=DATE:20260402\r\n") != std::string::npos);
    CHECK(calendar.find("Schrijven\\; en | rondsturen") != std::string::npos);
}

TEST_CASE("nothing private gets into a meeting") {
    const Terminal terminal;
    const std::string hidden = terminal.annotate("tijd helpt", {"--note", "zeepaardje"});
    (void)terminal.annotate("nog één zin", {"--note", "nijlpaardje", "--share=West"});
    const std::string meeting = one_line(terminal.run({"meeting", terminal.book(), "new", "--network", "Oost"}));
    const Answer refused = terminal.run({"meeting", terminal.book(), "add", meeting, "--text", "x", "--note", hidden});
    CHECK(refused.status == failure);
    CHECK(refused.err.find(hidden) != std::string::npos);
    one_line(terminal.run({"meeting", terminal.book(), "add", meeting, "--text", "Alles hier", "--at", "1 ¶2"}));
    one_line(terminal.run({"meeting", terminal.book(), "add", meeting, "--text", "En hier", "--at", "1 ¶4"}));
    const std::string paper = terminal.folder.path("hand-out.md");
    CHECK(
        terminal.run({"meeting", terminal.book(), "export", meeting, "--format", "markdown", "--out", paper}).status ==
        success);
    CHECK(bytes_of(paper).find("paardje") == std::string::npos);
    const std::string seen = terminal.run({"together", terminal.book(), "--network", "Oost", "--json"}).out;
    CHECK(seen.find("paardje") == std::string::npos);
    CHECK(nlohmann::json::parse(seen)["marks"] == 0);
}

TEST_CASE("what can't be done with a meeting is said in a sentence") {
    const Terminal terminal;
    const auto status = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"meeting", terminal.book()});
        return terminal.run(more).status;
    };
    CHECK(status({"vergader"}) == wrong_call);
    CHECK(status({"add"}) == wrong_call);
    CHECK(status({"add", "geen-kenmerk"}) == wrong_call);
    CHECK(status({"add", "geen-kenmerk", "--text", "x"}) == failure);
    CHECK(status({"new", "--minutes", "veel"}) == wrong_call);
    CHECK(status({"new", "--date", "morgen"}) == wrong_call);
    const std::string meeting = one_line(terminal.run({"meeting", terminal.book(), "new"}));
    CHECK(status({"add", meeting, "--text", "x", "--at", "1 ¶99"}) == failure);
    CHECK(status({"export", meeting, "--format", "wolk", "--out", "x"}) == wrong_call);
    CHECK(status({"export", meeting, "--format", "ics"}) == wrong_call);
}

TEST_CASE("Samen says what is shared with a network") {
    const Terminal terminal;
    const std::string asked = terminal.annotate("tijd helpt", {"--category", "vraag", "--share=Oost"});
    const nlohmann::json all =
        nlohmann::json::parse(terminal.run({"together", terminal.book(), "--network", "Oost", "--json"}).out);
    CHECK(all["marks"] == 1);
    CHECK(all["agreement"].empty());
    REQUIRE(all["open"].size() == 1);
    CHECK(all["open"][0]["id"] == asked);
    CHECK(terminal.run({"together", terminal.book(), "--network", "Nergens"}).status == failure);
    CHECK(terminal.run({"together", terminal.book(), "--network", "Oost"}).out.find("Open vragen") !=
          std::string::npos);
}

TEST_CASE("a meeting is changed afterwards: words, order, and what is taken away") {
    const Terminal terminal;
    const std::string meeting = one_line(terminal.run({"meeting", terminal.book(), "new", "--network", "Oost", "--name", "Oost"}));
    std::vector<std::string> items;
    for (const char* text : {"Een", "Twee", "Drie"})
        items.push_back(one_line(terminal.run({"meeting", terminal.book(), "add", meeting, "--text", text})));
    const auto list = [&] { return nlohmann::json::parse(terminal.must({"meeting", terminal.book(), "list", "--json"})).at(0); };
    const auto texts = [&] {
        std::string out;
        const nlohmann::json all = list();
        for (const nlohmann::json& item : all["items"]) out += item["text"].get<std::string>() + " ";
        return out;
    };
    terminal.must({"meeting", terminal.book(), "move", items[2]});
    CHECK(texts() == "Drie Een Twee ");
    terminal.must({"meeting", terminal.book(), "move", items[2], "--after", items[0]});
    CHECK(texts() == "Een Drie Twee ");
    terminal.must({"meeting", terminal.book(), "edit", items[2], "--text", "Derde", "--minutes", "20"});
    CHECK(texts() == "Een Derde Twee ");
    CHECK(list()["planned"] == 20);
    terminal.must({"meeting", terminal.book(), "edit", meeting, "--name", "Regio Oost", "--date", "2026-03-12", "--person", "Anna"});
    CHECK(list()["name"] == "Regio Oost");
    CHECK(list()["people"] == nlohmann::json{"Anna"});
    terminal.must({"meeting", terminal.book(), "remove", items[2]});
    CHECK(texts() == "Een Twee ");
    CHECK(terminal.run({"meeting", terminal.book(), "edit", items[0]}).status == wrong_call);
    CHECK(terminal.run({"meeting", terminal.book(), "edit"}).status == wrong_call);
    CHECK(terminal.run({"meeting", terminal.book(), "move", items[0], "--after", "nergens"}).status == failure);
    CHECK(terminal.run({"meeting", terminal.book(), "remove", "nergens"}).status == failure);
}

TEST_CASE("the work forms of the bundled katern are listed with their minutes") {
    const Terminal terminal;
    const nlohmann::json forms = nlohmann::json::parse(terminal.must({"meeting", "@katern", "forms", "--json"}));
    REQUIRE(forms.size() >= 5);
    for (const nlohmann::json& form : forms) {
        CHECK_FALSE(form["title"].get<std::string>().empty());
        CHECK(form["minutes"].get<int>() > 0);
    }
    CHECK(terminal.run({"meeting", terminal.book(), "forms"}).out.empty());
}

TEST_CASE("a hand-out is a DOCX, a PDF and a page too, and none of them tells what is private") {
    const Terminal terminal;
    const std::string shared = terminal.annotate("tijd helpt", {"--category", "vraag", "--note", "Bij **ons** ook?", "--share=Oost"});
    (void)terminal.annotate("tijd helpt vertrouwen", {"--note", "zeepaardje"});
    (void)terminal.run({"reply", terminal.book(), shared, "--note", "Zeker", "--share=Oost"});
    const std::string meeting = one_line(terminal.run({"meeting", terminal.book(), "new", "--network", "Oost", "--name", "Regio <Oost>", "--date", "2026-03-12"}));
    const std::string item = one_line(terminal.run({"meeting", terminal.book(), "add", meeting, "--text", "Doel & tijd", "--minutes", "25", "--note", shared}));
    one_line(terminal.run({"meeting", terminal.book(), "decide", meeting, "--text", "Eén kantje", "--item", item, "--action", "Schrijven", "--who", "Karin", "--when", "2026-04-01"}));
    const auto made = [&](const std::string& format) {
        const std::string path = terminal.folder.path("hand-out." + format);
        const Answer answer = terminal.run({"meeting", terminal.book(), "export", meeting, "--format", format, "--out", path});
        INFO(answer.err);
        REQUIRE(answer.status == success);
        return bytes_of(path);
    };
    const std::string page = made("html");
    CHECK(page.starts_with("<!DOCTYPE html>"));
    CHECK(page.find("Regio &lt;Oost&gt;") != std::string::npos);
    CHECK(page.find("Doel &amp; tijd") != std::string::npos);
    CHECK(page.find("<mark>tijd helpt</mark>") != std::string::npos);
    CHECK(page.find("<strong>ons</strong>") != std::string::npos);
    CHECK(page.find("Zeker") != std::string::npos);
    CHECK(page.find("<td dir=\"auto\">1 april 2026</td>") != std::string::npos);
    CHECK(page.find("paardje") == std::string::npos);
    const std::string word = made("docx");
    CHECK(word.starts_with("PK"));
    const Result<std::string> document = share::read_zip_entry(word, "word/document.xml", "hand-out.docx");
    REQUIRE(document);
    for (const char* words : {"Regio &lt;Oost&gt;", "Doel &amp; tijd", "tijd helpt", "Zeker", "Eén kantje", "Karin", "1 april 2026"})
        CHECK(document->find(words) != std::string::npos);
    CHECK(document->find("paardje") == std::string::npos);
    const std::string paper = made("pdf");
    CHECK(paper.starts_with("%PDF-"));
    CHECK(paper.size() > 2000);
    CHECK(made("markdown").find("paardje") == std::string::npos);
    CHECK(made("ics").find("paardje") == std::string::npos);
}

TEST_CASE("a terminal obeys nothing that stands in a meeting, and neither does a calendar") {
    const Terminal terminal;
    const std::string id = terminal.must({"meeting", terminal.book(), "new", "--name", "\x1b[31mrood", "--date", "2026-03-12"});
    terminal.must({"meeting", terminal.book(), "add", id, "--text", "\x1b]0;titel\x07punt"});
    const Answer listed = terminal.run({"meeting", terminal.book(), "list"});
    CHECK(listed.out.find("rood") != std::string::npos);
    CHECK(listed.out.find("punt") != std::string::npos);
    CHECK(listed.out.find('\x1b') == std::string::npos);
    const Answer refused = terminal.run({"meeting", terminal.book(), "\x1b[31mdans", id});
    CHECK(refused.status != success);
    CHECK(refused.err.find('\x1b') == std::string::npos);
}

TEST_CASE("an action that is longer than a page is whole on paper") {
    const Terminal terminal;
    const std::string id = terminal.must({"meeting", terminal.book(), "new", "--name", "Lang", "--date", "2026-03-12"});
    std::string words;
    for (int i = 1; i <= 1500; ++i) words += "woord" + std::to_string(i) + " ";
    terminal.must({"meeting", terminal.book(), "decide", id, "--action", words, "--who", "Anna"});
    const std::string pdf = terminal.folder.path("lang.pdf");
    terminal.must({"meeting", terminal.book(), "export", id, "--format", "pdf", "--out", pdf});
    const std::string read = katern::test::run({"pdftotext", "-raw", pdf, "-"}).output;
    for (int i = 1; i <= 1500; ++i) {
        INFO(i);
        REQUIRE(read.find("woord" + std::to_string(i)) != std::string::npos);
    }
}

TEST_CASE("what means nothing for a hand-out is refused beside --meeting") {
    const Terminal terminal;
    const std::string id = terminal.must({"meeting", terminal.book(), "new", "--name", "Oost", "--date", "2026-03-12"});
    for (const char* option : {"--all", "--memory", "--without-name"}) {
        const Answer answer = terminal.run({"export", terminal.book(), "--meeting", id, "--format", "markdown", "--out", terminal.folder.path("x.md"), option});
        CHECK(answer.status == wrong_call);
        CHECK(answer.err.find(option) != std::string::npos);
    }
}
