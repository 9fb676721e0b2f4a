#include "document/source.h"

#include <algorithm>

#include "document/includes.h"

namespace katern::document {
namespace {

// Line endings, BOM and NUL. Most files need no change but a copy.
std::string plain_lines(std::string_view markdown) {
    if (markdown.starts_with("\xEF\xBB\xBF")) markdown.remove_prefix(3);
    std::string out;
    out.reserve(markdown.size() + 1);
    // Where the next of each is: looked for again only behind the last one, since most files have none.
    std::size_t feed = markdown.find('\r'), nul = markdown.find('\0');
    for (std::size_t i = 0; i < markdown.size();) {
        if (feed < i) feed = markdown.find('\r', i);
        if (nul < i) nul = markdown.find('\0', i);
        const std::size_t next = std::min({feed, nul, markdown.size()});
        out += markdown.substr(i, next - i);
        i = next;
        if (i >= markdown.size()) break;
        if (markdown[i] == '\0') {
            out += "\uFFFD";
        } else {
            out += '\n';
            if (i + 1 < markdown.size() && markdown[i + 1] == '\n') ++i;
        }
        ++i;
    }
    return out;
}

}  // namespace

std::size_t Source::line_at(std::size_t byte) const {
    const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), byte);
    return after == line_starts.begin() ? 0 : static_cast<std::size_t>(after - line_starts.begin()) - 1;
}

std::uint32_t Source::file_line(std::size_t line) const {
    return file_lines.empty() ? 1 : file_lines[std::min(line, file_lines.size() - 1)];
}

void Source::index_lines() {
    line_starts.assign(1, 0);
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;) line_starts.push_back(++at);
}

Source read_source(std::string_view markdown, const std::string& path, const Files* files,
                   std::vector<Problem>& problems) {
    Source source;
    const std::string plain = plain_lines(markdown);
    source.text = follow_includes(plain, path, files, source.file_lines, problems);
    source.index_lines();
    return source;
}

}  // namespace katern::document
