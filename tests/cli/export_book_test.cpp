#include <cstdlib>
#include <filesystem>

#include "cli/terminal.h"
#include "paths.h"
#include "support/shell.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

TEST_CASE("a book is saved as EPUB without any notes, and needs no data folder") {
    const Terminal terminal;
    const std::string out = terminal.folder.path("boek.epub");
    const Answer answer = terminal.run({"export", terminal.book(), "--format", "epub", "--out", out});
    CHECK(answer.status == success);
    CHECK(answer.out.empty());
    CHECK(answer.err == "4 hoofdstukken bewaard in " + out + ".\n");
    CHECK(std::filesystem::file_size(out) > 1'000);
    CHECK_FALSE(std::filesystem::exists(terminal.data()));
}

TEST_CASE("a chapter that can't be read is named when the book is saved") {
    const Terminal terminal;
    std::filesystem::remove(terminal.folder.path("boek/src/02-twee.md"));
    const std::string out = terminal.folder.path("boek.epub");
    const Answer answer = terminal.run({"export", terminal.book(), "--format", "epub", "--out", out});
    CHECK(answer.status == success);
    CHECK(answer.err == "Hoofdstuk “Twee” is niet te lezen en ontbreekt.\n3 hoofdstukken bewaard in " + out + ".\n");
}

TEST_CASE("where an EPUB can't be written is said in one sentence") {
    const Terminal terminal;
    const Answer answer = terminal.run({"export", terminal.book(), "--format", "epub", "--out", terminal.folder.path("weg/boek.epub")});
    CHECK(answer.status == failure);
    CHECK(answer.err.find("bestaat niet") != std::string::npos);
}

TEST_CASE("notes as a PDF have their words, and what is private only when asked") {
    const Terminal terminal;
    static_cast<void>(terminal.annotate("zin over", {"--category", "vraag", "--note", "Waarom dan?", "--share"}));
    static_cast<void>(terminal.annotate("Vertrouwen groeit", {"--category", "actie", "--note", "geheim-4711"}));
    const std::string out = terminal.folder.path("n.pdf");
    static_cast<void>(terminal.must({"export", terminal.book(), "--format", "pdf", "--out", out}));
    const std::string shared = katern::test::output_of({"pdftotext", "-layout", out, "-"});
    CHECK(shared.find("zin over") != std::string::npos);
    CHECK(shared.find("Waarom dan?") != std::string::npos);
    CHECK(shared.find("geheim-4711") == std::string::npos);
    static_cast<void>(terminal.must({"export", terminal.book(), "--format", "pdf", "--all", "--out", out}));
    const std::string all = katern::test::output_of({"pdftotext", "-layout", out, "-"});
    CHECK(all.find("geheim-4711") != std::string::npos);
    CHECK(all.find("Acties") != std::string::npos);
}

TEST_CASE("each selector of an exported set finds its words in the exported EPUB") {
    if (std::system("python3 -c 'import zipfile' >/dev/null 2>&1") != 0) {
        WARN("skipped: python3 is not installed");
        return;
    }
    const Terminal terminal;
    for (const char* words : {"🙂 zin", "zin over vertrouwen", "Vertrouwen groeit"})
        static_cast<void>(terminal.annotate(words, {"--category", "vraag", "--share"}));
    const std::string book = terminal.folder.path("boek.epub"), set = terminal.folder.path("n.annotations");
    static_cast<void>(terminal.must({"export", terminal.book(), "--format", "epub", "--out", book}));
    static_cast<void>(terminal.must({"export", terminal.book(), "--format", "annotations", "--out", set}));
    CHECK(katern::test::output_of({"python3", std::string(KATERN_SOURCE_DIR) + "/tests/share/epub_reader.py", "resolve", book, set}) == "[]\n");
}
