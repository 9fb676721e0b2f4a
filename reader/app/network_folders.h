// The folders of networks while the window is open, as its state.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/shared_folder.h"

namespace katern::app {

// The folders of networks, as of the last round.
struct Folders {
    struct Said {
        bool gone = false;
        std::size_t waiting = 0;
        std::vector<std::pair<std::string, Error>> refused;
    };
    std::map<std::string, Said> said;        // by network
    std::map<std::string, SeenFiles> seen;   // by network
    std::string watched;                     // the folders that are watched, a line each
    bool busy = false;
    bool again = false;                      // something changed meanwhile
    bool asked = false;                      // the person wants to hear how it went
    notes::Milliseconds look_at = 0;         // steady: when to look again; 0: not by itself
};

}  // namespace katern::app
