#include "notes/edit_distance.h"

#include <algorithm>
#include <array>
#include <map>

#include "text/text.h"

namespace katern::notes {
namespace {

using Bits = std::uint64_t;
constexpr std::size_t word_size = 64;
constexpr char32_t soft_hyphen = 0xAD;

// Per letter of the pattern, in which rows it stands: one bit per row, one word per block of 64 rows.
class Rows {
public:
    explicit Rows(std::u32string_view pattern) : blocks_((pattern.size() + word_size - 1) / word_size), none_(blocks_) {
        for (std::size_t row = 0; row < pattern.size(); ++row)
            words_of(pattern[row])[row / word_size] |= Bits{1} << (row % word_size);
    }

    [[nodiscard]] std::size_t blocks() const { return blocks_; }
    [[nodiscard]] const Bits* of(char32_t letter) const {
        if (letter < ascii_.size()) return ascii_[letter].empty() ? none_.data() : ascii_[letter].data();
        const auto found = others_.find(letter);
        return found == others_.end() ? none_.data() : found->second.data();
    }

private:
    std::vector<Bits>& words_of(char32_t letter) {
        std::vector<Bits>& words = letter < ascii_.size() ? ascii_[letter] : others_[letter];
        words.resize(blocks_);
        return words;
    }

    std::size_t blocks_;
    std::vector<Bits> none_;
    std::array<std::vector<Bits>, 128> ascii_;
    std::map<char32_t, std::vector<Bits>> others_;
};

// 64 rows of one column: the differences between rows that lie below each other, and the number in the last row.
struct Block {
    Bits plus = ~Bits{0}, minus = 0;
    std::size_t last_row = 0;

    // On to the next column; `from_above` and the answer are the difference to the column before, in the row above this
    // block and in its last one.
    int step(Bits equal, int from_above, Bits last_bit) {
        const Bits vertical = equal | minus;
        if (from_above < 0) equal |= 1;
        const Bits horizontal = (((equal & plus) + plus) ^ plus) | equal;
        Bits up = minus | ~(horizontal | plus);
        Bits down = plus & horizontal;
        const int difference = (up & last_bit) != 0 ? 1 : (down & last_bit) != 0 ? -1 : 0;
        up <<= 1;
        down <<= 1;
        if (from_above < 0) down |= 1;
        if (from_above > 0) up |= 1;
        plus = down | ~(vertical | up);
        minus = up & vertical;
        last_row = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(last_row) + difference);
        return difference;
    }
};

}  // namespace

Letters letters_of(std::string_view utf8) {
    Letters out;
    out.text.reserve(utf8.size());
    out.byte.reserve(utf8.size() + 1);
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t from = at;
        const char32_t letter = text::next_code_point(utf8, at);
        if (letter == soft_hyphen) continue;
        out.text += letter == U'\n' || letter == U'\t' || letter == U'\u00A0' ? U' ' : letter;
        out.byte.push_back(static_cast<std::uint32_t>(from));
    }
    out.byte.push_back(static_cast<std::uint32_t>(utf8.size()));
    return out;
}

std::vector<std::size_t> edits_by_end(std::u32string_view pattern, std::u32string_view text, std::size_t bound,
                                      Begin begin) {
    std::vector<std::size_t> out(text.size() + 1, bound + 1);
    if (pattern.size() <= bound) out[0] = pattern.size();
    if (pattern.empty()) {
        for (std::size_t end = 0; end <= text.size(); ++end)
            out[end] = begin == Begin::anywhere ? 0 : std::min(end, bound + 1);
        return out;
    }
    const Rows rows(pattern);
    const std::size_t blocks = rows.blocks();
    const auto rows_in = [&](std::size_t block) { return std::min(word_size, pattern.size() - block * word_size); };
    const auto last_bit = [&](std::size_t block) { return Bits{1} << (rows_in(block) - 1); };
    std::vector<Block> column(blocks);
    for (std::size_t block = 0; block < blocks; ++block)
        column[block].last_row = std::min((block + 1) * word_size, pattern.size());

    // Below the block `last` all numbers are greater than the bound.
    std::size_t last = std::min((bound + word_size) / word_size, blocks - 1);
    for (std::size_t end = 1; end <= text.size(); ++end) {
        const Bits* equal = rows.of(text[end - 1]);
        int difference = begin == Begin::anywhere ? 0 : 1;
        for (std::size_t block = 0; block <= last; ++block)
            difference = column[block].step(equal[block], difference, last_bit(block));
        const std::size_t before =
            static_cast<std::size_t>(static_cast<std::ptrdiff_t>(column[last].last_row) - difference);
        if (last + 1 < blocks && before <= bound && ((equal[last + 1] & 1) != 0 || difference < 0)) {
            ++last;
            column[last] = Block{};
            column[last].last_row = before + rows_in(last);
            column[last].step(equal[last], difference, last_bit(last));
        } else {
            while (last > 0 && column[last].last_row >= bound + word_size) --last;
        }
        if (last + 1 == blocks) out[end] = std::min(column[last].last_row, bound + 1);
    }
    return out;
}

std::size_t edit_distance(std::u32string_view one, std::u32string_view other, std::size_t bound) {
    const std::size_t longer = std::max(one.size(), other.size()), shorter = std::min(one.size(), other.size());
    if (longer - shorter > bound) return bound + 1;
    return edits_by_end(one, other, bound, Begin::at_start).back();
}

double similarity(std::u32string_view one, std::u32string_view other) {
    const std::size_t longer = std::max(one.size(), other.size());
    if (longer == 0) return 0;
    return 1 - static_cast<double>(edit_distance(one, other, longer)) / static_cast<double>(longer);
}

double similarity_at_start(std::u32string_view pattern, std::u32string_view text) {
    if (pattern.empty()) return 0;
    const auto edits = edits_by_end(pattern, text.substr(0, 2 * pattern.size()), pattern.size(), Begin::at_start);
    return 1 - static_cast<double>(*std::min_element(edits.begin(), edits.end())) / static_cast<double>(pattern.size());
}

std::u32string backwards(std::u32string_view text) {
    return {text.rbegin(), text.rend()};
}

}  // namespace katern::notes
