#include "app/meeting_edits.h"

#include <algorithm>

#include "app/in_short.h"
#include "notes/anchor_json.h"
#include "notes/fractional_key.h"
#include "notes/meetings_among.h"
#include "notes/networks.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::app {
namespace {

using notes::MeetingChange;
using notes::MeetingPart;
using Fields = std::map<std::string, std::string>;

const std::string life = "life", is_alive = "alive", is_deleted = "deleted";

constexpr std::size_t longest_named = 40;  // bytes of what a label names

// A row of a meeting with the meeting that it is in.
struct Found {
    Meeting meeting;
    MeetingPart part = MeetingPart::meeting;
    std::string text;
};

template <class Rows>
const std::string* text_in(const Rows& rows, const std::string& id) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &found->text;
}

std::optional<Found> look_in(const Meeting& meeting, const std::string& id) {
    if (meeting.id == id) return Found{meeting, MeetingPart::meeting, meeting.name};
    if (const std::string* text = text_in(meeting.items, id)) return Found{meeting, MeetingPart::item, *text};
    if (const std::string* text = text_in(meeting.prompts, id)) return Found{meeting, MeetingPart::prompt, *text};
    if (const std::string* text = text_in(meeting.decisions, id)) return Found{meeting, MeetingPart::decision, *text};
    if (const std::string* text = text_in(meeting.actions, id)) return Found{meeting, MeetingPart::action, *text};
    return std::nullopt;
}

Result<Found> find_row(notes::Store& store, const KnownBook& known, const std::string& id) {
    const Result<std::vector<Meeting>> all = meetings(store, known);
    if (!all) return pass_on(all);
    for (const Meeting& meeting : *all)
        if (std::optional<Found> found = look_in(meeting, id)) return std::move(*found);
    return fail(Word::error_meeting_unknown, id);
}

Word label_of_new(MeetingPart part) {
    switch (part) {
        case MeetingPart::meeting:
            return Word::step_meeting_new;
        case MeetingPart::item:
            return Word::step_meeting_add;
        case MeetingPart::prompt:
            return Word::step_meeting_ask;
        case MeetingPart::decision:
            return Word::step_meeting_decide;
        case MeetingPart::action:
            break;
    }
    return Word::step_meeting_act;
}

Word label_of_fields(MeetingPart part, const Fields& fields) {
    const bool facts = part == MeetingPart::meeting && !fields.contains(std::string(notes::meeting_question));
    if (facts) return Word::step_meeting_facts;
    return fields.contains(std::string(notes::meeting_minutes)) ? Word::step_meeting_minutes : Word::step_write;
}

Result<MeetingStep> change(notes::Store& store, Word label, const std::string& named, const std::string& id,
                           std::vector<MeetingChange> changes) {
    const auto before = notes::change_meetings(store, changes);
    if (!before) return pass_on(before);
    return MeetingStep{label, first_line_in_short(named, longest_named), **before, std::move(changes), id};
}

// New keys for what stands at `at` and, where two people gave the same key, for what follows, so that they are in
// order. `order`: ids and keys of all as they are to stand; the key of the one at `at` counts for nothing.
std::vector<std::pair<std::string, std::string>> new_keys(std::vector<std::pair<std::string, std::string>> order,
                                                          std::size_t at) {
    std::vector<std::pair<std::string, std::string>> changed;
    std::string before = at > 0 ? order[at - 1].second : std::string();
    const auto key_behind = [&](std::size_t from) {
        for (std::size_t i = from; i < order.size(); ++i)
            if (order[i].second > before) return order[i].second;
        return std::string();
    };
    before = notes::key_between(before, key_behind(at + 1));
    changed.emplace_back(order[at].first, before);
    for (std::size_t i = at + 1; i < order.size() && order[i].second <= before; ++i) {
        before = notes::key_between(before, key_behind(i + 1));
        changed.emplace_back(order[i].first, before);
    }
    return changed;
}

std::vector<std::pair<std::string, std::string>> order_of(const Meeting& meeting, const std::string& without) {
    std::vector<std::pair<std::string, std::string>> order;
    for (const AgendaItem& item : meeting.items)
        if (item.id != without) order.emplace_back(item.id, item.order);
    return order;
}

// Where in `order` what comes behind this one stands.
Result<std::size_t> place_behind(const std::vector<std::pair<std::string, std::string>>& order,
                                 const std::string& behind) {
    if (behind.empty()) return std::size_t{0};
    for (std::size_t i = 0; i < order.size(); ++i)
        if (order[i].first == behind) return i + 1;
    return fail(Word::error_meeting_not_item, behind);
}

std::vector<MeetingChange> order_changes(const std::vector<std::pair<std::string, std::string>>& keys) {
    std::vector<MeetingChange> out;
    for (const auto& [id, key] : keys) out.push_back({id, {{std::string(notes::meeting_order), key}}});
    return out;
}

MeetingStep made(MeetingPart part, const std::string& named, const std::string& id) {
    return {label_of_new(part),
            first_line_in_short(named, longest_named),
            {{id, {{life, is_deleted}}}},
            {{id, {{life, is_alive}}}},
            id};
}

}  // namespace

Result<MeetingStep> make_meeting(notes::Store& store, const KnownBook& known, const NewMeeting& what) {
    const Result<std::string> id = new_meeting(store, known, what);
    if (!id) return pass_on(id);
    return made(MeetingPart::meeting, what.name, *id);
}

