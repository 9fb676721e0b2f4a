// Settings that another window on the same notes has changed, and typefaces that come and go while one reads.
#include <stdlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "support/shell.h"
#include "typeset/installed.h"
#include "ui/stage.h"
#include "words/words.h"

using namespace katern;
using katern::test::output_of;
using katern::test::Setting;
using katern::test::Stage;

namespace {

Setting on_the_same_notes(Stage& first, const std::string& book = "@katern") {
    Setting setting;
    setting.book = book;
    setting.data = first.folder().path("data");
    return setting;
}

void change(Stage& stage, const std::function<void(app::Settings&)>& edit) {
    app::Settings changed = stage.reader().settings;
    edit(changed);
    stage.reader().change_settings(changed);
}

std::string other_book(const Stage& stage) {
    const std::string path = stage.folder().path("ander.md");
    std::ofstream(path) << "# Ander boek\n\nEen alinea in een ander boek, met genoeg woorden om te zetten.\n";
    return path;
}

// A system with no typefaces but what is put in its folder.
class OtherSystem {
public:
    OtherSystem() {
        std::ofstream(folder_.path("fonts.conf"))
            << "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>" << folder_.path("letters")
            << "</dir><cachedir>" << folder_.path("cache") << "</cachedir></fontconfig>";
        std::filesystem::create_directories(folder_.path("letters"));
        setenv("FONTCONFIG_FILE", folder_.path("fonts.conf").c_str(), 1);
        typeset::look_again();
    }
    ~OtherSystem() {
        unsetenv("FONTCONFIG_FILE");
        typeset::look_again();
    }
    void install(const std::string& file) const {
        // Whole at once: half a file that is looked at counts as none until the folder changes again.
        std::filesystem::copy_file(file, folder_.path("whole.ttf"));
        std::filesystem::rename(folder_.path("whole.ttf"), folder_.path("letters") + "/letter.ttf");
    }

private:
    katern::test::Folder folder_;
};

}  // namespace

TEST_CASE("what is changed in one window shows in another at once, and the place there stays") {
    Stage first;
    Stage second(on_the_same_notes(first));
    second.go("02-randvoorwaarden");
    second.reader().scroll_by(900, false);
    second.frame();
    const app::Place before = second.reader().place();
    REQUIRE(before.byte > 0);

    change(first, [](app::Settings& s) {
        s.theme = draw::ThemeName::sepia;
        s.size = 27;
        s.leading = 1.8F;
        s.language = Language::en;
    });
    second.until([&] { return app::rows_of(second.reader().settings) == app::rows_of(first.reader().settings); });
    CHECK(second.reader().theme().paper == draw::theme(draw::ThemeName::sepia).paper);
    CHECK(second.reader().layout->style().size == 27);
    const std::size_t line = second.reader().layout->line_at(second.reader().place().byte);
    CHECK(second.reader().layout->lines()[line].bytes.contains(before.byte));

    // And the other way, with what neither of them has changed left alone.
    change(second, [](app::Settings& s) { s.flow = app::Flow::pages; });
    first.until([&] { return first.reader().settings.flow == app::Flow::pages; });
    CHECK(first.reader().settings.size == 27);
}

TEST_CASE("what is being chosen here is not undone by what another window chose a moment ago") {
    Stage first;
    Stage second(on_the_same_notes(first));
    change(first, [](app::Settings& s) { s.theme = draw::ThemeName::dark; });
    for (int size = 20; size < 30; ++size) {
        change(second, [&](app::Settings& s) { s.size = static_cast<float>(size); });
        second.frame();
        CHECK(second.reader().settings.size == static_cast<float>(size));
    }
    second.until([&] { return second.reader().settings.theme == draw::ThemeName::dark; });
    CHECK(second.reader().settings.size == 29);
    first.until([&] { return first.reader().settings.size == 29; });
}

TEST_CASE("a book’s own look shows only in windows on that book") {
    Stage first;
    Stage same(on_the_same_notes(first));
    Stage other(on_the_same_notes(first, other_book(first)));
    first.reader().keep_look_for_book(true);
    change(first, [](app::Settings& s) { s.size = 31; });
    same.until([&] { return same.reader().own_look && same.reader().settings.size == 31; });
    CHECK(same.reader().layout->style().size == 31);

    // What is changed for all books reaches the first as far as its own look does not say otherwise.
    change(other, [](app::Settings& s) {
        s.size = 14;
        s.leading = 2;
    });
    first.until([&] { return first.reader().settings.leading == Approx(2); });
    CHECK(first.reader().settings.size == 31);
    CHECK(other.reader().settings.size == 14);
    CHECK_FALSE(other.reader().own_look);

    first.reader().keep_look_for_book(false);
    same.until([&] { return !same.reader().own_look; });
    CHECK(same.reader().settings.size == 14);
}

TEST_CASE("a typeface that is gone is named once, another stands in, and it is back as soon as it is there again") {
    const std::string file = output_of({"fc-match", "-f", "%{file}", "DejaVu Sans Mono"});
    if (file.find("DejaVuSansMono.ttf") == std::string::npos) { WARN("DejaVu Sans Mono is not installed: skipped"); return; }
    const std::string name = "DejaVu Sans Mono";
    const OtherSystem system;
    Stage stage;
    change(stage, [&](app::Settings& s) { s.family = typeset::family_named(name); });
    app::Reader& reader = stage.reader();
    CHECK(reader.missing_typeface == name);
    CHECK(reader.message.find(name) != std::string::npos);
    CHECK(typeset::name_of(reader.settings.family) == name);
    const float stand_in = reader.layout->lines()[3].width;
    reader.message.clear();
    change(stage, [](app::Settings& s) { s.leading = 1.7F; });
    CHECK(reader.message.empty());

    stage.key(',', true);
    stage.frames(2);
    CHECK(stage.item("comfort/typeface/missing").name == "staat niet op deze computer");
    stage.click("comfort/typeface/list");
    stage.frame();
    CHECK(stage.item("comfort/faces/" + name).value == "1");
    stage.key(app::key_escape);
    stage.key(app::key_escape);

    // Coming back to the window without it changes nothing.
    reader.look_for_typeface();
    stage.frames(3);
    CHECK(reader.missing_typeface == name);

    system.install(file);
    const std::size_t place = reader.place().byte;
    stage.until([&] {
        reader.look_for_typeface();
        return reader.missing_typeface.empty();
    });
    CHECK(typeset::is_there(reader.settings.family));
    CHECK(typeset::name_of(reader.settings.family) == name);
    CHECK(reader.layout->lines()[3].width != Approx(stand_in));
    CHECK(reader.place().byte == place);
    stage.key(',', true);
    stage.frames(2);
    CHECK_FALSE(stage.find("comfort/typeface/missing"));
}
