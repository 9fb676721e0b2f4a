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

// The notes that threads of replies began with, each found once, so that a long thread costs no more than its length.
class Roots {
public:
    explicit Roots(const std::vector<Passage>& passages) {
        for (const Passage& passage : passages) by_id_.emplace(passage.note.id, &passage);
    }

    // A file from elsewhere may name itself as its parent: such a ring begins where it was come upon.
    const Passage& of(const Passage& passage) {
        std::vector<const Passage*> way{&passage};
        const Passage* root = nullptr;
        while (root == nullptr) {
            const Passage* at = way.back();
            if (const auto known = roots_.find(at); known != roots_.end()) {
                root = known->second;
                break;
            }
            roots_.emplace(at, at);
            const auto parent = at->note.parent.empty() ? by_id_.end() : by_id_.find(at->note.parent);
            if (parent == by_id_.end())
                root = at;
            else
                way.push_back(parent->second);
        }
        for (const Passage* each : way) roots_[each] = root;
        return *root;
    }

private:
    std::unordered_map<std::string_view, const Passage*> by_id_;
    std::unordered_map<const Passage*, const Passage*> roots_;
};

}  // namespace

void sort_in_reading_order(std::vector<Passage>& passages, const document::Book& book) {
    Roots roots(passages);
    std::vector<std::pair<Key, std::size_t>> order;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const Passage& passage = passages[i];
        const Passage& root = roots.of(passage);
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
