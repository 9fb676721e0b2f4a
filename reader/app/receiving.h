// What comes in: a file that somebody sent, looked at before it is taken over. It is read and counted on a thread of its own,
// with a connection to the notes of its own, so that neither a page nor a save waits.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/importing.h"
#include "app/latest_job.h"

namespace katern::app {

class Reader;

// By its name: what other programs and we call a file with notes.
[[nodiscard]] bool may_hold_notes(const std::string& path);

// A file on its way in. Nothing is changed before the person says so.
struct Receiving {
    std::string path;
    std::vector<std::string> waiting;        // further files, one after the other
    bool brings_book = false;                // it was opened from outside: the book that it is about opens with it
    std::shared_ptr<const share::ReadSet> set;
    std::optional<ImportPreview> preview;    // nothing: it is being read
    std::optional<std::string> count_as;     // name or id of one of mine; nothing: as the file says
    double looked = 0;                       // 0 to 1, while it is held against what is known
    std::optional<double> progress;          // 0 to 1, while it is taken over
    bool stopped = false;
};

// What is done with Reader::receiving.
class Receiver {
public:
    explicit Receiver(Reader& reader);

    void open(std::vector<std::string> paths, bool from_outside = false);  // none: the sheet asks for a file
    void choose();
    void take_typed(const std::string& typed);  // its path
    void count_as(std::optional<std::string> network);
    void take();
    void stop();
    void another_book();
    std::optional<notes::Milliseconds> tick(notes::Milliseconds now);

private:
    // What a look at a file gave.
    struct Look {
        std::shared_ptr<const share::ReadSet> set;
        Result<ImportPreview> preview;
        std::string book;  // where the book is that it is about; empty: the open one, or unknown
    };
    void look();
    void take_look(const Look& look);
    void refuse(const Error& why);
    void finish(const Result<ImportReport>& report);

    Reader& reader_;
    notes::Milliseconds look_at_ = 0;  // steady: when to look at the file again, once the book is known
    LatestJob job_;
};

}  // namespace katern::app
