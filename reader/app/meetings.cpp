#include "app/meetings.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "app/meeting_passages.h"
#include "app/peers.h"
#include "notes/anchor_json.h"
#include "notes/fractional_key.h"
#include "words/words.h"

namespace katern::app {
namespace {

using notes::MeetingPart;
using notes::MeetingRow;
using Fields = std::map<std::string, std::string>;

int number_in(const std::string& text) {
    int out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return std::clamp(out, 0, 24 * 60);
}

void put(Fields& fields, std::string_view name, const std::string& value) {
    if (!value.empty()) fields.emplace(name, value);
}

std::string address_now(const document::Book& book, const notes::Anchor& anchor) {
    const notes::Resolution place = notes::resolve(anchor, book);
    const std::optional<std::size_t> index = place.placed() ? book.find(place.chapter) : std::nullopt;
    if (!index) return {};
    const auto chapter = book.chapter(*index);
    if (!chapter || (*chapter)->blocks.empty()) return {};
    return document::address(book.chapters[*index],
                             (*chapter)->block_at(notes::to_bytes(**chapter, place.range).start));
}

std::optional<MeetingPassage> passage_of(const MeetingRow& row, const document::Book& book) {
    const std::optional<notes::Anchor> anchor = notes::anchor_from_json(row.field(notes::meeting_passage));
    if (!anchor) return std::nullopt;
    return MeetingPassage{*anchor, address_now(book, *anchor)};
}

void add_row(Meeting& meeting, const MeetingRow& row, const document::Book& book) {
    const std::string text = row.field(notes::meeting_text);
    switch (row.part) {
        case MeetingPart::meeting:
            meeting.name = row.field(notes::meeting_name);
            meeting.date = row.field(notes::meeting_date);
            meeting.question = row.field(notes::meeting_question);
            meeting.people = notes::list_from_json(row.field(notes::meeting_people));
            meeting.minutes = number_in(row.field(notes::meeting_minutes));
            break;
        case MeetingPart::item:
            meeting.items.push_back({row.id, text, row.field(notes::meeting_order),
                                     number_in(row.field(notes::meeting_minutes)), passage_of(row, book),
                                     notes::list_from_json(row.field(notes::meeting_notes))});
            break;
        case MeetingPart::prompt:
            meeting.prompts.push_back({row.id, text, passage_of(row, book)});
            break;
        case MeetingPart::decision:
            meeting.decisions.push_back({row.id, text, row.field(notes::meeting_item),
                                         row.field(notes::meeting_outcome), passage_of(row, book)});
            break;
        case MeetingPart::action:
            meeting.actions.push_back({row.id, text, row.field(notes::meeting_who), row.field(notes::meeting_when),
                                       row.field(notes::meeting_decision), row.field(notes::meeting_outcome),
                                       passage_of(row, book)});
            break;
    }
}

// The block with this address, marked whole.
Result<notes::Anchor> anchor_of_address(const KnownBook& known, const std::string& address) {
    const std::optional<document::Address> place = document::parse_address(*known.book, address);
    if (!place) return fail(Word::error_address_unknown, address, known.book->title);
    const auto chapter = known.book->chapter(place->chapter);
    if (!chapter) return pass_on(chapter);
    if (place->block >= (*chapter)->blocks.size()) return fail(Word::error_address_unknown, address, known.book->title);
    const document::Block& block = (*chapter)->blocks[place->block];
    return notes::anchor_on(**chapter, known.edition, block.text);
}

// What an item brings must be for the eyes of the network already: a meeting shares nothing by itself.
Result<std::optional<notes::Anchor>> anchor_of_notes(notes::Store& store, const KnownBook& known,
                                                     const std::string& network, const std::vector<std::string>& ids) {
    std::optional<notes::Anchor> first;
    for (const std::string& id : ids) {
        const Result<notes::Annotation> note = note_of(store, known, id);
        if (!note) return pass_on(note);
        const bool shared =
            std::find(note->shared_with.begin(), note->shared_with.end(), network) != note->shared_with.end();
        if (!note->alive || !shared) return fail(Word::error_meeting_private, id);
        if (!first) first = note->anchor;
    }
    return first;
}

std::string last_order(const Meeting& meeting, MeetingPart part) {
    return part == MeetingPart::item && !meeting.items.empty() ? meeting.items.back().order : std::string();
}

Fields fields_of(const NewPart& what) {
    Fields fields;
    put(fields, notes::meeting_text, what.text);
    if (what.minutes > 0) put(fields, notes::meeting_minutes, std::to_string(what.minutes));
    if (!what.notes.empty()) put(fields, notes::meeting_notes, notes::list_to_json(what.notes));
    put(fields, notes::meeting_item, what.item);
    put(fields, notes::meeting_decision, what.decision);
    put(fields, notes::meeting_who, what.who);
    put(fields, notes::meeting_when, what.when);
    return fields;
}

void keep_shared(std::vector<share::Passage>& all, const std::string& network) {
    std::erase_if(all, [&](const share::Passage& passage) {
        const std::vector<std::string>& shared = passage.note.shared_with;
        return std::find(shared.begin(), shared.end(), network) == shared.end();
    });
}

// Until its day *Eerst zelf* holds for what I make of a meeting, too: on paper I would read it as well.
Result<void> leave_out_veiled(notes::Store& store, const KnownBook& known, std::vector<share::Passage>& all,
                              const std::string& day) {
    if (notes::is_day(day) && day <= today()) return {};
    const Result<std::vector<notes::NetworkFacts>> networks = notes::look_at_networks(store);
    if (!networks) return pass_on(networks);
    std::vector<MaybeVeiled> asked;
    for (const share::Passage& one : all)
        asked.push_back({one.note.mine, one.note.kind == notes::Kind::highlight && !one.orphan(),
                         known.book->find(one.place.chapter).value_or(SIZE_MAX), &one.note.shared_with});
    const std::vector<bool> hidden = veiled(asked, wishes_of(*networks), today());
    std::size_t index = 0;
    std::erase_if(all, [&](const share::Passage&) { return hidden[index++]; });
    return {};
}

share::MeetingPassage printed(const PassageSeen& seen) {
    share::MeetingPassage out{seen.words, seen.address, seen.section, seen.category, {}};
    for (const PassageVoice& voice : seen.voices)
        out.voices.push_back({voice.person.name.empty() ? voice.person.id : voice.person.name, voice.category,
                              voice.words, voice.depth});
    return out;
}

}  // namespace

int Meeting::planned() const {
    int sum = 0;
    for (const AgendaItem& item : items) sum += item.minutes;
    return sum;
}

Result<std::vector<Meeting>> meetings(notes::Store& store, const KnownBook& known,
                                      const std::optional<std::string>& network) {
    std::optional<std::string> id;
    if (network) {
        const Result<notes::Network> found = known_network(store, *network);
        if (!found) return pass_on(found);
        id = found->id;
    }
    const Result<std::vector<notes::Network>> networks = store.networks();
    if (!networks) return pass_on(networks);
    const Result<std::vector<MeetingRow>> rows = notes::meeting_rows(store, known.key, id);
    if (!rows) return pass_on(rows);
    std::vector<Meeting> out;
    for (const MeetingRow& row : *rows) {
        if (row.part == MeetingPart::meeting) {
            out.push_back({});
            out.back().id = row.id;
            for (const notes::Network& one : *networks)
                if (one.id == row.network) out.back().network = one;
        }
        if (!out.empty() && out.back().id == row.meeting) add_row(out.back(), row, *known.book);
    }
    return out;
}

Result<Meeting> meeting(notes::Store& store, const KnownBook& known, const std::string& id) {
    Result<std::vector<Meeting>> all = meetings(store, known);
    if (!all) return pass_on(all);
    for (Meeting& one : *all)
        if (one.id == id) return std::move(one);
    return fail(Word::error_meeting_unknown, id);
}

Result<std::string> new_meeting(notes::Store& store, const KnownBook& known, const NewMeeting& what) {
    const Result<notes::Network> network = network_named(store, what.network);
    if (!network) return pass_on(network);
    Fields fields;
    put(fields, notes::meeting_name, what.name);
    put(fields, notes::meeting_date, what.date);
    put(fields, notes::meeting_question, what.question);
    if (!what.people.empty()) put(fields, notes::meeting_people, notes::list_to_json(what.people));
    if (what.minutes > 0) put(fields, notes::meeting_minutes, std::to_string(what.minutes));
    return notes::add_meeting(store, known.key, network->id, fields);
}

Result<std::map<std::string, std::string>> fields_of_part(notes::Store& store, const KnownBook& known,
                                                          const Meeting& home, const NewPart& what) {
    Fields fields = fields_of(what);
    Result<std::optional<notes::Anchor>> about = anchor_of_notes(store, known, home.network.id, what.notes);
    if (!about) return pass_on(about);
    if (!what.address.empty()) {
        const Result<notes::Anchor> anchor = anchor_of_address(known, what.address);
        if (!anchor) return pass_on(anchor);
        *about = *anchor;
    }
    if (what.passage) *about = *what.passage;
    if (*about) put(fields, notes::meeting_passage, notes::to_json(**about));
    if (what.part == MeetingPart::item)
        put(fields, notes::meeting_order,
            what.order.empty() ? notes::key_between(last_order(home, what.part), "") : what.order);
    return fields;
}

Result<std::string> add_part(notes::Store& store, const KnownBook& known, const std::string& id, const NewPart& what) {
    const Result<Meeting> home = meeting(store, known, id);
    if (!home) return pass_on(home);
    const Result<Fields> fields = fields_of_part(store, known, *home, what);
    if (!fields) return pass_on(fields);
    return notes::add_to_meeting(store, id, what.part, *fields);
}

Result<void> check_shared(notes::Store& store, const KnownBook& known, const std::string& network,
                          const std::vector<std::string>& note_ids) {
    const auto anchor = anchor_of_notes(store, known, network, note_ids);
    if (!anchor) return pass_on(anchor);
    return {};
}

Result<share::MeetingHandOut> handout_of(notes::Store& store, const KnownBook& known, const std::string& id) {
    const Result<std::vector<Meeting>> all = meetings(store, known);
    if (!all) return pass_on(all);
    const auto found = std::find_if(all->begin(), all->end(), [&](const Meeting& one) { return one.id == id; });
    if (found == all->end()) return fail(Word::error_meeting_unknown, id);
    Result<std::vector<share::Passage>> shared = passages(store, known);
    if (!shared) return pass_on(shared);
    if (const Result<void> left = leave_out_veiled(store, known, *shared, found->date); !left) return pass_on(left);
    keep_shared(*shared, found->network.id);
    const share::Together seen = share::see_together(std::move(*shared));

    share::MeetingHandOut out;
    out.id = found->id;
    out.network = found->network.name;
    out.name = found->name;
    out.date = found->date;
    out.question = found->question;
    out.book = known.book->title;
    out.people = found->people;
    for (const ItemSeen& item : see_meeting(*found, seen, *known.book).items) {
        out.items.push_back({item.item.text, item.item.minutes, {}});
        for (const PassageSeen& passage : item.passages) out.items.back().passages.push_back(printed(passage));
    }
    for (const Decision& decision : found->decisions) {
        out.decisions.push_back({decision.text, decision.outcome, {}});
        if (decision.passage) {
            const PassageSeen passage = passage_seen(decision.passage->anchor, seen, *known.book);
            out.decisions.back().passage = {passage.words, passage.address, passage.section, passage.category, {}};
        }
    }
    for (const MeetingAction& action : found->actions)
        out.actions.push_back({action.id, action.text, action.who, action.when, action.outcome});
    for (const Meeting& other : *all)
        if (other.network.id == found->network.id && other.date > found->date && notes::from_iso_8601(other.date) &&
            (out.next.empty() || other.date < out.next))
            out.next = other.date;
    return out;
}

Result<share::Together> together(notes::Store& store, const KnownBook& known, const std::string& network) {
    const Result<notes::Network> found = known_network(store, network);
    if (!found) return pass_on(found);
    Result<std::vector<share::Passage>> shared = passages(store, known);
    if (!shared) return pass_on(shared);
    keep_shared(*shared, found->id);
    return share::see_together(std::move(*shared));
}

}  // namespace katern::app
