// What moves by itself, and that nothing does where the person has asked for less.
#include <catch2/catch.hpp>
#include <algorithm>
#include <thread>

#include "app/commands.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Stage;

namespace {

void allow(Stage& stage, bool reduced) {
    platform::Preferences preferences;
    preferences.reduced_motion = reduced;
    stage.reader().take_preferences(preferences);
}

// Draws until nothing moves any more; how often the shown place differed from the one before.
int places_until_still(Stage& stage) {
    int places = 0;
    float last = stage.reader().frame().view_top;
    do {
        std::this_thread::sleep_for(std::chrono::milliseconds(4));
        stage.frame();
        if (stage.reader().frame().view_top != last) ++places;
        last = stage.reader().frame().view_top;
    } while (stage.reader().is_moving());
    return places;
}

}  // namespace

TEST_CASE("scrolling glides to where it goes, and ends exactly there") {
    Stage stage;
    stage.move({640, 400});
    allow(stage, true);
    stage.wheel(-4);
    const float still = stage.reader().frame().view_top;
    stage.wheel(4);
    stage.wheel(-1);  // away from the top, where the first line stands lower
    allow(stage, false);
    const float before = stage.reader().frame().view_top;
    stage.reader().scroll_by(300);
    CHECK(stage.reader().is_moving());
    CHECK(stage.reader().frame().view_top == Approx(before));
    CHECK(places_until_still(stage) >= 2);
    CHECK(stage.reader().frame().view_top == Approx(before + 300));
    CHECK(still > 0);
}

TEST_CASE("where the person asked for less motion, nothing moves by itself") {
    Stage stage;
    allow(stage, true);
    stage.reader().scroll_by(300);
    CHECK_FALSE(stage.reader().is_moving());
    stage.key(app::key_page_down);
    CHECK_FALSE(stage.reader().is_moving());
    stage.key(app::key_f8);
    CHECK(stage.memory().presences["panel"].from == 1);
    stage.key(app::key_f8);
    CHECK(stage.memory().presences["panel"].from == 0);
}

TEST_CASE("before the desktop has said anything, nothing moves") {
    Stage stage;
    CHECK_FALSE(stage.reader().may_move);
    stage.reader().scroll_by(300);
    CHECK_FALSE(stage.reader().is_moving());
}

TEST_CASE("a panel appears within 120 ms and goes within 80 ms; on its way out it can’t be pressed") {
    Stage stage;
    allow(stage, false);
    stage.frame();
    const auto share = [&](bool wanted, notes::Milliseconds after) {
        katern::test::Notebook canvas;
        ui::Input input;
        ui::Memory memory;
        input.now = 1'000;
        ui::Ui first(canvas, stage.reader().theme(), stage.reader(), input, memory);
        static_cast<void>(first.presence("x", !wanted));
        input.now += 500;
        ui::Ui second(canvas, stage.reader().theme(), stage.reader(), input, memory);
        static_cast<void>(second.presence("x", !wanted));
        static_cast<void>(second.presence("x", wanted));
        input.now += after;
        ui::Ui third(canvas, stage.reader().theme(), stage.reader(), input, memory);
        const float there = third.presence("x", wanted);
        CHECK(third.wake().has_value() == (there != (wanted ? 1.0F : 0.0F)));
        return there;
    };
    CHECK(share(true, 0) == 0);
    CHECK(share(true, 60) > share(true, 20));
    CHECK(share(true, 119) < 1);
    CHECK(share(true, 120) == 1);
    CHECK(share(false, 0) == 1);
    CHECK(share(false, 79) > 0);
    CHECK(share(false, 80) == 0);

    stage.key(app::key_f8);
    std::this_thread::sleep_for(std::chrono::milliseconds(140));
    stage.frame();
    REQUIRE(stage.find("panel"));
    stage.reader().notes_open = false;
    stage.frame();
    CHECK_FALSE(stage.find("panel"));
}

namespace {

// Frames of one view at moments of one's own choice.
struct Frames {
    Stage& stage;
    ui::Memory memory;
    std::size_t glyphs_at(notes::Milliseconds now, void (*view)(ui::Ui&)) {
        katern::test::Notebook canvas;
        ui::Input input;
        input.now = now;
        ui::Ui ui(canvas, stage.reader().theme(), stage.reader(), input, memory);
        ui.begin();
        view(ui);
        ui.finish();
        return canvas.puts.size();
    }
    [[nodiscard]] bool has(const std::string& id) const {
        return std::any_of(memory.items.begin(), memory.items.end(), [&](const ui::Item& item) { return item.id == id; });
    }
};

void sheet_only(ui::Ui& ui) {
    ui.draw_appearing("sheet", ui.reader().sheet.kind != app::Sheet::none, ui::draw_sheet);
}

}  // namespace

TEST_CASE("sheets, the palette, the search panel and the field to go somewhere go as they came: thinner, with what stood there") {
    struct Way {
        const char* name;
        const char* command;
        void (*view)(ui::Ui&);
        const char* item;
    };
    const Way ways[] = {{"a sheet", "help.shortcuts", sheet_only, "sheet"},
                        {"the palette", "help.palette", sheet_only, "sheet"},
                        {"the search panel", "find.open", ui::draw_find, "find"},
                        {"going to", "go.to", ui::draw_go_to, "go-to"}};
    for (const Way& way : ways) {
        INFO(way.name);
        for (const bool reduced : {false, true}) {
            Stage stage;
            allow(stage, reduced);
            Frames frames{stage, {}};
            CHECK(frames.glyphs_at(0, way.view) == 0);
            app::run_command(stage.reader(), way.command);
            frames.glyphs_at(1'000, way.view);
            frames.glyphs_at(1'120, way.view);
            const std::size_t whole = frames.glyphs_at(1'200, way.view);
            CHECK(whole > 10);
            REQUIRE(frames.has(way.item));
            app::run_command(stage.reader(), "close");
            const std::size_t going = frames.glyphs_at(2'000, way.view);
            CHECK(going == (reduced ? 0 : whole));
            // Nothing of it can be pressed or have the keyboard any more.
            CHECK_FALSE(frames.has(way.item));
            CHECK(frames.glyphs_at(2'079, way.view) == going);
            CHECK(frames.glyphs_at(2'080, way.view) == 0);
        }
    }
}
