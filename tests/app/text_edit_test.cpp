#include "app/text_edit.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "text/text.h"

namespace {

using katern::app::TextEdit;
using Time = TextEdit::Time;

// "Een [leer|netwerk" is the text with its anchor at [ and its caret at |; without [ nothing is selected.
TextEdit editor(std::string marked, TextEdit::Lines lines = TextEdit::Lines::many) {
    std::size_t caret = marked.find('|');
    if (caret != std::string::npos) marked.erase(caret, 1);
    std::size_t anchor = marked.find('[');
    if (anchor != std::string::npos) {
        marked.erase(anchor, 1);
        if (caret > anchor) --caret;
    }
    TextEdit edit(lines);
    edit.set_text(marked);
    if (caret == std::string::npos) caret = marked.size();
    edit.move_to(anchor == std::string::npos ? caret : anchor);
    if (anchor != std::string::npos) edit.move_to(caret, true);
    return edit;
}

std::string shown(const TextEdit& edit) {
    std::string out = edit.text();
    if (!edit.has_selection()) return out.insert(edit.caret(), "|");
    const bool forward = edit.caret() > edit.anchor();
    out.insert(edit.selection().end, forward ? "|" : "[");
    return out.insert(edit.selection().start, forward ? "[" : "|");
}

void type(TextEdit& edit, std::string_view letters, Time start = Time{0}, Time apart = Time{80}) {
    const std::string whole(letters);
    for (std::size_t at = 0; at < whole.size(); start += apart) {
        const std::size_t next = katern::text::next_grapheme(whole, at);
        edit.insert(whole.substr(at, next - at), start);
        at = next;
    }
}

bool on_border(const std::string& text, std::size_t at) {
    for (const std::size_t border : katern::text::grapheme_borders(text))
        if (border == at) return true;
    return false;
}

}  // namespace

TEST_CASE("a note takes accents and quotes as they are typed") {
    TextEdit edit;
    type(edit, "Coördinatie à € 5: “eén ë”");
    CHECK(shown(edit) == "Coördinatie à € 5: “eén ë”|");
    edit.backspace(Time{9000});
    edit.backspace(Time{9100});
    CHECK(shown(edit) == "Coördinatie à € 5: “eén |");
}

TEST_CASE("a combining mark that is typed after its letter makes one letter") {
    auto edit = editor("re|el");
    edit.insert("\u0308", Time{0});  // as some input methods and macOS send it
    CHECK(shown(edit) == "rë|el");
    edit.undo();
    CHECK(shown(edit) == "re|el");
    edit.redo();
    CHECK(shown(edit) == "rë|el");

    SECTION("in one undo step with the typing before it") {
        TextEdit typed;
        type(typed, "re");
        typed.insert("\u0308", Time{200});
        type(typed, "el", Time{300});
        CHECK(shown(typed) == "rëel|");
        typed.undo();
        CHECK(shown(typed) == "|");
    }
}

TEST_CASE("a mark that is left behind by an erasure joins the letter that it comes to stand after") {
    auto edit = editor("e\n|\u0301n");
    edit.backspace(Time{0});
    CHECK(edit.text() == "én");
    CHECK(on_border(edit.text(), edit.caret()));
    edit.undo();
    CHECK(edit.text() == "e\n\u0301n");
}

TEST_CASE("what a person sees as one sign goes with one Backspace") {
    const std::vector<std::string> signs{"é", "👩‍👧‍👦", "🇳🇱", "👍🏽", "x\u0323\u0307", "각", "€"};
    for (const std::string& sign : signs) {
        TextEdit edit;
        edit.paste("a" + sign + "b", Time{0});
        edit.move_left();
        CHECK(edit.caret() == 1 + sign.size());
        edit.move_left();
        CHECK(edit.caret() == 1);
        edit.move_right();
        edit.backspace(Time{1});
        CHECK(edit.text() == "ab");
        edit.undo();
        edit.move_to(1);
        edit.delete_forward(Time{2});
        CHECK(edit.text() == "ab");
    }
}

TEST_CASE("a joiner between two emoji leaves the caret behind the one that they become") {
    auto edit = editor("👩|👧!");
    edit.insert("\u200D", Time{0});
    CHECK(shown(edit) == "👩\u200D👧|!");
    edit.undo();
    CHECK(shown(edit) == "👩|👧!");
}

