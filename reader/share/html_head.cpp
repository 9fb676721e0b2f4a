#include "share/html_head.h"

#include "share/xml.h"
#include "text/text.h"

namespace katern::share {
namespace {

// A hash as a Content-Security-Policy names it: 'sha256-…' in base64 (RFC 4648).
std::string hash_source(std::string_view content) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string hex = text::sha256_hex(content);
    std::string bits, out;
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (const char c : hex)
        for (int bit = 3; bit >= 0; --bit) bits += (value(c) >> bit & 1) != 0 ? '1' : '0';
    while (bits.size() % 6 != 0) bits += '0';
    for (std::size_t i = 0; i < bits.size(); i += 6) out += digits[std::stoul(bits.substr(i, 6), nullptr, 2)];
    while (out.size() % 4 != 0) out += '=';
    return "'sha256-" + out + "'";
}

// A title is shown by the browser itself, where marks of direction would turn what stands around it.
std::string without_direction_marks(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = text::next_code_point(text, at);
        if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) continue;
        out += text.substr(start, at - start);
    }
    return out;
}

}  // namespace

std::string html_head(const std::string& title, std::string_view style, std::string_view script) {
    std::string policy = "default-src 'none'; style-src " + hash_source(style);
    if (!script.empty()) policy += "; script-src " + hash_source(script);
    policy += "; base-uri 'none'; form-action 'none'";
    return "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy +
           "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
           xml_text(without_direction_marks(title)) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n";
}

}  // namespace katern::share
