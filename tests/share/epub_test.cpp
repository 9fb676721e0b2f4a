// The EPUB of a book, read back by Python's own XML parser: what an element's textContent is, a DOM says and not we.
#include "share/epub.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "paths.h"
#include "share/epub_chapter.h"
#include "share/epub_path.h"
#include "share/epub_pictures.h"
#include "share/support.h"
#include "share/web_address.h"
#include "support/folder.h"
#include "support/shell.h"

using namespace katern;
using namespace katern::share;
using katern::share::test::has_python;

namespace {

namespace fs = std::filesystem;

constexpr notes::Milliseconds a_day = 1'772'357'400'123;  // 2026-03-01T09:30:00.123Z

nlohmann::json read_back(const document::Book& book, const std::string& what) {
    const katern::test::Folder folder;
    const auto epub = to_epub(book, a_day);
    REQUIRE(epub);
    const std::string file = folder.path("boek.epub");
    REQUIRE(write_whole(file, epub->bytes));
    return nlohmann::json::parse(
        katern::test::output_of({"python3", std::string(KATERN_SOURCE_DIR) + "/tests/share/epub_reader.py", what, file}));
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++found;
    return found;
}

// In XML no control may stand.
std::string as_xml_holds_it(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') {
            out += "\uFFFD";
        } else {
            out += c;
        }
    }
    return out;
}

void check_texts(const document::Book& book) {
    const nlohmann::json documents = read_back(book, "texts");
    REQUIRE(documents.size() == book.chapters.size());
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const auto chapter = book.chapter(i);
        REQUIRE(chapter);
        INFO((*chapter)->id);
        CHECK(relative_url(documents[i][0].get<std::string>()) == epub_path((*chapter)->id));
        CHECK((documents[i][1].get<std::string>() == as_xml_holds_it((*chapter)->text)));
    }
    CHECK(read_back(book, "places") == nlohmann::json::array());
}

std::shared_ptr<const document::Book> book_at(const std::string& path) {
    auto book = document::open_book(path, nullptr);
    REQUIRE(book);
    return *book;
}

// The documents of a book whose only chapter this is, by path.
std::map<std::string, std::string> written(std::string_view markdown, const std::map<std::string, std::string_view>& more = {}) {
    std::map<std::string, std::string_view> files = more;
    files.emplace("book.toml", "[book]\ntitle = \"Een boek\"\nlanguage = \"nl\"\nauthors = [\"A. & B.\"]\n");
    files.emplace("src/SUMMARY.md", "- [Eén](een.md)\n- [Twee](twee.md)\n");
    files.emplace("src/een.md", markdown);
    files.emplace("src/twee.md", "# Twee\n\n## Een kop\n\nwoorden\n");
    const auto book = share::test::book_of(std::move(files));
    std::vector<std::shared_ptr<const document::Chapter>> chapters;
    for (std::size_t i = 0; i < book->chapters.size(); ++i) chapters.push_back(*book->chapter(i));
    std::map<std::string, std::string> out;
    for (ZipEntry& entry : epub_files(*book, chapters, a_day)) out.emplace(std::move(entry.name), std::move(entry.content));
    return out;
}

std::string body(std::string_view markdown, const std::map<std::string, std::string_view>& more = {}) {
    const std::string document = written(markdown, more).at("text/een.xhtml");
    const std::size_t start = document.find("<body>") + 6;
    return document.substr(start, document.find("</body>") - start);
}

}  // namespace

TEST_CASE("what a parser reads of the katern's EPUB is the canonical text of its chapters", "[epub]") {
    if (has_python()) check_texts(*book_at(std::string(KATERN_SOURCE_DIR) + "/book"));
}

TEST_CASE("what a parser reads of a large book's EPUB is the canonical text of its chapters", "[epub]") {
    const std::string path = std::string(KATERN_SHARED_DIR) + "/data/markdown/rust-book";
    if (!fs::exists(path)) {
        WARN("skipped: " << path << " is not there");
    } else if (has_python()) {
        check_texts(*book_at(path));
    }
}

