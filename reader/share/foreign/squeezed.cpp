#include "share/foreign/squeezed.h"

namespace katern::share::foreign {
namespace {

constexpr std::string_view cut = "\uFFFD";

std::string_view without_cut_ends(std::string_view text) {
    while (text.starts_with(cut)) text.remove_prefix(cut.size());
    while (text.ends_with(cut)) text.remove_suffix(cut.size());
    return text;
}

// No letters, though Unicode doesn't call them white space.
bool is_nothing(char32_t c) {
    return c == U'\u00AD' || c == U'\u200B' || c == U'\u200C' || c == U'\u200D' || c == U'\u2060' || c == U'\uFEFF';
}

}  // namespace

void squeeze_onto(Squeezed& out, std::string_view text) {
    const text::Folded folded = text::fold(text, text::Accents::kept);
    out.text.reserve(out.text.size() + folded.text.size());
    out.origin.reserve(out.origin.size() + folded.text.size());
    for (std::size_t i = 0; i < folded.text.size(); ++i) {
        const char c = folded.text[i];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
        out.text += c;
        out.origin.push_back(folded.origin[i]);
    }
}

text::Range Squeezed::to_original(text::Range squeezed, std::string_view original) const {
    if (squeezed.empty()) return {origin[squeezed.start], origin[squeezed.start]};
    std::size_t end = origin[squeezed.end - 1];
    static_cast<void>(text::next_code_point(original, end));
    return {origin[squeezed.start], end};
}

std::string squeezed(std::string_view text) {
    Squeezed out;
    squeeze_onto(out, text::to_nfc(without_cut_ends(text)));
    return std::move(out.text);
}

std::string plain(std::string_view text) {
    const std::string composed = text::to_nfc(text);
    std::string out;
    for (std::size_t at = 0; at < composed.size();) {
        const char32_t c = text::next_code_point(composed, at);
        if (is_nothing(c)) continue;
        if (!text::is_white_space(c)) {
            text::append_utf8(out, c);
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

}  // namespace katern::share::foreign
