#include "app/look_back.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "words/words.h"

namespace katern::app {
namespace {

using share::Moment;
using share::Stage;

Moment of_note(const share::Passage& passage, const document::Book& book, Stage stage) {
    const notes::Annotation& note = passage.note;
    Moment moment;
    moment.stage = stage;
    moment.at = note.created;
    moment.id = note.id;
    moment.chapter = passage.place.chapter;
    moment.range = passage.place.range;
    moment.placed = !passage.orphan();
    moment.quote = note.anchor.exact;
    moment.words = notes::reflection_in(note).words;
    moment.networks = note.shared_with;
    moment.cycle = note.cycle;
    const std::optional<std::size_t> index = moment.placed ? book.find(moment.chapter) : std::nullopt;
    if (!index) return moment;
    const auto chapter = book.chapter(*index);
    if (chapter && !(*chapter)->blocks.empty())
        moment.address = document::address(book.chapters[*index],
                                           (*chapter)->block_at(notes::to_bytes(**chapter, moment.range).start));
    return moment;
}

// Of the kinds that are looked back at; others (bookmarks, replies, answers to the book) are no step from reading to
// doing.
std::optional<Stage> stage_of(const notes::Annotation& note) {
    if (note.kind == notes::Kind::highlight)
        return note.category == notes::to_text(notes::Category::vraag) ? Stage::asked : Stage::marked;
    if (note.kind != notes::Kind::reflection || note.item.empty()) return std::nullopt;
    const std::optional<notes::ValueCycle> cycle = notes::value_cycle_from(note.cycle);
    return !cycle || *cycle == notes::ValueCycle::applied ? Stage::done : Stage::found;
}

class Looker {
public:
    Looker(const document::Book& book, LookedBack& out, notes::Milliseconds now) : book_(book), out_(out), now_(now) {}

    // When each row was written last.
    std::map<std::string, notes::Milliseconds> written;

    void add(const Meeting& meeting) {
        const notes::Milliseconds at = day_at(meeting.date).value_or(made_at(meeting.id));
        if (at > now_ + 24LL * 60 * 60 * 1000) return;  // still to come
        out_.meetings.push_back({meeting.id, meeting.name, meeting.date, at, meeting.network});
        std::map<std::string, const MeetingPassage*> of_items;
        for (const AgendaItem& item : meeting.items) {
            if (item.passage) of_items.emplace(item.id, &*item.passage);
            if (!item.passage && item.notes.empty()) continue;
            Moment moment = of(meeting, item.id, Stage::brought, at, item.passage);
            moment.words = item.text;
            moment.after = item.notes;
            out_.moments.push_back(std::move(moment));
        }
        for (const Decision& decision : meeting.decisions) add(meeting, decision, at, of_items);
        for (const MeetingAction& action : meeting.actions) add(meeting, action);
    }

private:
    Moment of(const Meeting& meeting, const std::string& id, Stage stage, notes::Milliseconds at,
              const std::optional<MeetingPassage>& passage) const {
        Moment moment;
        moment.stage = stage;
        moment.at = at;
        moment.id = id;
        moment.meeting = meeting.id;
        moment.networks = {meeting.network.id};
        if (!passage) return moment;
        const notes::Resolution place = notes::resolve(passage->anchor, book_);
        moment.chapter = place.chapter;
        moment.range = place.range;
        moment.placed = place.placed();
        moment.address = passage->address;
        moment.quote = passage->anchor.exact;
        return moment;
    }

    void add(const Meeting& meeting, const Decision& decision, notes::Milliseconds at,
             const std::map<std::string, const MeetingPassage*>& of_items) {
        std::optional<MeetingPassage> passage = decision.passage;
        if (const auto item = of_items.find(decision.item); !passage && item != of_items.end()) passage = *item->second;
        Moment decided = of(meeting, decision.id, Stage::decided, at, passage);
        decided.words = decision.text;
        if (!decision.item.empty()) decided.after = {decision.item};
        places_[decision.id] = passage;
        if (decision.outcome.empty()) {
            out_.open.push_back({decision.id,
                                 decision.text,
                                 {},
                                 {},
                                 meeting.id,
                                 meeting.network.id,
                                 meeting.date,
                                 decided.address,
                                 decided.chapter,
                                 false});
        } else {
            Moment found = of(meeting, decision.id + "/outcome", Stage::found, written_at(decision.id, at), passage);
            found.words = decision.outcome;
            found.after = {decision.id};
            out_.moments.push_back(std::move(found));
        }
        out_.moments.push_back(std::move(decided));
    }

