// Notes on a real book, and that book some years later.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "cli/terminal.h"
#include "notes/notes.h"
#include "paths.h"

using namespace katern;
using namespace katern::cli::test;

namespace {

std::shared_ptr<const document::Book> opened(const std::string& path) {
    auto book = document::open_book(path, nullptr);
    REQUIRE(book);
    return *book;
}

// Sentences spread over the chapter: what a reader would mark. Only such as stand there once.
std::vector<std::string> sentences(const document::Chapter& chapter, std::size_t wanted) {
    std::vector<std::string> out;
    std::size_t number = 0;
    for (const document::Block& block : chapter.blocks) {
        if (block.kind != document::BlockKind::paragraph || ++number % 3 != 0) continue;
        std::string text(chapter.text_of(block));
        if (const std::size_t stop = text.find(". "); stop != std::string::npos) text.resize(stop + 1);
        if (text.size() < 40 || notes::find_quote(chapter, text).size() != 1) continue;
        out.push_back(text);
        if (out.size() == wanted) break;
    }
    return out;
}

}  // namespace

TEST_CASE("notes on an old edition of a real book lie in the new one on what they were made on") {
    const std::string editions = std::string(KATERN_SHARED_DIR) + "/data/editions/rust-book";
    if (!std::filesystem::exists(editions + "/old/book.toml") ||
        !std::filesystem::exists(editions + "/new/book.toml")) {
        WARN("skipped: no editions of a book beside the project");
        return;
    }
    Terminal terminal;
    // One folder, in which the book is renewed.
    const std::string place = terminal.data() + "-boek";
    std::filesystem::copy(editions + "/old", place, std::filesystem::copy_options::recursive);
    const auto before = opened(place);
    std::size_t made = 0;
    for (std::size_t i = 0; i < before->chapters.size(); ++i) {
        const auto chapter = before->chapter(i);
        REQUIRE(chapter);
        for (const std::string& sentence : sentences(**chapter, 8)) {
            terminal.must({"annotate", place, "--chapter", (*chapter)->id, "--quote", sentence});
            ++made;
        }
    }
    REQUIRE(made >= 50);
    for (const nlohmann::json& note : nlohmann::json::parse(terminal.must({"notes", place, "--json"})))
        CHECK(note["anchor"] == "exact");

    std::filesystem::remove_all(place);
    std::filesystem::copy(editions + "/new", place, std::filesystem::copy_options::recursive);
    const auto after = opened(place);
    const nlohmann::json notes = nlohmann::json::parse(terminal.must({"notes", place, "--json"}));
    REQUIRE(notes.size() == made);
    std::map<std::string, std::size_t> counts;
    for (const nlohmann::json& note : notes) {
        const std::string how = note["anchor"], quote = note["exact"];
        ++counts[how];
        if (how == "orphan") continue;
        const auto index = after->find(note["chapter"].get<std::string>());
        REQUIRE(index);
        const auto chapter = *after->chapter(*index);
        const std::string now(text::slice(chapter->text, notes::to_bytes(*chapter, {note["start"].get<std::size_t>(),
                                                                                    note["end"].get<std::size_t>()})));
        INFO(how << "\n" << quote << "\n" << now);
        if (how != "changed") {
            CHECK(now == quote);
            continue;
        }
        CHECK(now != quote);
        // A good part of the words is still there: "We call having references as function parameters borrowing" became
        // "We call the action of creating a reference borrowing".
        std::set<std::string> words;
        std::istringstream said(now);
        for (std::string word; said >> word;) words.insert(word);
        std::size_t all = 0, kept = 0;
        std::istringstream meant(quote);
        for (std::string word; meant >> word; ++all) kept += words.count(word);
        CHECK(3 * kept >= all);
    }
    WARN(made << " notes: " << counts["exact"] << " exact, " << counts["moved"] << " moved, " << counts["changed"]
              << " changed, " << counts["orphan"] << " orphan");
    CHECK(counts["exact"] + counts["moved"] + counts["changed"] > counts["orphan"]);
    std::filesystem::remove_all(place);
}
