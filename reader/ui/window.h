// The window: from the first frame to the last. The only face of ui/ that main.cpp sees.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "words/word.h"

namespace katern::ui {

struct WindowOptions {
    std::string book;                 // as typed; empty: the bundled katern
    std::optional<std::string> data;  // --data
    Language language = Language::nl; // until the person has chosen one
    std::vector<std::string> import;  // files with notes, to be looked at first
};

// Opens the reader and returns when it is closed: 0, or 1 when no window could be made (the reason is on standard error).
[[nodiscard]] int run_window(const WindowOptions& options);

}  // namespace katern::ui
