// The page with one block of each kind, and marks of each category on it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "draw/draw.h"
#include "paths.h"

namespace katern::draw {

inline std::shared_ptr<const document::Book> test_book() {
    static const std::shared_ptr<const document::Book> book =
        *document::open_book(std::string(KATERN_SOURCE_DIR) + "/tests/draw/data", nullptr);
    return book;
}

// Faces are read once for all cases of the program.
inline typeset::Fonts& test_fonts() {
    static typeset::Fonts fonts;
    return fonts;
}

inline std::shared_ptr<const typeset::ChapterLayout> layout_of(std::shared_ptr<const document::Chapter> chapter,
                                                               const typeset::FigureSize& figure_size = {}) {
    static typeset::Hyphenation hyphenation;
    return typeset::set_chapter(test_fonts(), hyphenation, std::move(chapter), "nl", {}, figure_size);
}

inline std::shared_ptr<const document::Chapter> chapter_of(std::string_view markdown) {
    return std::make_shared<const document::Chapter>(*document::parse_markdown(markdown, "src/proef.md", nullptr));
}

inline text::Range range_of(const document::Chapter& chapter, std::string_view words) {
    const std::size_t start = chapter.text.find(words);
    return {start, start + words.size()};
}

// How far two images differ: the largest difference of a channel, and how many pixels differ by more than 24.
struct Difference {
    int largest = 0;
    std::size_t pixels = 0;
};
inline Difference difference(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
    Difference out;
    for (std::size_t i = 0; i + 3 < a.size() && i + 3 < b.size(); i += 4) {
        int most = 0;
        for (std::size_t c = 0; c < 3; ++c) most = std::max(most, std::abs(a[i + c] - b[i + c]));
        out.largest = std::max(out.largest, most);
        if (most > 24) ++out.pixels;
    }
    return out;
}

}  // namespace katern::draw
