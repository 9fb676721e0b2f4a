// Adding and changing: one call, one transaction, one undo step.
#include "notes/recorder.h"
#include "words/words.h"

namespace katern::notes {
namespace {

struct Target {
    std::int64_t number = 0;
    std::int64_t book = 0;
    bool erased = false;
};

// My annotation with this id. Someone else's is not mine to change.
Result<Target> find_mine(Store::State& state, const std::string& id) {
    Target target;
    bool others = false;
    {
        Statement rows = state.database.query("SELECT number, book, erased, author FROM annotations WHERE id = ?1", id);
        while (rows.next()) {
            if (rows.integer(3) == state.profile)
                target = {rows.integer(0), rows.integer(1), !rows.is_null(2)};
            else
                others = true;
        }
    }
    if (auto ok = state.database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (target.number != 0) return target;
    return fail(others ? Word::error_note_of_other : Word::error_note_unknown, id);
}

Result<std::string> find_network(Store::State& state, const std::string& id) {
    std::int64_t number = 0;
    {
        Statement row = state.database.query("SELECT coalesce(alias_of, number) FROM networks WHERE id = ?1", id);
        if (row.next()) number = row.integer(0);
    }
    if (auto ok = state.database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (number == 0) return fail(Word::error_network_unknown, id);
    return std::to_string(number);
}

Result<void> set_visibility(Store::State& state, Recorder& recorder, std::int64_t annotation,
                            const std::vector<std::string>& networks, std::string_view to) {
    for (const std::string& network : networks) {
        const Result<std::string> row = find_network(state, network);
        if (!row) return tl::unexpected<Error>(row.error());
        recorder.visibility(annotation, *row, to);
    }
    return {};
}

Result<void> apply(Store::State& state, Recorder& recorder, const Target& target, const Change& change) {
    if (change.alive == true && target.erased) return fail(Word::error_note_erased, change.id);
    if (change.category) recorder.field(target.number, field_category, *change.category);
    if (change.body) recorder.field(target.number, field_body, *change.body);
    if (change.tags) recorder.field(target.number, field_tags, to_json(*change.tags));
    if (change.loose_in) recorder.field(target.number, field_loose, *change.loose_in);
    if (change.accepted) recorder.field(target.number, field_accepted, *change.accepted);
    if (change.cycle) recorder.field(target.number, field_cycle, *change.cycle);
    if (change.anchor) recorder.anchor(target.number, target.book, *change.anchor);
    if (change.alive == true) recorder.revive(target.number);
    if (change.alive == false) recorder.field(target.number, field_life, std::string(deleted));
    if (auto ok = set_visibility(state, recorder, target.number, change.share_with, "shared"); !ok) return ok;
    return set_visibility(state, recorder, target.number, change.withdraw_from, "withdrawn");
}

Result<std::string> add_one(Store::State& state, Recorder& recorder, std::int64_t book, const Draft& draft) {
    const Milliseconds now = recorder.clock().milliseconds();
    std::string id = new_uuid(now);
    state.database.run(
        "INSERT INTO annotations(id, author, book, kind, parent, created, chapter) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        id, state.profile, book, to_text(draft.kind), draft.parent, now, draft.anchor.chapter);
    const std::int64_t number = state.database.last_row();
    recorder.first_anchor(number, book, draft.anchor);
    recorder.first_field(number, field_category, draft.category);
    recorder.first_field(number, field_body, draft.body);
    recorder.first_field(number, field_tags, to_json(draft.tags));
    if (!draft.item.empty()) recorder.first_field(number, field_item, draft.item);
    if (!draft.cycle.empty()) recorder.first_field(number, field_cycle, draft.cycle);
    recorder.first_field(number, field_life, std::string(alive));
    if (auto ok = set_visibility(state, recorder, number, draft.share_with, "shared"); !ok)
        return tl::unexpected<Error>(std::move(ok.error()));
    return id;
}

Action action_of(const std::vector<Draft>& drafts) {
    for (const Draft& draft : drafts) {
        if (draft.kind == Kind::highlight) return Action::mark;
        if (draft.kind == Kind::bookmark) return Action::bookmark;
    }
    return Action::write;
}

std::vector<Change> for_each(const std::vector<std::string>& ids, const Change& what) {
    std::vector<Change> changes(ids.size(), what);
    for (std::size_t i = 0; i < ids.size(); ++i) changes[i].id = ids[i];
    return changes;
}

}  // namespace

Result<std::string> Store::add(BookKey book, const Draft& draft) {
    Result<std::vector<std::string>> ids = add(book, std::vector<Draft>{draft});
    if (!ids) return tl::unexpected<Error>(std::move(ids.error()));
    return std::move(ids->front());
}

Result<std::vector<std::string>> Store::add(BookKey book, const std::vector<Draft>& drafts) {
    std::vector<std::string> ids;
    if (drafts.empty()) return ids;
    ids.reserve(drafts.size());
    Transaction transaction(state_->database);
    Recorder recorder(*state_);
    const std::string join = drafts.size() == 1 ? drafts.front().join : std::string();
    recorder.begin_step(static_cast<std::int64_t>(book), action_of(drafts), join, 0);
    for (const Draft& draft : drafts) {
        Result<std::string> id = add_one(*state_, recorder, static_cast<std::int64_t>(book), draft);
        if (!id) return tl::unexpected<Error>(std::move(id.error()));
        ids.push_back(std::move(*id));
    }
    return transaction.commit(std::move(ids));
}

Result<void> Store::change(Action action, const std::vector<Change>& changes, const std::string& join) {
    if (changes.empty()) return {};
    Transaction transaction(state_->database);
    std::optional<Recorder> recorder;
    for (const Change& change : changes) {
        const Result<Target> target = find_mine(*state_, change.id);
        if (!target) return tl::unexpected<Error>(target.error());
        if (!recorder) {
            recorder.emplace(*state_);
            recorder->begin_step(target->book, action, changes.size() == 1 ? join : std::string(), target->number);
        }
        if (auto ok = apply(*state_, *recorder, *target, change); !ok) return ok;
    }
    return transaction.commit();
}

Result<void> Store::set_category(const std::vector<std::string>& ids, const std::string& category) {
    Change what;
    what.category = category;
    return change(Action::categorise, for_each(ids, what));
}

Result<void> Store::set_body(const std::string& id, const std::string& body, const std::string& join) {
    Change what;
    what.body = body;
    return change(Action::write, for_each({id}, what), join);
}

Result<void> Store::set_tags(const std::vector<std::string>& ids, const std::vector<std::string>& tags) {
    Change what;
    what.tags = tags;
    return change(Action::tag, for_each(ids, what));
}

Result<void> Store::share(const std::vector<std::string>& ids, const std::string& network) {
    Change what;
    what.share_with = {network};
    return change(Action::share, for_each(ids, what));
}

Result<void> Store::withdraw(const std::vector<std::string>& ids, const std::string& network) {
    Change what;
    what.withdraw_from = {network};
    return change(Action::withdraw, for_each(ids, what));
}

Result<void> Store::remove(const std::vector<std::string>& ids) {
    Change what;
    what.alive = false;
    return change(Action::remove, for_each(ids, what));
}

Result<void> Store::restore(const std::vector<std::string>& ids) {
    Change what;
    what.alive = true;
    return change(Action::restore, for_each(ids, what));
}

}  // namespace katern::notes
