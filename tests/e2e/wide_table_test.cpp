// A table that is wider than the page, in a real window: it moves sideways and the page stays.
#include <catch2/catch.hpp>

#include "e2e/desk.h"
#include "support/folder.h"

namespace {

using namespace katern;
using namespace katern::test;

constexpr float wheel_step = 76, key_step = 120;  // px that a notch and a key move it

// Twenty columns, and a link in the last one.
struct WideBook {
    Folder folder;
    WideBook() {
        std::string table, rule = "|";
        for (int row = 0; row < 5; ++row) {
            for (int c = 0; c < 20; ++c) table += row == 3 && c == 19 ? "| [ver weg](twee.md) " : "| Kolom" + std::to_string(100 * row + c) + " ";
            table += "|\n";
            for (int c = 0; row == 0 && c < 20; ++c) rule += "---|";
            if (row == 0) table += rule + "\n";
        }
        folder.with("book.toml", "[book]\ntitle = \"Breed\"\nlanguage = \"nl\"\n");
        folder.with("src/SUMMARY.md", "- [Breed](een.md)\n- [Twee](twee.md)\n");
        folder.with("src/een.md", "# Breed\n\nWat hier staat, blijft staan.\n\n" + table + "\nDaarna.\n");
        folder.with("src/twee.md", "# Twee\n\nVer weg.\n");
    }
};

const katern::test::Point beside_the_table{1270, 790};

}  // namespace

TEST_CASE("a wide table moves by wheel and keys while the page stays, and the keyboard brings its link into sight") {
    if (!can_have_a_screen()) return;
    const WideBook book;
    Desk desk;
    desk.open({book.folder.path()});
    Screen& screen = desk.screen();
    Twin twin(desk.data(), 1280, 800, book.folder.path());
    twin.settle();
    REQUIRE(twin.reader().layout->wide_tables().size() == 1);
    const typeset::WideTable& table = twin.reader().layout->wide_tables().front();
    const typeset::Point inside = twin.reader().to_screen({table.view.x + 60, table.view.y + 40});
    const auto moved_by = [&](float px, const std::string& name) {
        twin.reader().shift_table(0, px);
        return desk.looks_like(twin, name);
    };

    screen.move({static_cast<int>(inside.x), static_cast<int>(inside.y)});
    CHECK(desk.looks_like(twin, "80-wide-table"));
    screen.wheel(2, "shift");
    CHECK(moved_by(2 * wheel_step, "81-by-shift-and-wheel"));
    screen.wheel_sideways(1);
    CHECK(moved_by(wheel_step, "82-by-a-wheel-that-goes-sideways"));
    screen.keys({"Right"});
    CHECK(moved_by(key_step, "83-by-a-key"));
    screen.keys({"Left"});
    screen.wheel(-1, "shift");
    CHECK(moved_by(-key_step - wheel_step, "84-back"));
    screen.wheel(-9, "shift");
    CHECK(moved_by(-2'000, "85-at-its-start"));

    // By the keyboard alone: what is focused comes into sight, and Enter follows it.
    screen.move(beside_the_table);
    const Shot before = screen.still();
    const auto row_changed = [&](const Shot& now) {
        std::size_t count = 0;
        for (int y = static_cast<int>(inside.y) - 20; y < static_cast<int>(inside.y); ++y)
            for (int x = static_cast<int>(inside.x); x < static_cast<int>(inside.x) + 400; ++x) count += before.at(x, y) == now.at(x, y) ? 0 : 1;
        return count > 200;
    };
    bool revealed = false;
    for (int tab = 0; tab < 30 && !revealed; ++tab) {
        screen.keys({"Tab"});
        revealed = row_changed(screen.still(150ms));
    }
    CHECK(revealed);
    static_cast<void>(desk.look("86-link-in-sight"));
    screen.keys({"Return"});
    CHECK(eventually([&] { return desk.sql("SELECT place_chapter FROM books") == "twee"; }));
    CHECK(desk.close() == 0);
}
