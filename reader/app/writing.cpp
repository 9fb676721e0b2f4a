// The note under the cursor: it is saved by itself, and what was typed is never lost.
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

void Reader::edit_note(const std::string& id) {
    if (editor && editor->id == id) return;
    close_editor();
    const PlacedNote* placed = find_note(id);
    if (!placed) return;
    if (!placed->note.mine) return open_conversation(placed->note.key);
    const bool reply = placed->note.kind == notes::Kind::reply;
    if (reply && !conversation) open_conversation(placed->note.key);
    if (!reply) close_conversation();
    focused_note = id;
    editor.emplace();
    editor->in_conversation = reply && conversation;
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
    if (!now && clock < (editor->failure ? retry_at_ : editor->changed_at + pause_in_typing)) return;
    editor->changed_at = 0;
    if (editor->draft) return send_draft();
    editor->sent_revision = editor->edit.revision();
    send_body(editor->id, editor->body(), editor->join, editor->sent_revision);
}

void Reader::send_body(const std::string& id, const std::string& body, const std::string& join, std::uint64_t revision) {
    ask_store(
        [id, body, join, edition = edition_hash()](notes::Store& store) -> Result<notes::Annotation> {
            if (const Result<void> saved = store.set_body(id, body, join); !saved) return tl::unexpected<Error>(saved.error());
            return store.annotation(id, edition);
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

}  // namespace katern::app
