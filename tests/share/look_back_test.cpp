// Looking back against a small reference that was written apart from it: pairs of moments, counted by brute force.
#include "share/look_back.h"

#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <set>

#include "share/look_back_plot.h"

using namespace katern;
using namespace katern::share;

namespace {

Moment moment(Stage stage, notes::Milliseconds at, const std::string& id, std::size_t start, std::size_t end,
              std::vector<std::string> after = {}) {
    Moment out;
    out.stage = stage;
    out.at = at;
    out.id = id;
    out.chapter = "01";
    out.range = {start, end};
    out.placed = true;
    out.after = std::move(after);
    return out;
}

// Which ids belong together, by going from each to all that it shares half its letters with or followed from.
std::set<std::set<std::string>> reference(const std::vector<Moment>& moments) {
    const auto together = [](const Moment& a, const Moment& b) {
        for (const std::string& id : a.after)
            if (id == b.id) return true;
        for (const std::string& id : b.after)
            if (id == a.id) return true;
        if (!a.placed || !b.placed || a.chapter.empty() || a.chapter != b.chapter) return false;
        std::size_t shared = 0, shorter = std::min(a.range.end - a.range.start, b.range.end - b.range.start);
        for (std::size_t at = a.range.start; at < a.range.end; ++at)
            shared += at >= b.range.start && at < b.range.end ? 1 : 0;
        if (shorter > 0) return shared > 0 && 2 * shared >= shorter;
        const Moment& point = a.range.empty() ? a : b;
        const Moment& other = a.range.empty() ? b : a;
        if (other.range.empty()) return point.range.start == other.range.start;
        return point.range.start >= other.range.start && point.range.start < other.range.end;
    };
    std::vector<bool> seen(moments.size(), false);
    std::set<std::set<std::string>> groups;
    std::function<void(std::size_t, std::set<std::string>&)> walk = [&](std::size_t at, std::set<std::string>& group) {
        seen[at] = true;
        group.insert(moments[at].id);
        for (std::size_t other = 0; other < moments.size(); ++other)
            if (!seen[other] && together(moments[at], moments[other])) walk(other, group);
    };
    for (std::size_t i = 0; i < moments.size(); ++i) {
        if (seen[i]) continue;
        std::set<std::string> group;
        walk(i, group);
        groups.insert(group);
    }
    return groups;
}

std::set<std::set<std::string>> groups_of(const LookBack& all) {
    std::set<std::set<std::string>> groups;
    for (const Thread& thread : all.threads) {
        std::set<std::string> group;
        for (const std::size_t i : thread.moments) group.insert(all.moments[i].id);
        groups.insert(group);
    }
    return groups;
}

std::vector<Moment> random_moments(std::mt19937& random, std::size_t count) {
    const auto number = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
    };
    std::vector<Moment> out;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t start = number(400), length = number(4) == 0 ? 0 : number(40);
        Moment one =
            moment(static_cast<Stage>(number(stage_count)), static_cast<notes::Milliseconds>(number(1'000'000)),
                   "m" + std::to_string(i), start, start + length);
        one.chapter = number(2) == 0 ? "01" : "02";
        one.placed = number(10) != 0;
        if (i > 0 && number(6) == 0) one.after = {"m" + std::to_string(number(i))};
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

TEST_CASE("what lies at one passage, or followed from each other, is one thread: as brute force finds it") {
    std::mt19937 random(20260312);
    for (int round = 0; round < 60; ++round) {
        const std::vector<Moment> moments = random_moments(random, 1 + static_cast<std::size_t>(round));
        const LookBack all = look_back(moments);
        INFO("round " << round);
        CHECK(groups_of(all) == reference(moments));
        REQUIRE(all.thread_of.size() == moments.size());
        for (std::size_t thread = 0; thread < all.threads.size(); ++thread)
            for (const std::size_t i : all.threads[thread].moments) CHECK(all.thread_of[i] == thread);
        StageCounts counts = counts_of(all.moments);
        for (const Moment& one : moments) --counts.at(static_cast<std::size_t>(one.stage));
        CHECK(counts == StageCounts{});
    }
}

TEST_CASE("a thread goes through one moment of each stage, none before the one above it where that can be") {
    const LookBack all =
        look_back({moment(Stage::found, 900, "came", 0, 0, {"decided"}), moment(Stage::marked, 100, "early", 10, 30),
                   moment(Stage::marked, 700, "late", 12, 30), moment(Stage::asked, 50, "asked too early", 10, 30),
                   moment(Stage::asked, 200, "asked", 10, 30), moment(Stage::decided, 300, "decided", 10, 28),
                   moment(Stage::marked, 10, "elsewhere", 100, 120)});
    REQUIRE(all.threads.size() == 2);
    std::vector<std::string> path;
    for (const std::size_t i : all.threads.front().path) path.push_back(all.moments[i].id);
    CHECK(path == std::vector<std::string>{"early", "asked", "decided", "came"});
    CHECK(all.moments[all.threads.back().path.front()].id == "elsewhere");
}

TEST_CASE("moments are chosen by network and by chapter") {
    Moment mine = moment(Stage::marked, 1, "mine", 0, 5), theirs = moment(Stage::marked, 2, "theirs", 0, 5);
    theirs.networks = {"oost", "west"};
    theirs.chapter = "02";
    CHECK(moments_of({mine, theirs}, "", "").size() == 2);
    CHECK(moments_of({mine, theirs}, "west", "").front().id == "theirs");
    CHECK(moments_of({mine, theirs}, "oost", "01").empty());
    CHECK(moments_of({mine, theirs}, "", "01").front().id == "mine");
}

TEST_CASE(
    "in the picture every moment is in one dot of its line, in its place in time, and curves go from line to line") {
    std::mt19937 random(7);
    const LookBack all = look_back(random_moments(random, 300));
    const Plot plot = plot_of(all, {1'200'000}, 800, 60);
    std::set<std::size_t> drawn;
    for (const PlotDot& dot : plot.dots) {
        CHECK(dot.radius >= 4);
        CHECK(dot.x >= 0);
        CHECK(dot.x <= 800);
        for (const std::size_t i : dot.moments) {
            CHECK(drawn.insert(i).second);
            CHECK(all.moments[i].stage == dot.stage);
            CHECK(std::abs(plot.x_of(all.moments[i].at) - dot.x) < 10);
        }
    }
    CHECK(drawn.size() == all.moments.size());
    CHECK(plot.x_of(1'200'000) <= 800);
    for (const PlotCurve& curve : plot.curves)
        for (std::size_t i = 1; i < curve.through.size(); ++i)
            CHECK(curve.through[i].second > curve.through[i - 1].second);
    CHECK(plot_of(LookBack{}, {}, 800, 60).dots.empty());
}

TEST_CASE("a year has its months below the lines, a week its days, and never more than there is room for") {
    const auto ticks = [](const std::string& from, const std::string& to) {
        return plot_of(look_back({moment(Stage::marked, *notes::from_iso_8601(from), "a", 0, 5),
                                  moment(Stage::marked, *notes::from_iso_8601(to), "b", 50, 55)}),
                       {}, 900, 60)
            .ticks;
    };
    const std::vector<PlotTick> year = ticks("2025-09-02", "2026-07-10");
    CHECK(year.size() >= 5);
    CHECK(year.size() <= 12);
    CHECK(std::all_of(year.begin(), year.end(), [](const PlotTick& tick) { return tick.is_month; }));
    CHECK(std::count_if(year.begin(), year.end(), [](const PlotTick& tick) { return tick.names_year; }) == 1);
    const std::vector<PlotTick> week = ticks("2026-03-01", "2026-03-08");
    CHECK(week.size() >= 5);
    CHECK_FALSE(week.front().is_month);
    CHECK(ticks("2016-01-01", "2026-01-01").size() <= 13);
}
