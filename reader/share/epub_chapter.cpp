#include "share/epub_chapter.h"

#include <algorithm>

#include "share/epub_inline.h"
#include "share/epub_path.h"
#include "share/xml.h"
#include "words/words.h"

namespace katern::share {
namespace {

using document::Block;
using document::BlockKind;
using document::Container;

// Footnotes have blocks of one kind; what it was before shows in its spans.
bool is_code(const Block& block, std::string_view words) {
    if (block.kind == BlockKind::code) return true;
    return block.kind == BlockKind::footnote && block.table == 0 && block.spans.size() == 1 && words.find('\n') != words.npos &&
           block.spans[0].emphasis == document::Emphasis::code;
}

std::string_view class_of(document::Callout::Kind kind) {
    switch (kind) {
        case document::Callout::Kind::question:
            return "question";
        case document::Callout::Kind::work_form:
            return "work-form";
        case document::Callout::Kind::example:
            return "example";
        case document::Callout::Kind::take_along:
            return "take-along";
    }
    return {};
}

std::string_view class_of(document::Align align) {
    switch (align) {
        case document::Align::none:
            return {};
        case document::Align::left:
            return " class=\"left\"";
        case document::Align::centre:
            return " class=\"centre\"";
        case document::Align::right:
            return " class=\"right\"";
    }
    return {};
}

// Writes the blocks one after the other with the quotes, lists, tables and figures around them opened and closed as
// they begin and end. Every block ends with its line feed, wherever in the tree that stands; nothing else is written
// between two tags.
class Body {
public:
    Body(const EpubContents& contents, std::size_t index)
        : contents_(contents), chapter_(*contents.chapters[index]), inline_(contents, index) {}

    std::string write() {
        for (block_ = 0; block_ < chapter_.blocks.size(); ++block_) {
            const Block& block = chapter_.blocks[block_];
            leave(block);
            enter(block);
            write_block(block);
        }
        leave(Block{});
        return out_;
    }

private:
    struct Open {
        Container container;
        std::string_view end;  // its tag, which closes it
    };

    // --- What is around a block

    void leave(const Block& next) {
        const bool stays_in_table = table_ != 0 && next.table == table_;
        if (table_ != 0 && !stays_in_table) {
            out_ += in_head_ ? "</thead></table></div>" : "</tbody></table></div>";
            table_ = 0;
        }
        if (figure_ && (next.kind != BlockKind::caption || !stands_here(next))) close_figure();
        std::size_t shared = 0;
        while (shared < open_.size() && shared < next.containers.size() &&
               open_[shared].container.id == next.containers[shared].id)
            ++shared;
        while (open_.size() > shared) {
            const Container closing = open_.back().container;
            out_ += open_.back().end;
            open_.pop_back();
            const Container* following = open_.size() == shared && shared < next.containers.size() ? &next.containers[shared] : nullptr;
            in_list_ = same_list(closing, following);
            if (!in_list_) close_list(closing);
        }
    }

    // Within the same quotes and items as the block before.
    [[nodiscard]] bool stands_here(const Block& next) const {
        return std::equal(open_.begin(), open_.end(), next.containers.begin(), next.containers.end(),
                          [](const Open& open, const Container& container) { return open.container.id == container.id; });
    }

    [[nodiscard]] static bool same_list(const Container& a, const Container* b) {
        if (b == nullptr) return false;
        if (a.kind == Container::Kind::footnote) return b->kind == Container::Kind::footnote;
        return a.is_item() && b->is_item() && a.list == b->list;
    }

    void close_list(const Container& last) {
        if (last.kind == Container::Kind::bullet_item) out_ += "</ul>";
        if (last.kind == Container::Kind::numbered_item) out_ += "</ol>";
        if (last.kind == Container::Kind::footnote) out_ += "</ol></section>";
    }

    void enter(const Block& block) {
        // Between two items of a list nothing else may stand.
        bool rule = block.rule_before;
        if (rule && !in_list_ && table_ == 0) {
            out_ += "<hr/>";
            rule = false;
        }
        for (std::size_t i = open_.size(); i < block.containers.size(); ++i) {
            const Container& container = block.containers[i];
            switch (container.kind) {
                case Container::Kind::quote:
                    open_quote(container);
                    break;
                case Container::Kind::footnote:
                    open_footnote(container);
                    break;
                default:
                    open_item(container);
            }
            in_list_ = false;
            if (rule) out_ += "<hr/>";
            rule = false;
        }
    }

    void open_quote(const Container& quote) {
        const std::optional<document::Callout> callout = document::callout_of(chapter_, block_);
        if (callout && callout->quote == quote.id) {
            out_ += "<div role=\"note\" class=\"callout " + std::string(class_of(callout->kind)) + "\">";
            open_.push_back({quote, "</div>"});
        } else {
            out_ += "<blockquote>";
            open_.push_back({quote, "</blockquote>"});
        }
    }