TEST_CASE("places and quotes of notes on the katern are found in its EPUB by their selectors", "[epub]") {
    if (!has_python()) return;
    const auto book = book_at(std::string(KATERN_SOURCE_DIR) + "/book");
    nlohmann::json items = nlohmann::json::array();
    for (std::size_t i = 0; i < book->chapters.size(); ++i) {
        const auto chapter = book->chapter(i);
        REQUIRE(chapter);
        for (std::size_t b = 0; b < (*chapter)->blocks.size(); b += 7) {
            const document::Block& block = (*chapter)->blocks[b];
            if (block.text.empty()) continue;
            const notes::Anchor anchor = notes::anchor_on(**chapter, *book, block.text);
            items.push_back({{"id", block_id(b)},
                             {"target",
                              {{"source", epub_path(anchor.chapter)},
                               {"selector",
                                {{{"type", "TextPositionSelector"}, {"start", anchor.range.start}, {"end", anchor.range.end}},
                                 {{"type", "TextQuoteSelector"}, {"exact", anchor.exact}, {"prefix", anchor.prefix}, {"suffix", anchor.suffix}}}}}}});
        }
    }
    REQUIRE(items.size() > 50);
    const auto resolved = [&](const nlohmann::json& set_items) {
        const nlohmann::json set{{"about", {{"dc:identifier", {book_identifier(*book)}}}}, {"items", set_items}};
        const std::vector<ZipEntry> entries{{"annotations.json", set.dump()}};
        const katern::test::Folder folder;
        const auto epub = to_epub(*book, a_day);
        REQUIRE(epub);
        REQUIRE(write_whole(folder.path("boek.epub"), epub->bytes));
        REQUIRE(write_whole(folder.path("n.annotations"), make_zip(entries).value()));
        return nlohmann::json::parse(katern::test::output_of({"python3", std::string(KATERN_SOURCE_DIR) + "/tests/share/epub_reader.py",
                                                              "resolve", folder.path("boek.epub"), folder.path("n.annotations")}));
    };
    CHECK(resolved(items) == nlohmann::json::array());
    // It does tell when one is off by one.
    items[3]["target"]["selector"][0]["start"] = items[3]["target"]["selector"][0]["start"].get<std::size_t>() + 1;
    CHECK(resolved(items).size() == 1);
}

TEST_CASE("every rule of the canonical text holds in the EPUB", "[epub]") {
    if (has_python()) check_texts(*book_at(std::string(KATERN_SOURCE_DIR) + "/tests/document/golden"));
}

TEST_CASE("every example of CommonMark gives an EPUB that an XML parser reads, with its text", "[epub]") {
    const std::string path = std::string(KATERN_SHARED_DIR) + "/data/commonmark/spec-examples.json";
    if (!fs::exists(path)) {
        WARN("skipped: " << path << " is not there");
    } else if (has_python()) {
        std::ifstream file(path);
        const nlohmann::json examples = nlohmann::json::parse(file);
        katern::test::Folder folder;
        std::size_t number = 1'000;
        for (const nlohmann::json& example : examples)
            folder.with(std::to_string(++number) + ".md", example.at("markdown").get<std::string>());
        check_texts(*book_at(folder.path()));
    }
}

TEST_CASE("epubcheck finds nothing wrong", "[epub]") {
    if (std::getenv("KATERN_LONG") == nullptr) return;
    // Debian's, which starts as a program of its own only where jarwrapper is set up.
    const std::string program = "/usr/share/java/epubcheck.jar";
    if (!fs::exists(program)) {
        WARN("skipped: epubcheck is not installed");
        return;
    }
    const std::string shared = std::string(KATERN_SHARED_DIR) + "/data/markdown/rust-book";
    for (const std::string& path : {std::string(KATERN_SOURCE_DIR) + "/book", std::string(KATERN_SOURCE_DIR) + "/tests/document/golden", shared}) {
        if (!fs::exists(path)) continue;
        const katern::test::Folder folder;
        const auto epub = to_epub(*book_at(path), a_day);
        REQUIRE(epub);
        REQUIRE(write_whole(folder.path("boek.epub"), epub->bytes));
        INFO(path);
        // Fails on warnings too.
        CHECK_NOTHROW(katern::test::output_of({"java", "-jar", program, "--failonwarnings", "--quiet", folder.path("boek.epub")}));
    }
}

