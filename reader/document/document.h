// What a book IS in memory: Book, Chapter, Block, Span. Loaders make it from Markdown; nobody changes it afterwards.
//
// Everything that points into a book points into a chapter's *canonical text* (docs: DESIGN, section 3; the rules and
// their version are in canonical.md beside this file). Knows no fonts, no notes and no screen.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"
#include "words/word.h"

namespace katern::document {

// Version of the rules that make the canonical text; kept with every anchor.
inline constexpr int text_rules_version = 1;

// Where the files of a book come from: a folder on disk, or the katern that is inside the program. Paths are relative
// to the book's folder, with '/'; one that leads outside it is refused.
class Files {
public:
    virtual ~Files() = default;
    [[nodiscard]] virtual Result<std::string> read(const std::string& path) const = 0;
    // Its first bytes: not more than `most`.
    [[nodiscard]] virtual Result<std::string> read_start(const std::string& path, std::size_t most) const = 0;
    [[nodiscard]] virtual bool exists(const std::string& path) const = 0;
    // All files below a folder with this extension (".md"), sorted by path.
    [[nodiscard]] virtual std::vector<std::string> list(const std::string& folder,
                                                        std::string_view extension) const = 0;
    // For messages: the path as a person would type it.
    [[nodiscard]] virtual std::string name(const std::string& path) const = 0;
};
[[nodiscard]] std::shared_ptr<const Files> files_in(const std::string& folder);
// `files`: path → content; the views must outlive it (they are inside the program).
[[nodiscard]] std::shared_ptr<const Files> files_in_memory(std::map<std::string, std::string_view> files,
                                                           std::string name);

enum class Emphasis : std::uint8_t { none = 0, italic = 1, bold = 2, code = 4, strike = 8 };
[[nodiscard]] constexpr Emphasis operator|(Emphasis a, Emphasis b) {
    return static_cast<Emphasis>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
[[nodiscard]] constexpr bool has(Emphasis set, Emphasis one) {
    return (static_cast<std::uint8_t>(set) & static_cast<std::uint8_t>(one)) != 0;
}

// A stretch of a block's text in one form. The spans of a block cover its text without gaps.
struct Span {
    text::Range text;  // bytes of the chapter's canonical text
    Emphasis emphasis = Emphasis::none;
    std::int32_t link = -1;  // index in Chapter::links
};

struct Link {
    std::string target;  // as written: "02-x.md#kop", "https://…", "#kop"
    std::string title;
    std::uint32_t line = 0;  // 1-based line of the source
};

struct Image {
    std::string path;  // relative to the book's folder (resolved from the chapter's own folder), or a URL as written
    std::string alternative;  // what it shows, for people and programs that don't see it
    std::string title;
    std::uint32_t line = 0;  // 1-based line of the source
};

// A thing between two characters that gives no text: a footnote's mark or a picture inside a paragraph.
struct Inset {
    std::size_t at = 0;          // byte of the chapter's text before which it stands
    std::int32_t footnote = -1;  // index in Chapter::footnotes
    std::int32_t image = -1;     // index in Chapter::images
};

enum class BlockKind : std::uint8_t { heading, paragraph, code, table_row, figure, caption, footnote };

// A block quote, list item or footnote around a block, outermost first.
struct Container {
    enum class Kind : std::uint8_t { quote, bullet_item, numbered_item, footnote };
    Kind kind = Kind::quote;
    std::uint32_t id = 0;      // the same for all blocks inside one quote, item or footnote; unique in the chapter
    std::uint32_t list = 0;    // items: the list they belong to; unique in the chapter
    std::uint32_t number = 0;  // numbered_item: as shown; footnote: 1, 2, … by first mention
    bool tight = true;         // items: no space between
    std::optional<bool> task;  // items of a task list: done or not

    [[nodiscard]] bool is_item() const { return kind == Kind::bullet_item || kind == Kind::numbered_item; }
};

enum class Align : std::uint8_t { none, left, centre, right };

// A leaf of the book. `text` is without the line feed that ends it.
struct Block {
    BlockKind kind = BlockKind::paragraph;
    text::Range text;
    std::vector<Span> spans;
    std::vector<Inset> insets;          // sorted by `at`
    std::vector<Container> containers;  // outermost first
    std::uint8_t level = 0;             // heading: 1 to 6
    std::string slug;                   // heading: the id that links use, as mdBook makes it
    std::string language;               // code: first word of the info string
    std::vector<std::uint32_t> images;  // figure: indices in Chapter::images
    // table_row: cells are separated by one tab in the text
    std::uint32_t table = 0;         // unique in the chapter, from 1
    std::vector<text::Range> cells;  // bytes of the chapter's text
    std::vector<Align> alignment;    // per column
    bool header = false;             // table_row: the head
    bool rule_before = false;        // a thematic break stands before this block
    std::uint32_t line = 0;          // 1-based line of the source where the block starts
};

// A problem that a book has but that does not keep it from being read; `katern check` prints them.
struct Problem {
    std::string path;        // file within the book
    std::uint32_t line = 0;  // 1-based, 0: the file as a whole
    Error what;
};

struct Footnote {
    std::string label;            // as written between [^ and ]
    std::uint32_t number = 0;     // 1, 2, … by first mention
    std::size_t first_block = 0;  // its blocks in Chapter::blocks
    std::size_t block_count = 0;
    std::size_t mark = 0;  // byte of the first mention
};

struct Chapter {
    std::string id;     // path in the book without extension: "02-randvoorwaarden"
    std::string title;  // from the summary, else its first heading, else the file's name
    std::string text;   // canonical
    text::CodePoints code_points;
    std::string hash;  // sha256 of `text`
    std::vector<Block> blocks;
    std::vector<Link> links;
    std::vector<Image> images;
    std::vector<Footnote> footnotes;
    std::map<std::string, std::size_t> html_ids;  // id or name in raw HTML → byte; links may lead there too
    std::vector<Problem> problems;

    // Index of the block that holds this byte (its ending line feed counts as its own); the last one beyond the end.
    [[nodiscard]] std::size_t block_at(std::size_t byte) const;
    // The headings above a byte, outermost first, as plain text; the block itself not counted.
    [[nodiscard]] std::vector<std::string> headings_above(std::size_t byte) const;
    [[nodiscard]] std::string_view text_of(const Block& block) const { return text::slice(text, block.text); }
};

// An entry of SUMMARY.md (or of a folder of Markdown files): what is known of a chapter before it is read.
struct ChapterEntry {
    std::string id;
    std::string title;
    std::string number;  // "2", "4.1"; empty when unnumbered
    std::uint32_t depth = 0;
    std::string path;  // relative to the book's folder; empty for a draft
    std::string part;  // title of the part it opens ("# Part" in the summary), else empty
    [[nodiscard]] bool draft() const { return path.empty(); }
};

// A block quote that begins with one of these words in bold (a convention of the katern) is set in a form of its own.
struct Callout {
    enum class Kind : std::uint8_t { question, work_form, example, take_along };  // Vraag, Werkvorm, Voorbeeld, Mee naar het netwerk
    Kind kind = Kind::question;
    std::uint32_t quote = 0;      // id of the container
    std::size_t first_block = 0;
    text::Range label;            // the bold words, bytes of the chapter's text
};
// The one that a block stands in, if any.
[[nodiscard]] std::optional<Callout> callout_of(const Chapter& chapter, std::size_t block);

class Book {
public:
    std::string id, title, description, language = "nl", edition;
    std::vector<std::string> authors;
    std::vector<ChapterEntry> chapters;            // reading order, drafts left out
    std::map<std::string, std::string> redirects;  // old chapter id → new one
    std::string path;                              // absolute path, or "@katern"
    std::vector<Problem> problems;                 // of book.toml and SUMMARY.md

    // Reads and parses on the first call and keeps the result. Any thread.
    [[nodiscard]] Result<std::shared_ptr<const Chapter>> chapter(std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view chapter_id) const;
    // sha256 over all chapter hashes in order: needs every chapter. Chapters that can't be read count as empty.
    [[nodiscard]] std::string hash() const;
    [[nodiscard]] const Files& files() const { return *files_; }

    explicit Book(std::shared_ptr<const Files> files) : files_(std::move(files)) {}

private:
    std::shared_ptr<const Files> files_;
    mutable std::mutex mutex_;
    mutable std::vector<std::shared_ptr<const Chapter>> loaded_;
};

// `where`: an mdBook folder, a folder of Markdown files, one Markdown file, or "@katern". The bundled one is handed in
// as `katern` (may be null where it isn't needed).
[[nodiscard]] Result<std::shared_ptr<const Book>> open_book(const std::string& where,
                                                            const std::shared_ptr<const Files>& katern);

// Markdown to a chapter. `path`: within the book, for relative images and messages; `files` may be null (then
// {{#include}} and figures are not looked up). Fails only when the bytes are not UTF-8.
[[nodiscard]] Result<Chapter> parse_markdown(std::string_view markdown, const std::string& path, const Files* files);

// Between the number of a chapter and that of a block.
inline constexpr std::string_view pilcrow = "¶";

// "2 ¶14": mdBook's chapter number (or its id) and the block, which is an index in Chapter::blocks and shown counted
// from 1.
[[nodiscard]] std::string address(const ChapterEntry& entry, std::size_t block);
// The way back, also for "2¶14" and "2 ¶ 14"; white space around it doesn't matter. Nothing when it is no address or the
// book has no such chapter. The chapter isn't read, so the block may lie beyond its end.
struct Address {
    std::size_t chapter = 0;  // index in Book::chapters
    std::size_t block = 0;    // index in Chapter::blocks
    bool operator==(const Address&) const = default;
};
[[nodiscard]] std::optional<Address> parse_address(const Book& book, std::string_view words);
// The addresses that stand in a text, in order: what a note that names one leads to.
struct NamedAddress {
    text::Range bytes;  // of the text
    Address address;
};
[[nodiscard]] std::vector<NamedAddress> addresses_in(const Book& book, std::string_view text);
// Byte where its block starts; nothing when the chapter can't be read or has fewer blocks.
[[nodiscard]] std::optional<std::size_t> place_of(const Book& book, const Address& address);

// Where a link leads from a chapter.
struct Destination {
    enum class Kind : std::uint8_t { chapter, outside, broken };
    Kind kind = Kind::broken;
    std::size_t chapter = 0;  // index in Book::chapters
    std::string fragment;     // heading id within it, may be empty
    std::string url;          // outside
};
[[nodiscard]] Destination resolve(const Book& book, std::size_t from_chapter, std::string_view target);
// Byte of the heading with this id, or of the raw HTML that has it; nothing when there is none.
[[nodiscard]] std::optional<std::size_t> find_heading(const Chapter& chapter, std::string_view slug);

// Everything that is wrong with the book, in reading order: reads every chapter.
[[nodiscard]] std::vector<Problem> check(const Book& book);

}  // namespace katern::document
