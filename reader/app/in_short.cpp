#include "app/in_short.h"

#include <algorithm>

#include "text/text.h"

namespace katern::app {

std::string in_short(std::string_view words, std::size_t most, CutAt where) {
    std::string line(words);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    if (line.size() <= most) return line;
    const std::size_t space = where == CutAt::word ? line.rfind(' ', most) : std::string::npos;
    if (space != std::string::npos && space > 0) return line.substr(0, space) + " …";
    const std::size_t border = text::previous_grapheme(line, most + 1);
    // A single letter may be longer than that: marks can be heaped on it without end.
    return line.substr(0, border > 0 ? border : text::next_grapheme(line, 0)) + (where == CutAt::word ? " …" : "…");
}

std::string end_in_short(std::string_view words, std::size_t most) {
    std::string line(words);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    if (line.size() <= most) return line;
    const std::size_t at = line.size() - most, space = line.find(' ', at);
    // Where no word begins within reach, a letter does.
    const bool has_word = space != std::string::npos && space + 1 < line.size();
    const std::size_t from = has_word ? space + 1 : text::next_grapheme(line, text::previous_grapheme(line, at));
    return "… " + line.substr(from < line.size() ? from : text::previous_grapheme(line, line.size()));
}

std::string first_line_in_short(std::string_view words, std::size_t most) {
    return in_short(words.substr(0, words.find('\n')), most, CutAt::word);
}

}  // namespace katern::app
