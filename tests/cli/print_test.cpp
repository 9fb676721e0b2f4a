#include <fstream>
#include <sstream>

#include "cli/terminal.h"
#include "support/shell.h"

using namespace katern;
using katern::cli::test::Answer;
using katern::cli::test::Terminal;
using katern::test::output_of;

namespace {

// Letters, digits and signs only: paper has line ends, and hyphens at some of them, where the text has none.
std::string without_breaks(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\n' && c != '\t' && c != '\f' && c != '-') out += c;
    return out;
}

std::size_t pages_of(const std::string& pdf) {
    const std::string facts = output_of({"pdfinfo", pdf});
    return std::stoul(facts.substr(facts.find("Pages:") + 6));
}

std::string text_of(const std::string& pdf) {
    return output_of({"pdftotext", "-layout", pdf, "-"});
}

std::size_t count(const std::string& text, const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("a printed chapter can be read back: every paragraph of it, hyphenated words included") {
    const Terminal terminal;
    const std::string pdf = terminal.folder.path("een.pdf");
    const Answer answer = terminal.run({"print", "@katern", "--chapter", "02-randvoorwaarden", "--out", pdf});
    REQUIRE(answer.status == cli::success);
    const std::size_t pages = pages_of(pdf);
    CHECK(pages >= 4);
    CHECK(pages <= 20);
    CHECK(answer.err == std::to_string(pages) + " bladzijden bewaard in " + pdf + ".\n");
    const std::string on_paper = without_breaks(output_of({"pdftotext", pdf, "-"}));
    const std::string text = terminal.must({"text", "@katern", "--chapter", "02-randvoorwaarden"});
    std::size_t found = 0, missed = 0;
    std::istringstream paragraphs(text);
    for (std::string paragraph; std::getline(paragraphs, paragraph);) {
        // A row of a table is read cell by cell, and a footnote's number stands in the middle of a line.
        if (paragraph.size() < 40 || paragraph.find('\t') != std::string::npos) continue;
        const std::string start = without_breaks(paragraph.substr(0, paragraph.find(' ', 30)));
        if (on_paper.find(start) == std::string::npos) {
            ++missed;
            UNSCOPED_INFO("not on paper: " << paragraph.substr(0, 80));
        } else {
            ++found;
        }
    }
    CHECK(found > 30);
    CHECK(missed <= found / 20);  // a mark of a footnote, or a page's end, may stand within the first words
}

TEST_CASE("the whole book has a title page, its contents with page numbers, and every chapter; the same call gives the same file") {
    const Terminal terminal;
    const std::string pdf = terminal.folder.path("boek.pdf"), again = terminal.folder.path("nog.pdf");
    terminal.must({"print", terminal.book(), "--out", pdf});
    terminal.must({"print", terminal.book(), "--out", again});
    CHECK(bytes_of(pdf) == bytes_of(again));
    CHECK(pages_of(pdf) == 2 + 4);
    const std::string text = text_of(pdf);
    CHECK(text.find("Proefboek") < text.find("Inhoud"));
    CHECK(text.find("Inhoud") < text.find("Een woord vooraf."));
    CHECK(text.find("Slot van het boek.") != std::string::npos);
    const std::string contents = output_of({"pdftotext", "-f", "2", "-l", "2", "-layout", pdf, "-"});
    const std::size_t last = contents.find("Twee");
    REQUIRE(last != std::string::npos);
    CHECK(contents.substr(last, contents.find('\n', last) - last).ends_with("6"));
    CHECK(output_of({"pdfinfo", pdf}).find("Anna") != std::string::npos);
}

TEST_CASE("marks and what was written go on paper only when that was asked for") {
    const Terminal terminal;
    const std::string pdf = terminal.folder.path("p.pdf");
    const std::string id = terminal.annotate("tijd helpt", {"--category", "vraag", "--note", "Hoe lang duurt dat bij **ons**?"});
    REQUIRE_FALSE(id.empty());
    const auto printed = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"print", terminal.book(), "--chapter", "01-een", "--out", pdf};
        arguments.insert(arguments.end(), more.begin(), more.end());
        terminal.must(arguments);
        return text_of(pdf);
    };
    const std::string plain = printed({});
    CHECK(plain.find("1 ¶4") == std::string::npos);
    CHECK(plain.find("Hoe lang") == std::string::npos);
    const std::string marked = printed({"--marks"});
    CHECK(marked.find("1 ¶4") != std::string::npos);
    CHECK(marked.find("Hoe lang") == std::string::npos);
    const std::string written = printed({"--notes"});
    CHECK(written.find("1 ¶4") != std::string::npos);
    CHECK(without_breaks(written).find("Hoelangduurtdatbijons?") != std::string::npos);
}

TEST_CASE("what can't be printed is named, and an older file stays") {
    const Terminal terminal;
    const std::string pdf = terminal.folder.path("p.pdf");
    terminal.must({"print", terminal.book(), "--out", pdf});
    const std::string before = bytes_of(pdf);
    const Answer unknown = terminal.run({"print", terminal.book(), "--chapter", "nergens", "--out", pdf});
    CHECK(unknown.status == cli::failure);
    CHECK(unknown.err.starts_with("Er is geen hoofdstuk nergens in “Proefboek”."));
    CHECK(bytes_of(pdf) == before);
    const Answer folder = terminal.run({"print", terminal.book(), "--out", terminal.folder.path()});
    CHECK(folder.status == cli::failure);
    CHECK(folder.err.find("is een map") != std::string::npos);
    CHECK(terminal.run({"print", terminal.book()}).status == cli::wrong_call);
}

