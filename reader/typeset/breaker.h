// How break_lines works: from break to break the best ways to come there are kept. Inside typeset/ only.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "typeset/break_lines.h"

namespace katern::typeset {

// Used again for paragraph after paragraph, so that its vectors are made once.
class Breaker {
public:
    void start(std::span<const Item> items, float measure, float ragged, const Penalties& penalties);

    // No way with a line looser than `tolerance` can be better than one that costs less than this.
    [[nodiscard]] double least_demerits_beyond(double tolerance) const;
    // The best way whose lines' ratios stay under `tolerance`; empty when there is none (unless `emergency`, which always finds one).
    // `looseness` nothing: lines are not counted.
    [[nodiscard]] Breaking run(double tolerance, bool emergency, int looseness);
    // The way with the fewest rivers among those that cost little more; `best` is what the last run gave.
    [[nodiscard]] Breaking with_fewest_rivers(Breaking best);
    // After a paragraph that was much longer than most.
    void forget();
    [[nodiscard]] std::size_t room() const { return sums_.capacity(); }

private:
    // How a line is set; neighbours that differ by more than one class look uneven.
    enum Fitness : std::int8_t { tight, decent, loose, very_loose };

    struct Sums {
        double width = 0, stretch = 0, shrink = 0, letters = 0;
    };
    // The best way of its kind to end a line at an item.
    struct Node {
        double demerits = 0;        // of all lines up to there
        std::uint32_t item = 0;     // at which the line before it ended
        std::int32_t previous = -1;
        std::int32_t line = 0;      // counted only where their number matters
        std::int8_t fitness = decent;
        std::int8_t hyphens = 0;    // flagged breaks in a row that end here
        bool overfull = false;
    };
    // A break that may start the next line, with all nodes of that item: the line that starts there is the same for all.
    struct Start {
        Sums before;              // of all items before the line, less what it hangs out on the left
        double reach = 0;         // how far a line from here must come to be within the tolerance; see reach_of
        std::uint32_t first = 0;  // item of the line
        std::uint32_t node = 0, node_end = 0;
        bool out = false;         // no line from here fits any more
    };
    // How a line would be set between two breaks.
    struct Fit {
        double ratio = 0;
        double letters = 0;  // px that its letters are wider
        double share = 0;    // of what they may be
    };
    struct Candidate {
        double demerits = 0;
        std::int32_t from = -1;
        std::int32_t line = 0;
        std::int8_t fitness = decent;
        std::int8_t hyphens = 0;
    };

    [[nodiscard]] static Fitness fitness_of(double ratio);
    [[nodiscard]] static bool is_forced(const Item& item) { return item.kind == Item::Kind::penalty && item.penalty <= forced_break; }
    // Width and all that may be added to it, up to an item. Since it grows from item to item, the lines that are still too short at
    // a break are those behind the first one that is. What a flush-left line may fall short is its own and not its items': see add_start.
    [[nodiscard]] double reach_of(const Sums& sums) const {
        return ragged_ > 0 ? sums.width : sums.width + tolerance_ * sums.stretch + penalties_.letter_fit * sums.letters;
    }
    // Whether every line that might end here is; then nothing has to be looked at.
    [[nodiscard]] bool is_too_short(std::size_t i) const {
        return head_ < starts_.size() && reach_of(sums_[i]) < starts_[head_].reach && !is_forced(items_[i]);
    }
    [[nodiscard]] std::uint32_t first_item(std::size_t broken_at) const;
    void add_start(std::size_t broken_at, std::uint32_t node);
    [[nodiscard]] double fit(const Start& from, std::size_t i, Fit& out) const;
    [[nodiscard]] double fit_tightly(const Start& from, std::size_t i, double missing, Fit& out) const;
    [[nodiscard]] double own_demerits(const Item& item, const Fit& fit) const;
    [[nodiscard]] double demerits(double own, const Node& from, int fitness, int hyphens, bool last) const;
    [[nodiscard]] const Node& cheapest_of(const Start& start) const;
    [[nodiscard]] bool overflows_less(const Start& one, const Start& other) const;
    [[nodiscard]] bool consider(std::size_t i, bool emergency);
    void offer(const Start& from, std::size_t i, const Fit& way);
    void keep(const Candidate& one);
    [[nodiscard]] bool is_hopeless(const Candidate& one) const;
    [[nodiscard]] bool add_nodes(std::size_t i);
    void add_overfull_node(std::size_t i, const Start& from);
    [[nodiscard]] const Start& start_of(std::size_t node) const;
    [[nodiscard]] BrokenLine line_between(const Start& from, std::size_t i, const Fit& way) const;
    [[nodiscard]] Breaking collect(int looseness) const;
    void look(std::size_t node, double behind, double limit, Breaking& best, std::size_t& rivers);

    std::span<const Item> items_;
    double measure_ = 0;
    double ragged_ = 0;
    Penalties penalties_;
    double tolerance_ = 0;
    bool counted_ = false;
    double dear_ = 0;  // see is_hopeless
    double most_ = 0;  // demerits: ways that cost more are given up
    double least_penalty_ = 0;
    double edges_ = 0;  // most that hyphens, hanging signs and other spellings at the ends of a line come to
    std::vector<Sums> sums_;
    std::vector<std::uint32_t> breaks_;  // items at which a line may end
    std::size_t break_count_ = 0;
    std::vector<Node> nodes_;
    std::vector<Start> starts_;
    std::size_t head_ = 0;           // in starts_: those before are out
    std::uint32_t finished_ = 0;     // nodes from here on end the paragraph
    std::vector<Candidate> best_;
    int looks_ = 0, ways_ = 0;
    std::vector<BrokenLine> back_, way_;
};

}  // namespace katern::typeset
