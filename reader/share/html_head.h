// The head of a page that needs nothing beside it.
#pragma once

#include <string>
#include <string_view>

namespace katern::share {

// A Content-Security-Policy names style and script by their hashes, so that nothing else runs or loads. `script`: empty
// where there is none; it is written by the caller, as it stands here.
[[nodiscard]] std::string html_head(const std::string& title, std::string_view style, std::string_view script);

}  // namespace katern::share
