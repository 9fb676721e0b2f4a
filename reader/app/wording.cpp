#include "app/wording.h"

#include <algorithm>
#include <cstdint>

namespace katern::app {
namespace {

using text::Range;

// Where both have more words than this beyond what they begin and end with alike, all of that is another wording.
constexpr std::size_t most_compared = 2'000;

// Words and single signs.
std::vector<Range> words_of(std::string_view text) {
    std::vector<Range> words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at;
        const char32_t c = text::next_code_point(text, next);
        if (text::is_white_space(c)) {
            at = next;
            continue;
        }
        const std::size_t start = at;
        bool letters = text::is_alphanumeric(c);
        at = next;
        while (letters && at < text.size()) {
            letters = text::is_alphanumeric(text::next_code_point(text, next));
            if (letters) at = next;
        }
        words.push_back({start, at});
    }
    return words;
}

// The words that stay, in order: the longest sequence that both have.
class Common {
public:
    Common(std::string_view then, std::string_view now, const std::vector<Range>& old_words, const std::vector<Range>& new_words)
        : old_stays(old_words.size()), new_stays(new_words.size()) {
        const auto same = [&](std::size_t i, std::size_t j) { return text::slice(then, old_words[i]) == text::slice(now, new_words[j]); };
        std::size_t head = 0, old_end = old_words.size(), new_end = new_words.size();
        while (head < old_end && head < new_end && same(head, head)) keep(head, head), ++head;
        while (old_end > head && new_end > head && same(old_end - 1, new_end - 1)) keep(--old_end, --new_end);
        const std::size_t rows = old_end - head, columns = new_end - head;
        if (rows > most_compared || columns > most_compared) return;
        // length[i][j]: of the longest that the rest from there has in common.
        std::vector<std::uint16_t> length((rows + 1) * (columns + 1), 0);
        const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& { return length[i * (columns + 1) + j]; };
        for (std::size_t i = rows; i-- > 0;)
            for (std::size_t j = columns; j-- > 0;)
                at(i, j) = same(head + i, head + j) ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
        for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
            if (same(head + i, head + j)) {
                keep(head + i++, head + j++);
            } else if (at(i + 1, j) >= at(i, j + 1)) {
                ++i;
            } else {
                ++j;
            }
        }
    }

    std::vector<bool> old_stays, new_stays;

private:
    void keep(std::size_t i, std::size_t j) { old_stays[i] = new_stays[j] = true; }
};

std::vector<Range> stretches(const std::vector<Range>& words, const std::vector<bool>& stays) {
    std::vector<Range> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (stays[i]) continue;
        if (i > 0 && !stays[i - 1])
            out.back().end = words[i].end;
        else
            out.push_back(words[i]);
    }
    return out;
}

}  // namespace

Wording compare_wording(std::string_view then, std::string_view now) {
    const std::vector<Range> old_words = words_of(then), new_words = words_of(now);
    const Common common(then, now, old_words, new_words);
    return {stretches(old_words, common.old_stays), stretches(new_words, common.new_stays)};
}

}  // namespace katern::app
