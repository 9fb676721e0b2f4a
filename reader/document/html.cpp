#include "document/html.h"

#include <algorithm>
#include <array>

#include "document/entities.h"

namespace katern::document {
namespace {

bool is_tag_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

std::string small(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

bool starts_markup(std::string_view html, std::size_t at) {
    if (html[at] != '<' || at + 1 >= html.size()) return false;
    const char next = html[at + 1];
    return is_tag_letter(next) || next == '!' || next == '?' ||
           (next == '/' && at + 2 < html.size() && is_tag_letter(html[at + 2]));
}

std::size_t after(std::string_view html, std::string_view end, std::size_t from) {
    const std::size_t found = html.find(end, std::min(from, html.size()));
    return found == std::string_view::npos ? html.size() : found + end.size();
}

// Past the '>' of a tag; one within a quoted value doesn't end it.
std::size_t after_tag(std::string_view html, std::size_t at) {
    char quote = 0;
    for (; at < html.size(); ++at) {
        if (quote != 0) {
            if (html[at] == quote) quote = 0;
        } else if (html[at] == '"' || html[at] == '\'') {
            quote = html[at];
        } else if (html[at] == '>') {
            return at + 1;
        }
    }
    return html.size();
}

constexpr std::array block_elements = {
    std::string_view("address"),    std::string_view("article"), std::string_view("aside"),
    std::string_view("blockquote"), std::string_view("body"),    std::string_view("caption"),
    std::string_view("center"),     std::string_view("dd"),      std::string_view("details"),
    std::string_view("dialog"),     std::string_view("dir"),     std::string_view("div"),
    std::string_view("dl"),         std::string_view("dt"),      std::string_view("fieldset"),
    std::string_view("figcaption"), std::string_view("figure"),  std::string_view("footer"),
    std::string_view("form"),       std::string_view("h1"),      std::string_view("h2"),
    std::string_view("h3"),         std::string_view("h4"),      std::string_view("h5"),
    std::string_view("h6"),         std::string_view("header"),  std::string_view("hr"),
    std::string_view("html"),       std::string_view("legend"),  std::string_view("li"),
    std::string_view("main"),       std::string_view("menu"),    std::string_view("nav"),
    std::string_view("ol"),         std::string_view("option"),  std::string_view("p"),
    std::string_view("pre"),        std::string_view("section"), std::string_view("summary"),
    std::string_view("table"),      std::string_view("tbody"),   std::string_view("td"),
    std::string_view("tfoot"),      std::string_view("th"),      std::string_view("thead"),
    std::string_view("title"),      std::string_view("tr"),      std::string_view("ul")};

}  // namespace

std::optional<HtmlToken> next_html_token(std::string_view html, std::size_t& at) {
    if (at >= html.size()) return std::nullopt;
    HtmlToken token;
    token.start = at;
    if (!starts_markup(html, at)) {
        std::size_t end = at + 1;
        while (end < html.size() && !starts_markup(html, end)) ++end;
        token.kind = HtmlToken::Kind::text;
        token.content = html.substr(at, end - at);
        at = end;
        return token;
    }
    const std::string_view rest = html.substr(at);
    if (rest.starts_with("<!--")) {
        // "<!-->" and "<!--->" are whole comments too (CommonMark 0.31.2, 6.6).
        at = rest.starts_with("<!-->") ? at + 5 : rest.starts_with("<!--->") ? at + 6 : after(html, "-->", at + 4);
    } else if (rest.starts_with("<![CDATA[")) {
        at = after(html, "]]>", at);
    } else if (rest.starts_with("<?")) {
        at = after(html, "?>", at);
    } else if (rest.starts_with("<!")) {
        at = after(html, ">", at);
    } else {
        const bool closes = rest[1] == '/';
        std::size_t name = at + (closes ? 2 : 1), name_end = name;
        while (name_end < html.size() && !is_space(html[name_end]) && html[name_end] != '>' && html[name_end] != '/')
            ++name_end;
        const std::size_t end = after_tag(html, name_end);
        token.kind = closes ? HtmlToken::Kind::close : HtmlToken::Kind::open;
        token.name = small(html.substr(name, name_end - name));
        token.content = html.substr(name_end, end - name_end);
        at = end;
    }
    return token;
}

std::optional<std::string> attribute(std::string_view attributes, std::string_view wanted) {
    std::size_t i = 0;
    const auto skip_space = [&] {
        while (i < attributes.size() && (is_space(attributes[i]) || attributes[i] == '/')) ++i;
    };
    for (skip_space(); i < attributes.size() && attributes[i] != '>'; skip_space()) {
        const std::size_t start = i;
        while (i < attributes.size() && !is_space(attributes[i]) && attributes[i] != '=' && attributes[i] != '>' &&
               attributes[i] != '/')
            ++i;
        const std::string name = small(attributes.substr(start, i - start));
        while (i < attributes.size() && is_space(attributes[i])) ++i;
        std::string_view value;
        if (i < attributes.size() && attributes[i] == '=') {
            ++i;
            while (i < attributes.size() && is_space(attributes[i])) ++i;
            const char quote = i < attributes.size() ? attributes[i] : '\0';
            const bool quoted = quote == '"' || quote == '\'';
            const std::size_t from = quoted ? i + 1 : i;
            i = from;
            while (i < attributes.size() &&
                   (quoted ? attributes[i] != quote : !is_space(attributes[i]) && attributes[i] != '>'))
                ++i;
            value = attributes.substr(from, i - from);
            if (quoted && i < attributes.size()) ++i;
        }
        if (name == wanted) return decode_entities(value);
        if (i == start) ++i;
    }
    return std::nullopt;
}

bool is_block_element(std::string_view name) {
    return std::binary_search(block_elements.begin(), block_elements.end(), name);
}

}  // namespace katern::document
