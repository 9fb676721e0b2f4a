// Marking by mouse and by keyboard, on the page.
#include <catch2/catch.hpp>

#include "app/caret.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Stage;
using typeset::Point;

namespace {

std::size_t byte_of(Stage& stage, std::string_view words) {
    const std::size_t at = stage.reader().chapter->text.find(words);
    REQUIRE(at != std::string::npos);
    return at;
}

// The left edge of a letter, in the middle of its line.
Point before(Stage& stage, std::size_t byte) {
    const typeset::ChapterLayout& layout = *stage.reader().layout;
    const typeset::Line& line = layout.lines()[layout.line_at(byte)];
    return stage.reader().to_screen({typeset::x_at(line, byte, layout.chapter().text), line.top + line.height / 2});
}

void down(Stage& stage, Point at) {
    stage.move(at);
    stage.input().pressed = stage.input().down = true;
    stage.input().clicks = 1;
    stage.frame();
}

void up(Stage& stage) {
    stage.input().down = false;
    stage.input().released = true;
    stage.frame();
    stage.frame();
}

void drag(Stage& stage, Point from, Point to) {
    down(stage, from);
    stage.move(to);
    up(stage);
}

// A reply to a note, as an import brings it; returns its id.
std::string answer(Stage& stage, const std::string& to, const std::string& words) {
    notes::StoreOptions options;
    options.folder = stage.reader().data_folder;
    Result<notes::Store> store = notes::Store::open(options);
    REQUIRE(store);
    notes::Draft draft;
    draft.kind = notes::Kind::reply;
    draft.parent = to;
    draft.anchor = stage.reader().find_note(to)->note.anchor;
    draft.body = words;
    const Result<std::string> id = store->add(stage.reader().row->key, draft);
    REQUIRE(id);
    stage.until([&] { return stage.reader().find_note(*id) != nullptr; });
    return *id;
}

// Two marks over each other: a sentence and a word in it.
struct Nested {
    explicit Nested(Stage& stage, const std::string& note = {}) {
        outer = stage.mark("Toch gaat het niet vanzelf goed.", "inzicht");
        inner = stage.mark("vanzelf", "vraag", note);
        within = before(stage, byte_of(stage, "vanzelf") + 2);
    }
    std::string outer, inner;
    Point within;
};

}  // namespace

TEST_CASE("a drag selects from the grapheme border nearest to where it began to the one nearest to where it ended") {
    Stage stage;
    const std::size_t word = byte_of(stage, "vanzelf");
    const Point v = before(stage, word), a = before(stage, word + 1), f = before(stage, word + 6), end = before(stage, word + 7);
    // A bit left of the middle of the first letter, a bit right of that of the last one.
    drag(stage, {v.x + (a.x - v.x) * 0.45F, v.y}, {f.x + (end.x - f.x) * 0.55F, f.y});
    REQUIRE(stage.reader().selection);
    CHECK(stage.reader().selected_text() == "vanzelf");
    drag(stage, {v.x + (a.x - v.x) * 0.55F, v.y}, {f.x + (end.x - f.x) * 0.45F, f.y});
    CHECK(stage.reader().selected_text() == "anzel");
}

TEST_CASE("a drag of less than two pixels selects nothing") {
    Stage stage;
    const std::size_t word = byte_of(stage, "vanzelf");
    const Point a = before(stage, word + 1);
    drag(stage, {a.x - 0.9F, a.y}, {a.x + 1, a.y});
    CHECK_FALSE(stage.reader().selection);
    drag(stage, {a.x - 4, a.y}, {a.x + 9, a.y});
    CHECK(stage.reader().selection);
}

TEST_CASE("two clicks select a word, three a paragraph, and dragging on extends by them") {
    Stage stage;
    const std::size_t word = byte_of(stage, "vanzelf");
    const Point at = before(stage, word + 2);
    stage.press_at(at, 2);
    CHECK(stage.reader().selected_text() == "vanzelf");
    stage.press_at({20, 400});
    stage.move(at);
    stage.input().pressed = stage.input().down = true;
    stage.input().clicks = 2;
    stage.frame();
    stage.move(before(stage, byte_of(stage, "gaat het") + 1));
    up(stage);
    CHECK(stage.reader().selected_text() == "gaat het niet vanzelf");
    stage.press_at(at, 3);
    const document::Chapter& chapter = *stage.reader().chapter;
    CHECK(stage.reader().selected_text() == chapter.text_of(chapter.blocks[chapter.block_at(word)]));
}

