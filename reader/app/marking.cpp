// Marks and what is changed about them: each is one transaction and one undo step.
#include <algorithm>

#include "app/gathering.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

// Of an anchor that was made on this very text.
notes::Resolution at_its_position(const notes::Anchor& anchor) {
    return {notes::How::exact, notes::Method::position, anchor.chapter, anchor.range, 1, {}};
}

}  // namespace

void Reader::focus_note(const std::string& id) {
    focused_note = id;
    refresh_marks();
}

void Reader::mark_selection(const std::string& category) { add_mark(category, false); }

void Reader::note_on_selection() { add_mark(settings.last_category, true); }

void Reader::add_mark(const std::string& category, bool open_editor) {
    if (!chapter || !selection) return;
    const text::Range words = without_space_around(chapter->text, selection->range());
    if (words.empty()) return;
    if (!row) return say(store_failure ? *store_failure : Error{Word::message_not_ready, {}});
    notes::Draft draft;
    draft.anchor = edition_ ? notes::anchor_on(*chapter, *edition_, words) : notes::anchor_on(*chapter, *book, words);
    draft.category = category;
    if (open_editor) {
        close_editor();
        editor.emplace();  // typing can begin before the store has answered
        editor->saved_revision = editor->sent_revision = editor->edit.revision();
        editor->join = notes::new_uuid(steady_now());
        editor->byte = words.start;
    } else if (category != settings.last_category) {
        Settings changed = settings;
        changed.last_category = category;
        change_settings(changed);
    }
    ask_store(
        [key = row->key, draft, edition = edition_hash()](notes::Store& store) -> Result<notes::Annotation> {
            const Result<std::string> id = store.add(key, draft);
            if (!id) return tl::unexpected<Error>(id.error());
            return store.annotation(*id, edition);
        },
        [this, draft, join = open_editor ? editor->join : std::string(), generation = generation_](Result<notes::Annotation> added) {
            if (generation != generation_) return;
            const bool open = !join.empty() && editor && editor->id.empty() && editor->join == join;
            if (!added) {
                say(added.error());
                if (!open) return;
                // What is typed at it is not without a place: mark and words are tried again together.
                editor->failure = added.error();
                editor->draft = draft;
                editor->draft->join = join;
                retry_at_ = steady_now() + retry_pause;
                return;
            }
            selection.reset();
            update_note(*added);
            focused_note = added->id;
            if (open) editor->id = added->id;
            refresh_marks();
        });
}

// What is known of its place stays as long as it hangs as before.
void Reader::update_note(const notes::Annotation& annotation) {
    if (gathering_) gathering_->changed.insert(annotation.id);
    const PlacedNote* const found = find_note(annotation.id);
    const std::size_t index = found ? static_cast<std::size_t>(found - notes.data()) : notes.size();
    if (annotation.alive) {
        PlacedNote now = found && found->note.anchor == annotation.anchor ? *found : placed_in(*book, annotation);
        const std::optional<notes::Resolution> known = annotation.resolution ? annotation.resolution : now.note.resolution;
        now.note = annotation;
        if (known) {
            hang(now, hung(*book, *known));
        } else if (edition_ && annotation.anchor.book_hash == edition_->hash) {
            hang(now, hung(*book, at_its_position(annotation.anchor)));
        }
        if (found)
            put_anew(notes, index, std::move(now));
        else
            put_among(notes, std::move(now));
    } else if (found) {
        notes.erase(notes.begin() + static_cast<std::ptrdiff_t>(index));
    }
    notes_changed();
    place_in_this_chapter();
}

void Reader::reload_note(const std::string& id) {
    ask_store([id, edition = edition_hash()](notes::Store& store) { return store.annotation(id, edition); },
              [this, generation = generation_](Result<notes::Annotation> annotation) {
                  if (generation != generation_) return;
                  if (!annotation) return say(annotation.error());
                  update_note(*annotation);
                  const bool any_waits = std::any_of(notes.begin(), notes.end(), [&](const PlacedNote& placed) {
                      return !placed.kept && placed.note.anchor.book_hash != edition_hash();
                  });
                  if (any_waits) place_all();
              });
}

