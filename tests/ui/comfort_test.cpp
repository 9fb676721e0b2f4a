// The reading settings: what each does to the page, where it is kept, and how it is reached.
#include <catch2/catch.hpp>
#include <fstream>

#include "typeset/installed.h"
#include "ui/stage.h"
#include "words/words.h"

using namespace katern;
using katern::test::Setting;
using katern::test::Stage;

namespace {

void open_comfort(Stage& stage, bool more = true) {
    stage.key(',', true);
    stage.frame();
    if (more) {
        stage.reader().comfort.more = true;
        stage.frames(2);
    }
}

void write(const std::string& path, std::string_view words) {
    std::ofstream(path, std::ios::binary) << words;
}

// Brings a row into sight by the keyboard and presses it.
void step(Stage& stage, const std::string& id, int times = 1) {
    stage.tab_to(id);
    for (int i = 0; i < times; ++i) stage.key(app::key_enter);
}

const typeset::Style& style(Stage& stage) {
    return stage.reader().layout->style();
}

}  // namespace

TEST_CASE("each reading setting shows on the page at once") {
    Stage stage;
    open_comfort(stage);
    const typeset::Style before = style(stage);
    SECTION("line spacing") {
        step(stage, "comfort/leading/next", 2);
        CHECK(style(stage).leading > before.leading * 1.05F);
        step(stage, "comfort/leading/previous", 2);
        CHECK(style(stage).leading == before.leading);
    }
    SECTION("line length, in characters") {
        step(stage, "comfort/measure/previous", 5);
        CHECK(stage.reader().settings.measure == app::normal_measure - 10);
        CHECK(style(stage).measure < before.measure);
    }
    SECTION("alignment and hyphenation") {
        step(stage, "comfort/alignment/next");
        CHECK_FALSE(style(stage).justified);
        step(stage, "comfort/hyphenation/next");
        CHECK_FALSE(style(stage).hyphenate);
    }
    SECTION("punctuation in the edge, on by default") {
        CHECK(before.hanging);
        step(stage, "comfort/hanging/next");
        CHECK_FALSE(style(stage).hanging);
    }
    SECTION("room between letters, words and paragraphs") {
        step(stage, "comfort/letters/next");
        step(stage, "comfort/words/next");
        step(stage, "comfort/paragraphs/next");
        CHECK(style(stage).letter_spacing == Approx(0.02));
        CHECK(style(stage).word_spacing == Approx(0.04));
        CHECK(style(stage).paragraph_spacing > 0);
    }
    SECTION("margins, where the lines would need that room") {
        app::Settings wide = stage.reader().settings;
        wide.measure = app::longest_measure;
        wide.size = 26;
        stage.reader().change_settings(wide);
        stage.frames(2);
        const float normal = style(stage).measure;
        step(stage, "comfort/margins/next");
        stage.frames(2);
        CHECK(style(stage).measure < normal);
    }
    SECTION("flow") {
        step(stage, "comfort/flow/next");
        CHECK(stage.reader().settings.flow != app::Flow::scroll);
    }
    SECTION("the language of the program") {
        step(stage, "comfort/language/next");
        CHECK(stage.item("comfort/leading/next").name == "Line spacing: next");
    }
}

TEST_CASE("what WCAG asks of text spacing can be chosen, and nothing of the page is clipped by it") {
    for (const float scale : {1.0F, 2.0F}) {
        Setting setting;
        setting.width = 1280 / scale;
        setting.height = 800 / scale;
        setting.scale = scale;
        Stage stage(setting);
        app::Settings wcag = stage.reader().settings;
        wcag.leading = 1.5F;
        wcag.letter_spacing = 0.12F;
        wcag.word_spacing = 0.16F;
        wcag.paragraph_spacing = 2;
        REQUIRE(wcag.letter_spacing <= app::most_letter_spacing);
        REQUIRE(wcag.word_spacing <= app::most_word_spacing);
        REQUIRE(wcag.paragraph_spacing <= app::most_paragraph_spacing);
        stage.reader().change_settings(wcag);
        stage.frames(2);
        CHECK(style(stage).paragraph_spacing == Approx(2 * style(stage).size).margin(0.5));
        INFO("at " << scale);
        const typeset::Rect area = stage.reader().text_area();
        CHECK(area.x >= 0);
        CHECK(area.right() <= setting.width);
        for (const typeset::Line& line : stage.reader().layout->lines())
            if (!line.overfull) CHECK(line.x + line.width <= style(stage).measure + style(stage).size);
    }
}

