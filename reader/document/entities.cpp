#include "document/entities.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/text.h"

namespace katern::document {
namespace {

struct Entity {
    std::string_view name, text;
};

constexpr std::array entities{
#define KATERN_ENTITY(name, text) Entity{name, text},
#include "document/entities.def"
#undef KATERN_ENTITY
};
static_assert(std::is_sorted(entities.begin(), entities.end(),
                             [](const Entity& a, const Entity& b) { return a.name < b.name; }));

std::string decode_number(std::string_view digits, int base, std::string_view as_written) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    if (digits.empty() || end != digits.data() + digits.size()) return std::string(as_written);
    const bool wrong =
        error != std::errc() || number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000);
    std::string out;
    text::append_utf8(out, wrong ? U'\uFFFD' : static_cast<char32_t>(number));
    return out;
}

}  // namespace

std::string decode_entity(std::string_view reference) {
    if (reference.size() < 3 || reference.front() != '&' || reference.back() != ';') return std::string(reference);
    const std::string_view name = reference.substr(1, reference.size() - 2);
    if (name.starts_with("#x") || name.starts_with("#X")) return decode_number(name.substr(2), 16, reference);
    if (name.starts_with('#')) return decode_number(name.substr(1), 10, reference);
    const auto found =
        std::lower_bound(entities.begin(), entities.end(), name,
                         [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
    return std::string(found != entities.end() && found->name == name ? found->text : reference);
}

std::string decode_entities(std::string_view text) {
    constexpr std::size_t longest = 48;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
        if (end == std::string_view::npos || end - i > longest) {
            out += text[i++];
        } else {
            const std::string_view reference = text.substr(i, end + 1 - i);
            const std::string decoded = decode_entity(reference);
            // One that is unknown may hold another: "&x &amp;".
            out += decoded == reference ? "&" : decoded;
            i = decoded == reference ? i + 1 : end + 1;
        }
    }
    return out;
}

}  // namespace katern::document
