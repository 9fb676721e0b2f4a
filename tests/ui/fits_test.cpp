// Every view at every size, in both languages: its words inside its frame, its targets large enough.
#include <catch2/catch.hpp>

#include "ui/stage.h"
#include "words/words.h"

using namespace katern;
using katern::test::Put;
using katern::test::Setting;
using katern::test::Stage;

namespace {

struct Scene {
    const char* name;
    const char* frame;  // the item that its words must lie in
    void (*show)(Stage&);
    void (*view)(ui::Ui&);
};

void sheet(Stage& stage, app::Sheet kind) {
    stage.reader().sheet = app::SheetState{};
    stage.reader().sheet.kind = kind;
    stage.reader().sheet.show_path = true;
    stage.reader().sheet.failure =
        Error{Word::error_database_damaged, {std::string("/thuis/els/.local/share/katern/katern.db")}};
    stage.reader().sheet.listed = true;
    notes::Annotation note;
    note.id = "een";
    note.anchor.exact = "Vertrouwensbevorderende samenwerkingsverbandsvergaderingen zijn er eerder te weinig dan te veel, zegt wie erbij was";
    note.body = "Is dat bij ons ook zo? En bij wie hebben we dat dan nagevraagd, behalve bij onszelf?";
    note.deleted = 1'772'355'600'000;
    stage.reader().sheet.trash = {{note, 30}, {note, 1}, {note, 0}};
    stage.reader().sheet.trash[1].note.id = "twee";
    stage.reader().sheet.trash[2].note.id = "drie";
    stage.reader().sheet.picked = {"een", "twee"};
    stage.reader().sheet.shown = 2;
    stage.reader().sheet.backups = {{{"", 1'772'355'600'000, notes::BackupReason::migration, 412}, 3},
                                    {{"", 1'772'255'600'000, notes::BackupReason::daily, 409}, 0},
                                    {{"", 1'772'155'600'000, notes::BackupReason::restore, 1}, 1}};
    if (kind == app::Sheet::which_book) stage.reader().sheet.doubts = {*stage.reader().row, *stage.reader().row};
}

const Scene scenes[] = {
    {"bar", "bar", [](Stage& s) { s.reader().bar_pinned = true; }, ui::draw_bar},
    {"contents", "contents", [](Stage& s) { s.reader().contents_open = true; }, ui::draw_contents},
    {"find", "find",
     [](Stage& s) {
         s.reader().open_find();
         s.reader().find.query.set_text("een woord dat veel langer is dan het veld waarin het staat");
     },
     ui::draw_find},
    {"found", "find",
     [](Stage& s) {
         s.reader().open_find();
         s.reader().find.query.set_text("een");
         s.until([&] { return s.reader().find.results && !s.reader().find.waiting; });
         s.reader().step_hit(1);
     },
     ui::draw_find},
    {"go to", "go-to",
     [](Stage& s) {
         s.reader().open_going_to();
         s.reader().going_to.edit.set_text("2 ¶4");
     },
     ui::draw_go_to},
    {"notes", "panel", [](Stage& s) { s.reader().notes_open = true; }, ui::draw_notes_panel},
    {"comfort", "comfort", [](Stage& s) { s.reader().comfort_open = true; }, ui::draw_comfort},
    {"comfort, unfolded", "comfort",
     [](Stage& s) { s.reader().comfort_open = s.reader().comfort.more = true; }, ui::draw_comfort},
    {"typefaces", "comfort", [](Stage& s) { s.reader().comfort_open = s.reader().comfort.faces = true; },
     ui::draw_comfort},
    {"palette", "sheet", [](Stage& s) { sheet(s, app::Sheet::palette); }, ui::draw_sheet},
    {"about", "sheet", [](Stage& s) { sheet(s, app::Sheet::about); }, ui::draw_sheet},
    {"open", "sheet", [](Stage& s) { sheet(s, app::Sheet::open_book); }, ui::draw_sheet},
    {"export", "sheet", [](Stage& s) { sheet(s, app::Sheet::export_notes); }, ui::draw_sheet},
    {"shortcuts", "sheet", [](Stage& s) { sheet(s, app::Sheet::shortcuts); }, ui::draw_sheet},
    {"name", "sheet", [](Stage& s) { sheet(s, app::Sheet::name); }, ui::draw_sheet},
    {"backups", "sheet", [](Stage& s) { sheet(s, app::Sheet::backups); }, ui::draw_sheet},
    {"trash", "sheet", [](Stage& s) { sheet(s, app::Sheet::trash); }, ui::draw_sheet},
    {"which book", "sheet", [](Stage& s) { sheet(s, app::Sheet::which_book); }, ui::draw_sheet},
};

void put_away(Stage& stage) {
    app::Reader& r = stage.reader();
    r.bar_pinned = r.contents_open = r.notes_open = r.comfort_open = false;
    r.close_find();
    r.going_to = app::GoingTo{};
    r.comfort = app::ComfortState{};
    r.sheet = app::SheetState{};
    stage.frame();
}

// Words that are clipped may begin outside, but the clip may not.
void check_inside(const std::vector<Put>& puts, const typeset::Rect& frame) {
    std::size_t outside = 0;
    for (const Put& put : puts) {
        const bool in_clip = !put.clipped || put.clip.contains(put.pen);
        if (in_clip && !frame.grown(0.5F).contains(put.pen)) ++outside;
    }
    CHECK(outside == 0);
}

// What can be pressed and is in sight: at least 28 px both ways, unless it is partly scrolled away, or a link in a
// list.
void check_targets(const Stage& stage, const typeset::Rect& frame) {
    for (const char* prefix : {"bar/", "menu/", "find/", "panel/", "comfort/", "sheet/", "title/", "contents/"}) {
        for (const std::string& id : stage.ids(prefix)) {
            const ui::Item& item = stage.item(id);
            if (!item.focusable || item.rect.height == 0) continue;
            const bool cut =
                item.rect.bottom() >= frame.bottom() - 60 || item.rect.y <= frame.y + 1 || item.rect.y <= 180;
            INFO(id << " is " << item.rect.width << " × " << item.rect.height);
            CHECK(item.rect.width >= 28);
            if (!cut) CHECK(item.rect.height >= 28);
        }
    }
}

}  // namespace

