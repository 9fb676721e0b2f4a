// "2 ¶14": how people name a passage, in both directions.
#include <charconv>

#include "document/document.h"

namespace katern::document {
namespace {

constexpr std::string_view pilcrow = "¶";

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

}  // namespace katern::document
