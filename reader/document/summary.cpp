#include "document/summary.h"

#include <md4c.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "document/builder.h"
#include "document/entities.h"
#include "document/paths.h"
#include "document/source.h"
#include "words/words.h"

namespace katern::document {
namespace {

std::string one_line(std::string_view words) {
    Leaf leaf;
    leaf.add_words(words, {});
    leaf.finish();
    return leaf.text;
}

class SummaryReader {
public:
    SummaryReader(const Source& source, std::string path, std::vector<Problem>& problems)
        : source_(source), path_(std::move(path)), problems_(problems) {}

    std::vector<SummaryLine> read() {
        MD_PARSER parser{};
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            static_cast<SummaryReader*>(self)->enter_block(type, detail);
            return 0;
        };
        parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
            static_cast<SummaryReader*>(self)->leave_block(type);
            return 0;
        };
        parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
            static_cast<SummaryReader*>(self)->enter_span(type, detail);
            return 0;
        };
        parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
            static_cast<SummaryReader*>(self)->leave_span(type);
            return 0;
        };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* self) {
            static_cast<SummaryReader*>(self)->text(type, {piece, size});
            return 0;
        };
        md_parse(source_.text.data(), static_cast<MD_SIZE>(source_.text.size()), &parser, this);
        return std::move(lines_);
    }

private:
    void enter_block(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_H:
                level_one_ = static_cast<MD_BLOCK_H_DETAIL*>(detail)->level == 1;
                words_ = &heading_;
                heading_.clear();
                break;
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                item_ended();
                counts_.push_back(counts_.empty() ? std::exchange(root_count_, 0) : 0);
                break;
            case MD_BLOCK_LI:
                item_has_link_ = false;
                item_words_.clear();
                in_item_ = true;
                break;
            default:
                break;
        }
    }

    void leave_block(MD_BLOCKTYPE type) {
        switch (type) {
            case MD_BLOCK_H: {
                words_ = nullptr;
                const std::string title = one_line(heading_);
                // The first one is the summary's own title, unless chapters came before it.
                if (level_one_ && (seen_heading_ || !lines_.empty())) part_ = title;
                seen_heading_ = seen_heading_ || level_one_;
                break;
            }
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                if (counts_.size() == 1) root_count_ = counts_.back();
                counts_.pop_back();
                had_list_ = true;
                break;
            case MD_BLOCK_LI:
                item_ended();
                break;
            default:
                break;
        }
    }

    void enter_span(MD_SPANTYPE type, void* detail) {
        if (type != MD_SPAN_A || (in_item_ && item_has_link_)) return;
        const auto& link = *static_cast<MD_SPAN_A_DETAIL*>(detail);
        SummaryLine line;
        line.entry.path = percent_decode(attribute_text(link.href));
        link_ = std::move(line);
        link_words_.clear();
        words_ = &link_words_;
    }

    void leave_span(MD_SPANTYPE type) {
        if (type != MD_SPAN_A || !link_) return;
        SummaryLine line = std::move(*link_);
        link_.reset();
        words_ = nullptr;
        line.line = source_.file_line(source_.line_at(seen_));
        line.entry.title = one_line(link_words_);
        line.entry.part = std::exchange(part_, {});
        if (in_item_ && !counts_.empty()) {
            item_has_link_ = true;
            ++counts_.back();
            for (const std::uint32_t count : counts_)
                line.entry.number += (line.entry.number.empty() ? "" : ".") + std::to_string(count);
            line.entry.depth = static_cast<std::uint32_t>(counts_.size() - 1);
            if (had_suffix_ && !suffix_named_) {
                problems_.push_back({path_, line.line, Error{Word::problem_summary_list_after, {}}});
                suffix_named_ = true;
            }
        } else if (had_list_) {
            had_suffix_ = true;
        }
        lines_.push_back(std::move(line));
    }

    void text(MD_TEXTTYPE type, std::string_view piece) {
        const std::less_equal<const char*> not_after;
        const char* start = source_.text.data();
        if (not_after(start, piece.data()) && not_after(piece.data(), start + source_.text.size()))
            seen_ = std::max(seen_, static_cast<std::size_t>(piece.data() - start));
        if (type == MD_TEXT_HTML) return;
        const bool breaks = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
        const std::string words = breaks ? " " : type == MD_TEXT_ENTITY ? decode_entity(piece) : std::string(piece);
        if (words_ != nullptr) {
            *words_ += words;
        } else if (in_item_) {
            item_words_ += words;
        }
    }

    // Called where the words of an item end: at its own end or where a nested list begins.
    void item_ended() {
        if (!in_item_) return;
        in_item_ = false;
        if (item_has_link_) return;
        if (!counts_.empty()) ++counts_.back();
        if (one_line(item_words_).empty()) return;
        problems_.push_back({path_, source_.file_line(source_.line_at(seen_)),
                             Error{Word::problem_summary_no_link, {one_line(item_words_)}}});
    }

    const Source& source_;
    std::string path_;
    std::vector<Problem>& problems_;
    std::vector<SummaryLine> lines_;
    std::vector<std::uint32_t> counts_;  // items so far, per list that is open
    std::uint32_t root_count_ = 0;       // numbers go on after a separator or a part's title
    std::string part_, heading_, link_words_, item_words_;
    std::string* words_ = nullptr;  // where text goes
    std::optional<SummaryLine> link_;
    std::size_t seen_ = 0;
    bool level_one_ = false, seen_heading_ = false;
    bool in_item_ = false, item_has_link_ = false;
    bool had_list_ = false, had_suffix_ = false, suffix_named_ = false;
};

// What first_heading reads and gives.
struct Heading {
    std::string words;
    bool inside = false;
};

}  // namespace

std::vector<SummaryLine> parse_summary(std::string_view markdown, const std::string& path,
                                       std::vector<Problem>& problems) {
    const Source source = read_source(markdown, path, nullptr, problems);
    return SummaryReader(source, path, problems).read();
}

std::string first_heading(std::string_view markdown) {
    constexpr std::size_t enough = 64 << 10;  // a heading further on is no title
    constexpr int stop = -1;                  // md4c 0.4.8 goes on after a positive one
    if (markdown.starts_with("\xEF\xBB\xBF")) markdown.remove_prefix(3);
    markdown = markdown.substr(0, std::min(enough, markdown.size()));
    Heading heading;
    MD_PARSER parser{};
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* to) {
        if (type == MD_BLOCK_H) static_cast<Heading*>(to)->inside = true;
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void*) { return type == MD_BLOCK_H ? stop : 0; };
    parser.enter_span = [](MD_SPANTYPE, void*, void*) { return 0; };
    parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* to) {
        auto& found = *static_cast<Heading*>(to);
        if (!found.inside || type == MD_TEXT_HTML) return 0;
        found.words += type == MD_TEXT_ENTITY                         ? decode_entity({piece, size})
                       : type == MD_TEXT_SOFTBR || type == MD_TEXT_BR ? " "
                                                                      : std::string(piece, size);
        return 0;
    };
    md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &heading);
    const std::string words = one_line(heading.words);
    // "Heading {#id}": the attributes are none of the title.
    const std::size_t brace = words.ends_with('}') ? words.rfind(" {#") : std::string::npos;
    return text::to_nfc(words.substr(0, brace));
}

}  // namespace katern::document
