#include <stdlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/shell.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::output_of;
using katern::test::Setting;
using katern::test::Stage;

namespace {

// In place of the desktop's own program: writes down what it was asked to open.
struct FakeViewer {
    katern::test::Folder folder;
    std::string path_before = getenv("PATH") ? getenv("PATH") : "";
    FakeViewer() {
        folder.with("xdg-open", "#!/bin/sh\nprintf '%s' \"$1\" > '" + folder.path("opened") + "'\n");
        std::filesystem::permissions(folder.path("xdg-open"), std::filesystem::perms::owner_all);
        setenv("PATH", (folder.path() + ":" + path_before).c_str(), 1);
    }
    ~FakeViewer() { setenv("PATH", path_before.c_str(), 1); }
    [[nodiscard]] std::string opened() const {
        std::ostringstream text;
        text << std::ifstream(folder.path("opened")).rdbuf();
        return text.str();
    }
};

void print_to(Stage& stage, const std::string& path) {
    stage.frame();
    stage.reader().sheet.show_path = true;  // as on a desktop without a dialog
    stage.reader().sheet.path.set_text(path);
    stage.frame();
    stage.click("sheet/print");
}

}  // namespace

TEST_CASE("Ctrl+P prints the chapter with its marks to a PDF that opens in the system's own program") {
    const FakeViewer viewer;
    Stage stage;
    const auto chapter = stage.reader().chapter;
    const std::string words(chapter->text_of(chapter->blocks[3]).substr(0, 40));
    stage.mark(words, "inzicht", "Dit is wat wij misten.");
    stage.until([&] { return stage.reader().row.has_value(); });
    stage.key('p', true);
    REQUIRE(stage.reader().sheet.kind == app::Sheet::print);
    CHECK(stage.item("sheet/chapter").value == "1");
    stage.click("sheet/notes");
    const std::string pdf = stage.folder().path("hoofdstuk.pdf");
    stage.until([&] {
        if (!stage.reader().printing && stage.reader().sheet.kind == app::Sheet::print) print_to(stage, pdf);
        return stage.reader().sheet.kind == app::Sheet::none && !stage.reader().printing;
    });
    CHECK(stage.reader().message.find(pdf) != std::string::npos);
    stage.until([&] { return !viewer.opened().empty(); });
    CHECK(viewer.opened() == pdf);
    const std::string on_paper = output_of({"pdftotext", pdf, "-"});
    CHECK(on_paper.find("Dit is wat wij misten.") != std::string::npos);
}

TEST_CASE("of a selection only the selected words are printed, with the address of where they stand") {
    const FakeViewer viewer;
    Stage stage;
    const auto chapter = stage.reader().chapter;
    std::size_t at = 0;
    while (chapter->blocks[at].kind != document::BlockKind::paragraph || chapter->blocks[at].text.size() < 200) ++at;
    const text::Range block = chapter->blocks[at].text;
    const std::size_t end = chapter->text.find(' ', block.start + 80);
    stage.reader().selection = app::Selection{block.start, end};
    stage.key('p', true);
    CHECK(stage.item("sheet/selection").value == "1");
    const std::string pdf = stage.folder().path("selectie.pdf");
    stage.until([&] {
        if (!stage.reader().printing && stage.reader().sheet.kind == app::Sheet::print) print_to(stage, pdf);
        return stage.reader().sheet.kind == app::Sheet::none && !stage.reader().printing;
    });
    const std::string on_paper = output_of({"pdftotext", "-layout", pdf, "-"});
    const std::string first_words = chapter->text.substr(block.start, 20);
    CHECK(on_paper.find(first_words) != std::string::npos);
    CHECK(on_paper.find(stage.reader().address_of(at)) != std::string::npos);
    const std::string after = chapter->text.substr(end + 20, 25);
    CHECK(on_paper.find(after) == std::string::npos);
    CHECK(on_paper.size() < 500);
}

TEST_CASE("the extract is printed as it is shown: passages with their addresses and notes, and nothing else of the book") {
    const FakeViewer viewer;
    Stage stage;
    const auto chapter = stage.reader().chapter;
    (void)stage.mark("Toch gaat het niet vanzelf goed", "inzicht", "Dit is wat **wij** misten.");
    stage.reader().close_editor();
    stage.key('u', true);
    stage.until([&] { return stage.ids("extract/note/").size() == 1; });
    stage.click("extract/print");
    stage.frames(2);
    REQUIRE(stage.reader().sheet.kind == app::Sheet::print);
    REQUIRE(stage.reader().sheet.print_extract);
    const std::string pdf = stage.folder().path("uittreksel.pdf");
    stage.until([&] {
        if (!stage.reader().printing && stage.reader().sheet.kind == app::Sheet::print) print_to(stage, pdf);
        return stage.reader().sheet.kind == app::Sheet::none && !stage.reader().printing;
    });
    const std::string on_paper = output_of({"pdftotext", pdf, "-"});
    CHECK(on_paper.find("Toch gaat het niet vanzelf goed") != std::string::npos);
    CHECK(on_paper.find("Dit is wat wij misten.") != std::string::npos);
    CHECK(on_paper.find("2 ¶") != std::string::npos);
    CHECK(on_paper.find("wie niets afspreekt over doel") == std::string::npos);
    CHECK(on_paper.size() < 1'500);
}

TEST_CASE("printing can be stopped, and then no file is written") {
    const FakeViewer viewer;
    Stage stage;
    stage.key('p', true);
    stage.click("sheet/book");
    const std::string pdf = stage.folder().path("boek.pdf");
    stage.until([&] {
        if (!stage.reader().printing && stage.reader().sheet.kind == app::Sheet::print) print_to(stage, pdf);
        return stage.reader().printing.has_value();
    });
    stage.reader().stop_printing();
    stage.until([&] { return !stage.reader().printing.has_value(); });
    CHECK_FALSE(std::filesystem::exists(pdf));
}

TEST_CASE("an answer to a question of the book is printed beside it, with its day and without the question once more") {
    const FakeViewer viewer;
    const katern::test::Folder book;
    std::ofstream(book.path("vragen.md")) << "# Vragen\n\nEen zin vooraf.\n\n> **Vraag.** Van wie leerde je iets?\n\nEen zin erna.\n";
    Setting setting;
    setting.book = book.path("vragen.md");
    Stage stage(setting);
    stage.go(0);
    app::run_command(stage.reader(), "question.answer");
    REQUIRE(stage.reader().editor);
    stage.reader().editor->edit.insert("Van Els, toen het misging.", std::chrono::milliseconds(0));
    stage.reader().close_editor();
    stage.until([&] { return !stage.reader().notes.empty(); });
    stage.key('p', true);
    stage.click("sheet/notes");
    const std::string pdf = stage.folder().path("vragen.pdf");
    stage.until([&] {
        if (!stage.reader().printing && stage.reader().sheet.kind == app::Sheet::print) print_to(stage, pdf);
        return stage.reader().sheet.kind == app::Sheet::none && !stage.reader().printing;
    });
    const std::string on_paper = output_of({"pdftotext", pdf, "-"});
    INFO(on_paper);
    CHECK(on_paper.find("Antwoord, ") != std::string::npos);
    CHECK(on_paper.find("Van Els, toen het") != std::string::npos);
    CHECK(on_paper.find("leerde") == on_paper.rfind("leerde"));
}