TEST_CASE("marks, signs and numbers are no words of the document", "[epub]") {
    CHECK(body("- een\n- twee\n") ==
          "<ul><li><p id=\"p1\">een</p>\n</li><li><p id=\"p2\">twee</p>\n</li></ul>");
    CHECK(body("3. een\n4. twee\n\n   nog\n") ==
          "<ol start=\"3\" class=\"loose\"><li><p id=\"p1\">een</p>\n</li><li><p id=\"p2\">twee</p>\n<p id=\"p3\">nog</p>\n</li></ol>");
    CHECK(body("- [x] klaar\n- [ ] te doen\n") ==
          "<ul><li class=\"done\"><p id=\"p1\">klaar</p>\n</li><li class=\"to-do\"><p id=\"p2\">te doen</p>\n</li></ul>");
    CHECK(body("woord[^a] en[^a]\n\n[^a]: noot\n") ==
          "<p id=\"p1\">woord<a class=\"mark\" id=\"mark-1\" epub:type=\"noteref\" role=\"doc-noteref\" href=\"#note-1\" data-number=\"1\" "
          "aria-label=\"Noot 1\"></a> en<a class=\"mark\" epub:type=\"noteref\" role=\"doc-noteref\" href=\"#note-1\" data-number=\"1\" "
          "aria-label=\"Noot 1\"></a></p>\n"
          "<section epub:type=\"endnotes\" role=\"doc-endnotes\" aria-label=\"Noten\"><ol class=\"notes\"><li id=\"note-1\" "
          "epub:type=\"endnote\" value=\"1\"><p id=\"p2\">noot<a class=\"back\" role=\"doc-backlink\" href=\"#mark-1\" "
          "aria-label=\"Terug naar de tekst\"></a></p>\n</li></ol></section>");
}

TEST_CASE("blocks keep what is around them", "[epub]") {
    CHECK(body("- a\n  - b\n\n  > q\n- c\n") ==
          "<ul class=\"loose\"><li><p id=\"p1\">a</p>\n<ul><li><p id=\"p2\">b</p>\n</li></ul><blockquote><p id=\"p3\">q</p>\n</blockquote></li><li><p "
          "id=\"p4\">c</p>\n</li></ul>");
    CHECK(body("- a\n\n1. b\n") == "<ul><li><p id=\"p1\">a</p>\n</li></ul><ol><li><p id=\"p2\">b</p>\n</li></ol>");
    CHECK(body("> **Vraag** Wat nu?\n\n> Een citaat.\n") ==
          "<div role=\"note\" class=\"callout question\"><p id=\"p1\"><strong>Vraag</strong> Wat nu?</p>\n</div><blockquote><p "
          "id=\"p2\">Een citaat.</p>\n</blockquote>");
    CHECK(body("a\n\n---\n\nb\n") == "<p id=\"p1\">a</p>\n<hr/><p id=\"p2\">b</p>\n");
    CHECK(body("a  \nb `c  d`\n\n```rust\nlet x;\n\ny\n```\n") ==
          "<p id=\"p1\">a<br/>\nb <code>c  d</code></p>\n<pre id=\"p2\"><code class=\"language-rust\">let x;\n\ny</code></pre>\n");
}

TEST_CASE("a table has a head whose cells say so", "[epub]") {
    CHECK(body("| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 |   |\n") ==
          "<div class=\"table\"><table><thead><tr id=\"p1\"><th scope=\"col\">a</th>\t<th scope=\"col\" class=\"right\">b</th></tr>\n"
          "</thead><tbody><tr id=\"p2\"><td>1</td>\t<td class=\"right\">2</td></tr>\n<tr id=\"p3\"><td>3</td>\t<td "
          "class=\"right\"></td></tr>\n</tbody></table></div>");
}

