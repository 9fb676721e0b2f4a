// What a chapter's blocks know beside their text.
#include <catch2/catch.hpp>

#include "document/document.h"

using namespace katern;
using namespace katern::document;

namespace {

Chapter parsed(std::string_view markdown, const std::string& path = "src/a.md", const Files* files = nullptr) {
    Result<Chapter> chapter = parse_markdown(markdown, path, files);
    REQUIRE(chapter);
    return *std::move(chapter);
}

std::string problems(const Chapter& chapter) {
    std::string out;
    for (const Problem& problem : chapter.problems)
        out += problem.path + ":" + std::to_string(problem.line) + ": " + say(problem.what, Language::nl) + "\n";
    return out;
}

// "[i:een] [b:twee]" for the spans that are not plain.
std::string spans(const Chapter& chapter, const Block& block) {
    std::string out;
    for (const Span& span : block.spans) {
        std::string form;
        if (has(span.emphasis, Emphasis::italic)) form += 'i';
        if (has(span.emphasis, Emphasis::bold)) form += 'b';
        if (has(span.emphasis, Emphasis::code)) form += 'c';
        if (has(span.emphasis, Emphasis::strike)) form += 's';
        if (span.link >= 0) form += 'l';
        const std::string words(text::slice(chapter.text, span.text));
        out += form.empty() ? words : "[" + form + ":" + words + "]";
    }
    return out;
}

}  // namespace

TEST_CASE("emphasis, code and links are spans of the text") {
    const Chapter c = parsed(
        "Een *twee **drie*** `vier` ~~vijf~~ [zes *zeven*](02.md#kop \"titel\") <em>acht</em> <https://a.nl>.\n");
    CHECK(spans(c, c.blocks[0]) ==
          "Een [i:twee ][ib:drie] [c:vier] [s:vijf] [l:zes ][il:zeven] [i:acht] [l:https://a.nl].");
    REQUIRE(c.links.size() == 2);
    CHECK(c.links[0].target == "02.md#kop");
    CHECK(c.links[0].title == "titel");
    CHECK(c.links[1].target == "https://a.nl");
}

TEST_CASE("a space between words belongs to the form in which it was written") {
    const Chapter c = parsed("een *twee* **drie**\n*vier*\n");
    CHECK(spans(c, c.blocks[0]) == "een [i:twee] [b:drie] [i:vier]");
}

TEST_CASE("headings get the ids that mdBook gives them") {
    const Chapter c = parsed(
        "# Wat regel je?\n## Wat regel je?\n## Wat regel je?\n## Één `code` – en *meer*  nu\n## Eigen {#mijn-kop "
        ".klas}\n"
        "## Sets {1,2}\n## Met noot[^a]\n## Wat regel je 1\n<h2 id=\"ruw\">Ruwe kop</h2>\n\n[^a]: Noot.\n");
    std::vector<std::string> slugs;
    for (const Block& block : c.blocks)
        if (block.kind == BlockKind::heading) slugs.push_back(block.slug);
    CHECK(slugs == std::vector<std::string>{"wat-regel-je", "wat-regel-je-1", "wat-regel-je-2", "één-code--en-meer--nu",
                                            "mijn-kop", "sets-12", "met-noot1", "wat-regel-je-1-1", "ruw"});
    CHECK(c.text_of(c.blocks[4]) == "Eigen");
    CHECK(c.blocks[1].level == 2);
    CHECK(find_heading(c, "wat-regel-je-1") == c.blocks[1].text.start);
    CHECK(find_heading(c, "mijn-kop") == c.blocks[4].text.start);
    CHECK_FALSE(find_heading(c, "bestaat-niet"));
}

TEST_CASE("an id in raw HTML is a place that a link may lead to") {
    const Chapter c = parsed(
        "# Kop\n\n<a id=\"oud\"></a>\n\n## Nieuw\n\nTekst met <span id='hier'>een plek</span>.\n\n<a "
        "name=\"slot\"></a>\n");
    CHECK(find_heading(c, "oud") == c.blocks[1].text.start);
    CHECK(find_heading(c, "hier") == c.text.find("een plek") - 1);
    CHECK(find_heading(c, "slot") == c.text.size());
}

