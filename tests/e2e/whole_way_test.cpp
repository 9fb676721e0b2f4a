// Read, highlight, note, close, come back, export: in a real window.
#include <catch2/catch.hpp>

#include "app/exporter.h"
#include "e2e/desk.h"
#include "words/words.h"

namespace {

using namespace katern;
using namespace katern::test;

constexpr char note_typed[] = "Coördinatie kost tijd: “vóór de zomer” één ë en € 5.";

std::string in_dutch(Word word) {
    return say(word, Language::nl);
}

draw::Color ground(draw::Category category) {
    return draw::theme(draw::ThemeName::light).of(category).ground;
}

}  // namespace

TEST_CASE("a person reads, marks a passage, writes a note, comes back the next day and exports it") {
    if (!can_have_a_screen()) return;
    Desk desk;
    Screen& screen = desk.screen();
    const std::string path_of_export = desk.home() / "export.md";

    // The first start: the title page, then the first chapter.
    desk.open();
    {
        Twin first_start = desk.twin();
        CHECK(desk.looks_like(first_start, "1-title-page"));
    }
    begin_reading(desk);
    Twin twin = desk.twin();
    const text::Range words = turn_to_words(desk, twin, 90);
    const std::string quote(text::slice(twin.reader().chapter->text, words));
    INFO("“" << quote << "”");
    CHECK(desk.looks_like(twin, "2-chapter"));

    // A drag over the passage brings the bar, which does not cover it.
    screen.drag(twin.start_of(words), twin.end_of(words));
    twin.select(words);
    CHECK(desk.looks_like(twin, "3-selection"));

    // A category by a click on the bar: in the database, then on the screen.
    screen.click(twin.item(in_dutch(Word::ui_vraag)));
    REQUIRE(eventually([&] { return desk.sql("SELECT count(*) FROM annotations") == "1"; }));
    CHECK(desk.sql("SELECT value FROM fields WHERE name = 'category'") == "vraag");
    CHECK(desk.sql("SELECT exact FROM anchors") == quote);
    REQUIRE(eventually([&] { return twin.share_of(screen.shot(), words, ground(draw::Category::vraag)) > 0.4; }));
    screen.move({1270, 700});
    desk.look("4-highlight");

    // A note with accents, saved without being asked.
    screen.keys({"n"});
    screen.still();
    screen.type(note_typed);
    CHECK(eventually([&] { return desk.body_of_note() == note_typed; }));
    desk.look("5-note");
    REQUIRE(desk.body_of_note() == note_typed);
    screen.keys({"Escape"});
    screen.still();

    // The next day: the same place, the highlight and its note on the screen.
    CHECK(eventually([&] { return desk.sql("SELECT place_offset > 0 FROM books") == "1"; }));
    const Shot last = desk.look("6-before-closing");
    CHECK(desk.close() == 0);
    desk.open();
    Twin next_day = desk.twin();
    CHECK(desk.looks_like(next_day, "7-reopened"));
    const Shot reopened = screen.shot();
    CHECK(next_day.reader().place() == twin.reader().place());
    CHECK(next_day.share_of(reopened, words, ground(draw::Category::vraag)) > 0.4);
    CHECK(twin.share_of(last, words, ground(draw::Category::vraag)) > 0.4);
    CHECK(next_day.reader().notes.size() == 1);

    // The file for the meeting: from the command line …
    const Outcome refused = desk.command({"export", "@katern", "--format", "markdown", "--out", path_of_export});
    CHECK(refused.status == 1);
    CHECK(refused.errors.find('\n') == refused.errors.size() - 1);
    CHECK_FALSE(std::filesystem::exists(path_of_export));
    const Outcome exported =
        desk.command({"export", "@katern", "--format", "markdown", "--all", "--out", path_of_export});
    INFO(exported.errors);
    CHECK(exported.status == 0);
    const std::string by_command = read_file(path_of_export);
    CHECK(by_command.find(note_typed) != std::string::npos);
    CHECK(by_command.find("\n> ") != std::string::npos);
    CHECK(by_command.find(next_day.reader().book->title) != std::string::npos);
    std::filesystem::remove(path_of_export);

    // … and from the window, by the plain path where the desktop has no dialog.
    screen.keys({"ctrl+e"});
    next_day.run("notes.export");
    next_day.settle();
    CHECK(desk.looks_like(next_day, "8-export"));
    screen.click(next_day.item("sheet/private"));
    next_day.reader().sheet.exporting.with_private = true;
    screen.click(next_day.item("sheet/export"));
    next_day.draw();
    next_day.reader().exporter().choose_where();
    next_day.settle();
    CHECK(desk.looks_like(next_day, "9-export-path"));
    screen.click(next_day.item("sheet/path"));
    screen.keys({"ctrl+a"});
    screen.type(path_of_export);
    screen.keys({"Return"});
    CHECK(eventually([&] { return std::filesystem::exists(path_of_export); }));
    desk.look("10-exported");
    CHECK(read_file(path_of_export) == by_command);
    CHECK(desk.close() == 0);
}

