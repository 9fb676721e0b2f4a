// Character references (&eacute; &#233; &#xE9;) to text.
#pragma once

#include <string>
#include <string_view>

namespace katern::document {

// The text of one whole reference, "&…;"; an unknown one stays as written. Number 0, surrogates and what lies beyond
// Unicode give U+FFFD (CommonMark 0.31.2, 2.5).
[[nodiscard]] std::string decode_entity(std::string_view reference);

// All references within a text.
[[nodiscard]] std::string decode_entities(std::string_view text);

}  // namespace katern::document