Result<MeetingStep> put_in_meeting(notes::Store& store, const KnownBook& known, const std::string& id,
                                   const NewPart& what, const std::optional<std::string>& behind) {
    if (what.part != MeetingPart::item || !behind) {
        const Result<std::string> row = add_part(store, known, id, what);
        if (!row) return pass_on(row);
        return made(what.part, what.text, *row);
    }
    const Result<Meeting> home = meeting(store, known, id);
    if (!home) return pass_on(home);
    auto order = order_of(*home, {});
    const Result<std::size_t> at = place_behind(order, *behind);
    if (!at) return pass_on(at);
    order.emplace(order.begin() + static_cast<std::ptrdiff_t>(*at), "", "");
    const auto keys = new_keys(order, *at);
    NewPart placed = what;
    placed.order = keys.front().second;
    const Result<Fields> fields = fields_of_part(store, known, *home, placed);
    if (!fields) return pass_on(fields);
    // Those that had the same key as another make room: they go back with the step.
    const auto others = order_changes({keys.begin() + 1, keys.end()});
    const Result<notes::AddedToMeeting> added = notes::add_among_others(store, id, what.part, *fields, others);
    if (!added) return pass_on(added);
    MeetingStep step = made(what.part, what.text, added->id);
    step.before.insert(step.before.end(), added->before.begin(), added->before.end());
    step.after.insert(step.after.end(), others.begin(), others.end());
    return step;
}

Result<MeetingStep> move_item(notes::Store& store, const KnownBook& known, const std::string& id,
                              const std::string& behind) {
    const Result<Found> found = find_row(store, known, id);
    if (!found) return pass_on(found);
    if (found->part != MeetingPart::item || behind == id) return fail(Word::error_meeting_not_item, id);
    auto order = order_of(found->meeting, id);
    const Result<std::size_t> at = place_behind(order, behind);
    if (!at) return pass_on(at);
    order.emplace(order.begin() + static_cast<std::ptrdiff_t>(*at), id, "");
    return change(store, Word::step_meeting_move, found->text, id, order_changes(new_keys(order, *at)));
}

Result<MeetingStep> bring_to_item(notes::Store& store, const KnownBook& known, const std::string& item,
                                  const std::optional<notes::Anchor>& passage,
                                  const std::vector<std::string>& note_ids) {
    const Result<Found> found = find_row(store, known, item);
    if (!found) return pass_on(found);
    const auto here = std::find_if(found->meeting.items.begin(), found->meeting.items.end(),
                                   [&](const AgendaItem& one) { return one.id == item; });
    if (here == found->meeting.items.end()) return fail(Word::error_meeting_not_item, item);
    if (const Result<void> shared = check_shared(store, known, found->meeting.network.id, note_ids); !shared)
        return pass_on(shared);
    std::vector<std::string> all = here->notes;
    for (const std::string& id : note_ids)
        if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
    Fields fields{{std::string(notes::meeting_notes), notes::list_to_json(all)}};
    if (!here->passage && passage) fields.emplace(notes::meeting_passage, notes::to_json(*passage));
    return change(store, Word::step_meeting_bring, found->text, item, {{item, fields}});
}

Result<MeetingStep> write_in_meeting(notes::Store& store, const KnownBook& known, const std::string& id,
                                     const std::map<std::string, std::string>& fields) {
    const Result<Found> found = find_row(store, known, id);
    if (!found) return pass_on(found);
    const auto text = fields.find(std::string(notes::meeting_text));
    const std::string named = text != fields.end() ? text->second : found->text;
    return change(store, label_of_fields(found->part, fields), named, id, {{id, fields}});
}

Result<MeetingStep> take_my_words_back(notes::Store& store, const std::string& row, const std::string& words) {
    Result<MeetingChange> emptied = notes::without_my_words(store, row);
    if (!emptied) return pass_on(emptied);
    return change(store, Word::step_write, words, row, {std::move(*emptied)});
}

Result<MeetingStep> write_outcome(notes::Store& store, const KnownBook& known, const std::string& id,
                                  const std::string& words) {
    const Result<Found> found = find_row(store, known, id);
    if (!found) return pass_on(found);
    if (found->part != MeetingPart::decision && found->part != MeetingPart::action)
        return fail(Word::error_outcome_of_what, id);
    return change(store, Word::step_write, found->text, id, {{id, {{std::string(notes::meeting_outcome), words}}}});
}

bool is_outcome(const MeetingStep& step) {
    return step.after.size() == 1 && step.after.front().fields.size() == 1 &&
           step.after.front().fields.contains(std::string(notes::meeting_outcome));
}

bool is_taken_back(const MeetingStep& step) {
    const auto is_empty = [](const auto& field) { return field.second.empty() || field.second == "[]"; };
    return step.after.size() == 1 && std::all_of(step.after.front().fields.begin(), step.after.front().fields.end(), is_empty);
}

Result<MeetingStep> remove_from_meeting(notes::Store& store, const KnownBook& known, const std::string& id) {
    const Result<Found> found = find_row(store, known, id);
    if (!found) return pass_on(found);
    return change(store, Word::step_remove, found->text, id, {{id, {{life, is_deleted}}}});
}

Result<bool> take_back(notes::Store& store, const MeetingStep& step) {
    const auto done = notes::change_meetings(store, step.before, step.after);
    if (!done) return pass_on(done);
    return done->has_value();
}

Result<bool> do_again(notes::Store& store, const MeetingStep& step) {
    const auto done = notes::change_meetings(store, step.after, step.before);
    if (!done) return pass_on(done);
    return done->has_value();
}

}  // namespace katern::app
