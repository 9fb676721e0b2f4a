#include "share/epub_pictures.h"

#include <array>
#include <set>

#include "share/epub_path.h"
#include "text/text.h"

namespace katern::share {
namespace {

constexpr std::string_view svg_type = "image/svg+xml";

bool is_svg(std::string_view content) {
    if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
    const std::size_t first = content.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || content[first] != '<') return false;
    return content.substr(0, 4096).find("<svg") != std::string_view::npos;
}

std::string in_small_letters(std::string_view ascii) {
    std::string out(ascii);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// onload="…" and its like.
bool has_handler(std::string_view svg) {
    for (std::size_t at = svg.find("on"); at != std::string_view::npos; at = svg.find("on", at + 2)) {
        if (at == 0 || (!is_space(svg[at - 1]) && svg[at - 1] != '"' && svg[at - 1] != '\'')) continue;
        std::size_t end = at + 2;
        while (end < svg.size() && svg[end] >= 'a' && svg[end] <= 'z') ++end;
        const bool named = end > at + 2;
        while (end < svg.size() && is_space(svg[end])) ++end;
        if (named && end < svg.size() && svg[end] == '=') return true;
    }
    return false;
}

// An address of another file: within the drawing ("#a") and as data is fine.
bool asks_for_another_file(std::string_view svg) {
    for (const std::string_view name : {std::string_view("href"), std::string_view("src")})
        for (std::size_t at = svg.find(name); at != std::string_view::npos; at = svg.find(name, at + name.size())) {
            std::size_t value = at + name.size();
            while (value < svg.size() && is_space(svg[value])) ++value;
            if (value >= svg.size() || svg[value] != '=') continue;
            do ++value;
            while (value < svg.size() && is_space(svg[value]));
            if (value + 1 >= svg.size()) return true;
            const std::string_view address = svg.substr(value + 1, 16);
            if (!address.starts_with('#') && !address.starts_with("data:image/")) return true;
        }
    for (std::size_t at = svg.find("url("); at != std::string_view::npos; at = svg.find("url(", at + 4)) {
        const std::size_t value = svg.find_first_not_of(" \t\r\n'\"", at + 4);
        if (value == std::string_view::npos || svg[value] != '#') return true;
    }
    return svg.find("@import") != std::string_view::npos;
}

// EPUB 3.3 (2.3) knows no declaration that names a file elsewhere, and older drawing programs write one.
void drop_doctype(std::string& svg) {
    const std::size_t start = svg.find("<!DOCTYPE");
    if (start == std::string::npos) return;
    const std::size_t end = svg.find_first_of("[>", start);
    if (end != std::string::npos && svg[end] == '>') svg.erase(start, end + 1 - start);
}

}  // namespace

std::string_view picture_type(std::string_view content) {
    if (content.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
    if (content.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
    if (content.starts_with("GIF87a") || content.starts_with("GIF89a")) return "image/gif";
    if (content.starts_with("RIFF") && content.substr(8).starts_with("WEBP")) return "image/webp";
    if (is_svg(content)) return svg_type;
    return {};
}

bool is_harmless_drawing(std::string_view svg) {
    if (text::find_invalid_utf8(svg) != std::string_view::npos) return false;
    const std::string small = in_small_letters(svg);
    constexpr std::array<std::string_view, 6> refused{"<script", ":script", "javascript:", "<!entity", "foreignobject", "<iframe"};
    for (const std::string_view words : refused)
        if (small.find(words) != std::string::npos) return false;
    // Spelled as a character reference it would be something else to us than to a reader.
    if (small.find("&#") != std::string::npos && small.find("href") != std::string::npos) return false;
    return !has_handler(small) && !asks_for_another_file(small);
}

std::vector<EpubPicture> epub_pictures(const document::Book& book,
                                       const std::vector<std::shared_ptr<const document::Chapter>>& chapters) {
    std::vector<EpubPicture> pictures;
    std::set<std::string> seen;
    for (const auto& chapter : chapters) {
        if (!chapter) continue;
        for (const document::Image& image : chapter->images) {
            if (!seen.insert(image.path).second || !book.files().exists(image.path)) continue;
            Result<std::string> content = book.files().read(image.path);
            if (!content) continue;
            const std::string_view type = picture_type(*content);
            if (type.empty() || (type == svg_type && !is_harmless_drawing(*content))) continue;
            if (type == svg_type) drop_doctype(*content);
            pictures.push_back({image.path, epub_file("media/" + image.path), std::string(type), *std::move(content)});
        }
    }
    return pictures;
}

}  // namespace katern::share