TEST_CASE("a figure has its picture, its words for who can't see it, and its caption", "[epub]") {
    const std::map<std::string, std::string_view> picture{{"src/map/a b.png", "\x89PNG\r\n\x1A\n…"}};
    const std::string_view markdown = "![Een \"beeld\"](<map/a b.png>)\n\n*Het onderschrift*\n\nwoord ![](map/weg.png) woord\n";
    CHECK(body(markdown, picture) ==
          "<figure id=\"p1\"><img src=\"../media/src/map/a%20b.png\" alt=\"Een &quot;beeld&quot;\"/>\n<figcaption id=\"p2\"><em>Het "
          "onderschrift</em></figcaption>\n</figure><p id=\"p3\">woord<span class=\"absent\" role=\"img\" aria-label=\"\"></span> "
          "woord</p>\n");
    const auto files = written(markdown, picture);
    CHECK(files.contains("media/src/map/a b.png"));
    CHECK(files.at("content.opf").find("href=\"media/src/map/a%20b.png\" media-type=\"image/png\"") != std::string::npos);
}

TEST_CASE("a caption outside the quote of its figure stands by itself", "[epub]") {
    CHECK(body("> ![x](weg.png)\n\n<figcaption>y</figcaption>\n") ==
          "<blockquote><figure id=\"p1\"><span class=\"absent\" role=\"img\" aria-label=\"x\"></span>\n</figure></blockquote><p "
          "id=\"p2\">y</p>\n");
}

TEST_CASE("links lead to the right document, and nowhere that does harm", "[epub]") {
    CHECK(body("[x](twee.md#een-kop)\n") == "<p id=\"p1\"><a href=\"../text/twee.xhtml#p2\">x</a></p>\n");
    CHECK(body("[x](twee.md \"t\")\n") == "<p id=\"p1\"><a href=\"../text/twee.xhtml\" title=\"t\">x</a></p>\n");
    CHECK(body("# Kop\n\n[x](#kop)\n") == "<h1 id=\"p1\">Kop</h1>\n<p id=\"p2\"><a href=\"#p1\">x</a></p>\n");
    CHECK(body("[x](https://example.org/?a=1&b=2)\n") ==
          "<p id=\"p1\"><a href=\"https://example.org/?a=1&amp;b=2\">x</a></p>\n");
    CHECK(body("[x](weg.md) [y](JavaScript:alert(1)) [z](vscode://open?x)\n") == "<p id=\"p1\">x y z</p>\n");
    CHECK(body("[**a** [^n] b](https://example.org/)\n\n[^n]: noot\n").find("</a><a class=\"mark\"") != std::string::npos);
}

TEST_CASE("raw HTML does no harm", "[epub]") {
    const std::string harmless = body("<script>alert(1)</script>\n\n<p onclick=\"x()\">woord <b>vet</b></p>\n\nx <iframe src=\"//e\"></iframe> y\n");
    CHECK(harmless == "<p id=\"p1\">woord <strong>vet</strong></p>\n<p id=\"p2\">x y</p>\n");
}

