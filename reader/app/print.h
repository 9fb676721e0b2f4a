// A book on paper: A4 pages that Katern sets itself, as a PDF. The window and `katern print` do it by the same call.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/operations.h"

namespace katern::app {

struct PrintOrder {
    enum class Part : std::uint8_t { chapter, selection, book };
    Part part = Part::book;
    std::size_t chapter = 0;  // index in Book::chapters; of a chapter and a selection
    text::Range bytes;        // of that chapter's text; of a selection
    bool marks = false;       // highlights and their signs
    bool notes = false;       // what was written, beside its passage
    std::string path;         // of the PDF
    Language language = Language::nl;
    notes::Milliseconds now = 0;  // the moment that stands in the file's properties
};

struct PrintReport {
    std::size_t pages = 0;
};

// Called before each chapter with how many are set, of how many. False: stop.
using PrintProgress = std::function<bool(std::size_t done, std::size_t all)>;

// Sets and writes the file whole; one that was there is replaced only when all of it is done. Any thread. The same book,
// passages and order give the same pages.
[[nodiscard]] Result<PrintReport> print(const std::shared_ptr<const document::Book>& book,
                                        const std::vector<share::Passage>& passages, const PrintOrder& order,
                                        const PrintProgress& progress);

}  // namespace katern::app
