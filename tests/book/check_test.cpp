// What `katern check` says of the bundled katern: nothing, until one thing in it is broken.
#include <catch2/catch.hpp>

#include "book/katern.h"
#include "support/process.h"
#include "words/words.h"

using namespace katern;
using namespace katern::test;

namespace {

// The katern's files with one piece of one of them replaced.
class Altered {
public:
    Altered(const std::string& path, std::string_view from, std::string_view to) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(book_folder()))
            if (file.is_regular_file())
                texts_[std::filesystem::relative(file.path(), book_folder()).generic_string()] = read_file(file.path());
        std::string& text = texts_.at(path);
        const std::size_t at = text.find(from);
        if (at == std::string::npos) throw std::runtime_error(path + " has no " + std::string(from));
        line = 1 + static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
        text.replace(at, from.size(), to);
    }

    [[nodiscard]] std::vector<document::Problem> problems() const {
        std::map<std::string, std::string_view> files(texts_.begin(), texts_.end());
        const auto book = document::open_book("@katern", document::files_in_memory(std::move(files), "Katern"));
        if (!book) throw std::runtime_error(say(book.error(), Language::nl));
        return document::check(**book);
    }

    std::uint32_t line = 0;  // of the replaced piece

private:
    std::map<std::string, std::string> texts_;
};

std::string alternative_of(const std::string& path) {
    const std::string text = read_file(book_folder() / path);
    const std::size_t start = text.find("![");
    return text.substr(start, text.find(']', start) - start + 1);
}

}  // namespace

TEST_CASE("nothing is wrong with the katern") {
    for (const document::Problem& problem : document::check(katern_book())) {
        INFO(problem.path << ":" << problem.line << ": " << say(problem.what, Language::nl));
        CHECK(false);
    }
}

TEST_CASE("one thing that is broken in the katern is one problem, at its line") {
    const std::string one = "src/01-meerwaarde.md", two = "src/02-randvoorwaarden.md", list = "src/bronnen.md";
    struct Break {
        std::string path, from, to;
        Word sentence;
    };
    const Break breaks[] = {
        {two, "(03-praktijk.md)", "(03-weg.md)", Word::problem_link_broken},
        {one, "[^liso]: LISO", "[^liso]: LASO", Word::problem_source_missing},
        {list, "- Armstrong, P. (2015)", "- Niemand (2020). Niets.\n- Armstrong, P. (2015)",
         Word::problem_source_unused},
        {one, "figures/01-drie-ringen.svg", "figures/weg.svg", Word::problem_figure_missing},
        {one, alternative_of(one), "![]", Word::problem_figure_without_words},
        {two, "## Hoeveel uur is er echt?", "#### Hoeveel uur is er echt?", Word::problem_heading_level},
        {two, "2 ¶24 “", "2 ¶25 “", Word::problem_address_moved},
        {two, "2 ¶24 “De derde", "2 ¶24 “De vierde", Word::problem_address_other},
        {two, "2 ¶24 “De derde", "9 ¶24 “De derde", Word::problem_address_chapter},
    };
    for (const Break& broken : breaks) {
        INFO(broken.path << ": " << broken.to);
        const Altered altered(broken.path, broken.from, broken.to);
        const auto problems = altered.problems();
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].what.sentence == broken.sentence);
        CHECK(problems[0].path == broken.path);
        CHECK(problems[0].line == altered.line);
    }
    // The figure stands two lines above its caption.
    const Altered without_caption(one, "*Figuur 1. De opbrengst", "De opbrengst");
    const auto problems = without_caption.problems();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].what.sentence == Word::problem_figure_without_caption);
    CHECK(problems[0].line + 2 == without_caption.line);
}

TEST_CASE("a paragraph more moves the addresses after it, and check says where each went") {
    const auto problems =
        Altered("src/02-randvoorwaarden.md", "## Hoeveel uur", "Nog iets.\n\n## Hoeveel uur").problems();
    REQUIRE(problems.size() == 2);  // the third address of the chapter lies before it
    CHECK(say(problems[0].what, Language::nl) ==
          "Het adres 2 ¶42 citeert “Veiligheid begint volgens ons met”, maar die woorden staan op 2 ¶43.");
    CHECK(say(problems[1].what, Language::en) ==
          "The address 2 ¶65 quotes “Hoe merk je naar welke kant”, but those words stand at 2 ¶66.");
}
