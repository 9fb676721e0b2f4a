#include "share/web_address.h"

#include <algorithm>
#include <array>

namespace katern::share {
namespace {

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_allowed(std::string_view url, std::size_t at) {
    const char c = url[at];
    if (c == '%') return at + 2 < url.size() && is_hex(url[at + 1]) && is_hex(url[at + 2]);
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-._~:/?#[]@!$&'()*+,;=").find(c) != std::string_view::npos;
}

bool starts_with_scheme(std::string_view url, std::string_view scheme) {
    return url.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), url.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
}

}  // namespace

std::string web_address(std::string_view url) {
    constexpr std::array<std::string_view, 3> schemes{"http://", "https://", "mailto:"};
    if (std::none_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) { return starts_with_scheme(url, scheme); }))
        return {};
    std::string out;
    bool fragment = false;  // has one '#' only
    for (std::size_t at = 0; at < url.size(); ++at) {
        const bool second = url[at] == '#' && fragment;
        if (is_allowed(url, at) && !second) {
            out += url[at];
        } else {
            constexpr char digits[] = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(url[at]);
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
        fragment = fragment || url[at] == '#';
    }
    return out;
}

}  // namespace katern::share