TEST_CASE("a click with Ctrl selects a sentence, and dragging on extends by sentences") {
    Stage stage;
    const Point at = before(stage, byte_of(stage, "vanzelf goed") + 2);
    stage.input().ctrl = true;
    stage.press_at(at);
    CHECK(stage.reader().selected_text().starts_with("Toch gaat het niet vanzelf goed"));
    const std::string& text = stage.reader().chapter->text;
    const std::size_t end = stage.reader().selection->range().end;
    CHECK(text::next_sentence(text, byte_of(stage, "vanzelf goed")) - end <= 1);  // but for the space behind it
    // Its first letter is of it, and of no sentence before.
    stage.press_at(before(stage, byte_of(stage, "Toch gaat")));
    CHECK(stage.reader().selected_text().starts_with("Toch gaat"));
    stage.input().ctrl = false;
}

TEST_CASE("the sheet of keys tells how the cursor moves and what clicks select") {
    Stage stage;
    stage.key('?');
    stage.frames(2);
    REQUIRE(stage.reader().sheet.kind == app::Sheet::shortcuts);
    CHECK(stage.item("sheet/key/caret/sentence").value == "Alt+↓");
    CHECK(stage.item("sheet/key/caret/paragraph").value == "Ctrl+↓");
    CHECK(stage.item("sheet/key/caret/select").value == "Shift+→");
    CHECK(stage.item("sheet/key/mouse/sentence").value == "Ctrl+klik");
    CHECK(stage.item("sheet/key/mouse/paragraph").value == "driemaal klikken");
}

TEST_CASE("a drag past the foot scrolls on by itself, and leaves the reader where the selection ends") {
    Stage stage;
    const Point from = before(stage, byte_of(stage, "vanzelf"));
    down(stage, from);
    stage.move({from.x, 830});  // below the window
    stage.until([&] { return stage.reader().scroll > 500; });
    up(stage);
    const float there = stage.reader().scroll;
    REQUIRE(stage.reader().selection);
    const std::size_t end = stage.reader().selection->focus;
    const float y = stage.reader().layout->y_of(end);
    CHECK(y > there);
    CHECK(y < there + stage.reader().text_area().height + 10);
    CHECK(stage.reader().selection->anchor == byte_of(stage, "vanzelf"));
    stage.frames(5);
    CHECK(stage.reader().scroll == there);
    CHECK(stage.find("selection"));
}

TEST_CASE("a drag past the foot of a page turns it, never into another chapter") {
    Stage stage;
    app::run_command(stage.reader(), "flow.pages");
    stage.frame();
    const std::size_t chapter = stage.reader().chapter_index;
    const Point from = before(stage, stage.reader().layout->pages()[0].first_byte + 40);
    down(stage, from);
    stage.move({from.x, 795});
    CHECK(stage.reader().page == 0);  // not at once: one may only pass by
    stage.until([&] { return stage.reader().page == 2; });
    up(stage);
    REQUIRE(stage.reader().selection);
    CHECK(stage.reader().layout->page_of(stage.reader().selection->focus) == 2);
    CHECK(stage.reader().page == 2);
    app::run_command(stage.reader(), "chapter.end");
    stage.frame();
    const std::size_t last = stage.reader().page;
    down(stage, {from.x, 300});
    stage.move({from.x, 795});
    const auto until = app::steady_now() + 1200;
    stage.until([&] { return app::steady_now() > until; });
    up(stage);
    CHECK(stage.reader().page == last);
    CHECK(stage.reader().chapter_index == chapter);
}

