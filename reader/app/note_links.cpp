#include "app/note_links.h"

#include <algorithm>
#include <optional>
#include <set>

namespace katern::app {
namespace {

// Around the words of a link while Markdown's other signs are taken away: code points that nobody types.
constexpr std::string_view opens = "\uE000", closes = "\uE001";

struct FoundLink {
    text::Range bytes;
    NoteLink link;
};

bool is_outside(std::string_view target) {
    return target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:");
}

bool is_there(const document::Book& book, const document::Address& address) {
    return document::place_of(book, address).has_value();
}

// [words](2 ¶14) becomes its words between the two signs; the links come in order.
std::string mark_links(const document::Book& book, std::string_view markdown, std::vector<NoteLink>& links) {
    std::string out;
    std::size_t at = 0;
    while (at < markdown.size()) {
        const std::size_t open = markdown.find('[', at);
        const std::size_t middle = open == std::string_view::npos ? open : markdown.find("](", open);
        const std::size_t end = middle == std::string_view::npos ? middle : markdown.find(')', middle);
        if (end == std::string_view::npos) break;
        std::string_view target = markdown.substr(middle + 2, end - middle - 2);
        if (target.starts_with('<') && target.ends_with('>')) target = target.substr(1, target.size() - 2);
        const std::optional<document::Address> address = document::parse_address(book, target);
        const bool outside = is_outside(target);
        if (!outside && (!address || !is_there(book, *address))) {
            out += markdown.substr(at, open + 1 - at);
            at = open + 1;
            continue;
        }
        out += markdown.substr(at, open - at);
        out += opens;
        out += markdown.substr(open + 1, middle - open - 1);
        out += closes;
        links.push_back(outside ? NoteLink{std::nullopt, std::string(target)} : NoteLink{address, {}});
        at = end + 1;
    }
    out += markdown.substr(at);
    return out;
}

// Takes the signs out again; where they stood is what the links cover.
std::vector<FoundLink> take_marks(typeset::Emphasised& words, const std::vector<NoteLink>& links) {
    std::vector<FoundLink> found;
    std::size_t start = 0;
    for (std::size_t at = 0; at < words.text.size();) {
        const std::string_view rest = std::string_view(words.text).substr(at);
        const bool begins = rest.starts_with(opens), ends = rest.starts_with(closes);
        if (!begins && !ends) {
            ++at;
            continue;
        }
        words.text.erase(at, opens.size());
        const auto moved = [&](std::size_t& byte) {
            if (byte > at) byte -= std::min(byte - at, opens.size());
        };
        for (typeset::Emphasised::Part& part : words.parts) {
            moved(part.bytes.start);
            moved(part.bytes.end);
        }
        if (begins) start = at;
        if (ends && found.size() < links.size()) found.push_back({{start, at}, links[found.size()]});
    }
    return found;
}

}  // namespace

LinkedNote link_addresses(const document::Book& book, std::string_view markdown) {
    LinkedNote note;
    std::vector<NoteLink> marked;
    note.words = typeset::emphasised(mark_links(book, markdown, marked));
    std::vector<FoundLink> found = take_marks(note.words, marked);
    for (const document::NamedAddress& named : document::addresses_in(book, note.words.text)) {
        const bool taken = std::any_of(found.begin(), found.end(), [&](const FoundLink& other) { return other.bytes.overlaps(named.bytes); });
        if (!taken && is_there(book, named.address)) found.push_back({named.bytes, NoteLink{named.address, {}}});
    }
    if (found.empty()) return note;
    std::sort(found.begin(), found.end(),
              [](const FoundLink& a, const FoundLink& b) { return a.bytes.start < b.bytes.start; });
    // Cut where a link or a bold or italic stretch begins or ends, so that each piece is of one form.
    std::set<std::size_t> borders;
    for (const FoundLink& link : found) borders.insert({link.bytes.start, link.bytes.end});
    for (const auto& part : note.words.parts) borders.insert({part.bytes.start, part.bytes.end});
    std::vector<typeset::Emphasised::Part> parts;
    for (auto border = borders.begin(); std::next(border) != borders.end(); ++border) {
        typeset::Emphasised::Part piece;
        piece.bytes = {*border, *std::next(border)};
        for (const auto& part : note.words.parts) {
            if (!part.bytes.overlaps(piece.bytes)) continue;
            piece.bold = part.bold;
            piece.italic = part.italic;
        }
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i].bytes.overlaps(piece.bytes)) piece.link = static_cast<std::int32_t>(i);
        if (piece.bold || piece.italic || piece.link >= 0) parts.push_back(piece);
    }
    note.words.parts = std::move(parts);
    for (const FoundLink& link : found) note.links.push_back(link.link);
    return note;
}

}  // namespace katern::app