TEST_CASE("items know their list, number and task, and blocks in one item share it") {
    const Chapter c = parsed("3. drie\n\n   vervolg\n4. vier\n   - [x] af\n   - [ ] open\n");
    REQUIRE(c.blocks.size() == 5);
    const auto& first = c.blocks[0].containers;
    REQUIRE(first.size() == 1);
    CHECK(first[0].kind == Container::Kind::numbered_item);
    CHECK(first[0].number == 3);
    CHECK_FALSE(first[0].tight);
    CHECK(c.blocks[1].containers[0].id == first[0].id);
    CHECK(c.blocks[2].containers[0].number == 4);
    CHECK(c.blocks[2].containers[0].list == first[0].list);
    CHECK(c.blocks[2].containers[0].id != first[0].id);
    REQUIRE(c.blocks[3].containers.size() == 2);
    CHECK(c.blocks[3].containers[1].kind == Container::Kind::bullet_item);
    CHECK(c.blocks[3].containers[1].task == true);
    CHECK(c.blocks[3].containers[1].tight);
    CHECK(c.blocks[4].containers[1].task == false);
}

TEST_CASE("a row of a table knows its cells, columns and head") {
    const Chapter c = parsed("| a | b |\n|:--|--:|\n| één |  |\n\n| x |\n|---|\n");
    REQUIRE(c.blocks.size() == 3);
    CHECK(c.blocks[0].header);
    CHECK_FALSE(c.blocks[1].header);
    CHECK(c.blocks[1].alignment == std::vector<Align>{Align::left, Align::right});
    REQUIRE(c.blocks[1].cells.size() == 2);
    CHECK(text::slice(c.text, c.blocks[1].cells[0]) == "één");
    CHECK(c.blocks[1].cells[1].empty());
    CHECK(c.blocks[0].table == c.blocks[1].table);
    CHECK(c.blocks[2].table != c.blocks[0].table);
}

TEST_CASE("a figure has its picture, and the emphasised paragraph after it is its caption") {
    const Chapter c = parsed(
        "![een *kring*\nvan scholen](figuren/mijn%20kring.svg \"titel\")\n\n*Figuur 1*[^n]\n\n*Geen bijschrift*\n\n"
        "tekst ![in de zin](../b.png) door\n\n[^n]: bron\n");
    REQUIRE(c.blocks.size() == 5);
    CHECK(c.blocks[0].kind == BlockKind::figure);
    REQUIRE(c.blocks[0].images == std::vector<std::uint32_t>{0});
    CHECK(c.images[0].path == "src/figuren/mijn kring.svg");
    CHECK(c.images[0].alternative == "een kring van scholen");
    CHECK(c.images[0].title == "titel");
    CHECK(c.blocks[1].kind == BlockKind::caption);
    CHECK(c.blocks[2].kind == BlockKind::paragraph);
    CHECK(c.images[1].path == "b.png");
    REQUIRE(c.blocks[3].insets.size() == 1);
    CHECK(c.blocks[3].insets[0].image == 1);
    CHECK(c.text.substr(c.blocks[3].insets[0].at) == " door\nbron\n");
}

TEST_CASE("an emphasised paragraph is no caption when a rule, a quote or other text stands between") {
    const Chapter c = parsed("![a](a.png)\n\n---\n\n*een*\n\n![a](a.png)\n\n> *twee*\n\n*drie*\n");
    for (const Block& block : c.blocks) CHECK(block.kind != BlockKind::caption);
    CHECK(c.blocks[1].rule_before);
    CHECK_FALSE(c.blocks[2].rule_before);
}