TEST_CASE("what is pasted is cleaned") {
    TextEdit edit;
    edit.paste("een\r\ntwee\rdrie\u2028vier\vvijf\tzes", Time{0});
    CHECK(edit.text() == "een\ntwee\ndrie\nvier\nvijf\tzes");

    TextEdit dirty;
    dirty.paste(std::string_view("a\0b\x1B[1m\x7F\xC2\x85q", 11), Time{0});
    CHECK(dirty.text() == "ab[1m\nq");

    TextEdit broken;
    broken.paste("be\xFF\xC3stuur \xE2\x82", Time{0});
    CHECK(broken.text() == "bestuur ");

    TextEdit decomposed;
    decomposed.paste("cafe\u0301 e\u0308n", Time{0});
    CHECK(decomposed.text() == "café ën");
}

TEST_CASE("a field of one line drops line feeds") {
    TextEdit edit(TextEdit::Lines::one);
    edit.paste("leer\r\nnet\nwerk", Time{0});
    edit.insert("\n", Time{10});
    CHECK(edit.text() == "leernetwerk");
    CHECK(edit.revision() == 1);
    edit.set_text("a\nb");
    CHECK(edit.text() == "ab");
}

TEST_CASE("an edit replaces what is selected") {
    auto edit = editor("Een [leer|netwerk");
    SECTION("typing") {
        type(edit, "vak");
        CHECK(shown(edit) == "Een vak|netwerk");
        edit.undo();
        CHECK(shown(edit) == "Een [leer|netwerk");
    }
    SECTION("pasting") {
        edit.paste("bestuurs", Time{0});
        CHECK(shown(edit) == "Een bestuurs|netwerk");
    }
    SECTION("Backspace") {
        edit.backspace(Time{0});
        CHECK(shown(edit) == "Een |netwerk");
    }
    SECTION("Delete by word") {
        edit.delete_word_forward(Time{0});
        CHECK(shown(edit) == "Een |netwerk");
    }
    SECTION("cutting") {
        CHECK(edit.cut(Time{0}) == "leer");
        CHECK(shown(edit) == "Een |netwerk");
        CHECK(edit.cut(Time{1}).empty());
    }
    SECTION("nothing that can be typed leaves it") {
        edit.insert("\x01", Time{0});
        CHECK(shown(edit) == "Een [leer|netwerk");
    }
    SECTION("by the same words is no change") {
        const auto before = edit.revision();
        edit.paste("leer", Time{0});
        CHECK(shown(edit) == "Een leer|netwerk");
        CHECK(edit.revision() == before);
        CHECK_FALSE(edit.can_undo());
    }
}

TEST_CASE("arrows let go of a selection at its side") {
    auto edit = editor("Een [leer|netwerk");
    SECTION("left") {
        edit.move_left();
        CHECK(shown(edit) == "Een |leernetwerk");
    }
    SECTION("right, also when it was made backwards") {
        edit = editor("Een |leer[netwerk");
        edit.move_right();
        CHECK(shown(edit) == "Een leer|netwerk");
    }
    SECTION("with Shift it grows and shrinks") {
        edit.move_right(true);
        CHECK(shown(edit) == "Een [leern|etwerk");
        edit.move_word_left(true);
        CHECK(shown(edit) == "Een |leernetwerk");
        edit.move_home(true);
        CHECK(shown(edit) == "|Een [leernetwerk");
        edit.move_end(true);
        CHECK(shown(edit) == "Een [leernetwerk|");
    }
}

TEST_CASE("Ctrl with the arrows goes by words") {
    auto edit = editor("|Wat scholen, samen leren");
    edit.move_word_right();
    CHECK(shown(edit) == "Wat |scholen, samen leren");
    edit.move_word_right();
    CHECK(shown(edit) == "Wat scholen, |samen leren");
    edit.move_word_left();
    edit.move_word_left();
    CHECK(shown(edit) == "|Wat scholen, samen leren");
    edit.move_end();
    CHECK(shown(edit) == "Wat scholen, samen leren|");
}

