#include "app/reflections.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "app/in_short.h"
#include "app/look_back.h"
#include "app/work_forms.h"
#include "words/words.h"

namespace katern::app {
namespace {

std::string key_of(const std::string& meeting) {
    return "reflection/" + meeting;
}

// "asked", "never", or the moment until which it was put off.
struct Asked {
    bool over = false;
    notes::Milliseconds until = 0;
};

Result<Asked> asked_about(notes::Store& store, const std::string& meeting) {
    const Result<std::optional<std::string>> kept = store.setting(key_of(meeting));
    if (!kept) return pass_on(kept);
    Asked out;
    if (!*kept) return out;
    const std::string& words = **kept;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), out.until);
    out.over = error != std::errc{} || end != words.data() + words.size();
    return out;
}

constexpr std::size_t longest_quote = 160;  // bytes: a long passage is told by its beginning

void add_passages(MeetingToReflect& out, const Meeting& meeting) {
    std::set<std::pair<std::string, std::pair<std::size_t, std::size_t>>> known;
    for (const AgendaItem& item : meeting.items) {
        if (!item.passage) continue;
        const notes::Anchor& anchor = item.passage->anchor;
        if (!known.insert({anchor.chapter, {anchor.range.start, anchor.range.end}}).second) continue;
        BroughtPassage passage;
        passage.item = item.id;
        passage.anchor = anchor;
        passage.address = item.passage->address;
        passage.text = item.text;
        for (const Decision& decision : meeting.decisions)
            if (decision.item == item.id || (decision.passage && decision.passage->address == passage.address))
                passage.decided.push_back(decision.text);
        out.passages.push_back(std::move(passage));
    }
}

// Its day. One without a day was held, for all that is known, when the last of its decisions and actions was written
// down; where nothing was, it may still be to come.
std::optional<notes::Milliseconds> held_at(const Meeting& meeting) {
    if (const std::optional<notes::Milliseconds> day = notes::from_iso_8601(meeting.date)) return day;
    std::optional<notes::Milliseconds> last;
    const auto add = [&](const auto& rows) {
        for (const auto& row : rows) last = std::max(last.value_or(0), made_at(row.id));
    };
    add(meeting.decisions);
    add(meeting.actions);
    return last;
}

MeetingToReflect from(const Meeting& meeting) {
    MeetingToReflect out{meeting.id, meeting.name, meeting.date, meeting.network, {}, held_at(meeting).value_or(0)};
    add_passages(out, meeting);
    return out;
}

// It was held and written down before I knew of its network.
Result<bool> was_before_me(notes::Store& store, const Meeting& meeting) {
    const Result<notes::Milliseconds> since = notes::known_since(store, meeting.network.id);
    if (!since) return pass_on(since);
    return day_at(meeting.date).value_or(held_at(meeting).value_or(*since)) < *since && made_at(meeting.id) < *since;
}

// Where an answer about this passage hangs: at its first letter, where it stands today.
Result<notes::Anchor> point_at(const KnownBook& known, const notes::Anchor& passage) {
    const notes::Resolution place = notes::resolve(passage, *known.book);
    const std::optional<std::size_t> index = place.placed() ? known.book->find(place.chapter) : std::nullopt;
    if (!index) {
        notes::Anchor point = passage;
        point.range.end = point.range.start;
        point.suffix = passage.exact.substr(0, passage.exact.find('\n'));
        point.exact.clear();
        return point;
    }
    const auto chapter = known.book->chapter(*index);
    if (!chapter) return pass_on(chapter);
    const std::size_t start = notes::to_bytes(**chapter, place.range).start;
    return notes::anchor_on(**chapter, known.edition, text::Range{start, start});
}

Result<void> find_answers(notes::Store& store, const KnownBook& known, MeetingToReflect& meeting) {
    const Result<std::vector<notes::Annotation>> all = store.annotations(known.key);
    if (!all) return pass_on(all);
    for (BroughtPassage& passage : meeting.passages)
        for (const notes::Annotation& note : *all) {
            if (!note.mine || note.kind != notes::Kind::reflection || note.item != passage.item) continue;
            if (!passage.answer || passage.answer->created <= note.created) passage.answer = note;
        }
    return {};
}

// A work form is done and not thought over; one at which something was decided is asked about as any passage.
void leave_out_work_forms(const KnownBook& known, MeetingToReflect& about) {
    const std::vector<WorkForm> forms = work_forms(known);
    std::erase_if(about.passages, [&](const BroughtPassage& passage) {
        const auto is_it = [&](const WorkForm& form) {
            return form.anchor.chapter == passage.anchor.chapter && form.anchor.exact == passage.anchor.exact;
        };
        return passage.decided.empty() && !passage.answer && std::any_of(forms.begin(), forms.end(), is_it);
    });
}

}  // namespace

std::string MeetingToReflect::title() const {
    return name.empty() ? network.name : name;
}

