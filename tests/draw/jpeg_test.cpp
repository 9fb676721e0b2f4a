#include "draw/jpeg.h"

#include <catch2/catch.hpp>
#include <string>

using namespace katern::draw;

namespace {

std::string segment(int marker, const std::string& content) {
    const std::size_t length = content.size() + 2;
    return std::string{'\xFF', static_cast<char>(marker), static_cast<char>(length >> 8), static_cast<char>(length & 0xFF)} + content;
}

// A frame's head: 8 bits, so many lines of so many pixels, so many channels.
std::string frame(int channels) {
    return segment(0xC0, std::string{8, 2, 0x58, 3, 0x20, static_cast<char>(channels)} + std::string(3UL * static_cast<unsigned>(channels), '\1'));
}

std::string exif(bool little, char orientation) {
    const std::string tiff =
        little ? std::string{'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0}
               : std::string{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0};
    return segment(0xE1, std::string("Exif\0\0", 6) + tiff);
}

const std::string begin = "\xFF\xD8";

}  // namespace

TEST_CASE("a JPEG says how large it is and in how many channels before anything is decoded") {
    for (const int channels : {1, 3, 4}) {
        const auto facts = jpeg_facts(begin + segment(0xE0, "JFIF") + segment(0xC4, std::string(20, 'x')) + frame(channels));
        REQUIRE(facts);
        CHECK(facts->width == 800);
        CHECK(facts->height == 600);
        CHECK(facts->channels == channels);
        CHECK(facts->bits == 8);
        CHECK(facts->upright);
    }
}

TEST_CASE("a JPEG that its camera wants turned is not upright, in either order of bytes") {
    for (const bool little : {true, false}) {
        CHECK(jpeg_facts(begin + exif(little, 1) + frame(3))->upright);
        CHECK_FALSE(jpeg_facts(begin + exif(little, 6) + frame(3))->upright);
    }
}

TEST_CASE("what is no JPEG, or is cut off, says nothing, wherever it is cut") {
    CHECK_FALSE(jpeg_facts(""));
    CHECK_FALSE(jpeg_facts("\x89PNG"));
    const std::string whole = begin + exif(true, 6) + frame(3);
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(jpeg_facts(std::string_view(whole).substr(0, size)));
    CHECK(jpeg_facts(whole));
    CHECK_FALSE(jpeg_facts(begin + segment(0xE1, std::string("Exif\0\0II*\0\xFF\xFF\xFF\xFF", 14)) + "xx"));
}
