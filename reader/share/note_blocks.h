// A note's Markdown as blocks and runs: what HTML and DOCX are written from. Only what is safe to hand to others is in
// it: links lead to http, https and mailto, raw HTML is its text alone, a picture is its words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace katern::share {

// A stretch of text in one form. A line feed in it is a hard break.
struct Run {
    std::string text;
    document::Emphasis emphasis = document::Emphasis::none;
    std::string url;           // where it leads; empty: nowhere
    bool is_footnote = false;  // the number of a footnote

    bool operator==(const Run&) const = default;
};

struct NoteBlock {
    enum class Kind : std::uint8_t { heading, paragraph, code, table_row };
    Kind kind = Kind::paragraph;
    std::uint8_t level = 0;  // heading: from 1, and never more than one deeper than the heading before it
    std::vector<document::Container> containers;  // outermost first
    std::vector<Run> runs;
    std::vector<std::vector<Run>> cells;  // table_row
    bool header = false;                  // table_row
    std::uint32_t table = 0;              // the same for all rows of one
    bool rule_before = false;
};

// Empty for what is not valid UTF-8.
[[nodiscard]] std::vector<NoteBlock> read_note(std::string_view markdown);

}  // namespace katern::share
