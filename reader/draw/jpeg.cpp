#include "draw/jpeg.h"

#include <cstddef>

namespace katern::draw {
namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

// Exif is a TIFF within an APP1 segment; 0x0112 is the orientation (Exif 2.32, 4.6.4), of which 1 is upright.
bool is_upright(std::string_view segment) {
    constexpr std::size_t entry_size = 12;
    constexpr std::uint32_t orientation = 0x0112;
    if (!segment.starts_with(std::string_view("Exif\0\0", 6))) return true;
    const std::string_view tiff = segment.substr(6);
    const bool little = tiff.starts_with("II");
    const auto half = [&](std::size_t at) {
        return little ? byte_at(tiff, at) | byte_at(tiff, at + 1) << 8 : big_endian(tiff, at);
    };
    const auto whole = [&](std::size_t at) {
        return little ? half(at) | half(at + 2) << 16 : half(at) << 16 | half(at + 2);
    };
    const std::size_t first = whole(4), count = half(first);
    for (std::size_t i = 0; i < count && first + 2 + (i + 1) * entry_size <= tiff.size(); ++i) {
        const std::size_t entry = first + 2 + i * entry_size;
        if (half(entry) == orientation) return half(entry + 8) <= 1;
    }
    return true;
}

// SOF0 to SOF15, without the tables that have a number between them (DHT, JPG, DAC).
bool begins_frame(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

}  // namespace

std::optional<JpegFacts> jpeg_facts(std::string_view bytes) {
    if (!bytes.starts_with("\xFF\xD8")) return std::nullopt;
    JpegFacts facts;
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (byte_at(bytes, at) != 0xFF) return std::nullopt;
        const std::uint32_t marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) {  // a byte that only fills
            ++at;
            continue;
        }
        const std::size_t length = big_endian(bytes, at + 2);
        if (length < 2 || at + 2 + length > bytes.size()) return std::nullopt;
        const std::string_view segment = bytes.substr(at + 4, length - 2);
        if (marker == 0xE1) facts.upright = facts.upright && is_upright(segment);
        if (begins_frame(marker)) {
            if (segment.size() < 6) return std::nullopt;
            facts.bits = static_cast<int>(byte_at(segment, 0));
            facts.height = big_endian(segment, 1);
            facts.width = big_endian(segment, 3);
            facts.channels = static_cast<int>(byte_at(segment, 5));
            return facts.width > 0 && facts.height > 0 ? std::optional(facts) : std::nullopt;
        }
        at += 2 + length;
    }
    return std::nullopt;
}

}  // namespace katern::draw
