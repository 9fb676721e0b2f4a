#include "share/note_html.h"

#include <algorithm>

#include "share/xml.h"

namespace katern::share {
namespace {

using document::Container;
using document::Emphasis;

std::string with_breaks(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 5) text.insert(at, "<br>");
    return text;
}

class NoteWriter {
public:
    explicit NoteWriter(int level) : level_(level) {}

    std::string write(const std::vector<NoteBlock>& blocks) {
        for (const NoteBlock& block : blocks) {
            if (table_ != 0 && block.table != table_) close_table();
            enter(block.containers);
            if (block.rule_before) out_ += "<hr>\n";
            write(block);
        }
        close_table();
        enter({});
        return out_;
    }

private:
    // Closes what this block is not in and opens what it is in. An item carries its list: the list is closed with its last
    // item, which is known when the next block is in another one.
    void enter(const std::vector<Container>& wanted) {
        std::size_t same = 0;
        while (same < open_.size() && same < wanted.size() && open_[same].id == wanted[same].id) ++same;
        while (open_.size() > same) {
            const Container closed = open_.back();
            open_.pop_back();
            out_ += closed.is_item() ? "</li>\n" : closed.kind == Container::Kind::quote ? "</blockquote>\n" : "</div>\n";
            const bool goes_on = open_.size() == same && same < wanted.size() && wanted[same].is_item() &&
                                 wanted[same].list == closed.list;
            if (closed.is_item() && !goes_on) out_ += closed.kind == Container::Kind::bullet_item ? "</ul>\n" : "</ol>\n";
            if (goes_on) list_ = closed.list;
        }
        for (; open_.size() < wanted.size(); list_ = 0) open(wanted[open_.size()]);
    }

    void open(const Container& container) {
        const bool new_list = container.is_item() && list_ != container.list;
        switch (container.kind) {
            case Container::Kind::quote:
                out_ += "<blockquote>\n";
                break;
            case Container::Kind::bullet_item:
                out_ += new_list ? "<ul>\n<li>" : "<li>";
                break;
            case Container::Kind::numbered_item:
                if (new_list)
                    out_ += container.number == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(container.number) + "\">\n";
                out_ += "<li>";
                break;
            case Container::Kind::footnote:
                out_ += "<div class=\"footnote\"><sup>" + std::to_string(container.number) + "</sup>\n";
                break;
        }
        if (container.task) out_ += *container.task ? "☑ " : "☐ ";
        open_.push_back(container);
    }

    void write(const NoteBlock& block) {
        const std::string words = runs_to_html(block.runs);
        switch (block.kind) {
            case NoteBlock::Kind::heading: {
                const std::string tag = "h" + std::to_string(std::min(level_ + block.level, 6));
                out_ += "<" + tag + " dir=\"auto\">" + words + "</" + tag + ">\n";
                break;
            }
            case NoteBlock::Kind::paragraph:
                if (!words.empty()) out_ += "<p dir=\"auto\">" + words + "</p>\n";
                break;
            case NoteBlock::Kind::code: {
                std::string code;
                for (const Run& run : block.runs) code += xml_text(run.text);
                out_ += "<pre dir=\"auto\"><code>" + code + "</code></pre>\n";
                break;
            }
            case NoteBlock::Kind::table_row:
                row(block);
                break;
        }
    }

    void row(const NoteBlock& block) {
        if (table_ == 0) out_ += "<div class=\"wide\"><table>\n";
        table_ = block.table;
        const std::string tag = block.header ? "th" : "td";
        out_ += "<tr>";
        for (const std::vector<Run>& cell : block.cells)
            out_ += "<" + tag + (block.header ? " scope=\"col\"" : "") + " dir=\"auto\">" + runs_to_html(cell) + "</" + tag + ">";
        out_ += "</tr>\n";
    }

    void close_table() {
        if (table_ != 0) out_ += "</table></div>\n";
        table_ = 0;
    }

    int level_;
    std::string out_;
    std::vector<Container> open_;
    std::uint32_t list_ = 0;   // the list that is open although none of its items is
    std::uint32_t table_ = 0;  // 0: none is open
};

}  // namespace

std::string runs_to_html(const std::vector<Run>& runs) {
    std::string out;
    for (const Run& run : runs) {
        std::string words = xml_text(run.text);
        if (run.is_footnote) {
            out += "<sup>" + words + "</sup>";
            continue;
        }
        words = has(run.emphasis, Emphasis::code) ? "<code>" + words + "</code>" : with_breaks(words);
        if (has(run.emphasis, Emphasis::strike)) words = "<del>" + words + "</del>";
        if (has(run.emphasis, Emphasis::italic)) words = "<em>" + words + "</em>";
        if (has(run.emphasis, Emphasis::bold)) words = "<strong>" + words + "</strong>";
        if (!run.url.empty()) words = "<a href=\"" + xml_attribute(run.url) + "\" rel=\"noopener noreferrer\">" + words + "</a>";
        out += words;
    }
    return out;
}

std::string note_to_html(std::string_view markdown, int level) {
    return NoteWriter(level).write(read_note(markdown));
}

}  // namespace katern::share
