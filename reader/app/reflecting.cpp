#include "app/reflecting.h"

#include <algorithm>
#include <array>

#include "app/looking_back.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

bool has_words(const std::string& words) {
    return words.find_first_not_of(" \n\t") != std::string::npos;
}

// The meeting, its passage or the answer itself is there no longer, so that it can’t be kept, however often one tries.
bool is_gone(const Error& error) {
    constexpr std::array gone{Word::error_meeting_unknown, Word::error_reflect_no_passage,
                              Word::error_reflect_not_brought, Word::error_note_unknown};
    return std::find(gone.begin(), gone.end(), error.sentence) != gone.end();
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

std::shared_ptr<Reflecting::Answer> Reflecting::answer_about(const BroughtPassage& passage,
                                                             const std::shared_ptr<const MeetingToReflect>& meeting) {
    // What is still on its way is newer than what was read.
    const auto kept = std::find_if(going_.begin(), going_.end(), [&](const auto& one) {
        return one->meeting->id == meeting->id && one->about.item == passage.item;
    });
    if (kept != going_.end()) {
        std::shared_ptr<Answer> answer = *kept;
        going_.erase(kept);
        return answer;
    }
    auto answer = std::make_shared<Answer>();
    answer->meeting = meeting;
    answer->known = *reader_.known_book();
    answer->about = passage;
    if (passage.answer) {
        answer->id = passage.answer->id;
        answer->edit.set_text(notes::reflection_in(*passage.answer).words);
        answer->edit.move_to(answer->edit.text().size());
        answer->cycle = passage.answer->cycle;
        const std::vector<std::string>& networks = passage.answer->shared_with;
        answer->shared = std::find(networks.begin(), networks.end(), meeting->network.id) != networks.end();
    }
    answer->saved = answer->seen = answer->edit.revision();
    return answer;
}

void Reflecting::show(MeetingToReflect found) {
    keep_all();
    reader_.close_editor();
    if (!reader_.known_book()) return;
    Page shown;
    shown.meeting = std::make_shared<const MeetingToReflect>(std::move(found));
    for (const BroughtPassage& passage : shown.meeting->passages)
        shown.answers.push_back(answer_about(passage, shown.meeting));
    page = std::move(shown);
}

void Reflecting::keep_all() {
    if (!page) return;
    for (const std::shared_ptr<Answer>& answer : page->answers) {
        if (answer->is_saved()) continue;
        going_.push_back(answer);
        save(answer);
    }
    page.reset();
}

void Reflecting::close() {
    keep_all();
}

void Reflecting::place(std::size_t index, const std::string& cycle) {
    const std::shared_ptr<Answer> answer = page->answers.at(index);
    answer->cycle = answer->cycle == cycle ? std::string() : cycle;
    answer->unsent = true;
    save(answer);
}

void Reflecting::share(std::size_t index, bool shared) {
    const std::shared_ptr<Answer> answer = page->answers.at(index);
    answer->shared = shared;
    answer->unsent = true;
    save(answer);
}

std::optional<notes::Milliseconds> Reflecting::tick(notes::Milliseconds now) {
    std::optional<notes::Milliseconds> next;
    std::erase_if(going_, [](const auto& answer) { return answer->is_saved(); });
    std::vector<std::shared_ptr<Answer>> all(going_);
    if (page) all.insert(all.end(), page->answers.begin(), page->answers.end());
    for (const std::shared_ptr<Answer>& answer : all) {
        if (answer->is_saved() || answer->busy) continue;
        if (answer->edit.revision() != answer->seen) {
            answer->seen = answer->edit.revision();
            answer->refused = false;
            answer->save_at = now + pause_in_typing;
        }
        if (answer->refused) continue;
        if (now >= answer->save_at)
            save(answer);
        else
            next = std::min(next.value_or(answer->save_at), answer->save_at);
    }
    return next;
}

void Reflecting::save_now() {
    for (const std::shared_ptr<Answer>& answer : std::vector(going_))
        if (!answer->is_saved()) save(answer);
}

bool Reflecting::Answer::has_unsaved_words() const {
    return !is_saved() && (!id.empty() || has_words(edit.text()));
}

bool Reflecting::has_unsaved() const {
    std::vector<std::string> words;
    add_unsaved(words);
    return !words.empty();
}

void Reflecting::add_unsaved(std::vector<std::string>& words) const {
    for (const std::shared_ptr<Answer>& answer : going_)
        if (answer->has_unsaved_words()) words.push_back(answer->edit.text());
    if (!page) return;
    for (const std::shared_ptr<Answer>& answer : page->answers)
        if (answer->has_unsaved_words()) words.push_back(answer->edit.text());
}

// Nothing is kept before something was written: who only looked leaves no trace. One at a time: the answer of the store
// sends what was changed meanwhile.
void Reflecting::save(const std::shared_ptr<Answer>& answer) {
    if (answer->busy) return;
    const std::string words = answer->edit.text();
    const std::uint64_t revision = answer->edit.revision();
    answer->unsent = false;
    if (answer->id.empty() && !has_words(words)) {
        answer->saved = revision;
        return;  // a choice waits for words, or for nothing
    }
    answer->busy = true;
    const MeetingToReflect& meeting = *answer->meeting;
    const Language language = reader_.settings.language;
    NewReflection what{meeting.id, answer->about.item, {}, words, answer->cycle, answer->shared, language};
    reader_.ask_store(
        [known = answer->known, what, id = answer->id, question = question_about(meeting, answer->about, language),
         network = meeting.network.id](notes::Store& store) -> Result<std::string> {
            if (id.empty()) return reflect(store, known, what);
            notes::Change change;
            change.id = id;
            change.body = notes::reflection_body(question, what.words);
            change.cycle = what.cycle;
            (what.share ? change.share_with : change.withdraw_from) = {network};
            if (Result<void> done = store.change(notes::Action::write, {change}, "reflect/" + id); !done)
                return tl::unexpected<Error>(done.error());
            return id;
        },
        [this, answer, revision](const Result<std::string>& kept) { saved(answer, revision, kept); });
}

void Reflecting::saved(const std::shared_ptr<Answer>& answer, std::uint64_t revision, const Result<std::string>& kept) {
    answer->busy = false;
    if (!kept) {
        answer->unsent = true;
        answer->seen = answer->edit.revision();
        answer->save_at = steady_now() + retry_pause;
        answer->refused = is_gone(kept.error());
        return answer->refused ? reader_.say(Word::message_unsaved_gone, {answer->edit.text()})
                               : reader_.say(kept.error());
    }
    answer->id = *kept;
    answer->saved = revision;
    if (const std::optional<KnownBook> known = reader_.known_book(); known && known->key == answer->known.key)
        reader_.reload_note(*kept);
    const bool closed = std::find(going_.begin(), going_.end(), answer) != going_.end();
    if (closed && !answer->is_saved()) save(answer);
}

}  // namespace katern::app
