// Bytes, code points and normal form.
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "text/text.h"

namespace katern::text {
namespace {

constexpr std::size_t stride = 256;

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

const UNormalizer2* nfc() {
    static const UNormalizer2* const instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        const UNormalizer2* found = unorm2_getNFCInstance(&status);
        if (U_FAILURE(status)) throw std::logic_error("ICU has no NFC");
        return found;
    }();
    return instance;
}

// True for the code points of ordinary European text, which never change under NFC: all below U+0300 and the dashes,
// quotes and signs of U+2002 to U+20CF. Saves asking ICU for nearly every block.
bool stays_under_nfc(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0xCC) {
            ++i;
            continue;
        }
        const char32_t c = next_code_point(text, i);
        if (c < 0x2002 || c >= 0x20D0) return false;
    }
    return true;
}

// The normal form of one stretch between two places where ICU says that nothing composes across.
void append_nfc(std::string& out, std::string_view stretch) {
    std::u16string wide(stretch.size(), u'\0');
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(wide.data(), static_cast<int32_t>(wide.size()), &length, stretch.data(),
                  static_cast<int32_t>(stretch.size()), &status);
    std::u16string normal(wide.size() * 3 + 8, u'\0');  // NFC grows UTF-16 at most threefold (UAX #15, table 1)
    const int32_t normal_length =
        unorm2_normalize(nfc(), wide.data(), length, normal.data(), static_cast<int32_t>(normal.size()), &status);
    if (U_FAILURE(status)) throw std::logic_error("to_nfc needs valid UTF-8");
    for (int32_t i = 0; i < normal_length;) {
        UChar32 c = 0;
        U16_NEXT(normal.data(), i, normal_length, c);
        append_utf8(out, static_cast<char32_t>(c));
    }
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
    const auto size = static_cast<int64_t>(bytes.size());
    int64_t i = 0;
    while (i < size) {
        constexpr std::uint64_t not_ascii = 0x8080'8080'8080'8080;
        std::uint64_t eight = 0;
        if (i + 8 <= size && (std::memcpy(&eight, data + i, 8), (eight & not_ascii) == 0)) {
            i += 8;
            continue;
        }
        if (data[i] < 0x80) {
            ++i;
            continue;
        }
        const int64_t start = i;
        UChar32 c = 0;
        U8_NEXT(data, i, size, c);
        if (c < 0) return static_cast<std::size_t>(start);
    }
    return std::string_view::npos;
}

std::string to_nfc(std::string_view text) {
    std::vector<std::size_t> no_positions;
    return to_nfc(text, no_positions);
}

std::string to_nfc(std::string_view text, std::vector<std::size_t>& positions) {
    if (stays_under_nfc(text)) return std::string(text);
    std::string out;
    out.reserve(text.size() + 16);
    auto position = positions.begin();
    std::size_t start = 0;
    while (start < text.size()) {
        std::size_t end = start;
        (void)next_code_point(text, end);
        while (end < text.size()) {
            std::size_t after = end;
            if (unorm2_hasBoundaryBefore(nfc(), static_cast<UChar32>(next_code_point(text, after)))) break;
            end = after;
        }
        // A position inside a stretch that is composed falls on its start; one at its end is the next stretch's.
        for (; position != positions.end() && *position < end; ++position) *position = out.size();
        append_nfc(out, text.substr(start, end - start));
        start = end;
    }
    for (; position != positions.end(); ++position) *position = out.size();
    return out;
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto* data = reinterpret_cast<const uint8_t*>(text.data());
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(data, at, text.size(), c);
    return static_cast<char32_t>(c);
}

void append_utf8(std::string& out, char32_t code_point) {
    if (code_point < 0x80) {
        out.push_back(static_cast<char>(code_point));
        return;
    }
    std::array<uint8_t, U8_MAX_LENGTH> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(code_point));
    out.append(reinterpret_cast<const char*>(bytes.data()), length);
}

CodePoints::CodePoints(std::string_view text) {
    code_points_before_.reserve(text.size() / stride + 1);
    for (std::size_t i = 0; i < text.size(); i += stride) {
        code_points_before_.push_back(static_cast<std::uint32_t>(total_));
        total_ += count_code_points(text.substr(i, stride));
    }
}

std::size_t CodePoints::from_byte(std::string_view text, std::size_t byte) const {
    if (byte >= text.size()) return total_;
    const std::size_t entry = byte / stride;
    return code_points_before_[entry] + count_code_points(text.substr(entry * stride, byte - entry * stride));
}

std::size_t CodePoints::to_byte(std::string_view text, std::size_t code_point) const {
    if (code_point >= total_) return text.size();
    const auto after = std::upper_bound(code_points_before_.begin(), code_points_before_.end(), code_point);
    const auto entry = static_cast<std::size_t>(after - code_points_before_.begin()) - 1;
    std::size_t seen = code_points_before_[entry];
    std::size_t i = entry * stride;
    // An entry may start inside a character, whose first byte was counted in the one before.
    while (i < text.size() && is_continuation(text[i])) ++i;
    for (; seen < code_point; ++seen) {
        ++i;
        while (i < text.size() && is_continuation(text[i])) ++i;
    }
    return i;
}

}  // namespace katern::text
