// Bookmarks: a place in the book that is kept, at the first line of what is on the screen.
#include <algorithm>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

const PlacedNote* Reader::bookmark_in_sight() const {
    if (!layout) return nullptr;
    const PageFrame shown = frame();
    for (const PlacedNote* placed : notes_in_sight()) {
        if (!placed->note.mine || placed->note.kind != notes::Kind::bookmark) continue;
        const Px y = layout->y_of(placed->bytes.start);
        // At the top of the chapter what lies before the first line is in sight too.
        const Px top = settings.flow == Flow::scroll && scroll > 0 ? scroll : shown.view_top;
        if (y >= top - 1 && y < end_of_view(shown)) return placed;
    }
    return nullptr;
}

void Reader::toggle_bookmark() {
    if (!row || !layout || !chapter) return;
    if (const PlacedNote* there = bookmark_in_sight()) {
        ask_store([id = there->note.id](notes::Store& store) { return store.remove({id}); },
                  [this, id = there->note.id](Result<void> done) {
                      if (!done) return say(done.error());
                      reload_note(id);
                      say(Word::message_bookmark_removed);
                  });
        return;
    }
    // The first line that is whole on the screen, so that the mark is where the eye is.
    std::size_t byte = place().byte;
    if (settings.flow == Flow::scroll && scroll > 0 && layout->y_of(byte) < scroll - 1)
        byte = layout->byte_at_y(scroll + layout_style().leading);
    notes::Draft draft;
    draft.kind = notes::Kind::bookmark;
    const text::Range here{byte, byte};
    draft.anchor = edition_ ? notes::anchor_on(*chapter, *edition_, here) : notes::anchor_on(*chapter, *book, here);
    ask_store(
        [key = row->key, draft](notes::Store& store) -> Result<notes::Annotation> {
            const Result<std::string> id = store.add(key, draft);
            if (!id) return tl::unexpected<Error>(id.error());
            return store.annotation(*id);
        },
        [this, address = address_of(chapter->block_at(byte)), generation = generation_](Result<notes::Annotation> added) {
            if (generation != generation_) return;
            if (!added) return say(added.error());
            update_note(*added);
            say(Word::message_bookmark_set, {address});
        });
}

}  // namespace katern::app