TEST_CASE("a passage is marked by keyboard alone, with a word at a time and the last category on Enter") {
    Stage stage;
    stage.key('v');
    REQUIRE(stage.reader().caret);
    CHECK(stage.find("page/caret"));
    CHECK(stage.find("caret/status"));
    const std::size_t wanted = byte_of(stage, "Toch gaat het niet vanzelf goed.");
    for (int i = 0; i < 40 && stage.reader().caret->byte < wanted; ++i) stage.key(app::key_down, true);
    while (stage.reader().caret->byte > wanted) stage.key(app::key_up, false, false, true);
    for (int i = 0; i < 40 && stage.reader().caret->byte != wanted; ++i) stage.key(app::key_down, false, false, true);
    REQUIRE(stage.reader().caret->byte == wanted);
    for (int i = 0; i < 3; ++i) stage.key(app::key_right, true, true);
    CHECK(stage.reader().selected_text() == "Toch gaat het ");
    stage.key(app::key_left, false, true);
    CHECK(stage.reader().selected_text() == "Toch gaat het");
    stage.key(app::key_enter);
    stage.until([&] { return stage.reader().notes.size() == 1; });
    CHECK(stage.reader().notes[0].note.anchor.exact == "Toch gaat het");
    CHECK(stage.reader().notes[0].note.category == stage.reader().settings.last_category);
    CHECK_FALSE(stage.reader().selection);
    CHECK(stage.reader().caret);

    // A category by its number; the space that was selected along is not marked.
    stage.key(app::key_right, true);
    stage.key(app::key_right, true, true);
    stage.key('4');
    stage.until([&] { return stage.reader().notes.size() == 2; });
    CHECK(stage.reader().notes[1].note.category == "twijfel");
    CHECK(stage.reader().notes[1].note.anchor.exact == "niet");

    // A note: the selection, its key, and words.
    stage.key(app::key_end);
    stage.key(app::key_home, false, true);
    stage.key('n');
    stage.until([&] { return stage.reader().editor && !stage.reader().editor->id.empty(); });
    stage.frame();
    stage.type("vanuit het toetsenbord");
    stage.key(app::key_escape);
    stage.until([&] { return stage.reader().notes.size() == 3 && !stage.reader().editor; });
    CHECK(stage.reader().caret);
    stage.key(app::key_escape);
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().caret);
    CHECK_FALSE(stage.find("caret/status"));
}

TEST_CASE("the page follows the caret, scrolling or turning as little as is needed") {
    Stage stage;
    const char* flow = GENERATE("flow.scroll", "flow.pages");
    app::run_command(stage.reader(), flow);
    stage.key('v');
    for (int i = 0; i < 70; ++i) {
        stage.key(app::key_down);
        INFO(flow << " line " << i);
        REQUIRE(stage.find("page/caret"));
        const typeset::Rect rect = stage.item("page/caret").rect;
        CHECK(rect.y >= 40);
        CHECK(rect.bottom() <= 800 - 34);
    }
    CHECK(stage.reader().place().byte > 0);
    stage.key(app::key_home, true);
    CHECK(stage.reader().place().byte == 0);
}

TEST_CASE("a handle moves the end of a mark, which keeps everything else, in one step that can be undone") {
    Stage stage;
    const std::string id = stage.mark("niet vanzelf", "vraag", "Is dat zo?");
    stage.reader().add_tag({id}, "maart");
    stage.until([&] { return stage.reader().find_note(id)->note.tags.size() == 1; });
    const std::string reply = answer(stage, id, "Ja, dat is zo.");
    stage.reader().focus_note(id);
    stage.frames(2);
    const typeset::Rect handle = stage.item("handle/end").rect;
    const Point knob{handle.x + handle.width / 2, handle.y + handle.height / 2};
    const std::size_t end = byte_of(stage, "vanzelf goed.") + std::string("vanzelf goed.").size();
    const Point from = before(stage, byte_of(stage, "vanzelf") + 7), to = before(stage, end);
    down(stage, knob);
    stage.move({knob.x + to.x - from.x, knob.y + to.y - from.y});
    // It is seen while the handle is held.
    REQUIRE(stage.reader().marks.size() == 1);
    CHECK(stage.reader().marks[0].bytes.end == end);
    up(stage);
    stage.until([&] { return stage.reader().find_note(id)->note.anchor.exact == "niet vanzelf goed."; });
    const notes::Annotation& after = stage.reader().find_note(id)->note;
    CHECK(after.category == "vraag");
    CHECK(after.body == "Is dat zo?");
    CHECK(after.tags == std::vector<std::string>{"maart"});
    REQUIRE(stage.reader().find_note(reply));
    CHECK(stage.reader().find_note(reply)->note.parent == id);
    CHECK(stage.reader().find_note(reply)->note.body == "Ja, dat is zo.");
    CHECK(stage.reader().notes.size() == 2);
    CHECK(stage.reader().find_note(id)->bytes.end == end);

    stage.reader().undo();
    stage.until([&] { return stage.reader().find_note(id)->note.anchor.exact == "niet vanzelf"; });
    CHECK(stage.reader().find_note(id)->note.body == "Is dat zo?");
    stage.reader().redo();
    stage.until([&] { return stage.reader().find_note(id)->note.anchor.exact == "niet vanzelf goed."; });
}

