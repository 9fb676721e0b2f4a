// Short texts in which some words stand out: notes as people write them, with Markdown's bold and italic.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "typeset/typeset.h"

namespace katern::typeset {

// Words that are set otherwise than the rest. Ranges don't overlap and come in order.
struct Emphasised {
    struct Part {
        text::Range bytes;  // of `text`
        bool bold = false;
        bool italic = false;
        std::int32_t link = -1;  // set as one; what it leads to is the caller's
        bool operator==(const Part&) const = default;
    };
    std::string text;
    std::vector<Part> parts;
};

// **bold**, *italic* and _italic_ without their signs, `code` without its own; \* is a star. The items of a list begin with a
// point, and a heading is bold. Lines and numbers stay as they were typed: this is not a Markdown page.
[[nodiscard]] Emphasised emphasised(std::string_view markdown);

// As set_text of typeset.h; the further lines of a list's item stand under its first word.
[[nodiscard]] TextLayout set_text(Fonts& fonts, const Emphasised& words, const TextStyle& style, Px measure = 0,
                                  std::size_t most_lines = 0);

}  // namespace katern::typeset
