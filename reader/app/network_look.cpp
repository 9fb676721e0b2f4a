#include "app/network_look.h"

#include <algorithm>
#include <utility>

#include "app/reader.h"

namespace katern::app {
namespace {

// What is taken along to the other thread.
struct Taken {
    NetworkSeen seen;
    std::vector<share::Passage> passages;
    std::vector<std::pair<std::size_t, notes::Anchor>> to_place;  // index in passages
};

bool is_in(const PlacedNote& placed, const std::string& network) {
    const std::vector<std::string>& shared = placed.note.shared_with;
    return std::find(shared.begin(), shared.end(), network) != shared.end();
}

bool others_marked(const Reader& reader, const std::string& network) {
    return std::any_of(reader.notes.begin(), reader.notes.end(), [&](const PlacedNote& placed) {
        return !placed.note.mine && placed.note.kind == notes::Kind::highlight && !placed.orphan() &&
               is_in(placed, network);
    });
}

std::string chosen(const Reader& reader, const std::string& wanted) {
    const std::vector<notes::NetworkFacts>& all = reader.peers.networks;
    if (!wanted.empty() || all.empty()) return wanted;
    const auto found = std::find_if(all.begin(), all.end(), [&](const notes::NetworkFacts& facts) {
        return others_marked(reader, facts.network.id);
    });
    return (found == all.end() ? all.front() : *found).network.id;
}

// Without anchor and tags, which nobody looks at there: of twenty thousand notes that is most of what is copied.
share::Passage passage_of(const PlacedNote& placed) {
    const notes::Annotation& from = placed.note;
    share::Passage out;
    out.note.key = from.key;
    out.note.id = from.id;
    out.note.kind = from.kind;
    out.note.author = from.author;
    out.note.mine = from.mine;
    out.note.parent = from.parent;
    out.note.created = from.created;
    out.note.category = from.category;
    out.note.body = from.body;
    out.note.accepted = from.accepted;
    out.note.alive = from.alive;
    if (from.resolution) out.place = *from.resolution;
    return out;
}

Taken take_along(const Reader& reader, const std::string& wanted, bool lifted) {
    Taken out;
    for (const notes::NetworkFacts& facts : reader.peers.networks) out.seen.networks.push_back(facts.network);
    out.seen.network = chosen(reader, wanted);
    for (const PlacedNote& placed : reader.notes) {
        if (!is_in(placed, out.seen.network)) continue;
        if (placed.veiled && !lifted) {
            out.seen.veiled += placed.note.kind == notes::Kind::highlight ? 1 : 0;
            continue;
        }
        if (!placed.note.resolution) out.to_place.emplace_back(out.passages.size(), placed.note.anchor);
        out.passages.push_back(passage_of(placed));
    }
    return out;
}

NetworkSeen see(Taken taken, const document::Book& book) {
    for (const auto& [index, anchor] : taken.to_place) taken.passages[index].place = notes::resolve(anchor, book);
    share::sort_in_reading_order(taken.passages, book);
    taken.seen.all = std::make_shared<const share::Together>(share::see_together(std::move(taken.passages)));
    return std::move(taken.seen);
}

}  // namespace

void NetworkLook::look(const std::string& wanted, bool lifted, Job job) {
    if (!reader_.has_all_notes() || reader_.peers.networks.empty()) return;
    if (busy_) {
        waiting_ = [this, wanted, lifted, job = std::move(job)] { look(wanted, lifted, job); };
        return;
    }
    busy_ = true;
    auto taken = std::make_shared<Taken>(take_along(reader_, wanted, lifted));
    thread_ = std::jthread([this, taken, book = reader_.book, job = std::move(job)] {
        reader_.later([this, then = job(see(std::move(*taken), *book))] {
            busy_ = false;
            then();
            if (waiting_) std::exchange(waiting_, nullptr)();
        });
    });
}

void NetworkLook::open() {
    reader_.close_editor();
    reader_.comfort_open = false;
    reader_.show_page();
    reader_.together = SeeingTogether{};
    look_together({});
}

void NetworkLook::look_together(const std::string& network) {
    if (!reader_.together) return;
    reader_.together->notes_revision = reader_.notes_revision;
    if (network != reader_.together->network) reader_.together->scroll = 0;
    look(network, false, [this, generation = reader_.generation()](NetworkSeen seen) {
        return [this, generation, seen = std::move(seen)] {
            if (!reader_.together || generation != reader_.generation()) return;
            reader_.together->networks = seen.networks;
            reader_.together->network = seen.network;
            reader_.together->all = seen.all;
            reader_.together->veiled = seen.veiled;
        };
    });
}

}  // namespace katern::app
