#include "typeset/break_lines.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "typeset/rivers.h"

namespace katern::typeset {
namespace {

constexpr float letter = 10;

Item box(float width) {
    return {.kind = Item::Kind::box, .width = width};
}
Item space() {
    return {.kind = Item::Kind::glue, .width = letter, .stretch = 5, .shrink = 3};
}
Item hyphen() {
    return {.kind = Item::Kind::penalty, .flagged = true, .width = letter, .penalty = 50};
}
Item end() {
    return {.kind = Item::Kind::penalty, .penalty = forced_break};
}

// Every letter is 10 px wide; '-' is a place for a hyphen, ' ' a space, '/' a break that must be.
std::vector<Item> paragraph(std::string_view text) {
    std::vector<Item> items;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t word = std::min(text.find_first_of("- /", i), text.size()) - i;
        if (word > 0) items.push_back(box(letter * static_cast<float>(word)));
        i += word;
        if (i == text.size()) break;
        items.push_back(text[i] == ' ' ? space() : text[i] == '-' ? hyphen() : end());
        ++i;
    }
    items.push_back(end());
    return items;
}

// The paragraph as it is set, a line per line, for eyes.
std::string set(std::string_view text, float measure, float ragged = 0) {
    const std::vector<Item> items = paragraph(text);
    std::vector<std::string> words;  // per item
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t word = std::min(text.find_first_of("- /", i), text.size()) - i;
        if (word > 0) words.emplace_back(text.substr(i, word));
        i += word;
        if (i == text.size()) break;
        words.emplace_back(text[i] == ' ' ? " " : "");
        ++i;
    }
    words.emplace_back("");
    std::string out;
    for (const BrokenLine& line : break_lines(items, measure, ragged).lines) {
        for (std::size_t i = line.first; i < line.last; ++i) out += words[i];
        if (items[line.last].flagged) out += "-";
        if (line.overfull) out += "!";
        out += "\n";
    }
    return out;
}

// --- The definition, without any cleverness: all ways to break, each counted as the paper says -----------------------

struct Reference {
    const std::vector<Item>& items;
    double measure;
    double ragged;
    Penalties penalties;

    bool legal(std::size_t i) const {
        if (items[i].kind == Item::Kind::penalty) return items[i].penalty < forbidden_break;
        return items[i].kind == Item::Kind::glue && i > 0 && items[i - 1].kind == Item::Kind::box;
    }
    bool forced(std::size_t i) const {
        return items[i].kind == Item::Kind::penalty && items[i].penalty <= forced_break;
    }
    std::size_t start_after(std::size_t i) const {
        while (i < items.size() && items[i].kind != Item::Kind::box && !forced(i)) ++i;
        return i;
    }
    struct Way {
        double ratio = 0;
        double letters = 0;  // share used of what the letters may give
    };
    // The line from `start` to a break at `i`, when the one before it ended at `broken`. Nothing when it is too wide.
    // What is asked again is remembered: it is asked for every way that has this line.
    const std::optional<Way>& way(std::size_t start, std::size_t i, std::optional<std::size_t> broken) const {
        const std::size_t before = broken ? *broken + 1 : 0;
        if (ways.empty()) ways.resize(items.size() * items.size());
        auto& known = ways[before * items.size() + i];
        if (!known) known = measured(start, i, broken);
        return *known;
    }
    std::optional<Way> measured(std::size_t start, std::size_t i, std::optional<std::size_t> broken) const {
        double width = 0, stretch = 0, shrink = 0, boxes = 0;
        for (std::size_t k = start; k < i; ++k) {
            if (items[k].kind == Item::Kind::penalty) continue;
            width += items[k].width;
            stretch += items[k].stretch;
            shrink += items[k].shrink;
            if (items[k].kind == Item::Kind::box) boxes += items[k].width;
        }
        if (items[i].kind == Item::Kind::penalty) width += items[i].width;
        if (items[start].kind == Item::Kind::box) width -= items[start].hang;
        if (broken) width += items[*broken].after;
        if (ragged <= 0) width -= items[i].hang;
        const double missing = measure - width;
        if (std::abs(missing) < 0.01) return Way{};
        if (missing > 0 && forced(i)) return Way{};
        if (missing > 0 && ragged > 0) return Way{missing / ragged, 0};
        if (ragged > 0) return std::nullopt;
        const double letters = boxes * penalties.letter_fit;
        if (missing > 0) {
            if (stretch <= 0) return Way{25 * (1 + missing / measure), 0};
            const double given = std::clamp(missing - stretch, 0.0, letters);
            return Way{std::min((missing - given) / stretch, 50.0), given > 0 ? given / letters : 0};
        }
        const double over = -missing - shrink;
        if (over > letters) return std::nullopt;
        if (over <= 0) return Way{missing / shrink, 0};
        return Way{-1, over / letters};
    }
    static int fitness(double r) { return r < -0.5 ? 0 : r <= 0.5 ? 1 : r <= 1 ? 2 : 3; }

