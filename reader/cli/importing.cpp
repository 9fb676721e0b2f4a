// import: what others sent.
#include "app/importing.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

// Enough to see what is wrong with a file; all of it would hide the sentence.
constexpr std::size_t most_reasons = 20;

void tell_of(const Job& job, const app::ImportReport& report) {
    const app::ImportPreview& what = report.what;
    job.streams.err << for_terminal(app::sentence(what, job.language)) << "\n";
    for (std::size_t i = 0; i < what.unreadable.size() && i < most_reasons; ++i)
        job.streams.err << "    " << for_terminal(katern::say(what.unreadable[i].why, job.language)) << "\n";
    if (what.counts.meetings > 0) job.tell(Word::import_meetings, {static_cast<double>(what.counts.meetings)});
    if (what.counts.ahead > 0) job.tell(Word::import_ahead, {static_cast<double>(what.counts.ahead)});
    if (what.counts.own > 0) job.tell(Word::import_own, {static_cast<double>(what.counts.own)});
}

}  // namespace

Done import_files(const Job& job) {
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    app::ImportOptions options;
    options.network = job.call.value("--network");
    std::vector<Error> failed;
    for (std::size_t i = 1; i < job.call.operands.size(); ++i) {
        const Result<app::ImportReport> report =
            app::import_file(open->store, open->known, job.call.operands[i], options);
        // One file that can't be read keeps no other one out.
        if (report)
            tell_of(job, *report);
        else
            failed.push_back(report.error());
    }
    if (failed.empty()) return {};
    for (std::size_t i = 0; i + 1 < failed.size(); ++i) job.tell(failed[i].sentence, failed[i].arguments);
    return refuse(failed.back());
}

}  // namespace katern::cli
