// Where words stand in a long text, without reading all of it for every question.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace katern::notes {

// All places of every shingle (six bytes in a row) by a hash of it, in the order of the text. A longer pattern is
// looked up by its rarest shingle, and compared there. Takes about six times the memory of the text.
class TextIndex {
public:
    explicit TextIndex(std::string text);

    // The first places of `pattern` that lie within a range of bytes, in order.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view pattern, text::Range within,
                                                std::size_t limit = std::numeric_limits<std::size_t>::max()) const;
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    [[nodiscard]] std::size_t bucket(const char* at) const;

    std::string text_;
    unsigned bits_ = 0;
    std::vector<std::uint32_t> starts_;  // of each bucket in `places_`, and the end
    std::vector<std::uint32_t> places_;
};

// The same question to a text that has no index.
[[nodiscard]] std::vector<std::size_t> find_all(std::string_view text, std::string_view pattern,
                                                std::size_t limit = std::numeric_limits<std::size_t>::max());

}  // namespace katern::notes
