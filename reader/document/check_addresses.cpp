// Addresses with a quote after them: do those words stand there?
#include <algorithm>
#include <array>
#include <optional>

#include "document/check.h"
#include "words/words.h"

namespace katern::document {
namespace {

struct Quotes {
    std::string_view open, close;
};
constexpr std::array<Quotes, 4> quotes{{{"“", "”"}, {"„", "”"}, {"\"", "\""}, {"«", "»"}}};

// "2 ¶14 “First words …”" as it stands in a block.
struct Citation {
    std::string address;  // "2 ¶14"
    std::string words;    // "First words"
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

// Words to compare: plain spaces, no soft hyphens.
std::string comparable(std::string_view words) {
    std::string text(words);
    replace_all(text, "\u00AD", "");
    replace_all(text, "\u00A0", " ");
    replace_all(text, "\u202F", " ");
    return text;
}

// A block's words without its code, for each stretch of which a line feed stands.
std::string without_code(const Chapter& chapter, const Block& block) {
    std::string text;
    for (const Span& span : block.spans)
        text += has(span.emphasis, Emphasis::code) ? "\n" : text::slice(chapter.text, span.text);
    return text;
}

// The chapter's number or id at the end of `text`. A word without digit or hyphen is an ordinary one ("see ¶3").
std::string_view name_at_end(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    const std::size_t space = text.find_last_of(" \t\n");
    std::string_view name = text.substr(space == std::string_view::npos ? 0 : space + 1);
    for (const std::string_view before : {"(", "[", "“", "‘", "„", "«", "\""})
        if (name.starts_with(before)) name.remove_prefix(before.size());
    return name.find_first_of("0123456789-") == std::string_view::npos ? std::string_view() : name;
}

// What stands between quotation marks at the start of `text`, without the ellipsis at its end.
std::optional<std::string_view> quote_at_start(std::string_view text) {
    for (const Quotes& marks : quotes) {
        if (!text.starts_with(marks.open)) continue;
        const std::size_t close = text.find(marks.close, marks.open.size());
        if (close == std::string_view::npos) return std::nullopt;
        std::string_view words = text.substr(marks.open.size(), close - marks.open.size());
        for (const std::string_view ellipsis : {"…", "..."})
            if (words.ends_with(ellipsis)) words.remove_suffix(ellipsis.size());
        while (words.ends_with(' ')) words.remove_suffix(1);
        if (words.empty()) return std::nullopt;
        return words;
    }
    return std::nullopt;
}

std::vector<Citation> citations(std::string_view text) {
    std::vector<Citation> found;
    for (std::size_t at = 0; (at = text.find(pilcrow, at)) != std::string_view::npos;) {
        const std::string_view name = name_at_end(text.substr(0, at));
        at = std::min(text.find_first_not_of(' ', at + pilcrow.size()), text.size());
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
        const std::string_view number = text.substr(at, end - at);
        at = std::min(text.find_first_not_of(' ', end), text.size());
        const auto words = quote_at_start(text.substr(at));
        if (name.empty() || number.empty() || !words) continue;
        found.push_back({std::string(name) + " " + std::string(pilcrow) + std::string(number), std::string(*words)});
    }
    return found;
}

class AddressCheck {
public:
    AddressCheck(Examination& examination, std::size_t index) : examination_(examination), index_(index) {}

    void run() {
        const Chapter& chapter = *examination_.chapters[index_];
        for (const Block& block : chapter.blocks) {
            if (block.kind == BlockKind::code) continue;
            for (const Citation& citation : citations(comparable(without_code(chapter, block))))
                check(citation, block.line);
        }
    }

private:
    void check(const Citation& citation, std::uint32_t line) {
        const std::string first = citation.address.substr(0, citation.address.find(pilcrow)) + std::string(pilcrow) + "1";
        const auto named = parse_address(examination_.book, first);
        if (!named) return examination_.add(index_, line, Word::problem_address_chapter, {citation.address});
        const Chapter* chapter = examination_.chapters[named->chapter].get();
        if (chapter == nullptr) return;  // that it can't be read is a problem already
        const std::size_t count = chapter->blocks.size();
        // Nothing for ¶0 and for a number that is too long.
        const auto to = parse_address(examination_.book, citation.address);
        const bool exists = to && to->block < count;
        if (exists && stands_at(citation, *to)) return;
        if (const auto there = find(citation, named->chapter)) {
            examination_.add(index_, line, Word::problem_address_moved, {citation.address, citation.words, *there});
        } else if (!exists) {
            examination_.add(index_, line, Word::problem_address_beyond,
                             {citation.address, examination_.book.chapters[named->chapter].title, std::to_string(count)});
        } else {
            const std::string_view words = chapter->text_of(chapter->blocks[to->block]);
            examination_.add(index_, line, Word::problem_address_other,
                             {citation.address, citation.words, first_words(words)});
        }
    }

    [[nodiscard]] bool stands_at(const Citation& citation, const Address& at) const {
        const Chapter& chapter = *examination_.chapters[at.chapter];
        return comparable(chapter.text_of(chapter.blocks[at.block])).starts_with(citation.words);
    }

    // Where else the words begin a block of that chapter.
    [[nodiscard]] std::optional<std::string> find(const Citation& citation, std::size_t chapter) const {
        for (std::size_t block = 0; block < examination_.chapters[chapter]->blocks.size(); ++block)
            if (stands_at(citation, {chapter, block})) return address(examination_.book.chapters[chapter], block);
        return std::nullopt;
    }

    Examination& examination_;
    std::size_t index_;
};

}  // namespace

void check_addresses(Examination& examination) {
    for (std::size_t i = 0; i < examination.chapters.size(); ++i)
        if (examination.chapters[i]) AddressCheck(examination, i).run();
}

}  // namespace katern::document
