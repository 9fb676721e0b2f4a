// One block while it is being filled: its text by the rules of the canonical text (canonical.md), its spans and insets.
// Offsets are within the block until the chapter is put together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace katern::document {

struct Style {
    Emphasis emphasis = Emphasis::none;
    std::int32_t link = -1;
    bool operator==(const Style&) const = default;
};

class Leaf {
public:
    Block block;
    std::string text;
    std::string heading_text;                     // headings: white space as written, for the slug
    std::vector<std::uint32_t> images;            // all of them, in order; indices in Chapter::images
    std::size_t source_line = std::string::npos;  // index of a line in Source, npos until it is known
    bool after_rule = false;

    // Words: every run of white space becomes one space, those at the start and end of a line go.
    void add_words(std::string_view words, Style style);
    // As it stands: code.
    void add_verbatim(std::string_view code, Style style);
    void add_line_break(Style style);
    void begin_cell();
    void end_cell();
    // At the end of the text so far; white space before it still counts as the words' own.
    void add_inset(std::int32_t footnote, std::int32_t image);
    // Drops the line breaks at the end. Call once, when the block is complete.
    void finish();
    // Takes everything from `size` on away, and white space before it.
    void truncate(std::size_t size);

    // All of it italic or bold, and not empty.
    [[nodiscard]] bool wholly_emphasised() const;

private:
    void append(std::string_view piece, Style style);

    bool space_pending_ = false;
    bool at_line_start_ = true;
    bool at_start_ = true;  // of the block or the cell
    std::size_t breaks_at_end_ = 0;
    Style space_style_;
};

}  // namespace katern::document
