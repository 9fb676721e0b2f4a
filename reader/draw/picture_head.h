// What a picture's file says of itself, read from its first bytes: nothing is decoded and no memory is taken for it. Inside
// draw/ only.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace katern::draw {

struct PictureHead {
    enum class Kind : std::uint8_t { png, jpeg, gif, webp, svg };
    Kind kind = Kind::png;
    double width = 0, height = 0;  // px at 100%, as it is shown: a photograph may lie on its side in the file
    bool in_rows = false;          // can be decoded row by row; else it is in memory as a whole meanwhile
};

inline constexpr double largest_side = 20'000;

// As many bytes as hold the head of nearly every file.
inline constexpr std::size_t head_bytes = 256 * 1024;

// Nothing: it is none that we know, broken, or has sides of 0.
[[nodiscard]] std::optional<PictureHead> head_of(std::string_view bytes);
// No side is too long, and there is memory enough to decode it.
[[nodiscard]] bool is_fit(const PictureHead& head);
// A surface for that many pixels may be made.
[[nodiscard]] bool is_fit(double width, double height);

}  // namespace katern::draw
