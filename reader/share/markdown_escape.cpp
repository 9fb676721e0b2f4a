#include <algorithm>

#include "share/share.h"

namespace katern::share {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

char at(std::string_view text, std::size_t i) {
    return i < text.size() ? text[i] : '\0';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// What means something only where a block begins: list signs, quotes, numbers of a list, rules, and Pandoc's line
// blocks and definitions. Returns the byte to put a backslash before, or npos.
std::size_t block_sign(std::string_view line) {
    const char first = at(line, 0), second = at(line, 1);
    const bool alone = second == '\0' || is_blank(second);
    if (first == '>') return 0;
    if ((first == '-' || first == '+') && (alone || second == first)) return 0;
    if ((first == '|' || first == ':') && alone) return 0;
    std::size_t digits = 0;
    while (digits < line.size() && is_digit(line[digits])) ++digits;
    const char after = at(line, digits + 1);
    if (digits > 0 && (at(line, digits) == '.' || at(line, digits) == ')') && (after == '\0' || is_blank(after)))
        return digits;
    return std::string_view::npos;
}

// What means something anywhere in a line. An underscore within a word does not, and stays readable.
bool needs_backslash(std::string_view line, std::size_t i) {
    const char before = i == 0 ? ' ' : line[i - 1], after = at(line, i + 1);
    switch (line[i]) {
        case '\\':
        case '`':
        case '*':
        case '[':
        case ']':
        case '<':
        case '~':
        case '$':
        case '^':
            return true;
        case '_':
            return !(is_letter_or_digit(before) && is_letter_or_digit(after));
        case '&':
            return after == '#' || is_letter_or_digit(after);
        case '#':
            return i == 0 || is_blank(before) || before == '#' || after == '\0';
        case '=':
        case '%':
        case '{':
            return before == line[i] || after == line[i];
        default:
            return false;
    }
}

std::size_t run_length(std::string_view line, char sign) {
    std::size_t n = 0;
    while (n < line.size() && line[n] == sign) ++n;
    return n;
}

// The byte where an ATX heading of this level begins in its line, behind the signs of quotes and lists around it; npos
// when the line holds none.
std::size_t heading_sign(std::string_view line, std::size_t level) {
    const std::size_t start = line.find_first_not_of("> \t-+*0123456789.)");
    if (start == std::string_view::npos || run_length(line.substr(start), '#') != level) return std::string_view::npos;
    const char after = at(line, start + level);
    return after == '\0' || is_blank(after) ? start : std::string_view::npos;
}

bool is_underline(std::string_view line) {
    line = trimmed(line);
    return !line.empty() && (line[0] == '=' || line[0] == '-') && run_length(line, line[0]) == line.size();
}

// Three levels down, as deep as headings go.
std::string lowered(std::size_t level) {
    return std::string(std::min<std::size_t>(level + 3, 6), '#');
}

// Rewrites the headings that the parser found: "# Kop" as "#### Kop", and an underlined one as one with signs, since
// there are no underlines for deeper levels.
void lower_headings(std::vector<std::string>& lines, const document::Chapter& parsed) {
    for (const document::Block& block : parsed.blocks) {
        if (block.kind != document::BlockKind::heading || block.line == 0 || block.line > lines.size()) continue;
        std::string& line = lines[block.line - 1];
        if (const std::size_t sign = heading_sign(line, block.level); sign != std::string::npos) {
            line.replace(sign, block.level, lowered(block.level));
            continue;
        }
        std::size_t end = block.line;
        while (end < lines.size() && !is_underline(lines[end])) ++end;
        if (end == lines.size() || !block.containers.empty()) continue;
        std::string heading = lowered(block.level);
        for (std::size_t i = block.line - 1; i < end; ++i) heading += " " + std::string(trimmed(lines[i]));
        line = heading;
        for (std::size_t i = block.line; i <= end; ++i) lines[i].clear();
    }
}

// Whether what is written behind this text is a paragraph of its own: not part of a fence, comment or list that is
// still open.
bool is_closed(const std::string& text) {
    const std::string_view behind = "katern";
    const auto parsed = document::parse_markdown(text + "\n\n" + std::string(behind) + "\n", "", nullptr);
    if (!parsed) return false;
    return std::any_of(parsed->blocks.begin(), parsed->blocks.end(), [&](const document::Block& block) {
        return block.kind == document::BlockKind::paragraph && block.containers.empty() &&
               parsed->text_of(block) == behind;
    });
}

std::string joined_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        if (text.empty() && trimmed(line).empty()) continue;
        text += line + "\n";
    }
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
}

// Obsidian's %% hides, and its $$ sets as a formula, all up to the next one: the last of an odd number is shown as it
// is.
void show_unclosed(std::string& text, std::string_view pair) {
    std::size_t count = 0, last = 0;
    for (std::size_t i = text.find(pair); i != std::string::npos; i = text.find(pair, i + pair.size())) {
        ++count;
        last = i;
    }
    if (count % 2 == 1) text.replace(last, pair.size(), std::string{'\\', pair[0], '\\', pair[1]});
}

}  // namespace

std::string escape_markdown(std::string_view line) {
    line = trimmed(line);
    const std::size_t sign = block_sign(line);
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i == sign || needs_backslash(line, i)) out += '\\';
        out += line[i];
    }
    return out;
}

std::string block_quote(std::string_view text) {
    std::string out;
    for (const std::string_view line : lines_of(text)) {
        std::string cells;
        for (const char c : trimmed(line)) {
            if (c == '\t') {
                cells += " | ";
            } else {
                cells += c;
            }
        }
        const std::string escaped = escape_markdown(cells);
        if (escaped.empty()) continue;
        if (!out.empty()) out += ">\n";
        out += "> " + escaped + "\n";
    }
    return out;
}

std::string block_quote_of_code(std::string_view text, std::string_view language) {
    std::size_t longest = 0;
    for (std::size_t i = 0; i < text.size(); ++i) longest = std::max(longest, run_length(text.substr(i), '`'));
    const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
    std::string out = "> " + fence + std::string(language) + "\n";
    for (const std::string_view line : lines_of(text)) out += (line.empty() ? ">" : "> " + std::string(line)) + "\n";
    return out + "> " + fence + "\n";
}

std::string markdown_cell(std::string_view text) {
    std::string line(text), out = " ";
    std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    for (const char c : escape_markdown(line)) out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out + " |";
}

std::string embed_markdown(std::string_view note) {
    std::vector<std::string> lines;
    for (const std::string_view line : lines_of(note)) lines.emplace_back(line);
    if (const auto parsed = document::parse_markdown(note, "", nullptr)) lower_headings(lines, *parsed);
    std::string text = joined_lines(lines);
    for (const std::string_view fence : {"", "```\n", "~~~\n"}) {
        const std::string closed = text + std::string(fence);
        if (!is_closed(closed)) continue;
        text = closed;
        show_unclosed(text, "%%");
        show_unclosed(text, "$$");
        return text;
    }
    // Nothing closes it: shown letter by letter, a line as a paragraph.
    text.clear();
    for (const std::string_view line : lines_of(note))
        if (const std::string shown = escape_markdown(line); !shown.empty())
            text += (text.empty() ? "" : "\n") + shown + "\n";
    return text;
}

}  // namespace katern::share
