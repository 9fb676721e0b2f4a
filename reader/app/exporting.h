// Notes on their way to a file, in one of the formats that share/ writes: the same for the window and the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/operations.h"

namespace katern::app {

enum class Format : std::uint8_t { markdown, html, docx, csv, pdf, annotations, epub };
// Those that this version writes, in the order in which a person chooses.
[[nodiscard]] std::vector<Format> writable_formats();
// "markdown", as --format has it.
[[nodiscard]] std::string_view to_text(Format format);
[[nodiscard]] std::optional<Format> format_from(std::string_view text);  // one that this version writes
// What the name of such a file ends with: ".md".
[[nodiscard]] std::string_view extension_of(Format format);
// Whether it holds the book itself, and no notes.
[[nodiscard]] bool is_of_book(Format format);

struct ExportOrder {
    std::string path;
    Format format = Format::markdown;
    bool with_private = false;
    bool with_name = true;               // mine; other people's names always stand with what they wrote
    std::optional<std::string> network;  // only what is shared with the network of this name
    std::vector<std::string> only;       // ids; empty: all
    std::optional<bool> answers;         // html: fields to answer in; nothing: only where nothing private is written
    bool readwise = false;               // csv: the columns of Readwise
    std::string form;                    // markdown: path of a template; empty: as Katern writes it
    bool operator==(const ExportOrder&) const = default;
};
struct ExportReport {
    std::size_t written = 0;
    std::size_t private_written = 0;   // of these
    std::size_t private_left_out = 0;  // of what could have been written
    std::size_t orphans = 0;           // of those written
};
// How many of the notes an export would hold, to tell the person before.
[[nodiscard]] ExportReport count_export(const std::vector<share::Passage>& passages, const ExportOrder& order,
                                        const std::string& network_id);
// What an export would write of all the passages of a book, which is all that a writer of a format gets to see of them.
// `network_id`: of order.network; empty: of any.
[[nodiscard]] share::Selection select_for_export(std::vector<share::Passage> passages, const ExportOrder& order,
                                                 const std::string& network_id);
// All that a format can be made of; most need no more than the selection.
struct ExportSource {
    notes::Store& store;
    const KnownBook& known;
    const ExportOrder& order;
    const share::Selection& selection;
    std::string network;  // id of the one that the file is for; empty: none, or more than one
    Language language;

    [[nodiscard]] const document::Book& book() const { return *known.book; }
};
// What goes into one file, and how many that are. Nothing is no error.
struct ExportContents {
    share::Selection selection;
    ExportReport report;
    std::string network;  // as in ExportSource
};
[[nodiscard]] Result<ExportContents> contents_of_export(notes::Store& store, const KnownBook& known, const ExportOrder& order);
// The file itself.
[[nodiscard]] Result<std::string> bytes_of_export(notes::Store& store, const KnownBook& known, const ExportOrder& order,
                                                  const ExportContents& contents, Language language);
// Writes a file. Fails with a sentence when there is nothing to write.
// `progress`: of 0 while the notes are read; false stops, and no file is written.
[[nodiscard]] Result<ExportReport> export_notes(notes::Store& store, const KnownBook& known, const ExportOrder& order,
                                                Language language, const share::Progress& progress = {});

struct BookReport {
    std::size_t chapters = 0;
    std::vector<std::string> left_out;  // titles of chapters that can't be read
};
// Writes the book itself, as EPUB. Needs no notes. Any thread. `progress`: of its chapters.
[[nodiscard]] Result<BookReport> export_book(const document::Book& book, const std::string& path,
                                             const share::Progress& progress = {});

}  // namespace katern::app
