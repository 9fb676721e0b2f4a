// What the tests of notes/ have in common: passages written with brackets, chapters and books made of them, a folder
// that goes away, and a clock that ticks when it is told.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "notes/notes.h"

namespace katern::notes::test {

// "Een [leernetwerk] leeft": the text without the brackets, and what they hold, in bytes.
struct Marked {
    std::string text;
    text::Range range;
};
Marked marked(std::string_view with_brackets);
// The way back, for failures that read like the page.
std::string with_brackets(const document::Chapter& chapter, CodePointRange range);

// A chapter with one block per line; "# " or "## " makes a heading, "!picture.png" a figure.
document::Chapter chapter_of(std::string_view lines, std::string id = "01-begin");
Edition edition_of_chapter(const document::Chapter& chapter, std::string book_id = "boek");
Anchor anchor_at(std::string_view with_brackets);

// A book in memory: chapter id → Markdown, in this order.
std::shared_ptr<const document::Book> book_of(const std::vector<std::pair<std::string, std::string>>& chapters,
                                              const std::string& toml = "[book]\ntitle = \"Proef\"\n");

// A folder of its own per test, removed at the end.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

private:
    std::string path_;
};

inline constexpr Milliseconds first_of_march = 1'772'355'600'000;  // 2026-03-01 09:00 UTC

// A data folder with windows on it. Time stands still until it is moved.
struct Desk {
    Folder folder;
    Milliseconds time = first_of_march;

    [[nodiscard]] StoreOptions options(std::string window = "window-1");
    [[nodiscard]] Store open(std::string window = "window-1");
};

// The value, or a failed test that says why.
template <class T>
T must(Result<T> result) {
    if (!result) FAIL(say(result.error(), Language::nl));
    return std::move(*result);
}
inline void must(Result<void> result) {
    if (!result) FAIL(say(result.error(), Language::nl));
}
template <class T>
std::string reason(const Result<T>& result) {
    return result ? "no failure" : say(result.error(), Language::nl);
}

// A book with an edition of its own, made known to the store.
BookKey a_book(Store& store, const std::string& id = "boek", const std::string& path = "/boeken/boek");
// A highlight of "[leernetwerk]" in a sentence.
Draft highlight(std::string_view with_brackets = "Een [leernetwerk] leeft van vertrouwen.", std::string body = {});

// One number from the database, by a connection of its own.
std::int64_t ask(const std::string& database, const std::string& sql);
std::string ask_text(const std::string& database, const std::string& sql);

}  // namespace katern::notes::test
