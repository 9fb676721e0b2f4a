// The sheet for exporting and the writing of its file. What takes time is done on threads with connections to the notes of
// their own, so that neither a page nor a save waits for it.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/export_sheet.h"

namespace katern::app {

class Reader;

class Exporter {
public:
    explicit Exporter(Reader& reader) : reader_(reader) {}
    // Stops what is being written.
    ~Exporter();
    Exporter(const Exporter&) = delete;
    Exporter& operator=(const Exporter&) = delete;

    // --- The sheet
    void open(const std::vector<std::string>& only);  // for these notes
    [[nodiscard]] Format format() const;
    void choose_format(Format format);
    // Which notes the sheet asks for, in what form; without a path.
    [[nodiscard]] ExportOrder order();
    [[nodiscard]] const ExportTallies& tallies();
    [[nodiscard]] const ExportTally& chosen_tally();
    // It is shared with several networks, and which one the file is for was not said: what goes to one must not reach another.
    [[nodiscard]] bool needs_network();
    // Has a thread say what the file will hold, when that was not asked for yet.
    void look();
    // By the desktop's own dialog; where there is none, the sheet shows a field for the path instead.
    void choose_where();
    void write_from_sheet(const std::string& typed);

    // --- The file: written whole, or not at all
    void write(const ExportOrder& order);
    void stop();
    [[nodiscard]] bool is_writing() const { return writing_ != nullptr; }
    [[nodiscard]] bool is_stopped() const { return stopped_; }
    // Of the notes or chapters; 0 of 0 while they are read.
    [[nodiscard]] std::size_t done() const { return writing_ ? writing_->done.load() : 0; }
    [[nodiscard]] std::size_t all() const { return writing_ ? writing_->all.load() : 0; }
    void open_written(bool folder);  // the file, or the folder it is in, by the desktop's own programs

private:
    struct Written {
        std::string path;
        std::size_t count = 0;
        bool book = false;
    };
    struct Writing {
        std::atomic<std::size_t> done = 0, all = 0;
    };
    void begin(const KnownBook& known, const ExportOrder& order);
    void finish(const Result<Written>& written);
    [[nodiscard]] bool is_open() const;
    [[nodiscard]] const ExportTally& tally_of(ExportSheet::Which which, const std::string& network);

    Reader& reader_;
    std::shared_ptr<Writing> writing_;  // null: nothing is being written
    bool stopped_ = false;
    bool looking_ = false;
    std::jthread writer_, looker_;
};

}  // namespace katern::app
