// Not a test by itself: draws every view into $KATERN_PICTURES, to be looked at beside the design's pictures.
//     KATERN_PICTURES=/tmp/pictures test_ui "[.pictures]"
#include <catch2/catch.hpp>
#include <cstdlib>

#include "app/exporter.h"
#include "typeset/installed.h"
#include "ui/stage.h"
#include "words/words.h"

using namespace katern;
using katern::test::Setting;
using katern::test::Stage;

namespace {

// The first sentence of each of the chapter's first paragraphs.
std::vector<std::string> sentences(const app::Reader& reader) {
    std::vector<std::string> found;
    for (const document::Block& block : reader.chapter->blocks) {
        if (block.kind != document::BlockKind::paragraph || !block.containers.empty()) continue;
        const std::string words(reader.chapter->text_of(block));
        const std::size_t end = words.find(". ");
        if (end != std::string::npos && end > 30) found.push_back(words.substr(0, end + 1));
    }
    return found;
}

void fill(Stage& stage) {
    const char* categories[] = {"inzicht", "vraag", "actie", "twijfel", "citaat"};
    const char* bodies[] = {
        "Precies wat ons in 2022 is overkomen. Eerst het doel, dan pas de agenda. **Meenemen naar maart.**", "",
        "Is dit zo? Bij ons was er juist eerst vertrouwen, en daarna een vraag.", "", "Vragen aan de anderen"};
    for (const char* chapter : {"01-meerwaarde", "02-randvoorwaarden", "04-procesbegeleider"}) {
        stage.go(chapter);
        int i = 0;
        for (const std::string& sentence : sentences(stage.reader())) {
            if (i == 5) break;
            stage.mark(sentence, categories[i], bodies[i]);
            ++i;
        }
    }
    stage.go("02-randvoorwaarden");
}

struct PictureScene {
    const char* name;
    void (*show)(Stage&);
};

void away(Stage& stage) {
    stage.reader().bar_pinned = stage.reader().contents_open = stage.reader().notes_open = stage.reader().comfort_open =
        false;
    stage.memory().menu_open = false;
    stage.reader().close_find();
    stage.reader().clear_notes_filter();
    stage.reader().notes_order = app::NotesOrder{};
    stage.reader().chosen_notes.clear();
    stage.reader().notes_part = app::NotesPart::none;
    stage.reader().extract.reset();
    stage.reader().going_to = app::GoingTo{};
    stage.reader().comfort = app::ComfortState{};
    app::Settings settings = stage.reader().settings;
    settings.reading_line = app::ReadingLine::none;
    settings.family = typeset::Family::serif;
    if (settings.theme == draw::ThemeName::own) settings.theme = draw::ThemeName::light;
    stage.reader().change_settings(settings);
    stage.reader().sheet = app::SheetState{};
    stage.reader().printing.reset();
    stage.reader().footnote.reset();
    stage.reader().leave_adjusting();
    stage.reader().caret.reset();
    stage.reader().marks_here.reset();
    stage.reader().attaching.clear();
    stage.reader().figure.reset();
    stage.reader().selection.reset();
    if (stage.reader().settings.addresses) app::run_command(stage.reader(), "view.addresses");
    stage.reader().message.clear();
    stage.reader().focus_note({});
    stage.reader().editor.reset();
    stage.memory().focus.clear();
    stage.memory().scroll.clear();
    stage.move({-1, -1});
    stage.frame();
}

void run(Stage& stage, const char* command) {
    app::run_command(stage.reader(), command);
}

const PictureScene picture_scenes[] = {
    {"bar", [](Stage& s) { run(s, "view.bar"); }},
    {"contents", [](Stage& s) { run(s, "view.contents"); }},
    {"menu",
     [](Stage& s) {
         run(s, "view.bar");
         s.frame();
         s.click("bar/more");
     }},
    {"find",
     [](Stage& s) {
         run(s, "find.open");
         s.frame();
         s.type("vraag");
         s.until([&] { return s.reader().find.results && !s.reader().find.waiting; });
         s.key(app::key_enter);
     }},
    {"find-empty", [](Stage& s) { run(s, "find.open"); }},
    {"find-none",
     [](Stage& s) {
         run(s, "find.open");
         s.frame();
         s.type("ernetw");
         s.click("find/whole-words");
         s.until([&] { return s.reader().find.results && !s.reader().find.waiting; });
     }},
    {"find-address",
     [](Stage& s) {
         run(s, "find.open");
         s.frame();
         s.type("2 ¶4");
         s.until([&] { return s.reader().find.results && !s.reader().find.waiting; });
     }},
    {"go-to",
     [](Stage& s) {
         run(s, "go.to");
         s.frame();
         s.type("3 ¶4");
     }},
    {"go-to-empty", [](Stage& s) { run(s, "go.to"); }},
    {"notes",
     [](Stage& s) {
         run(s, "view.notes");
         if (s.reader().notes.size() > 6) s.reader().focus_note(s.reader().notes[6].note.id);
     }},
    {"notes-none-left",
     [](Stage& s) {
         run(s, "view.notes");
         s.frame();
         s.click("panel/query");
         s.type("krokodil");
     }},
    {"notes-filter",
     [](Stage& s) {
         if (s.reader().notes.empty()) return;
         run(s, "view.notes");
         s.frame();
         s.click("panel/filter");
         s.reader().notes_filter.categories = app::bit_of(draw::Category::vraag);
         s.reader().notes_filter.period = app::NotesFilter::Period::week;
     }},
    {"notes-filtered",
     [](Stage& s) {
         if (s.reader().notes.empty()) return;
         run(s, "view.notes");
         s.reader().notes_filter.categories = app::bit_of(draw::Category::vraag) | app::bit_of(draw::Category::inzicht);
         s.reader().notes_filter.with_note = true;
     }},
    {"notes-chosen",
     [](Stage& s) {
         if (s.reader().notes.empty()) return;
         run(s, "view.notes");
         s.frame();
         s.tab_to(s.ids("panel/card/").front());
         s.key(app::key_down, false, true);
         s.click("bulk/tag");
         s.type("maart");
     }},
    {"notes-one-tagged",
     [](Stage& s) {
         if (s.reader().notes.empty()) return;
         s.reader().add_tag({s.reader().notes.front().note.id, s.reader().notes[1].note.id}, "maart-overleg");
         s.until([&] { return !s.reader().notes.front().note.tags.empty(); });
         run(s, "view.notes");
         s.reader().notes_order.grouping = app::NotesGrouping::tag;
     }},
    {"note-tags",
     [](Stage& s) {
         if (s.reader().notes.empty()) return;
         for (const app::PlacedNote& placed : s.reader().notes)
             if (placed.chapter == s.reader().chapter_index) {
                 s.reader().edit_note(std::string(placed.note.id));
                 break;
             }
         s.frames(2);
         s.click("note/tags");
         s.type("ma");
     }},
    {"bookmark",
     [](Stage& s) {
         run(s, "bookmark.toggle");
         s.until([&] { return s.reader().bookmark_in_sight() != nullptr; });
         run(s, "view.notes");
     }},
    {"contents-strips",
     [](Stage& s) {
         if (s.reader().notes.empty()) return;
         run(s, "view.contents");
         s.frame();
         s.tab_to("overview/02-randvoorwaarden");
     }},
    {"extract", [](Stage& s) { run(s, "view.extract"); }},
    {"extract-writing",
     [](Stage& s) {
         if (s.reader().notes.empty()) return;
         run(s, "view.extract");
         s.frames(2);
         s.click(s.ids("extract/note/")[1]);
     }},
    {"comfort", [](Stage& s) { run(s, "view.comfort"); }},
    {"comfort-more",
     [](Stage& s) {
         run(s, "view.comfort");
         s.reader().comfort.more = true;
     }},
    {"comfort-missing",
     [](Stage& s) {
         app::Settings changed = s.reader().settings;
         changed.family = typeset::family_named("Letter Gothic Standaard");
         s.reader().change_settings(changed);
         run(s, "view.comfort");
     }},
    {"faces",
     [](Stage& s) {
         run(s, "view.comfort");
         s.frame();
         s.click("comfort/typeface/list");
         s.until([&] { return !s.reader().families.empty(); });
     }},
    {"comfort-own",
     [](Stage& s) {
         run(s, "theme.own");
         run(s, "view.comfort");
         s.reader().comfort.more = true;
     }},
    {"reading-line",
     [](Stage& s) {
         app::Settings changed = s.reader().settings;
         changed.reading_line = app::ReadingLine::band;
         s.reader().change_settings(changed);
         s.move({500, 300});
     }},
    {"palette",
     [](Stage& s) {
         run(s, "help.palette");
     }},
    {"palette-typed",
     [](Stage& s) {
         run(s, "help.palette");
         s.frames(2);
         s.type("ko");
     }},
    {"message",
     [](Stage& s) {
         s.reader().say(Word::message_removed);
         s.reader().store_failure =
             Error{Word::error_database_readonly, {std::string("/thuis/els/.local/share/katern/katern.db")}};
     }},
    {"trash",
     [](Stage& s) {
         std::vector<std::string> ids;
         for (const app::PlacedNote& placed : s.reader().notes)
             if (ids.size() < 3) ids.push_back(placed.note.id);
         for (const std::string& id : ids) s.reader().remove_note(id);
         s.until([&] { return ids.empty() || !s.reader().find_note(ids.back()); });
         run(s, "notes.trash");
         s.until([&] { return s.reader().sheet.listed; });
         if (!s.reader().sheet.trash.empty()) s.reader().sheet.picked.insert(s.reader().sheet.trash.front().note.id);
     }},
    {"backups",
     [](Stage& s) {
         run(s, "notes.backups");
         s.until([&] { return s.reader().sheet.listed; });
     }},
    {"rescue",
     [](Stage& s) {
         notes::Rescue rescue{"/thuis/els/.local/share/katern/katern-beschadigd-2026-03-01T090000.db", 412, 3, 1'772'355'600'000};
         s.reader().rescued = rescue;
     }},
    {"about", [](Stage& s) { run(s, "help.about"); }},
    {"about-path",
     [](Stage& s) {
         run(s, "help.about");
         s.frame();
         s.reader().sheet.show_path = true;
     }},
    {"open",
     [](Stage& s) {
         run(s, "book.open");
         s.frame();
         s.type("/nergens/boek");
         s.key(app::key_enter);
     }},
    {"export",
     [](Stage& s) {
         run(s, "notes.export");
         s.tab_to("sheet/private");
     }},
    {"export-private",
     [](Stage& s) {
         run(s, "notes.export");
         s.reader().sheet.exporting.with_private = true;
         s.until([&] { return s.reader().sheet.exporting.preview.has_value(); });
     }},
    {"export-book",
     [](Stage& s) {
         run(s, "notes.export");
         s.reader().exporter().choose_format(app::Format::epub);
         s.until([&] { return s.reader().sheet.exporting.preview.has_value(); });
     }},
    {"export-written",
     [](Stage& s) {
         run(s, "notes.export");
         s.reader().sheet.exporting.written = "/media/stick/Leernetwerk/Medezeggenschapsraadsverkiezingscommissievergaderingen/Notities bij Samen leren in netwerken.md";
         s.reader().sheet.exporting.count = 14;
     }},
    {"export-path",
     [](Stage& s) {
         run(s, "notes.export");
         s.frame();
         s.reader().sheet.show_path = true;
         s.reader().sheet.path.set_text("~/Notities bij Samen leren in netwerken.md");
     }},
    {"shortcuts", [](Stage& s) { run(s, "help.shortcuts"); }},
    {"name", [](Stage& s) { s.reader().sheet.kind = app::Sheet::name; }},
    {"which",
     [](Stage& s) {
         notes::BookRow row = *s.reader().row;
         row.annotations = 14;
         s.reader().sheet.kind = app::Sheet::which_book;
         s.reader().sheet.doubts = {row};
     }},
    {"print",
     [](Stage& s) {
         if (s.reader().notes.size() > 3) s.reader().selection = app::Selection{200, 320};
         run(s, "book.print");
     }},
    {"print-busy",
     [](Stage& s) {
         run(s, "book.print");
         s.reader().printing = app::Printing{3, 11, "/thuis/els/Samen leren in netwerken.pdf", false};
     }},
    {"footnote",
     [](Stage& s) {
         s.reader().go_to({s.reader().chapter_index, s.reader().chapter->footnotes.at(0).mark}, false);
         s.reader().scroll_by(-200);
         s.frame();
         if (!s.ids("page/footnote/").empty()) s.tab_to(s.ids("page/footnote/").front());
         s.key(app::key_enter);
     }},
    {"ways-back",
     [](Stage& s) {
         const document::Chapter& chapter = *s.reader().chapter;
         s.reader().go_to({s.reader().chapter_index, chapter.blocks[chapter.footnotes.at(0).first_block].text.start}, false);
     }},
    {"link",
     [](Stage& s) {
         for (int i = 0; i < 40 && s.ids("page/link/").empty(); ++i) s.key(app::key_page_down);
         if (!s.ids("page/link/").empty()) s.tab_to(s.ids("page/link/").front());
     }},
    {"figure",
     [](Stage& s) {
         s.reader().go_to({s.reader().chapter_index, 0}, false);
         if (!s.reader().layout->figures().empty()) s.reader().open_figure(0);
     }},
    {"figure-large",
     [](Stage& s) {
         if (!s.reader().layout->figures().empty()) s.reader().open_figure(0);
         s.frame();
         for (int i = 0; i < 6; ++i) s.key('+');
     }},
    {"caret",
     [](Stage& s) {
         run(s, "select.caret");
         for (int i = 0; i < 3; ++i) s.key(app::key_down);
     }},
    {"caret-selection",
     [](Stage& s) {
         run(s, "select.caret");
         for (int i = 0; i < 3; ++i) s.key(app::key_down);
         for (int i = 0; i < 7; ++i) s.key(app::key_right, true, true);
     }},
    {"handles",
     [](Stage& s) {
         for (const app::PlacedNote& placed : s.reader().notes)
             if (placed.chapter == s.reader().chapter_index) return s.reader().focus_note(placed.note.id);
     }},
    {"adjusting",
     [](Stage& s) {
         for (const app::PlacedNote& placed : s.reader().notes)
             if (placed.chapter == s.reader().chapter_index) {
                 s.reader().focus_note(placed.note.id);
                 break;
             }
         run(s, "note.adjust");
         s.key(app::key_right, true);
         s.key(app::key_right, true);
     }},
    {"overlapping",
     [](Stage& s) {
         const std::string& text = s.reader().chapter->text;
         const auto mark = [&](std::size_t block, std::size_t from, std::size_t to, const char* category) {
             const std::size_t start = s.reader().chapter->blocks[block].text.start;
             s.mark(text.substr(start + from, to - from), category);
         };
         mark(2, 0, 200, "inzicht");
         mark(2, 30, 160, "vraag");
         mark(2, 60, 120, "actie");
         mark(2, 70, 90, "citaat");
         mark(2, 200, 240, "inzicht");
     }},
    {"marks-here",
     [](Stage& s) {
         run(s, "select.caret");
         s.reader().place_caret(s.reader().chapter->blocks[2].text.start + 75);
         s.key(app::key_enter);
     }},
    {"addresses",
     [](Stage& s) {
         s.reader().go_to({s.reader().chapter_index, 0}, false);
         run(s, "view.addresses");
     }},
    {"focus",
     [](Stage& s) {
         s.key(app::key_tab);
         s.key(app::key_tab);
     }},
};

void draw_scenes(Setting setting, const std::string& suffix, bool full) {
    const std::string folder = std::getenv("KATERN_PICTURES");
    Stage stage(setting);
    if (full) fill(stage);
    for (const PictureScene& scene : picture_scenes) {
        if (const char* only = std::getenv("KATERN_SCENE"); only && std::string(only) != scene.name) continue;
        if (!full && std::string(scene.name) == "export") continue;
        scene.show(stage);
        stage.frames(2);
        stage.save(folder + "/" + scene.name + suffix + ".png");
        stage.reader().store_failure.reset();
        stage.reader().rescued.reset();
        away(stage);
    }
}

}  // namespace