TEST_CASE("a drawing that could run something or asks for another file stays out", "[epub]") {
    CHECK(is_harmless_drawing("<svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"#a\"/><g fill=\"url(#b)\"/></svg>"));
    CHECK(is_harmless_drawing("<svg><text id=\"on\">on = aan</text></svg>"));
    CHECK_FALSE(is_harmless_drawing("<svg><SCRIPT>x</SCRIPT></svg>"));
    CHECK_FALSE(is_harmless_drawing("<svg\nonload = \"x()\"/>"));
    CHECK_FALSE(is_harmless_drawing("<svg><image href=\"http://e/\"/></svg>"));
    CHECK_FALSE(is_harmless_drawing("<svg><image xlink:href = 'file:///x'/></svg>"));
    CHECK_FALSE(is_harmless_drawing("<svg><a href=\"&#106;avascript:x\"/></svg>"));
    CHECK_FALSE(is_harmless_drawing("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>"));
    CHECK_FALSE(is_harmless_drawing("<svg><style>@import 'x'; g{fill:url(http://e)}</style></svg>"));
}

TEST_CASE("only web and mail addresses are led to, well spelled", "[epub]") {
    CHECK(web_address("https://example.org/é b%20#a#b") == "https://example.org/%C3%A9%20b%20#a%23b");
    CHECK(web_address("HTTP://e/100%") == "HTTP://e/100%25");
    CHECK(web_address("mailto:a@example.org") == "mailto:a@example.org");
    CHECK(web_address("file:///etc/passwd").empty());
    CHECK(web_address(" javascript:x").empty());
}

TEST_CASE("the package says what the book is and for whom it can be read", "[epub]") {
    const std::string package = written("# Eén\n\nwoorden\n").at("content.opf");
    CHECK(package.find("<dc:title>Een boek</dc:title>") != std::string::npos);
    CHECK(package.find("<dc:creator>A. &amp; B.</dc:creator>") != std::string::npos);
    CHECK(package.find("<dc:language>nl</dc:language>") != std::string::npos);
    CHECK(package.find("<meta property=\"dcterms:modified\">2026-03-01T09:30:00Z</meta>") != std::string::npos);
    CHECK(package.find("<meta property=\"schema:accessMode\">textual</meta>") != std::string::npos);
    CHECK(package.find("<meta property=\"schema:accessModeSufficient\">textual</meta>") != std::string::npos);
    CHECK(package.find("<meta property=\"schema:accessibilityHazard\">none</meta>") != std::string::npos);
    CHECK(package.find("visual") == std::string::npos);
    CHECK(count(package, "<itemref ") == 2);
}

TEST_CASE("the contents nest as the book does, a part with its chapters", "[epub]") {
    const auto book = share::test::book_of({{"book.toml", "[book]\ntitle = \"B\"\n"},
                                     {"src/SUMMARY.md", "[Vooraf](v.md)\n\n# Deel\n\n- [A](a.md)\n  - [A1](a1.md)\n- [B](b.md)\n\n[Na](n.md)\n"},
                                     {"src/v.md", "v"}, {"src/a.md", "a"}, {"src/a1.md", "a1"}, {"src/b.md", "b"}, {"src/n.md", "n"}});
    std::vector<std::shared_ptr<const document::Chapter>> chapters;
    for (std::size_t i = 0; i < book->chapters.size(); ++i) chapters.push_back(*book->chapter(i));
    const auto files = epub_files(*book, chapters, a_day);
    const std::string& nav = files[3].content;
    const std::size_t start = nav.find("</h1>") + 5;
    CHECK(nav.substr(start, nav.find("</nav>") - start) ==
          "\n<ol>\n<li><a href=\"text/v.xhtml\">Vooraf</a></li>\n<li><span>Deel</span>\n<ol>\n<li><a href=\"text/a.xhtml\">1 A</a>\n<ol>\n"
          "<li><a href=\"text/a1.xhtml\">1.1 A1</a></li>\n</ol>\n</li>\n<li><a href=\"text/b.xhtml\">2 B</a></li>\n</ol>\n</li>\n<li><a "
          "href=\"text/n.xhtml\">Na</a></li>\n</ol>\n");
}

TEST_CASE("a chapter that can't be read is left out and named; a book without any is refused", "[epub]") {
    const auto book = share::test::book_of({{"src/SUMMARY.md", "- [A](a.md)\n- [Weg](weg.md)\n"}, {"src/a.md", "[x](weg.md)"}});
    const auto epub = to_epub(*book, a_day);
    REQUIRE(epub);
    CHECK(epub->chapters == 1);
    CHECK(epub->left_out == std::vector<std::string>{"Weg"});
    const auto none = share::test::book_of({{"src/SUMMARY.md", "- [Weg](weg.md)\n"}});
    const auto refused = to_epub(*none, a_day);
    REQUIRE_FALSE(refused);
    CHECK(say(refused.error(), Language::nl).find("geen van de hoofdstukken is te lezen") != std::string::npos);
}

TEST_CASE("the same book at the same moment gives the same EPUB", "[epub]") {
    const auto book = share::test::book_of({{"src/SUMMARY.md", "- [A](a.md)\n"}, {"src/a.md", "woorden"}});
    const auto one = to_epub(*book, a_day), other = to_epub(*book, a_day);
    REQUIRE(one);
    CHECK((one->bytes == other->bytes));
    CHECK(one->bytes.substr(30, 28) == "mimetypeapplication/epub+zip");
    CHECK_FALSE(to_epub(*book, a_day, [](std::size_t, std::size_t) { return false; }));
}

TEST_CASE("an EPUB to look at", "[.pictures]") {
    const auto epub = to_epub(*book_at(std::string(KATERN_SOURCE_DIR) + "/book"), a_day);
    REQUIRE(epub);
    REQUIRE(write_whole(std::getenv("KATERN_PICTURES") + std::string("/katern.epub"), epub->bytes));
}
