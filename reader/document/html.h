// Raw HTML within Markdown, as far as a reader needs it: text, tags with their attributes, and what to skip.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace katern::document {

struct HtmlToken {
    enum class Kind : unsigned char { text, open, close, nothing };  // nothing: a comment, declaration or instruction
    Kind kind = Kind::nothing;
    std::string_view content;  // text: as written; open: the attributes
    std::string name;          // open, close: in small letters
    std::size_t start = 0;     // byte in the HTML
};

// The token at `at`, which moves past it; nothing at the end. A tag without an end takes the rest.
[[nodiscard]] std::optional<HtmlToken> next_html_token(std::string_view html, std::size_t& at);

// The value of an attribute of an open tag, entities decoded; nothing when it isn't there.
[[nodiscard]] std::optional<std::string> attribute(std::string_view attributes, std::string_view name);

// Elements that start on a line of their own.
[[nodiscard]] bool is_block_element(std::string_view name);

}  // namespace katern::document
