#include <catch2/catch.hpp>

#include "draw/pdf_canvas.h"
#include "support/folder.h"
#include "support/shell.h"

using namespace katern;
using katern::test::Folder;
using katern::test::output_of;

namespace {

std::string printed(const std::string& words, bool with_words) {
    typeset::Fonts fonts;
    draw::PdfCanvas canvas({600, 800}, 0.58F, {"Een boek", "Els de Vries", "2026-03-01T09:30:00Z"});
    typeset::TextStyle style;
    style.family = typeset::Family::serif;
    style.size = 18;
    const draw::Theme& theme = draw::theme(draw::ThemeName::light);
    canvas.text(typeset::set_text(fonts, words, style), {40, 60}, theme, with_words ? words : std::string_view());
    canvas.place("begin", {0, 0});
    canvas.link_to_place("begin", {40, 60, 100, 20});
    canvas.outline_entry(0, "Begin", {0, 0});
    canvas.end_page();
    CHECK(canvas.pages() == 1);
    const Result<std::string> bytes = canvas.finish("x.pdf");
    REQUIRE(bytes);
    return *bytes;
}

}  // namespace

TEST_CASE("words on paper can be found by their letters, ligatures and accents included") {
    Folder folder;
    const std::string words = "De affiche van de coöperatie: fijn, één office, ‘Azië’ – 25% ﬁn.";
    folder.with("p.pdf", printed(words, true));
    const std::string read = output_of({"pdftotext", folder.path("p.pdf"), "-"});
    CHECK(read.substr(0, read.find('\n')) == words);
}

TEST_CASE("a printed file says what it is of and nothing of the machine, and is the same each time") {
    Folder folder;
    const std::string bytes = printed("Woorden.", true);
    CHECK(printed("Woorden.", true) == bytes);
    folder.with("p.pdf", bytes);
    const std::string facts = output_of({"pdfinfo", folder.path("p.pdf")});
    CHECK(facts.find("Een boek") != std::string::npos);
    CHECK(facts.find("Els de Vries") != std::string::npos);
    CHECK(facts.find("2026") != std::string::npos);
    CHECK(facts.find("/home") == std::string::npos);
}

TEST_CASE("every face on paper is inside the file") {
    Folder folder;
    folder.with("p.pdf", printed("Woorden.", false));
    const std::string fonts = output_of({"pdffonts", folder.path("p.pdf")});
    CHECK(fonts.find("CharisSIL") != std::string::npos);
    CHECK(fonts.find("yes yes") != std::string::npos);
}