    mutable std::vector<std::optional<std::optional<Way>>> ways{};  // by the break before it and its own
    double least = std::numeric_limits<double>::infinity();
    std::map<std::size_t, double> least_of{};  // by number of lines
    std::vector<std::pair<double, std::vector<std::size_t>>> all{};  // every way that is allowed

    // Demerits of one whole way; nothing when it is not allowed.
    std::optional<double> demerits(const std::vector<std::size_t>& breaks) const {
        double sum = 0;
        std::size_t start = start_after(0);
        int last_fitness = 1;
        int hyphens = 0;
        for (std::size_t n = 0; n < breaks.size(); ++n) {
            const Item& item = items[breaks[n]];
            const auto& w = way(start, breaks[n], n > 0 ? std::optional(breaks[n - 1]) : std::nullopt);
            if (!w || w->ratio > penalties.tolerance) return std::nullopt;
            const double r = w->ratio;
            const double line = penalties.line + 100 * std::pow(std::abs(r), 3);
            sum += line * line + penalties.letters * w->letters;
            if (item.kind == Item::Kind::penalty && !forced(breaks[n])) sum += double(item.penalty) * item.penalty;
            const bool last = n + 1 == breaks.size();
            if (last && hyphens > 0) sum += penalties.last_hyphen;
            hyphens = item.flagged ? hyphens + 1 : 0;
            if (hyphens > penalties.most_hyphens_in_a_row) return std::nullopt;
            if (hyphens > 1) sum += penalties.double_hyphen;
            if (std::abs(fitness(r) - last_fitness) > 1) sum += penalties.fitness_mismatch;
            last_fitness = fitness(r);
            start = start_after(breaks[n] + 1);
        }
        return sum;
    }

    void search(std::vector<std::size_t>& breaks, std::size_t from) {
        for (std::size_t i = from; i < items.size(); ++i) {
            if (!legal(i)) continue;
            const std::size_t start = breaks.empty() ? start_after(0) : start_after(breaks.back() + 1);
            if (i < start) continue;
            const std::optional<std::size_t> broken = breaks.empty() ? std::nullopt : std::optional(breaks.back());
            breaks.push_back(i);
            if (i + 1 == items.size()) {
                if (const auto sum = demerits(breaks)) {
                    least = std::min(least, *sum);
                    all.emplace_back(*sum, breaks);
                    const auto known = least_of.try_emplace(breaks.size(), *sum).first;
                    known->second = std::min(known->second, *sum);
                }
            } else if (const auto& w = way(start, i, broken); w && w->ratio <= penalties.tolerance) {
                search(breaks, i + 1);
            }
            breaks.pop_back();
            if (forced(i)) break;
        }
    }
    double best() {
        std::vector<std::size_t> breaks;
        search(breaks, 0);
        return least;
    }
};

std::string random_text(std::mt19937& random, int words) {
    std::string text;
    for (int w = 0; w < words; ++w) {
        if (w > 0) text += random() % 23 == 0 ? '/' : ' ';
        const auto syllables = 1 + random() % 3;
        for (unsigned s = 0; s < syllables; ++s) {
            if (s > 0) text += '-';
            text += std::string(1 + random() % 5, 'a');
        }
    }
    return text;
}

}  // namespace

// Signs that hang and breaks that spell otherwise, so that widths at the edges differ from those within a line.
std::vector<Item> with_edges(std::vector<Item> items, std::mt19937& random) {
    for (Item& item : items) {
        if (random() % 3 == 0) item.hang = static_cast<float>(random() % 7);
        if (item.flagged && random() % 3 == 0) item.after = static_cast<float>(random() % 9) - 4;
    }
    return items;
}

