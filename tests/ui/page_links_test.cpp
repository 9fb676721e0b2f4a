#include <catch2/catch.hpp>

#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::Setting;
using katern::test::Stage;

namespace {

// Two chapters with a link of each kind, footnotes with a link in one, and a figure.
struct SmallBook {
    Folder folder;
    SmallBook() {
        folder.with("book.toml", "[book]\ntitle = \"Proefboek\"\nlanguage = \"nl\"\n");
        folder.with("src/SUMMARY.md", "- [Eén](een.md)\n- [Twee](twee.md)\n");
        folder.with("src/een.md",
                    "# Eén\n\nLees [de kop](twee.md#kop), [een pagina](https://els@www.vo-raad.nl/pad?x), "
                    "[een adres](<2 ¶2>) of [niets](nergens.md).\n\nEen zin met een noot[^a] en nog een[^b].\n\n"
                    "![Twee kringen](kringen.svg)\n\n*Figuur 1. Kringen.*\n\n"
                    "[^a]: Zie [hoofdstuk twee](twee.md) voor meer.\n[^b]: De tweede noot.\n");
        folder.with("src/twee.md", "# Twee\n\nTekst vooraf.\n\n## Kop\n\nTekst onder de kop.\n");
        folder.with("src/kringen.svg",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"200\"><circle cx=\"100\" cy=\"100\" r=\"80\"/></svg>");
    }
};

Setting with(const SmallBook& book) {
    Setting setting;
    setting.book = book.folder.path();
    return setting;
}

typeset::Point middle(const ui::Item& item) { return {item.rect.x + item.rect.width / 2, item.rect.y + item.rect.height / 2}; }

std::string hint(const Stage& stage) {
    const ui::Item* found = stage.find("page/hint");
    return found ? found->name : std::string();
}

std::string footnote_mark(const Stage& stage, int number) {
    const std::vector<std::string> ids = stage.ids("page/footnote/" + std::to_string(number) + "/");
    REQUIRE(ids.size() == 1);
    return ids.front();
}

}  // namespace

TEST_CASE("a link shows where it leads: chapter and address, the host that a browser would ask, or nowhere") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    CHECK(hint(stage).empty());
    const auto at = [&](const char* id) {
        stage.move(middle(stage.item(id)));
        stage.frame();
        return hint(stage);
    };
    CHECK(at("page/link/0") == "Twee · 2 ¶3");
    CHECK(at("page/link/1") == "opent vo-raad.nl in je browser");
    CHECK(at("page/link/2") == "Twee · 2 ¶2");
    CHECK(at("page/link/3") == "nergens.md leidt nergens heen");
    stage.move({-1, -1});
    stage.frame();
    CHECK(hint(stage).empty());
}

TEST_CASE("the keyboard comes to a link, shows where it leads and follows it; Alt+Left comes back") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    stage.tab_to("page/link/0");
    stage.frame();
    CHECK(hint(stage) == "Twee · 2 ¶3");
    stage.key(app::key_enter);
    CHECK(stage.reader().chapter_index == 1);
    stage.key(app::key_left, false, false, true);
    CHECK(stage.reader().chapter_index == 0);
}

TEST_CASE("a link that names an address leads to that block") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    stage.click("page/link/2");
    CHECK(stage.reader().chapter_index == 1);
}

TEST_CASE("a footnote lies beside its mark, with its text and links that work") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    stage.click(footnote_mark(stage, 0));
    REQUIRE(stage.reader().footnote);
    REQUIRE(stage.find("footnote"));
    const auto layout = stage.reader().footnote_layout(400);
    REQUIRE_FALSE(layout->lines().empty());
    CHECK(layout->chapter().blocks.size() == 1);
    CHECK(std::string(layout->chapter().text_of(layout->chapter().blocks[0])).starts_with("Zie hoofdstuk twee"));
    const std::vector<std::string> links = stage.ids("footnote/link/");
    REQUIRE(links.size() == 1);
    stage.click(links.front());
    CHECK(stage.reader().chapter_index == 1);
    CHECK_FALSE(stage.reader().footnote);
}

TEST_CASE("Enter on a mark opens its footnote and Esc gives the keyboard back to the mark") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    const std::string mark = footnote_mark(stage, 1);
    stage.tab_to(mark);
    stage.key(app::key_enter);
    REQUIRE(stage.reader().footnote);
    stage.frame();
    CHECK(stage.memory().focus == "footnote/go");
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().footnote);
    stage.frame();
    CHECK(stage.memory().focus == mark);
}

TEST_CASE("a press elsewhere lets go of a footnote") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    stage.click(footnote_mark(stage, 0));
    REQUIRE(stage.reader().footnote);
    stage.press_at({20, 400});
    CHECK_FALSE(stage.reader().footnote);
}

