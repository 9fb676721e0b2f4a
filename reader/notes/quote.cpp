// Every place of a quote that a person or a script names by its words.
#include <algorithm>

#include "notes/anchor.h"

namespace katern::notes {
namespace {

bool is_white(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Runs of white space are one space; `origin` leads from each byte, and the end, to the text that it was.
struct Spaced {
    std::string text;
    std::vector<std::size_t> origin;
};

Spaced with_single_spaces(std::string_view text) {
    Spaced out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_white(text[i]) && !out.text.empty() && out.text.back() == ' ') continue;
        out.text += is_white(text[i]) ? ' ' : text[i];
        out.origin.push_back(i);
    }
    out.origin.push_back(text.size());
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::vector<text::Range> as_written(std::string_view whole, std::string_view quote, std::string_view prefix,
                                    std::string_view suffix) {
    std::vector<text::Range> out;
    for (std::size_t at = whole.find(quote); at != std::string_view::npos; at = whole.find(quote, at + 1))
        if (whole.substr(0, at).ends_with(prefix) && whole.substr(at + quote.size()).starts_with(suffix))
            out.push_back({at, at + quote.size()});
    return out;
}

std::vector<text::Range> with_spaces_alike(std::string_view whole, std::string_view quote, std::string_view prefix,
                                           std::string_view suffix) {
    const Spaced haystack = with_single_spaces(whole);
    const std::string quote_text = with_single_spaces(text::to_nfc(quote)).text;
    const std::string prefix_text = with_single_spaces(text::to_nfc(prefix)).text;
    const std::string suffix_text = with_single_spaces(text::to_nfc(suffix)).text;
    const std::string_view words = trim(quote_text), before = trim(prefix_text), after = trim(suffix_text);
    std::vector<text::Range> out;
    if (words.empty()) return out;
    const std::string_view text = haystack.text;
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        if (trim(text.substr(0, at)).ends_with(before) && trim(text.substr(end)).starts_with(after))
            // To the end of the last letter, not to the next letter: a run of spaces behind it isn't part of the quote.
            out.push_back({haystack.origin[at], haystack.origin[end - 1] + 1});
    }
    return out;
}

}  // namespace

std::vector<text::Range> find_quote(const document::Chapter& chapter, std::string_view quote, std::string_view prefix,
                                    std::string_view suffix) {
    if (quote.empty()) return {};
    std::vector<text::Range> out = as_written(chapter.text, quote, prefix, suffix);
    return out.empty() ? with_spaces_alike(chapter.text, quote, prefix, suffix) : out;
}

}  // namespace katern::notes
