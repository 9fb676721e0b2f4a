// A dictionary of libhyphen once more, with its states side by side in memory: libhyphen's own lie all over it, and a book spends a
// tenth of its setting waiting for them. What it answers is the same, tested word by word. Inside text/ only.
#pragma once

#include <hyphen.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace katern::text {

class PatternWalk {
public:
    // Nothing is walked where a dictionary changes spellings or has levels or rules of its own; then libhyphen has to be asked.
    explicit PatternWalk(const HyphenDict* dictionary);
    [[nodiscard]] bool empty() const { return states_.empty(); }
    // For each byte of a word in the dictionary's encoding, in small letters, Liang's number behind it; odd where it may be broken.
    void numbers(std::string_view word, std::string& behind) const;

private:
    struct State {
        std::int32_t fallback = -1;
        std::uint32_t first_step = 0, first_mark = 0;
        std::uint16_t steps = 0, marks = 0;
    };
    struct Mark {
        std::uint8_t back = 0;  // bytes before the one that was read last
        char number = 0;
    };
    [[nodiscard]] std::int32_t next(std::int32_t state, char letter) const;

    std::vector<State> states_;
    std::vector<char> letters_;          // of the steps
    std::vector<std::int32_t> targets_;  // where they lead
    std::vector<Mark> marks_;
    std::array<std::int32_t, 256> from_first_{};  // of the first state, which every letter asks
};

}  // namespace katern::text
