#include "text/bidi.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

#include "text/text.h"

namespace katern::text {
namespace {

// Before Hebrew (U+0590) nothing runs to the left, and no control asks for it.
constexpr unsigned char first_lead_byte = 0xD6;
// The controls among General Punctuation (U+200F, U+202A to U+202E, U+2066 to U+2069) begin with E2 80 or E2 81.
constexpr unsigned char punctuation_lead_byte = 0xE2;

bool runs_left(char32_t c) {
    switch (u_charDirection(static_cast<UChar32>(c))) {
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC:
        case U_RIGHT_TO_LEFT_EMBEDDING:
        case U_RIGHT_TO_LEFT_OVERRIDE:
        case U_RIGHT_TO_LEFT_ISOLATE:
        case U_ARABIC_NUMBER:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool may_run_right_to_left(std::string_view text) {
    constexpr std::uint64_t beyond_ascii = 0x8080808080808080ULL;
    for (std::size_t at = 0; at < text.size();) {
        std::uint64_t eight = 0;
        if (at + sizeof eight <= text.size()) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & beyond_ascii) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < first_lead_byte) {
            ++at;
            continue;
        }
        const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if (byte == punctuation_lead_byte && next != 0x80 && next != 0x81) {
            at += 3;
            continue;
        }
        if (runs_left(next_code_point(text, at))) return true;
    }
    return false;
}

BidiLevels bidi_levels(std::string_view text) {
    BidiLevels out;
    if (!may_run_right_to_left(text)) return out;
    std::u16string units;
    std::vector<std::size_t> bytes;  // of each unit
    units.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        char32_t c = next_code_point(text, at);
        // A line feed within a block ends a line and no paragraph.
        if (u_charDirection(static_cast<UChar32>(c)) == U_BLOCK_SEPARATOR) c = U'\u2028';
        char16_t pair[2];
        std::int32_t length = 0;
        U16_APPEND_UNSAFE(pair, length, static_cast<UChar32>(c));
        for (std::int32_t i = 0; i < length; ++i) {
            units += pair[i];
            bytes.push_back(start);
        }
    }
    const std::unique_ptr<UBiDi, void (*)(UBiDi*)> bidi(ubidi_open(), ubidi_close);
    UErrorCode status = U_ZERO_ERROR;
    ubidi_setPara(bidi.get(), units.data(), static_cast<std::int32_t>(units.size()), UBIDI_DEFAULT_LTR, nullptr, &status);
    const UBiDiLevel* levels = U_SUCCESS(status) ? ubidi_getLevels(bidi.get(), &status) : nullptr;
    if (U_FAILURE(status) || !levels) return out;
    out.right_to_left = (ubidi_getParaLevel(bidi.get()) & 1) != 0;
    out.levels.resize(text.size());
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        const std::size_t end = unit + 1 < units.size() ? bytes[unit + 1] : text.size();
        for (std::size_t byte = bytes[unit]; byte < end; ++byte) out.levels[byte] = levels[unit];
    }
    return out;
}

std::vector<std::size_t> visual_order(std::span<const std::uint8_t> levels) {
    std::vector<std::int32_t> order(levels.size());
    ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
    return {order.begin(), order.end()};
}

bool is_emoji(char32_t code_point) { return u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_EMOJI_PRESENTATION) != 0; }

bool can_be_emoji(char32_t code_point) { return u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_EMOJI) != 0; }

bool is_shown(char32_t code_point) {
    switch (u_charType(static_cast<UChar32>(code_point))) {
        case U_UNASSIGNED:
        case U_CONTROL_CHAR:
        case U_FORMAT_CHAR:
        case U_PRIVATE_USE_CHAR:
        case U_SURROGATE:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
            return false;
        default:
            return true;
    }
}

bool joins_neighbours(char32_t code_point) {
    const int joining = u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_JOINING_TYPE);
    return joining == U_JT_DUAL_JOINING || joining == U_JT_RIGHT_JOINING || joining == U_JT_LEFT_JOINING || joining == U_JT_JOIN_CAUSING;
}

}  // namespace katern::text
