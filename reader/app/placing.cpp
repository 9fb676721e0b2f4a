// Where the notes of a book hang in its text as it is now, and what the page shows of that.
#include <algorithm>
#include <unordered_map>

#include "app/gathering.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr std::size_t placed_at_once = 1'000;     // of a chapter, before its page is shown; the rest is found by the worker
constexpr std::size_t searched_at_once = 2'000'000;  // bytes, for notes that were made in another text
constexpr float screens_around = 1.5F;            // of marks, above and below what is in sight

}  // namespace

// Those that must be searched for in a long text would hold up its first page.
void Reader::place_in_this_chapter() {
    bool any = false;
    if (chapter) {
        const NoteSpan here = notes_of_chapter(notes, chapter_index);
        std::size_t looked_at = 0, searched = 0;
        for (std::size_t i = here.first; i < here.last && looked_at < placed_at_once && searched < searched_at_once; ++i) {
            PlacedNote& placed = notes[i];
            if (placed.placed || placed.note.anchor.chapter != chapter->id) continue;
            ++looked_at;
            if (placed.note.anchor.chapter_hash != chapter->hash) searched += chapter->text.size();
            const notes::Resolution resolution = notes::resolve(placed.note.anchor, *chapter);
            if (!resolution.placed()) continue;
            placed.note.resolution = resolution;
            placed.bytes = notes::to_bytes(*chapter, resolution.range);
            placed.placed = any = true;
        }
    }
    if (any) {
        put_in_order(notes);
        notes_changed();
    }
    refresh_marks();
}

// On the worker; a page turn and a save go on meanwhile.
void Reader::place_all() {
    if (edition_ && book) place(to_place(notes));
}

void Reader::place(ToPlace waiting) {
    ++placing_;
    if (waiting.keys.empty()) return tell_of_new_edition();
    worker_.request_stop();
    if (worker_.joinable()) worker_.join();
    worker_ = std::jthread([this, opened = book, waiting = std::move(waiting), generation = generation_, placing = placing_, inbox = inbox_,
                            edition = edition_->hash](const std::stop_token& stop) {
        const std::vector<notes::Resolution> resolutions = notes::resolve_all(waiting.anchors, *opened, stop);
        if (resolutions.size() < waiting.keys.size()) return;  // it was stopped
        auto found = std::make_shared<Places>();
        auto slices = std::make_shared<std::vector<Resolutions>>();
        for (std::size_t i = 0; i < resolutions.size(); ++i) {
            found->emplace(waiting.keys[i], hung(*opened, resolutions[i]));
            add_to_slices(*slices, waiting.keys[i], resolutions[i]);
        }
        inbox->post([this, found, slices, generation, placing, edition] {
            if (generation != generation_ || placing != placing_) return;
            take_places(std::move(*found));
            for (Resolutions& slice : *slices) keep_places(edition, std::move(slice));
            tell_of_new_edition();
        });
    });
}

void Reader::take_places(Places found) {
    for (PlacedNote& placed : notes) {
        if (placed.kept) continue;
        const auto its = found.find(placed.note.key);
        if (its == found.end()) continue;
        hang(placed, std::move(its->second));
        placed.kept = true;
    }
    put_in_order(notes);
    notes_changed();
    refresh_marks();
}

void Reader::keep_places(const std::string& edition, Resolutions found) {
    ask_store([edition, found = std::move(found)](notes::Store& store) { return store.save_resolutions(edition, found); },
              [this](Result<void> saved) {
                  if (!saved) say(saved.error());
              });
}

void Reader::notes_changed() {
    ++notes_revision;
    veil_notes();
    my_notes_changed();
    notes_may_leave();
    look_at_steps();
}

const ChapterNotes& Reader::notes_here() const {
    if (notes_here_revision_ != notes_revision || notes_here_chapter_ != chapter_index) {
        notes_here_.set(notes, chapter_index);
        notes_here_revision_ = notes_revision;
        notes_here_chapter_ = chapter_index;
    }
    return notes_here_;
}