TEST_CASE("lines are the best of all ways to break a paragraph") {
    std::mt19937 random(20261124);
    int compared = 0, with_letters = 0;
    for (int round = 0; round < 250; ++round) {
        const std::string text = random_text(random, 7 + static_cast<int>(random() % 4));
        const std::vector<Item> items = round % 2 == 0 ? paragraph(text) : with_edges(paragraph(text), random);
        const float measure = 90 + 10 * static_cast<float>(random() % 12);
        const float ragged = round % 3 == 0 ? 40.0F : 0.0F;
        Penalties penalties;
        penalties.river_share = 0;
        Reference reference{items, measure, ragged, penalties};
        const double best = reference.best();
        const Breaking ours = break_lines(items, measure, ragged, penalties);
        std::vector<std::size_t> breaks;
        for (const BrokenLine& line : ours.lines) breaks.push_back(line.last);
        if (std::isinf(best)) continue;
        ++compared;
        INFO(text << " in " << measure << (ragged > 0 ? " ragged" : ""));
        REQUIRE_FALSE(breaks.empty());
        const auto judged = reference.demerits(breaks);
        REQUIRE(judged);
        CHECK(*judged == Approx(best).epsilon(1e-6));
        CHECK(ours.demerits == Approx(best).epsilon(1e-6));
        for (const BrokenLine& line : ours.lines) {
            CHECK(std::abs(line.letter_fit) <= 0.0201F);
            if (line.letter_fit != 0) ++with_letters;
        }
    }
    CHECK(compared > 120);
    CHECK(with_letters > 10);
}

// The lines that a way has.
std::vector<BrokenLine> lines_of(const Reference& reference, const std::vector<std::size_t>& breaks) {
    std::vector<BrokenLine> lines;
    std::optional<std::size_t> broken;
    for (const std::size_t at : breaks) {
        const std::size_t first = reference.start_after(broken ? *broken + 1 : 0);
        const auto way = reference.way(first, at, broken);
        lines.push_back({.first = first, .last = at, .ratio = static_cast<float>(way->ratio)});
        broken = at;
    }
    return lines;
}

TEST_CASE("among lines that are nearly the best, those with the fewest rivers are taken") {
    std::mt19937 random(11);
    int better = 0, rivers_left = 0;
    for (int round = 0; round < 900; ++round) {
        const std::string text = random_text(random, 11);
        std::vector<Item> items = paragraph(text);
        for (Item& item : items) item.stretch *= 2;  // so that there are many ways
        Penalties penalties;
        penalties.letter_fit = 0;
        penalties.river_share = 0.8F;  // short paragraphs have few ways within the 2% of long ones
        const float measure = 70 + 10 * static_cast<float>(random() % 9);
        Reference reference{items, measure, 0, penalties};
        const double best = reference.best();
        if (std::isinf(best)) continue;
        std::size_t fewest = 1'000;
        for (const auto& [cost, breaks] : reference.all)
            if (cost <= best * 1.8) fewest = std::min(fewest, count_rivers(items, lines_of(reference, breaks), false));
        const Breaking ours = break_lines(items, measure, 0, penalties);
        INFO(text << " in " << measure);
        CHECK(ours.demerits <= best * 1.8001);
        CHECK(count_rivers(items, ours.lines, false) == fewest);
        rivers_left += fewest > 0 ? 1 : 0;
        penalties.river_share = 0;
        const Breaking off = break_lines(items, measure, 0, penalties);
        CHECK(off.demerits == Approx(best).epsilon(1e-6));
        if (count_rivers(items, off.lines, false) > fewest) ++better;
    }
    CHECK(better > 3);
    CHECK(rivers_left > 0);
}

TEST_CASE("a river is three word spaces or more below each other") {
    const auto rivers = [](std::string_view text) {
        const std::vector<Item> items = paragraph(text);
        std::vector<BrokenLine> lines;
        std::size_t first = 0;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].kind != Item::Kind::penalty || items[i].penalty > forced_break) continue;
            lines.push_back({.first = first, .last = i});
            first = i + 1;
        }
        return count_rivers(items, lines, false);
    };
    CHECK(rivers("aaa bb/aaa bbb/aaa b") == 1);
    CHECK(rivers("aaa bb/aaa bbb/aaa b/aaa bbbb") == 1);
    CHECK(rivers("aaa bb/aaa bbb/aaaa b") == 0);
    CHECK(rivers("aaa bb cc/aaa bb ccc/aaa bb c") == 2);
    CHECK(rivers("aaa bb/aaa bb") == 0);
    CHECK(rivers("aaa bb/aaaa/aaa bb") == 0);
}

