// Very many notes: what comes first, and what a frame has to do with them.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "app/reader_jobs.h"
#include "support/many_notes.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::Setting;
using katern::test::Stage;

TEST_CASE("of very many notes those of the chapter in sight come first, and what is marked meanwhile stays") {
    const bool long_run = std::getenv("KATERN_LONG") != nullptr;
    const std::size_t many = long_run ? 100'000 : 9'000;
    const std::chrono::seconds patience(long_run ? 300 : 20);
    Folder data;
    katern::test::fill_with_notes(data.path("data"), many);
    Setting setting;
    setting.data = data.path("data");
    Stage stage(setting);
    app::Reader& reader = stage.reader();
    stage.until([&] { return !reader.notes.empty(); }, patience);
    for (const app::PlacedNote& placed : reader.notes) CHECK(placed.chapter < reader.book->chapters.size());
    const std::string words = "Toch gaat het niet vanzelf goed.";
    const std::size_t at = reader.chapter->text.find(words);
    REQUIRE(at != std::string::npos);
    reader.selection = app::Selection{at, at + words.size()};
    reader.mark_selection("vraag");
    stage.until([&] { return reader.notes.size() == many + 1 && !reader.focused_note.empty(); }, patience);
    const std::string marked = reader.focused_note;
    REQUIRE(reader.find_note(marked));
    CHECK(reader.find_note(marked)->placed);
    CHECK(std::is_sorted(reader.notes.begin(), reader.notes.end(), app::comes_before));
    CHECK(std::all_of(reader.notes.begin(), reader.notes.end(),
                      [](const app::PlacedNote& placed) { return placed.placed || placed.chapter != SIZE_MAX; }));
    // What the page has to do with them is what stands on it and around it.
    const std::size_t in_chapter = reader.notes_here().size();
    CHECK(reader.marks.size() < in_chapter);
    const std::size_t before = reader.notes_here().looked_at();
    stage.frames(1);
    CHECK(reader.notes_here().looked_at() - before < many / 4);
    CHECK(std::any_of(reader.marks.begin(), reader.marks.end(), [&](const draw::Mark& mark) { return mark.id == marked; }));
}

TEST_CASE("two thousand marks over each other on one page are few signs, few cards and a list that scrolls") {
    Stage stage;
    app::Reader& reader = stage.reader();
    const std::string first = stage.mark("Toch gaat het niet vanzelf goed.", "inzicht", "een gedachte");
    reader.close_editor();
    stage.until([&] { return !reader.has_unsaved(); });
    // Nothing that is still on its way from the store may put its own notes in their place.
    for (int round = 0; round < 3; ++round) {
        bool answered = false;
        reader.ask_store([](notes::Store&) -> Result<void> { return {}; }, [&](const Result<void>&) { answered = true; });
        stage.until([&] { return answered; });
        stage.frames(2);
    }
    const app::PlacedNote model = *reader.find_note(first);
    for (int i = 0; i < 2'000; ++i) {
        app::PlacedNote placed = model;
        placed.note.id = "note-" + std::to_string(i);
        placed.bytes.start += static_cast<std::size_t>(i % 4);
        placed.note.resolution->range.start += static_cast<std::size_t>(i % 4);
        reader.notes.push_back(std::move(placed));
    }
    app::put_in_order(reader.notes);
    ++reader.notes_revision;
    reader.focus_note({});
    stage.frames(2);
    CHECK(reader.marks.size() == 2'001);
    CHECK(stage.ids("mark/").size() == draw::most_signs_abreast);
    CHECK(stage.ids("margin/").size() < 20);
    const std::vector<std::string> more = stage.ids("more/");
    REQUIRE(more.size() == 1);
    CHECK(stage.item(more.front()).name == "Nog 1.998 markeringen op deze regel");
    stage.click(more.front());
    stage.frame();
    CHECK(stage.ids("here/").size() == 8);
    const std::string top = stage.ids("here/").front();
    for (int i = 0; i < 9; ++i) stage.key(app::key_down);
    CHECK(stage.ids("here/").size() == 8);
    CHECK(stage.ids("here/").front() != top);
    stage.move(
        {stage.item(stage.ids("here/").front()).rect.x + 20, stage.item(stage.ids("here/").front()).rect.y + 20});
    stage.wheel(100);
    stage.frame();
    CHECK(stage.ids("here/").front() == top);
    stage.key(app::key_up);
    stage.key(app::key_up);
    stage.frame();
    CHECK(reader.marks_here->first > 1'900);
}
