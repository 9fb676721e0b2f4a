#include "text/pattern_walk.h"

#include <algorithm>
#include <cstring>

namespace katern::text {

PatternWalk::PatternWalk(const HyphenDict* dictionary) {
    if (dictionary == nullptr || dictionary->nextlevel != nullptr || dictionary->nohyphen != nullptr) return;
    const HyphenState* const all = dictionary->states;
    const auto count = static_cast<std::size_t>(dictionary->num_states);
    if (std::any_of(all, all + count, [](const HyphenState& state) { return state.repl != nullptr; })) return;
    states_.reserve(count);
    letters_.reserve(count);
    targets_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const HyphenState& from = all[i];
        State state;
        state.fallback = from.fallback_state;
        state.first_step = static_cast<std::uint32_t>(letters_.size());
        state.steps = static_cast<std::uint16_t>(from.num_trans);
        for (int step = 0; step < from.num_trans; ++step) {
            letters_.push_back(from.trans[step].ch);
            targets_.push_back(from.trans[step].new_state);
        }
        state.first_mark = static_cast<std::uint32_t>(marks_.size());
        const std::size_t length = from.match != nullptr ? std::strlen(from.match) : 0;
        for (std::size_t k = 0; k < length; ++k)
            if (from.match[k] != '0') marks_.push_back({static_cast<std::uint8_t>(length - 1 - k), from.match[k]});
        state.marks = static_cast<std::uint16_t>(marks_.size() - state.first_mark);
        states_.push_back(state);
    }
    from_first_.fill(-1);
    for (std::uint32_t step = 0; step < states_.front().steps; ++step)
        from_first_[static_cast<unsigned char>(letters_[step])] = targets_[step];
}

// -1: no pattern goes on with this letter.
std::int32_t PatternWalk::next(std::int32_t state, char letter) const {
    while (state > 0) {
        const State& at = states_[static_cast<std::size_t>(state)];
        for (std::uint32_t step = at.first_step; step < at.first_step + at.steps; ++step)
            if (letters_[step] == letter) return targets_[step];
        state = at.fallback;
    }
    return state == 0 ? from_first_[static_cast<unsigned char>(letter)] : -1;
}

void PatternWalk::numbers(std::string_view word, std::string& behind) const {
    // Patterns see a point at both ends of the word; one place per byte that is read, the first of them the point.
    std::string& places = behind;
    places.assign(word.size() + 2, '0');
    std::int32_t state = 0;
    for (std::size_t i = 0; i < word.size() + 2; ++i) {
        state = next(state, i == 0 || i > word.size() ? '.' : word[i - 1]);
        if (state < 0) {
            state = 0;
            continue;
        }
        const State& at = states_[static_cast<std::size_t>(state)];
        for (std::uint32_t m = at.first_mark; m < at.first_mark + at.marks; ++m) {
            const Mark& mark = marks_[m];
            if (mark.back > i) continue;
            char& place = places[i - mark.back];
            place = std::max(place, mark.number);
        }
    }
    places.erase(0, 1);
    places.resize(word.size());
}

}  // namespace katern::text
