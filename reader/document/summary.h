// mdBook's SUMMARY.md: which chapters a book has, in what order, with what numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace katern::document {

struct SummaryLine {
    ChapterEntry entry;      // `path` is the link's target, decoded, as yet unresolved; empty for a draft
    std::uint32_t line = 0;  // 1-based line of SUMMARY.md
};

// Chapters before and after the numbered ones, nested numbered ones, parts and drafts, by mdBook's own rules. What
// mdBook would refuse (words without a link in a list, a list after the last unnumbered chapters) becomes a problem and
// is passed over.
[[nodiscard]] std::vector<SummaryLine> parse_summary(std::string_view markdown, const std::string& path,
                                                     std::vector<Problem>& problems);

// The first heading of a Markdown text, as plain words; empty when there is none.
[[nodiscard]] std::string first_heading(std::string_view markdown);

}  // namespace katern::document
