// Samen in the window: what a network marked, read on the store's thread.
#include "app/meetings.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
void Reader::open_together() {
    close_editor();
    comfort_open = false;
    show_page();
    together = SeeingTogether{};
    look_together({});
}

void Reader::look_together(const std::string& network) {
    if (!row || !together) return;
    together->notes_revision = notes_revision;
    together->scroll = 0;
    ask_store(
        [book = book, key = row->key, network](notes::Store& store) {
            // The edition needs every chapter, so it is made here and not on the window's thread.
            return see_network(store, {book, notes::edition_of(*book), key}, network);
        },
        [this, generation = generation_](Result<NetworkSeen> seen) {
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
    show_page();
    go_to({*index, notes::to_bytes(**text, {code_point, code_point}).start});
}

}  // namespace katern::app
