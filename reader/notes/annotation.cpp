#include "notes/annotation.h"

#include <array>
#include <charconv>
#include <random>

#include "text/text.h"

namespace katern::notes {
namespace {

constexpr std::array kinds{std::string_view("highlight"), std::string_view("bookmark"), std::string_view("reply"),
                           std::string_view("reflection")};
constexpr std::array categories{std::string_view("inzicht"), std::string_view("vraag"), std::string_view("actie"),
                                std::string_view("twijfel"), std::string_view("citaat")};

std::string in_digits(const std::array<std::uint8_t, 16>& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 0x0F];
    }
    return out;
}

}  // namespace

std::string_view to_text(Kind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}

std::optional<Kind> kind_from(std::string_view text) {
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == text) return static_cast<Kind>(i);
    return std::nullopt;
}

std::string_view to_text(Category category) {
    return categories.at(static_cast<std::size_t>(category));
}

std::optional<Category> category_from(std::string_view text) {
    for (std::size_t i = 0; i < categories.size(); ++i)
        if (categories[i] == text) return static_cast<Category>(i);
    return std::nullopt;
}

std::string_view kind_for_people(const Annotation& annotation) {
    return annotation.is_note() ? std::string_view("note") : to_text(annotation.kind);
}

std::string new_uuid(Milliseconds now) {
    static thread_local std::random_device random;
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(now >> (8 * (5 - i)));
    for (std::size_t i = 6; i < bytes.size();) {
        std::uint32_t word = random();
        for (int k = 0; k < 4 && i < bytes.size(); ++k, word >>= 8) bytes[i++] = static_cast<std::uint8_t>(word);
    }
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x70);  // version 7
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);  // variant 10
    return in_digits(bytes);
}

std::string derived_uuid(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += std::to_string(part.size()) + ":" + part;
    const std::string hash = text::sha256_hex(all);
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) (void)std::from_chars(&hash[2 * i], &hash[2 * i] + 2, bytes[i], 16);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x80);  // version 8
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);  // variant 10
    return in_digits(bytes);
}

}  // namespace katern::notes
