#include "notes/text_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace katern::notes {
namespace {

constexpr std::size_t shingle = 6;              // bytes: less are too frequent, more leave out short words
constexpr std::size_t shingles_asked_for = 48;  // of a long pattern

}  // namespace

TextIndex::TextIndex(std::string text) : text_(std::move(text)) {
    bits_ = std::clamp<unsigned>(static_cast<unsigned>(std::bit_width(text_.size())), 8U, 20U);
    starts_.assign((std::size_t{1} << bits_) + 1, 0);
    if (text_.size() < shingle) return;
    const std::size_t count = text_.size() - shingle + 1;
    for (std::size_t at = 0; at < count; ++at) ++starts_[bucket(&text_[at]) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    places_.resize(count);
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::size_t at = 0; at < count; ++at) places_[next[bucket(&text_[at])]++] = static_cast<std::uint32_t>(at);
}

std::size_t TextIndex::bucket(const char* at) const {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, shingle);
    // Multiplicative hashing: Knuth, The Art of Computer Programming 3, section 6.4.
    return static_cast<std::size_t>((bytes * 0x9E3779B97F4A7C15ULL) >> (64 - bits_));
}

std::vector<std::size_t> TextIndex::find(std::string_view pattern, text::Range within, std::size_t limit) const {
    within.end = std::min(within.end, text_.size());
    if (within.start >= within.end) return {};
    if (pattern.size() < shingle) {
        std::vector<std::size_t> out = find_all(text::slice(text_, within), pattern, limit);
        for (std::size_t& at : out) at += within.start;
        return out;
    }
    std::size_t rarest = 0, offset = 0, fewest = std::numeric_limits<std::size_t>::max();
    const std::size_t stride = std::max<std::size_t>(1, (pattern.size() - shingle + 1) / shingles_asked_for);
    for (std::size_t at = 0; at + shingle <= pattern.size() && fewest > 0; at += stride) {
        const std::size_t in = bucket(&pattern[at]);
        const std::size_t size = starts_[in + 1] - starts_[in];
        if (size < fewest) fewest = size, rarest = in, offset = at;
    }
    std::vector<std::size_t> out;
    const auto end = places_.begin() + starts_[rarest + 1];
    auto place = std::lower_bound(places_.begin() + starts_[rarest], end, within.start + offset);
    for (; place != end && out.size() < limit; ++place) {
        const std::size_t start = *place - offset;
        if (start + pattern.size() > within.end) break;
        if (std::memcmp(&text_[start], pattern.data(), pattern.size()) == 0) out.push_back(start);
    }
    return out;
}

std::vector<std::size_t> find_all(std::string_view text, std::string_view pattern, std::size_t limit) {
    std::vector<std::size_t> out;
    if (pattern.empty()) return out;
    for (std::size_t at = text.find(pattern); at != std::string_view::npos && out.size() < limit;
         at = text.find(pattern, at + 1))
        out.push_back(at);
    return out;
}

}  // namespace katern::notes
