// Text as it stands in XML 1.0 (fifth edition, 2.2 and 2.4). What XML can't hold at all (controls, U+FFFE, U+FFFF)
// becomes U+FFFD, one for one, so that code points count the same.
#pragma once

#include <string>
#include <string_view>

namespace katern::share {

// Between tags.
[[nodiscard]] std::string xml_text(std::string_view text);
// Between double quotes. Line feeds and tabs are kept, which a parser would make spaces.
[[nodiscard]] std::string xml_attribute(std::string_view value);

}  // namespace katern::share
