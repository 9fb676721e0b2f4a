// A text cut short, for a label or a name.
#pragma once

#include <string>
#include <string_view>

namespace katern::app {

enum class CutAt { letter, word };
// `words` in one line, of at most `most` bytes; what was cut ends in "…". Never in the middle of a letter: not even
// where a word is longer than that.
[[nodiscard]] std::string in_short(std::string_view words, std::size_t most, CutAt where = CutAt::letter);
// The same from its end: what was cut off before it is a "… ".
[[nodiscard]] std::string end_in_short(std::string_view words, std::size_t most);
// The same of its first line only.
[[nodiscard]] std::string first_line_in_short(std::string_view words, std::size_t most);

}  // namespace katern::app