TEST_CASE("footnotes are numbered by first mention and know their blocks") {
    const Chapter c = parsed(
        "Een[^b], twee[^a], weer[^B].\n\n[^a]: Noot a.\n\n[^b]: Noot b[^c],\n\n    tweede alinea.\n[^c]: Noot c.\n");
    REQUIRE(c.footnotes.size() == 3);
    CHECK(c.footnotes[0].label == "b");
    CHECK(c.footnotes[0].number == 1);
    CHECK(c.footnotes[0].first_block == 1);
    CHECK(c.footnotes[0].block_count == 2);
    CHECK(c.footnotes[0].mark == 3);
    CHECK(c.footnotes[1].label == "a");
    CHECK(c.footnotes[2].label == "c");
    CHECK(c.footnotes[2].mark == c.text.find("b,") + 1);
    CHECK(c.blocks[0].insets.size() == 3);
    CHECK(c.blocks[0].insets[2].footnote == 0);
    for (std::size_t i = 1; i < c.blocks.size(); ++i) {
        CHECK(c.blocks[i].kind == BlockKind::footnote);
        CHECK(c.blocks[i].containers.front().kind == Container::Kind::footnote);
    }
    CHECK(c.blocks[1].containers.front().id == c.blocks[2].containers.front().id);
    CHECK(c.blocks[3].containers.front().number == 2);
    CHECK(problems(c).empty());
}

TEST_CASE("a footnote without text, without mention or with two texts is named with its line") {
    const Chapter c = parsed("Een[^x] en[^a].\n\n[^a]: Noot.\n\n[^los]: Niemand.\n[^a]: Nog een.\n");
    CHECK(problems(c) ==
          "src/a.md:1: De voetnoot x heeft geen tekst. Schrijf die als [^x]: …\n"
          "src/a.md:5: Naar de voetnoot los wordt nergens verwezen; hij staat niet in de tekst.\n"
          "src/a.md:6: De voetnoot a staat er twee keer; alleen de eerste telt.\n");
}

TEST_CASE("every block knows the line of the source on which it starts") {
    const Chapter c = parsed(
        "# Kop\n\nAlinea\nover twee\n\n```rust,ignore\ncode\n```\n\n```\n\nlege regel eerst\n```\n\n    "
        "ingesprongen\n\n- een\n- ![](a.png)\n\n"
        "| a |\n|---|\n|   |\n| b |\n\n![x](y.png)\n\n<div>\n\n<p>html\n</p><p>twee</p>\n</div>\n\nslot[^n]\n\n[^n]: "
        "noot\n\n    vervolg\n");
    std::vector<std::uint32_t> lines;
    for (const Block& block : c.blocks) lines.push_back(block.line);
    CHECK(lines == std::vector<std::uint32_t>{1, 3, 6, 10, 15, 17, 18, 20, 22, 23, 25, 29, 30, 33, 35, 37});
    CHECK(c.blocks[2].language == "rust");
    CHECK(c.blocks[3].language.empty());
}

TEST_CASE("a line after an include is still its own line of the file") {
    const auto files = files_in_memory({{"src/stuk.md", "een\n\ntwee\n\ndrie"}}, "boek");
    const Chapter c = parsed("Eerst.\n\n{{#include stuk.md}}\n\nDaarna {{#weg}}.\n", "src/a.md", files.get());
    std::vector<std::uint32_t> lines;
    for (const Block& block : c.blocks) lines.push_back(block.line);
    CHECK(lines == std::vector<std::uint32_t>{1, 3, 3, 3, 5});
    CHECK(problems(c) == "src/a.md:5: {{#weg}} kent Katern niet; het blijft staan zoals het is geschreven.\n");
}

TEST_CASE("an include that can't be followed says why") {
    const auto files = files_in_memory({{"src/kring.md", "{{#include kring.md}}"},
                                        {"src/binair", std::string_view("\xFF\x00", 2)},
                                        {"src/x.rs", "// ANCHOR: a\n"}},
                                       "boek");
    const Chapter c = parsed(
        "{{#include weg.md}}\n{{#include ../../buiten.md}}\n{{#include /etc/passwd}}\n{{#include "
        "kring.md}}\n{{#include binair}}\n"
        "{{#include x.rs:b}}\n",
        "src/a.md", files.get());
    CHECK(problems(c) ==
          "src/a.md:1: src/weg.md moet hier worden ingevoegd, maar ontbreekt.\n"
          "src/a.md:2: ../../buiten.md ligt buiten de map van het boek en wordt niet ingevoegd.\n"
          "src/a.md:3: /etc/passwd ligt buiten de map van het boek en wordt niet ingevoegd.\n"
          "src/a.md:4: kring.md voegt zichzelf in, of te veel; het invoegen houdt hier op.\n"
          "src/a.md:5: src/binair moet hier worden ingevoegd, maar is niet leesbaar als tekst in UTF-8.\n"
          "src/a.md:6: In src/x.rs staat geen deel met de naam b.\n");
}

