// What the parts of Store share: the connection, who writes, and the small look-ups that several of them need. Internal
// to notes/. Store's operations are in opening.cpp, books.cpp, changing.cpp, undo.cpp, reading.cpp and keeping.cpp.
#pragma once

#include <string>
#include <vector>

#include "notes/sqlite.h"
#include "notes/store.h"

namespace katern::notes {

struct Store::State {
    StoreOptions options;
    Database database;
    std::int64_t profile = 0;  // row in profiles
    Device device = 0;
    bool write_ahead = true;  // journal_mode
    std::int64_t data_version = 0;
    std::optional<Rescue> rescued;

    // The wall clock. KATERN_NOW was found good at opening.
    [[nodiscard]] Milliseconds now() const;
    // The next value of the clock, kept in the same transaction as what it is for.
    [[nodiscard]] Clock tick();
    // The row of an edition, made when it isn't there yet.
    [[nodiscard]] std::int64_t edition_row(std::int64_t book, const std::string& book_id, const std::string& hash,
                                           int text_rules);
    // The edition under which resolutions of this text are kept; 0: no such text was seen of this book.
    [[nodiscard]] std::int64_t resolution_edition(std::int64_t book, const std::string& hash);
};

// The names of fields.
inline constexpr std::string_view field_category = "category";
inline constexpr std::string_view field_body = "body";
inline constexpr std::string_view field_tags = "tags";
inline constexpr std::string_view field_life = "life";
inline constexpr std::string_view field_loose = "loose";
inline constexpr std::string_view field_accepted = "accepted";
inline constexpr std::string_view field_unknown = "unknown";
inline constexpr std::string_view field_origin = "origin";  // of an item of another program: the id that it came with
inline constexpr std::string_view alive = "alive";
inline constexpr std::string_view deleted = "deleted";

// Of an undo step: it has no rows, of notes or of meetings (meetings_merge.h).
inline constexpr std::string_view step_is_empty =
    "NOT EXISTS (SELECT 1 FROM undo_rows WHERE step = undo_steps.number)"
    " AND NOT EXISTS (SELECT 1 FROM settings WHERE key GLOB 'undo/' || undo_steps.number || '/*')";

// The identity of this machine, hashed so that it can't be read back from a file that is mailed around.
[[nodiscard]] std::string machine_hash(const StoreOptions& options);
[[nodiscard]] Device random_device();

// As Store::copy_to, by a connection of any kind.
[[nodiscard]] Result<void> copy_whole(Database& database, const std::string& target);

// Lists of texts (authors, tags, headings) are JSON arrays. What isn't one reads as an empty list.
[[nodiscard]] std::string to_json(const std::vector<std::string>& list);
[[nodiscard]] std::vector<std::string> from_json(const std::string& json);

// An anchor from these columns on: book_id, hash and text_rules of its edition, then chapter, chapter_hash, start, end, exact, prefix,
// suffix, headings, figure_image, figure_alternative.
[[nodiscard]] Anchor read_anchor(const Statement& row, int column);

}  // namespace katern::notes
