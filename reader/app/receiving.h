// What comes in: a file that somebody sent, looked at before it is taken over.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/importing.h"

namespace katern::app {

// By its name: what other programs and we call a file with notes.
[[nodiscard]] bool may_hold_notes(const std::string& path);

// A file on its way in. Nothing is changed before the person says so.
struct Receiving {
    std::string path;
    std::vector<std::string> waiting;        // further files, one after the other
    std::shared_ptr<const share::ReadSet> set;
    std::optional<ImportPreview> preview;    // nothing: it is being read
    std::optional<std::string> count_as;     // name or id of one of mine; nothing: as the file says
    double looked = 0;                       // 0 to 1, while it is held against what is known
    std::optional<double> progress;          // 0 to 1, while it is taken over
    bool stopped = false;
};

}  // namespace katern::app
