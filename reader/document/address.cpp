// "2 ¶14": how people name a passage, in both directions.
#include <charconv>

#include "document/document.h"

namespace katern::document {
namespace {

// Without white space at both ends; no-break spaces (U+00A0, U+202F) are often set before a sign.
std::string_view trimmed(std::string_view words) {
    constexpr std::string_view spaces[] = {" ", "\t", "\n", "\u00A0", "\u202F"};
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view space : spaces) {
            if (words.starts_with(space)) {
                words.remove_prefix(space.size());
                again = true;
            }
            if (words.ends_with(space)) {
                words.remove_suffix(space.size());
                again = true;
            }
        }
    }
    return words;
}

// May stand in a chapter's number or id within a sentence: an id with a space is only known when it stands alone.
bool is_of_name(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '.' || c == '/';
}

}  // namespace

std::string address(const ChapterEntry& entry, std::size_t block) {
    return (entry.number.empty() ? entry.id : entry.number) + " " + std::string(pilcrow) + std::to_string(block + 1);
}

std::optional<Address> parse_address(const Book& book, std::string_view words) {
    const std::size_t sign = words.find(pilcrow);
    if (sign == std::string_view::npos) return std::nullopt;
    const std::string_view name = trimmed(words.substr(0, sign));
    const std::string_view digits = trimmed(words.substr(sign + pilcrow.size()));
    std::size_t block = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), block);
    if (name.empty() || error != std::errc() || end != digits.data() + digits.size() || block == 0) return std::nullopt;
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const ChapterEntry& entry = book.chapters[i];
        if (name == entry.number || name == entry.id) return Address{i, block - 1};
    }
    return std::nullopt;
}

std::vector<NamedAddress> addresses_in(const Book& book, std::string_view text) {
    std::vector<NamedAddress> found;
    std::size_t from = 0;
    for (std::size_t at = text.find(pilcrow); at != std::string_view::npos; at = text.find(pilcrow, at + pilcrow.size())) {
        const std::string_view name = trimmed(text.substr(from, at - from));
        const std::size_t name_end = name.empty() ? from : static_cast<std::size_t>(name.data() + name.size() - text.data());
        std::size_t start = name_end;
        while (start > from && is_of_name(text[start - 1])) --start;
        std::size_t end = at + pilcrow.size();
        while (end < text.size() && text[end] == ' ') ++end;
        const std::size_t digits = end;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        if (end == digits) continue;
        // Quotation marks are signs beyond ASCII too: what stands before the name may not belong to it.
        for (; start < name_end; start += 1) {
            if (const std::optional<Address> address = parse_address(book, text.substr(start, end - start))) {
                found.push_back({{start, end}, *address});
                from = end;
                break;
            }
            if (static_cast<unsigned char>(text[start]) < 0x80) break;
        }
    }
    return found;
}

std::optional<std::size_t> place_of(const Book& book, const Address& address) {
    const auto chapter = book.chapter(address.chapter);
    if (!chapter || address.block >= (*chapter)->blocks.size()) return std::nullopt;
    return (*chapter)->blocks[address.block].text.start;
}

}  // namespace katern::document
