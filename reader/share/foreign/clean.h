// Text of unknown origin, made fit to read: well-formed UTF-8 without NUL.
#pragma once

#include <string>
#include <string_view>

namespace katern::share::foreign {

// Stands where bytes were that are no UTF-8: a code point that no text may exchange (Unicode 23.7). Who reads a string
// that holds it knows that something was lost there.
inline constexpr std::string_view lost_bytes = "\uFDD0";

// A whole file: the byte order mark goes, bytes that are no UTF-8 become `lost_bytes`, and the JSON escape of half a
// surrogate pair, as programs write that cut text between two UTF-16 units, becomes that of U+FFFD.
class CleanText {
public:
    explicit CleanText(std::string_view bytes);
    CleanText(const CleanText&) = delete;
    CleanText& operator=(const CleanText&) = delete;
    [[nodiscard]] std::string_view text() const { return text_; }

private:
    std::string copy_;  // only when something had to be changed
    std::string_view text_;
};

// One string of it: NUL and `lost_bytes` become U+FFFD, what is no UTF-8 too.
[[nodiscard]] std::string clean(std::string text);

// The bytes that %41 and the like stand for; what that leaves of UTF-8 is clean.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace katern::share::foreign
