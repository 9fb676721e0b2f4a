// meeting, together: what a network prepares, sees and decides.
#include <array>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "app/handing_out.h"
#include "app/meeting_edits.h"
#include "app/work_forms.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

using Json = nlohmann::ordered_json;

void print_json(const Job& job, const Json& json) {
    job.streams.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

Outcome<int> minutes_of(const Call& call) {
    const std::string typed = call.text("--minutes");
    if (typed.empty()) return 0;
    int minutes = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), minutes);
    if (error != std::errc{} || end != typed.data() + typed.size() || minutes < 1 || minutes > 24 * 60)
        return wrong(Word::cli_error_meeting_number, typed);
    return minutes;
}

Outcome<std::string> date_of(const Call& call, std::string_view option) {
    std::string typed = call.text(option);
    if (!typed.empty() && (typed.size() != 10 || !notes::from_iso_8601(typed)))
        return wrong(Word::cli_error_meeting_date, typed);
    return typed;
}

Outcome<std::string> meeting_id(const Job& job) {
    if (job.call.operands.size() < 3) return wrong(Word::cli_error_meeting_id, job.call.operands[1]);
    return job.call.operands[2];
}

Done needs(const Job& job, std::string_view option) {
    if (!job.call.text(option).empty()) return {};
    return wrong(Word::cli_error_meeting_needs, job.call.operands[1], std::string(option));
}

Json passage_json(const std::optional<app::MeetingPassage>& passage) {
    if (!passage) return nullptr;
    return {{"address", passage->address},
            {"chapter", passage->anchor.chapter},
            {"start", passage->anchor.range.start},
            {"end", passage->anchor.range.end},
            {"exact", passage->anchor.exact}};
}

Json to_json(const app::Meeting& meeting) {
    Json out{{"id", meeting.id},           {"network", meeting.network.name}, {"name", meeting.name},
             {"date", meeting.date},       {"question", meeting.question},    {"people", meeting.people},
             {"minutes", meeting.minutes}, {"planned", meeting.planned()},    {"items", Json::array()},
             {"prompts", Json::array()},   {"decisions", Json::array()},      {"actions", Json::array()}};
    for (const app::AgendaItem& item : meeting.items)
        out["items"].push_back({{"id", item.id},
                                {"text", item.text},
                                {"minutes", item.minutes},
                                {"passage", passage_json(item.passage)},
                                {"notes", item.notes}});
    for (const app::MeetingPrompt& prompt : meeting.prompts)
        out["prompts"].push_back({{"id", prompt.id}, {"text", prompt.text}, {"passage", passage_json(prompt.passage)}});
    for (const app::Decision& decision : meeting.decisions)
        out["decisions"].push_back({{"id", decision.id},
                                    {"text", decision.text},
                                    {"item", decision.item},
                                    {"outcome", decision.outcome},
                                    {"passage", passage_json(decision.passage)}});
    for (const app::MeetingAction& action : meeting.actions)
        out["actions"].push_back({{"id", action.id},
                                  {"text", action.text},
                                  {"who", action.who},
                                  {"when", action.when},
                                  {"decision", action.decision},
                                  {"outcome", action.outcome}});
    return out;
}

Done new_meeting(const Job& job, Job::Open& open) {
    const Outcome<int> minutes = minutes_of(job.call);
    if (!minutes) return tl::unexpected<Refusal>(minutes.error());
    const Outcome<std::string> date = date_of(job.call, "--date");
    if (!date) return tl::unexpected<Refusal>(date.error());
    const Result<std::string> id =
        app::new_meeting(open.store, open.known,
                         {job.call.text("--network"), job.call.text("--name"), *date, job.call.text("--question"),
                          job.call.values("--person"), *minutes});
    if (!id) return refuse(id.error());
    job.streams.out << *id << "\n";
    return {};
}

Done add_item(const Job& job, Job::Open& open) {
    const Outcome<std::string> meeting = meeting_id(job);
    if (!meeting) return tl::unexpected<Refusal>(meeting.error());
    if (Done ok = needs(job, "--text"); !ok) return ok;
    const Outcome<int> minutes = minutes_of(job.call);
    if (!minutes) return tl::unexpected<Refusal>(minutes.error());
    app::NewPart part;
    part.part = job.call.has("--prompt") ? notes::MeetingPart::prompt : notes::MeetingPart::item;
    part.text = job.call.text("--text");
    part.minutes = *minutes;
    part.address = job.call.text("--at");
    part.notes = job.call.values("--note");
    const Result<std::string> id = app::add_part(open.store, open.known, *meeting, part);
    if (!id) return refuse(id.error());
    job.streams.out << *id << "\n";
    return {};
}

