// What others wrote, for a terminal: their escape sequences and overrides do nothing here.
#include "cli/command.h"

namespace katern::cli {
namespace {

bool is_command(char32_t c) {
    const bool control = (c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7F && c <= 0x9F);
    // Bidirectional embeddings, overrides and isolates (UAX #9).
    return control || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string for_terminal(std::string_view words) {
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t start = at;
        if (is_command(text::next_code_point(words, at)))
            out += "\uFFFD";
        else
            out += words.substr(start, at - start);
    }
    return out;
}

}  // namespace katern::cli
