// What the foot of a page says about how far one is.
#include "app/page_frame.h"

#include <catch2/catch.hpp>

#include "app/reader.h"
#include "support/folder.h"

using namespace katern;

TEST_CASE("how far one is in the book follows from the length of its text, whatever is set") {
    test::Folder folder;
    folder.with("book.toml", "[book]\ntitle = \"Proef\"\nlanguage = \"nl\"\n");
    folder.with("src/SUMMARY.md", "- [Eén](een.md)\n- [Twee](twee.md)\n");
    std::string words;
    for (int i = 0; i < 300; ++i) words += "Een regel tekst over leren in een netwerk.\n\n";
    folder.with("src/een.md", "# Eén\n\n" + words);
    folder.with("src/twee.md", "# Twee\n\n" + words + words + words);
    app::LaunchOptions options;
    options.book = folder.path();
    options.data = folder.path("data");
    app::Reader reader(options, nullptr);
    REQUIRE(reader.layout);
    reader.set_space({1280, 800, 0, 0});
    app::Settings paged = reader.settings;
    paged.flow = app::Flow::pages;
    reader.change_settings(paged);

    app::PageFrame frame = reader.frame();
    const std::vector<std::size_t> lengths = app::text_lengths(*reader.book);
    REQUIRE(lengths.size() == 2);
    CHECK(static_cast<double>(lengths[1]) > 2.9 * static_cast<double>(lengths[0]));
    frame.text_lengths = {};
    CHECK_FALSE(app::progress_in_book(frame));  // not known yet: nothing is said
    frame.text_lengths = lengths;
    REQUIRE(app::progress_in_book(frame));
    CHECK(*app::progress_in_book(frame) == Approx(app::progress_of(frame) / 4).margin(0.005));
    CHECK(frame.page == 0);
    CHECK(frame.page_count == reader.layout->pages().size());

    reader.to_end();
    frame = reader.frame();
    frame.text_lengths = lengths;
    CHECK(app::progress_of(frame) == 1);
    CHECK(*app::progress_in_book(frame) == Approx(0.25).margin(0.01));
    CHECK(frame.page + 1 == frame.page_count);
    // A book of one chapter says it once.
    frame.text_lengths = std::span(lengths).first(1);
    CHECK_FALSE(app::progress_in_book(frame));
    // In scrolling there are no pages to count.
    paged.flow = app::Flow::scroll;
    reader.change_settings(paged);
    CHECK(reader.frame().page_count == 0);
}
