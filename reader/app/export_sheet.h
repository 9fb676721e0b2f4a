// What the sheet for exporting asks: in which form, which notes, and what the file will hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/exporting.h"

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

struct ExportSheet {
    enum class Which : std::uint8_t { all, filtered, chosen, network };
    Which which = Which::all;
    std::string network;              // name; of Which::network
    std::vector<std::string> chosen;  // ids that the sheet was opened for
    bool with_private = false;        // never remembered: it is asked each time
    std::vector<notes::Network> networks;
    // What was last asked of the store, and its answer.
    std::optional<ExportOrder> asked;
    std::uint64_t asked_revision = 0;
    std::optional<ExportPreview> preview;
    bool busy = false;                   // the file is being written
    std::string written;                 // path of the file, once it is there
    std::size_t count = 0;               // of the notes or chapters in it
};

}  // namespace katern::app
