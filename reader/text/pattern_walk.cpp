#include "text/pattern_walk.h"

#include <algorithm>
#include <cstring>

namespace katern::text {

PatternWalk::PatternWalk(const HyphenDict* dictionary) {
    if (dictionary == nullptr || dictionary->nextlevel != nullptr || dictionary->nohyphen != nullptr) return;
    const HyphenState* const all = dictionary->states;
    const auto count = static_cast<std::size_t>(dictionary->num_states);
    if (std::any_of(all, all + count, [](const HyphenState& state) { return state.repl != nullptr; })) return;
    std::vector<std::uint32_t> at(count);  // where each of them goes
    std::size_t room = 0;
    for (std::size_t i = 0; i < count; ++i) {
        at[i] = static_cast<std::uint32_t>(room);
        room += first_step + static_cast<std::size_t>(all[i].num_trans);
    }
    if (count == 0 || room >= most_states) return;
    const auto place_of = [&](int state) { return state < 0 ? none : at[static_cast<std::size_t>(state)]; };
    states_.reserve(room);
    from_first_.fill(none);
    for (std::size_t i = 0; i < count; ++i) {
        const HyphenState& from = all[i];
        const std::size_t marks = marks_.size();
        const std::size_t length = from.match != nullptr ? std::strlen(from.match) : 0;
        for (std::size_t k = 0; k < length; ++k)
            if (from.match[k] != '0') marks_.push_back({static_cast<std::uint8_t>(length - 1 - k), from.match[k]});
        states_.push_back(place_of(from.fallback_state));
        states_.push_back(static_cast<std::uint32_t>(marks));
        states_.push_back(static_cast<std::uint32_t>(from.num_trans) << 16 | static_cast<std::uint32_t>(marks_.size() - marks));
        for (int k = 0; k < from.num_trans; ++k) {
            const std::uint32_t target = place_of(from.trans[k].new_state);
            states_.push_back(step(from.trans[k].ch, target));
            if (i == 0) from_first_[static_cast<unsigned char>(from.trans[k].ch)] = target;
        }
    }
}

// None: no pattern goes on with this letter.
std::uint32_t PatternWalk::next(std::uint32_t state, char letter) const {
    const std::uint32_t wanted = step(letter, 0);
    while (state != 0 && state != none) {
        const std::uint32_t* const at = &states_[state];
        const std::uint32_t* const end = at + first_step + (at[counts] >> 16);
        for (const std::uint32_t* one = at + first_step; one != end; ++one)
            if ((*one & 0xFF00'0000U) == wanted) return *one & (most_states - 1);
        state = at[fallback];
    }
    return state == 0 ? from_first_[static_cast<unsigned char>(letter)] : none;
}

void PatternWalk::numbers(std::string_view word, std::string& behind) const {
    // Patterns see a point at both ends of the word; one place per byte that is read, the first of them the point.
    std::string& places = behind;
    places.assign(word.size() + 2, '0');
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < word.size() + 2; ++i) {
        state = next(state, i == 0 || i > word.size() ? '.' : word[i - 1]);
        if (state == none) {
            state = 0;
            continue;
        }
        const std::uint32_t first = states_[state + first_mark], marks = states_[state + counts] & 0xFFFF;
        for (std::uint32_t m = first; m < first + marks; ++m) {
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
