#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "share/share.h"

namespace katern::share {
namespace {

struct Key {
    bool orphan;
    std::size_t chapter, start, end;
    notes::Milliseconds created;
    std::string root;  // keeps two notes on one passage apart, each with its replies
    bool reply;
    notes::Milliseconds replied;
    std::string id;

    [[nodiscard]] auto tie() const { return std::tie(orphan, chapter, start, end, created, root, reply, replied, id); }
};

using ById = std::unordered_map<std::string, const Passage*>;

// The note that a thread of replies began with. A file from elsewhere may name itself as its parent, so the way up is
// no longer than the list.
const Passage& root_of(const Passage& passage, const ById& by_id) {
    const Passage* at = &passage;
    for (std::size_t steps = 0; steps < by_id.size() && !at->note.parent.empty(); ++steps) {
        const auto parent = by_id.find(at->note.parent);
        if (parent == by_id.end()) break;
        at = parent->second;
    }
    return *at;
}

}  // namespace

void sort_in_reading_order(std::vector<Passage>& passages, const document::Book& book) {
    ById by_id;
    for (const Passage& passage : passages) by_id.emplace(passage.note.id, &passage);
    std::vector<std::pair<Key, std::size_t>> order;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const Passage& passage = passages[i];
        const Passage& root = root_of(passage, by_id);
        order.push_back({Key{root.orphan(), book.find(root.place.chapter).value_or(SIZE_MAX), root.place.range.start,
                             root.place.range.end, root.note.created, root.note.id, &root != &passage,
                             passage.note.created, passage.note.id},
                         i});
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first.tie() < b.first.tie(); });
    std::vector<Passage> sorted;
    sorted.reserve(passages.size());
    for (const auto& [key, index] : order) sorted.push_back(std::move(passages[index]));
    passages = std::move(sorted);
}

}  // namespace katern::share
