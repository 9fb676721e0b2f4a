#include "typeset/emphasis.h"

#include <algorithm>

namespace katern::typeset {
namespace {

bool is_blank(std::string_view text, std::size_t at) {
    return at >= text.size() || text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
}

bool is_sign(char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool is_wordlike(std::string_view text, std::size_t at) {
    return !is_blank(text, at) && !is_sign(text[at]);
}

// A run of stars, underscores or backquotes.
struct Mark {
    std::size_t at = 0, size = 0;
    char sign = 0;
    bool opens = false, closes = false;  // by what stands beside it (CommonMark 0.31, 6.2, a part of it)
    std::size_t partner = SIZE_MAX;      // index of the mark that ends what this one begins, or the other way round
};

std::vector<Mark> find_marks(std::string_view text) {
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && is_sign(text[i + 1])) {
            ++i;
            continue;
        }
        if (text[i] != '*' && text[i] != '_' && text[i] != '`') continue;
        Mark mark;
        mark.at = i;
        mark.sign = text[i];
        while (i + 1 < text.size() && text[i + 1] == mark.sign) ++i;
        mark.size = i + 1 - mark.at;
        const bool word_before = mark.at > 0 && is_wordlike(text, mark.at - 1), word_behind = is_wordlike(text, i + 1);
        mark.opens = !is_blank(text, i + 1) && (mark.sign != '_' || !word_before);
        mark.closes = mark.at > 0 && !is_blank(text, mark.at - 1) && (mark.sign != '_' || !word_behind);
        if (mark.size <= 3) marks.push_back(mark);
    }
    return marks;
}

// Each closing run goes with the nearest open one of the same sign and length; what lies between and is still open
// stays text.
void pair(std::vector<Mark>& marks) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto begins = std::find_if(open.rbegin(), open.rend(), [&](std::size_t o) {
            return marks[o].sign == marks[i].sign && marks[o].size == marks[i].size;
        });
        if (marks[i].closes && begins != open.rend()) {
            marks[i].partner = *begins;
            marks[*begins].partner = i;
            open.erase(begins.base() - 1, open.end());
        } else if (marks[i].opens) {
            open.push_back(i);
        }
    }
}

}  // namespace

namespace {

// "- " and its like at the start of a line become a point, "# Kop" becomes **Kop**.
std::string with_lists_and_headings(std::string_view markdown) {
    std::string out;
    for (std::size_t at = 0; at < markdown.size();) {
        const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
        std::string_view line = markdown.substr(at, end - at);
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        std::string_view rest = line.substr(indent);
        const std::size_t signs = std::min(rest.find_first_not_of('#'), rest.size());
        if (rest.size() > 2 && rest[1] == ' ' && (rest[0] == '-' || rest[0] == '*' || rest[0] == '+')) {
            // An item within an item stands further in; a space that is not broken keeps it there.
            for (std::size_t i = 0; i < indent; ++i) out += "\u00A0";
            out += "• ";
            out += rest.substr(2);
        } else if (indent == 0 && signs > 0 && signs <= 6 && signs + 1 < rest.size() && rest[signs] == ' ') {
            out += "**" + std::string(rest.substr(signs + 1)) + "**";
        } else {
            out += line;
        }
        if (end < markdown.size()) out += '\n';
        at = end + 1;
    }
    return out;
}

}  // namespace

Emphasised emphasised(std::string_view written) {
    const std::string markdown = with_lists_and_headings(written);
    std::vector<Mark> marks = find_marks(markdown);
    pair(marks);
    Emphasised out;
    int bold = 0, italic = 0;
    std::size_t start = 0;  // of the part that is being made, in out.text
    const auto end_part = [&] {
        if (out.text.size() > start && (bold > 0 || italic > 0))
            out.parts.push_back({{start, out.text.size()}, bold > 0, italic > 0});
        start = out.text.size();
    };
    auto mark = marks.begin();
    for (std::size_t i = 0; i < markdown.size();) {
        if (mark != marks.end() && mark->at == i) {
            if (mark->partner == SIZE_MAX) {
                out.text += markdown.substr(i, mark->size);
            } else {
                end_part();
                const int by = mark->partner > static_cast<std::size_t>(mark - marks.begin()) ? 1 : -1;
                if (mark->sign != '`' && mark->size >= 2) bold += by;
                if (mark->sign != '`' && mark->size != 2) italic += by;
            }
            i += mark->size;
            ++mark;
            continue;
        }
        const bool escaped = markdown[i] == '\\' && i + 1 < markdown.size() && is_sign(markdown[i + 1]);
        out.text += markdown[i + (escaped ? 1 : 0)];
        i += escaped ? 2 : 1;
    }
    end_part();
    return out;
}

}  // namespace katern::typeset