TEST_CASE("dead keys of a keyboard make accents in a note") {
    if (!can_have_a_screen()) return;
    Desk desk;
    desk.screen().keyboard({"us", "-variant", "intl"});
    desk.open();
    begin_reading(desk);
    Twin twin = desk.twin();
    const text::Range words = words_in_sight(twin, 40);
    desk.screen().drag(twin.start_of(words), twin.end_of(words));
    desk.screen().keys({"n"});
    desk.screen().still();
    // " e, ' e, ` a, ~ n, and AltGr 5 as they lie on that keyboard.
    desk.screen().keys({"dead_diaeresis", "e", "dead_acute", "e", "dead_grave", "a", "dead_tilde", "n", "EuroSign"});
    CHECK(eventually([&] { return desk.body_of_note() == "ëéàñ€"; }));
    INFO(desk.body_of_note());
    desk.look("11-dead-keys");
    CHECK(desk.close() == 0);
}

namespace {

// Types into a new note for two and a half seconds and kills the window. What it must have kept by its half second, and what it has.
struct Killed {
    std::size_t least = 0;
    std::string typed, kept;
};
Killed kill_while_typing(Desk& desk) {
    desk.open();
    begin_reading(desk);
    {
        Twin twin = desk.twin();
        const text::Range words = words_in_sight(twin, 40);
        desk.screen().drag(twin.start_of(words), twin.end_of(words));
        desk.screen().keys({"n"});
        REQUIRE(eventually([&] { return desk.sql("SELECT count(*) FROM annotations") == "1"; }));
    }
    using Clock = std::chrono::steady_clock;
    // What the screen's own programs take to hand a key on, on a machine that does other things too.
    constexpr Duration grace = 500ms, on_its_way = 150ms;
    Killed out;
    std::vector<std::pair<Clock::time_point, std::size_t>> sent;  // when, how much was typed by then
    const std::vector<std::string> pieces{"ver", "trou", "wen ", "groeit ", "langzaam ", "en ", "ë ", "samen "};
    const auto end = Clock::now() + 2500ms;
    for (std::size_t i = 0; Clock::now() < end; ++i) {
        const std::string& piece = pieces[i % pieces.size()];
        desk.screen().type(piece, 4ms);
        out.typed += piece;
        sent.emplace_back(Clock::now(), out.typed.size());
    }
    desk.kill();
    const auto killed = Clock::now();
    for (const auto& [when, size] : sent)
        if (killed - when > grace + on_its_way) out.least = size;
    out.kept = desk.body_of_note();
    return out;
}

}  // namespace

TEST_CASE("a window that is killed while a note is typed has lost at most the last half second") {
    if (!can_have_a_screen()) return;
    constexpr int most_tries = 3;  // a machine that has much to do hands keys on later
    bool in_time = false;
    for (int attempt = 0; attempt < most_tries && !in_time; ++attempt) {
        Desk desk;
        const Killed killed = kill_while_typing(desk);
        CHECK(killed.typed.starts_with(killed.kept));
        CHECK(killed.kept.size() > killed.least / 2);
        in_time = killed.kept.size() >= killed.least;
        desk.open();
        CHECK(desk.body_of_note() == killed.kept);
        CHECK(desk.sql("PRAGMA integrity_check") == "ok");
        desk.look("12-after-a-kill");
        CHECK(desk.close() == 0);
    }
    CHECK(in_time);
}
