#include "app/peers.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "app/chapter_notes.h"
#include "share/union_find.h"

namespace katern::app {
namespace {

bool same_passage(text::Range a, text::Range b) {
    const std::size_t start = std::max(a.start, b.start), end = std::min(a.end, b.end);
    return end > start && 2 * (end - start) >= std::min(a.size(), b.size());
}

// `marks`: in order of start. Groups in order of their first mark. Marks of the very same words count once in the comparing, so
// that a passage that a whole network marked costs no more than one that two did.
std::vector<std::vector<std::uint32_t>> grouped(std::span<const PlacedNote> notes, const std::vector<std::uint32_t>& marks) {
    share::UnionFind groups(marks.size());
    std::vector<std::uint32_t> open;  // indices in `marks`, of different ranges that may reach further
    for (std::uint32_t i = 0; i < marks.size(); ++i) {
        const text::Range bytes = notes[marks[i]].bytes;
        bool known = false;
        std::erase_if(open, [&](std::uint32_t other) { return notes[marks[other]].bytes.end <= bytes.start; });
        for (const std::uint32_t other : open) {
            if (same_passage(bytes, notes[marks[other]].bytes)) groups.join(i, other);
            known = known || notes[marks[other]].bytes == bytes;
        }
        if (!known) open.push_back(i);
    }
    std::map<std::size_t, std::vector<std::uint32_t>> by_root;
    for (std::uint32_t i = 0; i < marks.size(); ++i) by_root[groups.root(i)].push_back(marks[i]);
    std::vector<std::vector<std::uint32_t>> out;
    for (auto& [root, members] : by_root) out.push_back(std::move(members));
    return out;
}

void add_once(std::vector<std::string>& list, const std::string& id) {
    if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

}  // namespace

std::vector<Person> people_of(std::span<const PlacedNote> notes) {
    std::map<std::string, Person> by_id;
    for (const PlacedNote& placed : notes) {
        if (placed.note.mine) continue;
        Person& person = by_id[placed.note.author.id];
        person.profile = placed.note.author;
        ++person.notes;
    }
    std::vector<Person> people;
    for (auto& [id, person] : by_id) people.push_back(std::move(person));
    std::stable_sort(people.begin(), people.end(), [](const Person& a, const Person& b) { return a.profile.name < b.profile.name; });
    return people;
}

std::string initials_of(const notes::Profile& profile) {
    std::vector<std::string> parts, small;
    const std::string& name = profile.name;
    for (std::size_t start = 0; start < name.size();) {
        const std::size_t end = std::min(name.find(' ', start), name.size());
        if (end > start) {
            const std::string part = name.substr(start, end - start);
            std::string letter = part.substr(0, text::next_grapheme(part, 0));
            const bool is_small = letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z';
            if (is_small) letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
            (is_small ? small : parts).push_back(letter);
        }
        start = end + 1;
    }
    if (parts.empty()) parts = small;
    if (parts.empty()) return "?";
    return parts.size() == 1 ? parts.front() : parts.front() + parts.back();
}

PeersHere::PeersHere(std::span<const PlacedNote> notes, std::size_t chapter, const std::function<bool(const PlacedNote&)>& seen) {
    add_replies(notes, seen);
    std::vector<std::uint32_t> marks;
    const NoteSpan here = notes_of_chapter(notes, chapter);
    for (auto i = static_cast<std::uint32_t>(here.first); i < here.last; ++i) {
        const PlacedNote& placed = notes[i];
        const bool stands = placed.note.kind == notes::Kind::highlight || without_parent_.contains(i);
        if (stands && placed.placed && !placed.bytes.empty() && seen(placed)) marks.push_back(i);
    }
    // By where they lie in the text of today, which is not always the order of the anchors that they came with.
    std::stable_sort(marks.begin(), marks.end(), [&](std::uint32_t a, std::uint32_t b) { return notes[a].bytes.start < notes[b].bytes.start; });
    add_passages(notes, grouped(notes, marks));
}

// There are few replies among many notes: only what they reply to is looked for.
void PeersHere::add_replies(std::span<const PlacedNote> notes, const std::function<bool(const PlacedNote&)>& seen) {
    std::vector<std::uint32_t> replies;
    std::unordered_set<std::string_view> parents, alive;
    for (std::uint32_t i = 0; i < notes.size(); ++i) {
        if (notes[i].note.kind != notes::Kind::reply || !seen(notes[i])) continue;
        replies.push_back(i);
        parents.insert(notes[i].note.parent);
    }
    if (replies.empty()) return;
    for (const PlacedNote& placed : notes)
        if (parents.contains(placed.note.id)) alive.insert(placed.note.id);
    for (const std::uint32_t i : replies) {
        const notes::Annotation& note = notes[i].note;
        if (alive.contains(note.parent) && note.parent != note.id)
            replies_[note.parent].push_back(i);
        else
            without_parent_.insert(i);
    }
    for (auto& [parent, those] : replies_)
        std::stable_sort(those.begin(), those.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return notes[a].note.created < notes[b].note.created; });
}

void PeersHere::add_passages(std::span<const PlacedNote> notes, const std::vector<std::vector<std::uint32_t>>& groups) {
    std::vector<text::Range> ranges;
    for (const std::vector<std::uint32_t>& group : groups) {
        PeersPassage passage;
        passage.marks = group;
        passage.bytes = notes[group.front()].bytes;
        bool answered = false, mine = false;
        for (const Said& said : said_at(passage, notes)) {
            const PlacedNote& placed = notes[said.note];
            answered = answered || said.depth > 0 || said.parent_gone;
            if (!placed.note.mine) add_once(passage.others, placed.note.author.id);
        }
        for (const std::uint32_t mark : group) {
            passage.bytes.end = std::max(passage.bytes.end, notes[mark].bytes.end);
            if (notes[mark].note.kind != notes::Kind::highlight) continue;
            if (notes[mark].note.mine)
                mine = true;
            else
                add_once(passage.markers, notes[mark].note.author.id);
        }
        if (passage.others.empty() && !answered) continue;
        if (mine)
            for (const std::uint32_t mark : group)
                if (notes[mark].note.mine) add_once(passage.markers, notes[mark].note.author.id);
        const auto number = static_cast<std::uint32_t>(passages_.size());
        for (const Said& said : said_at(passage, notes)) passage_by_note_.emplace(notes[said.note].note.key, number);
        ranges.push_back(passage.bytes);
        passages_.push_back(std::move(passage));
    }
    index_ = IntervalIndex(ranges);
}

const PeersPassage* PeersHere::passage_of(notes::AnnotationKey note) const {
    const auto found = passage_by_note_.find(note);
    return found == passage_by_note_.end() ? nullptr : &passages_[found->second];
}

std::vector<Said> PeersHere::said_at(const PeersPassage& passage, std::span<const PlacedNote> notes) const {
    std::vector<std::uint32_t> marks = passage.marks;
    std::stable_sort(marks.begin(), marks.end(), [&](std::uint32_t a, std::uint32_t b) { return notes[a].note.created < notes[b].note.created; });
    std::vector<Said> said;
    std::unordered_set<std::uint32_t> told;  // a file may claim that two notes reply to each other
    std::vector<Said> waiting;               // the next one last
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) waiting.push_back({*mark, 0, without_parent_.contains(*mark)});
    while (!waiting.empty()) {
        const Said next = waiting.back();
        waiting.pop_back();
        if (!told.insert(next.note).second) continue;
        said.push_back(next);
        const auto replies = replies_.find(notes[next.note].note.id);
        if (replies == replies_.end()) continue;
        for (auto reply = replies->second.rbegin(); reply != replies->second.rend(); ++reply)
            waiting.push_back({*reply, next.depth + 1, false});
    }
    return said;
}

