// One round through the folder of a network: what others left there is merged, and what I share is left there. The window
// does it when something changes, the command line when it is asked.
//
//     look at the files -> read what is new -> merge -> write our own, if it became another -> mark it as published
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/importing.h"

namespace katern::app {

// Files that were taken in, by their stamps: they are not read again. Can be made again.
using SeenFiles = std::map<std::string, std::string>;

struct FolderRound {
    notes::Network network;
    std::string folder;
    bool gone = false;         // the folder is not there now; nothing else is said
    bool wrote = false;        // our own file is another than before
    std::size_t taken = 0;     // files that were merged
    std::size_t waiting = 0;   // files that are not whole yet, or have to wait for another window
    notes::MergeCounts counts;
    std::vector<std::pair<std::string, Error>> refused;  // file, why

    [[nodiscard]] bool brought() const { return counts.added + counts.changed + counts.meetings > 0; }
};

// Only sets of this very network are taken from its folder, and only its rows are put there. A file that is broken or of
// another network is left alone, with its reason, and looked at each time; one that is taken back stays out until it changes.
[[nodiscard]] Result<FolderRound> sync_folder(notes::Store& store, const KnownBook& known, const notes::NetworkFacts& network,
                                              SeenFiles& seen, const std::function<bool()>& stop = {});

// The end of a round only: what is mine is left there.
[[nodiscard]] Result<FolderRound> leave_mine(notes::Store& store, const KnownBook& known, const notes::NetworkFacts& network);

// The network whose sets lie in a folder, as the first one that can be read says; nothing: none does. `but`: id of one that
// is passed over. `stop` is asked before each file.
[[nodiscard]] std::optional<notes::Network> network_in(const std::string& folder, const KnownBook& known, notes::Milliseconds now,
                                                       const std::string& but = {}, const std::function<bool()>& stop = {});
// Points a network at a folder. `wanted`: id or name of one of mine; the one that the folder's sets are of is the same from
// now on, under the id that the others know. Where I have none of that name, the folder's is joined, or one is made. Nothing:
// the folder's, else my first. Fails when the folder is another network's of mine, so that two of mine never become one.
[[nodiscard]] Result<notes::Network> use_folder(notes::Store& store, const KnownBook& known, const std::string& folder,
                                                const std::optional<std::string>& wanted);

}  // namespace katern::app
