// annotate, reply, edit, delete, restore, share, withdraw, undo, profile: what changes the store.
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

// Checks what a person types; what comes from elsewhere keeps the category that it came with.
Outcome<std::optional<std::string>> category_of(const Call& call) {
    const std::optional<std::string> typed = call.value("--category");
    if (typed && !typed->empty() && !notes::category_from(*typed)) return wrong(Word::cli_error_category, *typed);
    return typed;
}

// "#tijd" is what people call the tag "tijd".
std::vector<std::string> tags_of(const Call& call) {
    std::vector<std::string> tags;
    for (std::string tag : call.values("--tag")) {
        if (tag.starts_with('#')) tag.erase(0, 1);
        if (!tag.empty()) tags.push_back(std::move(tag));
    }
    return tags;
}

// What is shared carries a name; without one, peers don't know whose it is.
void ask_for_name(const Job& job, notes::Store& store) {
    const Result<notes::Profile> me = store.me();
    if (me && me->name.empty()) job.tell(Word::cli_name_missing);
}

Done done_by(const Result<void>& result) {
    if (!result) return refuse(result.error());
    return {};
}

// The operations on one note, by its id.
template <class Operation>
Done on_note(const Job& job, Operation operation) {
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    return done_by(operation(open->store, open->known, job.call.operands[1]));
}

}  // namespace

Done add_note(const Job& job) {
    const auto category = category_of(job.call);
    if (!category) return tl::unexpected<Refusal>(category.error());
    if (job.call.text("--quote").empty()) return wrong(Word::cli_error_quote_empty);
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    app::NewNote note;
    note.chapter = job.call.text("--chapter");
    note.quote = job.call.text("--quote");
    note.prefix = job.call.text("--prefix");
    note.suffix = job.call.text("--suffix");
    note.category = category->value_or("");
    note.body = job.call.text("--note");
    note.tags = tags_of(job.call);
    note.share = job.call.value("--share");
    const Result<std::string> id = app::annotate(open->store, open->known, note);
    if (!id) return refuse(id.error());
    job.streams.out << *id << "\n";
    if (note.share) ask_for_name(job, open->store);
    return {};
}

Done add_reply(const Job& job) {
    if (job.call.text("--note").empty()) return wrong(Word::cli_error_reply_empty);
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const app::NewReply answer{job.call.operands[1], job.call.text("--note"), job.call.value("--share")};
    const Result<std::string> id = app::reply(open->store, open->known, answer);
    if (!id) return refuse(id.error());
    job.streams.out << *id << "\n";
    if (answer.share) ask_for_name(job, open->store);
    return {};
}

Done edit_note(const Job& job) {
    const auto category = category_of(job.call);
    if (!category) return tl::unexpected<Refusal>(category.error());
    app::NoteEdit change;
    change.id = job.call.operands[1];
    change.category = *category;
    change.body = job.call.value("--note");
    if (job.call.has("--tag")) change.tags = tags_of(job.call);
    if (!change.category && !change.body && !change.tags) return wrong(Word::cli_error_edit_nothing);
    return on_note(job, [&](notes::Store& store, const app::KnownBook& known, const std::string&) {
        return app::edit(store, known, change);
    });
}

Done remove_note(const Job& job) {
    return on_note(job, app::remove);
}

Done restore_note(const Job& job) {
    return on_note(job, app::restore);
}

Done share_note(const Job& job) {
    return on_note(job, [&](notes::Store& store, const app::KnownBook& known, const std::string& id) {
        const Result<void> shared = app::share_with(store, known, id, job.call.text("--network"));
        if (shared) ask_for_name(job, store);
        return shared;
    });
}

Done withdraw_note(const Job& job) {
    return on_note(job, [&](notes::Store& store, const app::KnownBook& known, const std::string& id) {
        return app::withdraw(store, known, id, job.call.value("--network"));
    });
}

Done undo_step(const Job& job) {
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const Result<notes::UndoOutcome> outcome = open->store.undo(open->known.key);
    if (!outcome) return refuse(outcome.error());
    switch (outcome->what) {
        case notes::UndoOutcome::What::nothing:
        case notes::UndoOutcome::What::overtaken:
            return refuse(Error{outcome->sentence(), outcome->arguments()});
        case notes::UndoOutcome::What::partly:
            job.tell(outcome->sentence(), outcome->arguments());
            break;
        case notes::UndoOutcome::What::done:
            break;
    }
    job.tell(Word::cli_undone, {job.say(outcome->step.label(), outcome->step.arguments())});
    return {};
}

Done show_profile(const Job& job) {
    auto store = job.store();
    if (!store) return tl::unexpected<Refusal>(store.error());
    Result<notes::Profile> me = store->me();
    if (!me) return refuse(me.error());
    if (job.call.has("--name") || job.call.has("--school")) {
        me->name = job.call.value("--name").value_or(me->name);
        me->school = job.call.value("--school").value_or(me->school);
        if (const Result<void> kept = store->set_profile(me->name, me->school); !kept) return refuse(kept.error());
    }
    job.streams.out << job.say(Word::cli_profile_name) << ": " << me->name << "\n"
                    << job.say(Word::cli_profile_school) << ": " << me->school << "\n"
                    << "id: " << me->id << "\n";
    return {};
}

}  // namespace katern::cli
