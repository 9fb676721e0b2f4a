// Marking by keyboard alone, moving the ends of a mark, marks over each other, a new edition: in a real window.
#include <catch2/catch.hpp>
#include <fstream>

#include "e2e/desk.h"

namespace {

using namespace katern;
using namespace katern::test;

std::string quotes(const Desk& desk) { return desk.sql("SELECT exact FROM readable ORDER BY id"); }

bool comes(const Desk& desk, const std::string& query, const std::string& answer) {
    return eventually([&] { return desk.sql(query) == answer; });
}

void press(Desk& desk, const std::string& key, int times) {
    for (int i = 0; i < times; ++i) desk.screen().keys({key});
    desk.screen().still();
}

// A book of the person's own, in their home.
void write_book(const std::filesystem::path& folder, const std::string& sentence) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "een.md") << "# Begin\n\nEen leernetwerk begint zelden met een plan. " << sentence
                                     << " Daarna komt de agenda.\n\nWie niets afspreekt, heeft na drie keer een leesclub.\n";
}

}  // namespace

TEST_CASE("a passage is marked, moved and written at by keyboard alone") {
    if (!can_have_a_screen()) return;
    Desk desk;
    desk.open();
    begin_reading(desk);
    press(desk, "v", 1);
    press(desk, "ctrl+Down", 3);
    press(desk, "shift+ctrl+Right", 4);
    desk.look("30-caret");
    press(desk, "Return", 1);
    REQUIRE(comes(desk, "SELECT count(*) FROM annotations", "1"));
    const std::string first = quotes(desk);
    CHECK(std::count(first.begin(), first.end(), ' ') == 3);
    CHECK(first.back() != ' ');

    // Two words further, as one step.
    press(desk, "e", 1);
    press(desk, "ctrl+Right", 2);
    desk.look("31-adjusting");
    press(desk, "Return", 1);
    REQUIRE(comes(desk, "SELECT count(*) FROM anchors", "2"));
    CHECK(quotes(desk).starts_with(first + " "));
    CHECK(desk.sql("SELECT count(*) FROM annotations") == "1");
    press(desk, "ctrl+z", 1);
    CHECK(eventually([&] { return quotes(desk) == first; }));

    // Another category by its number, and a note by its key.
    press(desk, "Down", 2);
    press(desk, "shift+End", 1);
    press(desk, "4", 1);
    CHECK(comes(desk, "SELECT group_concat(category, ' ') FROM (SELECT category FROM readable ORDER BY id)", "inzicht twijfel"));
    press(desk, "ctrl+Down", 1);
    press(desk, "shift+alt+Down", 1);
    press(desk, "n", 1);
    desk.screen().type("van het toetsenbord");
    CHECK(comes(desk, "SELECT body FROM readable ORDER BY id DESC LIMIT 1", "van het toetsenbord"));
    press(desk, "Escape", 3);
    desk.look("32-marked-by-keyboard");
    CHECK(desk.close() == 0);
}

TEST_CASE("a handle drags the end of a mark, and of marks over each other each can be had") {
    if (!can_have_a_screen()) return;
    Desk desk;
    desk.open();
    begin_reading(desk);
    Screen& screen = desk.screen();
    Twin twin = desk.twin();
    const text::Range words = words_in_sight(twin, 60);
    REQUIRE_FALSE(words.empty());
    screen.drag(twin.start_of(words), twin.end_of(words));
    screen.keys({"1"});
    REQUIRE(comes(desk, "SELECT count(*) FROM annotations", "1"));
    screen.still();

    // The mark that was just made is picked: its handle goes to the end of the next word.
    Twin marked = desk.twin();
    marked.settle();
    REQUIRE(marked.reader().notes.size() == 1);
    marked.reader().focus_note(marked.reader().notes[0].note.id);
    marked.settle();
    const std::string& text = marked.reader().chapter->text;
    const text::Range longer{words.start, text::word_at(text, text::next_word(text, words.end)).end};
    const Point handle = marked.item("handle/end"), from = marked.end_of(words), to = marked.end_of(longer);
    screen.drag(handle, {handle.x + to.x - from.x + 4, handle.y + to.y - from.y});
    REQUIRE(comes(desk, "SELECT count(*) FROM anchors", "2"));
    CHECK(quotes(desk) == text::slice(text, longer));
    desk.look("33-handle");

    // A word within it, then clicks on that word: the shortest, the next; and the list.
    screen.keys({"Escape"});
    const text::Range word = text::word_at(text, text::next_word(text, words.start));
    screen.drag(marked.start_of(word), marked.end_of(word));
    screen.keys({"3"});
    REQUIRE(comes(desk, "SELECT count(*) FROM annotations", "2"));
    screen.keys({"Return"});
    screen.still();
    desk.look("34-marks-here");
    screen.keys({"Down"});
    screen.keys({"Return"});
    screen.still();
    // The longer one is picked now: its category is what the key changes.
    screen.keys({"2"});
    CHECK(comes(desk, "SELECT group_concat(category, ' ') FROM (SELECT category FROM readable ORDER BY id)", "vraag actie"));
    desk.look("35-overlapping");
    CHECK(desk.close() == 0);
}

TEST_CASE("a renewed book tells what became of the notes, and a choice is kept") {
    if (!can_have_a_screen()) return;
    Desk desk;
    const std::filesystem::path book = desk.home() / "boek";
    const std::string was = "Vertrouwen is er daar één van, en vaak de eerste.", is = "Vertrouwen is er daar één van, maar niet de eerste.";
    write_book(book, was);
    for (const std::string& quote : {was, std::string("heeft na drie keer een leesclub")}) {
        const Outcome made = desk.command({"annotate", book, "--chapter", "een", "--quote", quote, "--note", "Is dat zo?"});
        INFO(made.errors);
        REQUIRE(made.status == 0);
    }
    write_book(book, is);
    desk.open({book});
    REQUIRE(comes(desk, "SELECT count(*) FROM settings WHERE key LIKE 'edition/%'", "1"));
    desk.look("36-new-edition");
    press(desk, "Return", 1);  // still belongs here
    REQUIRE(comes(desk, "SELECT count(*) FROM anchors", "3"));
    CHECK(desk.sql("SELECT exact FROM anchors ORDER BY clock DESC LIMIT 1") == is);
    CHECK(desk.sql("SELECT count(*) FROM anchors WHERE exact LIKE '%en vaak de eerste.'") == "1");
    press(desk, "Escape", 1);
    desk.look("37-accepted");
    CHECK(desk.close() == 0);
}