TEST_CASE("the panel of reading settings scrolls where the window is low, and the keyboard comes to all of it") {
    Setting low;
    low.width = 1024;
    low.height = 400;
    Stage stage(low);
    open_comfort(stage);
    const typeset::Rect card = stage.item("comfort").rect;
    CHECK(card.bottom() <= 400);
    stage.tab_to("comfort/reset");
    stage.frames(2);
    const typeset::Rect reset = stage.item("comfort/reset").rect;
    CHECK(reset.height > 0);
    CHECK(reset.bottom() <= card.bottom());
}

TEST_CASE("the panel shows the first rows, and the rest when it is asked for") {
    Stage stage;
    open_comfort(stage, false);
    CHECK(stage.find("comfort/flow/next"));
    CHECK_FALSE(stage.find("comfort/letters/next"));
    stage.click("comfort/more");
    stage.frame();
    CHECK(stage.find("comfort/letters/next"));
    stage.click("comfort/more");
    stage.frame();
    CHECK_FALSE(stage.find("comfort/letters/next"));
}

TEST_CASE("resetting brings back the look that one began with, and nothing else") {
    Stage stage;
    app::Settings changed = stage.reader().settings;
    changed.theme = draw::ThemeName::dark;
    changed.size = 30;
    changed.letter_spacing = 0.1F;
    changed.last_category = "actie";
    stage.reader().change_settings(changed);
    open_comfort(stage);
    step(stage, "comfort/reset");
    CHECK(static_cast<const app::Look&>(stage.reader().settings) == app::Look{});
    CHECK(stage.reader().settings.last_category == "actie");
}

TEST_CASE("a typeface is found by typing, and is on the page before it is chosen for good") {
    Stage stage;
    open_comfort(stage, false);
    stage.click("comfort/typeface/list");
    stage.frame();
    CHECK(stage.memory().focus == "comfort/faces/query");
    stage.type("dysl");
    stage.key(app::key_down);
    CHECK(style(stage).family == typeset::Family::dyslexic);
    CHECK(stage.find("comfort/faces/OpenDyslexic"));
    CHECK_FALSE(stage.find("comfort/faces/Charis"));
    stage.key(app::key_enter);
    stage.frame();
    CHECK(stage.find("comfort/flow/next"));
    CHECK(style(stage).family == typeset::Family::dyslexic);

    stage.click("comfort/typeface/list");
    stage.frame();
    stage.type("krokodil");
    stage.key(app::key_escape);
    CHECK_FALSE(stage.reader().comfort.faces);
    CHECK(stage.reader().comfort_open);
}

TEST_CASE("a book keeps its own look, and gives it back when it need not any more") {
    Stage stage;
    app::Reader& reader = stage.reader();
    app::Settings general = reader.settings;
    general.size = 20;
    reader.change_settings(general);
    open_comfort(stage);
    step(stage, "comfort/own");
    REQUIRE(reader.own_look);
    app::Settings own = reader.settings;
    own.size = 31;
    own.theme = draw::ThemeName::sepia;
    reader.change_settings(own);

    const std::string other = stage.folder().path("ander.md");
    write(other, "# Ander boek\n\nEen alinea in een ander boek, met genoeg woorden om te zetten.\n");
    reader.open_book(other);
    stage.until([&] { return reader.book->path == other && reader.row.has_value(); });
    CHECK_FALSE(reader.own_look);
    CHECK(reader.settings.size == 20);
    CHECK(reader.settings.theme == draw::ThemeName::light);
    app::Settings leading = reader.settings;
    leading.leading = 1.8F;
    reader.change_settings(leading);

    reader.open_book("@katern");
    stage.until([&] { return reader.book->path == "@katern" && reader.row.has_value() && reader.own_look; });
    CHECK(reader.settings.size == 31);
    CHECK(reader.settings.theme == draw::ThemeName::sepia);
    CHECK(reader.settings.leading == Approx(1.8));  // in this it does not differ
    CHECK(style(stage).size == 31);

    reader.keep_look_for_book(false);
    CHECK(reader.settings.size == 20);
    CHECK(style(stage).size == 20);
}

