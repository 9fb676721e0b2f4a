// Searching, going to a place by name and coming back: in a real window.
#include <catch2/catch.hpp>

#include "e2e/desk.h"

namespace {

using namespace katern;
using namespace katern::test;

// Where the window is, as it keeps it: the chapter's id.
bool reads(const Desk& desk, const std::string& chapter) {
    return eventually([&] { return desk.sql("SELECT place_chapter FROM books") == chapter; });
}

}  // namespace

TEST_CASE("a person finds a word in another chapter, comes back, and goes to an address by the keyboard") {
    if (!can_have_a_screen()) return;
    Desk desk;
    desk.open();
    begin_reading(desk);
    Screen& screen = desk.screen();
    Twin twin = desk.twin();
    const app::Reader& reader = twin.reader();
    const std::string start = reader.chapter->id;

    // Every numbered chapter but the first one has words that it alone has; the last chapter's title is such.
    std::size_t last = 0;
    for (std::size_t i = 0; i < reader.book->chapters.size(); ++i)
        if (!reader.book->chapters[i].number.empty()) last = i;
    const auto far = *reader.book->chapter(last);
    std::string words;
    for (std::size_t i = far->blocks.size() / 2; i < far->blocks.size() && words.size() < 80; ++i)
        if (far->blocks[i].kind == document::BlockKind::paragraph) words = far->text_of(far->blocks[i]);
    REQUIRE(words.size() >= 80);
    words = words.substr(0, std::min<std::size_t>(words.size(), text::previous_grapheme(words, 40)));

    screen.keys({"ctrl+f"});
    screen.still();
    screen.type(words);
    screen.still();
    desk.look("20-search");
    screen.keys({"Return"});
    CHECK(reads(desk, far->id));
    desk.look("21-found");
    screen.keys({"Escape"});
    screen.keys({"alt+Left"});
    CHECK(reads(desk, start));
    screen.keys({"alt+Right"});
    CHECK(reads(desk, far->id));

    screen.keys({"ctrl+l"});
    screen.still();
    screen.type(reader.book->chapters[last].number + ".2");
    screen.still();
    desk.look("22-go-to");
    screen.keys({"Return"});
    const std::size_t there = far->code_points.from_byte(far->text, far->blocks[1].text.start);
    CHECK(eventually([&] { return desk.sql("SELECT place_offset FROM books") == std::to_string(there); }));
    CHECK(std::filesystem::exists(desk.data() / "cache.db"));
    CHECK(desk.close() == 0);
}