std::vector<const PlacedNote*> Reader::notes_touching(text::Range bytes) const {
    std::vector<const PlacedNote*> found;
    for (const std::uint32_t note : notes_here().touching(bytes)) found.push_back(&notes[note]);
    return found;
}

// The cells of a row stand side by side, so a row is in sight as a whole.
text::Range Reader::bytes_in_sight(float screens) const {
    if (!layout || !chapter) return {};
    const PageFrame shown = frame();
    const Px around = screens * text_area().height + layout_style().leading;
    const Px from = std::max(0.0F, shown.view_top - around), to = end_of_view(shown) + around;
    text::Range bytes{layout->byte_at_y(from), to >= layout->height() ? chapter->text.size() : layout->byte_at_y(to)};
    const auto row_at = [&](std::size_t byte) -> const document::Block* {
        if (chapter->blocks.empty()) return nullptr;
        const document::Block& block = chapter->blocks[chapter->block_at(byte)];
        return block.kind == document::BlockKind::table_row ? &block : nullptr;
    };
    if (const document::Block* first = row_at(bytes.start)) bytes.start = first->text.start;
    if (const document::Block* last = row_at(bytes.end)) bytes.end = last->text.end;
    return bytes;
}

std::vector<const PlacedNote*> Reader::notes_in_sight() const { return notes_touching(bytes_in_sight(0)); }

// Mine; what others marked is the margin's (peers.h).
void Reader::refresh_marks() {
    refresh_peers();
    marks.clear();
    marked_ = bytes_in_sight(screens_around);
    for (const PlacedNote* placed : notes_touching(marked_)) {
        if (!placed->note.mine || placed->bytes.empty() || placed->note.kind != notes::Kind::highlight) continue;
        draw::Mark mark;
        mark.id = placed->note.id;
        mark.bytes = adjusting && selection && adjusting->id == placed->note.id ? selection->range() : placed->bytes;
        mark.category = draw::category_named(placed->note.category);
        mark.has_note = !placed->note.body.empty();
        mark.focused = placed->note.id == focused_note;
        marks.push_back(std::move(mark));
    }
}

void Reader::follow_marks() {
    const text::Range seen = bytes_in_sight(0);
    if (seen.start < marked_.start || seen.end > marked_.end) refresh_marks();
}

const PlacedNote* Reader::find_note(const std::string& id) const { return found_notes_.find(notes, notes_revision, id); }

std::vector<const PlacedNote*> Reader::notes_at(std::size_t byte) const {
    std::vector<const PlacedNote*> found = notes_touching({byte, byte});
    std::erase_if(found, [&](const PlacedNote* placed) { return !placed->note.mine || placed->note.kind != notes::Kind::highlight || !placed->bytes.contains(byte); });
    std::stable_sort(found.begin(), found.end(), [](const PlacedNote* a, const PlacedNote* b) { return a->bytes.size() < b->bytes.size(); });
    return found;
}

void Reader::go_to_note(const std::string& id) {
    const PlacedNote* placed = find_note(id);
    if (!placed || placed->orphan()) return;
    show_page();
    const std::size_t chapter_of_note = placed->chapter;
    const Place before = place();
    if (chapter_of_note != chapter_index) go_to({chapter_of_note, 0});
    placed = find_note(id);
    if (!placed || !layout) return;
    focused_note = id;
    const Px y = layout->y_of(placed->bytes.start);
    if (settings.flow != Flow::scroll) {
        const std::size_t there = layout->page_of(placed->bytes.start);
        const bool in_sight = there == page || (shows_spread() && there == page + 1);
        if (!in_sight && before.chapter == chapter_index) remember_place();
        show(placed->bytes.start);
    } else if (y < scroll || y + layout_style().leading * 3 > scroll + text_area().height) {
        if (before.chapter == chapter_index) remember_place();
        scroll = std::max(0.0F, y - text_area().height / 4);
        clamp_scroll();
    }
    refresh_marks();
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
