// A chapter's Markdown as md4c gets to see it, and the way back to the lines of the file.
//
//   file → one kind of line ending, includes followed → footnote definitions blanked and put behind → md4c
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace katern::document {

struct Source {
    std::string text;
    std::vector<std::size_t> line_starts;   // bytes in `text`
    std::vector<std::uint32_t> file_lines;  // per line of `text`: 1-based line of the file

    // Index of the line that holds this byte.
    [[nodiscard]] std::size_t line_at(std::size_t byte) const;
    [[nodiscard]] std::uint32_t file_line(std::size_t line) const;
    // Call after `text` changed its lines and `file_lines` was kept in step.
    void index_lines();
};

// BOM, CR LF, CR and NUL put right (CommonMark 0.31.2, 2.3), {{#include}} and {{#rustdoc_include}} followed by way of
// `files`.
[[nodiscard]] Source read_source(std::string_view markdown, const std::string& path, const Files* files,
                                 std::vector<Problem>& problems);

// A footnote's definition, `[^label]: …`, with the lines that belong to it.
struct Definition {
    std::string label;
    std::uint32_t line = 0;  // of the file
};

struct Footnotes {
    std::vector<Definition> definitions;
    std::size_t main_end = 0;  // bytes of the source that are the chapter itself; what follows are the notes
};

// Blanks the definitions in place, so that the rest keeps its offsets, and puts their text behind the chapter, each
// after a line `footnote_mark(index)`. md4c reads both in one go, since link definitions serve all of them.
[[nodiscard]] Footnotes set_footnotes_apart(Source& source);
[[nodiscard]] std::string footnote_mark(std::size_t index);
// The index in such a line.
[[nodiscard]] bool is_footnote_mark(std::string_view html, std::size_t& index);

// Labels are the same when they differ in case only.
[[nodiscard]] std::string label_key(std::string_view label);

}  // namespace katern::document