TEST_CASE("every view keeps its words inside its frame, at every size and in both languages") {
    struct Window {
        float width, height;
    };
    for (const Language language : {Language::nl, Language::en}) {
        for (const Window window : {Window{1280, 800}, Window{900, 600}, Window{640, 480}, Window{640, 400}}) {
            Setting setting;
            setting.width = window.width;
            setting.height = window.height;
            setting.language = language;
            Stage stage(setting);
            stage.mark("Toch gaat het niet vanzelf goed.", "inzicht",
                       "Een notitie met een heel lang woord: "
                       "hottentottententententoonstellingsorganisatiecomitévergadering, en nog wat.");
            for (const Scene& scene : scenes) {
                INFO(scene.name << " at " << window.width << " × " << window.height
                                << (language == Language::nl ? " in Dutch" : " in English"));
                scene.show(stage);
                stage.frames(2);
                const std::vector<Put> puts = stage.only(scene.view);
                CHECK(puts.size() > 3);
                const typeset::Rect frame = stage.item(scene.frame).rect;
                CHECK(frame.x >= 0);
                CHECK(frame.y >= 0);
                CHECK(frame.right() <= window.width);
                CHECK(frame.bottom() <= window.height);
                check_inside(puts, frame);
                check_targets(stage, frame);
                put_away(stage);
            }
        }
    }
}

TEST_CASE("the title page fits in the window, or scrolls") {
    for (const Language language : {Language::nl, Language::en}) {
        for (const auto& [width, height] : {std::pair{1280.0F, 800.0F}, std::pair{640.0F, 480.0F},
                                            std::pair{640.0F, 400.0F}, std::pair{360.0F, 300.0F}}) {
            Setting setting;
            setting.width = width;
            setting.height = height;
            setting.language = language;
            setting.started = false;
            Stage stage(setting);
            INFO(width << " × " << height);
            check_inside(stage.only(ui::draw_title_page), {0, 0, width, height});
            stage.tab_to("title/start");
            stage.frame();
            CHECK(stage.item("title/start").rect.height == 41);
        }
    }
}

TEST_CASE("what a view says is the same at 100% and at 200%") {
    Setting once, twice;
    twice.scale = 2;
    Stage a(once), b(twice);
    for (Stage* stage : {&a, &b}) {
        stage->key('t', true);
        stage->key(app::key_f8);
    }
    CHECK(a.ids("") == b.ids(""));
}
