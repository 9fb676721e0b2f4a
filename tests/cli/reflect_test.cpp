// katern reflect: what came of what was read, and when it is asked. The clock is KATERN_NOW.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/three_people.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

void at(const char* moment) {
    setenv("KATERN_NOW", moment, 1);
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

struct Held {
    std::string mark, meeting, item, decision, action;
};

// A mark is brought to a meeting of 12 March, and something is decided about it.
Held hold_meeting(const Terminal& terminal) {
    Held held;
    held.mark = terminal.annotate("tijd helpt", {"--category", "vraag", "--note", "Bij ons ook?", "--share=Oost"});
    static_cast<void>(terminal.annotate("nog één zin", {}));
    held.meeting = terminal.must(
        {"meeting", terminal.book(), "new", "--network", "Oost", "--name", "Regio Oost", "--date", "2026-03-12"});
    held.item =
        terminal.must({"meeting", terminal.book(), "add", held.meeting, "--text", "Wat helpt?", "--note", held.mark});
    const std::string ids =
        terminal.must({"meeting", terminal.book(), "decide", held.meeting, "--text", "Eén kantje doel", "--item",
                       held.item, "--action", "Schrijven", "--who", "Karin", "--when", "2026-04-01"});
    held.decision = first_line(ids);
    held.action = ids.substr(ids.find('\n') + 1);
    return held;
}

nlohmann::json reflect(const Terminal& terminal, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"reflect", terminal.book(), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return nlohmann::json::parse(terminal.must(arguments));
}

}  // namespace

TEST_CASE("from a mark to what came of it is one thread, counted per chapter and per network") {
    const Terminal terminal;
    static_cast<void>(terminal.annotate("nog één zin", {"--category", "inzicht", "--note", "van mij alleen"}));
    const std::string mark = terminal.annotate("tijd helpt", {"--category", "vraag", "--share=Oost"});
    const std::string meeting =
        terminal.must({"meeting", terminal.book(), "new", "--network", "Oost", "--date", "2026-03-12"});
    const std::string item =
        terminal.must({"meeting", terminal.book(), "add", meeting, "--text", "Wat helpt?", "--note", mark});
    const std::string ids = terminal.must({"meeting", terminal.book(), "decide", meeting, "--text", "Eén kantje doel",
                                           "--item", item, "--action", "Schrijven", "--who", "Karin"});
    const std::string decision = first_line(ids), action = ids.substr(ids.find('\n') + 1);

    at("2026-03-20T10:00:00Z");
    nlohmann::json all = reflect(terminal);
    CHECK(all["counts"] ==
          nlohmann::json{{"marked", 1}, {"asked", 1}, {"brought", 1}, {"decided", 1}, {"done", 0}, {"found", 0}});
    REQUIRE(all["open"].size() == 2);
    CHECK(all["open"][0]["id"] == decision);
    CHECK(all["open"][1]["who"] == "Karin");
    CHECK(all["open"][0]["address"] == "1 ¶4");

    terminal.must({"reflect", terminal.book(), "--outcome", action, "--text", "Staat in de map"});
    terminal.must({"reflect", terminal.book(), "--outcome", decision, "--text", "Elk overleg begint ermee"});
    const std::string reflection = terminal.must({"reflect", terminal.book(), "--meeting", meeting, "--at", "1 ¶4",
                                                  "--text", "Ik begon er zelf ook mee", "--cycle", "realized"});
    all = reflect(terminal);
    CHECK(all["counts"] ==
          nlohmann::json{{"marked", 1}, {"asked", 1}, {"brought", 1}, {"decided", 1}, {"done", 1}, {"found", 2}});
    CHECK(all["open"].empty());
    std::set<std::size_t> threads;
    for (const nlohmann::json& moment : all["moments"])
        if (moment["stage"] != "marked") threads.insert(moment["thread"].get<std::size_t>());
    CHECK(threads == std::set<std::size_t>{0});
    REQUIRE(all["threads"][0].size() == 5);
    CHECK(all["moments"][all["threads"][0][4].get<std::size_t>()]["stage"] == "found");

    // What was shared with the network is its own count; the reflection was shared with nobody.
    const nlohmann::json oost = reflect(terminal, {"--network", "Oost"});
    CHECK(oost["counts"] ==
          nlohmann::json{{"marked", 0}, {"asked", 1}, {"brought", 1}, {"decided", 1}, {"done", 1}, {"found", 1}});

    // The answer is a dated note that keeps its question.
    for (const nlohmann::json& note : terminal.notes()) {
        if (note["id"] != reflection) continue;
        CHECK(note["kind"] == "reflection");
        CHECK(note["visibility"] == "private");
        CHECK(note["address"] == "1 ¶4");
        CHECK(note["note"] == "> Wat heb je gedaan met “tijd helpt”? (12 mrt 2026)\n\nIk begon er zelf ook mee");
    }
}

TEST_CASE("a meeting is waited for from seven days after it, until it is answered") {
    const Terminal terminal;
    const Held held = hold_meeting(terminal);
    at("2026-03-18T23:59:00Z");
    CHECK(reflect(terminal)["due"].is_null());
    at("2026-03-19T00:00:00Z");
    CHECK(reflect(terminal)["due"] == held.meeting);
    CHECK(reflect(terminal)["due"] == held.meeting);  // looking is not asking
    CHECK(terminal.run({"reflect", terminal.book()}).err.find(held.meeting) != std::string::npos);
    terminal.must({"reflect", terminal.book(), "--meeting", held.meeting, "--text", "Nog niets."});
    CHECK(reflect(terminal)["due"].is_null());
}

