// Samen in the window: what a network marked, read on the store's thread.
#include "app/meetings.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

struct Seen {
    std::vector<notes::Network> networks;
    std::string network;
    std::shared_ptr<const share::Together> all;
};

bool others_took_part(const share::Together& all, const std::string& me) {
    for (const notes::Profile& person : all.people)
        if (person.id != me) return true;
    return false;
}

// Of the network with this id; without one, the first in which somebody else marked something, else the first.
Result<Seen> look(notes::Store& store, const KnownBook& known, const std::string& wanted) {
    const Result<std::vector<notes::Network>> networks = store.networks();
    if (!networks) return tl::unexpected<Error>(networks.error());
    const Result<notes::Profile> me = store.me();
    if (!me) return tl::unexpected<Error>(me.error());
    Seen out{*networks, {}, nullptr};
    for (const notes::Network& network : *networks) {
        if (!wanted.empty() && network.id != wanted) continue;
        Result<share::Together> all = together(store, known, network.name);
        if (!all) return tl::unexpected<Error>(all.error());
        const bool best = !wanted.empty() || others_took_part(*all, me->id);
        if (!best && out.all) continue;
        out.network = network.id;
        out.all = std::make_shared<const share::Together>(std::move(*all));
        if (best) break;
    }
    return out;
}

}  // namespace

void Reader::open_together() {
    close_editor();
    comfort_open = false;
    extract.reset();
    together = SeeingTogether{};
    look_together({});
}

void Reader::look_together(const std::string& network) {
    if (!row || !together) return;
    together->notes_revision = notes_revision;
    together->scroll = 0;
    ask_store(
        [book = book, key = row->key, network](notes::Store& store) -> Result<Seen> {
            // The edition needs every chapter, so it is made here and not on the window's thread.
            return look(store, {book, notes::edition_of(*book), key}, network);
        },
        [this, generation = generation_](Result<Seen> seen) {
            if (!together || generation != generation_) return;
            if (!seen) {
                together->failure = seen.error();
                return;
            }
            together->failure.reset();
            together->networks = std::move(seen->networks);
            together->network = std::move(seen->network);
            together->all = std::move(seen->all);
        });
}

void Reader::read_at(const std::string& chapter_id, std::size_t code_point) {
    const std::optional<std::size_t> index = book->find(chapter_id);
    if (!index) return;
    const auto text = book->chapter(*index);
    if (!text) return say(text.error());
    together.reset();
    go_to({*index, notes::to_bytes(**text, {code_point, code_point}).start});
}

}  // namespace katern::app
