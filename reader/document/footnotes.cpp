// Footnotes as people write them, found before md4c takes "[^1]: word" for a link's definition.
#include <algorithm>
#include <charconv>
#include <optional>

#include "document/source.h"

namespace katern::document {
namespace {

constexpr std::string_view mark_start = "<!--katern-footnote ";
constexpr std::string_view mark_end = "-->";
constexpr std::size_t code_indent = 4;

// A line without the '>' of quotes before it, and its indentation in columns (a tab goes to the next multiple of four).
struct Line {
    std::size_t start = 0, end = 0;  // bytes, without the line feed
    std::size_t content = 0;         // byte of the first character that is no white space
    std::size_t indent = 0;          // columns
    [[nodiscard]] bool blank() const { return content >= end; }
};

Line look_at(std::string_view text, std::size_t start) {
    Line line{start, std::min(text.find('\n', start), text.size()), start, 0};
    for (; line.content < line.end; ++line.content) {
        const char c = text[line.content];
        if (c == '\t') {
            line.indent += 4 - line.indent % 4;
        } else if (c == ' ') {
            ++line.indent;
        } else if (c == '>' && line.indent < code_indent) {
            line.indent = 0;
            if (line.content + 1 < line.end && text[line.content + 1] == ' ') ++line.content;
        } else {
            break;
        }
    }
    return line;
}

std::string_view content(std::string_view text, const Line& line) {
    return text.substr(line.content, line.end - line.content);
}

// Columns to the content of a list item that starts here ("- ", "12. "), or 0.
std::size_t item_width(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size() && i < 9 && text[i] >= '0' && text[i] <= '9') ++i;
    if (i > 0 ? i >= text.size() || (text[i] != '.' && text[i] != ')')
              : text.empty() || (text[0] != '-' && text[0] != '*' && text[0] != '+'))
        return 0;
    ++i;
    if (i < text.size() && text[i] != ' ' && text[i] != '\t') return 0;
    const std::size_t marker = i;
    while (i < text.size() && text[i] == ' ') ++i;
    return i - marker > code_indent || i == text.size() ? marker + 1 : i;
}

// The fence that a line opens ("```", "~~~~"), or nothing.
std::string_view fence(std::string_view text) {
    if (text.empty() || (text[0] != '`' && text[0] != '~')) return {};
    const std::size_t length = std::min(text.find_first_not_of(text[0]), text.size());
    if (length < 3 || (text[0] == '`' && text.find('`', length) != std::string_view::npos)) return {};
    return text.substr(0, length);
}

bool closes(std::string_view text, std::string_view open) {
    const std::size_t length = std::min(text.find_first_not_of(open[0]), text.size());
    return length >= open.size() && text.find_first_not_of(" \t", length) == std::string_view::npos;
}

bool starts_block(std::string_view text) {
    return text.starts_with('#') || text.starts_with('>') || text.starts_with('<') || text.starts_with("---") ||
           text.starts_with("***") || text.starts_with("___") || !fence(text).empty() || item_width(text) != 0;
}

// Bytes of "[^label]:" at the start of a line, or nothing. `label` gets what stands between.
std::optional<std::size_t> definition_start(std::string_view text, std::string& label) {
    if (!text.starts_with("[^")) return std::nullopt;
    const std::size_t close = text.find_first_of("[] \t", 2);
    if (close == std::string_view::npos || close == 2 || text[close] != ']' || !text.substr(close).starts_with("]:"))
        return std::nullopt;
    label = std::string(text.substr(2, close - 2));
    return close + 2;
}

class Scanner {
public:
    explicit Scanner(Source& source) : source_(source), text_(source.text) {}

    Footnotes scan() {
        for (std::size_t i = 0; i < source_.line_starts.size();) i = next(i);
        found_.main_end = text_.size();
        for (std::size_t i = 0; i < found_.definitions.size(); ++i) append(i);
        return std::move(found_);
    }

private:
    struct Body {
        std::vector<std::string> lines;
        std::vector<std::uint32_t> file_lines;
    };

