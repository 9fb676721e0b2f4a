// Marks and notes: from a selection to the store and back into what the page shows.
#include <algorithm>
#include <map>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr notes::Milliseconds typing_pause = 350;  // a note under the cursor is saved within half a second
constexpr std::size_t notes_per_slice = 500;       // placed, drawn and saved at a time

}  // namespace

// --- Reading what is there -------------------------------------------------------------------------------------------------

void Reader::load_notes() {
    if (!row) return;
    ask_store(
        [key = row->key, edition = edition_ ? edition_->hash : std::string()](notes::Store& store) {
            notes::Query query;
            query.edition = edition;
            return store.annotations(key, query);
        },
        [this, generation = generation_](Result<std::vector<notes::Annotation>> annotations) {
            if (generation != generation_) return;
            if (!annotations) return say(annotations.error());
            take_notes(std::move(*annotations));
        });
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
    if (keys.empty()) return;
    worker_.request_stop();
    if (worker_.joinable()) worker_.join();
    worker_ = std::jthread([this, opened = book, keys, anchors, generation = generation_, inbox = inbox_,
                            edition = edition_->hash](const std::stop_token& stop) {
        const std::vector<notes::Resolution> resolutions = notes::resolve_all(anchors, *opened, stop);
        std::vector<std::pair<notes::AnnotationKey, notes::Resolution>> slice;
        for (std::size_t i = 0; i < resolutions.size(); ++i) {
            slice.emplace_back(keys[i], resolutions[i]);
            if (slice.size() < notes_per_slice && i + 1 < resolutions.size()) continue;
            inbox->post([this, found = std::move(slice), generation, edition] {
                if (generation == generation_) take_resolutions(found, edition);
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
    std::stable_sort(notes.begin(), notes.end(), [](const PlacedNote& a, const PlacedNote& b) {
        if (a.chapter != b.chapter) return a.chapter < b.chapter;
        const std::size_t at_a = a.note.resolution ? a.note.resolution->range.start : a.note.anchor.range.start;
        const std::size_t at_b = b.note.resolution ? b.note.resolution->range.start : b.note.anchor.range.start;
        return at_a != at_b ? at_a < at_b : a.note.created < b.note.created;
    });
}

void Reader::refresh_marks() {
    marks.clear();
    for (const PlacedNote& placed : notes) {
        if (!placed.placed || placed.chapter != chapter_index || placed.bytes.empty() || placed.note.kind != notes::Kind::highlight) continue;
        draw::Mark mark;
        mark.id = placed.note.id;
        mark.bytes = placed.bytes;
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
        if (placed.placed && placed.chapter == chapter_index && placed.bytes.contains(byte)) found.push_back(&placed);
    std::stable_sort(found.begin(), found.end(), [](const PlacedNote* a, const PlacedNote* b) { return a->bytes.size() < b->bytes.size(); });
    return found;
}

// --- Selecting -------------------------------------------------------------------------------------------------------------

void Reader::select_word_at(std::size_t byte) {
    if (!chapter) return;
    const text::Range word = text::word_at(chapter->text, byte);
    selection = Selection{word.start, word.end};
}

void Reader::select_paragraph_at(std::size_t byte) {
    if (!chapter || chapter->blocks.empty()) return;
    const text::Range block = chapter->blocks[chapter->block_at(byte)].text;
    selection = Selection{block.start, block.end};
}

void Reader::select_all_of_chapter() {
    if (chapter && !chapter->text.empty()) selection = Selection{0, chapter->text.size() - 1};
}

std::string Reader::selected_text() const {
    return chapter && selection ? std::string(text::slice(chapter->text, selection->range())) : std::string();
}

std::string Reader::quotation() const {
    if (!chapter || !selection || selection->range().empty()) return {};
    const std::string address = address_of(chapter->block_at(selection->range().start));
    std::string authors;
    for (const std::string& author : book->authors) authors += (authors.empty() ? "" : ", ") + author;
    return text(authors.empty() ? Word::quotation_without_author : Word::quotation,
                {selected_text(), book->chapters[chapter_index].title, book->title, address, authors});
}

void Reader::copy(const std::string& copied, Word said) {
    to_clipboard = copied;
    say(said);
}

void Reader::focus_note(const std::string& id) {
    focused_note = id;
    refresh_marks();
}

// --- Changing --------------------------------------------------------------------------------------------------------------

void Reader::mark_selection(const std::string& category) { add_mark(category, false); }

void Reader::note_on_selection() { add_mark(settings.last_category, true); }

void Reader::add_mark(const std::string& category, bool open_editor) {
    if (!chapter || !selection || selection->range().empty()) return;
    if (!row) return say(store_failure ? *store_failure : Error{Word::message_not_ready, {}});
    notes::Draft draft;
    draft.anchor = edition_ ? notes::anchor_on(*chapter, *edition_, selection->range()) : notes::anchor_on(*chapter, *book, selection->range());
    draft.category = category;
    if (open_editor) {
        close_editor();
        editor.emplace();  // typing can begin before the store has answered
        editor->saved_revision = editor->sent_revision = editor->edit.revision();
        editor->join = notes::new_uuid(steady_now());
    } else if (category != settings.last_category) {
        Settings changed = settings;
        changed.last_category = category;
        change_settings(changed);
    }
    ask_store(
        [key = row->key, draft](notes::Store& store) -> Result<notes::Annotation> {
            const Result<std::string> id = store.add(key, draft);
            if (!id) return tl::unexpected<Error>(id.error());
            return store.annotation(*id);
        },
        [this, open_editor, generation = generation_](Result<notes::Annotation> added) {
            if (generation != generation_) return;
            if (!added) {
                say(added.error());
                if (open_editor && editor && editor->id.empty()) editor->failure = added.error();
                return;
            }
            selection.reset();
            update_note(*added);
            focused_note = added->id;
            if (open_editor && editor && editor->id.empty()) editor->id = added->id;
            refresh_marks();
        });
}

void Reader::update_note(const notes::Annotation& annotation) {
    const auto same = std::find_if(notes.begin(), notes.end(), [&](const PlacedNote& p) { return p.note.id == annotation.id; });
    if (same != notes.end()) {
        if (!annotation.alive) {
            notes.erase(same);
        } else {
            const std::optional<notes::Resolution> resolution = same->note.resolution;
            same->note = annotation;
            if (!same->note.resolution) same->note.resolution = resolution;
        }
    } else if (annotation.alive) {
        PlacedNote placed;
        placed.chapter = book->find(annotation.anchor.chapter).value_or(SIZE_MAX);
        placed.note = annotation;
        notes.push_back(std::move(placed));
    }
    place_in_this_chapter();
}

void Reader::reload_note(const std::string& id) {
    ask_store([id](notes::Store& store) { return store.annotation(id); },
              [this, generation = generation_](Result<notes::Annotation> annotation) {
                  if (generation != generation_) return;
                  if (!annotation) return say(annotation.error());
                  update_note(*annotation);
              });
}

void Reader::set_category(const std::string& id, const std::string& category) {
    ask_store([id, category](notes::Store& store) { return store.set_category({id}, category); },
              [this, id](Result<void> done) {
                  if (!done) return say(done.error());
                  reload_note(id);
              });
}

void Reader::toggle_shared(const std::string& id) {
    const PlacedNote* placed = find_note(id);
    if (!placed) return;
    const bool share = placed->note.is_private();
    const auto act = [this, id, share] {
        ask_store(
            [id, share](notes::Store& store) -> Result<void> {
                const Result<notes::Network> network = store.network("");
                if (!network) return tl::unexpected<Error>(network.error());
                return share ? store.share({id}, network->id) : store.withdraw({id}, network->id);
            },
            [this, id](Result<void> done) {
                if (!done) return say(done.error());
                reload_note(id);
            });
    };
    if (share) {
        ask_name_then(act);
    } else {
        act();
    }
}

void Reader::remove_note(const std::string& id) {
    if (editor && editor->id == id) editor.reset();
    if (focused_note == id) focused_note.clear();
    ask_store([id](notes::Store& store) { return store.remove({id}); },
              [this, id](Result<void> done) {
                  if (!done) return say(done.error());
                  reload_note(id);
                  say(Word::message_removed);
              });
}

void Reader::undo() {
    if (!row) return;
    close_editor();
    ask_store([key = row->key](notes::Store& store) { return store.undo(key); },
              [this](Result<notes::UndoOutcome> outcome) {
                  if (!outcome) return say(outcome.error());
                  say_step(*outcome, Word::message_undone);
                  load_notes();
              });
}

void Reader::redo() {
    if (!row) return;
    close_editor();
    ask_store([key = row->key](notes::Store& store) { return store.redo(key); },
              [this](Result<notes::UndoOutcome> outcome) {
                  if (!outcome) return say(outcome.error());
                  say_step(*outcome, Word::message_redone);
                  load_notes();
              });
}

// --- The note under the cursor ---------------------------------------------------------------------------------------------

void Reader::edit_note(const std::string& id) {
    if (editor && editor->id == id) return;
    close_editor();
    const PlacedNote* placed = find_note(id);
    if (!placed) return;
    focused_note = id;
    editor.emplace();
    editor->id = id;
    editor->open(placed->note, placed->note.body);
    editor->saved_revision = editor->sent_revision = editor->edit.revision();
    if (const auto kept = unsaved_.find(id); kept != unsaved_.end()) {
        editor->open(placed->note, kept->second);  // not saved yet: the next pause tries again
        unsaved_.erase(kept);
    }
    editor->join = notes::new_uuid(steady_now());
    refresh_marks();
}

void Reader::save_editor(bool now) {
    if (!editor || editor->is_saved() || editor->sent_revision == editor->edit.revision()) return;
    if (editor->id.empty() && !editor->draft) return;  // its mark is on its way
    const notes::Milliseconds clock = steady_now();
    if (editor->changed_at == 0) editor->changed_at = clock;
    // Counted from the first unsaved letter, so that somebody who types on without a pause is saved as well.
    if (!now && clock < (editor->failure ? retry_at_ : editor->changed_at + typing_pause)) return;
    editor->changed_at = 0;
    if (editor->draft) return send_draft();
    editor->sent_revision = editor->edit.revision();
    send_body(editor->id, editor->body(), editor->join, editor->sent_revision);
}

void Reader::send_body(const std::string& id, const std::string& body, const std::string& join, std::uint64_t revision) {
    ask_store(
        [id, body, join](notes::Store& store) -> Result<notes::Annotation> {
            if (const Result<void> saved = store.set_body(id, body, join); !saved) return tl::unexpected<Error>(saved.error());
            return store.annotation(id);
        },
        [this, id, body, revision, generation = generation_](Result<notes::Annotation> saved) {
            const bool open = editor && editor->id == id;
            if (!saved) {
                // What was typed stays: in its editor, or when that is closed, here.
                if (open) {
                    editor->failure = saved.error();
                    editor->sent_revision = editor->saved_revision;
                } else {
                    unsaved_[id] = body;
                }
                retry_at_ = steady_now() + retry_pause;
                return say(saved.error());
            }
            if (open) {
                editor->saved_revision = revision;
                editor->failure.reset();
            }
            if (const auto kept = unsaved_.find(id); kept != unsaved_.end() && kept->second == body) unsaved_.erase(kept);
            if (generation == generation_) update_note(*saved);
        });
}

void Reader::retry_unsaved() {
    retry_at_ = steady_now() + retry_pause;
    for (const auto& [id, body] : unsaved_) send_body(id, body, {}, 0);
}

void Reader::close_editor() {
    if (!editor) return;
    if (editor->id.empty() && !editor->is_saved()) {
        // The mark is on its way: wait for its id, so that what was typed has a place to go.
        save_editor(true);
        if (store_) store_->flush();
        inbox_->receive();
        // The mark could not be made: the words stay where they are.
        if (!editor || (editor->id.empty() && !editor->has_no_words())) return;
    }
    if (!editor->id.empty()) save_editor(true);
    if (editor->failure && editor->sent_revision != editor->edit.revision()) unsaved_[editor->id] = editor->body();
    editor.reset();
}

// --- Going there -----------------------------------------------------------------------------------------------------------

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
