// Passages whose words were changed: what stands now between the context that stood around them.
#include <algorithm>
#include <cmath>

#include "notes/edit_distance.h"
#include "notes/resolving.h"

namespace katern::notes {
namespace {

// The rules in README.md, "A changed passage".
constexpr std::size_t shortest_context = 16;  // code points of a side that say where a passage was
constexpr double least_context = 0.75;        // share of each side that must stand there still
constexpr double least_words = 0.8;           // … of the words, where a side is not whole
constexpr double least_score = 0.7;
constexpr std::size_t least_context_of_a_word = 16;  // code points, both sides together
constexpr double least_score_of_a_word = 0.45;  // a quote of under 20 code points between whole sides
constexpr double neighbour_share = 0.9;         // what stands there is the passage that stood beside it
constexpr std::size_t shortest_neighbour = 8;   // code points
constexpr std::size_t most_seeds = 64;          // places of a side that are looked at

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}
bool blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_space);
}
std::string_view without_spaces_after(std::string_view text) {
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}
std::string_view without_spaces_before(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    return text;
}

std::string_view last_letters(std::string_view text, std::size_t count) {
    std::size_t at = text.size();
    while (at > 0 && count > 0) {
        do --at;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
        --count;
    }
    return text.substr(at);
}
std::string_view first_letters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size() && count > 0) {
        do ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
        --count;
    }
    return text.substr(0, at);
}

// What stands now where the words were, perhaps.
struct Candidate {
    text::Range bytes;
    double words = 0, before = 0, after = 0;  // shares that are the same
    bool whole = false;
    bool sure = false;  // all but the score's lead over the next
    double score = 0;
};

class Search {
public:
    Search(const Anchor& anchor, const Haystack& in)
        : anchor_(anchor),
          in_(in),
          text_(in.chapter.text),
          words_(letters_of(anchor.exact).text),
          prefix_(letters_of(anchor.prefix).text),
          suffix_(letters_of(anchor.suffix).text),
          from_the_start_(text::count_code_points(anchor.prefix) == anchor.range.start),
          to_the_end_(text::count_code_points(anchor.suffix) < context_length) {}

    Resolution run() {
        if (words_.empty() || blank(anchor_.exact)) return orphan_of(anchor_);
        if (!says_where(prefix_, from_the_start_) || !says_where(suffix_, to_the_end_)) return orphan_of(anchor_);
        for (const std::size_t start : starts()) to_the_suffix(start);
        for (const std::size_t end : ends()) to_the_prefix(end);
        return judged();
    }

private:
    // A side that was not stored, or hardly, is unknown; one at the border of the chapter is all that there was.
    static bool says_where(std::u32string_view side, bool border) { return border || side.size() >= shortest_context; }

    // Where the words may begin: right after the end of the old prefix.
    [[nodiscard]] std::vector<std::size_t> starts() const {
        if (prefix_.size() < shortest_context)
            return text_.starts_with(anchor_.prefix) ? std::vector<std::size_t>{anchor_.prefix.size()}
                                                     : std::vector<std::size_t>{};
        const std::string_view trimmed = without_spaces_after(anchor_.prefix);
        const std::string_view seed = last_letters(trimmed, shortest_context);
        std::vector<std::size_t> out = in_.find(seed, most_seeds);
        for (std::size_t& at : out) {
            at += seed.size();
            if (trimmed.size() < anchor_.prefix.size())
                while (at < text_.size() && is_space(text_[at])) ++at;
        }
        return out;
    }

    // Where they may end: right before the old suffix.
    [[nodiscard]] std::vector<std::size_t> ends() const {
        if (suffix_.size() < shortest_context)
            return text_.ends_with(anchor_.suffix) ? std::vector<std::size_t>{text_.size() - anchor_.suffix.size()}
                                                   : std::vector<std::size_t>{};
        const std::string_view trimmed = without_spaces_before(anchor_.suffix);
        const std::string_view seed = first_letters(trimmed, shortest_context);
        std::vector<std::size_t> out = in_.find(seed, most_seeds);
        for (std::size_t& at : out)
            if (trimmed.size() < anchor_.suffix.size())
                while (at > 0 && is_space(text_[at - 1])) --at;
        return out;
    }

    // As far as the words can have grown.
    [[nodiscard]] std::size_t reach() const { return 2 * words_.size() + 2 * context_length; }

