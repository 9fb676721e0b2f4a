// Notes that another program wrote: from its file to items, and from an item to a place in the open book.
//
//     bytes -> read_foreign -> ForeignSet -> ForeignPlaces::find -> notes::Anchor
//
// Nothing here is stored, and nothing that a file says is taken for more than text. Which formats are read, and what of
// each is kept, is in foreign/README.md.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "notes/anchor.h"
#include "notes/annotation.h"
#include "words/word.h"

namespace katern::share {

// The first and the last words of a passage, where a text fragment ("#:~:text=first,last") says no more of it.
struct QuoteEnds {
    std::string first, last;
    bool operator==(const QuoteEnds&) const = default;
};

// What another program's file says of one annotation. Nothing is resolved or stored yet; all text is valid UTF-8.
struct ForeignItem {
    std::string id;  // as it came; empty: none
    notes::Kind kind = notes::Kind::highlight;
    std::string exact, prefix, suffix;      // as they came, white space too
    std::optional<QuoteEnds> ends;          // `exact` is then "first … last"
    std::optional<std::size_t> start, end;  // code points of a TextPositionSelector
    // What names the chapter: relative URL, address, title, path; best first.
    std::vector<std::string> sources;
    std::vector<std::string> headings;
    std::string body;      // text of the note
    std::string category;  // ours for a known colour or name (inzicht …), else the colour as it came; "": none
    std::vector<std::string> tags;
    notes::Profile author;                          // id may be empty
    notes::Milliseconds created = 0, modified = 0;  // 0: not said
    std::string parent;                             // id of what it replies to
    std::string unknown;                            // JSON object of members that we don't know
    std::string extension;                          // JSON of our own extension object, verbatim; empty: none
    std::string book;  // title of the book that it is about, where the file holds notes on several

    bool operator==(const ForeignItem&) const = default;
};

// An item that was left out, and why; the others are read all the same.
struct Unreadable {
    std::size_t position = 0;  // in the file, from 1; 0: no item, but a withdrawal or a row of a meeting
    Error why;
};

struct ForeignSet {
    std::string format;  // as people know it: "Thorium", "KOReader"
    std::string title;   // of the book, as the file says; may be empty
    std::vector<std::string> book_ids;
    notes::Profile writer;  // who made the set, as it says
    std::vector<ForeignItem> items;
    std::vector<Unreadable> unreadable;
    std::string extension;  // as in ForeignItem, of the set
};

// Our own members in a set stand in an object under this name.
inline constexpr std::string_view extension_member = "katern";

// A larger file isn't read.
inline constexpr std::size_t largest_file = std::size_t{512} << 20;  // bytes

// By content, not by name; `file_name` only stands in the sentence. Fails with one sentence when nothing in it can be
// read. `now`: what is dated more than 48 hours later is left out. A ZIP container is not opened here.
[[nodiscard]] Result<ForeignSet> read_foreign(std::string_view bytes, std::string_view file_name,
                                              notes::Milliseconds now);
// annotations.json of an EPUB Annotations set, ours or another program's.
[[nodiscard]] Result<ForeignSet> read_annotation_set(std::string_view json, notes::Milliseconds now);

// Where items hang in one book: reads every chapter once and keeps an index, for thousands of items. The book must
// outlive it.
class ForeignPlaces {
public:
    ForeignPlaces(const document::Book& book, const notes::Edition& edition);
    ~ForeignPlaces();
    ForeignPlaces(ForeignPlaces&&) noexcept;
    ForeignPlaces& operator=(ForeignPlaces&&) noexcept;

    // Nothing: nowhere (the caller keeps it as an orphan, with its quote).
    [[nodiscard]] std::optional<notes::Anchor> find(const ForeignItem& item) const;
    // What an orphan keeps: its quote and context with single spaces, and the chapter that its file names, if this book
    // has it. notes::resolve may find it in an edition with slightly other words.
    [[nodiscard]] notes::Anchor unplaced(const ForeignItem& item) const;

private:
    struct Index;
    std::unique_ptr<Index> index_;
};
// The same for a single item.
[[nodiscard]] std::optional<notes::Anchor> anchor_of(const ForeignItem& item, const document::Book& book,
                                                     const notes::Edition& edition);

}  // namespace katern::share
