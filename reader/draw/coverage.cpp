// How much of a pixel a glyph's edge colours, so that text weighs the same in every theme.
//
// Both canvases mix sRGB values as they are, because that is what a graphics card does. Half a pixel of black on white then
// gives four fifths of black's ink, and half a pixel of white on black one fifth of white's. Mixing light itself errs the other way to
// the eye: text that is light on dark looks bold. What looks equal lies between; 1.45 is the exponent that text is mixed with elsewhere
// (Photoshop's text gamma; Skia takes 1.4). So the coverage that FreeType measured is replaced beforehand by the one whose mixture has
// the ink that is wanted in that space, by a curve that is the same for all inks.
#include <algorithm>
#include <cmath>

#include "draw/draw.h"

namespace katern::draw {
namespace {

// The share of ink for a coverage c is c^(1 / weight): above 1, edges carry a little more than their area.
constexpr double weight = 1.12;
// The middle grey is as far from black as from white, as contrast counts: darker ink mostly stands on something light.
constexpr double middle_grey = 0.46;

// What an ink mostly stands on. The softer the ink, the softer the paper: black stands on white, our dark theme's grey on a dark grey.
double ground_of(double ink) {
    return ink < middle_grey ? 1 - 0.24 * ink : 0.55 * (1 - ink);
}

constexpr double mixing_exponent = 1.45;

double to_mixed(double value) {
    return std::pow(value, mixing_exponent);
}

double from_mixed(double mixed) {
    return std::pow(mixed, 1 / mixing_exponent);
}

// sRGB (IEC 61966-2-1) to light.
double to_linear(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

std::array<std::uint8_t, 256> table_for(std::uint8_t tone) {
    const double ink = tone / static_cast<double>(tone_count - 1);
    const double ground = ground_of(ink);
    std::array<std::uint8_t, 256> table{};
    for (std::size_t coverage = 0; coverage < table.size(); ++coverage) {
        const double share = std::pow(static_cast<double>(coverage) / 255, 1 / weight);
        const double mixed = to_mixed(ground) + (to_mixed(ink) - to_mixed(ground)) * share;
        table.at(coverage) = static_cast<std::uint8_t>(std::lround(std::clamp((from_mixed(mixed) - ground) / (ink - ground), 0.0, 1.0) * 255));
    }
    return table;
}

}  // namespace

// Asked for every glyph of every frame, so without powers.
std::uint8_t tone_of(Color ink) {
    static const std::array<float, 256> linear = [] {
        std::array<float, 256> all{};
        for (std::size_t i = 0; i < all.size(); ++i) all.at(i) = static_cast<float>(to_linear(static_cast<double>(i) / 255));
        return all;
    }();
    // Where one tone becomes the next.
    static const std::array<float, tone_count - 1> borders = [] {
        std::array<float, tone_count - 1> all{};
        for (std::size_t i = 0; i < all.size(); ++i)
            all.at(i) = static_cast<float>(to_linear((static_cast<double>(i) + 0.5) / (tone_count - 1)));
        return all;
    }();
    const float light = 0.2126F * linear[ink.r] + 0.7152F * linear[ink.g] + 0.0722F * linear[ink.b];
    return static_cast<std::uint8_t>(std::upper_bound(borders.begin(), borders.end(), light) - borders.begin());
}

const std::array<std::uint8_t, 256>& coverage_table(std::uint8_t tone) {
    static const std::array<std::array<std::uint8_t, 256>, tone_count> tables = [] {
        std::array<std::array<std::uint8_t, 256>, tone_count> all{};
        for (std::size_t i = 0; i < all.size(); ++i) all.at(i) = table_for(static_cast<std::uint8_t>(i));
        return all;
    }();
    return tables.at(tone);
}

}  // namespace katern::draw
