// Finding words in a book and in the notes that hang in it: what the panel, the command line and the tests search with.
//
//     typed -> text::fold_query -> SearchIndex: which pieces may hold it -> text::find_query in each -> SearchResults
//
// A piece of a chapter is a run of whole blocks, so a hit lies within one block: a word is found across emphasis and
// line ends, but not across two paragraphs.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.h"
#include "notes/notes.h"
#include "text/text.h"

namespace katern::app {

struct SearchQuery {
    std::string words;  // as typed
    bool whole_words = false;
    bool exact_accents = false;
    bool operator==(const SearchQuery&) const = default;

    [[nodiscard]] text::Accents accents() const { return exact_accents ? text::Accents::kept : text::Accents::ignored; }
    [[nodiscard]] std::string folded() const { return text::fold_query(words, accents()); }
};

// What a note says, by value for another thread.
enum class NotePart : std::uint8_t { quote, body, tags };
struct NoteWords {
    std::string id;
    std::string quote, body, tags;
    [[nodiscard]] const std::string& part(NotePart part) const {
        return part == NotePart::quote ? quote : part == NotePart::body ? body : tags;
    }
    bool operator==(const NoteWords&) const = default;
};
[[nodiscard]] NoteWords words_of(const notes::Annotation& note);

struct SearchResults {
    struct InChapter {
        std::size_t chapter = 0;        // index in Book::chapters
        std::vector<text::Range> hits;  // bytes of its canonical text
    };
    struct InNote {
        std::string id;
        NotePart part = NotePart::quote;
        text::Range bytes;  // of that part: its first hit
    };
    SearchQuery query;
    std::vector<InChapter> chapters;  // those with hits, in reading order
    std::vector<InNote> notes;        // in the order in which they were given
    std::size_t count = 0;            // hits in the text
    std::size_t looser = 0;  // when nothing was found: what there would be without whole words and exact accents
    bool complete = false;   // everything has been looked through

    [[nodiscard]] bool nothing() const { return count == 0 && notes.empty(); }
};

// --- Pieces

// Blocks of a chapter that are folded, indexed and scanned together: at least 32 KiB of text, or the rest.
struct Piece {
    std::size_t first_block = 0, end_block = 0;
};
[[nodiscard]] std::vector<Piece> pieces_of(const document::Chapter& chapter);
// Blocks are separated by a line feed, which no query holds.
[[nodiscard]] text::Folded fold_piece(const document::Chapter& chapter, Piece piece, text::Accents accents);

// Folded pieces of one book, so that the next letter of a query finds them ready. For one thread.
class FoldedPieces {
public:
    using Folded = std::shared_ptr<const text::Folded>;
    // Of another book or with other accents than before, what was kept is dropped.
    [[nodiscard]] Folded get(const document::Book& book, std::size_t chapter_index, const document::Chapter& chapter,
                             std::size_t index, Piece piece, text::Accents accents);
    void forget();

private:
    const document::Book* book_ = nullptr;
    text::Accents accents_ = text::Accents::ignored;
    std::map<std::pair<std::size_t, std::size_t>, Folded> kept_;
    std::size_t bytes_ = 0;
};

// The words of many notes, folded one behind the other. For one thread.
// Folding is what costs: a note whose words are as they were is folded once.
class FoldedNotes {
public:
    void set(std::shared_ptr<const std::vector<NoteWords>> notes, text::Accents accents);
    // Notes folded so far, for tests of how much is done.
    [[nodiscard]] std::size_t folded() const { return count_; }
    [[nodiscard]] std::vector<SearchResults::InNote> find(const SearchQuery& query) const;

private:
    std::shared_ptr<const std::vector<NoteWords>> notes_;
    text::Accents accents_ = text::Accents::ignored;
    std::string folded_;
    std::vector<std::size_t> starts_;  // of each note in folded_
    std::size_t count_ = 0;
};

// --- Searching

struct SearchJob {
    const document::Book& book;
    const SearchQuery& query;
    FoldedPieces& pieces;
    const FoldedNotes& notes;
    notes::SearchIndex* index = nullptr;                 // none: everything is scanned
    std::function<bool()> stale{};                       // asked between pieces: nobody waits for this any more
    std::function<void(const SearchResults&)> so_far{};  // given now and then while it takes long
};
// A stale search is not complete. Chapters that can't be read have no hits.
[[nodiscard]] SearchResults search(const SearchJob& job);

// --- Showing a hit

// The words around a hit, within its block (or its note), cut at words.
struct Snippet {
    std::string before, exact, after;
    bool cut_before = false, cut_after = false;
};
[[nodiscard]] Snippet snippet(std::string_view text, text::Range within, text::Range hit, std::size_t before,
                              std::size_t after);
// In one line for people: with an ellipsis where it was cut, without line feeds and soft hyphens; and where the hit
// stands in it.
struct Line {
    std::string text;
    text::Range hit;
};
[[nodiscard]] Line in_one_line(const Snippet& snippet);

}  // namespace katern::app
