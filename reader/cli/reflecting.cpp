// reflect: what came of what was read, and writing it down.
#include <array>
#include <nlohmann/json.hpp>

#include "app/look_back.h"
#include "app/meeting_edits.h"
#include "app/reflections.h"
#include "app/second_look.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

using Json = nlohmann::ordered_json;
using share::Stage;

Done needs_text(const Job& job, std::string_view option) {
    if (!job.call.text("--text").empty()) return {};
    return wrong(Word::cli_error_meeting_needs, std::string(option), std::string("--text"));
}

Done write_reflection(const Job& job, Job::Open& open) {
    if (Done ok = needs_text(job, "--meeting"); !ok) return ok;
    const std::string cycle = job.call.text("--cycle");
    if (!cycle.empty() && !notes::value_cycle_from(cycle)) return wrong(Word::error_value_unknown, cycle);
    app::NewReflection what;
    what.meeting = job.call.text("--meeting");
    what.address = job.call.text("--at");
    what.words = job.call.text("--text");
    what.cycle = cycle;
    what.share = job.call.has("--share");
    what.language = job.language;
    const Result<std::string> id = app::reflect(open.store, open.known, what);
    if (!id) return refuse(id.error());
    job.streams.out << *id << "\n";
    return {};
}

Done write_outcome(const Job& job, Job::Open& open) {
    if (Done ok = needs_text(job, "--outcome"); !ok) return ok;
    const Result<app::MeetingStep> written =
        app::write_outcome(open.store, open.known, job.call.text("--outcome"), job.call.text("--text"));
    if (!written) return refuse(written.error());
    return {};
}

Json counts_json(const share::StageCounts& counts) {
    Json out;
    for (std::size_t i = 0; i < counts.size(); ++i)
        out[std::string(share::to_text(static_cast<Stage>(i)))] = counts.at(i);
    return out;
}

Json moment_json(const share::Moment& moment, std::size_t thread) {
    return {{"stage", share::to_text(moment.stage)},
            {"id", moment.id},
            {"at", notes::iso_8601(moment.at)},
            {"chapter", moment.chapter},
            {"address", moment.address},
            {"exact", moment.quote},
            {"words", moment.words},
            {"cycle", moment.cycle},
            {"networks", moment.networks},
            {"meeting", moment.meeting},
            {"thread", thread}};
}

Json to_json(const app::LookedBack& looked, const share::LookBack& all, const std::string& network) {
    Json out{{"counts", counts_json(share::counts_of(all.moments))},
             {"chapters", Json::array()},
             {"networks", Json::array()},
             {"moments", Json::array()},
             {"threads", Json::array()},
             {"open", Json::array()}};
    std::map<std::string, std::vector<share::Moment>> by_chapter;
    for (const share::Moment& moment : all.moments) by_chapter[moment.chapter].push_back(moment);
    for (const auto& [chapter, moments] : by_chapter)
        out["chapters"].push_back({{"chapter", chapter}, {"counts", counts_json(share::counts_of(moments))}});
    for (const notes::Network& one : looked.networks)
        if (network.empty() || one.id == network)
            out["networks"].push_back(
                {{"id", one.id},
                 {"name", one.name},
                 {"counts", counts_json(share::counts_of(share::moments_of(all.moments, one.id, {})))}});
    for (std::size_t i = 0; i < all.moments.size(); ++i)
        out["moments"].push_back(moment_json(all.moments[i], all.thread_of[i]));
    for (const share::Thread& thread : all.threads) out["threads"].push_back(thread.path);
    for (const app::OpenOutcome& open : looked.open)
        if (network.empty() || open.network == network)
            out["open"].push_back({{"id", open.id},
                                   {"kind", open.is_action ? "action" : "decision"},
                                   {"text", open.text},
                                   {"who", open.who},
                                   {"when", open.when},
                                   {"meeting", open.meeting},
                                   {"address", open.address}});
    return out;
}

struct Looked {
    app::LookedBack back;
    app::LookBackOrder order;
    share::LookBack all;
};

