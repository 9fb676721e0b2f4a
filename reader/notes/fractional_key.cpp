#include "notes/fractional_key.h"

#include <algorithm>

namespace katern::notes {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

// A key that ended with 0 would have no room before it.
bool is_key(std::string_view key) {
    return !key.empty() && key.back() != digits.front() &&
           std::all_of(key.begin(), key.end(), [](char c) { return digits.find(c) != std::string_view::npos; });
}

std::size_t digit(std::string_view key, std::size_t at, std::size_t otherwise) {
    return at < key.size() ? digits.find(key[at]) : otherwise;
}

}  // namespace

std::string key_between(std::string_view before, std::string_view after) {
    if (!is_key(before)) before = {};
    if (!is_key(after) || after <= before) after = {};
    std::string out;
    bool bounded = !after.empty();
    for (std::size_t at = 0;; ++at) {
        const std::size_t low = digit(before, at, 0);
        const std::size_t high = bounded ? digit(after, at, 0) : digits.size();
        if (high - low > 1 && high > low) return out + digits[low + (high - low) / 2];
        out += digits[low];
        // What follows a smaller digit is bounded by `before` only.
        if (low < high) bounded = false;
    }
}

}  // namespace katern::notes
