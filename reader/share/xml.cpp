#include "share/xml.h"

#include "text/text.h"

namespace katern::share {
namespace {

bool is_xml(char32_t c) {
    return c == U'\t' || c == U'\n' || c == U'\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

std::string escaped(std::string_view text, bool in_attribute) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = text::next_code_point(text, at);
        switch (c) {
            case U'&':
                out += "&amp;";
                break;
            case U'<':
                out += "&lt;";
                break;
            case U'>':
                out += "&gt;";
                break;
            case U'"':
                out += in_attribute ? "&quot;" : "\"";
                break;
            case U'\r':
                out += "&#13;";
                break;
            case U'\n':
                out += in_attribute ? "&#10;" : "\n";
                break;
            case U'\t':
                out += in_attribute ? "&#9;" : "\t";
                break;
            default:
                if (is_xml(c)) {
                    out += text.substr(start, at - start);
                } else {
                    text::append_utf8(out, U'\uFFFD');
                }
        }
    }
    return out;
}

}  // namespace

std::string xml_text(std::string_view text) {
    return escaped(text, false);
}

std::string xml_attribute(std::string_view value) {
    return escaped(value, true);
}

}  // namespace katern::share
