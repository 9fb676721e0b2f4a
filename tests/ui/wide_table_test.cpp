#include <catch2/catch.hpp>

#include "ui/events.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::Setting;
using katern::test::Stage;

namespace {

// A chapter with a table of twenty columns, and a link in its last one.
struct WideBook {
    Folder folder;
    WideBook() {
        std::string table = "# Breed\n\nVooraf.\n\n";
        for (int row = 0; row < 4; ++row) {
            for (int c = 0; c < 20; ++c) table += row == 2 && c == 19 ? "| [ver weg](een.md) " : "| Kolom" + std::to_string(c) + " ";
            table += "|\n";
            if (row == 0) table += "|" + std::string(20, '-') + [] {
                std::string more;
                for (int c = 1; c < 20; ++c) more += "|---";
                return more;
            }() + "|\n";
        }
        folder.with("book.toml", "[book]\ntitle = \"Breed\"\nlanguage = \"nl\"\n");
        folder.with("src/SUMMARY.md", "- [Breed](een.md)\n");
        folder.with("src/een.md", table + "\nDaarna.\n");
    }
};

Setting with(const WideBook& book) {
    Setting setting;
    setting.book = book.folder.path();
    return setting;
}

float shift_of(Stage& stage) { return stage.reader().layout->wide_tables().front().shift; }

typeset::Point in_table(Stage& stage) {
    const typeset::WideTable& table = stage.reader().layout->wide_tables().front();
    return stage.reader().to_screen({table.view.x + 60, table.view.y + 30});
}

}  // namespace

TEST_CASE("a table that is wider than the page is moved by a wheel over it, the keys there and its bar") {
    const WideBook book;
    Stage stage(with(book));
    stage.go(0);
    stage.frame();
    REQUIRE(stage.reader().layout->wide_tables().size() == 1);
    REQUIRE(stage.find("page/table/0") != nullptr);
    stage.move(in_table(stage));
    stage.frame();
    // Shift is up again before the frame comes.
    ui::EventQueue queue;
    ui::Event wheel, up;
    wheel.kind = ui::Event::Kind::wheel;
    wheel.wheel = -1;
    wheel.key.shift = true;
    up.kind = ui::Event::Kind::key;
    queue.push(wheel);
    queue.push(up);
    queue.take(stage.input(), false);
    stage.frame();
    const float once = shift_of(stage);
    CHECK(once > 0);
    CHECK(stage.reader().scroll == 0);
    stage.input().wheel_x = 1;
    stage.frame();
    CHECK(shift_of(stage) > once);
    const float twice = shift_of(stage);
    stage.key(app::key_right);
    stage.frame();
    CHECK(shift_of(stage) > twice);
    stage.key(app::key_left);
    stage.frame();
    CHECK(shift_of(stage) == Approx(twice));
    // The bar: to its end.
    const ui::Item bar = stage.item("page/table/0");
    stage.press_at({bar.rect.right() - 1, bar.rect.y + bar.rect.height / 2});
    stage.frame();
    const typeset::WideTable& table = stage.reader().layout->wide_tables().front();
    CHECK(table.shift > twice);
    CHECK(table.shift <= table.most_shift());
}

TEST_CASE("the keyboard brings what a wide table hides into sight, and another type size leaves it there") {
    const WideBook book;
    Stage stage(with(book));
    stage.go(0);
    stage.frame();
    stage.tab_to("page/link/0");
    stage.frames(2);
    CHECK(shift_of(stage) > 0);
    const ui::Item& link = stage.item("page/link/0");
    CHECK(link.rect.width > 20);
    stage.reader().set_size(20);
    stage.frame();
    CHECK(shift_of(stage) > 0);
}
