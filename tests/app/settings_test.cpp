// How the person's choices are written down.
#include <catch2/catch.hpp>

#include "app/settings.h"
#include "app/window_place.h"
#include "support/folder.h"

using namespace katern;
using namespace katern::app;

namespace {

Settings unlike_the_first() {
    Settings s;
    s.theme = draw::ThemeName::dark;
    s.follow_system = true;
    s.own_ink = draw::rgb(0x123456);
    s.own_paper = draw::rgb(0xFEDCBA);
    s.family = typeset::Family::mono;
    s.size = 21.5F;
    s.leading = 1.85F;
    s.measure = 72;
    s.margins = Margins::wide;
    s.justified = s.hyphenate = s.hanging = false;
    s.letter_spacing = 0.12F;
    s.word_spacing = 0.16F;
    s.paragraph_spacing = 2;
    s.reading_line = ReadingLine::rule;
    s.flow = Flow::pages;
    s.addresses = true;
    s.language = Language::en;
    s.last_category = "twijfel";
    s.started = true;
    s.system_dark = true;
    s.recent_commands = "theme.dark view.flow";
    s.export_format = "epub";
    s.export_with_name = false;
    return s;
}

}  // namespace

TEST_CASE("every setting is written down and read back") {
    const Settings written = unlike_the_first();
    const Rows rows = rows_of(written);
    // Each of them differs from what a new person has, so each is really read.
    CHECK(differences(Settings{}, written).size() == rows.size());
    Settings read;
    for (const auto& [key, value] : rows) read_row(read, key, value);
    CHECK(rows_of(read) == rows);
    CHECK(read.letter_spacing == Approx(written.letter_spacing));
    CHECK(read.own_ink == written.own_ink);
}

TEST_CASE("what can’t be read as a setting changes nothing, and what is too much is cut") {
    Settings read;
    for (const auto& [key, value] : rows_of(read))
        // A typeface that isn’t here now may be on the person’s other computer: its name is kept.
        if (key != "last_category" && key != "recent_commands" && key != "export_format" && key != "family") read_row(read, key, value == "1" ? "1" : "onzin");
    read_row(read, "no_such", "1");
    Settings untouched;
    untouched.last_category = read.last_category;
    CHECK(read == untouched);
    read_row(read, "size", "9999");
    CHECK(read.size == largest_size);
    read_row(read, "leading", "-3");
    CHECK(read.leading == smallest_leading);
}

TEST_CASE("rows of a book’s own look survive as one text") {
    const Rows rows = differences(static_cast<const Look&>(Settings{}), static_cast<const Look&>(unlike_the_first()));
    CHECK(split_rows(joined(rows)) == rows);
    CHECK(split_rows("").empty());
    CHECK(split_rows("zonder teken\nsize=40") == Rows{{"size", "40"}});
}

TEST_CASE("where the window stood is kept per screen, the last one first") {
    katern::test::Folder folder;
    const std::string data = folder.path();
    CHECK(window_places(data).empty());
    const WindowPlace home{"HDMI-1 1920x1053", 10, 20, 1280, 800, false};
    const WindowPlace beamer{"DP-2 3840x2160", 1920, 0, 2000, 1500, true};
    keep_window_place(data, home);
    keep_window_place(data, beamer);
    CHECK(window_places(data) == std::vector<WindowPlace>{beamer, home});
    WindowPlace moved = home;
    moved.x = 300;
    keep_window_place(data, moved);
    CHECK(window_places(data) == std::vector<WindowPlace>{moved, beamer});
}

TEST_CASE("a file of window places that makes no sense is no place at all") {
    katern::test::Folder folder;
    folder.with("windows.txt", "x y z\n-5 -5 0 0 0 scherm\n1 2 99999 3 0 scherm\n\n");
    CHECK(window_places(folder.path()).empty());
}
