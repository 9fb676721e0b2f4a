// What the sheet for exporting asks: in which form, which notes, and what the file will hold.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/exporting.h"
#include "app/placed_note.h"

namespace katern::app {

// What will be in the file, for the person to see before it is written.
struct ExportPreview {
    ExportReport report;
    // The beginning of the file where that is text, else the passages and notes in it as plain text; of a book its chapters.
    std::string text;
    std::size_t more = 0;  // notes or chapters that `text` leaves out
};
// Says what an export would write. Nothing to write is no error here: the report says 0.
[[nodiscard]] Result<ExportPreview> preview_export(notes::Store& store, const KnownBook& known, const ExportOrder& order,
                                                   Language language);

// How many notes a choice takes.
struct ExportTally {
    std::size_t shared = 0, hidden = 0;  // hidden: private
    std::set<std::string> networks;      // ids, with which anything of it is shared

    void count(const notes::Annotation& note);
    [[nodiscard]] std::size_t all() const { return shared + hidden; }
};
struct ExportTallies {
    ExportTally all, filtered, chosen;
    std::map<std::string, ExportTally> of_network;  // by id
};
// `matches`: indices in `notes` of what the list shows; `chosen`: ids.
[[nodiscard]] ExportTallies tally(std::span<const PlacedNote> notes, std::span<const std::uint32_t> matches,
                                  const std::vector<std::string>& chosen);

struct ExportSheet {
    enum class Which : std::uint8_t { all, filtered, chosen, network };
    Which which = Which::all;
    std::string network;              // id; of Which::network, and for whom the file is where notes are shared with several
    std::vector<std::string> chosen;  // ids that the sheet was opened for
    bool with_private = false;        // never remembered: it is asked each time
    std::vector<notes::Network> networks;
    // What was last asked, and its answer.
    struct Asked {
        Format format;
        Which which;
        std::string network;
        bool with_private, with_name;
        std::uint64_t notes, list;  // revisions
        bool operator==(const Asked&) const = default;
    };
    std::optional<Asked> asked;
    std::optional<ExportPreview> preview;
    // Counted once for each change of the notes and the list.
    std::optional<ExportTallies> tallies;
    std::uint64_t tallied_notes = 0, tallied_list = 0;
    std::string written;                 // path of the file, once it is there
    std::size_t count = 0;               // of the notes or chapters in it
};

}  // namespace katern::app
