#include "share/report.h"

#include "share/html_head.h"
#include "share/note_html.h"
#include "share/share.h"
#include "share/xml.h"

namespace katern::share {
namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; }
body { font: 17px/1.55 Georgia, "Times New Roman", serif; max-width: 60rem; margin: 3rem auto; padding: 0 1.5rem;
  color: #1E1B18; background: #FBFAF7; }
h1 { font-size: 1.9rem; margin: 0; } .subtitle { font-style: italic; color: #6B655E; margin: .3rem 0 2rem; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
figure { margin: 0 0 2rem; } figure svg { width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; font: 14px/1.45 system-ui, sans-serif; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid #E4DFD6; }
th { color: #6B655E; font-weight: 600; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #E4DFD6; }
@media (prefers-color-scheme: dark) {
  body { color: #D8D4CC; background: #17181A; } .subtitle, th { color: #9A948B; }
  th, td { border-color: #2D2F33; } blockquote { border-color: #2D2F33; }
  figure { background: #FBFAF7; padding: 1rem; border-radius: 8px; }
}
@media print { body { color: #000; background: #fff; margin: 0; max-width: none; } tr { break-inside: avoid; } }
)";

std::string table_to_markdown(const ReportTable& table) {
    std::string out = "|", rule = "|";
    for (const std::string& name : table.head) {
        out += markdown_cell(name);
        rule += " --- |";
    }
    out += "\n" + rule + "\n";
    for (const std::vector<std::string>& row : table.rows) {
        out += "|";
        for (const std::string& text : row) out += markdown_cell(text);
        out += "\n";
    }
    return out + "\n";
}

std::string table_to_html(const ReportTable& table) {
    std::string out = "<table>\n<thead><tr>";
    for (const std::string& name : table.head) out += "<th scope=\"col\">" + xml_text(name) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (const std::vector<std::string>& row : table.rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i)
            out += (i == 0 ? "<th scope=\"row\">" : "<td>") + xml_text(row[i]) + (i == 0 ? "</th>" : "</td>");
        out += "</tr>\n";
    }
    return out + "</tbody>\n</table>\n";
}

std::string without_line_feeds(std::string markdown) {
    while (!markdown.empty() && markdown.back() == '\n') markdown.pop_back();
    return markdown;
}

}  // namespace

std::string counts_in_words(const ReportTable& table, const std::vector<std::string>& row) {
    std::string words;
    for (std::size_t i = 1; i < row.size(); ++i)
        if (!row[i].empty()) words += (words.empty() ? "" : " · ") + table.head[i] + " " + row[i];
    return words;
}

std::string report_to_markdown(const Report& report, const std::string& picture) {
    std::string out = "# " + escape_markdown(report.title) + "\n\n";
    if (!report.subtitle.empty()) out += "*" + escape_markdown(report.subtitle) + "*\n\n";
    if (!report.picture.empty() && !picture.empty())
        out += "![" + escape_markdown(report.picture_says) + "](" + picture + ")\n\n";
    for (const ReportSection& section : report.sections) {
        if (!section.heading.empty()) out += "## " + escape_markdown(section.heading) + "\n\n";
        for (const std::string& paragraph : section.paragraphs) out += without_line_feeds(paragraph) + "\n\n";
        if (!section.table.head.empty()) out += table_to_markdown(section.table);
    }
    return out;
}

std::string report_to_html(const Report& report, Language language) {
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"" + std::string(language == Language::nl ? "nl" : "en") +
        "\">\n" + html_head(report.title, style, {}) + "<body>\n<main>\n";
    out += "<h1>" + xml_text(report.title) + "</h1>\n";
    if (!report.subtitle.empty()) out += "<p class=\"subtitle\">" + xml_text(report.subtitle) + "</p>\n";
    if (!report.picture.empty())
        out += "<figure role=\"img\" aria-label=\"" + xml_attribute(report.picture_says) + "\">\n" + report.picture +
               "</figure>\n";
    for (const ReportSection& section : report.sections) {
        out += "<section>\n";
        if (!section.heading.empty()) out += "<h2>" + xml_text(section.heading) + "</h2>\n";
        for (const std::string& paragraph : section.paragraphs) out += note_to_html(paragraph, 2);
        if (!section.table.head.empty()) out += table_to_html(section.table);
        out += "</section>\n";
    }
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace katern::share
