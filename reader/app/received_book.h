// Which book a file with notes is about, when a double click names nothing but the file.
#pragma once

#include <optional>
#include <string>

namespace katern::app {

// Where the book was opened last that a set of ours names; empty: it is the bundled katern, or none that this computer knows.
[[nodiscard]] std::string where_received_belongs(const std::string& path, const std::optional<std::string>& data);

}  // namespace katern::app
