// How the notes of a book come from the store: those of the chapter in sight first, all of them in portions behind. They are hung
// and put in order on a thread of their own and taken over whole, so that neither the first page, a save nor a turn waits longer
// for a hundred thousand than for ten.
#include "app/gathering.h"

#include <algorithm>

#include "app/chapter_notes.h"
#include "app/looking_back.h"
#include "app/reader_jobs.h"

namespace katern::app {
namespace {

constexpr std::size_t at_first = 1'000;     // of the chapter in sight
constexpr std::size_t in_a_portion = 4'000;  // some 20 ms of the store's thread
constexpr std::size_t in_a_slice = 500;      // of places that the store keeps
constexpr std::size_t many = 10'000;        // that take a while to let go of

}  // namespace

Hung hung(const document::Book& book, notes::Resolution resolution) {
    Hung where;
    if (resolution.placed()) where.chapter = book.find(resolution.chapter).value_or(SIZE_MAX);
    if (where.chapter != SIZE_MAX)
        if (const auto there = book.chapter(where.chapter)) where.bytes = notes::to_bytes(**there, resolution.range);
    where.resolution = std::move(resolution);
    return where;
}

void hang(PlacedNote& placed, Hung where) {
    placed.note.resolution = std::move(where.resolution);
    placed.chapter = where.chapter;
    placed.bytes = where.bytes;
    placed.placed = true;
}

PlacedNote placed_in(const document::Book& book, notes::Annotation annotation) {
    PlacedNote placed;
    placed.chapter = book.find(annotation.anchor.chapter).value_or(SIZE_MAX);
    placed.note = std::move(annotation);
    if (placed.note.resolution) {
        hang(placed, hung(book, *placed.note.resolution));
        placed.kept = true;
    }
    return placed;
}

namespace {

// Its chapter is still the text that it was made on: nothing is searched.
std::optional<notes::Resolution> found_at_a_glance(const document::Book& book, const PlacedNote& placed) {
    if (placed.orphan()) return {};
    const auto chapter = book.chapter(placed.chapter);
    if (!chapter || placed.note.anchor.chapter_hash != (*chapter)->hash) return {};
    notes::Resolution resolution = notes::resolve(placed.note.anchor, **chapter);
    if (!resolution.placed()) return {};
    return resolution;
}

}  // namespace

void add_to_slices(std::vector<Resolutions>& slices, notes::AnnotationKey key, notes::Resolution resolution) {
    if (slices.empty() || slices.back().size() == in_a_slice) slices.emplace_back();
    slices.back().emplace_back(key, std::move(resolution));
}

ToPlace to_place(std::span<const PlacedNote> notes) {
    ToPlace out;
    for (const PlacedNote& placed : notes) {
        if (placed.kept) continue;
        out.keys.push_back(placed.note.key);
        out.anchors.push_back(placed.note.anchor);
    }
    return out;
}

Gathered gathered_in(const document::Book& book, std::vector<std::vector<notes::Annotation>> portions) {
    Gathered out;
    out.notes.reserve(portions.size() * in_a_portion);
    for (std::vector<notes::Annotation>& portion : portions)
        for (notes::Annotation& annotation : portion) out.notes.push_back(placed_in(book, std::move(annotation)));
    for (PlacedNote& placed : out.notes) {
        if (placed.kept) continue;
        if (std::optional<notes::Resolution> found = found_at_a_glance(book, placed)) {
            add_to_slices(out.found, placed.note.key, *found);
            hang(placed, hung(book, std::move(*found)));
            placed.kept = true;
        }
    }
    put_in_order(out.notes);
    out.to_place = to_place(out.notes);
    return out;
}

void keep_changed(std::vector<PlacedNote>& read, std::span<const PlacedNote> now, const std::set<std::string>& changed) {
    if (changed.empty()) return;
    std::erase_if(read, [&](const PlacedNote& placed) { return changed.contains(placed.note.id); });
    for (const PlacedNote& placed : now)
        if (changed.contains(placed.note.id)) read.push_back(placed);
    put_in_order(read);
}

void Reader::load_notes() {
    if (!row) return;
    looking_back->notes_read_anew();
    if (!has_all_notes_) load_notes_of_chapter();
    if (edition_) gather_notes();
    load_peers();
    load_networks();
    ask_store([](notes::Store& store) { return store.books(); },
              [this](Result<std::vector<notes::BookRow>> books) {
                  if (books) recent = std::move(*books);
              });
}

void Reader::load_notes_of_chapter() {
    if (!row || !chapter) return;
    ask_store(
        [key = row->key, id = chapter->id, edition = edition_hash()](notes::Store& store) {
            notes::Query query;
            query.chapter = id;
            query.edition = edition;
            return store.annotations(key, query, notes::AnnotationKey{}, at_first);
        },
        [this, generation = generation_](Result<notes::AnnotationPortion> some) {
            if (generation != generation_ || has_all_notes_) return;
            if (!some) return say(some.error());
            for (notes::Annotation& annotation : some->annotations)
                if (!find_note(annotation.id)) notes.push_back(placed_in(*book, std::move(annotation)));
            put_in_order(notes);
            notes_changed();
            place_in_this_chapter();
        });
}

void Reader::gather_notes() {
    gathering_ = std::make_shared<Gathering>();
    gathering_->edition = edition_hash();
    gather_portion({});
}

void Reader::gather_portion(notes::AnnotationKey after) {
    ask_store(
        [key = row->key, edition = gathering_->edition, after](notes::Store& store) {
            notes::Query query;
            query.edition = edition;
            return store.annotations(key, query, after, in_a_portion);
        },
        [this, generation = generation_, mine = gathering_](Result<notes::AnnotationPortion> portion) {
            if (generation != generation_ || mine != gathering_) return;
            if (!portion) {
                gathering_.reset();
                return say(portion.error());
            }
            mine->read.push_back(std::move(portion->annotations));
            if (portion->next) return gather_portion(*portion->next);
            gatherer_ = std::jthread([this, generation, mine, opened = book, inbox = inbox_, read = std::move(mine->read)]() mutable {
                auto gathered = std::make_shared<Gathered>(gathered_in(*opened, std::move(read)));
                inbox->post([this, generation, mine, gathered] {
                    if (generation == generation_ && mine == gathering_) take_notes(std::move(*gathered));
                });
            });
        });
}

void Reader::take_notes(Gathered gathered) {
    keep_changed(gathered.notes, notes, gathering_->changed);
    const std::string edition = gathering_->edition;
    gathering_.reset();
    notes.swap(gathered.notes);
    if (gathered.notes.size() > many) gatherer_ = std::jthread([old = std::move(gathered.notes)]() mutable { old.clear(); });
    has_all_notes_ = true;
    notes_changed();
    for (Resolutions& slice : gathered.found) keep_places(edition, std::move(slice));
    if (gathered.to_place.keys.empty())
        refresh_marks();
    else
        place_in_this_chapter();
    place(std::move(gathered.to_place));
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

}  // namespace katern::app
