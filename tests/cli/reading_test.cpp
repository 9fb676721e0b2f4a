#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/terminal.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

// Width and height of a PNG, from its first chunk (PNG specification, section 11.2.2).
std::pair<unsigned, unsigned> size_of_png(const std::string& bytes) {
    REQUIRE(bytes.size() > 24);
    const auto number = [&](std::size_t at) {
        unsigned value = 0;
        for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes[i]);
        return value;
    };
    return {number(16), number(20)};
}

}  // namespace

TEST_CASE("text prints the canonical text of a chapter or of the whole book") {
    const Terminal terminal;
    CHECK(terminal.run({"text", terminal.book(), "--chapter", "02-twee"}).out == "Twee\nSlot van het boek.\n");
    CHECK(terminal.run({"text", terminal.book()}).out ==
          "Vooraf\nEen woord vooraf.\n"
          "Eén\nÉén 🙂 zin over vertrouwen, en nog één zin.\nKop\nVertrouwen groeit; tijd helpt vertrouwen.\n"
          "Eén komma één\nTekst.\n"
          "Twee\nSlot van het boek.\n");
    CHECK_FALSE(std::filesystem::exists(terminal.data()));  // reading keeps nothing
}

TEST_CASE("text reads a single Markdown file and the bundled katern too") {
    const Terminal terminal;
    CHECK(terminal.must({"text", terminal.book() + "/src/02-twee.md"}) == "Twee\nSlot van het boek.");
    CHECK(terminal.must({"text", "@katern", "--chapter", "02-randvoorwaarden"})
              .starts_with("Wat een netwerk nodig heeft\n"));
}

TEST_CASE("a chapter that isn't in the book is named") {
    const Terminal terminal;
    const Answer answer = terminal.run({"text", terminal.book(), "--chapter", "09-niets"});
    CHECK(answer.status == failure);
    CHECK(answer.out.empty());
    CHECK(answer.err == "Er is geen hoofdstuk 09-niets in “Proefboek”. Met “katern toc” zie je welke er zijn.\n");
    CHECK(terminal.run({"text", terminal.book(), "--chapter", "09-niets"}, Language::en).err ==
          "There is no chapter 09-niets in “Proefboek”. “katern toc” shows which there are.\n");
}

TEST_CASE("toc shows the contents to people and to programs") {
    const Terminal terminal;
    CHECK(terminal.must({"toc", terminal.book()}) ==
          "Vooraf  (vooraf)\n1 Eén  (01-een)\n    1.1 Eén komma één  (01-1)\n2 Twee  (02-twee)");
    const auto leaf = [](const char* id, const char* title) {
        return nlohmann::json{{"id", id}, {"title", title}, {"children", nlohmann::json::array()}};
    };
    nlohmann::json one = leaf("01-een", "Eén");
    one["children"].push_back(leaf("01-1", "Eén komma één"));
    CHECK(nlohmann::json::parse(terminal.must({"toc", terminal.book(), "--json"})) ==
          nlohmann::json::array({leaf("vooraf", "Vooraf"), one, leaf("02-twee", "Twee")}));
}

TEST_CASE("check names what is wrong, by file and line, and then fails") {
    const Terminal terminal;
    const Answer good = terminal.run({"check", terminal.book()});
    CHECK(good.status == success);
    CHECK(good.out.empty());
    CHECK(good.err == "Er is niets mis met “Proefboek”.\n");

    terminal.folder.with("boek/src/02-twee.md", "# Twee\n\n![Weg](weg.png)\n\n*Weg.*\n\nZie [daar](nergens.md).\n");
    const Answer bad = terminal.run({"check", terminal.book()});
    CHECK(bad.status == failure);
    CHECK(bad.out.find("02-twee.md:3: ") != std::string::npos);
    CHECK(bad.out.find("weg.png") != std::string::npos);
    CHECK(bad.out.find("02-twee.md:7: ") != std::string::npos);
    CHECK(bad.err == "Er zijn 2 problemen in “Proefboek”.\n");
}

TEST_CASE("a page is drawn byte for byte the same on every run") {
    const Terminal terminal;
    const std::string first = terminal.folder.path("1.png"), second = terminal.folder.path("2.png");
    terminal.must({"page", "@katern", "--chapter", "02-randvoorwaarden", "--page", "2", "--out", first});
    terminal.must({"page", "@katern", "--chapter", "02-randvoorwaarden", "--page", "2", "--out", second});
    CHECK(bytes_of(first) == bytes_of(second));
    CHECK(size_of_png(bytes_of(first)) == std::pair(1280U, 800U));
}