TEST_CASE("erasing by words stops at the line") {
    auto edit = editor("eerste regel\ntweede re|gel");
    edit.delete_word_back(Time{0});
    CHECK(shown(edit) == "eerste regel\ntweede |gel");
    edit.delete_word_back(Time{1});
    CHECK(shown(edit) == "eerste regel\n|gel");
    edit.delete_word_back(Time{2});
    CHECK(shown(edit) == "eerste regel|gel");

    edit = editor("een |twee\ndrie");
    edit.delete_word_forward(Time{0});
    CHECK(shown(edit) == "een |\ndrie");
    edit.delete_word_forward(Time{1});
    CHECK(shown(edit) == "een |drie");
    edit = editor("|");
    edit.delete_word_back(Time{0});
    edit.delete_word_forward(Time{0});
    CHECK_FALSE(edit.can_undo());
}

TEST_CASE("two clicks select a word and three a paragraph, and dragging on extends by them") {
    auto edit = editor("Wat drie scholen\nsamen kunnen leren");
    edit.select_word_at(5);
    CHECK(shown(edit) == "Wat [drie| scholen\nsamen kunnen leren");
    edit.drag_to(10);
    CHECK(shown(edit) == "Wat [drie scholen|\nsamen kunnen leren");
    edit.drag_to(1);
    CHECK(shown(edit) == "|Wat drie[ scholen\nsamen kunnen leren");
    edit.drag_to(6);
    CHECK(shown(edit) == "Wat [drie| scholen\nsamen kunnen leren");

    edit.select_paragraph_at(2);
    CHECK(shown(edit) == "[Wat drie scholen|\nsamen kunnen leren");
    edit.drag_to(20);
    CHECK(shown(edit) == "[Wat drie scholen\nsamen kunnen leren|");
    edit.select_paragraph_at(17);
    CHECK(edit.selected() == "samen kunnen leren");

    edit.move_to(2);
    edit.drag_to(9);
    CHECK(edit.selected() == "t drie ");
    edit.select_all();
    CHECK(edit.selected() == edit.text());
    TextEdit empty;
    empty.select_word_at(0);
    empty.select_paragraph_at(0);
    CHECK_FALSE(empty.has_selection());
}

TEST_CASE("a place inside a sign counts as the border before it") {
    auto edit = editor("a👩‍👧b");
    edit.move_to(4);
    CHECK(edit.caret() == 1);
    edit.move_to(100);
    CHECK(edit.caret() == edit.text().size());
}

TEST_CASE("going up and down keeps its goal until something else moves the caret") {
    auto edit = editor("een\ntwee\ndrie");
    edit.move_to(4, false, 31.5F);
    CHECK(edit.goal_x() == 31.5F);
    edit.move_to(8, true, 31.5F);
    CHECK(edit.selected() == "twee");
    edit.move_left();
    CHECK_FALSE(edit.goal_x().has_value());
    edit.move_to(4, false, 31.5F);
    edit.insert("x", Time{0});
    CHECK_FALSE(edit.goal_x().has_value());
}

TEST_CASE("typing is undone by stretches") {
    TextEdit edit;
    SECTION("a pause of more than a second parts them") {
        type(edit, "een");
        type(edit, " twee", Time{1200});
        edit.undo();
        CHECK(shown(edit) == "een|");
        edit.undo();
        CHECK(shown(edit) == "|");
        CHECK_FALSE(edit.can_undo());
        edit.redo();
        edit.redo();
        CHECK(shown(edit) == "een twee|");
        CHECK_FALSE(edit.can_redo());
    }
    SECTION("a new word after some twenty letters parts them") {
        type(edit, "Vertrouwen groeit langzaam en verdwijnt snel");
        edit.undo();
        CHECK(shown(edit) == "Vertrouwen groeit langzaam |");
        edit.undo();
        CHECK(shown(edit) == "|");
    }
    SECTION("moving the caret parts them") {
        type(edit, "een");
        edit.move_left();
        edit.move_right();
        type(edit, "tje", Time{300});
        edit.undo();
        CHECK(shown(edit) == "een|");
    }
    SECTION("erasing is another step, and joins with itself") {
        type(edit, "eentwee");
        for (int i = 0; i < 4; ++i) edit.backspace(Time{600 + i});
        CHECK(shown(edit) == "een|");
        edit.undo();
        CHECK(shown(edit) == "eentwee|");
        edit.undo();
        CHECK(shown(edit) == "|");
    }
    SECTION("erasing forward joins with itself") {
        edit = editor("|eentwee");
        for (int i = 0; i < 3; ++i) edit.delete_forward(Time{i});
        CHECK(shown(edit) == "|twee");
        edit.undo();
        CHECK(shown(edit) == "|eentwee");
    }
    SECTION("pasting stands alone") {
        type(edit, "een");
        edit.paste(" twee", Time{300});
        type(edit, " drie", Time{310});
        edit.undo();
        CHECK(shown(edit) == "een twee|");
        edit.undo();
        CHECK(shown(edit) == "een|");
    }
    SECTION("typing after undo forgets what could be redone") {
        type(edit, "een");
        edit.undo();
        type(edit, "twee", Time{2000});
        CHECK_FALSE(edit.can_redo());
        edit.redo();
        CHECK(edit.text() == "twee");
    }
}

