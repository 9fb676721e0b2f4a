// Taking back what was done to a meeting, and doing it again.
#include <utility>

#include "app/looking_back.h"
#include "app/meeting_desk.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

void MeetingDesk::undo() {
    close_writing();
    // Behind what was typed last, which is on its way to the store.
    reader_.ask_store([](notes::Store&) -> Result<bool> { return true; },
                      [this](const Result<bool>&) { take_step(true); });
}

void MeetingDesk::redo() {
    close_writing();
    reader_.ask_store([](notes::Store&) -> Result<bool> { return true; },
                      [this](const Result<bool>&) { take_step(false); });
}

void MeetingDesk::keep(const MeetingStep& step, const std::string& sitting) {
    steps_.add(step, sitting, notes::wall_clock().value_or(0));
    keep_steps();
}

void MeetingDesk::remember(const MeetingStep& step, const std::string& sitting) {
    if (has_steps_) return keep(step, sitting);
    if (!known_) known_ = reader_.known_book();
    if (!known_) return;
    // Behind those of the last time that this window was open.
    reader_.ask_store([window = reader_.undo_window(),
                       book = known_->key](notes::Store& store) { return kept_steps(store, window, book); },
                      [this, step, sitting, generation = reader_.generation()](const Result<MeetingSteps>& kept) {
                          if (generation != reader_.generation()) return;
                          if (!kept) return reader_.say(kept.error());
                          if (!std::exchange(has_steps_, true)) steps_ = *kept;
                          keep(step, sitting);
                      });
}

void MeetingDesk::keep_steps() {
    if (!known_) return;  // another book was opened meanwhile
    reader_.ask_store([window = reader_.undo_window(), book = known_->key,
                       steps = steps_](notes::Store& store) { return app::keep_steps(store, window, book, steps); },
                      [this](const Result<void>& kept) {
                          if (!kept) reader_.say(kept.error());
                      });
}

void MeetingDesk::take_step(bool back) {
    if (!steps_.next(back) || !known_) return reader_.say(Word::undo_nothing);
    const notes::Milliseconds at = steps_.next_at(back);
    const MeetingStep step = steps_.take(back);
    using Answer = std::pair<bool, std::optional<Fresh>>;
    ++pending_;
    std::function<Result<Fresh>(notes::Store&)> look_anew;
    if (all_) look_anew = fresh_look();  // else meetings were not looked at yet
    reader_.ask_store(
        [step, back, look = look_anew](notes::Store& store) -> Result<Answer> {
            const Result<bool> done = back ? take_back(store, step) : do_again(store, step);
            if (!done) return tl::unexpected<Error>(done.error());
            if (!look) return Answer{*done, std::nullopt};
            Result<Fresh> fresh = look(store);
            if (!fresh) return tl::unexpected<Error>(fresh.error());
            return Answer{*done, std::move(*fresh)};
        },
        [this, step, back, at, generation = reader_.generation()](Result<Answer> answer) {
            --pending_;
            if (generation != reader_.generation()) return;  // a step of the book that was left
            if (!answer) {
                steps_.put(!back, step, at);  // it can be tried again
                if (pending_ == 0 && all_) look(network);
                return reader_.say(answer.error());
            }
            if (pending_ == 0 && answer->second) take(std::move(*answer->second));
            if (answer->first) steps_.put(back, step, at);
            keep_steps();
            if (!answer->first) return reader_.say(Word::undo_meeting_overtaken);
            reader_.notes_may_leave();
            if (is_outcome(step) || is_taken_back(step)) reader_.looking_back->meetings_changed();
            const std::string what =
                reader_.text(step.label, {step.named.empty() ? reader_.text(Word::step_meeting_nameless) : step.named});
            reader_.say(back ? Word::message_undone : Word::message_redone, {what});
        });
}

}  // namespace katern::app