namespace {

bool veils(const std::map<std::string, notes::FirstSelf>& wishes, const std::string& network, const std::string& today) {
    const auto wish = wishes.find(network);
    return wish != wishes.end() && wish->second.wanted && (wish->second.meeting.empty() || today < wish->second.meeting);
}

}  // namespace

bool any_veils(const std::map<std::string, notes::FirstSelf>& wishes, const std::string& today) {
    return std::any_of(wishes.begin(), wishes.end(), [&](const auto& wish) { return veils(wishes, wish.first, today); });
}

std::map<std::string, notes::FirstSelf> wishes_of(std::span<const notes::NetworkFacts> networks) {
    std::map<std::string, notes::FirstSelf> wishes;
    for (const notes::NetworkFacts& facts : networks) wishes.emplace(facts.network.id, facts.first_self);
    return wishes;
}

std::string today() { return notes::iso_8601(notes::wall_clock().value_or(0)).substr(0, 10); }

std::vector<bool> veiled(std::span<const MaybeVeiled> notes, const std::map<std::string, notes::FirstSelf>& wishes, const std::string& today) {
    std::vector<bool> out(notes.size(), false);
    if (!any_veils(wishes, today)) return out;
    std::unordered_set<std::size_t> marked;
    for (const MaybeVeiled& note : notes)
        if (note.mine && note.marks) marked.insert(note.chapter);
    for (std::size_t i = 0; i < notes.size(); ++i) {
        if (notes[i].mine || marked.contains(notes[i].chapter)) continue;
        const std::vector<std::string>& networks = *notes[i].networks;
        out[i] = !networks.empty() && std::all_of(networks.begin(), networks.end(), [&](const std::string& network) { return veils(wishes, network, today); });
    }
    return out;
}

std::vector<bool> veiled(std::span<const PlacedNote> notes, const std::map<std::string, notes::FirstSelf>& wishes, const std::string& today) {
    std::vector<MaybeVeiled> all;
    for (const PlacedNote& placed : notes)
        all.push_back({placed.note.mine, placed.note.kind == notes::Kind::highlight && !placed.orphan(), placed.chapter, &placed.note.shared_with});
    return veiled(all, wishes, today);
}

}  // namespace katern::app
