// What a peer sent, and what I send: sets of annotations in files.
//
//     preview_import (nothing is changed) -> the person says yes -> import_file -> undo_import
//
// For a window: read_import and its result need no store and belong on a worker; `Importing` is one batch at a time, to
// be posted to the store's thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/exporting.h"
#include "app/operations.h"
#include "share/annotation_set.h"

namespace katern::app {

struct ImportOptions {
    // Name (or id) of one of my networks that the file's network counts as, or that notes of another program are shared
    // with; made when there is none. Nothing: as the file says, and its network is joined when it isn't known.
    std::optional<std::string> network;
};

// What is known of a file before anything is changed.
struct ImportPreview {
    std::string path;
    std::string format;                     // as people know it
    notes::Profile writer;                  // as the file says; it is not proof
    std::string title;                      // of the book, as the file says
    bool same_book = true;                  // by id, title or text; else the file is refused
    bool same_edition = true;               // all of it was marked in the text that is open
    std::optional<notes::Network> network;  // the one in the file
    bool network_known = false;
    notes::MergeCounts counts;
    std::size_t unplaced = 0;  // of those with words: they stand in the list without a place
    std::vector<share::Unreadable> unreadable;
    std::string hash;
    bool was_undone = false;  // this very content was taken in and taken back
};

// "3 nieuwe, 1 veranderde en 2 bekende notities van Anna …": one sentence for people.
[[nodiscard]] std::string sentence(const ImportPreview& preview, Language language);

// Step 1, without a store. `stop`: asked while the file is read; a stopped one fails.
[[nodiscard]] Result<share::ReadSet> read_import(const KnownBook& known, const std::string& path, const std::function<bool()>& stop = {});
// `progress` is told how far it is, 0 to 1, and says whether to go on.
using ImportProgress = std::function<bool(double)>;
// Step 2: counts by a rehearsal that is rolled back. Fails when it was stopped.
[[nodiscard]] Result<ImportPreview> preview_of(notes::Store& store, const KnownBook& known, const std::string& path,
                                               const share::ReadSet& set, const ImportOptions& options = {},
                                               const ImportProgress& progress = {});
// Both.
[[nodiscard]] Result<ImportPreview> preview_import(notes::Store& store, const KnownBook& known, const std::string& path,
                                                   const ImportOptions& options = {});

// An import in batches. Let go of before it is done, it is taken back.
class Importing {
public:
    // Refuses a set about another book. A backup is made first (one an hour). The set must outlive it.
    [[nodiscard]] static Result<Importing> begin(notes::Store& store, const KnownBook& known, const std::string& path,
                                                 const share::ReadSet& set, const ImportOptions& options = {});
    // One batch, at most some 20 ms. True: there is more.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] double progress() const;  // 0 to 1
    // After the last step.
    [[nodiscard]] Result<notes::MergeCounts> finish();
    [[nodiscard]] notes::ImportKey key() const { return merge_.key(); }

private:
    Importing(notes::Merge merge, const share::ReadSet& set) : merge_(std::move(merge)), set_(&set) {}
    notes::Merge merge_;
    const share::ReadSet* set_;
    std::size_t done_ = 0;
};

struct ImportReport {
    ImportPreview what;  // with the counts of what was done
    notes::ImportKey key{};
    bool stopped = false;  // by the person: nothing was taken over
};
// A set that was undone is chosen again by this call.
[[nodiscard]] Result<ImportReport> import_file(notes::Store& store, const KnownBook& known, const std::string& path,
                                               const ImportOptions& options = {},
                                               const ImportProgress& progress = {});
// The same for bytes that were read already; `path` names them.
[[nodiscard]] Result<ImportReport> import_set(notes::Store& store, const KnownBook& known, const std::string& path,
                                              const share::ReadSet& set, const ImportOptions& options = {},
                                              const ImportProgress& progress = {});

// Writes `.annotations`, for the network that the order names (without one: for the first, or with private notes for
// none). Fails with a sentence when there is nothing to write.
[[nodiscard]] Result<ExportReport> export_annotations(notes::Store& store, const KnownBook& known,
                                                      const ExportOrder& order, const share::Progress& progress = {});

}  // namespace katern::app