// A decision, an action, or a decision with the action that carries it out.
Done decide(const Job& job, Job::Open& open) {
    const Outcome<std::string> meeting = meeting_id(job);
    if (!meeting) return tl::unexpected<Refusal>(meeting.error());
    if (job.call.text("--action").empty())
        if (Done ok = needs(job, "--text"); !ok) return ok;
    const Outcome<std::string> when = date_of(job.call, "--when");
    if (!when) return tl::unexpected<Refusal>(when.error());
    std::string decision_id;
    if (!job.call.text("--text").empty()) {
        app::NewPart decision;
        decision.part = notes::MeetingPart::decision;
        decision.text = job.call.text("--text");
        decision.item = job.call.text("--item");
        decision.address = job.call.text("--at");
        const Result<std::string> id = app::add_part(open.store, open.known, *meeting, decision);
        if (!id) return refuse(id.error());
        decision_id = *id;
        job.streams.out << decision_id << "\n";
    }
    if (job.call.text("--action").empty()) return {};
    app::NewPart action;
    action.part = notes::MeetingPart::action;
    action.text = job.call.text("--action");
    action.who = job.call.text("--who");
    action.when = *when;
    action.decision = decision_id;
    action.address = job.call.text("--at");
    const Result<std::string> id = app::add_part(open.store, open.known, *meeting, action);
    if (!id) return refuse(id.error());
    job.streams.out << *id << "\n";
    return {};
}

Done list_meetings(const Job& job, Job::Open& open) {
    const Result<std::vector<app::Meeting>> all = app::meetings(open.store, open.known, job.call.value("--network"));
    if (!all) return refuse(all.error());
    if (job.call.has("--json")) {
        Json list = Json::array();
        for (const app::Meeting& meeting : *all) list.push_back(to_json(meeting));
        print_json(job, list);
        return {};
    }
    for (const app::Meeting& meeting : *all) {
        job.streams.out << meeting.id << "  " << for_terminal(meeting.date + "  " + meeting.name) << "\n";
        for (const app::AgendaItem& item : meeting.items) job.streams.out << for_terminal("    " + item.text) << "\n";
    }
    if (all->empty()) job.tell(Word::cli_no_meetings, {open.known.book->title});
    return {};
}

Done export_meeting(const Job& job, Job::Open& open) {
    const Outcome<std::string> meeting = meeting_id(job);
    if (!meeting) return tl::unexpected<Refusal>(meeting.error());
    for (const std::string_view option : {"--format", "--out"})
        if (Done ok = needs(job, option); !ok) return ok;
    return write_hand_out(job, open, *meeting);
}

Outcome<std::string> row_id(const Job& job) {
    if (job.call.operands.size() < 3) return wrong(Word::cli_error_meeting_row, job.call.operands[1]);
    return job.call.operands[2];
}

// Any row: of the meeting itself, or of what belongs to it.
Done edit_row(const Job& job, Job::Open& open) {
    const Outcome<std::string> id = row_id(job);
    if (!id) return tl::unexpected<Refusal>(id.error());
    const Outcome<int> minutes = minutes_of(job.call);
    if (!minutes) return tl::unexpected<Refusal>(minutes.error());
    std::map<std::string, std::string> fields;
    const auto take = [&](std::string_view option, std::string_view field) {
        if (const auto value = job.call.value(option)) fields.emplace(field, *value);
    };
    take("--text", notes::meeting_text);
    take("--name", notes::meeting_name);
    take("--question", notes::meeting_question);
    take("--who", notes::meeting_who);
    for (const auto& [option, field] :
         {std::pair("--date", notes::meeting_date), std::pair("--when", notes::meeting_when)}) {
        const Outcome<std::string> date = date_of(job.call, option);
        if (!date) return tl::unexpected<Refusal>(date.error());
        if (job.call.value(option)) fields.emplace(field, *date);
    }
    if (*minutes > 0) fields.emplace(notes::meeting_minutes, std::to_string(*minutes));
    if (!job.call.values("--person").empty())
        fields.emplace(notes::meeting_people, notes::list_to_json(job.call.values("--person")));
    if (fields.empty()) return wrong(Word::cli_error_meeting_nothing);
    const Result<app::MeetingStep> step = app::write_in_meeting(open.store, open.known, *id, fields);
    if (!step) return refuse(step.error());
    return {};
}

Done move_row(const Job& job, Job::Open& open) {
    const Outcome<std::string> id = row_id(job);
    if (!id) return tl::unexpected<Refusal>(id.error());
    const Result<app::MeetingStep> step = app::move_item(open.store, open.known, *id, job.call.text("--after"));
    if (!step) return refuse(step.error());
    return {};
}

Done remove_row(const Job& job, Job::Open& open) {
    const Outcome<std::string> id = row_id(job);
    if (!id) return tl::unexpected<Refusal>(id.error());
    const Result<app::MeetingStep> step = app::remove_from_meeting(open.store, open.known, *id);
    if (!step) return refuse(step.error());
    return {};
}

