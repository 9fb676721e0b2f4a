// A page that Katern makes from what it knows: headings, paragraphs and tables, with at most one picture. As Markdown,
// from which it is set on paper too, and as HTML in one file.
#pragma once

#include <string>
#include <vector>

#include "words/word.h"

namespace katern::share {

struct ReportTable {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;  // plain text
};

struct ReportSection {
    std::string heading;                  // plain text; empty: none
    std::vector<std::string> paragraphs;  // Markdown
    ReportTable table;                    // without a head: none
};

struct Report {
    std::string title, subtitle;  // plain text
    std::string picture;          // SVG; empty: none
    std::string picture_says;     // what it shows, for who doesn't see it
    std::vector<ReportSection> sections;
};

// "Gemarkeerd 3 · Besloten 1": what a row counts, by the table's head, where there is no room for columns.
[[nodiscard]] std::string counts_in_words(const ReportTable& table, const std::vector<std::string>& row);

// `picture`: path or address of the picture; empty: it is left out.
[[nodiscard]] std::string report_to_markdown(const Report& report, const std::string& picture);
[[nodiscard]] std::string report_to_html(const Report& report, Language language);

}  // namespace katern::share
