// The patterns of a dictionary as one walk through a word, its states side by side in memory. libhyphen's own lie all over it: a book spends
// a tenth of its setting waiting for them, and a start more on reading them than on setting its first page. What it answers is the same,
// tested word by word. Inside text/ only.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace katern::text {

class PatternWalk {
public:
    // The text of a .dic file, as libhyphen's README.hyphen describes it. Nothing is walked where it changes spellings or has levels or
    // rules of its own; then libhyphen has to be asked. Its own least numbers of letters are not looked at: ours are larger.
    // Or what `image` gave, which is looked at where it lies and must outlive this: reading patterns would take a fifth of what is done
    // before the first page. Empty where it isn't one of this program's own.
    explicit PatternWalk(std::string_view dictionary);
    PatternWalk(const PatternWalk&) = delete;
    PatternWalk& operator=(const PatternWalk&) = delete;
    PatternWalk(PatternWalk&&) = default;
    PatternWalk& operator=(PatternWalk&&) = default;
    // As bytes, for a program on this kind of machine.
    [[nodiscard]] std::string image() const;
    [[nodiscard]] static bool is_image(std::string_view bytes);
    [[nodiscard]] bool empty() const { return states_.empty(); }
    // Of its patterns, as the file names it: "UTF-8", "ISO8859-1".
    [[nodiscard]] const std::string& encoding() const { return encoding_; }
    // For each byte of a word in the dictionary's encoding, in small letters, Liang's number behind it; odd where it may be broken.
    void numbers(std::string_view word, std::string& behind) const;

private:
    struct Mark {
        std::uint8_t back = 0;  // bytes before the one that was read last
        char number = 0;
    };
    // A state is the index of its first number here: the fall-back state, its first mark, how many steps and marks it has, then its
    // steps in a row. Whatever is asked of a state lies in one place, since each that lies elsewhere is waited for once more.
    enum : std::uint32_t { fallback, first_mark, counts, first_step };
    static constexpr std::uint32_t none = 0xFFFF'FFFF;  // no state
    static constexpr std::uint32_t most_states = 1U << 24;
    // A step is its letter in the upper 8 bits, and where it leads in the others.
    [[nodiscard]] static std::uint32_t step(char letter, std::uint32_t target) {
        return std::uint32_t{static_cast<unsigned char>(letter)} << 24 | target;
    }
    [[nodiscard]] std::uint32_t next(std::uint32_t state, char letter) const;

    class Tree;
    struct Head;

    void read(std::string_view dictionary);
    void look_at(std::string_view image);

    std::string encoding_;
    std::vector<std::uint32_t> own_states_;  // of a dictionary that was read
    std::vector<Mark> own_marks_;
    std::span<const std::uint32_t> states_;
    std::span<const Mark> marks_;
    std::array<std::uint32_t, 256> from_first_{};  // of the first state, which every letter asks
};

}  // namespace katern::text