TEST_CASE("a paragraph is set one line looser or tighter in the best way that there is") {
    std::mt19937 random(3);
    int looser = 0, tighter = 0;
    for (int round = 0; round < 250; ++round) {
        const std::string text = random_text(random, 8 + static_cast<int>(random() % 3));
        std::vector<Item> items = with_edges(paragraph(text), random);
        for (Item& item : items) item.shrink *= 3;  // so that some can be set tighter
        const float measure = 80 + 10 * static_cast<float>(random() % 12);
        Reference reference{items, measure, 0, {}};
        if (std::isinf(reference.best())) continue;
        const std::size_t natural = break_lines(items, measure).lines.size();
        for (const int by : {1, -1}) {
            const Breaking way = break_lines(items, measure, 0, {}, by);
            const std::size_t wished = natural + static_cast<std::size_t>(by);
            INFO(text << " in " << measure << ", lines: " << natural << ", asked for " << by);
            const bool can = reference.least_of.contains(wished);
            REQUIRE(way.lines.size() == (can ? wished : natural));
            CHECK(way.demerits == Approx(can ? reference.least_of.at(wished) : reference.least).epsilon(1e-6));
            if (can) ++(by > 0 ? looser : tighter);
        }
    }
    CHECK(looser > 10);
    CHECK(tighter > 3);
}

TEST_CASE("no line is wider than the measure unless it says so") {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        const std::string text = random_text(random, 40);
        const std::vector<Item> items = paragraph(text);
        const float measure = 40 + 10 * static_cast<float>(random() % 20);
        std::size_t next = 0;
        int hyphens = 0;
        for (const BrokenLine& line : break_lines(items, measure, round % 2 == 0 ? 0.0F : 30.0F).lines) {
            float width = 0;
            for (std::size_t i = line.first; i < line.last; ++i) {
                if (items[i].kind == Item::Kind::penalty) continue;
                width += items[i].width * (items[i].kind == Item::Kind::box ? 1 + line.letter_fit : 1) + (line.ratio < 0 ? line.ratio * items[i].shrink : 0);
            }
            if (items[line.last].kind == Item::Kind::penalty) width += items[line.last].width;
            INFO(text << " in " << measure);
            if (!line.overfull) CHECK(width <= measure + 0.01F);
            // Nothing but spaces and unused places for a hyphen is left out between two lines.
            for (std::size_t i = next; i < line.first; ++i) CHECK(items[i].kind != Item::Kind::box);
            next = line.last;
            hyphens = items[line.last].flagged ? hyphens + 1 : 0;
            if (!line.overfull) CHECK(hyphens <= 2);
        }
        CHECK(next + 1 == items.size());
    }
}

TEST_CASE("a word that can't be broken overflows and says so") {
    CHECK(set("een onbreekbaarwoord hier", 80) == "een\nonbreekbaarwoord!\nhier\n");
}

TEST_CASE("a line ends where it must") {
    CHECK(set("een/twee drie//vier", 200) == "een\ntwee drie\n\nvier\n");
}

TEST_CASE("lines that are set flush left may be short but never too wide") {
    CHECK(set("aaa bb cc ddddd", 60, 40) == "aaa\nbb cc\nddddd\n");
    CHECK(set("aaaa bbb cc ddd", 80, 30) == "aaaa bbb\ncc ddd\n");
}

TEST_CASE("a worse first line is taken where the whole paragraph gains by it") {
    // First fit sets "aaa bb" and is then left with a hole behind "cc".
    CHECK(set("aaa bb cc ddddd ee", 60) == "aaa\nbb cc\nddddd\nee\n");
    CHECK(set("aaaa bbb ccc dd-ddd", 120) == "aaaa bbb ccc\nddddd\n");
}

TEST_CASE("an empty paragraph has no lines") {
    CHECK(break_lines({}, 100).lines.empty());
}

}  // namespace katern::typeset
