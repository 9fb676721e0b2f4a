#include "draw/picture_head.h"

#include <algorithm>
#include <string>

#include "draw/svg.h"

namespace katern::draw {
namespace {

using Kind = PictureHead::Kind;

constexpr double largest_area = 40e6;  // px, so at most 160 MB
// A progressive JPEG is held whole while it is decoded, in 3 bytes a pixel and reduced already.
constexpr double largest_jpeg_area = 64e6;

// Numbers at a place in the file; 0 behind its end.
struct Bytes {
    std::string_view all;

    [[nodiscard]] std::uint32_t byte(std::size_t at) const { return at < all.size() ? static_cast<std::uint8_t>(all[at]) : 0; }
    [[nodiscard]] std::uint32_t large_first(std::size_t at, int count) const {
        std::uint32_t value = 0;
        for (int i = 0; i < count; ++i) value = value << 8 | byte(at + static_cast<std::size_t>(i));
        return value;
    }
    [[nodiscard]] std::uint32_t small_first(std::size_t at, int count) const {
        std::uint32_t value = 0;
        for (int i = count; i-- > 0;) value = value << 8 | byte(at + static_cast<std::size_t>(i));
        return value;
    }
    [[nodiscard]] bool has(std::size_t at, std::string_view words) const { return at <= all.size() && all.substr(at).starts_with(words); }
};

std::optional<PictureHead> png_head(Bytes bytes) {
    if (!bytes.has(12, "IHDR")) return std::nullopt;
    return PictureHead{Kind::png, double(bytes.large_first(16, 4)), double(bytes.large_first(20, 4)), bytes.byte(28) == 0};
}

std::optional<PictureHead> gif_head(Bytes bytes) {
    return PictureHead{Kind::gif, double(bytes.small_first(6, 2)), double(bytes.small_first(8, 2)), false};
}

std::optional<PictureHead> webp_head(Bytes bytes) {
    const auto of = [](std::uint32_t width, std::uint32_t height) { return PictureHead{Kind::webp, double(width), double(height), false}; };
    if (bytes.has(12, "VP8X")) return of(bytes.small_first(24, 3) + 1, bytes.small_first(27, 3) + 1);
    if (bytes.has(12, "VP8L")) {
        const std::uint32_t bits = bytes.small_first(21, 4);
        return of((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    }
    if (bytes.has(12, "VP8 ")) return of(bytes.small_first(26, 2) & 0x3FFF, bytes.small_first(28, 2) & 0x3FFF);
    return std::nullopt;
}

// EXIF's orientation, of a block of it that begins here; 1: as it lies.
std::uint32_t orientation(Bytes bytes, std::size_t exif) {
    const std::size_t tiff = exif + 6;
    const bool small = bytes.has(tiff, "II");
    const auto number = [&](std::size_t at, int count) { return small ? bytes.small_first(at, count) : bytes.large_first(at, count); };
    const std::size_t table = tiff + number(tiff + 4, 4);
    const std::uint32_t rows = std::min(number(table, 2), 200U);
    for (std::size_t row = table + 2; row < table + 2 + rows * 12; row += 12)
        if (number(row, 2) == 0x0112) return number(row + 8, 2);
    return 1;
}

std::optional<PictureHead> jpeg_head(Bytes bytes) {
    constexpr std::uint32_t app1 = 0xE1, huffman = 0xC4, extension = 0xC8, arithmetic = 0xCC;
    bool on_its_side = false;
    for (std::size_t at = 2; at + 4 <= bytes.all.size();) {
        if (bytes.byte(at) != 0xFF) return std::nullopt;
        const std::uint32_t marker = bytes.byte(at + 1);
        if (marker == 0xFF) {  // fill
            ++at;
            continue;
        }
        const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != huffman && marker != extension && marker != arithmetic;
        if (frame) {
            PictureHead head{Kind::jpeg, double(bytes.large_first(at + 7, 2)), double(bytes.large_first(at + 5, 2)), marker <= 0xC1};
            if (on_its_side) std::swap(head.width, head.height);
            return head;
        }
        if (marker == app1 && bytes.has(at + 4, std::string_view("Exif\0\0", 6))) {
            const std::uint32_t turned = orientation(bytes, at + 4);
            on_its_side = turned >= 5 && turned <= 8;
        }
        at += 2 + std::max(2U, bytes.large_first(at + 2, 2));
    }
    return std::nullopt;
}

std::optional<PictureHead> svg_head(std::string_view bytes) {
    const std::optional<Size> size = svg_size(bytes);
    return size ? std::optional(PictureHead{Kind::svg, double(size->width), double(size->height), true}) : std::nullopt;
}

std::optional<PictureHead> read(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return png_head({bytes});
    if (bytes.starts_with("\xFF\xD8\xFF")) return jpeg_head({bytes});
    if (bytes.starts_with("GIF8")) return gif_head({bytes});
    if (bytes.starts_with("RIFF") && Bytes{bytes}.has(8, "WEBP")) return webp_head({bytes});
    if (looks_like_svg(bytes)) return svg_head(bytes);
    return std::nullopt;
}

}  // namespace

std::optional<PictureHead> head_of(std::string_view bytes) {
    const std::optional<PictureHead> head = read(bytes);
    return head && head->width >= 1 && head->height >= 1 ? head : std::nullopt;
}

bool is_fit(const PictureHead& head) {
    if (head.width > largest_side || head.height > largest_side) return false;
    const double area = head.width * head.height;
    const bool bitmap = head.kind != Kind::svg;
    return (head.in_rows && bitmap) || area <= (head.kind == Kind::jpeg ? largest_jpeg_area : largest_area);
}

bool is_fit(double width, double height) {
    return width >= 1 && height >= 1 && width <= largest_side && height <= largest_side && width * height <= largest_area;
}

}  // namespace katern::draw
