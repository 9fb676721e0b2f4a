// Finding: what is looked for, its hits, and the way from one to the next.
#include <algorithm>
#include <utility>

#include "app/reader.h"
#include "app/searcher.h"

namespace katern::app {

// --- Asking
// ----------------------------------------------------------------------------------------------------------------

void Reader::open_find() {
    if (!find.open) find = Find{};
    find.open = find.panel = find.wants_keys = true;
    find.query.select_all();
    notes_open = false;  // the panel stands where the notes do
}

void Reader::close_find() {
    find = Find{};
    ++search_generation_;
    if (searcher_) searcher_->rest();
}

// Some thousands in each frame: a hundred thousand notes would hold up the letter that was typed.
bool Reader::collect_words() {
    constexpr std::size_t at_once = 20'000;
    if (find.words_of_notes && find.collected_of == notes_revision && !find.collected) return true;
    if (!find.collected || find.collected_of != notes_revision) {
        find.collected = std::make_shared<std::vector<NoteWords>>();
        find.collected->reserve(notes.size());
        find.collected_of = notes_revision;
    }
    const std::size_t end = std::min(notes.size(), find.collected->size() + at_once);
    while (find.collected->size() < end) {
        const PlacedNote& placed = notes[find.collected->size()];
        find.collected->push_back(placed.veiled ? NoteWords{} : words_of(placed.note));
    }
    if (end < notes.size()) return false;
    find.words_of_notes = std::exchange(find.collected, nullptr);
    return true;
}

// Called in every frame while it is open; asks only when something else is looked for than before. Before anything is typed the
// notes are made ready for it.
bool Reader::search() {
    if (!find.open || !book) return true;
    const SearchQuery wanted{find.query.text(), find.whole_words, find.exact_accents};
    const bool same_words = find.asked && *find.asked == wanted;
    if (same_words && find.asked_notes == notes_revision) return true;
    if (!same_words) {
        find.current = Find::none;
        find.asked = wanted;
        find.asked_notes = ~0ULL;  // not yet
    }
    const bool nothing = wanted.folded().empty();
    if (nothing) find.results.reset();
    find.waiting = !nothing;
    if (!collect_words()) return false;
    find.asked_notes = notes_revision;
    searcher().ask({book, wanted, find.words_of_notes, ++search_generation_});
    return true;
}

Searcher& Reader::searcher() {
    if (!searcher_)
        searcher_ = std::make_unique<Searcher>(
            data_folder,
            [this, inbox = inbox_](std::uint64_t generation, std::shared_ptr<const SearchResults> results) {
                inbox->post([this, generation, results] {
                    if (generation != search_generation_ || !find.open) return;  // something else is looked for by now
                    if (results->query.folded().empty()) return;                 // it was only made ready
                    find.results = results;
                    find.waiting = !results->complete;
                    if (results->complete) step_hit(std::exchange(find.step_when_found, 0));
                });
            });
    return *searcher_;
}

// --- Hits
// ------------------------------------------------------------------------------------------------------------------

std::optional<Hit> Reader::hit(std::size_t index) const {
    if (!find.results) return {};
    for (const SearchResults::InChapter& here : find.results->chapters) {
        if (index < here.hits.size()) return Hit{here.chapter, here.hits[index]};
        index -= here.hits.size();
    }
    return {};
}

HitsHere Reader::hits_here() const {
    HitsHere found;
    if (!find.open || !find.results) return found;
    for (const SearchResults::InChapter& here : find.results->chapters) {
        if (here.chapter < chapter_index) found.first += here.hits.size();
        if (here.chapter == chapter_index) found.hits = here.hits;
    }
    return found;
}

void Reader::add_hits(PageFrame& frame) const {
    const HitsHere here = hits_here();
    if (here.hits.empty() || !layout) return;
    const auto block_at = [&](Px y) { return chapter->blocks[chapter->block_at(layout->byte_at_y(y))].text; };
    const Px bottom =
        frame.right_height > 0 ? frame.right_top + frame.right_height : frame.view_top + frame.view_height;
    const std::size_t start = block_at(frame.view_top).start, end = block_at(bottom).end;
    const auto before = [](text::Range range, std::size_t byte) { return range.start < byte; };
    const auto first = std::lower_bound(here.hits.begin(), here.hits.end(), start, before);
    const auto last = std::lower_bound(first, here.hits.end(), end, before);
    frame.found.assign(first, last);
    const std::size_t index = here.first + static_cast<std::size_t>(first - here.hits.begin());
    if (find.current >= index && find.current - index < frame.found.size()) frame.current_found = find.current - index;
}

// The first hit at or behind the place that is read; as many as there are when none is.
std::size_t Reader::nearest_hit() const {
    const Place here = place();
    std::size_t index = 0;
    for (const SearchResults::InChapter& in : find.results->chapters) {
        if (in.chapter > here.chapter) break;
        if (in.chapter < here.chapter) {
            index += in.hits.size();
            continue;
        }
        const auto next = std::lower_bound(in.hits.begin(), in.hits.end(), here.byte,
                                           [](text::Range range, std::size_t byte) { return range.start < byte; });
        return index + static_cast<std::size_t>(next - in.hits.begin());
    }
    return index;
}

void Reader::step_hit(int by) {
    if (by == 0) return;
    if (!find.answered()) {
        find.step_when_found = find.waiting ? by : 0;
        return;
    }
    const std::size_t count = find.results->count;
    if (count == 0) {
        if (!find.results->notes.empty()) go_to_note(find.results->notes.front().id);
        return;
    }
    // The first step leads to the nearest one, the others from one to the next, around the ends of the book.
    const std::size_t from = find.current == Find::none ? nearest_hit() + (by > 0 ? count - 1 : 0) : find.current;
    go_to_hit((from + (by > 0 ? 1 : count - 1)) % count);
}

void Reader::go_to_hit(std::size_t index) {
    const std::optional<Hit> there = hit(index);
    if (!there) return;
    // From hit to hit is one jump: Back leads to where one was reading.
    const bool from_last_hit = find.shown && *find.shown == place();
    if (!from_last_hit && chapter) remember_place();
    find.current = index;
    if (there->chapter != chapter_index) go_to({there->chapter, 0}, false);
    if (!layout) return;
    show_range(there->bytes.start);
    find.shown = place();
    title_page = false;
}

// So that this byte is in sight; where it is already, nothing moves.
void Reader::show_range(std::size_t byte) {
    const bool set = layout->whole() || layout->set_bytes().contains(byte);
    if (settings.flow != Flow::scroll || !set) show(byte);
    reveal_in_table(byte);
    if (settings.flow != Flow::scroll) return;
    const Px y = layout->y_of(byte);
    if (set && y >= scroll && y + layout_style().leading <= scroll + text_area().height) return;
    glide_ = 0;
    scroll = y - text_area().height / 3;
    clamp_scroll();
}

// --- By name
// ---------------------------------------------------------------------------------------------------------------

void Reader::open_going_to() {
    going_to = GoingTo{};
    going_to.open = going_to.wants_keys = true;
}

std::optional<Destination> Reader::destination_of(const std::string& typed) const {
    return book ? destination_named(*book, chapter_index, typed, settings.language) : std::nullopt;
}

bool Reader::go_to_named(const std::string& typed) {
    const std::optional<Destination> there = destination_of(typed);
    if (!there) return false;
    go_to({there->chapter, there->byte});
    return true;
}

}  // namespace katern::app