    void open_item(const Container& item) {
        const bool numbered = item.kind == Container::Kind::numbered_item;
        if (!in_list_) {
            const std::string start = numbered && item.number != 1 ? " start=\"" + std::to_string(item.number) + "\"" : "";
            const std::string loose = item.tight ? "" : " class=\"loose\"";
            out_ += (numbered ? "<ol" : "<ul") + start + loose + ">";
        }
        out_ += item.task ? (*item.task ? "<li class=\"done\">" : "<li class=\"to-do\">") : "<li>";
        open_.push_back({item, "</li>"});
    }

    void open_footnote(const Container& note) {
        if (!in_list_)
            out_ += "<section epub:type=\"endnotes\" role=\"doc-endnotes\" aria-label=\"" +
                    xml_attribute(say(Word::epub_notes, contents_.language)) + "\"><ol class=\"notes\">";
        const std::string number = std::to_string(note.number);
        out_ += "<li id=\"note-" + number + "\" epub:type=\"endnote\" value=\"" + number + "\">";
        open_.push_back({note, "</li>"});
    }

    // --- A block

    void write_block(const Block& block) {
        const std::string id = " id=\"" + block_id(block_) + "\"";
        const std::string_view words = chapter_.text_of(block);
        if (block.table != 0) {
            write_row(block, id);
        } else if (block.kind == BlockKind::figure) {
            write_figure(block, id);
        } else if (is_code(block, words)) {
            const std::string language = block.language.empty() ? "" : " class=\"language-" + xml_attribute(block.language) + "\"";
            out_ += "<pre" + id + "><code" + language + ">" + xml_text(words) + "</code></pre>" + way_back() + "\n";
        } else if (block.kind == BlockKind::heading) {
            const std::string tag = "h" + std::to_string(std::clamp<int>(block.level, 1, 6));
            out_ += "<" + tag + id + ">" + inline_.write(block, block.text) + "</" + tag + ">\n";
        } else if (block.kind == BlockKind::caption && figure_) {
            out_ += "<figcaption" + id + ">" + inline_.write(block, block.text) + "</figcaption>\n";
            close_figure();
        } else {
            out_ += "<p" + id + ">" + inline_.write(block, block.text) + way_back() + "</p>\n";
        }
        in_list_ = false;
    }

    void write_figure(const Block& block, const std::string& id) {
        out_ += "<figure" + id + ">";
        for (const std::uint32_t image : block.images) out_ += inline_.image(chapter_.images[image]);
        out_ += "\n";
        figure_ = true;
    }

    void close_figure() {
        out_ += "</figure>";
        figure_ = false;
    }

    void write_row(const Block& block, const std::string& id) {
        if (table_ == 0) {
            out_ += "<div class=\"table\"><table>";
            out_ += block.header ? "<thead>" : "<tbody>";
        } else if (in_head_ && !block.header) {
            out_ += "</thead><tbody>";
        }
        table_ = block.table;
        in_head_ = block.header;
        out_ += "<tr" + id + ">";
        const std::string tag = block.header ? "th" : "td";
        for (std::size_t i = 0; i < block.cells.size(); ++i) {
            if (i > 0) out_ += "\t";
            out_ += "<" + tag + (block.header ? " scope=\"col\"" : "");
            if (i < block.alignment.size()) out_ += class_of(block.alignment[i]);
            out_ += ">" + inline_.write(block, block.cells[i]);
            if (i + 1 == block.cells.size()) out_ += way_back();
            out_ += "</" + tag + ">";
        }
        out_ += "</tr>\n";
    }

    // After the last words of a footnote.
    [[nodiscard]] std::string way_back() const {
        for (const document::Footnote& note : chapter_.footnotes) {
            if (note.block_count == 0 || note.first_block + note.block_count != block_ + 1) continue;
            return "<a class=\"back\" role=\"doc-backlink\" href=\"#mark-" + std::to_string(note.number) + "\" aria-label=\"" +
                   xml_attribute(say(Word::epub_back, contents_.language)) + "\"></a>";
        }
        return {};
    }

    const EpubContents& contents_;
    const document::Chapter& chapter_;
    EpubInline inline_;
    std::string out_;
    std::vector<Open> open_;
    std::size_t block_ = 0;
    std::uint32_t table_ = 0;  // open one
    bool in_head_ = false;
    bool figure_ = false;   // open, and may get a caption
    bool in_list_ = false;  // directly inside a list, between two items
};

}  // namespace

std::string block_id(std::size_t block) {
    return "p" + std::to_string(block + 1);
}

std::string url_from_chapter(std::string_view chapter_id, std::string_view file) {
    std::string up;
    const std::string own = epub_path(chapter_id);
    for (const char c : own)
        if (c == '/') up += "../";
    return up + relative_url(file);
}

std::string epub_chapter(const EpubContents& contents, std::size_t index) {
    const document::Chapter& chapter = *contents.chapters[index];
    const std::string language = xml_attribute(contents.book.language);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
           "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"" +
           language + "\" xml:lang=\"" + language + "\">\n<head>\n<meta charset=\"UTF-8\"/>\n<title>" +
           xml_text(chapter.title.empty() ? chapter.id : chapter.title) + "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"" +
           xml_attribute(url_from_chapter(chapter.id, "style.css")) + "\"/>\n</head>\n<body>" + Body(contents, index).write() +
           "</body>\n</html>\n";
}

}  // namespace katern::share
