// What a JPEG says of itself before anything is decoded. Inside draw/ only.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace katern::draw {

struct JpegFacts {
    std::uint32_t width = 0, height = 0;  // pixels, as they lie in the file
    int channels = 0;                     // 1 grey, 3 colours, 4 inks
    int bits = 0;                         // of each
    bool upright = true;                  // no Exif orientation that would turn or mirror it
};

// Nothing for what is no JPEG, or is cut off before it says how large it is (ITU-T T.81, annex B).
[[nodiscard]] std::optional<JpegFacts> jpeg_facts(std::string_view bytes);

}  // namespace katern::draw
