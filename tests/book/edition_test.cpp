// What a new edition must not break: the names of chapters that people's notes point to, and what says that it is new.
#include <catch2/catch.hpp>
#include <fstream>

#include "book/katern.h"
#include "paths.h"
#include "support/process.h"

using namespace katern;
using namespace katern::test;

namespace {

// Of each edition a line per chapter, "2026-3 01-meerwaarde", and one of its text, "2026-3 sha256:…". What is said there
// of an edition that is out stays as it is.
std::vector<std::pair<std::string, std::string>> kept_of_editions() {
    std::ifstream file(std::string(KATERN_SOURCE_DIR) + "/tests/book/editions.txt");
    std::vector<std::pair<std::string, std::string>> all;
    for (std::string edition, what; file >> edition >> what;) all.emplace_back(edition, what);
    return all;
}

bool is_text(const std::pair<std::string, std::string>& kept) {
    return kept.second.starts_with("sha256:");
}

std::vector<std::pair<std::string, std::string>> chapters_of_editions() {
    auto all = kept_of_editions();
    std::erase_if(all, is_text);
    return all;
}

// "## 2026-2", the newest first.
std::string newest_in_changes() {
    const std::string changes = read_file(book_folder() / "CHANGELOG.md");
    const std::size_t start = changes.find("\n## ");
    return start == std::string::npos ? "" : changes.substr(start + 4, changes.find('\n', start + 4) - start - 4);
}

}  // namespace

TEST_CASE("the edition in book.toml is the newest of the list of changes, and the book itself names it") {
    CHECK_FALSE(katern_book().edition.empty());
    CHECK(newest_in_changes() == katern_book().edition);
    CHECK(chapter("over-deze-uitgave").content->text.find(" deze heet " + katern_book().edition + ".") !=
          std::string::npos);
}

TEST_CASE("another text is another edition") {
    const document::Book& book = katern_book();
    const std::string now = "sha256:" + book.hash();
    INFO("The text is not the one that edition " << book.edition << " came out with. Make a new edition: raise `edition` in "
         "book/book.toml and the number in over-deze-uitgave.md, say in book/CHANGELOG.md what changed, and add to "
         "tests/book/editions.txt its chapters and, last of all, the line with the hash below.");
    std::vector<std::string> texts;
    for (const auto& kept : kept_of_editions())
        if (is_text(kept) && kept.first == book.edition) texts.push_back(kept.second);
    CHECK(texts == std::vector<std::string>{now});
}

TEST_CASE("a chapter that any edition had keeps its file's name, or a redirect names the new one") {
    const auto old = chapters_of_editions();
    REQUIRE(old.size() > 8);
    const document::Book& book = katern_book();
    bool lists_this_one = false;
    for (const auto& [edition, id] : old) {
        INFO(edition << " " << id);
        lists_this_one = lists_this_one || edition == book.edition;
        const auto to = document::resolve(book, 0, id + ".md");
        const auto redirected = document::resolve(book, 0, id + ".html");
        CHECK((to.kind == document::Destination::Kind::chapter ||
               redirected.kind == document::Destination::Kind::chapter));
    }
    CHECK(lists_this_one);
    for (const Chapter& chapter : chapters()) {
        INFO(chapter.entry.id);
        CHECK(std::find(old.begin(), old.end(), std::pair(book.edition, chapter.entry.id)) != old.end());
    }
}
