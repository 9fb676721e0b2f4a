// Exports to files for people: what is in them, and above all what is not.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <random>

#include "cli/terminal.h"
#include "share/html_script.h"
#include "share/zip.h"
#include "support/shell.h"

using namespace katern::cli;
using namespace katern::cli::test;

namespace {

// All that a file says: itself, and what is packed in it.
std::string said_by(const std::string& path) {
    std::string bytes = bytes_of(path);
    if (!katern::share::looks_like_zip(bytes)) return bytes;
    for (const char* part : {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml", "word/document.xml", "word/styles.xml",
                             "word/settings.xml", "word/numbering.xml", "word/footer1.xml", "word/_rels/document.xml.rels"}) {
        const auto content = katern::share::read_zip_entry(bytes, part, path);
        REQUIRE(content);
        bytes += *content;
    }
    return bytes;
}

// Words that stand nowhere else.
struct Tokens {
    std::string next() {
        std::string token = "geheim";
        for (int i = 0; i < 12; ++i) token += static_cast<char>('a' + random() % 26);
        all.push_back(token);
        return token;
    }
    std::mt19937 random{20260301};
    std::vector<std::string> all;
};

struct Form {
    std::vector<std::string> words;
    std::string file;
};
const std::vector<Form> forms{
    {{"--format", "markdown"}, "n.md"},
    {{"--format", "html"}, "n.html"},
    {{"--format", "html", "--answers"}, "antwoord.html"},
    {{"--format", "docx"}, "n.docx"},
    {{"--format", "csv"}, "n.csv"},
    {{"--format", "csv", "--readwise"}, "readwise.csv"},
};

std::string exported(const Terminal& terminal, const Form& form, std::vector<std::string> more = {}) {
    std::vector<std::string> call{"export", terminal.book(), "--out", terminal.folder.path(form.file)};
    call.insert(call.end(), form.words.begin(), form.words.end());
    call.insert(call.end(), more.begin(), more.end());
    terminal.must(call);
    return said_by(terminal.folder.path(form.file));
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("no private word is in any file, unless it was asked for") {
    const Terminal terminal;
    Tokens secret, other;
    // Each private note lies on words of its own, so that its quote is a secret too.
    std::string chapter = "# Drie\n\nDit is gedeeld.\n\nMet genoeg woorden erachter, zodat geen geheim in de context ervan staat.\n\n";
    std::vector<std::string> quotes;
    for (int i = 0; i < 4; ++i) {
        quotes.push_back(secret.next());
        chapter += "Hier staat " + quotes.back() + " in een zin.\n\n";
    }
    terminal.folder.with("boek/src/01-een.md", chapter);
    terminal.must({"profile", "--name", "Karin"});
    const std::string shared = terminal.annotate("Dit is gedeeld.", {"--share", "--note", "Voor iedereen", "--tag", "samen"});
    for (const std::string& quote : quotes)
        (void)terminal.annotate(quote, {"--note", secret.next(), "--tag", secret.next(), "--category", "actie"});
    terminal.must({"reply", terminal.book(), shared, "--note", secret.next()});
    const std::string deleted = terminal.annotate("in een zin", {"--prefix", quotes[0] + " ", "--note", secret.next(), "--share"});
    terminal.must({"delete", terminal.book(), deleted});
    const std::string withdrawn = terminal.annotate("in een zin", {"--prefix", quotes[1] + " ", "--note", secret.next(), "--share"});
    terminal.must({"withdraw", terminal.book(), withdrawn});
    for (const Form& form : forms) {
        INFO(form.file);
        const std::string said = exported(terminal, form);
        CHECK(holds(said, "Voor iedereen"));
        for (const std::string& token : secret.all) CHECK_FALSE(holds(said, token));
        CHECK_FALSE(holds(said, terminal.folder.path()));
        // Asked for, they are there; what was deleted stays away.
        const std::string all = exported(terminal, form, {"--all"});
        for (const std::string& quote : quotes) CHECK(holds(all, quote));
        CHECK_FALSE(holds(all, deleted));
    }
}

TEST_CASE("a file for one network says nothing of another") {
    const Terminal terminal;
    Tokens secret;
    const std::string west = secret.next(), words = secret.next();
    (void)terminal.annotate("tijd helpt", {"--share=" + west, "--note", words});
    const std::string both = terminal.annotate("nog één zin", {"--share=Oost", "--note", "voor Oost"});
    terminal.must({"share", terminal.book(), both, "--network", west});
    for (const Form& form : forms) {
        INFO(form.file);
        const std::string said = exported(terminal, form, {"--network", "Oost"});
        CHECK(holds(said, "voor Oost"));
        for (const std::string& token : secret.all) CHECK_FALSE(holds(said, token));
    }
}

TEST_CASE("without my name a file doesn't have it, or my school") {
    const Terminal terminal;
    terminal.must({"profile", "--name", "Karinnaam", "--school", "Wilgenschool"});
    (void)terminal.annotate("tijd helpt", {"--share", "--note", "voor Oost"});
    for (const Form& form : forms) {
        INFO(form.file);
        const std::string said = exported(terminal, form, {"--without-name"});
        CHECK_FALSE(holds(said, "Karinnaam"));
        CHECK_FALSE(holds(said, "Wilgenschool"));
        if (form.file != "readwise.csv") CHECK(holds(exported(terminal, form), "Karinnaam"));
    }
}

TEST_CASE("a page has fields to answer in where nothing private is in it, or when asked") {
    const Terminal terminal;
    (void)terminal.annotate("tijd helpt", {"--share"});
    (void)terminal.annotate("nog één zin");
    const Form page{{"--format", "html"}, "n.html"};
    CHECK(holds(exported(terminal, page), "<textarea"));
    CHECK_FALSE(holds(exported(terminal, page, {"--no-answers"}), "<textarea"));
    CHECK_FALSE(holds(exported(terminal, page, {"--all"}), "<textarea"));
    CHECK(holds(exported(terminal, page, {"--all", "--answers"}), "<textarea"));
}

TEST_CASE("an answer that a colleague saves from a page comes in as a reply, once, and a later one in its place") {
    if (std::system("command -v duk >/dev/null 2>&1") != 0) {
        WARN("skipped: Duktape (duk) is not installed (third_party/debian-12-test.txt)");
        return;
    }
    const Terminal terminal;
    const std::string parent = terminal.annotate("tijd helpt", {"--share=Oost", "--note", "Hoe bij jullie?"});
    const std::string page = exported(terminal, {{"--format", "html", "--network", "Oost"}, "n.html"});
    constexpr std::string_view start = "id=\"sheet\">";
    const std::size_t at = page.find(start) + start.size();
    const std::string sheet = page.substr(at, page.find("</script>", at) - at);
    // What the page's own script does when Bram types and presses the button.
    const auto saved = [&](const std::string& words, const std::string& modified) {
        terminal.folder.with("maken.js",
                             std::string(katern::share::html_script_making()) + "var sheet = " + sheet +
                                 ", person = { id: '0f000000-0000-4000-8000-000000000001', device: '00000000000000b1', name: 'Bram', named: 1772357000000,"
                                 " set: '0f000000-0000-4000-8000-000000000002' };\nvar bytes = zipOf('annotations.json', JSON.stringify(annotationSet("
                                 "sheet, person, [{ passage: '0', id: '0f000000-0000-4000-8000-0000000000a1', created: 1772357000000, modified: " +
                                 modified + ", text: '" + words + "', saved: true }], 1772357400000))), hex = '';\n"
                                 "for (var i = 0; i < bytes.length; i++) hex += (bytes[i] + 256).toString(16).slice(1);\nprint(hex);\n");
        const std::string hex = katern::test::output_of({"duk", terminal.folder.path("maken.js")});
        std::string bytes;
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
        const std::string name = "antwoord " + modified + ".annotations";
        terminal.folder.with(name, bytes);
        return terminal.folder.path(name);
    };
    const auto replies = [&] {
        nlohmann::json found = nlohmann::json::array();
        for (const auto& note : terminal.notes())
            if (note["kind"] == "reply") found.push_back({note["note"], note["author"], note["exact"], note["visibility"]});
        return found;
    };
    const std::string first = saved("Bij ons ook.", "1772357000000"), second = saved("Bij ons niet.", "1772357200000");
    terminal.must({"import", terminal.book(), first});
    const nlohmann::json once = replies();
    REQUIRE(once.size() == 1);
    CHECK(once[0][0] == "Bij ons ook.");
    CHECK(once[0][1].dump().find("Bram") != std::string::npos);
    CHECK(once[0][2] == "tijd helpt");
    terminal.must({"import", terminal.book(), second});
    terminal.must({"import", terminal.book(), first});
    REQUIRE(replies().size() == 1);
    CHECK(replies()[0][0] == "Bij ons niet.");
    terminal.must({"import", terminal.book(), saved(" ", "1772357300000")});
    CHECK(replies().empty());
}

TEST_CASE("a template is a file, and what is wrong with it is said") {
    const Terminal terminal;
    (void)terminal.annotate("tijd helpt", {"--share"});
    terminal.folder.with("vorm.md", "{{#chapters}}{{#notes}}<{{quote}}>{{/notes}}{{/chapters}}\n").with("fout.md", "een\n{{twee}}\n");
    CHECK(exported(terminal, {{"--format", "markdown", "--template", terminal.folder.path("vorm.md")}, "n.md"}) == "<tijd helpt>\n");
    const auto refused = [&](const std::string& form) {
        const Answer answer = terminal.run({"export", terminal.book(), "--format", "markdown", "--out", terminal.folder.path("x.md"), "--template", form});
        CHECK(answer.status == failure);
        return answer.err;
    };
    const std::string wrong = terminal.folder.path("fout.md"), gone = terminal.folder.path("geen.md");
    CHECK(refused(wrong) == wrong + ", regel 2: de naam twee bestaat niet, of niet op deze plaats.\n");
    CHECK(refused(gone).starts_with(gone));
    CHECK(holds(refused(terminal.folder.path()), " kan niet worden gelezen: "));
    CHECK_FALSE(std::filesystem::exists(terminal.folder.path("x.md")));
}
