// The questions that a book asks, and a reader's answers to them.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "app/questions.h"
#include "support/must.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Folder;
using katern::test::Setting;
using katern::test::Stage;

namespace {

constexpr const char* asked = "Van wie leerde je *echt* iets?";

struct AskingBook {
    Folder folder;
    explicit AskingBook(const std::string& question = "> **Vraag.** Van wie leerde je \\*echt\\* iets?\n\n") {
        folder.with("book.toml", "[book]\ntitle = \"Vragenboek\"\nlanguage = \"nl\"\n");
        folder.with("src/SUMMARY.md", "- [Eén](een.md)\n- [Twee](twee.md)\n");
        folder.with("src/een.md", "# Eén\n\nEen zin vooraf die lang genoeg is om aan te wijzen.\n\n" + question +
                                      "Een zin erna.\n\n> **Voorbeeld.** Geen vraag.\n\n> Een citaat.\n");
        folder.with("src/twee.md", "# Twee\n\nTekst.\n");
    }
    [[nodiscard]] Setting setting() const {
        Setting setting;
        setting.book = folder.path();
        return setting;
    }
};

std::string answer_way(const Stage& stage) {
    const std::vector<std::string> ids = stage.ids("page/question/");
    REQUIRE(ids.size() == 1);
    return ids.front();
}

// In the chapter that asks.
struct Reading {
    AskingBook book;
    Stage stage{book.setting()};
    Reading() { stage.go(0); }
};

void write(Stage& stage, const std::string& words) {
    stage.until([&] { return stage.memory().focus == "note/text"; });
    stage.type(words);
    stage.until([&] { return stage.reader().editor && stage.reader().editor->is_saved(); });
}

void answer(Stage& stage, const std::string& words) {
    stage.click(answer_way(stage));
    write(stage, words);
    stage.key(app::key_escape);
}

}  // namespace

TEST_CASE("a question of the book is answered by mouse; the answer keeps the question's words and opens again") {
    Reading reading;
    Stage& stage = reading.stage;
    CHECK(stage.item(answer_way(stage)).name == "Schrijf je antwoord");
    stage.click(answer_way(stage));
    REQUIRE(stage.reader().editor);
    CHECK(stage.reader().editor->question == asked);
    write(stage, "Van Els, tijdens de lunch.");
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().editor);
    REQUIRE(stage.reader().notes.size() == 1);
    const app::PlacedNote kept = stage.reader().notes.front();
    CHECK(kept.note.kind == notes::Kind::reflection);
    CHECK(kept.note.body == std::string("> ") + asked + "\n\nVan Els, tijdens de lunch.");
    CHECK(kept.note.anchor.exact.empty());
    CHECK(kept.note.anchor.range.empty());
    REQUIRE(kept.placed);
    CHECK(stage.reader().chapter->block_at(kept.bytes.start) == 2);
    CHECK(stage.item(answer_way(stage)).name == "Mijn antwoord · " + app::day_of_answer(stage.reader(), kept.note));
    stage.click(answer_way(stage));
    REQUIRE(stage.reader().editor);
    CHECK(stage.reader().editor->id == kept.note.id);
    CHECK(stage.reader().editor->edit.text() == "Van Els, tijdens de lunch.");
}

TEST_CASE("a question is answered by keyboard alone: by Tab, or by its command in the palette") {
    Reading reading;
    Stage& stage = reading.stage;
    stage.tab_to(answer_way(stage));
    stage.key(app::key_enter);
    write(stage, "Van Bram.");
    stage.key(app::key_escape);
    REQUIRE(stage.reader().notes.size() == 1);
    stage.key('k', true);
    stage.type("vraag beant");
    stage.key(app::key_enter);
    REQUIRE(stage.reader().editor);
    CHECK(stage.reader().editor->edit.text() == "Van Bram.");
}

TEST_CASE("what was typed in one sitting is one step: undo takes the answer back, redo brings all of it again") {
    Reading reading;
    Stage& stage = reading.stage;
    stage.click(answer_way(stage));
    write(stage, "Eerst dit.");
    write(stage, " Dan dat.");
    stage.key(app::key_escape);
    stage.key('z', true);
    stage.until([&] { return stage.reader().notes.empty(); });
    CHECK(stage.item(answer_way(stage)).name == "Schrijf je antwoord");
    stage.key('z', true, true);
    stage.until([&] { return stage.reader().notes.size() == 1; });
    CHECK(notes::reflection_in(stage.reader().notes.front().note).words == "Eerst dit. Dan dat.");
}

TEST_CASE("who opens an answer and writes nothing leaves no trace") {
    Reading reading;
    Stage& stage = reading.stage;
    stage.click(answer_way(stage));
    REQUIRE(stage.reader().editor);
    stage.frames(3);
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().editor);
    stage.click(answer_way(stage));
    stage.until([&] { return stage.memory().focus == "note/text"; });
    stage.type("  ");
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().editor);
    CHECK_FALSE(stage.reader().has_unsaved());
    notes::Store store = test::must(app::open_store(stage.reader().data_folder, "elsewhere"));
    CHECK(test::must(store.annotations(stage.reader().known_book()->key)).empty());
}

TEST_CASE("words typed right before Esc are kept") {
    Reading reading;
    Stage& stage = reading.stage;
    stage.click(answer_way(stage));
    stage.until([&] { return stage.memory().focus == "note/text"; });
    stage.type("Snel.");
    stage.key(app::key_escape);
    REQUIRE(stage.reader().notes.size() == 1);
    CHECK(notes::reflection_in(stage.reader().notes.front().note).words == "Snel.");
}

