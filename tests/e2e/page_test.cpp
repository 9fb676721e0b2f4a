// What stands on a page and leads somewhere, and the page on paper: in a real window.
#include <catch2/catch.hpp>
#include <thread>

#include "e2e/desk.h"
#include "support/folder.h"
#include "words/words.h"

namespace {

using namespace katern;
using namespace katern::test;

struct SmallBook {
    Folder folder;
    SmallBook() {
        std::string text;
        for (int i = 0; i < 40; ++i) text += "Een alinea van één zin die zegt dat dit nummer " + std::to_string(i + 1) + " is.\n\n";
        folder.with("book.toml", "[book]\ntitle = \"Proefboek\"\nlanguage = \"nl\"\n");
        folder.with("src/SUMMARY.md", "- [Eén](een.md)\n- [Twee](twee.md)\n");
        folder.with("src/een.md", "# Eén\n\nLees [de kop](twee.md#kop) en kom terug. Een zin met een noot[^a] erin.\n\n"
                                  "![Twee kringen](kringen.svg)\n\n*Figuur 1. Kringen.*\n\n" +
                                      text + "[^a]: De noot zegt waar het staat.\n");
        folder.with("src/twee.md", "# Twee\n\n" + text + "## Kop\n\nTekst onder de kop.\n");
        folder.with("src/kringen.svg",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"200\"><circle cx=\"120\" cy=\"100\" r=\"80\" "
                    "fill=\"#1F5F7A\"/><text x=\"230\" y=\"105\" font-size=\"24\" fill=\"currentColor\">Kringen</text></svg>");
    }
};

Twin twin_of(const Desk& desk, const SmallBook& book) { return Twin(desk.data(), 1280, 800, book.folder.path()); }

bool page_reads(const Desk& desk, const std::string& chapter) {
    return eventually([&] { return desk.sql("SELECT place_chapter FROM books") == chapter; });
}

std::size_t line_of_first_footnote(Twin& twin) {
    for (const typeset::Line& line : twin.reader().layout->lines())
        for (const typeset::Run& run : line.runs)
            if (run.footnote == 0) return line.bytes.start;
    FAIL("no mark of a footnote");
    return 0;
}

// How many pixels of a part of the screen differ.
std::size_t changed(const Shot& before, const Shot& after, Point from, Point to) {
    std::size_t count = 0;
    for (int y = std::max(0, from.y); y < std::min(before.height, to.y); ++y)
        for (int x = std::max(0, from.x); x < std::min(before.width, to.x); ++x)
            if (!(before.at(x, y) == after.at(x, y))) ++count;
    return count;
}

const Point out_of_the_way{1270, 790};

}  // namespace

TEST_CASE("a link says where it leads, a footnote opens at its mark, and from both there is a way back") {
    if (!can_have_a_screen()) return;
    const SmallBook book;
    Desk desk;
    desk.open({book.folder.path()});
    Screen& screen = desk.screen();
    Twin twin = twin_of(desk, book);
    screen.move(out_of_the_way);
    CHECK(desk.looks_like(twin, "60-page-with-figure"));

    const Point link = twin.item("page/link/0");
    const Shot before = screen.still();
    screen.move(link);
    const Shot hinted = desk.look("61-link-hint");
    CHECK(changed(before, hinted, {link.x - 60, link.y + 12}, {link.x + 400, link.y + 50}) > 400);
    screen.click(link);
    CHECK(page_reads(desk, "twee"));
    screen.keys({"alt+Left"});
    CHECK(page_reads(desk, "een"));

    const std::size_t line = line_of_first_footnote(twin);
    screen.click(twin.item("page/footnote/0/" + std::to_string(line)));
    screen.move(out_of_the_way);
    twin.reader().open_footnote(0, line);
    CHECK(desk.looks_like(twin, "62-footnote"));
    screen.click(twin.item("footnote/go"));
    screen.move(out_of_the_way);
    twin.reader().go_to_footnote();
    CHECK(desk.looks_like(twin, "63-at-the-footnote"));
    screen.keys({"alt+Left"});
    twin.reader().go_back();
    CHECK(desk.looks_like(twin, "64-back-at-the-mark"));
    CHECK(desk.close() == 0);
}

TEST_CASE("a figure opens by itself, grows with the wheel, and the page comes back; nothing of it costs time once it stands") {
    if (!can_have_a_screen()) return;
    const SmallBook book;
    Desk desk;
    desk.open({book.folder.path()});
    Screen& screen = desk.screen();
    Twin twin = twin_of(desk, book);
    screen.move(out_of_the_way);
    CHECK(desk.looks_like(twin, "65-page"));
    screen.click(twin.item("page/figure/0"));
    screen.move(out_of_the_way);
    twin.reader().open_figure(0);
    CHECK(desk.looks_like(twin, "66-figure"));
    screen.keys({"plus", "plus"});
    twin.reader().figure->zoom = 1.2F * 1.2F;
    CHECK(desk.looks_like(twin, "67-figure-larger"));
    std::this_thread::sleep_for(1s);
    const long ticks = desk.katern().usage().ticks;
    std::this_thread::sleep_for(3s);
    CHECK(desk.katern().usage().ticks - ticks <= 1);
    REQUIRE(desk.katern().running());
    screen.keys({"Escape"});
    twin.run("close");
    CHECK(desk.looks_like(twin, "68-page-again"));
    CHECK(desk.close() == 0);
}

TEST_CASE("a chapter goes to a PDF by Ctrl+P, and its words can be read back") {
    if (!can_have_a_screen()) return;
    if (run({"sh", "-c", "command -v pdftotext"}).status != 0) {
        WARN("skipped: pdftotext is not installed (third_party/debian-12-test.txt)");
        return;
    }
    const SmallBook book;
    Desk desk;
    desk.open({book.folder.path()});
    Screen& screen = desk.screen();
    Twin twin = twin_of(desk, book);
    const std::string path = desk.home() / "hoofdstuk.pdf";
    screen.keys({"ctrl+p"});
    screen.move(out_of_the_way);
    twin.run("book.print");
    CHECK(desk.looks_like(twin, "69-print"));
    screen.click(twin.item("sheet/print"));
    screen.move(out_of_the_way);
    twin.reader().choose_where_to_print();
    twin.settle();
    CHECK(desk.looks_like(twin, "70-print-path"));
    screen.click(twin.item("sheet/path"));
    screen.keys({"ctrl+a"});
    screen.type(path);
    screen.keys({"Return"});
    REQUIRE(eventually([&] { return std::filesystem::exists(path); }, 30s));
    desk.look("71-printed");
    const Outcome words = run({"pdftotext", path, "-"});
    INFO(words.errors);
    CHECK(words.status == 0);
    for (const char* expected : {"Eén", "dit nummer 40 is", "Figuur 1. Kringen.", "Kringen", "De noot zegt waar het staat."}) CHECK(words.output.find(expected) != std::string::npos);
    CHECK(words.output.find("Tekst onder de kop") == std::string::npos);
    CHECK(desk.close() == 0);
}
