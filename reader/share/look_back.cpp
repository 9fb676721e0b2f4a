#include "share/look_back.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "share/union_find.h"

namespace katern::share {
namespace {

constexpr std::array stage_names{std::string_view("marked"),  std::string_view("asked"), std::string_view("brought"),
                                 std::string_view("decided"), std::string_view("done"),  std::string_view("found")};
static_assert(stage_names.size() == stage_count);

bool same_passage(const notes::CodePointRange& a, const notes::CodePointRange& b) {
    if (a.empty() || b.empty()) return a.start == b.start || (a.start <= b.start && b.start < a.end);
    const std::size_t start = std::max(a.start, b.start), end = std::min(a.end, b.end);
    return start < end && 2 * (end - start) >= std::min(a.end - a.start, b.end - b.start);
}

// A sweep over the places, as in together.cpp: what has ended before a passage begins shares nothing with it.
void join_by_place(const std::vector<Moment>& moments, UnionFind& groups) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < moments.size(); ++i)
        if (moments[i].placed && !moments[i].chapter.empty()) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto rank = [&](std::size_t i) {
            // Of those that begin at the same place the longest first, so that a point finds it.
            return std::tuple(std::string_view(moments[i].chapter), moments[i].range.start, ~moments[i].range.end, i);
        };
        return rank(a) < rank(b);
    });
    std::vector<std::size_t> reached;
    for (std::size_t n = 0; n < order.size(); ++n) {
        const Moment& moment = moments[order[n]];
        const Moment* before = n > 0 ? &moments[order[n - 1]] : nullptr;
        if (before && before->chapter == moment.chapter && before->range == moment.range) {
            groups.join(order[n], order[n - 1]);
            continue;
        }
        std::erase_if(reached, [&](std::size_t other) {
            return moments[other].chapter != moment.chapter ||
                   (moments[other].range.end <= moment.range.start && moments[other].range.start != moment.range.start);
        });
        for (const std::size_t other : reached)
            if (same_passage(moments[other].range, moment.range)) groups.join(other, order[n]);
        reached.push_back(order[n]);
    }
}

void join_by_following(const std::vector<Moment>& moments, UnionFind& groups) {
    std::unordered_map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < moments.size(); ++i) by_id.emplace(moments[i].id, i);
    for (std::size_t i = 0; i < moments.size(); ++i)
        for (const std::string& id : moments[i].after)
            if (const auto found = by_id.find(id); found != by_id.end()) groups.join(found->second, i);
}

// Of each stage the first that is not earlier than the one above it; where there is none, the first.
std::vector<std::size_t> path_of(const std::vector<std::size_t>& members, const std::vector<Moment>& moments) {
    std::vector<std::size_t> path;
    for (std::size_t stage = 0; stage < stage_count; ++stage) {
        std::optional<std::size_t> first, next;
        for (const std::size_t i : members) {
            if (moments[i].stage != static_cast<Stage>(stage)) continue;
            if (!first) first = i;
            if (!next && (path.empty() || moments[i].at >= moments[path.back()].at)) next = i;
        }
        if (first) path.push_back(next.value_or(*first));
    }
    return path;
}

}  // namespace

std::string_view to_text(Stage stage) {
    return stage_names.at(static_cast<std::size_t>(stage));
}

LookBack look_back(std::vector<Moment> moments) {
    LookBack out;
    std::stable_sort(moments.begin(), moments.end(), [](const Moment& a, const Moment& b) {
        return std::tie(a.at, a.stage, a.id) < std::tie(b.at, b.stage, b.id);
    });
    out.moments = std::move(moments);
    UnionFind groups(out.moments.size());
    join_by_place(out.moments, groups);
    join_by_following(out.moments, groups);
    std::map<std::size_t, std::vector<std::size_t>> by_root;
    for (std::size_t i = 0; i < out.moments.size(); ++i) by_root[groups.root(i)].push_back(i);
    for (auto& [root, members] : by_root) {
        std::vector<std::size_t> path = path_of(members, out.moments);
        out.threads.push_back({std::move(members), std::move(path)});
    }
    std::stable_sort(out.threads.begin(), out.threads.end(),
                     [](const Thread& a, const Thread& b) { return a.path.size() > b.path.size(); });
    out.thread_of.resize(out.moments.size());
    for (std::size_t thread = 0; thread < out.threads.size(); ++thread)
        for (const std::size_t i : out.threads[thread].moments) out.thread_of[i] = thread;
    return out;
}

std::vector<Moment> moments_of(const std::vector<Moment>& all, const std::string& network, const std::string& chapter) {
    std::vector<Moment> out;
    for (const Moment& moment : all) {
        const bool here = chapter.empty() || moment.chapter == chapter;
        const bool theirs = network.empty() ||
                            std::find(moment.networks.begin(), moment.networks.end(), network) != moment.networks.end();
        if (here && theirs) out.push_back(moment);
    }
    return out;
}

StageCounts counts_of(const std::vector<Moment>& moments) {
    StageCounts counts{};
    for (const Moment& moment : moments) ++counts.at(static_cast<std::size_t>(moment.stage));
    return counts;
}

}  // namespace katern::share
