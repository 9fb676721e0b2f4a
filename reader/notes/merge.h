// What a peer sent, into the database. Merging is a join: any order, any repetition and any partition of the same sets
// gives the same rows. The rules are in README.md ("What comes from others"); what is decided about an item depends on
// that item and its own row alone.
//
//     Merge::begin -> take, take, take … (each one transaction of at most some 25 ms) -> take_meetings -> finish
//
// Until finish() the import is `begun`: a crash or a Merge that is let go takes all of it back.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "notes/note_set.h"

namespace katern::notes {

enum class ImportKey : std::int64_t {};

struct MergeOrder {
    std::string hash;  // of the set's content; the same for the same content
    std::string file;  // where it came from, for people; never leaves this database
    // Id of one of my networks that the set's network counts as; without one in the set: with whom these notes are
    // shared.
    std::string network;
    // Looks only: every batch is rolled back, and nothing is kept.
    bool rehearse = false;
};

struct MergeCounts {
    std::size_t added = 0;
    std::size_t changed = 0;    // a later wording, life or visibility
    std::size_t known = 0;      // nothing that was new
    std::size_t own = 0;        // mine: never taken from a set
    std::size_t ahead = 0;      // dated more than 48 hours in the future
    std::size_t withdrawn = 0;  // of changed: their words were erased
    std::size_t meetings = 0;   // rows of meetings that were new or changed; in none of the others
    bool operator==(const MergeCounts&) const = default;

    [[nodiscard]] std::size_t all() const { return added + changed + known + own + ahead; }
};

// One process writes an import at a time; it holds this as long as the import is `begun`.
class ImportLock {
public:
    // Nothing when another process has it.
    [[nodiscard]] static std::optional<ImportLock> take(const std::string& data_folder);
    ~ImportLock();
    ImportLock(ImportLock&& other) noexcept;
    ImportLock& operator=(ImportLock&&) = delete;
    ImportLock(const ImportLock&) = delete;

private:
    explicit ImportLock(int file) : file_(file) {}
    int file_;
};

class Merge {
public:
    // Fails when another window is in the middle of an import.
    [[nodiscard]] static Result<Merge> begin(Store& store, BookKey book, const SetHead& head, const MergeOrder& order);
    ~Merge();
    Merge(Merge&&) noexcept;
    Merge& operator=(Merge&&) = delete;
    Merge(const Merge&) = delete;

    // The first of these, as many as fit in a batch; says how many. The rest is for the next call.
    [[nodiscard]] Result<std::size_t> take(std::span<const SetItem> items);
    // Of the set's network, as a join (meetings_merge.h), in one transaction; how many were new or changed. Before finish().
    [[nodiscard]] Result<std::size_t> take_meetings(std::span<const SetMeeting> meetings);
    // The import is whole, and the last undo step of this window when it changed anything.
    [[nodiscard]] Result<MergeCounts> finish();
    [[nodiscard]] const MergeCounts& counts() const;
    // Of the row in `imported_sets`.
    [[nodiscard]] ImportKey key() const;

private:
    struct Work;
    explicit Merge(std::unique_ptr<Work> work);
    std::unique_ptr<Work> work_;
};

// Takes back what an import changed and nobody has changed since. Withdrawals and deletions stay. How many annotations
// changed.
[[nodiscard]] Result<std::size_t> undo_import(Store& store, ImportKey import);
// Imports that a crash left half way are taken back. Called at opening and before an import; leaves those alone that
// another process is writing.
[[nodiscard]] Result<void> take_back_half_imports(Store& store);

struct ImportRow {
    ImportKey key{};
    std::string hash;
    std::string file;
    Profile writer;
    std::optional<Network> network;
    Milliseconds imported = 0;
    bool undone = false;
};
// The last one of a set with this content; nothing: never imported.
[[nodiscard]] Result<std::optional<ImportRow>> import_of(Store& store, const std::string& hash);
[[nodiscard]] Result<std::vector<ImportRow>> imports(Store& store);  // newest first

// Which of my networks the one with this id is, itself or as an alias; nothing: it isn't known here.
[[nodiscard]] Result<std::optional<Network>> counted_as(Store& store, const std::string& id);

}  // namespace katern::notes