Result<MeetingToReflect> meeting_to_reflect(notes::Store& store, const KnownBook& known, const std::string& id) {
    const Result<Meeting> found = meeting(store, known, id);
    if (!found) return pass_on(found);
    MeetingToReflect out = from(*found);
    if (Result<void> found_all = find_answers(store, known, out); !found_all) return pass_on(found_all);
    leave_out_work_forms(known, out);
    return out;
}

Result<std::optional<MeetingToReflect>> reflection_due(notes::Store& store, const KnownBook& known,
                                                       notes::Milliseconds now) {
    const Result<std::vector<Meeting>> all = meetings(store, known);
    if (!all) return pass_on(all);
    std::vector<std::pair<notes::Milliseconds, const Meeting*>> held;
    for (const Meeting& meeting : *all)
        if (const auto at = held_at(meeting); at && *at + asked_after <= now) held.emplace_back(*at, &meeting);
    std::stable_sort(held.begin(), held.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [at, meeting] : held) {
        const Result<bool> missed = was_before_me(store, *meeting);
        if (!missed) return pass_on(missed);
        if (*missed) continue;
        const Result<Asked> asked = asked_about(store, meeting->id);
        if (!asked) return pass_on(asked);
        if (asked->over || now < asked->until) continue;
        MeetingToReflect out = from(*meeting);
        if (Result<void> found_all = find_answers(store, known, out); !found_all) return pass_on(found_all);
        leave_out_work_forms(known, out);
        if (out.passages.empty()) continue;
        // Answered already, here or at my other computer.
        const auto answered = [](const BroughtPassage& passage) { return passage.answer.has_value(); };
        if (std::any_of(out.passages.begin(), out.passages.end(), answered)) continue;
        return std::optional(std::move(out));
    }
    return std::optional<MeetingToReflect>();
}

Result<void> set_asked(notes::Store& store, const std::string& meeting, AskedAbout how, notes::Milliseconds now) {
    const std::string words = how == AskedAbout::asked   ? "asked"
                              : how == AskedAbout::never ? "never"
                                                         : std::to_string(now + asked_after);
    return store.set_setting(key_of(meeting), words);
}

std::string question_about(const MeetingToReflect& meeting, const BroughtPassage& passage, Language language) {
    const std::string quote = passage.anchor.exact.empty() ? passage.text : passage.anchor.exact;
    const std::string shown = in_short(quote, longest_quote);
    if (meeting.date.empty()) return say(Word::reflect_question_undated, language, {shown});
    return say(Word::reflect_question, language, {shown, day_in_words(meeting.date, language)});
}

Result<std::string> reflect(notes::Store& store, const KnownBook& known, const NewReflection& what) {
    if (!what.cycle.empty() && !notes::value_cycle_from(what.cycle)) return fail(Word::error_value_unknown, what.cycle);
    const Result<Meeting> found = meeting(store, known, what.meeting);
    if (!found) return pass_on(found);
    const MeetingToReflect about = from(*found);
    if (about.passages.empty()) return fail(Word::error_reflect_no_passage, what.meeting);
    const auto wanted = [&](const BroughtPassage& passage) {
        if (!what.item.empty()) return passage.item == what.item;
        return what.address.empty() || passage.address == what.address;
    };
    const auto passage = std::find_if(about.passages.begin(), about.passages.end(), wanted);
    if (passage == about.passages.end()) {
        std::string brought;
        for (const BroughtPassage& one : about.passages) brought += (brought.empty() ? "" : ", ") + one.address;
        return fail(Word::error_reflect_not_brought, what.item.empty() ? what.address : what.item, brought);
    }
    const Result<notes::Anchor> point = point_at(known, passage->anchor);
    if (!point) return pass_on(point);
    notes::Draft draft;
    draft.kind = notes::Kind::reflection;
    draft.anchor = *point;
    draft.body = notes::reflection_body(question_about(about, *passage, what.language), what.words);
    draft.item = passage->item;
    draft.cycle = what.cycle;
    if (what.share) draft.share_with = {about.network.id};
    return store.add(known.key, draft);
}

Word word_of(notes::ValueCycle cycle) {
    switch (cycle) {
        case notes::ValueCycle::immediate:
            return Word::value_immediate;
        case notes::ValueCycle::potential:
            return Word::value_potential;
        case notes::ValueCycle::applied:
            return Word::value_applied;
        case notes::ValueCycle::realized:
            return Word::value_realized;
        case notes::ValueCycle::reframing:
            break;
    }
    return Word::value_reframing;
}

Word meaning_of(notes::ValueCycle cycle) {
    switch (cycle) {
        case notes::ValueCycle::immediate:
            return Word::value_immediate_means;
        case notes::ValueCycle::potential:
            return Word::value_potential_means;
        case notes::ValueCycle::applied:
            return Word::value_applied_means;
        case notes::ValueCycle::realized:
            return Word::value_realized_means;
        case notes::ValueCycle::reframing:
            break;
    }
    return Word::value_reframing_means;
}

}  // namespace katern::app
