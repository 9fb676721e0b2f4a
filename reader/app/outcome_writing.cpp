#include "app/outcome_writing.h"

#include <algorithm>

#include "app/looking_back.h"
#include "app/meeting_desk.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

void OutcomeWriting::open(const std::string& id, const std::string& now) {
    close();
    reader_.close_editor();
    // What is still on its way is newer than what the page shows.
    const auto kept = std::find_if(going_.begin(), going_.end(), [&](const auto& line) { return line->id == id; });
    if (kept != going_.end()) {
        open_ = *kept;
        going_.erase(kept);
        return;
    }
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known) return reader_.say(Word::message_not_ready);
    open_ = std::make_shared<Line>();
    open_->id = id;
    open_->known = *known;
    open_->sitting = notes::new_uuid(steady_now());
    open_->edit.set_text(now);
    open_->edit.move_to(now.size());
    open_->saved = open_->seen = open_->edit.revision();
}

void OutcomeWriting::close() {
    const std::shared_ptr<Line> line = std::exchange(open_, nullptr);
    if (!line || (line->is_saved() && !line->busy)) return;
    going_.push_back(line);
    save(line);
}

void OutcomeWriting::save_now() {
    if (open_ && !open_->is_saved()) save(open_);
    for (const std::shared_ptr<Line>& line : std::vector(going_)) save(line);
}

std::optional<notes::Milliseconds> OutcomeWriting::tick(notes::Milliseconds now) {
    std::optional<notes::Milliseconds> next;
    std::vector<std::shared_ptr<Line>> all(going_);
    if (open_) all.push_back(open_);
    for (const std::shared_ptr<Line>& line : all) {
        if (line->is_saved() || line->busy) continue;
        if (line->edit.revision() != line->seen) {
            line->seen = line->edit.revision();
            line->refused = false;
            line->save_at = now + pause_in_typing;
        }
        if (line->refused) continue;
        if (now >= line->save_at)
            save(line);
        else
            next = std::min(next.value_or(line->save_at), line->save_at);
    }
    return next;
}

// One at a time: the answer sends what was typed meanwhile, also when it was left by then.
void OutcomeWriting::save(const std::shared_ptr<Line>& line) {
    if (line->busy || line->is_saved()) return;
    line->busy = true;
    reader_.ask_store([known = line->known, id = line->id, words = line->edit.text()](
                          notes::Store& store) { return write_outcome(store, known, id, words); },
                      [this, line, revision = line->edit.revision()](const Result<MeetingStep>& kept) {
                          line->busy = false;
                          if (!kept) {
                              // Where the decision is gone it can never be kept; the words stay for whoever stops the
                              // program.
                              line->refused = kept.error().sentence == Word::error_meeting_unknown;
                              line->seen = line->edit.revision();
                              line->save_at = steady_now() + retry_pause;
                              return line->refused ? reader_.say(Word::message_unsaved_gone, {line->edit.text()})
                                                   : reader_.say(kept.error());
                          }
                          line->saved = revision;
                          if (const auto now = reader_.known_book(); now && now->key == line->known.key)
                              meeting_desk_of(reader_).remember(*kept, line->sitting);
                          if (line != open_) {
                              if (!line->is_saved()) return save(line);
                              std::erase(going_, line);
                          }
                          reader_.looking_back->meetings_changed();
                      });
}

bool OutcomeWriting::has_unsaved() const {
    return (open_ && !open_->is_saved()) ||
           std::any_of(going_.begin(), going_.end(), [](const auto& line) { return !line->is_saved(); });
}

void OutcomeWriting::add_unsaved(std::vector<std::string>& words) const {
    if (open_ && !open_->is_saved()) words.push_back(open_->edit.text());
    for (const std::shared_ptr<Line>& line : going_)
        if (!line->is_saved()) words.push_back(line->edit.text());
}

}  // namespace katern::app
