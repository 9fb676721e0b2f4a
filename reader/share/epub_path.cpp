#include "share/epub_path.h"

#include "text/text.h"

namespace katern::share {
namespace {

constexpr char hex_digits[] = "0123456789ABCDEF";

void append_escaped(std::string& out, char sign, std::string_view bytes) {
    for (const char byte : bytes) {
        out += sign;
        out += hex_digits[static_cast<unsigned char>(byte) >> 4];
        out += hex_digits[static_cast<unsigned char>(byte) & 15];
    }
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

bool is_noncharacter(char32_t c) {
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

bool is_forbidden_in_name(char32_t c) {
    const bool is_private = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
    const bool is_special = c >= 0xFFF0 && c <= 0xFFFF;
    const bool is_tag = c >= 0xE0000 && c <= 0xE0FFF;
    return is_control(c) || is_private || is_noncharacter(c) || is_special || is_tag ||
           (c < 0x80 && std::string_view("\"*:<>?\\|~").find(static_cast<char>(c)) != std::string_view::npos);
}

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

}  // namespace

std::string epub_file(std::string_view path) {
    std::string out;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t start = at;
        const char32_t c = text::next_code_point(path, at);
        const bool ends_with_stop = c == U'.' && (at == path.size() || path[at] == '/');
        if (is_forbidden_in_name(c) || ends_with_stop) {
            append_escaped(out, '~', path.substr(start, at - start));
        } else {
            out += path.substr(start, at - start);
        }
    }
    return out;
}

std::string relative_url(std::string_view path) {
    std::string out;
    for (const char c : path) {
        if (is_unreserved(c) || c == '/') {
            out += c;
        } else {
            append_escaped(out, '%', {&c, 1});
        }
    }
    return out;
}

std::string epub_path(std::string_view chapter_id) {
    return relative_url(epub_file("text/" + std::string(chapter_id) + ".xhtml"));
}

std::string book_identifier(const document::Book& book) { return book_identifier(book.id); }

std::string book_identifier(std::string_view book_id) {
    std::string out;
    for (std::size_t at = 0; at < book_id.size();) {
        const char32_t c = text::next_code_point(book_id, at);
        const bool space = text::is_white_space(c);
        if (space && (out.empty() || out.back() == ' ')) continue;
        if (space) {
            out += ' ';
        } else if (!is_control(c) && !is_noncharacter(c)) {
            text::append_utf8(out, c);
        }
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

}  // namespace katern::share
