#include "text/pattern_walk.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace katern::text {
namespace {

constexpr std::size_t longest_line = 98;      // bytes; what is longer libhyphen skips with a warning
constexpr std::size_t longest_encoding = 18;  // bytes of its name
constexpr std::string_view image_mark = "katern: walk 1\n";

std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// Settings that only say how many letters stay before and after a break.
bool is_least_count(std::string_view line) {
    for (const std::string_view name : {"LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN"})
        if (line.starts_with(name)) return true;
    return false;
}

bool is_beyond_patterns(std::string_view line) {
    return line.size() > longest_line || line.find('/') != std::string_view::npos || line.starts_with("NOHYPHEN") || line.starts_with("NEXTLEVEL");
}

}  // namespace

// Whatever any pattern begins with is a node, as each is a state of libhyphen's.
class PatternWalk::Tree {
public:
    struct Node {
        std::uint32_t child = 0, sibling = 0;  // 0: none
        std::uint32_t fallback = 0;            // the longest end of it that is a node too
        std::uint32_t first_mark = 0;
        std::uint16_t marks = 0, children = 0;
        char letter = 0;  // the last one
    };
    std::vector<Node> nodes{1};
    std::vector<Mark> marks;

    // "2b3c": letters, and between them numbers other than 0. Of equal letters the last pattern counts.
    void add(std::string_view pattern) {
        std::size_t depth = 0;
        bool as_before = true;  // mostly it begins with the letters of the one before it
        numbers_.clear();
        char number = '0';
        for (const char c : pattern) {
            if (static_cast<unsigned char>(c) <= ' ') break;
            if (c >= '0' && c <= '9') {
                number = c;
                continue;
            }
            numbers_ += std::exchange(number, '0');
            as_before = as_before && depth + 1 < path_.size() && nodes[path_[depth + 1]].letter == c;
            if (!as_before) {
                path_.resize(depth + 1);
                path_.push_back(child_for(path_.back(), c));
            }
            ++depth;
        }
        path_.resize(depth + 1);
        numbers_ += number;
        Node& node = nodes[path_.back()];
        node.first_mark = static_cast<std::uint32_t>(marks.size());
        for (std::size_t p = 0; p < numbers_.size(); ++p)
            if (numbers_[p] != '0') marks.push_back({static_cast<std::uint8_t>(numbers_.size() - 1 - p), numbers_[p]});
        node.marks = static_cast<std::uint16_t>(marks.size() - node.first_mark);
    }

    // All of them, shorter ones first; sets their fall-backs (Aho and Corasick, 1975).
    std::vector<std::uint32_t> find_fallbacks() {
        std::vector<std::uint32_t> order{0};
        order.reserve(nodes.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            const std::uint32_t parent = order[i];
            for (std::uint32_t node = nodes[parent].child; node != 0; node = nodes[node].sibling) {
                order.push_back(node);
                for (std::uint32_t end = parent; end != 0 && nodes[node].fallback == 0;) {
                    end = nodes[end].fallback;
                    nodes[node].fallback = child(end, nodes[node].letter);
                }
            }
        }
        return order;
    }

    [[nodiscard]] std::uint32_t child(std::uint32_t of, char letter) const {
        if (of == 0) return first_[static_cast<unsigned char>(letter)];
        std::uint32_t node = nodes[of].child;
        while (node != 0 && nodes[node].letter != letter) node = nodes[node].sibling;
        return node;
    }

private:
    std::uint32_t child_for(std::uint32_t of, char letter) {
        if (const std::uint32_t known = child(of, letter)) return known;
        const auto made = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back({.sibling = nodes[of].child, .letter = letter});
        nodes[of].child = made;
        ++nodes[of].children;
        if (of == 0) first_[static_cast<unsigned char>(letter)] = made;
        return made;
    }

    std::array<std::uint32_t, 256> first_{};  // children of the root, by letter
    std::vector<std::uint32_t> path_{0};      // to the pattern before
    std::string numbers_;
};

// Then come the states and the marks.
struct PatternWalk::Head {
    char mark[16] = {};
    char encoding[longest_encoding + 2] = {};
    std::uint32_t states = 0, marks = 0;
    std::array<std::uint32_t, 256> from_first{};
};

bool PatternWalk::is_image(std::string_view bytes) { return bytes.starts_with(image_mark); }

std::string PatternWalk::image() const {
    Head head;
    image_mark.copy(head.mark, sizeof head.mark);
    encoding_.copy(head.encoding, longest_encoding);
    head.states = static_cast<std::uint32_t>(states_.size());
    head.marks = static_cast<std::uint32_t>(marks_.size());
    head.from_first = from_first_;
    std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
    bytes.append(reinterpret_cast<const char*>(states_.data()), states_.size_bytes());
    bytes.append(reinterpret_cast<const char*>(marks_.data()), marks_.size_bytes());
    return bytes;
}

PatternWalk::PatternWalk(std::string_view dictionary) {
    if (is_image(dictionary))
        look_at(dictionary);
    else
        read(dictionary);
}

void PatternWalk::look_at(std::string_view image) {
    Head head;
    const bool aligned = reinterpret_cast<std::uintptr_t>(image.data()) % alignof(std::uint32_t) == 0;
    if (!aligned || image.size() < sizeof head) return;
    std::memcpy(&head, image.data(), sizeof head);
    image.remove_prefix(sizeof head);
    const std::size_t states = std::size_t{head.states} * sizeof(std::uint32_t), marks = std::size_t{head.marks} * sizeof(Mark);
    if (image.size() != states + marks || head.encoding[longest_encoding] != '\0') return;
    encoding_ = head.encoding;
    states_ = {reinterpret_cast<const std::uint32_t*>(image.data()), head.states};
    marks_ = {reinterpret_cast<const Mark*>(image.data() + states), head.marks};
    from_first_ = head.from_first;
}

void PatternWalk::read(std::string_view dictionary) {
    std::string_view name = take_line(dictionary);
    if (name.ends_with('\r')) name.remove_suffix(1);
    if (name.empty() || name.size() > longest_encoding) return;
    Tree tree;
    tree.nodes.reserve(dictionary.size() / 4);
    tree.marks.reserve(dictionary.size() / 3);
    while (!dictionary.empty()) {
        const std::string_view line = take_line(dictionary);
        if (line.starts_with('%') || is_least_count(line)) continue;
        if (is_beyond_patterns(line)) return;
        tree.add(line);
    }
    const std::vector<std::uint32_t> order = tree.find_fallbacks();
    std::vector<std::uint32_t> at(order.size());  // where each of them goes
    std::size_t room = 0;
    for (const std::uint32_t node : order) {
        at[node] = static_cast<std::uint32_t>(room);
        room += first_step + tree.nodes[node].children;
    }
    if (order.size() == 1 || room >= most_states) return;
    encoding_ = name;
    own_states_.reserve(room);
    from_first_.fill(none);
    for (const std::uint32_t i : order) {
        const Tree::Node& node = tree.nodes[i];
        own_states_.push_back(i == 0 ? none : at[node.fallback]);
        own_states_.push_back(node.first_mark);
        own_states_.push_back(std::uint32_t{node.children} << 16 | node.marks);
        for (std::uint32_t child = node.child; child != 0; child = tree.nodes[child].sibling) {
            own_states_.push_back(step(tree.nodes[child].letter, at[child]));
            if (i == 0) from_first_[static_cast<unsigned char>(tree.nodes[child].letter)] = at[child];
        }
    }
    own_marks_ = std::move(tree.marks);
    states_ = own_states_;
    marks_ = own_marks_;
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
