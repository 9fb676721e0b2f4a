// Whether a folder can hold a database with a write-ahead log, which needs shared memory that works. Internal to
// notes/.
#pragma once

#include <string>

namespace katern::notes {

// True where the file system is on a network or under FUSE: a log there may work today and damage the file tomorrow.
[[nodiscard]] bool on_network(const std::string& folder);

// Tries it out with two connections to a throw-away database in the folder.
[[nodiscard]] bool write_ahead_works(const std::string& folder);

}  // namespace katern::notes