Done list_work_forms(const Job& job, Job::Open& open) {
    const std::vector<app::WorkForm> forms = app::work_forms(open.known);
    if (job.call.has("--json")) {
        Json list = Json::array();
        for (const app::WorkForm& form : forms)
            list.push_back({{"title", form.title}, {"address", form.address}, {"minutes", form.minutes}});
        print_json(job, list);
        return {};
    }
    for (const app::WorkForm& form : forms) {
        job.streams.out << for_terminal(form.address + "  " + form.title);
        if (form.minutes > 0)
            job.streams.out << "  " << job.say(Word::meeting_minutes, {static_cast<double>(form.minutes)});
        job.streams.out << "\n";
    }
    if (forms.empty()) job.tell(Word::cli_no_work_forms, {open.known.book->title});
    return {};
}

struct Verb {
    std::string_view name;
    Done (*run)(const Job& job, Job::Open& open);
};
constexpr std::array verbs{Verb{"new", new_meeting},       Verb{"add", add_item},      Verb{"edit", edit_row},
                           Verb{"move", move_row},         Verb{"remove", remove_row}, Verb{"list", list_meetings},
                           Verb{"forms", list_work_forms}, Verb{"decide", decide},     Verb{"export", export_meeting}};

Json mark_json(const share::Passage& mark, const document::Book& book) {
    return {{"id", mark.note.id},
            {"author", mark.note.author.name.empty() ? mark.note.author.id : mark.note.author.name},
            {"category", mark.note.category},
            {"exact", mark.note.anchor.exact},
            {"note", mark.note.body},
            {"address", address_of(mark, book)}};
}

Json passages_json(const share::Together& all, const std::vector<std::size_t>& wanted, const document::Book& book) {
    Json out = Json::array();
    for (const std::size_t i : wanted) {
        const share::SharedPassage& passage = all.passages[i];
        Json marks = Json::array();
        for (const std::size_t mark : passage.marks) marks.push_back(mark_json(all.marks[mark], book));
        out.push_back({{"address", address_of(all.marks[passage.marks.front()], book)},
                       {"chapter", passage.chapter},
                       {"start", passage.range.start},
                       {"end", passage.range.end},
                       {"people", passage.people.size()},
                       {"categories", passage.categories},
                       {"replies", passage.replies},
                       {"marks", marks}});
    }
    return out;
}

void print_passages(const Job& job, const share::Together& all, const std::vector<std::size_t>& wanted, Word heading,
                    const document::Book& book) {
    if (wanted.empty()) return;
    job.streams.out << job.say(heading) << "\n";
    for (const std::size_t i : wanted) {
        const share::SharedPassage& passage = all.passages[i];
        job.streams.out << "  " << address_of(all.marks[passage.marks.front()], book) << "  "
                        << job.say(Word::together_people, {static_cast<double>(passage.people.size())}) << "\n";
        for (const std::size_t mark : passage.marks)
            job.streams.out << for_terminal("    “" + all.marks[mark].note.anchor.exact + "” " + all.marks[mark].note.author.name) << "\n";
    }
}

}  // namespace

Done write_hand_out(const Job& job, Job::Open& open, const std::string& meeting) {
    const std::string format = job.call.text("--format"), path = job.call.text("--out");
    const app::HandOutForm* form = app::hand_out_form(format);
    if (!form) return wrong(Word::cli_error_meeting_format, format);
    const Result<void> written = app::hand_out(open.store, open.known, meeting, *form, path, job.language);
    if (!written) return refuse(written.error());
    job.tell(Word::cli_meeting_written, {path});
    return {};
}

Done do_meeting(const Job& job) {
    for (const Verb& verb : verbs) {
        if (verb.name != job.call.operands[1]) continue;
        auto open = job.open();
        if (!open) return tl::unexpected<Refusal>(open.error());
        return verb.run(job, *open);
    }
    return wrong(Word::cli_error_meeting_verb, job.call.operands[1]);
}

Done show_together(const Job& job) {
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const Result<share::Together> all = app::together(open->store, open->known, job.call.text("--network"));
    if (!all) return refuse(all.error());
    const document::Book& book = *open->known.book;
    if (job.call.has("--json")) {
        Json questions = Json::array();
        for (const std::size_t i : all->open) questions.push_back(mark_json(all->marks[i], book));
        print_json(job, {{"network", job.call.text("--network")},
                         {"people", all->people.size()},
                         {"marks", all->marks.size()},
                         {"agreement", passages_json(*all, all->agreement, book)},
                         {"difference", passages_json(*all, all->difference, book)},
                         {"open", questions}});
        return {};
    }
    print_passages(job, *all, all->agreement, Word::together_agreement, book);
    print_passages(job, *all, all->difference, Word::together_difference, book);
    if (!all->open.empty()) job.streams.out << job.say(Word::together_open) << "\n";
    for (const std::size_t i : all->open)
        job.streams.out << "  " << address_of(all->marks[i], book) << for_terminal("  “" + all->marks[i].note.anchor.exact + "” " + all->marks[i].note.author.name) << "\n";
    if (all->marks.empty()) job.tell(Word::together_nothing, {book.title});
    return {};
}

}  // namespace katern::cli