TEST_CASE("a page has the size, scale and theme that were asked for, and shows the notes") {
    const Terminal terminal;
    const std::string out = terminal.folder.path("p.png");
    const auto drawn = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"page", terminal.book(), "--chapter", "01-een", "--out", out};
        arguments.insert(arguments.end(), more.begin(), more.end());
        terminal.must(arguments);
        return bytes_of(out);
    };
    const std::string plain = drawn({});
    CHECK(size_of_png(drawn({"--size", "900x700", "--scale", "1.5"})) == std::pair(1350U, 1050U));
    CHECK(drawn({"--theme", "dark"}) != plain);
    CHECK(drawn({"--theme", "light"}) == plain);
    const std::string id = terminal.annotate("tijd helpt", {"--category", "vraag"});
    const std::string marked = drawn({});
    CHECK(marked != plain);
    terminal.must({"delete", terminal.book(), id});
    CHECK(drawn({}) == plain);
}

TEST_CASE("a page is found by the address of what stands on it") {
    const Terminal terminal;
    const std::string out = terminal.folder.path("p.png");
    const auto drawn = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"page", "@katern", "--out", out};
        arguments.insert(arguments.end(), more.begin(), more.end());
        terminal.must(arguments);
        return bytes_of(out);
    };
    const std::string first = drawn({"--chapter", "02-randvoorwaarden"});
    const std::string later = drawn({"--at", "2 ¶30"});
    CHECK(drawn({"--at", "2 ¶1"}) == first);
    CHECK(later != first);
    CHECK(drawn({"--chapter", "02-randvoorwaarden", "--at", "30"}) == later);
}

TEST_CASE("an address that is none is named, and so is a call that says two pages or none") {
    const Terminal terminal;
    const std::string out = terminal.folder.path("p.png");
    const auto refused = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"page", terminal.book(), "--out", out};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Answer answer = terminal.run(arguments);
        return std::to_string(answer.status) + " " + answer.err.substr(0, answer.err.find('\n'));
    };
    CHECK(refused({"--at", "2 14"}) ==
          "1 “2 14” is geen adres in “Proefboek”. Schrijf hoofdstuk en alinea, bijvoorbeeld 2 ¶14.");
    CHECK(refused({"--at", "1 ¶900"}).starts_with("1 “1 ¶900” is geen adres in “Proefboek”."));
    CHECK(refused({}) == "2 Zeg welk hoofdstuk: --chapter ID, of een adres met --at, zoals 2 ¶14.");
    CHECK(refused({"--chapter", "01-een", "--at", "x"}).starts_with("2 Zeg welk hoofdstuk"));
    CHECK(refused({"--at", "1 ¶1", "--page", "1"}) == "2 Kies één van beide: --page of --at.");
}

TEST_CASE("a page that can't be drawn says why") {
    const Terminal terminal;
    const auto refused = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"page", terminal.book(), "--chapter", "01-een"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Answer answer = terminal.run(arguments);
        return std::to_string(answer.status) + " " + answer.err.substr(0, answer.err.find('\n'));
    };
    const std::string out = terminal.folder.path("p.png");
    CHECK(refused({"--out", out, "--page", "9"}) == "1 Hoofdstuk 01-een heeft in deze maat maar 1 bladzijde.");
    CHECK(refused({"--out", out, "--page", "0"}) == "2 0 is geen bladzijde. Schrijf een getal vanaf 1.");
    CHECK(refused({"--out", out, "--size", "groot"}) ==
          "2 groot is geen maat. Schrijf bijvoorbeeld 1280x800; elke kant is 200 tot 8000 px.");
    CHECK(refused({"--out", out, "--size", "100000x10"}).starts_with("2 100000x10 is geen maat."));
    CHECK(refused({"--out", out, "--scale", "0"}) ==
          "2 0 is geen schaal. Schrijf een getal van 0.5 tot 4, bijvoorbeeld 1.25.");
    CHECK(refused({"--out", out, "--scale", "nan"}).starts_with("2 nan is geen schaal."));
    CHECK(refused({"--out", out, "--size", "8000x8000", "--scale", "4"}) ==
          "2 Die maat en schaal geven samen een te grote afbeelding. Kies een kleinere --size of --scale.");
    CHECK(refused({"--out", out, "--theme", "paars"}) == "2 paars is geen thema. Kies light, sepia, dark, contrast, contrast-dark of own.");
    CHECK(refused({"--out", terminal.folder.path()}) ==
          "1 " + terminal.folder.path() + " is een map. Noem ook een naam voor het bestand.");
    CHECK_FALSE(std::filesystem::exists(out));
}