TEST_CASE("a chapter that is not UTF-8 names its file and line") {
    const Result<Chapter> chapter = parse_markdown("een\ntwee\ncaf\xE9\n", "src/a.md", nullptr);
    REQUIRE_FALSE(chapter);
    CHECK(say(chapter.error(), Language::nl) ==
          "src/a.md is bij regel 3 niet in UTF-8 geschreven. Bewaar het bestand opnieuw en kies als codering UTF-8.");
}

TEST_CASE("a place in the text has a block, headings above it and an address") {
    const Chapter c = parsed("# Een\n\ntekst\n\n## Twee\n\nmeer\n\n### Drie\n\nnog meer\n\n## Vier\n\nslot\n");
    CHECK(c.title == "Een");
    CHECK(c.block_at(0) == 0);
    CHECK(c.block_at(3) == 0);  // its line feed
    CHECK(c.block_at(4) == 1);
    CHECK(c.block_at(100'000) == c.blocks.size() - 1);
    CHECK(c.headings_above(c.text.find("nog meer")) == std::vector<std::string>{"Een", "Twee", "Drie"});
    CHECK(c.headings_above(c.text.find("Drie")) == std::vector<std::string>{"Een", "Twee"});
    CHECK(c.headings_above(c.text.find("slot")) == std::vector<std::string>{"Een", "Vier"});
    CHECK(c.headings_above(0).empty());
    ChapterEntry entry;
    entry.id = "over-deze-uitgave";
    CHECK(address(entry, 2) == "over-deze-uitgave ¶3");
    entry.number = "4.1";
    CHECK(address(entry, 0) == "4.1 ¶1");
}

TEST_CASE("an empty chapter is a chapter without blocks") {
    for (const std::string_view nothing : {"", "\n\n", "<!-- niets -->", "\xEF\xBB\xBF", "---\n"}) {
        const Chapter c = parsed(nothing);
        CHECK(c.blocks.empty());
        CHECK(c.text.empty());
        CHECK(c.title == "a");
        CHECK(c.headings_above(3).empty());
    }
}

TEST_CASE("positions still fit when letters in a block become one") {
    const Chapter c = parsed("cafe\u0301 *e\u0301n* [lin\u0301k](x.md) slot[^1]\n\n[^1]: n\n");
    CHECK(spans(c, c.blocks[0]) == "caf\u00e9 [i:\u00e9n] [l:li\u0144k] slot");
    CHECK(c.blocks[0].insets[0].at == c.blocks[0].text.end);
    CHECK(c.code_points.size() == text::count_code_points(c.text));
    const Chapter across = parsed("e<b>\u0301\u0301en</b>\n");
    CHECK(spans(across, across.blocks[0]) == "[b:\u00e9\u0301en]");
}

TEST_CASE("hostile Markdown takes no more than a moment") {
    std::string deep, brackets, stars, notes, links;
    for (int i = 0; i < 20'000; ++i) {
        deep += "> ";
        brackets += "[";
        stars += "*a_ ";
        links += "[^a](";
        notes += "[^" + std::to_string(i) + "] ";
    }
    for (int i = 0; i < 3'000; ++i) notes += "\n\n[^" + std::to_string(i) + "]: noot";
    for (const std::string& hostile : {deep + "x", brackets, stars, links, notes, std::string(50'000, '`'),
                                       std::string(100'000, '<'), std::string(50'000, '|') + "\n|-|\n"}) {
        const auto chapter = parse_markdown(hostile, "a.md", nullptr);
        CHECK(chapter);
    }
}
