// Where a note hangs: position and quote in the canonical text of a chapter, and the way back to it in the text of
// today.
//
// Positions are Unicode code points (`CodePointRange`), since they leave the program; text::Range counts bytes. The
// rules of resolving, with their thresholds, are in README.md beside this file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "text/text.h"

namespace katern::notes {

// Half open, in Unicode code points of a chapter's canonical text.
struct CodePointRange {
    std::size_t start = 0;
    std::size_t end = 0;

    [[nodiscard]] bool empty() const { return start == end; }
    bool operator==(const CodePointRange&) const = default;
};

// One state of a book's text: what anchors and resolutions are kept under. Made once per opened book, off the window's
// thread, since the hash needs every chapter.
struct Edition {
    struct ChapterHash {
        std::string id, hash;
        bool operator==(const ChapterHash&) const = default;
    };
    std::string book_id;  // as the book calls itself
    std::string hash;     // sha256 of the whole text, 64 hex digits; empty when it isn't known (yet)
    std::string label;    // for people: "tweede druk"; may be empty
    std::string title;
    std::vector<std::string> authors;
    int text_rules = document::text_rules_version;
    std::vector<ChapterHash> chapters;  // reading order
};
[[nodiscard]] Edition edition_of(const document::Book& book);

// A picture without a caption is marked by its block; this says which picture it was.
struct FigureSelector {
    std::string image;        // path within the book
    std::string alternative;  // what it shows, in words
    bool operator==(const FigureSelector&) const = default;
};

struct Anchor {
    std::string book_id;    // as the book called itself
    std::string book_hash;  // whole text; empty: not known
    int text_rules = document::text_rules_version;
    std::string chapter;                // id
    std::string chapter_hash;           // empty: not known
    CodePointRange range;               // bookmarks, reflections and figures: start = end
    std::string exact;                  // canonical text of the range; "" when start = end
    std::string prefix;                 // up to 32 code points before
    std::string suffix;                 // up to 32 code points after
    std::vector<std::string> headings;  // above the place, outermost first, for people
    std::optional<FigureSelector> figure;

    bool operator==(const Anchor&) const = default;
};

inline constexpr std::size_t context_length = 32;  // code points of prefix and suffix

// The anchor of a range of bytes; ends are clamped to the text and moved out to whole code points. An empty range in a
// figure's block gets the figure's selector.
[[nodiscard]] Anchor anchor_on(const document::Chapter& chapter, const Edition& edition, text::Range bytes);
[[nodiscard]] Anchor anchor_on(const document::Chapter& chapter, const document::Book& book, text::Range bytes);

// What a person sees …
enum class How : std::uint8_t { exact, moved, changed, orphan };
// … and how it was found.
enum class Method : std::uint8_t { position, quote, elsewhere, approximate, none };
[[nodiscard]] std::string_view to_text(How how);
[[nodiscard]] std::string_view to_text(Method method);
[[nodiscard]] std::optional<How> how_from(std::string_view text);
[[nodiscard]] std::optional<Method> method_from(std::string_view text);

struct Resolution {
    How how = How::orphan;
    Method method = Method::none;
    std::string chapter;                     // where it lies now; an orphan: the chapter it was made in
    CodePointRange range;                    // in that chapter; an orphan: as in the anchor
    double score = 0;                        // 0 to 1; 1: nothing differs
    std::vector<CodePointRange> candidates;  // an orphan with equally good places, in `chapter`

    [[nodiscard]] bool placed() const { return how != How::orphan; }
    bool operator==(const Resolution&) const = default;
};

// In one chapter, taken to be the one that the anchor means. Never fails: what isn't found is an orphan.
[[nodiscard]] Resolution resolve(const Anchor& anchor, const document::Chapter& chapter);
// In a whole book: the anchor's chapter, else where the book's redirects say it went, else any chapter that holds the
// words.
[[nodiscard]] Resolution resolve(const Anchor& anchor, const document::Book& book);
// Each of many anchors, as the one above does, in time that grows with the size of the book plus the number of anchors:
// for a worker. Reads every chapter. When it is asked to stop it answers for the first few only.
[[nodiscard]] std::vector<Resolution> resolve_all(std::span<const Anchor> anchors, const document::Book& book,
                                                  const std::stop_token& stop = {});

// The anchor's chapter, by its id or where the book's redirects say that it went.
[[nodiscard]] std::optional<std::size_t> chapter_of(const Anchor& anchor, const document::Book& book);

// The bytes of a range in its chapter; clamped to the text.
[[nodiscard]] text::Range to_bytes(const document::Chapter& chapter, CodePointRange range);
[[nodiscard]] CodePointRange to_code_points(const document::Chapter& chapter, text::Range bytes);

// Every place of a quote that has this prefix before it and this suffix behind it (each may be empty: anything). First
// as written; if that is nowhere, with quote and context in normal form C and every run of white space as one space,
// against text in which a line feed or a tab counts as a space.
[[nodiscard]] std::vector<text::Range> find_quote(const document::Chapter& chapter, std::string_view quote,
                                                  std::string_view prefix = {}, std::string_view suffix = {});

}  // namespace katern::notes
