// Which parts of which chapters may hold some words: full-text search by trigrams (SQLite's FTS5) in cache.db beside
// the notes. It is disposable: damaged, of another version or too large it is made anew, and without it everything is
// scanned. It holds text of books only; a person's own words stay in katern.db.
//
// A chapter is cut into pieces (what they are is the caller's); of each the folded text is indexed and not kept. An
// answer may name a piece that doesn't hold the words, never leave out one that does. Belongs to one thread at a time;
// other programs may use the same file.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "words/word.h"

namespace katern::notes {

class Database;

class SearchIndex {
public:
    // Of another number, the file is made anew: it changes with the schema, with text::fold and with how chapters are
    // cut.
    static constexpr std::int64_t version = 1;
    static constexpr std::size_t most_pieces = 4095;

    // `folder`: where cache.db lies or comes; empty: nowhere. Never fails; where the file can't be had, the index knows nothing.
    explicit SearchIndex(const std::string& folder);
    ~SearchIndex();
    SearchIndex(SearchIndex&&) noexcept;
    SearchIndex& operator=(SearchIndex&&) noexcept;

    // How many of a chapter's pieces are in, from the first on; `hash` is the chapter's.
    [[nodiscard]] std::size_t pieces_of(const std::string& hash);
    // Adds the folded texts of the pieces from `first` on, in one transaction; nothing when they are in already.
    // `last`: with these the chapter is whole. False: they can't be kept.
    bool add(const std::string& hash, std::size_t first, std::span<const std::string> pieces, bool last);

    struct Answer {
        // By the hash of each chapter that is wholly known: its pieces that may hold the words, in order.
        std::map<std::string, std::vector<std::size_t>, std::less<>> pieces;
    };
    // `folded`: as text::fold_query makes it, without accents. Nothing: under three letters, or the index can't be
    // used.
    [[nodiscard]] std::optional<Answer> may_hold(std::string_view folded);

private:
    void open(bool anew);
    void make_anew();  // once; a second time there is no index
    void failed(const Error& why);

    std::string path_;
    std::unique_ptr<Database> database_;  // null: no index
    bool remade_ = false;
};

}  // namespace katern::notes