TEST_CASE("a typeface of the system is found beside ours, where there is one, and survives a restart by its name") {
    Stage stage;
    open_comfort(stage, false);
    stage.click("comfort/typeface/list");
    const std::vector<std::string> there = typeset::installed_families();
    stage.until([&] { return stage.reader().families == there; });
    if (there.empty()) {
        WARN("skipped: no typeface for reading is installed on this system");
        return;
    }
    stage.type(there.front());
    stage.key(app::key_down);
    CHECK(typeset::name_of(style(stage).family) == there.front());
    app::Settings read;
    for (const auto& [key, value] : app::rows_of(stage.reader().settings)) app::read_row(read, key, value);
    CHECK(read.family == stage.reader().settings.family);
    stage.key(app::key_escape);
    stage.frame();
    CHECK(stage.item("comfort/typeface/list").value == there.front());
}

TEST_CASE("each theme is one press away, and shows at once") {
    Stage stage;
    open_comfort(stage);
    const auto choose = [&](const char* id) {
        stage.tab_to(id);
        stage.key(app::key_enter);
        return stage.reader().theme().name;
    };
    CHECK(choose("comfort/contrast") == draw::ThemeName::contrast);
    CHECK(choose("comfort/contrast-dark") == draw::ThemeName::contrast_dark);
    CHECK(choose("comfort/sepia") == draw::ThemeName::sepia);
    CHECK_FALSE(stage.find("comfort/ink/hex"));
    CHECK(choose("comfort/own-colours") == draw::ThemeName::own);
    stage.frame();
    CHECK(stage.find("comfort/ink/hex"));
}

TEST_CASE("own ink and paper are typed or slid, and too little contrast is said") {
    Stage stage;
    app::run_command(stage.reader(), "theme.own");
    open_comfort(stage);
    CHECK(stage.item("comfort/contrast-said").value == "0");
    stage.tab_to("comfort/paper/hex");
    stage.key('a', true);
    stage.type("#202020");
    CHECK(stage.reader().theme().paper == draw::rgb(0x202020));
    CHECK(stage.item("comfort/contrast-said").value == "1");
    CHECK(stage.item("comfort/contrast-said").name.find("moeite") != std::string::npos);
    stage.tab_to("comfort/ink/lightness");
    for (int i = 0; i < 40; ++i) stage.key(app::key_right);
    CHECK(draw::contrast(stage.reader().theme().ink, stage.reader().theme().paper) >= draw::least_contrast);
    CHECK(stage.item("comfort/contrast-said").value == "0");

    stage.tab_to("comfort/ink/hue");
    const ui::Item slider = stage.item("comfort/ink/lightness");
    const draw::Color before = stage.reader().settings.own_ink;
    stage.press_at({slider.rect.x + slider.rect.width / 2, slider.rect.y + slider.rect.height / 2});
    CHECK_FALSE(stage.reader().settings.own_ink == before);
    CHECK(stage.item("comfort/ink/lightness").value == "50");
    // What makes no colour changes nothing.
    const draw::Color kept = stage.reader().settings.own_paper;
    stage.tab_to("comfort/paper/hex");
    stage.key('a', true);
    stage.type("paars");
    CHECK(stage.reader().settings.own_paper == kept);
}