Outcome<Looked> look(const Job& job, Job::Open& open) {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return refuse(now.error());
    Looked out;
    out.order.language = job.language;
    out.order.now = *now;
    if (const auto name = job.call.value("--network")) {
        const Result<notes::Network> network = app::known_network(open.store, *name);
        if (!network) return refuse(network.error());
        out.order.network = network->id;
    }
    Result<app::LookedBack> back = app::look_back_at(open.store, open.known, *now);
    if (!back) return refuse(back.error());
    out.back = std::move(*back);
    out.all = share::look_back(share::moments_of(out.back.moments, out.order.network, {}));
    return out;
}

// What is private leaves when it is asked for, and how much of it there is, is said before.
Done write_file(const Job& job, const Job::Open& open, Looked looked) {
    const std::string format = job.call.text("--format"), path = job.call.text("--out");
    constexpr std::array formats{std::string_view("markdown"), std::string_view("html"), std::string_view("csv"),
                                 std::string_view("pdf")};
    if (std::find(formats.begin(), formats.end(), format) == formats.end())
        return wrong(Word::cli_error_reflect_format, format);
    const auto private_ones = static_cast<double>(app::private_in(looked.back, looked.order));
    const bool all = job.call.has("--all");
    if (!all) std::erase_if(looked.back.moments, [](const share::Moment& moment) { return moment.networks.empty(); });
    if (private_ones > 0) job.tell(all ? Word::look_back_private_goes : Word::cli_private_left_out, {private_ones});
    const Result<void> written = app::write_report(app::report_of(looked.back, *open.known.book, looked.order),
                                                   *open.known.book, format, path, job.language, looked.order.now);
    if (!written) return refuse(written.error());
    job.tell(Word::message_page_saved, {path});
    return {};
}

void print_moments(const Job& job, const Looked& looked) {
    for (const share::Moment& moment : looked.all.moments) {
        const std::string words = moment.words.empty() ? "“" + moment.quote + "”" : moment.words;
        std::string line = notes::iso_8601(moment.at).substr(0, 10) + "  " + job.say(app::word_of(moment.stage));
        if (!moment.address.empty()) line += "  " + moment.address;
        job.streams.out << for_terminal(line + "  " + words) << "\n";
    }
}

// What would be asked at the next start, and what comes back.
Done tell_what_waits(const Job& job, Job::Open& open, notes::Milliseconds now, Json* json) {
    const auto due = app::reflection_due(open.store, open.known, now);
    if (!due) return refuse(due.error());
    const auto again = app::second_looks(open.store, open.known, now);
    if (!again) return refuse(again.error());
    if (json) {
        (*json)["due"] = *due ? Json((*due)->id) : Json(nullptr);
        (*json)["second_look"] = Json::array();
        for (const share::Passage& passage : *again) (*json)["second_look"].push_back(passage.note.id);
    } else if (*due) {
        const std::string day = (*due)->date.empty() ? notes::iso_8601((*due)->held).substr(0, 10) : (*due)->date;
        job.tell(Word::cli_reflect_waiting, {(*due)->title(), day, (*due)->id});
    }
    return {};
}

}  // namespace

Done look_back(const Job& job) {
    if (job.call.has("--format") != job.call.has("--out"))
        return wrong(Word::cli_error_meeting_needs, std::string(job.call.has("--out") ? "--out" : "--format"),
                     std::string(job.call.has("--out") ? "--format" : "--out"));
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    if (job.call.has("--meeting")) return write_reflection(job, *open);
    if (job.call.has("--outcome")) return write_outcome(job, *open);
    Outcome<Looked> looked = look(job, *open);
    if (!looked) return tl::unexpected<Refusal>(looked.error());
    if (job.call.has("--out")) return write_file(job, *open, std::move(*looked));
    if (job.call.has("--json")) {
        Json json = to_json(looked->back, looked->all, looked->order.network);
        if (Done ok = tell_what_waits(job, *open, looked->order.now, &json); !ok) return ok;
        job.streams.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
        return {};
    }
    if (looked->all.moments.empty()) job.tell(Word::cli_reflect_empty, {open->known.book->title});
    print_moments(job, *looked);
    return tell_what_waits(job, *open, looked->order.now, nullptr);
}

}  // namespace katern::cli