TEST_CASE("the revision follows the text and nothing else") {
    TextEdit edit;
    edit.insert("a", Time{0});
    CHECK(edit.revision() == 1);
    edit.move_home();
    edit.select_all();
    edit.set_text("a");
    CHECK(edit.revision() == 1);
    edit.undo();
    CHECK(edit.revision() == 2);
    edit.undo();
    CHECK(edit.revision() == 2);
    edit.redo();
    CHECK(edit.revision() == 3);
    edit.set_text("b");
    CHECK(edit.revision() == 4);
}

TEST_CASE("a text that was changed elsewhere keeps the caret at its words and forgets undo") {
    auto edit = editor("Vertrouwen groeit langzaam, zegt |zij");
    edit.insert("ook ", Time{0});
    edit.set_text("Vertrouwen groeit heel langzaam, zegt ook zij");
    CHECK(shown(edit) == "Vertrouwen groeit heel langzaam, zegt ook |zij");
    CHECK_FALSE(edit.can_undo());
    edit.set_text("Kort");
    CHECK(edit.caret() <= edit.text().size());
    edit.set_text("");
    CHECK(shown(edit) == "|");
}

TEST_CASE("whatever is edited, undoing all gives the first text and redoing all the last") {
    const std::vector<std::string> pieces{"a",      "é",      "ë", " ",      "\n", "€",    "“",       "”",  "\u0301",
                                          "\u200D", "👩",      "👧", "🇳",      "🇱",  "각",   "\u1100",  "\t", "\r\n",
                                          "woord ", "\uFE0F", "x", "\u094D", "क",  "\xFF", "e\u0308", "ﬁ",  "\u0323"};
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random(seed);
        const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
        TextEdit edit;
        std::string first;
        for (std::size_t i = below(12); i > 0; --i) first += pieces[below(pieces.size())];
        edit.set_text(first);
        first = edit.text();
        Time now{0};
        for (int i = 0; i < 80; ++i) {
            now += Time{static_cast<long>(below(1500))};
            const std::size_t somewhere = below(edit.text().size() + 1);
            const bool select = below(2) == 0;
            switch (below(17)) {
                case 0:
                    edit.paste(pieces[below(pieces.size())] + pieces[below(pieces.size())], now);
                    break;
                case 1:
                    edit.backspace(now);
                    break;
                case 2:
                    edit.delete_forward(now);
                    break;
                case 3:
                    edit.delete_word_back(now);
                    break;
                case 4:
                    edit.delete_word_forward(now);
                    break;
                case 5:
                    (void)edit.cut(now);
                    break;
                case 6:
                    edit.undo();
                    break;
                case 7:
                    edit.redo();
                    break;
                case 8:
                    edit.move_to(somewhere, select);
                    break;
                case 9:
                    edit.move_left(select);
                    break;
                case 10:
                    edit.move_word_right(select);
                    break;
                case 11:
                    edit.select_word_at(somewhere);
                    break;
                case 12:
                    edit.drag_to(somewhere);
                    break;
                default:
                    edit.insert(pieces[below(pieces.size())], now);
                    break;
            }
            INFO("seed " << seed << ", step " << i << ": " << edit.text());
            REQUIRE(katern::text::find_invalid_utf8(edit.text()) == std::string::npos);
            REQUIRE(katern::text::to_nfc(edit.text()) == edit.text());
            REQUIRE(on_border(edit.text(), edit.caret()));
            REQUIRE(on_border(edit.text(), edit.anchor()));
        }
        while (edit.can_redo()) edit.redo();
        const std::string last = edit.text();
        while (edit.can_undo()) edit.undo();
        CHECK(edit.text() == first);
        while (edit.can_redo()) edit.redo();
        CHECK(edit.text() == last);
    }
}