    void add(const Meeting& meeting, const MeetingAction& action) {
        std::optional<MeetingPassage> passage = action.passage;
        if (const auto decision = places_.find(action.decision); !passage && decision != places_.end())
            passage = decision->second;
        Moment done = of(meeting, action.id, Stage::done, written_at(action.id, now_), passage);
        if (action.outcome.empty()) {
            out_.open.push_back({action.id, action.text, action.who, action.when, meeting.id, meeting.network.id,
                                 meeting.date, done.address, done.chapter, true});
            return;
        }
        done.words = action.text + ": " + action.outcome;
        if (!action.decision.empty()) done.after = {action.decision};
        out_.moments.push_back(std::move(done));
    }

    [[nodiscard]] notes::Milliseconds written_at(const std::string& id, notes::Milliseconds otherwise) const {
        const auto found = written.find(id);
        return found == written.end() ? otherwise : found->second;
    }

    const document::Book& book_;
    LookedBack& out_;
    notes::Milliseconds now_;
    std::map<std::string, std::optional<MeetingPassage>> places_;  // of decisions
};

// Those in which something happened.
void keep_networks(LookedBack& out, const std::vector<notes::Network>& all) {
    for (const notes::Network& network : all) {
        const auto in_it = [&](const Moment& moment) {
            return std::find(moment.networks.begin(), moment.networks.end(), network.id) != moment.networks.end();
        };
        if (std::any_of(out.moments.begin(), out.moments.end(), in_it)) out.networks.push_back(network);
    }
}

}  // namespace

notes::Milliseconds made_at(const std::string& uuid) {
    std::string digits;
    for (const char c : uuid.substr(0, 13))
        if (c != '-') digits += c;
    notes::Milliseconds at = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), at, 16);
    return at;
}

std::optional<notes::Milliseconds> day_at(const std::string& date) {
    constexpr notes::Milliseconds noon = 12LL * 60 * 60 * 1000;
    const std::optional<notes::Milliseconds> day = notes::from_iso_8601(date);
    if (!day) return std::nullopt;
    return date.size() == 10 ? *day + noon : *day;
}

std::string day_in_words(const std::string& date, Language language) {
    const std::optional<notes::Milliseconds> at = day_at(date);
    return at ? say(Word::ui_day_and_year, language, {static_cast<double>(*at)}) : date;
}

std::string LookedBack::network_name(const std::string& id, Language language) const {
    for (const notes::Network& network : networks)
        if (network.id == id && !network.name.empty()) return network.name;
    return say(id.empty() ? Word::look_back_only_mine : Word::together_my_network, language);
}

Result<LookedBack> look_back_at(notes::Store& store, const KnownBook& known, notes::Milliseconds now) {
    LookedBack out;
    out.book = known.book->title;
    const Result<std::vector<share::Passage>> all = passages(store, known);
    if (!all) return pass_on(all);
    for (const share::Passage& passage : *all) {
        const std::optional<Stage> stage = passage.note.mine ? stage_of(passage.note) : std::nullopt;
        if (!stage) continue;
        out.moments.push_back(of_note(passage, *known.book, *stage));
        if (!passage.note.item.empty()) out.moments.back().after = {passage.note.item};
    }
    const Result<std::vector<Meeting>> held = meetings(store, known);
    if (!held) return pass_on(held);
    const Result<std::vector<notes::MeetingRow>> rows = notes::meeting_rows(store, known.key);
    if (!rows) return pass_on(rows);
    Looker looker(*known.book, out, now);
    for (const notes::MeetingRow& row : *rows) looker.written.emplace(row.id, row.written.milliseconds());
    for (const Meeting& meeting : *held) looker.add(meeting);
    const auto earlier = [](const auto& a, const auto& b) { return a.date < b.date; };
    std::stable_sort(out.meetings.begin(), out.meetings.end(), earlier);
    std::stable_sort(out.open.begin(), out.open.end(), earlier);
    const Result<std::vector<notes::Network>> networks = store.networks();
    if (!networks) return pass_on(networks);
    keep_networks(out, *networks);
    return out;
}

Word word_of(Stage stage) {
    switch (stage) {
        case Stage::marked:
            return Word::look_back_marked;
        case Stage::asked:
            return Word::look_back_asked;
        case Stage::brought:
            return Word::look_back_brought;
        case Stage::decided:
            return Word::look_back_decided;
        case Stage::done:
            return Word::look_back_done;
        case Stage::found:
            break;
    }
    return Word::look_back_found;
}

}  // namespace katern::app
