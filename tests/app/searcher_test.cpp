#include "app/searcher.h"

#include <catch2/catch.hpp>

#include "app/operations.h"
#include "support/folder.h"

using namespace katern;
using namespace katern::app;
using katern::test::Folder;

namespace {

struct Answers {
    std::mutex mutex;
    std::vector<std::pair<std::uint64_t, std::shared_ptr<const SearchResults>>> all;
    Searcher::Answer take() {
        return [this](std::uint64_t generation, std::shared_ptr<const SearchResults> results) {
            const std::lock_guard lock(mutex);
            all.emplace_back(generation, std::move(results));
        };
    }
};

}  // namespace

TEST_CASE("a book is indexed in the background, once, by the text of its chapters") {
    Folder folder;
    const auto book = *open_book("@katern");
    Answers answers;
    {
        Searcher searcher(folder.path(""), answers.take());
        searcher.index(book);
        searcher.flush();
    }
    notes::SearchIndex index(folder.path(""));
    const auto answer = index.may_hold("leernetwerk");
    REQUIRE(answer);
    for (std::size_t i = 0; i < book->chapters.size(); ++i) CHECK(answer->pieces.contains((*book->chapter(i))->hash));
}

TEST_CASE("the newest question is answered wholly, also while the book is being indexed") {
    Folder folder;
    const auto book = *open_book("@katern");
    Answers answers;
    Searcher searcher(folder.path(""), answers.take());
    searcher.index(book);
    for (std::uint64_t i = 1; i <= 20; ++i)
        searcher.ask({book, {std::string("netwerken").substr(0, 1 + i % 9)}, nullptr, i});
    searcher.flush();
    REQUIRE_FALSE(answers.all.empty());
    CHECK(answers.all.back().first == 20);
    CHECK(answers.all.back().second->complete);
    CHECK(answers.all.back().second->count > 10);
}

TEST_CASE("a searcher that goes while it works lets go at once") {
    Folder folder;
    Answers answers;
    Searcher searcher(folder.path(""), answers.take());
    searcher.index(*open_book("@katern"));
    searcher.ask({*open_book("@katern"), {"e"}, nullptr, 1});
    searcher.rest();
}
