// Graphemes and words, by ICU's break iterators on UTF-8 as it stands (no copy).
#include <algorithm>

#include "text/break_iterator.h"
#include "text/text.h"

namespace katern::text {
namespace {

// The start of the code point that holds this byte, within the text.
std::size_t clamp(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return at;
}

std::size_t offset_or(int32_t found, std::size_t otherwise) {
    return found == UBRK_DONE ? otherwise : static_cast<std::size_t>(found);
}

// ICU's iterators count in int32_t; a look at a few kilobytes around a place serves any text and costs the same
// everywhere. Cut at line feeds where there are any, else at a code point.
constexpr std::size_t reach = 4096;
Range neighbourhood(std::string_view text, std::size_t at) {
    std::size_t start = at > reach ? at - reach : 0;
    std::size_t end = std::min(text.size(), at + reach);
    if (at > 0) {
        const std::size_t line = text.rfind('\n', at - 1);
        // A line before is kept in view, since Ctrl+Left may lead there.
        if (line != std::string_view::npos && line > start && line > 0) {
            const std::size_t before = text.rfind('\n', line - 1);
            if (before != std::string_view::npos && before > start) start = before;
        }
    }
    return {clamp(text, start), clamp(text, end)};
}

bool is_word(UBreakIterator* words) {
    return ubrk_getRuleStatus(words) >= UBRK_WORD_NONE_LIMIT;
}

}  // namespace

std::size_t next_grapheme(std::string_view text, std::size_t at) {
    at = clamp(text, at);
    if (at >= text.size()) return text.size();
    const Range view = neighbourhood(text, at);
    UBreakIterator* graphemes = break_iterator(UBRK_CHARACTER, slice(text, view));
    return view.start + offset_or(ubrk_following(graphemes, static_cast<int32_t>(at - view.start)), view.size());
}

std::size_t previous_grapheme(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    if (at == 0) return 0;
    const Range view = neighbourhood(text, at);
    UBreakIterator* graphemes = break_iterator(UBRK_CHARACTER, slice(text, view));
    return view.start + offset_or(ubrk_preceding(graphemes, static_cast<int32_t>(at - view.start)), 0);
}

std::vector<std::size_t> grapheme_borders(std::string_view text) {
    std::vector<std::size_t> borders{0};
    UBreakIterator* graphemes = break_iterator(UBRK_CHARACTER, text);
    ubrk_first(graphemes);
    for (int32_t at = ubrk_next(graphemes); at != UBRK_DONE; at = ubrk_next(graphemes))
        borders.push_back(static_cast<std::size_t>(at));
    return borders;
}

Range word_at(std::string_view text, std::size_t at) {
    if (text.empty()) return {};
    at = clamp(text, at);
    if (at >= text.size()) at = previous_grapheme(text, text.size());
    const Range view = neighbourhood(text, at);
    const auto local = static_cast<int32_t>(at - view.start);
    UBreakIterator* words = break_iterator(UBRK_WORD, slice(text, view));
    const std::size_t end = offset_or(ubrk_following(words, local), view.size());
    const bool word = is_word(words);
    const std::size_t start = offset_or(ubrk_previous(words), 0);
    if (word) return {view.start + start, view.start + end};
    // The words' rules take a run of spaces as one.
    const std::size_t next = next_grapheme(text, at);
    return {previous_grapheme(text, next), next};
}

std::size_t next_word(std::string_view text, std::size_t at) {
    at = clamp(text, at);
    while (at < text.size()) {
        const Range view = neighbourhood(text, at);
        UBreakIterator* words = break_iterator(UBRK_WORD, slice(text, view));
        int32_t start = ubrk_following(words, static_cast<int32_t>(at - view.start));
        while (start != UBRK_DONE) {
            const int32_t end = ubrk_next(words);
            if (end != UBRK_DONE && is_word(words)) return view.start + static_cast<std::size_t>(start);
            start = end;
        }
        at = view.end;
    }
    return text.size();
}

std::size_t previous_word(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    while (at > 0) {
        const Range view = neighbourhood(text, at);
        UBreakIterator* words = break_iterator(UBRK_WORD, slice(text, view));
        // A segment's status is told at its end: look at the end of each segment, from the one that holds the place.
        int32_t start = ubrk_preceding(words, static_cast<int32_t>(at - view.start));
        while (start != UBRK_DONE) {
            ubrk_following(words, start);
            if (is_word(words)) return view.start + static_cast<std::size_t>(start);
            start = ubrk_preceding(words, start);
        }
        at = view.start;
    }
    return 0;
}

namespace {

// From the line feed before a place to the one after it.
Range line_around(std::string_view text, std::size_t at) {
    const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    const std::size_t after = text.find('\n', at);
    return {before == std::string_view::npos ? 0 : before + 1, after == std::string_view::npos ? text.size() : after};
}

}  // namespace

std::size_t next_sentence(std::string_view text, std::size_t at) {
    at = clamp(text, at);
    const Range line = line_around(text, at);
    if (at < line.end) {
        UBreakIterator* sentences = break_iterator(UBRK_SENTENCE, slice(text, line));
        const std::size_t next = offset_or(ubrk_following(sentences, static_cast<int32_t>(at - line.start)), line.size());
        if (next < line.size()) return line.start + next;
    }
    return std::min(text.size(), text.find_first_not_of('\n', line.end));
}

std::size_t previous_sentence(std::string_view text, std::size_t at) {
    at = clamp(text, at);
    Range line = line_around(text, at);
    if (at == line.start) {
        while (at > 0 && text[at - 1] == '\n') --at;
        line = line_around(text, at);
    }
    UBreakIterator* sentences = break_iterator(UBRK_SENTENCE, slice(text, line));
    return line.start + offset_or(ubrk_preceding(sentences, static_cast<int32_t>(at - line.start)), 0);
}

}  // namespace katern::text