void Reader::set_category(const std::string& id, const std::string& category) {
    ask_store([id, category](notes::Store& store) { return store.set_category({id}, category); },
              [this, id](Result<void> done) {
                  if (!done) return say(done.error());
                  reload_note(id);
              });
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

// --- Picking and adjusting -------------------------------------------------------------------------------------------------

void Reader::pick(const std::string& id) {
    const PlacedNote* placed = find_note(id);
    if (!placed) return;
    if (!placed->note.body.empty()) return edit_note(id);
    close_editor();
    focus_note(id);
}

void Reader::pick_at(std::size_t byte) {
    const std::vector<const PlacedNote*> here = notes_at(byte);
    if (here.empty()) return;
    picked_at = byte;
    const auto now = std::find_if(here.begin(), here.end(), [&](const PlacedNote* placed) { return placed->note.id == focused_note; });
    const auto next = now == here.end() || now + 1 == here.end() ? here.begin() : now + 1;
    const std::string id = (*next)->note.id;
    pick(id);
}

std::vector<const PlacedNote*> Reader::marks_at_hand() const {
    if (caret) return notes_at(caret->byte);
    const PlacedNote* picked = find_note(focused_note);
    if (!picked || !picked->placed || picked->chapter != chapter_index) return {};
    return notes_at(picked->bytes.contains(picked_at) ? picked_at : picked->bytes.start);
}

void Reader::list_marks_here() {
    const std::vector<const PlacedNote*> here = marks_at_hand();
    if (here.empty()) return;
    MarksHere listed;
    listed.byte = caret ? caret->byte : here.front()->bytes.contains(picked_at) ? picked_at : here.front()->bytes.start;
    for (const PlacedNote* placed : here) listed.ids.push_back(placed->note.id);
    close_editor();
    marks_here = std::move(listed);
}

bool Reader::can_adjust(const std::string& id) const {
    const PlacedNote* placed = find_note(id);
    return row && placed && placed->note.mine && placed->placed && placed->chapter == chapter_index &&
           placed->note.kind == notes::Kind::highlight && !placed->bytes.empty();
}

void Reader::start_adjusting(const std::string& id, bool end, bool by_keys) {
    if (!can_adjust(id)) return;
    close_editor();
    const text::Range bytes = find_note(id)->bytes;
    adjusting = Adjusting{id, bytes, by_keys, caret.has_value(), {}};
    selection = end ? Selection{bytes.start, bytes.end} : Selection{bytes.end, bytes.start};
    focused_note = id;
    if (by_keys || caret) caret = Caret{selection->focus, std::nullopt};
    if (by_keys) bring_into_sight(selection->focus);
    refresh_marks();
}

void Reader::swap_ends() {
    if (!selection) return;
    std::swap(selection->anchor, selection->focus);
    place_caret(selection->focus);
    bring_into_sight(selection->focus);
}

void Reader::leave_adjusting() {
    if (!adjusting) return;
    if (adjusting->by_keys && !adjusting->had_caret) caret.reset();
    adjusting.reset();
    selection.reset();
    refresh_marks();
}

void Reader::finish_adjusting() {
    if (!adjusting || !chapter || !selection) return leave_adjusting();
    const Adjusting done = *adjusting;
    const text::Range words = without_space_around(chapter->text, selection->range());
    leave_adjusting();
    if (words.empty() || words == done.before) return;
    // It is drawn at its new ends at once; the store's answer says the same.
    for (PlacedNote& placed : notes)
        if (placed.note.id == done.id) placed.bytes = words;
    ++notes_revision;
    refresh_marks();
    hang_anew(done.id, *chapter, words, notes::Action::adjust, Word::message_adjusted);
}

// A further anchor: the first one, and all else that belongs to the note, stays.
void Reader::hang_anew(const std::string& id, const document::Chapter& in, text::Range bytes, notes::Action action, Word said) {
    notes::Change change;
    change.id = id;
    change.anchor = edition_ ? notes::anchor_on(in, *edition_, bytes) : notes::anchor_on(in, *book, bytes);
    ++placing_;
    ask_store([action, change](notes::Store& store) { return store.change(action, {change}); },
              [this, id, said, generation = generation_](Result<void> done) {
                  if (generation != generation_) return;
                  if (done) {
                      say(said);
                  } else {
                      say(done.error());
                  }
                  reload_note(id);
              });
}

// --- Back and again --------------------------------------------------------------------------------------------------------

void Reader::undo() {
    if (!row) return;
    close_editor();
    ++placing_;  // what is being found now is for anchors that may go
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
    ++placing_;
    ask_store([key = row->key](notes::Store& store) { return store.redo(key); },
              [this](Result<notes::UndoOutcome> outcome) {
                  if (!outcome) return say(outcome.error());
                  say_step(*outcome, Word::message_redone);
                  load_notes();
              });
}

}  // namespace katern::app
