// Where the notes of a book hang in its text as it is now, and what the page shows of that.
#include <algorithm>
#include <map>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr std::size_t notes_per_slice = 500;  // placed, drawn and saved at a time

}  // namespace

void Reader::load_notes() {
    if (!row) return;
    ask_store(
        [key = row->key, edition = edition_hash()](notes::Store& store) {
            notes::Query query;
            query.edition = edition;
            return store.annotations(key, query);
        },
        [this, generation = generation_, asked = edition_hash()](Result<std::vector<notes::Annotation>> annotations) {
            if (generation != generation_) return;
            if (!annotations) return say(annotations.error());
            // The whole text was read meanwhile: these are not the places that are kept for it.
            if (asked != edition_hash()) return load_notes();
            take_notes(std::move(*annotations));
        });
    load_peers();
    load_networks();
    ask_store([](notes::Store& store) { return store.books(); },
              [this](Result<std::vector<notes::BookRow>> books) {
                  if (books) recent = std::move(*books);
              });
}

void Reader::take_notes(std::vector<notes::Annotation> annotations) {
    notes.clear();
    for (notes::Annotation& annotation : annotations) {
        PlacedNote placed;
        placed.chapter = book->find(annotation.anchor.chapter).value_or(SIZE_MAX);
        placed.note = std::move(annotation);
        if (placed.note.resolution) {
            hang(placed, *placed.note.resolution);
            placed.kept = true;
        }
        notes.push_back(std::move(placed));
    }
    place_in_this_chapter();
    place_all();
    if (editor && editor->is_saved() && !editor->id.empty()) {
        const PlacedNote* now = find_note(editor->id);
        if (!now) {
            editor.reset();
        } else if (now->note.body != editor->body()) {
            editor->open(now->note, now->note.body);
            editor->saved_revision = editor->sent_revision = editor->edit.revision();
        }
    }
}

// The marks of the chapter on the screen hang at once; the rest is found by the worker.
void Reader::place_in_this_chapter() {
    if (chapter) {
        for (PlacedNote& placed : notes) {
            if (placed.placed || placed.chapter != chapter_index || placed.note.anchor.chapter != chapter->id) continue;
            const notes::Resolution resolution = notes::resolve(placed.note.anchor, *chapter);
            if (!resolution.placed()) continue;
            placed.note.resolution = resolution;
            placed.bytes = notes::to_bytes(*chapter, resolution.range);
            placed.placed = true;
        }
    }
    sort_notes();
    refresh_marks();
}

void Reader::hang(PlacedNote& placed, const notes::Resolution& resolution) {
    placed.note.resolution = resolution;
    placed.chapter = resolution.placed() ? book->find(resolution.chapter).value_or(SIZE_MAX) : SIZE_MAX;
    placed.placed = true;
    if (placed.orphan()) return;
    if (const auto there = book->chapter(placed.chapter)) placed.bytes = notes::to_bytes(**there, resolution.range);
}

// On the worker, and back in slices: neither a page turn nor a save has to wait for ten thousand notes.
void Reader::place_all() {
    if (!edition_ || !book) return;
    std::vector<notes::AnnotationKey> keys;
    std::vector<notes::Anchor> anchors;
    for (const PlacedNote& placed : notes) {
        if (placed.kept) continue;
        keys.push_back(placed.note.key);
        anchors.push_back(placed.note.anchor);
    }
    ++placing_;
    if (keys.empty()) return tell_of_new_edition();
    worker_.request_stop();
    if (worker_.joinable()) worker_.join();
    worker_ = std::jthread([this, opened = book, keys, anchors, generation = generation_, placing = placing_, inbox = inbox_,
                            edition = edition_->hash](const std::stop_token& stop) {
        const std::vector<notes::Resolution> resolutions = notes::resolve_all(anchors, *opened, stop);
        std::vector<std::pair<notes::AnnotationKey, notes::Resolution>> slice;
        for (std::size_t i = 0; i < resolutions.size(); ++i) {
            slice.emplace_back(keys[i], resolutions[i]);
            if (slice.size() < notes_per_slice && i + 1 < resolutions.size()) continue;
            const bool last = i + 1 == keys.size();
            inbox->post([this, found = std::move(slice), generation, placing, edition, last] {
                if (generation != generation_ || placing != placing_) return;
                take_resolutions(found, edition);
                if (last) tell_of_new_edition();
            });
            slice.clear();
        }
    });
}

void Reader::take_resolutions(const std::vector<std::pair<notes::AnnotationKey, notes::Resolution>>& found,
                              const std::string& edition) {
    std::map<notes::AnnotationKey, const notes::Resolution*> by_key;
    for (const auto& [key, resolution] : found) by_key.emplace(key, &resolution);
    for (PlacedNote& placed : notes) {
        const auto its = by_key.find(placed.note.key);
        if (its == by_key.end()) continue;
        hang(placed, *its->second);
        placed.kept = true;
    }
    sort_notes();
    refresh_marks();
    ask_store([edition, found](notes::Store& store) { return store.save_resolutions(edition, found); },
              [this](Result<void> saved) {
                  if (!saved) say(saved.error());
              });
}

void Reader::sort_notes() {
    ++notes_revision;
    veil_notes();
    my_notes_changed();
    look_at_steps();
    const auto before = [](const PlacedNote& a, const PlacedNote& b) {
        if (a.chapter != b.chapter) return a.chapter < b.chapter;
        const std::size_t at_a = a.note.resolution ? a.note.resolution->range.start : a.note.anchor.range.start;
        const std::size_t at_b = b.note.resolution ? b.note.resolution->range.start : b.note.anchor.range.start;
        return at_a != at_b ? at_a < at_b : a.note.created < b.note.created;
    };
    // Most changes move nothing, and looking is cheaper than sorting a hundred thousand.
    if (!std::is_sorted(notes.begin(), notes.end(), before)) std::stable_sort(notes.begin(), notes.end(), before);
}

// Mine; what others marked is the margin's (peers.h).
void Reader::refresh_marks() {
    refresh_peers();
    marks.clear();
    for (const PlacedNote& placed : notes) {
        if (!placed.note.mine || !placed.placed || placed.chapter != chapter_index || placed.bytes.empty() || placed.note.kind != notes::Kind::highlight) continue;
        draw::Mark mark;
        mark.id = placed.note.id;
        mark.bytes = adjusting && selection && adjusting->id == placed.note.id ? selection->range() : placed.bytes;
        mark.category = draw::category_named(placed.note.category);
        mark.has_note = !placed.note.body.empty();
        mark.focused = placed.note.id == focused_note;
        marks.push_back(std::move(mark));
    }
}

const PlacedNote* Reader::find_note(const std::string& id) const {
    const auto found = std::find_if(notes.begin(), notes.end(), [&](const PlacedNote& placed) { return placed.note.id == id; });
    return found == notes.end() ? nullptr : &*found;
}

std::vector<const PlacedNote*> Reader::notes_at(std::size_t byte) const {
    std::vector<const PlacedNote*> found;
    for (const PlacedNote& placed : notes)
        if (placed.note.mine && placed.placed && placed.chapter == chapter_index && placed.note.kind == notes::Kind::highlight && placed.bytes.contains(byte))
            found.push_back(&placed);
    std::stable_sort(found.begin(), found.end(), [](const PlacedNote* a, const PlacedNote* b) { return a->bytes.size() < b->bytes.size(); });
    return found;
}

void Reader::go_to_note(const std::string& id) {
    const PlacedNote* placed = find_note(id);
    if (!placed || placed->orphan()) return;
    extract.reset();
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

}  // namespace katern::app
