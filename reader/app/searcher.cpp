#include "app/searcher.h"

#include <algorithm>

namespace katern::app {
namespace {

constexpr std::size_t pieces_at_once = 8;  // about a tenth of a second: as long as a letter that is typed may wait

}  // namespace

Searcher::~Searcher() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Searcher::wake() {
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    changed_.notify_all();
}

void Searcher::ask(Request request) {
    {
        const std::lock_guard lock(mutex_);
        newest_ = request.generation;
        resting_ = false;
        request_ = std::move(request);
    }
    wake();
}

void Searcher::rest() {
    {
        const std::lock_guard lock(mutex_);
        request_.reset();
        ++newest_;
        resting_ = true;
    }
    if (thread_.joinable()) changed_.notify_all();
}

void Searcher::index(std::shared_ptr<const document::Book> book) {
    {
        const std::lock_guard lock(mutex_);
        to_index_.clear();  // another book is open now
        to_index_.push_back({std::move(book), 0});
    }
    wake();
}

void Searcher::flush() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !request_ && to_index_.empty() && !busy_; });
}

void Searcher::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return closing_ || request_ || !to_index_.empty() || resting_; });
        if (closing_) return;
        busy_ = true;
        if (request_) {
            const Request request = std::move(*request_);
            request_.reset();
            lock.unlock();
            serve(request);
            lock.lock();
        } else if (!to_index_.empty()) {
            Indexing indexing = to_index_.front();
            lock.unlock();
            index_some(indexing);
            lock.lock();
            const bool same = !to_index_.empty() && to_index_.front().book == indexing.book;
            if (same) to_index_.front().chapter = indexing.chapter;
            if (same && indexing.chapter >= indexing.book->chapters.size()) to_index_.pop_front();
            if (to_index_.empty() && !request_) index_.reset();  // and with it what SQLite keeps in memory
        } else {
            resting_ = false;
            index_.reset();
            pieces_.forget();
            notes_ = FoldedNotes();
        }
        busy_ = false;
        changed_.notify_all();
    }
}

void Searcher::serve(const Request& request) {
    if (!index_) index_.emplace(folder_);
    notes_.set(request.notes, request.query.accents());
    const auto answer = [&](const SearchResults& results) {
        answer_(request.generation, std::make_shared<const SearchResults>(results));
    };
    SearchJob job{*request.book, request.query, pieces_, notes_};
    job.index = &*index_;
    job.stale = [&] { return closing_ || newest_ != request.generation; };
    job.so_far = answer;
    const SearchResults results = search(job);
    if (results.complete) answer(results);
}

// The next few pieces of the first chapter that is not in yet.
void Searcher::index_some(Indexing& indexing) {
    if (!index_) index_.emplace(folder_);
    const document::Book& book = *indexing.book;
    for (; indexing.chapter < book.chapters.size() && !closing_; ++indexing.chapter) {
        const Result<std::shared_ptr<const document::Chapter>> chapter = book.chapter(indexing.chapter);
        if (!chapter) continue;
        const std::vector<Piece> pieces = pieces_of(**chapter);
        if (pieces.size() > notes::SearchIndex::most_pieces) continue;  // it is scanned
        const std::size_t first = index_->pieces_of((*chapter)->hash);
        if (first >= pieces.size()) continue;
        const std::size_t end = std::min(pieces.size(), first + pieces_at_once);
        std::vector<std::string> folded;
        for (std::size_t i = first; i < end; ++i)
            folded.push_back(fold_piece(**chapter, pieces[i], text::Accents::ignored).text);
        // Where it can't be kept there is no use in going on.
        if (!index_->add((*chapter)->hash, first, folded, end == pieces.size()))
            indexing.chapter = book.chapters.size();
        return;
    }
}

}  // namespace katern::app