TEST_CASE("from a footnote one goes to the chapter's end, and from there back to the sentence") {
    const SmallBook book;
    Setting setting = with(book);
    setting.height = 420;  // the end is out of sight
    Stage stage(setting);
    stage.go(0);
    stage.click(footnote_mark(stage, 1));
    stage.click("footnote/go");
    CHECK_FALSE(stage.reader().footnote);
    CHECK(stage.reader().scroll > 0);
    CHECK(stage.reader().can_go_back());
    stage.frames(2);
    stage.click("page/back/1");
    const std::size_t mark = stage.reader().chapter->footnotes[1].mark;
    const float y = stage.reader().layout->y_of(mark);
    const app::PageFrame frame = stage.reader().frame();
    CHECK(y >= frame.view_top - 1);
    CHECK(y < frame.view_top + frame.view_height);
}

TEST_CASE("words can be selected across a link") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    const typeset::Point from = middle(stage.item("page/link/0"));
    stage.move(from);
    stage.input().pressed = stage.input().down = true;
    stage.input().clicks = 1;
    stage.frame();
    stage.move({from.x + 200, from.y});
    stage.input().down = false;
    stage.input().released = true;
    stage.frame();
    REQUIRE(stage.reader().selection);
    CHECK(stage.reader().chapter_index == 0);
}

TEST_CASE("a figure is looked at by itself: larger by wheel, key and button, moved by dragging, with its words") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    stage.click("page/figure/0");
    REQUIRE(stage.reader().figure);
    stage.frame();
    CHECK(stage.item("figure").name == "Figuur: Twee kringen");
    CHECK(stage.reader().caption_of(*stage.reader().figure) == "Figuur 1. Kringen.");
    CHECK(stage.reader().figure->zoom == 1);
    const float before = stage.reader().scroll;
    stage.move({640, 400});
    stage.wheel(3);
    const float by_wheel = stage.reader().figure->zoom;
    CHECK(by_wheel > 1.5F);
    CHECK(stage.reader().scroll == before);
    stage.key('+');
    CHECK(stage.reader().figure->zoom > by_wheel);
    stage.input().pressed = stage.input().down = true;
    stage.frame();
    stage.move({700, 430});
    CHECK(stage.reader().figure->pan.x == Approx(60));
    stage.input().down = false;
    stage.input().released = true;
    stage.frame();
    CHECK(stage.reader().figure);
    stage.click("figure/whole");
    CHECK(stage.reader().figure->zoom == 1);
    CHECK(stage.reader().figure->pan.x == 0);
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().figure);
}

TEST_CASE("the keyboard opens a figure, and a press beside it closes it") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    stage.tab_to("page/figure/0");
    stage.key(app::key_enter);
    REQUIRE(stage.reader().figure);
    stage.frame();
    stage.press_at({1270, 400});
    CHECK_FALSE(stage.reader().figure);
}

TEST_CASE("a figure keeps exactly the pixels of the part that is looked at, at every size") {
    const SmallBook book;
    const auto opened = document::open_book(book.folder.path(), nullptr);
    REQUIRE(opened);
    draw::Pictures pictures(*opened);
    const draw::Color ink = draw::rgb(0);
    const auto part = pictures.part("src/kringen.svg", {6400, 3200, 1400, 1400, 600, 400}, ink).picture;
    REQUIRE(part);
    CHECK(part->width == 600);
    CHECK(part->height == 400);
    // The middle of the circle is here, and its edge is as sharp as it is at any size: at most two pixels are half covered.
    const auto alpha = [&](std::uint32_t x, std::uint32_t y) { return part->rgba[(y * part->width + x) * 4 + 3]; };
    CHECK(alpha(200, 200) == 255);
    const auto edge = pictures.part("src/kringen.svg", {6400, 3200, 2800, 1600, 200, 1}, ink).picture;
    REQUIRE(edge);
    std::size_t half = 0;
    for (std::uint32_t x = 0; x < edge->width; ++x)
        if (const std::uint8_t a = edge->rgba[x * 4 + 3]; a > 0 && a < 255) ++half;
    CHECK(half <= 2);
}

TEST_CASE("addresses stand beside every block when that was asked for, and not twice at a mark") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    const std::size_t without = stage.only(ui::draw_reading).size();
    REQUIRE(app::run_command(stage.reader(), "view.addresses"));
    CHECK(stage.only(ui::draw_reading).size() > without + 10);
    REQUIRE(app::run_command(stage.reader(), "view.addresses"));
    CHECK(stage.only(ui::draw_reading).size() == without);
}

TEST_CASE("an address that a note names leads there, and the note stays closed") {
    const SmallBook book;
    Stage stage(with(book));
    stage.go(0);
    const std::string id = stage.mark("Een zin met een noot", "vraag", "Leg dit naast 2 ¶2.");
    stage.frames(2);
    stage.click("margin/" + id + "/address/0");
    CHECK(stage.reader().chapter_index == 1);
    CHECK_FALSE(stage.reader().editor);
    CHECK(stage.reader().can_go_back());
}