    void to_the_suffix(std::size_t start) {
        const std::string_view rest = first_letters(text_.substr(start), reach() + suffix_.size());
        if (suffix_.size() < shortest_context) {
            if (rest.size() == text_.size() - start && rest.ends_with(anchor_.suffix))
                consider({start, text_.size() - anchor_.suffix.size()});
            return;
        }
        const std::string_view next = without_spaces_before(anchor_.suffix);
        if (without_spaces_before(rest).starts_with(first_letters(next, shortest_context))) deleted_ = true;
        const Letters letters = letters_of(rest);
        // Backwards, an end is where the suffix begins.
        const auto edits =
            edits_by_end(backwards(suffix_), backwards(letters.text), edits_allowed(suffix_), Begin::anywhere);
        if (const auto length = nearest_of_least(edits, suffix_, letters.text.size()))
            consider({start, start + letters.byte[*length]});
    }

    void to_the_prefix(std::size_t end) {
        const std::string_view rest = last_letters(text_.substr(0, end), reach() + prefix_.size());
        if (prefix_.size() < shortest_context) {
            if (rest.size() == end && rest.starts_with(anchor_.prefix)) consider({anchor_.prefix.size(), end});
            return;
        }
        const Letters letters = letters_of(rest);
        auto edits = edits_by_end(prefix_, letters.text, edits_allowed(prefix_), Begin::anywhere);
        if (const auto length = nearest_of_least(edits, prefix_, letters.text.size()))
            consider({end - rest.size() + letters.byte[letters.text.size() - *length], end});
    }

    static std::size_t edits_allowed(std::u32string_view side) {
        return static_cast<std::size_t>(std::floor((1 - least_context) * static_cast<double>(side.size())));
    }

    // How many letters lie between the start of the window and the side with the fewest edits; of equals the one where
    // the words have most nearly their old length.
    [[nodiscard]] std::optional<std::size_t> nearest_of_least(const std::vector<std::size_t>& edits,
                                                              std::u32string_view side, std::size_t letters) const {
        std::optional<std::size_t> best;
        std::size_t least = edits_allowed(side) + 1;
        const auto off = [&](std::size_t length) {
            return length > words_.size() ? length - words_.size() : words_.size() - length;
        };
        for (std::size_t end = 0; end <= letters; ++end) {
            const std::size_t length = letters - end;
            if (edits[end] < least || (best && edits[end] == least && off(length) < off(*best)))
                best = length, least = edits[end];
        }
        return best;
    }