TEST_CASE("a meeting without a day is waited for from seven days after its last decision, and without one not at all") {
    const Terminal terminal;
    at("2026-03-02T10:00:00Z");
    const std::string mark = terminal.annotate("tijd helpt", {"--category", "vraag", "--share=Oost"});
    const std::string meeting = terminal.must({"meeting", terminal.book(), "new", "--network", "Oost"});
    static_cast<void>(
        terminal.must({"meeting", terminal.book(), "add", meeting, "--text", "Wat helpt?", "--note", mark}));
    at("2026-04-30T10:00:00Z");
    CHECK(reflect(terminal)["due"].is_null());  // it may still be to come
    at("2026-05-12T10:00:00Z");
    static_cast<void>(terminal.must({"meeting", terminal.book(), "decide", meeting, "--text", "Eén kantje doel"}));
    at("2026-05-19T09:00:00Z");
    CHECK(reflect(terminal)["due"].is_null());
    at("2026-05-19T11:00:00Z");
    CHECK(reflect(terminal)["due"] == meeting);
    CHECK(terminal.run({"reflect", terminal.book()}).err.find("2026-05-12") != std::string::npos);
    unsetenv("KATERN_NOW");
}

TEST_CASE("who joins after a meeting was held is not asked about it") {
    const Member anna("Anna"), chris("Chris");
    hold_meeting(anna);
    at("2026-03-15T10:00:00Z");
    const std::string file = anna.folder.path("geheugen.annotations");
    anna.must({"export", anna.book(), "--format", "annotations", "--memory", "--network", "Oost", "--out", file});
    chris.must({"import", chris.book(), file});
    at("2026-03-29T10:00:00Z");
    CHECK(reflect(chris)["due"].is_null());
    CHECK_FALSE(reflect(anna)["due"].is_null());
    CHECK(reflect(chris)["counts"]["decided"] == 1);
}

TEST_CASE("looking back goes to Markdown, HTML, a spreadsheet and paper, with the same rows") {
    const Terminal terminal;
    const Held held = hold_meeting(terminal);
    static_cast<void>(terminal.annotate("Vertrouwen groeit", {"--note", "=SUM(A1) | <b>geheim</b>"}));
    at("2026-03-20T10:00:00Z");
    terminal.must({"reflect", terminal.book(), "--outcome", held.decision, "--text", "Elk overleg begint ermee"});
    const auto written = [&](const std::string& format) {
        const std::string path = terminal.folder.path("terugblik." + format);
        const Answer answer = terminal.run({"reflect", terminal.book(), "--format", format, "--out", path, "--all"});
        INFO(answer.err);
        CHECK(answer.status == success);
        CHECK(answer.err.find("2 notities mee die je met niemand deelde") != std::string::npos);
        return bytes_of(path);
    };
    const std::string markdown = written("markdown"), html = written("html"), csv = written("csv"),
                      pdf = written("pdf");
    for (const std::string* text : {&markdown, &html, &csv}) {
        CHECK(text->find("Elk overleg begint ermee") != std::string::npos);
        CHECK(text->find("Eén kantje doel") != std::string::npos);
    }
    CHECK(csv.find("'=SUM(A1) | <b>geheim</b>") != std::string::npos);
    CHECK(html.find("<b>geheim") == std::string::npos);
    CHECK(html.find("<svg") != std::string::npos);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(pdf.starts_with("%PDF-"));
    // Not asked for, nothing private goes along, and that is said.
    const std::string mine = terminal.folder.path("zonder.html");
    const Answer without = terminal.run({"reflect", terminal.book(), "--format", "html", "--out", mine});
    CHECK(without.status == success);
    CHECK(without.err.find("2 privénotities staan er niet in") != std::string::npos);
    CHECK(bytes_of(mine).find("SUM(A1)") == std::string::npos);
    CHECK(html.find("unsafe-inline") == std::string::npos);
    CHECK(html.find("style-src 'sha256-") != std::string::npos);
    // For the network alone neither.
    const std::string path = terminal.folder.path("oost.html");
    CHECK(terminal.run({"reflect", terminal.book(), "--network", "Oost", "--format", "html", "--out", path}).status ==
          success);
    CHECK(bytes_of(path).find("SUM(A1)") == std::string::npos);
}

TEST_CASE("every mistake is a clear sentence") {
    const Terminal terminal;
    const Held held = hold_meeting(terminal);
    const auto fails = [&](std::vector<std::string> more, int status, const std::string& says) {
        more.insert(more.begin(), {"reflect", terminal.book()});
        const Answer answer = terminal.run(more);
        CHECK(answer.status == status);
        CHECK(answer.out.empty());
        CHECK(answer.err.find(says) != std::string::npos);
    };
    fails({"--network", "West"}, failure, "West");
    fails({"--meeting", held.meeting}, wrong_call, "--text");
    fails({"--meeting", "niets", "--text", "x"}, failure, "niets");
    fails({"--meeting", held.meeting, "--text", "x", "--cycle", "groot"}, wrong_call, "immediate");
    fails({"--meeting", held.meeting, "--text", "x", "--at", "1 ¶1"}, failure, "1 ¶4");
    fails({"--outcome", held.item, "--text", "x"}, failure, held.item);
    fails({"--outcome", held.decision}, wrong_call, "--text");
    fails({"--format", "doc", "--out", terminal.folder.path("x")}, wrong_call, "markdown");
    fails({"--out", terminal.folder.path("x")}, wrong_call, "--format");
    fails({"--format", "html", "--out", "/nergens/x.html"}, failure, "/nergens/x.html");
    const std::string empty =
        terminal.must({"meeting", terminal.book(), "new", "--network", "Oost", "--date", "2026-03-12"});
    fails({"--meeting", empty, "--text", "x"}, failure, "geen passage ingebracht");
    CHECK(Terminal().run({"reflect", Terminal().book()}).status == success);
}
