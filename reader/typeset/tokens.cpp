#include "typeset/tokens.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

namespace katern::typeset {
namespace {

constexpr std::size_t step = sizeof(std::uint64_t);
constexpr std::uint64_t ones = 0x0101010101010101ULL, tops = 0x8080808080808080ULL;

// The first of these bytes lowest; zeros behind them.
std::uint64_t load(const char* bytes, std::size_t count) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, std::min(count, step));
    if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
    return value;
}

// The top bit of the first byte that is under `bound` (at most 0x80) is set, and none before it.
std::uint64_t find_under(std::uint64_t bytes, std::uint64_t bound) { return (bytes - ones * bound) & ~bytes & tops; }

std::uint64_t mixed(std::uint64_t hash, std::uint64_t bytes) {
    hash = (hash ^ bytes) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 32);
}

std::uint64_t first_bytes(std::uint64_t bytes, std::size_t count) { return bytes & ((std::uint64_t{1} << (count * 8)) - 1); }

}  // namespace

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0;
    for (; text.size() >= step; text.remove_prefix(step)) hash = mixed(hash, load(text.data(), step));
    return text.empty() ? hash : mixed(hash, load(text.data(), text.size()));
}

bool find_tokens(std::string_view text, std::vector<Token>& tokens) {
    tokens.clear();
    if (text.empty() || text.front() == ' ') return false;
    std::size_t at = 0;
    while (at < text.size()) {
        Token token;
        token.start = static_cast<std::uint32_t>(at);
        while (true) {
            const std::size_t left = std::min(text.size() - at, step);
            const std::uint64_t bytes = left == step ? load(text.data() + at, step) : load(text.data() + at, left);
            const std::uint64_t ends = find_under(bytes, 0x21);
            const std::size_t count = std::min(left, static_cast<std::size_t>(std::countr_zero(ends)) / 8);
            at += count;
            if (count < step) {
                if (count > 0) token.hash = mixed(token.hash, first_bytes(bytes, count));
                break;
            }
            token.hash = mixed(token.hash, bytes);
        }
        token.end = static_cast<std::uint32_t>(at);
        tokens.push_back(token);
        if (at < text.size() && text[at] != ' ') return false;
        while (at < text.size() && text[at] == ' ') ++at;
        if (at < text.size() && static_cast<unsigned char>(text[at]) < ' ') return false;
    }
    return true;
}

}  // namespace katern::typeset
