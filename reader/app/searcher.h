// The thread that searches, and that indexes a book in the background. It owns the connection to cache.db; the one to
// the notes stays with the store's thread, so that saving never waits for a search.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/search.h"

namespace katern::app {

class Searcher {
public:
    struct Request {
        std::shared_ptr<const document::Book> book;
        SearchQuery query;
        std::shared_ptr<const std::vector<NoteWords>> notes;  // may be null
        std::uint64_t generation = 0;
    };
    // Called on the searcher's thread; several times for one request while it takes long.
    using Answer = std::function<void(std::uint64_t generation, std::shared_ptr<const SearchResults>)>;

    // `folder`: of cache.db. The thread starts with the first thing it is asked.
    Searcher(std::string folder, Answer answer) : folder_(std::move(folder)), answer_(std::move(answer)) {}
    // What is going on is left off.
    ~Searcher();
    Searcher(const Searcher&) = delete;
    Searcher& operator=(const Searcher&) = delete;

    // Takes the place of what was asked before.
    void ask(Request request);
    // Nobody searches any more: what was kept ready goes.
    void rest();
    // Puts the chapters of a book into the index, unless they are in. Requests go before.
    void index(std::shared_ptr<const document::Book> book);
    // Waits until there is nothing to do. For tests.
    void flush();

private:
    // Where the indexing of a book is.
    struct Indexing {
        std::shared_ptr<const document::Book> book;
        std::size_t chapter = 0;
    };
    void wake();
    void run();
    void serve(const Request& request);
    void index_some(Indexing& indexing);

    std::string folder_;
    Answer answer_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Request> request_;
    std::deque<Indexing> to_index_;
    bool resting_ = false, busy_ = false;
    std::atomic<bool> closing_ = false;
    std::atomic<std::uint64_t> newest_ = 0;
    // Of the thread:
    std::optional<notes::SearchIndex> index_;
    FoldedPieces pieces_;
    FoldedNotes notes_;
    std::thread thread_;
};

}  // namespace katern::app