    std::size_t next(std::size_t i) {
        const Line line = look_at(text_, source_.line_starts[i]);
        const std::string_view words = content(text_, line);
        if (line.blank()) {
            after_blank_ = true;
            return i + 1;
        }
        if (!fence_.empty()) {
            if (line.indent < base() + code_indent && closes(words, fence_)) fence_.clear();
            return i + 1;
        }
        // A line that stands further to the left than a list item's content ends the item (unless it only goes on with
        // a paragraph, which is no place for a definition of the item either).
        while (!items_.empty() && line.indent < items_.back()) items_.pop_back();
        const bool code = line.indent >= base() + code_indent && after_blank_;
        after_blank_ = false;
        if (code) {
            after_blank_ = true;  // indented code goes on until something else
            return i + 1;
        }
        std::string label;
        if (const auto skip = definition_start(words, label); skip && line.indent < base() + code_indent)
            return define(i, line, *skip, std::move(label));
        std::string_view rest = words;
        std::size_t column = line.indent;
        while (const std::size_t width = item_width(rest)) {
            column += width;
            items_.push_back(column);
            rest.remove_prefix(std::min(width, rest.size()));
        }
        fence_ = std::string(fence(rest));
        return i + 1;
    }

    // Takes the definition at line `i` and the lines that belong to it; returns the line after them.
    std::size_t define(std::size_t i, const Line& first, std::size_t skip, std::string label) {
        Body body;
        const std::size_t start = first.content + skip;
        const std::size_t words = std::min(text_.find_first_not_of(" \t", start), first.end);
        body.lines.emplace_back(text_.substr(words, first.end - words));
        body.file_lines.push_back(source_.file_line(i));
        std::size_t end = i + 1;
        bool paragraph = !body.lines.back().empty();
        std::size_t blanks = 0;
        for (std::size_t j = i + 1; j < source_.line_starts.size(); ++j) {
            const Line line = look_at(text_, source_.line_starts[j]);
            if (line.blank()) {
                ++blanks;
                continue;
            }
            const std::string_view text = content(text_, line);
            std::string other;
            const bool indented = line.indent >= first.indent + code_indent;
            const bool lazy = blanks == 0 && paragraph && !starts_block(text) && !definition_start(text, other);
            if (!indented && !lazy) break;
            for (; blanks > 0; --blanks) {
                body.lines.emplace_back();
                body.file_lines.push_back(source_.file_line(j - blanks));
            }
            const std::size_t deeper = indented ? line.indent - first.indent - code_indent : 0;
            body.lines.push_back(std::string(deeper, ' ') + std::string(text));
            body.file_lines.push_back(source_.file_line(j));
            paragraph = true;
            end = j + 1;
        }
        // What stands before the content, the '>' of a quote, stays.
        for (std::size_t j = i; j < end; ++j) {
            const Line line = look_at(text_, source_.line_starts[j]);
            std::fill(text_.begin() + static_cast<std::ptrdiff_t>(line.content),
                      text_.begin() + static_cast<std::ptrdiff_t>(line.end), ' ');
        }
        found_.definitions.push_back({std::move(label), source_.file_line(i)});
        bodies_.push_back(std::move(body));
        after_blank_ = true;
        return end;
    }

    void append(std::size_t index) {
        const auto add_line = [&](std::string_view line, std::uint32_t file_line) {
            text_ += '\n';
            source_.file_lines.push_back(file_line);
            text_ += line;
        };
        const std::uint32_t line = found_.definitions[index].line;
        // A fence that is still open at the end would swallow the notes.
        if (index == 0 && !fence_.empty()) {
            if (text_.ends_with('\n')) {
                text_ += fence_;
            } else {
                add_line(fence_, line);
            }
        }
        add_line("", line);
        add_line(footnote_mark(index), line);
        add_line("", line);
        const Body& body = bodies_[index];
        for (std::size_t i = 0; i < body.lines.size(); ++i) add_line(body.lines[i], body.file_lines[i]);
        add_line("", line);
    }

    [[nodiscard]] std::size_t base() const { return items_.empty() ? 0 : items_.back(); }

    Source& source_;
    std::string& text_;
    Footnotes found_;
    std::vector<Body> bodies_;
    std::vector<std::size_t> items_;  // columns of the content of the list items that are open
    std::string fence_;
    bool after_blank_ = true;
};

}  // namespace

Footnotes set_footnotes_apart(Source& source) {
    if (source.text.find("[^") == std::string::npos) return {{}, source.text.size()};
    Footnotes found = Scanner(source).scan();
    source.index_lines();
    return found;
}

std::string footnote_mark(std::size_t index) {
    return std::string(mark_start) + std::to_string(index) + std::string(mark_end);
}

bool is_footnote_mark(std::string_view html, std::size_t& index) {
    if (!html.starts_with(mark_start)) return false;
    html.remove_prefix(mark_start.size());
    return std::from_chars(html.data(), html.data() + html.size(), index).ec == std::errc();
}

std::string label_key(std::string_view label) {
    return text::to_lower(text::to_nfc(label));
}

}  // namespace katern::document
