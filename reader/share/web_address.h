// Addresses in books and notes, as far as a file that goes to other people may lead there.
#pragma once

#include <string>
#include <string_view>

namespace katern::share {

// The URL with what RFC 3986 doesn't allow in one percent-encoded. Empty when it is not http, https or mailto: nothing
// that runs, and no file of someone's machine.
[[nodiscard]] std::string web_address(std::string_view url);

}  // namespace katern::share
