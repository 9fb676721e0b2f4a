#include "share/together.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "share/union_find.h"

namespace katern::share {
namespace {

bool is_mark(const Passage& passage) {
    return passage.note.kind == notes::Kind::highlight && !passage.orphan() && passage.note.alive;
}

bool together(const notes::CodePointRange& a, const notes::CodePointRange& b) {
    if (a.empty() || b.empty()) return a == b;
    const std::size_t start = std::max(a.start, b.start), end = std::min(a.end, b.end);
    return start < end && 2 * (end - start) >= std::min(a.end - a.start, b.end - b.start);
}

// A sweep over the starts: only marks that have not ended yet can share a character with the next one. Marks of the
// very same range are one in the sweep.
void join_in_chapter(const std::vector<Passage>& marks, std::size_t from, std::size_t to, UnionFind& groups) {
    std::vector<std::size_t> order(to - from);
    std::iota(order.begin(), order.end(), from);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto &x = marks[a].place.range, &y = marks[b].place.range;
        return std::tie(x.start, x.end, a) < std::tie(y.start, y.end, b);
    });
    std::vector<std::size_t> reached;
    for (std::size_t n = 0; n < order.size(); ++n) {
        const notes::CodePointRange& range = marks[order[n]].place.range;
        if (n > 0 && marks[order[n - 1]].place.range == range) {
            groups.join(order[n], order[n - 1]);
            continue;
        }
        std::erase_if(reached, [&](std::size_t earlier) { return marks[earlier].place.range.end <= range.start; });
        for (const std::size_t earlier : reached)
            if (together(marks[earlier].place.range, range)) groups.join(earlier, order[n]);
        reached.push_back(order[n]);
    }
}

template <class T>
void add_once(std::vector<T>& list, const T& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

// How many replies hang under a note, however deep.
std::size_t replies_under(const Together& all, const std::string& id) {
    std::set<std::size_t> seen;  // someone's file may say that two reply to each other
    std::vector<const std::string*> open{&id};
    while (!open.empty()) {
        const auto found = all.replies_to.find(*open.back());
        open.pop_back();
        if (found == all.replies_to.end()) continue;
        for (const std::size_t reply : found->second)
            if (seen.insert(reply).second) open.push_back(&all.replies[reply].note.id);
    }
    return seen.size();
}

bool different_people_differ(const std::vector<Passage>& marks, const std::vector<std::size_t>& indices) {
    std::map<std::string, std::set<std::string>> by_category;  // category → people
    for (const std::size_t i : indices)
        if (!marks[i].note.category.empty()) by_category[marks[i].note.category].insert(marks[i].note.author.id);
    for (auto a = by_category.begin(); a != by_category.end(); ++a)
        for (auto b = std::next(a); b != by_category.end(); ++b)
            if (a->second.size() > 1 || b->second.size() > 1 || *a->second.begin() != *b->second.begin()) return true;
    return false;
}

SharedPassage passage_of(const Together& all, const std::vector<std::size_t>& indices) {
    const std::vector<Passage>& marks = all.marks;
    SharedPassage out;
    out.chapter = marks[indices.front()].place.chapter;
    out.range = marks[indices.front()].place.range;
    out.marks = indices;
    for (const std::size_t i : indices) {
        const Passage& mark = marks[i];
        out.range.start = std::min(out.range.start, mark.place.range.start);
        out.range.end = std::max(out.range.end, mark.place.range.end);
        add_once(out.people, mark.note.author.id);
        if (!mark.note.category.empty()) add_once(out.categories, mark.note.category);
        out.replies += replies_under(all, mark.note.id);
        out.open = out.open || is_open_question(mark.note);
    }
    out.differs = different_people_differ(marks, indices);
    return out;
}

void collect_people(Together& all) {
    for (const Passage& mark : all.marks) {
        const bool known = std::any_of(all.people.begin(), all.people.end(),
                                       [&](const notes::Profile& person) { return person.id == mark.note.author.id; });
        if (!known) all.people.push_back(mark.note.author);
    }
    std::sort(all.people.begin(), all.people.end(), [](const notes::Profile& a, const notes::Profile& b) {
        return std::tie(a.name, a.id) < std::tie(b.name, b.id);
    });
}

// By people, then by length, then as they stand in the book.
void sort_by_agreement(std::vector<std::size_t>& list, const std::vector<SharedPassage>& passages) {
    std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
        const auto rank = [&](std::size_t i) {
            const SharedPassage& passage = passages[i];
            return std::tuple(passage.people.size(), passage.range.end - passage.range.start);
        };
        return rank(a) > rank(b);
    });
}

void collect_passages(Together& all) {
    UnionFind groups(all.marks.size());
    for (std::size_t from = 0; from < all.marks.size();) {
        std::size_t to = from;
        while (to < all.marks.size() && all.marks[to].place.chapter == all.marks[from].place.chapter) ++to;
        join_in_chapter(all.marks, from, to, groups);
        from = to;
    }
    std::map<std::size_t, std::vector<std::size_t>> by_root;
    for (std::size_t i = 0; i < all.marks.size(); ++i) by_root[groups.root(i)].push_back(i);
    for (const auto& [root, indices] : by_root) all.passages.push_back(passage_of(all, indices));
}

}  // namespace

bool is_open_question(const notes::Annotation& note) {
    return note.category == notes::to_text(notes::Category::vraag) && note.accepted.empty();
}

Together see_together(std::vector<Passage> passages) {
    Together out;
    for (Passage& passage : passages) {
        if (is_mark(passage))
            out.marks.push_back(std::move(passage));
        else if (passage.note.kind == notes::Kind::reply && passage.note.alive)
            out.replies.push_back(std::move(passage));
    }
    for (std::size_t i = 0; i < out.replies.size(); ++i) out.replies_to[out.replies[i].note.parent].push_back(i);
    collect_people(out);
    collect_passages(out);
    for (std::size_t i = 0; i < out.passages.size(); ++i) {
        if (out.passages[i].people.size() > 1) out.agreement.push_back(i);
        if (out.passages[i].differs) out.difference.push_back(i);
    }
    sort_by_agreement(out.agreement, out.passages);
    sort_by_agreement(out.difference, out.passages);
    for (std::size_t i = 0; i < out.marks.size(); ++i)
        if (is_open_question(out.marks[i].note)) out.open.push_back(i);
    return out;
}

}  // namespace katern::share