TEST_CASE("the colours follow the system when they are asked to") {
    Stage stage;
    app::run_command(stage.reader(), "theme.system");
    platform::Preferences dark;
    dark.theme = platform::Preferences::Theme::dark;
    stage.reader().take_preferences(dark);
    CHECK(stage.reader().theme().name == draw::ThemeName::dark);
    platform::Preferences light;
    light.theme = platform::Preferences::Theme::light;
    stage.reader().take_preferences(light);
    CHECK(stage.reader().theme().name == draw::ThemeName::light);
    SECTION("until a theme is chosen") {
        app::run_command(stage.reader(), "theme.sepia");
        stage.reader().take_preferences(dark);
        CHECK(stage.reader().theme().name == draw::ThemeName::sepia);
    }
}

TEST_CASE("the reading line goes with the pointer and by the arrow keys, and the page comes along") {
    Stage stage;
    app::Reader& reader = stage.reader();
    CHECK_FALSE(stage.find("reading-line"));
    stage.key(app::key_f7);
    REQUIRE(reader.settings.reading_line == app::ReadingLine::band);
    const std::vector<typeset::Line>& lines = reader.layout->lines();
    const auto middle = [&](std::size_t line) {
        const typeset::Point at = reader.to_screen({40, lines[line].top + lines[line].height / 2});
        return at;
    };
    stage.move(middle(4));
    stage.move({middle(4).x + 3, middle(4).y});
    CHECK(stage.item("reading-line").rect.contains(middle(4)));
    stage.key(app::key_down);
    CHECK(reader.scroll == 0);
    CHECK(stage.item("reading-line").rect.contains(middle(5)));
    stage.key(app::key_up);
    stage.key(app::key_up);
    CHECK(stage.item("reading-line").rect.contains(middle(3)));
    for (int i = 0; i < 40; ++i) stage.key(app::key_down);
    CHECK(reader.scroll > 0);
    const std::size_t now = reader.layout->line_at(reader.reading_byte);
    CHECK(now == 43);
    CHECK(stage.item("reading-line").rect.contains(middle(now)));
}

TEST_CASE("full screen shows the page alone, keeps what it put away, and Escape leaves it") {
    Stage stage;
    app::Reader& reader = stage.reader();
    stage.key(app::key_f8);
    REQUIRE(reader.notes_open);
    stage.key(app::key_f11);
    REQUIRE(reader.full_screen);
    stage.frame();
    CHECK_FALSE(stage.find("panel"));
    stage.move({600, 2});
    stage.frame();
    CHECK_FALSE(stage.find("bar"));
    stage.key(app::key_f10);  // a key may still ask for it
    CHECK(stage.find("bar"));
    stage.key(app::key_escape);
    REQUIRE(reader.full_screen);
    stage.key(app::key_escape);
    CHECK_FALSE(reader.full_screen);
    stage.frame();
    CHECK(stage.find("panel"));
}

TEST_CASE("a new window is started on this book and these notes") {
    Stage stage;
    std::vector<std::vector<std::string>> started;
    stage.reader().start_window = [&](const std::vector<std::string>& arguments) -> Result<void> {
        started.push_back(arguments);
        return {};
    };
    stage.key('n', true);
    REQUIRE(started.size() == 1);
    CHECK(started[0] == std::vector<std::string>{"--data", stage.reader().data_folder});
    const std::string other = stage.folder().path("ander.md");
    write(other, "# Ander boek\n\nTekst.\n");
    stage.reader().open_book(other);
    stage.until([&] { return stage.reader().book->path == other; });
    stage.key('n', true);
    REQUIRE(started.size() == 2);
    CHECK(started[1].front() == stage.reader().book->path);
    stage.reader().start_window = [](const std::vector<std::string>&) -> Result<void> {
        return tl::unexpected<Error>(Error{Word::error_new_window, {std::string("te vol")}});
    };
    stage.key('n', true);
    CHECK(stage.reader().message.find("te vol") != std::string::npos);
}

TEST_CASE("addresses in the margin are a row of the panel too") {
    Stage stage;
    open_comfort(stage);
    REQUIRE_FALSE(stage.reader().frame().addresses);
    step(stage, "comfort/addresses/next");
    CHECK(stage.reader().frame().addresses);
    step(stage, "comfort/addresses/previous");
    CHECK_FALSE(stage.reader().frame().addresses);
}
