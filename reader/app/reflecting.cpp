#include "app/reflecting.h"

#include "app/looking_back.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr notes::Milliseconds pause_in_typing = 400;

bool has_words(const std::string& words) {
    return words.find_first_not_of(" \n\t") != std::string::npos;
}

}  // namespace

// Asked once in each opening of a book, by the first window only, when its text and its notes are known.
void Reflecting::frame(bool page_shown) {
    const std::optional<KnownBook> known = reader_.known_book();
    if (!page_shown || !known || of_book_ == reader_.generation() || !reader_.is_first_window()) return;
    of_book_ = reader_.generation();
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return reader_.say(now.error());
    reader_.ask_store(
        [known, now = *now](notes::Store& store) -> Result<std::optional<MeetingToReflect>> {
            Result<std::optional<MeetingToReflect>> due = reflection_due(store, *known, now);
            // From here on it was asked, whatever becomes of this window.
            if (due && *due)
                if (Result<void> kept = set_asked(store, (*due)->id, AskedAbout::asked, now); !kept)
                    return tl::unexpected<Error>(kept.error());
            return due;
        },
        [this, generation = of_book_](Result<std::optional<MeetingToReflect>> due) {
            if (generation != reader_.generation()) return;
            if (!due) return reader_.say(due.error());
            asked = std::move(*due);
        });
}

void Reflecting::another_book() {
    keep_all();
    asked.reset();
    page.reset();
}

void Reflecting::answer_asked(AskedAbout how) {
    if (!asked) return;
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return reader_.say(now.error());
    const std::string id = asked->id;
    asked.reset();
    reader_.ask_store(
        [id, how, now = *now](notes::Store& store) { return set_asked(store, id, how, now); },
        [this, how](Result<void> kept) {
            if (!kept) return reader_.say(kept.error());
            reader_.say(how == AskedAbout::never ? Word::message_reflect_never : Word::message_reflect_later);
        });
}

void Reflecting::later() {
    answer_asked(AskedAbout::later);
}
void Reflecting::never() {
    answer_asked(AskedAbout::never);
}

void Reflecting::look() {
    if (!asked) return;
    const std::string id = asked->id;
    asked.reset();
    open(id);
}

void Reflecting::open(const std::string& meeting) {
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known) return reader_.say(Word::message_not_ready);
    reader_.ask_store([known, meeting](notes::Store& store) { return meeting_to_reflect(store, *known, meeting); },
                      [this, generation = reader_.generation()](Result<MeetingToReflect> found) {
                          if (generation != reader_.generation()) return;
                          if (!found) return reader_.say(found.error());
                          if (found->passages.empty())
                              return reader_.say(Error{Word::error_reflect_no_passage, {found->title()}});
                          show(std::move(*found));
                      });
}

void Reflecting::show(MeetingToReflect meeting) {
    keep_all();
    reader_.close_editor();
    ++opened_;
    Page shown;
    for (const BroughtPassage& passage : meeting.passages) {
        Answer answer;
        answer.about = passage;
        if (passage.answer) {
            answer.id = passage.answer->id;
            answer.edit.set_text(notes::reflection_in(*passage.answer).words);
            answer.edit.move_to(answer.edit.text().size());
            answer.cycle = passage.answer->cycle;
            const std::vector<std::string>& networks = passage.answer->shared_with;
            answer.shared = std::find(networks.begin(), networks.end(), meeting.network.id) != networks.end();
        }
        answer.sent = answer.seen = answer.edit.revision();
        shown.answers.push_back(std::move(answer));
    }
    shown.meeting = std::move(meeting);
    page = std::move(shown);
}

void Reflecting::keep_all() {
    if (!page) return;
    for (std::size_t i = 0; i < page->answers.size(); ++i)
        if (!page->answers[i].is_saved()) save(i);
}

void Reflecting::close() {
    keep_all();
    page.reset();
}

void Reflecting::place(std::size_t answer, const std::string& cycle) {
    Answer& one = page->answers.at(answer);
    one.cycle = one.cycle == cycle ? std::string() : cycle;
    one.unsent = true;
    save(answer);
}

void Reflecting::share(std::size_t answer, bool shared) {
    Answer& one = page->answers.at(answer);
    one.shared = shared;
    one.unsent = true;
    save(answer);
}

std::optional<notes::Milliseconds> Reflecting::tick(notes::Milliseconds now) {
    std::optional<notes::Milliseconds> next;
    if (!page) return next;
    for (std::size_t i = 0; i < page->answers.size(); ++i) {
        Answer& answer = page->answers[i];
        if (answer.is_saved() || answer.busy) continue;
        if (answer.edit.revision() != answer.seen) {
            answer.seen = answer.edit.revision();
            answer.changed_at = now;
        }
        if (now - answer.changed_at >= pause_in_typing) {
            save(i);
        } else {
            next = std::min(next.value_or(answer.changed_at + pause_in_typing), answer.changed_at + pause_in_typing);
        }
    }
    return next;
}

// Nothing is kept before something was written: who only looked leaves no trace.
void Reflecting::save(std::size_t index) {
    Answer& answer = page->answers.at(index);
    const std::optional<KnownBook> known = reader_.known_book();
    if (answer.busy || !known) return;
    const std::string words = answer.edit.text();
    if (answer.id.empty() && !has_words(words)) {
        answer.sent = answer.edit.revision();
        return;  // a choice waits for words, or for nothing
    }
    answer.busy = true;
    answer.unsent = false;
    const std::uint64_t revision = answer.edit.revision();
    NewReflection what{page->meeting.id, answer.about.item,        {}, words, answer.cycle,
                       answer.shared,    reader_.settings.language};
    reader_.ask_store(
        [known, what, id = answer.id, question = question_about(page->meeting, answer.about, reader_.settings.language),
         network = page->meeting.network.id](notes::Store& store) -> Result<std::string> {
            if (id.empty()) return reflect(store, *known, what);
            notes::Change change;
            change.id = id;
            change.body = notes::reflection_body(question, what.words);
            change.cycle = what.cycle;
            (what.share ? change.share_with : change.withdraw_from) = {network};
            if (Result<void> done = store.change(notes::Action::write, {change}, "reflect/" + id); !done)
                return tl::unexpected<Error>(done.error());
            return id;
        },
        [this, index, revision, opened = opened_](Result<std::string> kept) {
            if (kept) reader_.reload_note(*kept);
            if (!page || opened != opened_) {
                if (!kept) reader_.say(kept.error());
                return;
            }
            Answer& now = page->answers.at(index);
            now.busy = false;
            if (!kept) {
                now.unsent = true;
                now.changed_at = steady_now() + retry_pause;
                return reader_.say(kept.error());
            }
            now.id = *kept;
            now.sent = revision;
        });
}

}  // namespace katern::app