TEST_CASE("on another day a new answer stands beside the old one") {
    Reading reading;
    Stage& stage = reading.stage;
    answer(stage, "Van Els.");
    const auto ways = [&] { return stage.ids("page/question/"); };
    CHECK(ways().size() == 1);
    app::PlacedNote& old = stage.reader().notes.front();
    old.note.created -= notes::Milliseconds{3} * 86'400'000;
    stage.frame();
    REQUIRE(ways().size() == 2);
    CHECK(stage.item(ways()[0]).name == "Mijn antwoord · " + app::day_of_answer(stage.reader(), old.note));
    CHECK(stage.item(ways()[1]).name == "Nieuw antwoord");
    stage.click(ways()[1]);
    REQUIRE(stage.reader().editor);
    CHECK(stage.reader().editor->edit.text().empty());
    write(stage, "Nu van Bram.");
    stage.key(app::key_escape);
    REQUIRE(stage.reader().notes.size() == 2);
    CHECK(ways().size() == 1);
    stage.click(ways()[0]);
    REQUIRE(stage.reader().editor);
    CHECK(stage.reader().editor->edit.text() == "Nu van Bram.");
}

TEST_CASE("the ways to answer lie on no word of the page") {
    const AskingBook book("> **Vraag.** Een korte vraag?\n>\n> Met een tweede alinea die tot aan het einde van de regel loopt en daarom nog een regel vraagt.\n\n");
    for (const app::Flow flow : {app::Flow::scroll, app::Flow::pages})
        for (const float width : {640.0F, 1280.0F, 1600.0F}) {
            Setting setting = book.setting();
            setting.width = width;
            Stage stage(setting);
            app::Settings changed = stage.reader().settings;
            changed.flow = flow;
            stage.reader().change_settings(changed);
            stage.go(0);
            const typeset::Rect way = stage.item(answer_way(stage)).rect;
            for (const typeset::Line& line : stage.reader().layout->lines()) {
                if (line.bytes.empty()) continue;
                const typeset::Point at = stage.reader().to_screen({line.x, line.baseline});
                const float x_height = stage.reader().settings.size * 0.5F;
                INFO(std::string(text::slice(stage.reader().chapter->text, line.bytes)));
                const bool beside = way.right() <= at.x || way.x >= at.x + line.width;
                CHECK((beside || way.bottom() - 4 <= at.y - x_height || way.y + 4 >= at.y));
            }
        }
}

TEST_CASE("a book without such questions shows no way to answer, and has no command for it") {
    const AskingBook book("> Vraag je af wat je weet.\n\n");
    Stage stage(book.setting());
    stage.go(0);
    CHECK(stage.ids("page/question/").empty());
    CHECK_FALSE(app::command("question.answer")->applies(stage.reader()));
}

TEST_CASE("in the panel an answer shows what was asked and what was written, and is found by both") {
    Reading reading;
    Stage& stage = reading.stage;
    answer(stage, "Van Els.");
    stage.key(app::key_f8);
    const std::string card = "panel/card/" + stage.reader().notes.front().note.id;
    CHECK(stage.item(card).name == "Van Els.");
    stage.click("panel/query");
    stage.type("leerde");
    CHECK(stage.find(card));
    stage.type("xyz");
    CHECK_FALSE(stage.find(card));
}

TEST_CASE("an answer is there again when the program was closed and opened, and goes on from there") {
    const AskingBook book;
    const Folder data;
    Setting setting = book.setting();
    setting.data = data.path();
    {
        Stage evening(setting);
        evening.go(0);
        answer(evening, "Van Els, toen het misging.");
    }
    Stage morning(setting);
    morning.go(0);
    morning.until([&] { return !morning.reader().notes.empty(); });
    REQUIRE(morning.reader().notes.size() == 1);
    const notes::Annotation kept = morning.reader().notes.front().note;
    CHECK(kept.kind == notes::Kind::reflection);
    CHECK(kept.category.empty());
    CHECK(kept.body == "> " + std::string(asked) + "\n\nVan Els, toen het misging.");
    morning.reader().edit_note(kept.id);
    REQUIRE(morning.reader().editor);
    CHECK(morning.reader().editor->edit.text() == "Van Els, toen het misging.");
    CHECK(morning.reader().editor->question == asked);
}

// Not a test by itself: to be looked at.
TEST_CASE("questions and answers are drawn to be looked at", "[.pictures]") {
    REQUIRE(std::getenv("KATERN_PICTURES"));
    const std::string folder = std::getenv("KATERN_PICTURES");
    for (const draw::ThemeName theme : {draw::ThemeName::light, draw::ThemeName::dark}) {
        const std::string suffix = theme == draw::ThemeName::dark ? "-dark" : "";
        for (const float width : {1280.0F, 800.0F}) {
            Setting setting;
            setting.theme = theme;
            setting.width = width;
            Stage stage(setting);
            const std::string size = "-" + std::to_string(static_cast<int>(width)) + suffix + ".png";
            stage.go("01-meerwaarde");
            for (int i = 0; i < 60 && stage.ids("page/question/").empty(); ++i) stage.wheel(-2);
            stage.wheel(-2);
            stage.save(folder + "/question" + size);
            REQUIRE_FALSE(stage.ids("page/question/").empty());
            stage.click(stage.ids("page/question/").front());
            stage.until([&] { return stage.memory().focus == "note/text"; });
            stage.save(folder + "/question-open" + size);
            write(stage, "Of ik de *groep* nog wel de goede kant op stuur. Ik durf het niet te vragen.");
            stage.save(folder + "/question-written" + size);
            stage.key(app::key_escape);
            stage.reader().focus_note({});
            stage.reader().notes.front().note.created -= notes::Milliseconds{3} * 86'400'000;
            stage.save(folder + "/question-answered" + size);
            stage.key(app::key_f8);
            stage.frames(2);
            stage.save(folder + "/question-panel" + size);
        }
    }
}
