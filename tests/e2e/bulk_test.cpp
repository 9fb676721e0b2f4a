// Filtering the list of notes, changing several at once, and taking that back: in a real window.
#include <catch2/catch.hpp>

#include "e2e/desk.h"

namespace {

using namespace katern;
using namespace katern::test;

}  // namespace

TEST_CASE("a person filters the questions, makes them doubts together, and takes that back in one step") {
    if (!can_have_a_screen()) return;
    Desk desk;
    desk.open();
    begin_reading(desk);
    int made = 0;
    const auto chapter = desk.twin().reader().chapter;
    for (const document::Block& block : chapter->blocks) {
        if (block.kind != document::BlockKind::paragraph || block.text.size() < 80 || made == 3) continue;
        const std::string words(chapter->text_of(block));
        const std::string quote = words.substr(0, words.find(' ', 50));
        REQUIRE(desk.command({"annotate", "@katern", "--chapter", chapter->id, "--quote", quote, "--category", made == 1 ? "actie" : "vraag"}).status == 0);
        ++made;
    }
    REQUIRE(made == 3);
    const auto with = [&](const std::string& category) {
        return desk.sql("SELECT count(*) FROM fields WHERE name = 'category' AND value = '" + category + "'");
    };
    CHECK(with("vraag") == "2");
    Twin twin = desk.twin();
    app::Reader& reader = twin.reader();
    twin.settle();
    REQUIRE(reader.notes.size() == 3);

    Screen& screen = desk.screen();
    screen.keys({"F8"});
    screen.still();
    twin.run("view.notes");
    screen.click(twin.item("panel/filter"));
    reader.notes_part = app::NotesPart::filter;
    screen.still();
    screen.click(twin.item("filter/category/vraag"));
    reader.notes_filter.categories = app::bit_of(draw::Category::vraag);
    screen.keys({"Escape"});
    reader.notes_part = app::NotesPart::none;
    screen.still();
    desk.look("30-filtered");

    // From the first card on, all that are shown.
    const app::PlacedNote& first = reader.notes[reader.notes_list.matches().front()];
    screen.click(twin.item("panel/card/" + first.note.id));
    screen.keys({"ctrl+a"});
    reader.chosen_notes.take_all(reader.notes_list, reader.notes);
    screen.still();
    desk.look("31-chosen");
    screen.click(twin.item("bulk/category"));
    reader.notes_part = app::NotesPart::categories;
    screen.still();
    screen.click(twin.item("bulk/category/twijfel"));
    CHECK(eventually([&] { return with("twijfel") == "2"; }));
    CHECK(with("actie") == "1");
    desk.look("32-changed");
    screen.keys({"ctrl+z"});
    CHECK(eventually([&] { return with("vraag") == "2"; }));
    CHECK(with("twijfel") == "0");
    CHECK(desk.close() == 0);
}
