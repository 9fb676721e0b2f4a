#include "document/paths.h"

#include <vector>

namespace katern::document {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_scheme_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

}  // namespace

std::string percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::optional<std::string> scheme_of(std::string_view target) {
    std::string scheme;
    for (const char c : target) {
        if (c == ':') return scheme.size() > 1 ? std::optional(scheme) : std::nullopt;
        const bool more = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (!is_scheme_letter(c) && (scheme.empty() || !more)) return std::nullopt;
        scheme += small(c);
    }
    return std::nullopt;
}

std::string_view folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string_view without_extension(std::string_view path) {
    const std::string_view name = file_name(path);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return path;
    return path.substr(0, path.size() - (name.size() - dot));
}

std::string extension_of(std::string_view path) {
    std::string out(path.substr(without_extension(path).size()));
    for (char& c : out) c = small(c);
    return out;
}

std::string join(std::string_view folder, std::string_view path) {
    const std::string whole =
        path.starts_with('/') || folder.empty() ? std::string(path) : std::string(folder) + "/" + std::string(path);
    std::vector<std::string_view> parts;
    for (std::size_t start = 0; start <= whole.size();) {
        const std::size_t end = std::min(whole.find('/', start), whole.size());
        const std::string_view part = std::string_view(whole).substr(start, end - start);
        if (part == ".." && !parts.empty() && parts.back() != "..") {
            parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
        start = end + 1;
    }
    std::string out = whole.starts_with('/') ? "/" : "";
    for (const std::string_view part : parts) {
        if (!out.empty() && out.back() != '/') out += '/';
        out += part;
    }
    return out;
}

bool leads_out(std::string_view normal_path) {
    return normal_path == ".." || normal_path.starts_with("../") || normal_path.starts_with('/') ||
           (normal_path.size() > 1 && is_scheme_letter(normal_path[0]) && normal_path[1] == ':') ||
           normal_path.find('\\') != std::string_view::npos || normal_path.find('\0') != std::string_view::npos;
}

}  // namespace katern::document