TEST_CASE("links and footnotes of a printed chapter lead somewhere, and there is an outline") {
    const Terminal terminal;
    const std::string pdf = terminal.folder.path("p.pdf");
    terminal.must({"print", "@katern", "--out", pdf});
    const std::string bytes = bytes_of(pdf);
    CHECK(count(bytes, "/Subtype /Link") > 20);
    CHECK(count(bytes, "/Outlines") >= 1);
    CHECK(output_of({"pdffonts", pdf}).find(" no  no") == std::string::npos);
}

TEST_CASE("a printed note says who wrote it, with the replies below it in the order in which they came") {
    const Terminal terminal;
    const std::string pdf = terminal.folder.path("p.pdf");
    const auto printed = [&](const std::string& option) {
        terminal.must({"print", terminal.book(), "--chapter", "01-een", option, "--out", pdf});
        return without_breaks(output_of({"pdftotext", pdf, "-"}));
    };
    const std::string noted = terminal.annotate("tijd helpt", {"--category", "vraag", "--note", "Hoe lang duurt dat bij **ons**?"});
    terminal.must({"reply", terminal.book(), noted, "--note", "Twee jaar."});
    CHECK(printed("--notes").find("Hoelangduurtdatbijons?ReactieTweejaar.") != std::string::npos);
    terminal.must({"profile", "--name", "Els de Vries"});
    const std::string second = terminal.must({"reply", terminal.book(), noted, "--note", "Of langer."});
    terminal.must({"reply", terminal.book(), second, "--note", "Zeker langer."});
    // Words without a note that someone replied to.
    const std::string bare = terminal.annotate("nog één zin");
    terminal.must({"reply", terminal.book(), bare, "--note", "Waarom deze?"});
    const std::string words = printed("--notes");
    INFO(words);
    const std::size_t name = words.find("ElsdeVriesHoelangduurtdatbijons?");
    REQUIRE(name != std::string::npos);
    CHECK(words.find("ReactievanElsdeVriesTweejaar.ReactievanElsdeVriesOflanger.ReactievanElsdeVriesZekerlanger.") > name);
    CHECK(words.find("ReactievanElsdeVriesWaaromdeze?") != std::string::npos);
    const std::string plain = printed("--marks");
    CHECK(plain.find("Tweejaar") == std::string::npos);
    CHECK(plain.find("ElsdeVries") == std::string::npos);
}

TEST_CASE("a table that goes on on the next page shows its head there again") {
    const Terminal terminal;
    std::string table = "# Eén\n\n| Kopwoord | Telling |\n| --- | --- |\n";
    for (int i = 1; i <= 120; ++i) table += "| rij " + std::to_string(i) + " | " + std::to_string(i * 7) + " |\n";
    terminal.folder.with("boek/src/01-een.md", table);
    const std::string pdf = terminal.folder.path("p.pdf");
    terminal.must({"print", terminal.book(), "--chapter", "01-een", "--out", pdf});
    const std::size_t pages = pages_of(pdf);
    REQUIRE(pages >= 3);
    for (std::size_t page = 1; page <= pages; ++page) {
        const std::string number = std::to_string(page);
        const std::string text = output_of({"pdftotext", "-layout", "-f", number, "-l", number, pdf, "-"});
        INFO(text);
        CHECK(count(text, "Kopwoord") == 1);
        CHECK(text.find("Kopwoord") < text.find("rij"));
    }
    CHECK(count(text_of(pdf), "rij 120 ") == 1);
}

TEST_CASE("from one address up to another is what is printed, and no more") {
    const Terminal terminal;
    const std::string pdf = terminal.folder.path("p.pdf");
    const auto printed = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"print", terminal.book(), "--out", pdf};
        arguments.insert(arguments.end(), more.begin(), more.end());
        terminal.must(arguments);
        return without_breaks(text_of(pdf));
    };
    const std::string one = printed({"--at", "1 ¶4"});
    CHECK(one.find("Vertrouwengroeit") != std::string::npos);
    CHECK(one.find("nogéénzin") == std::string::npos);
    CHECK(one.find("1¶4") != std::string::npos);
    CHECK(printed({"--chapter", "01-een", "--at", "4"}) == one);
    const std::string three = printed({"--at", "1 ¶2", "--to", "1 ¶4"});
    CHECK(three.find("nogéénzin") < three.find("Vertrouwengroeit"));
    CHECK(three.find("Slotvanhetboek") == std::string::npos);

    const auto refused = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"print", terminal.book(), "--out", pdf};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return terminal.run(arguments);
    };
    CHECK(refused({"--to", "1 ¶4"}).status == cli::wrong_call);
    CHECK(refused({"--at", "1 ¶4", "--to", "1 ¶2"}).status == cli::failure);
    CHECK(refused({"--at", "1 ¶4", "--to", "2 ¶1"}).err.starts_with("2 ¶1 staat niet na 1 ¶4"));
    CHECK(refused({"--at", "1 ¶99"}).err.starts_with("“1 ¶99” is geen adres"));
    CHECK(refused({"--at", "9 ¶1"}).status == cli::failure);
}
