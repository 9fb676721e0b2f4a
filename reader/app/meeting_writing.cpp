// What is typed into a meeting: saved as it is typed, and kept until the store has it.
#include <algorithm>
#include <charconv>

#include "app/meeting_desk.h"
#include "app/reader_jobs.h"
#include "share/meeting_dates.h"
#include "words/words.h"

namespace katern::app {
namespace {

std::string trimmed(const std::string& typed) {
    const std::size_t start = typed.find_first_not_of(" \n\t");
    if (start == std::string::npos) return {};
    return typed.substr(start, typed.find_last_not_of(" \n\t") + 1 - start);
}

// What a field keeps of what was typed: a day as a date, minutes as a number.
std::string kept_of(const std::string& name, const std::string& typed, Language language) {
    if (name == notes::meeting_date || name == notes::meeting_when)
        return share::date_from_words(trimmed(typed), notes::wall_clock().value_or(0), language);
    if (name != notes::meeting_minutes) return typed;
    int minutes = 0;
    const std::string digits = trimmed(typed);
    std::from_chars(digits.data(), digits.data() + digits.size(), minutes);
    return minutes > 0 ? std::to_string(std::min(minutes, 24 * 60)) : std::string();
}

NewPart part_of(const MeetingWriting& kept, Language language) {
    NewPart part = kept.draft;
    for (const MeetingWriting::Field& field : kept.fields) {
        const std::string value = kept_of(field.name, field.edit.text(), language);
        if (field.name == notes::meeting_text) part.text = value;
        if (field.name == notes::meeting_who) part.who = value;
        if (field.name == notes::meeting_when) part.when = value;
    }
    return part;
}

}  // namespace

std::uint64_t MeetingWriting::revision() const {
    std::uint64_t sum = 0;
    for (const Field& field : fields) sum += field.edit.revision();
    return sum;
}

bool MeetingWriting::has_words() const {
    return !fields.empty() && fields.front().edit.text().find_first_not_of(" \n\t") != std::string::npos;
}

TextEdit* MeetingWriting::field(std::string_view name) {
    for (Field& one : fields)
        if (one.name == name) return &one.edit;
    return nullptr;
}

bool MeetingDesk::writes(std::string_view row, std::string_view field) const {
    if (!writing || writing->id != row) return false;
    return std::any_of(writing->fields.begin(), writing->fields.end(),
                       [&](const MeetingWriting::Field& one) { return one.name == field; });
}

std::string MeetingDesk::field_of(const std::string& row, std::string_view name) const {
    if (!seen) return {};
    const Meeting& one = seen->meeting;
    const auto minutes = [](int count) { return count > 0 ? std::to_string(count) : std::string(); };
    if (row == one.id) {
        if (name == notes::meeting_name) return one.name;
        if (name == notes::meeting_date) return one.date;
        if (name == notes::meeting_question) return one.question;
        return name == notes::meeting_minutes ? minutes(one.minutes) : std::string();
    }
    for (const ItemSeen& item : seen->items)
        if (item.item.id == row) return name == notes::meeting_minutes ? minutes(item.item.minutes) : item.item.text;
    for (const PromptSeen& prompt : seen->prompts)
        if (prompt.prompt.id == row) return prompt.prompt.text;
    for (const Decision& decision : one.decisions)
        if (decision.id == row) return decision.text;
    for (const MeetingAction& action : one.actions)
        if (action.id == row)
            return name == notes::meeting_who ? action.who : name == notes::meeting_when ? action.when : action.text;
    return {};
}

bool MeetingDesk::has_row(const std::string& row) const {
    if (!seen || row.empty()) return false;
    const auto is_it = [&](const auto& one) { return one.id == row; };
    const Meeting& one = seen->meeting;
    return one.id == row ||
           std::any_of(seen->items.begin(), seen->items.end(),
                       [&](const ItemSeen& item) { return is_it(item.item); }) ||
           std::any_of(seen->prompts.begin(), seen->prompts.end(),
                       [&](const PromptSeen& prompt) { return is_it(prompt.prompt); }) ||
           std::any_of(one.decisions.begin(), one.decisions.end(), is_it) ||
           std::any_of(one.actions.begin(), one.actions.end(), is_it);
}

// What was typed is shown at once; the store's answer says the same.
void MeetingDesk::patch(const std::string& row, std::string_view name, const std::string& value) {
    if (!seen) return;
    Meeting& one = seen->meeting;
    int minutes = 0;
    if (name == notes::meeting_minutes) std::from_chars(value.data(), value.data() + value.size(), minutes);
    if (row == one.id) {
        if (name == notes::meeting_name) one.name = value;
        if (name == notes::meeting_date) one.date = value;
        if (name == notes::meeting_question) one.question = value;
        if (name == notes::meeting_minutes) one.minutes = minutes;
    }
    for (ItemSeen& item : seen->items) {
        if (item.item.id != row) continue;
        if (name == notes::meeting_minutes) item.item.minutes = minutes;
        if (name == notes::meeting_text) item.item.text = value;
    }
    for (PromptSeen& prompt : seen->prompts)
        if (prompt.prompt.id == row) prompt.prompt.text = value;
    for (Decision& decision : one.decisions)
        if (decision.id == row) decision.text = value;
    for (MeetingAction& action : one.actions) {
        if (action.id != row) continue;
        (name == notes::meeting_who ? action.who : name == notes::meeting_when ? action.when : action.text) = value;
    }
}

void MeetingDesk::write(const std::string& row, const std::vector<std::string>& fields) {
    if (!known_ || !seen) return;
    if (writing && writing->id == row && writes(row, fields.front())) return;
    close_writing();
    writing = std::make_shared<MeetingWriting>();
    writing->id = row;
    writing->meeting = meeting;
    writing->known = *known_;
    writing->sitting = notes::new_uuid(steady_now());
    for (const std::string& name : fields) {
        writing->fields.push_back({name, TextEdit(TextEdit::Lines::one)});
        TextEdit& edit = writing->fields.back().edit;
        const bool day = name == notes::meeting_date || name == notes::meeting_when;
        const std::string kept = field_of(row, name);
        edit.set_text(day ? share::date_in_words(kept, reader_.settings.language) : kept);
        edit.move_end();
    }
    writing->saved = writing->sent = writing->revision();
}

void MeetingDesk::write_new(notes::MeetingPart part, const NewPart& draft) {
    if (!known_ || meeting.empty()) return;
    close_writing();
    writing = std::make_shared<MeetingWriting>();
    writing->draft = draft;
    writing->draft.part = part;
    writing->meeting = meeting;
    writing->known = *known_;
    writing->sitting = notes::new_uuid(steady_now());
    writing->is_new = true;
    writing->fields.push_back({std::string(notes::meeting_text), TextEdit(TextEdit::Lines::one)});
    if (part == notes::MeetingPart::action)
        for (const std::string_view name : {notes::meeting_who, notes::meeting_when})
            writing->fields.push_back({std::string(name), TextEdit(TextEdit::Lines::one)});
    writing->saved = writing->sent = writing->revision();
}

void MeetingDesk::close_writing() {
    const std::shared_ptr<MeetingWriting> kept = std::exchange(writing, nullptr);
    if (!kept) return;
    for (const MeetingWriting::Field& field : kept->fields)
        if (!kept->id.empty())
            patch(kept->id, field.name, kept_of(field.name, field.edit.text(), reader_.settings.language));
    going_.push_back(kept);
    save(kept, true);
}

void MeetingDesk::save_now() {
    if (writing) save(writing, true);
    for (const std::shared_ptr<MeetingWriting>& kept : std::vector(going_)) save(kept, true);
}

void MeetingDesk::save(const std::shared_ptr<MeetingWriting>& kept, bool now) {
    const bool on_its_way = kept->sent != kept->saved;
    if (kept->is_saved() || on_its_way) return;
    if (kept->id.empty() && !kept->has_words()) {
        // Nothing is made of nothing.
        kept->saved = kept->sent = kept->revision();
        return;
    }
    const notes::Milliseconds clock = steady_now();
    if (kept->changed_at == 0) kept->changed_at = clock;
    if (!now && clock < (kept->failure ? kept->retry_at : kept->changed_at + pause_in_typing)) return;
    kept->changed_at = 0;
    send(kept);
}

void MeetingDesk::send(const std::shared_ptr<MeetingWriting>& kept) {
    kept->sent = kept->revision();
    const Language language = reader_.settings.language;
    Edit what;
    if (kept->id.empty()) {
        what = [known = kept->known, id = kept->meeting, part = part_of(*kept, language)](notes::Store& store) {
            return put_in_meeting(store, known, id, part);
        };
    } else {
        std::map<std::string, std::string> fields;
        for (const MeetingWriting::Field& field : kept->fields)
            fields[field.name] = kept_of(field.name, field.edit.text(), language);
        what = [known = kept->known, id = kept->id, fields](notes::Store& store) {
            return write_in_meeting(store, known, id, fields);
        };
    }
    // While it is typed the field itself shows it: all of it is looked at anew when it is closed, or has become a row.
    const bool is_shown = kept->meeting == meeting && known_ && (kept != writing || kept->id.empty());
    if (is_shown) ++pending_;
    using Answer = std::pair<MeetingStep, std::optional<Fresh>>;
    std::function<Result<Fresh>(notes::Store&)> look;
    if (is_shown) look = fresh_look();
    reader_.ask_store(
        [what, look](notes::Store& store) -> Result<Answer> {
            Result<MeetingStep> step = what(store);
            if (!step) return tl::unexpected<Error>(step.error());
            Answer answer{std::move(*step), std::nullopt};
            if (!look) return answer;
            if (Result<Fresh> fresh = look(store)) answer.second = std::move(*fresh);
            return answer;
        },
        [this, kept, is_shown, revision = kept->sent, generation = reader_.generation()](Result<Answer> answer) {
            if (is_shown) --pending_;
            if (!answer) return saved(kept, revision, tl::unexpected<Error>(answer.error()), false);
            if (pending_ == 0 && answer->second && kept->meeting == meeting) take(std::move(*answer->second));
            saved(kept, revision, answer->first, generation == reader_.generation());
        });
}

void MeetingDesk::saved(const std::shared_ptr<MeetingWriting>& kept, std::uint64_t revision,
                        const Result<MeetingStep>& step, bool same_book) {
    if (!step && step.error().sentence == Word::error_meeting_unknown) {
        // Somebody deleted what it was written in: no later try would keep it.
        std::string words;
        for (const MeetingWriting::Field& field : kept->fields)
            words += (words.empty() ? "" : " | ") + field.edit.text();
        std::erase(going_, kept);
        if (writing == kept) writing.reset();
        return reader_.say(Word::message_unsaved_gone, {words});
    }
    if (!step) {
        kept->failure = step.error();
        kept->sent = kept->saved;
        kept->retry_at = steady_now() + retry_pause;
        return reader_.say(step.error());
    }
    kept->id = step->id;
    kept->saved = revision;
    kept->failure.reset();
    if (same_book) keep(*step, kept->sitting);
    reader_.notes_may_leave();
    if (writing == kept) return;
    if (!kept->is_saved()) return save(kept, true);
    std::erase(going_, kept);
    // What was emptied while it was new goes again.
    if (kept->is_new && !kept->has_words() && kept->meeting == meeting) remove(kept->id);
}

bool MeetingDesk::has_unsaved() const {
    return (writing && !writing->is_saved() && (writing->has_words() || !writing->id.empty())) ||
           std::any_of(going_.begin(), going_.end(), [](const auto& kept) { return !kept->is_saved(); });
}

std::vector<std::string> MeetingDesk::unsaved_words() const {
    std::vector<std::string> out;
    const auto add = [&](const MeetingWriting& kept) {
        if (kept.is_saved()) return;
        std::string words;
        for (const MeetingWriting::Field& field : kept.fields)
            words += (words.empty() ? "" : " | ") + field.edit.text();
        out.push_back(words);
    };
    if (writing) add(*writing);
    for (const auto& kept : going_) add(*kept);
    return out;
}

std::optional<notes::Milliseconds> MeetingDesk::tick(notes::Milliseconds now) {
    if (writing && !writing->is_saved()) save(writing, false);
    std::erase_if(going_, [](const auto& kept) { return kept->is_saved(); });
    for (const std::shared_ptr<MeetingWriting>& kept : std::vector(going_))
        save(kept, !kept->failure || now >= kept->retry_at);
    if ((writing && !writing->is_saved()) || !going_.empty()) return now + 100;
    return std::nullopt;
}

}  // namespace katern::app