TEST_CASE("a handle that is taken and let go of changes nothing, and the start may pass the end") {
    Stage stage;
    const std::string id = stage.mark("niet vanzelf", "vraag");
    stage.reader().focus_note(id);
    stage.frames(2);
    const typeset::Rect handle = stage.item("handle/start").rect;
    const Point knob{handle.x + handle.width / 2, handle.y + handle.height / 2};
    drag(stage, knob, {knob.x + 1, knob.y});
    CHECK_FALSE(stage.reader().adjusting);
    CHECK(stage.reader().find_note(id)->note.anchor.exact == "niet vanzelf");
    const Point start = before(stage, byte_of(stage, "niet vanzelf")), beyond = before(stage, byte_of(stage, "vanzelf goed.") + 13);
    drag(stage, knob, {knob.x + beyond.x - start.x, knob.y + beyond.y - start.y});
    stage.until([&] { return stage.reader().find_note(id)->note.anchor.exact == "goed."; });
}

TEST_CASE("by keyboard both ends of a mark are moved, kept by Enter or left by Esc") {
    Stage stage;
    const std::string id = stage.mark("niet vanzelf", "actie", "Afspreken.");
    stage.reader().focus_note(id);
    stage.key('e');
    REQUIRE(stage.reader().adjusting);
    stage.key(app::key_right, true);
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().adjusting);
    CHECK_FALSE(stage.reader().caret);
    CHECK(stage.reader().find_note(id)->note.anchor.exact == "niet vanzelf");
    CHECK(stage.reader().marks[0].bytes.size() == std::string("niet vanzelf").size());

    stage.reader().focus_note(id);
    stage.key('e');
    for (int i = 0; i < 6; ++i) stage.key(app::key_right);
    stage.key('o');
    stage.key(app::key_left, true);
    stage.key(app::key_enter);
    stage.until([&] { return stage.reader().find_note(id)->note.anchor.exact == "het niet vanzelf goed."; });
    CHECK(stage.reader().find_note(id)->note.body == "Afspreken.");
    CHECK(stage.reader().find_note(id)->note.category == "actie");
}

TEST_CASE("of marks over each other a click picks the shortest, and a further click there the next") {
    Stage stage;
    const Nested marks(stage);
    stage.press_at(marks.within);
    CHECK(stage.reader().focused_note == marks.inner);
    stage.press_at(marks.within);
    CHECK(stage.reader().focused_note == marks.outer);
    stage.press_at(marks.within);
    CHECK(stage.reader().focused_note == marks.inner);
    stage.press_at(before(stage, byte_of(stage, "Toch gaat") + 2));
    CHECK(stage.reader().focused_note == marks.outer);
}

TEST_CASE("also when the shortest has a note, which opens, a further click comes to the next") {
    Stage stage;
    const Nested marks(stage, "Bij ons wel.");
    stage.press_at(marks.within);
    REQUIRE(stage.reader().editor);
    CHECK(stage.reader().editor->id == marks.inner);
    stage.press_at(marks.within);
    CHECK(stage.reader().focused_note == marks.outer);
    CHECK_FALSE(stage.reader().editor);
}

TEST_CASE("Enter lists the marks at a place, and the arrows and Enter take one of them") {
    Stage stage;
    const Nested marks(stage, "Bij ons wel.");
    stage.reader().focus_note(marks.outer);
    stage.reader().picked_at = byte_of(stage, "vanzelf");
    stage.key(app::key_enter);
    REQUIRE(stage.reader().marks_here);
    CHECK(stage.ids("here/") == std::vector<std::string>{"here/" + marks.inner, "here/" + marks.outer});
    CHECK(stage.item("here/" + marks.inner).name == "Vraag: vanzelf");
    stage.key(app::key_down);
    stage.key(app::key_enter);
    CHECK_FALSE(stage.reader().marks_here);
    CHECK(stage.reader().focused_note == marks.outer);

    // The caret has the same list; Esc closes only that.
    stage.key('v');
    stage.reader().place_caret(byte_of(stage, "vanzelf") + 1);
    stage.key(app::key_enter);
    REQUIRE(stage.find("here"));
    stage.key(app::key_escape);
    CHECK_FALSE(stage.find("here"));
    CHECK(stage.reader().caret);
    // Where only one lies, it is opened.
    stage.reader().place_caret(byte_of(stage, "Toch gaat") + 1);
    stage.key(app::key_enter);
    REQUIRE(stage.reader().editor);
    CHECK(stage.reader().editor->id == marks.outer);
}

TEST_CASE("marking over a mark never changes it") {
    Stage stage;
    const std::string first = stage.mark("niet vanzelf", "vraag", "Is dat zo?");
    const notes::Annotation was = stage.reader().find_note(first)->note;
    stage.reader().focus_note(first);
    stage.mark("vanzelf goed", "citaat");
    stage.mark("niet vanzelf", "twijfel");
    CHECK(stage.reader().notes.size() == 3);
    CHECK(stage.reader().find_note(first)->note == was);
}
