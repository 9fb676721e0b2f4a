#include "text/bidi.h"

#include <catch2/catch.hpp>
#include <string>

namespace katern::text {
namespace {

// The text as it is seen from the left, code point by code point.
std::u32string seen(const std::string& text) {
    std::u32string letters;
    std::vector<std::uint8_t> levels;
    const BidiLevels bidi = bidi_levels(text);
    for (std::size_t at = 0; at < text.size();) {
        levels.push_back(bidi.levels.empty() ? 0 : bidi.levels[at]);
        std::size_t next = at;
        const auto lead = static_cast<unsigned char>(text[at]);
        next += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1F : lead < 0xF0 ? lead & 0x0F : lead & 0x07;
        for (std::size_t i = at + 1; i < next; ++i) c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
        letters += c;
        at = next;
    }
    std::u32string out;
    for (const std::size_t i : visual_order(levels)) out += letters[i];
    return out;
}

}  // namespace

TEST_CASE("a text of Latin, Greek and Cyrillic letters runs to the right, and nothing is computed") {
    for (const char* text : {"", "netwerk", "één “vraag” – en … €", "Ελληνικά и кириллица", "日本語", "1 + 2 = 3"}) {
        INFO(text);
        CHECK_FALSE(may_run_right_to_left(text));
        CHECK(bidi_levels(text).levels.empty());
        CHECK_FALSE(bidi_levels(text).right_to_left);
    }
}

TEST_CASE("Hebrew within Dutch is seen from the right, and its numbers from the left") {
    CHECK(seen("het woord שלום hier") == U"het woord םולש hier");
    CHECK(seen("het jaar שנת 2026 hier") == U"het jaar 2026 תנש hier");
    CHECK_FALSE(bidi_levels("het woord שלום").right_to_left);
}

TEST_CASE("a text runs as its first strong letter does, also after a line feed") {
    CHECK(bidi_levels("שלום Jan").right_to_left);
    CHECK(bidi_levels("123 – שלום").right_to_left);
    CHECK(bidi_levels("שלום\nJan").right_to_left);
    CHECK_FALSE(bidi_levels("Jan\nשלום").right_to_left);
    CHECK(seen("שלום Jan") == U"Jan םולש");
}

TEST_CASE("a mark that asks for a direction is obeyed") {
    CHECK(may_run_right_to_left("\u202Eabc\u202C"));
    CHECK(bidi_levels("\u202Eabc\u202C").levels[3] % 2 == 1);
}

TEST_CASE("emoji and letters that join are told from others") {
    CHECK(is_emoji(U'😀'));
    CHECK_FALSE(is_emoji(U'☑'));
    CHECK(can_be_emoji(U'☑'));
    CHECK_FALSE(is_emoji(U'✦'));
    CHECK(joins_neighbours(U'ب'));
    CHECK_FALSE(joins_neighbours(U'ש'));
    CHECK_FALSE(is_shown(U'\u200D'));
    CHECK_FALSE(is_shown(U'\U0010FFF0'));
    CHECK(is_shown(U'क'));
}

}  // namespace katern::text
