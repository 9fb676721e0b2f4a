// sync: one round through the folders of networks, without a window.
#include <algorithm>

#include "app/shared_folder.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

void tell_of(const Job& job, const app::FolderRound& round) {
    const std::string name = round.network.name.empty() ? job.say(Word::ui_network_first) : round.network.name;
    if (round.gone) return job.tell(Word::error_shared_folder_gone, {round.folder});
    job.tell(Word::sync_sentence, {name, static_cast<double>(round.taken), static_cast<double>(round.counts.added),
                                   static_cast<double>(round.counts.changed)});
    if (round.counts.meetings > 0) job.tell(Word::import_meetings, {static_cast<double>(round.counts.meetings)});
    job.tell(round.wrote ? Word::sync_wrote : Word::sync_same, {});
    if (round.waiting > 0) job.tell(Word::sync_waiting, {static_cast<double>(round.waiting)});
    for (const auto& [file, why] : round.refused) job.tell(why.sentence, why.arguments);
}

}  // namespace

Done sync_folders(const Job& job) {
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const std::optional<std::string> name = job.call.value("--network");
    std::optional<std::string> only = name;
    if (const std::optional<std::string> folder = job.call.value("--folder")) {
        const Result<notes::Network> used = app::use_folder(open->store, open->known, *folder, name);
        if (!used) return refuse(used.error());
        if (name) only = used->id;  // it may be called otherwise there
    }
    const Result<std::vector<notes::NetworkFacts>> networks = notes::look_at_networks(open->store);
    if (!networks) return refuse(networks.error());
    std::size_t rounds = 0;
    bool gone = false;
    for (const notes::NetworkFacts& network : *networks) {
        if (network.folder.empty() || (only && network.network.name != *only && network.network.id != *only)) continue;
        app::SeenFiles nothing_seen;
        const Result<app::FolderRound> round = app::sync_folder(open->store, open->known, network, nothing_seen);
        if (!round) return refuse(round.error());
        ++rounds;
        gone = gone || round->gone;
        tell_of(job, *round);
    }
    if (rounds == 0) return refuse(Word::error_sync_no_folder);
    if (gone) return tl::unexpected<Refusal>(Refusal(Error{Word::error_sync_some_gone, {}}));
    return {};
}

}  // namespace katern::cli
