#include "share/foreign/clean.h"

#include <charconv>
#include <optional>

#include "text/text.h"

namespace katern::share::foreign {
namespace {

constexpr std::string_view replacement = "\uFFFD";

// A \u escape at the start of `text`: its UTF-16 unit.
std::optional<unsigned> escaped_unit(std::string_view text) {
    if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return std::nullopt;
    unsigned unit = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
    if (error != std::errc{} || end != text.data() + 6) return std::nullopt;
    return unit;
}

bool leads(unsigned unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool trails(unsigned unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

// The next escape of half a pair from `at` on.
std::size_t find_half_pair(std::string_view text, std::size_t at) {
    for (at = text.find('\\', at); at < text.size(); at = text.find('\\', at)) {
        const std::optional<unsigned> unit = escaped_unit(text.substr(at));
        if (!unit) {
            at += 2;
        } else if (leads(*unit)) {
            const std::optional<unsigned> next = escaped_unit(text.substr(at + 6));
            if (!next || !trails(*next)) return at;
            at += 12;
        } else {
            if (trails(*unit)) return at;
            at += 6;
        }
    }
    return std::string_view::npos;
}

std::string without_half_pairs(std::string_view text, std::size_t first) {
    std::string out;
    std::size_t kept = 0;
    for (std::size_t at = first; at != std::string_view::npos; at = find_half_pair(text, at)) {
        out += text.substr(kept, at - kept);
        out += "\\uFFFD";
        at += 6;
        kept = at;
    }
    return out.append(text.substr(kept));
}

std::string with_invalid_as(std::string_view bytes, std::string_view mark) {
    std::string out;
    while (!bytes.empty()) {
        const std::size_t bad = text::find_invalid_utf8(bytes);
        out += bytes.substr(0, bad);
        if (bad == std::string_view::npos) break;
        out += mark;
        bytes.remove_prefix(bad + 1);
    }
    return out;
}

}  // namespace

CleanText::CleanText(std::string_view bytes) : text_(bytes) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    if (text::find_invalid_utf8(text_) != std::string_view::npos) {
        copy_ = with_invalid_as(text_, lost_bytes);
        text_ = copy_;
    }
    if (const std::size_t half = find_half_pair(text_, 0); half != std::string_view::npos) {
        copy_ = without_half_pairs(text_, half);
        text_ = copy_;
    }
}

std::string clean(std::string text) {
    if (text::find_invalid_utf8(text) != std::string::npos) text = with_invalid_as(text, replacement);
    for (std::size_t at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
        text.replace(at, 1, replacement);
    for (std::size_t at = text.find(lost_bytes); at != std::string::npos; at = text.find(lost_bytes, at))
        text.replace(at, lost_bytes.size(), replacement);
    return text;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned byte = 0;
        const char* const digits = text.data() + at + 1;
        if (text[at] == '%' && at + 2 < text.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            out += static_cast<char>(byte);
            at += 2;
        } else {
            out += text[at];
        }
    }
    return clean(std::move(out));
}

}  // namespace katern::share::foreign