TEST_CASE("every view is drawn to be looked at", "[.pictures]") {
    REQUIRE(std::getenv("KATERN_PICTURES"));
    const std::string which = std::getenv("KATERN_SIZES") ? std::getenv("KATERN_SIZES") : "all";
    const std::string folder = std::getenv("KATERN_PICTURES");
    const auto wanted = [&](const char* name) { return which == "all" || which == name; };
    if (wanted("light")) draw_scenes({}, "", true);
    if (wanted("dark")) draw_scenes({1280, 800, 1, draw::ThemeName::dark, Language::en}, "-dark-en", true);
    if (wanted("sepia")) draw_scenes({900, 600, 1, draw::ThemeName::sepia}, "-sepia-900", true);
    if (wanted("small")) draw_scenes({640, 480, 1, draw::ThemeName::light, Language::en}, "-640-en", true);
    if (wanted("double")) draw_scenes({640, 400, 2, draw::ThemeName::light}, "-2x", true);
    if (wanted("contrast")) {
        draw_scenes({1280, 800, 1, draw::ThemeName::contrast}, "-contrast", true);
        draw_scenes({1280, 800, 1, draw::ThemeName::contrast_dark}, "-contrast-dark", true);
    }
    if (wanted("empty")) draw_scenes({}, "-empty", false);
    if (wanted("title")) {
        Stage({1280, 800, 1, draw::ThemeName::light, Language::nl, "@katern", false}).save(folder + "/title.png");
        Stage({1280, 800, 1, draw::ThemeName::dark, Language::en, "@katern", false})
            .save(folder + "/title-dark-en.png");
        Stage({640, 480, 1, draw::ThemeName::sepia, Language::nl, "@katern", false}).save(folder + "/title-640.png");
        Stage({640, 400, 2, draw::ThemeName::light, Language::en, "@katern", false}).save(folder + "/title-2x.png");
        Stage({1280, 800, 1, draw::ThemeName::light, Language::nl, "/nergens/boek"}).save(folder + "/failure.png");
        Stage({640, 480, 1, draw::ThemeName::dark, Language::en, "/nergens/boek"}).save(folder + "/failure-640.png");
    }
}