    void consider(text::Range bytes) {
        if (bytes.start >= bytes.end) return;
        const std::string_view now = text::slice(text_, bytes);
        if (blank(now)) return;
        const bool known =
            std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& c) { return c.bytes == bytes; });
        if (known) return;
        Candidate candidate;
        candidate.bytes = bytes;
        candidate.words = similarity(words_, letters_of(now).text);
        const std::u32string before = letters_of(last_letters(text_.substr(0, bytes.start), 2 * context_length)).text;
        const std::u32string after = letters_of(first_letters(text_.substr(bytes.end), 2 * context_length)).text;
        candidate.before = prefix_.empty() ? 1 : similarity_at_start(backwards(prefix_), backwards(before));
        candidate.after = suffix_.empty() ? 1 : similarity_at_start(suffix_, after);
        candidate.whole = candidate.before == 1 && candidate.after == 1;
        const bool one_whole = candidate.before == 1 || candidate.after == 1;
        const bool sides = std::min(candidate.before, candidate.after) >= least_context;
        const double headings = headings_agree(bytes.start);
        candidate.score = 0.5 * candidate.words + 0.2 * candidate.before + 0.2 * candidate.after + 0.05 * headings +
                          0.05 * nearness(bytes.start);
        const bool is_short = words_.size() < shortest_without_context;
        // In a chapter of hardly more than the quote, whole sides say nothing.
        const bool has_context = prefix_.size() + suffix_.size() >= least_context_of_a_word;
        const double floor = is_short && candidate.whole && has_context ? least_score_of_a_word : least_score;
        candidate.sure = one_whole && sides && headings > 0 && candidate.score >= floor &&
                         (candidate.whole || (candidate.words >= least_words && !is_short)) &&
                         (in_.own || (candidate.whole && !is_short)) && !is_neighbour(bytes);
        candidates_.push_back(candidate);
    }

    // 1: the same; 0.5: not known; 0: another section. The title of the anchor's own chapter is not compared.
    [[nodiscard]] double headings_agree(std::size_t byte) const {
        std::vector<std::string> now = in_.chapter.headings_above(byte), then = anchor_.headings;
        if (now == then) return 1;
        if (then.empty() && anchor_.chapter_hash.empty()) return 0.5;
        if (!in_.own || !has_title() || now.empty() || then.empty()) return 0;
        now.erase(now.begin());
        then.erase(then.begin());
        return now == then ? 1 : 0;
    }

    // The first block is a heading above all others. Where several have its rank they are sections.
    [[nodiscard]] bool has_title() const {
        const std::vector<document::Block>& blocks = in_.chapter.blocks;
        if (blocks.empty() || blocks.front().kind != document::BlockKind::heading) return false;
        return std::none_of(blocks.begin() + 1, blocks.end(), [&](const document::Block& block) {
            return block.kind == document::BlockKind::heading && block.level <= blocks.front().level;
        });
    }

    // 1 where it was, 0 a whole chapter away.
    [[nodiscard]] double nearness(std::size_t byte) const {
        const double total = std::max<double>(1, static_cast<double>(in_.chapter.code_points.size()));
        const double now = static_cast<double>(in_.chapter.code_points.from_byte(text_, byte));
        return std::max(0.0, 1 - std::abs(now - static_cast<double>(anchor_.range.start)) / total);
    }

    // The passage was left out and its neighbour has moved up: what stands here begins as the old suffix did, or ends
    // as the old prefix did, and our own words explain that no better.
    [[nodiscard]] bool is_neighbour(text::Range bytes) const {
        const auto stood_beside = [](std::u32string_view side, std::u32string_view own, std::u32string_view now) {
            while (!side.empty() && side.front() == U' ') side.remove_prefix(1);
            while (!own.empty() && own.front() == U' ') own.remove_prefix(1);
            while (!now.empty() && now.front() == U' ') now.remove_prefix(1);
            if (side.size() < shortest_neighbour) return false;
            const double as_the_side = similarity_at_start(side, now);
            return as_the_side >= neighbour_share &&
                   as_the_side >= similarity_at_start(own.substr(0, side.size()), now);
        };
        const std::u32string onwards = letters_of(first_letters(text_.substr(bytes.start), 2 * context_length)).text;
        if (stood_beside(suffix_, words_ + suffix_, onwards)) return true;
        const std::u32string back =
            backwards(letters_of(last_letters(text_.substr(0, bytes.end), 2 * context_length)).text);
        return stood_beside(backwards(prefix_), backwards(prefix_ + words_), back);
    }

    Resolution judged() {
        std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
            return a.sure != b.sure ? a.sure : a.score != b.score ? a.score > b.score : a.bytes.start < b.bytes.start;
        });
        // Two readings of one place are one candidate.
        std::vector<Candidate> apart;
        for (const Candidate& candidate : candidates_) {
            const bool met = std::any_of(apart.begin(), apart.end(),
                                         [&](const Candidate& c) { return c.bytes.overlaps(candidate.bytes); });
            if (!met) apart.push_back(candidate);
        }
        const auto range = [&](const Candidate& candidate) { return to_code_points(in_.chapter, candidate.bytes); };
        const bool ahead =
            !apart.empty() && (apart.size() == 1 || !apart[1].sure || apart[0].score - apart[1].score >= margin);
        if (!deleted_ && ahead && apart.front().sure)
            return found(in_.chapter, range(apart.front()), How::changed, Method::approximate, apart.front().score);
        std::vector<CodePointRange> alike;
        for (const Candidate& candidate : apart)
            if (candidate.words >= 0.5 && alike.size() < most_candidates) alike.push_back(range(candidate));
        return orphan_of(anchor_, alike);
    }

    const Anchor& anchor_;
    const Haystack& in_;
    std::string_view text_;
    std::u32string words_, prefix_, suffix_;
    bool from_the_start_, to_the_end_;
    bool deleted_ = false;  // the two sides stand against each other somewhere
    std::vector<Candidate> candidates_;
};

}  // namespace

Resolution resolve_changed(const Anchor& anchor, const Haystack& in) {
    return Search(anchor, in).run();
}

}  // namespace katern::notes
