#include "app/shared_folder.h"

#include <algorithm>
#include <filesystem>

#include "notes/outgoing.h"
#include "share/shared_folder.h"
#include "words/words.h"

namespace katern::app {
namespace {

// The name of our own file for this book. The first book that a network's folder gets has the plain name.
Result<std::string> own_name(notes::Store& store, const KnownBook& known, const std::string& network) {
    const Result<notes::Profile> me = store.me();
    if (!me) return tl::unexpected<Error>(me.error());
    const std::string key = "network/" + network + "/first_book", book = known.edition.book_id;
    const Result<std::optional<std::string>> first = store.setting(key);
    if (!first) return tl::unexpected<Error>(first.error());
    if (!*first)
        if (const Result<void> kept = store.set_setting(key, book); !kept) return tl::unexpected<Error>(kept.error());
    const bool is_first = !*first || **first == book;
    return share::own_file_name(me->id, store.device(), is_first ? std::string() : book);
}

// Whether what the set says of its network is this one.
Result<void> check_network(notes::Store& store, const share::ReadSet& set, const notes::NetworkFacts& network, const std::string& path) {
    if (!set.head.network) return fail(Word::error_set_no_network, path);
    const notes::Network& said = set.head.network->network;
    if (said.id == network.network.id) return {};
    const Result<std::optional<notes::Network>> known = notes::counted_as(store, said.id);
    if (!known) return tl::unexpected<Error>(known.error());
    if (*known && (*known)->id == network.network.id) return {};
    return fail(Word::error_set_other_network, path, said.name.empty() ? said.id : said.name);
}

void add(notes::MergeCounts& to, const notes::MergeCounts& more) {
    to.added += more.added;
    to.changed += more.changed;
    to.known += more.known;
    to.own += more.own;
    to.ahead += more.ahead;
    to.withdrawn += more.withdrawn;
    to.meetings += more.meetings;
}

// One file of somebody else. True: it needs not be looked at again until it changes.
bool take_file(notes::Store& store, const KnownBook& known, const notes::NetworkFacts& network, const std::string& path,
               const std::function<bool()>& stop, FolderRound& round) {
    const auto refused = [&](const Error& why) {
        round.refused.emplace_back(path, why);
        return false;
    };
    const Result<std::string> bytes = share::read_file_of_folder(path, share::most_set_bytes);
    if (!bytes) return refused(bytes.error());
    if (!share::is_whole(*bytes)) {
        ++round.waiting;
        return false;
    }
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return refused(now.error());
    const Result<share::ReadSet> set = share::read_set(*bytes, path, *known.book, known.edition, *now);
    if (!set) return refused(set.error());
    if (const Result<void> right = check_network(store, *set, network, path); !right) return refused(right.error());
    const Result<std::optional<notes::ImportRow>> before = notes::import_of(store, set->hash);
    if (!before) return refused(before.error());
    if (*before && (*before)->undone) return true;
    const Result<ImportReport> report = import_set(store, known, path, *set, {}, [&](double) { return !stop || !stop(); });
    if (!report && report.error().sentence == Word::error_import_busy) {
        ++round.waiting;
        return false;
    }
    // Of another book of this network: it comes in when that is open.
    if (!report) return report.error().sentence == Word::error_import_other_book || refused(report.error());
    if (report->stopped) return false;
    ++round.taken;
    add(round.counts, report->what.counts);
    return true;
}

Result<void> leave_own(notes::Store& store, const KnownBook& known, const notes::NetworkFacts& network, const std::string& name, FolderRound& round) {
    notes::SetOrder order;
    order.network = network.network.id;
    order.pass_on = false;
    const Result<notes::NoteSet> set = notes::outgoing(store, known.key, order);
    if (!set) return tl::unexpected<Error>(set.error());
    std::error_code ignored;
    const std::string path = (std::filesystem::path(network.folder) / name).string();
    if (set->says_nothing() && !std::filesystem::exists(path, ignored)) return {};
    const Result<std::string> bytes = share::write_annotation_set(*set, *known.book);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    const Result<bool> wrote = share::leave_in_folder(network.folder, name, *bytes);
    if (!wrote) return tl::unexpected<Error>(wrote.error());
    round.wrote = *wrote;
    return notes::mark_published(store, known.key, *set);
}

// A folder that is gone is no failure.
Result<void> leave_in(notes::Store& store, const KnownBook& known, const notes::NetworkFacts& network, const std::string& name, FolderRound& round) {
    Result<void> left = leave_own(store, known, network, name, round);
    if (left || left.error().sentence != Word::error_shared_folder_gone) return left;
    round.gone = true;
    return {};
}

// The one of mine with this name or id; nothing: there is none. Fails where the folder is another's.
Result<std::optional<notes::Network>> mine_for(notes::Store& store, const std::string& folder, const std::string& wanted) {
    const Result<std::vector<notes::NetworkFacts>> networks = notes::look_at_networks(store);
    if (!networks) return tl::unexpected<Error>(networks.error());
    std::optional<notes::Network> mine;
    for (const notes::NetworkFacts& facts : *networks) {
        if (facts.network.name == wanted || facts.network.id == wanted)
            mine = facts.network;
        else if (facts.folder == folder)
            return fail(Word::error_network_folder_taken, folder, facts.network.name);
    }
    return mine;
}

// The two become one under the id that the others in the folder know; two of mine never do.
Result<notes::Network> as_in_folder(notes::Store& store, const std::string& folder, const notes::Network& there,
                                    const std::optional<notes::Network>& mine) {
    const Result<std::optional<notes::Network>> before = notes::counted_as(store, there.id);
    if (!before) return tl::unexpected<Error>(before.error());
    if (mine && *before && (*before)->id != mine->id) return fail(Word::error_network_folder_taken, folder, (*before)->name);
    Result<notes::Network> joined = notes::join_network(store, there);
    if (!joined || !mine || joined->id == mine->id) return joined;
    if (const Result<void> one = notes::count_as(store, mine->id, joined->id); !one) return tl::unexpected<Error>(one.error());
    return joined;
}

}  // namespace

Result<FolderRound> sync_folder(notes::Store& store, const KnownBook& known, const notes::NetworkFacts& network, SeenFiles& seen,
                                const std::function<bool()>& stop) {
    FolderRound round;
    round.network = network.network;
    round.folder = network.folder;
    const Result<std::string> name = own_name(store, known, network.network.id);
    if (!name) return tl::unexpected<Error>(name.error());
    const Result<std::vector<share::FolderFile>> files = share::sets_in(network.folder, *name);
    if (!files && files.error().sentence == Word::error_shared_folder_gone) {
        round.gone = true;
        return round;
    }
    if (!files) return tl::unexpected<Error>(files.error());
    for (const share::FolderFile& file : *files) {
        if (stop && stop()) return round;
        const auto before = seen.find(file.path);
        if (before != seen.end() && before->second == file.stamp) continue;
        if (take_file(store, known, network, file.path, stop, round)) seen[file.path] = file.stamp;
    }
    if (const Result<void> left = leave_in(store, known, network, *name, round); !left) return tl::unexpected<Error>(left.error());
    return round;
}

Result<FolderRound> leave_mine(notes::Store& store, const KnownBook& known, const notes::NetworkFacts& network) {
    FolderRound round;
    round.network = network.network;
    round.folder = network.folder;
    const Result<std::string> name = own_name(store, known, network.network.id);
    if (!name) return tl::unexpected<Error>(name.error());
    if (const Result<void> left = leave_in(store, known, network, *name, round); !left) return tl::unexpected<Error>(left.error());
    return round;
}

std::optional<notes::Network> network_in(const std::string& folder, const KnownBook& known, notes::Milliseconds now, const std::string& but,
                                         const std::function<bool()>& stop) {
    const Result<std::vector<share::FolderFile>> files = share::sets_in(folder, {});
    if (!files) return std::nullopt;
    for (const share::FolderFile& file : *files) {
        if (stop && stop()) break;
        const Result<std::string> bytes = share::read_file_of_folder(file.path, share::most_set_bytes);
        if (!bytes || !share::is_whole(*bytes)) continue;
        const Result<share::ReadSet> set = share::read_set(*bytes, file.path, *known.book, known.edition, now);
        if (set && set->head.network && set->head.network->network.id != but) return set->head.network->network;
    }
    return std::nullopt;
}

Result<notes::Network> use_folder(notes::Store& store, const KnownBook& known, const std::string& folder, const std::optional<std::string>& wanted) {
    std::error_code ignored;
    const std::string path = std::filesystem::weakly_canonical(folder, ignored).string();
    if (!std::filesystem::is_directory(path, ignored)) return fail(Word::error_shared_folder_gone, folder);
    const Result<std::optional<notes::Network>> mine = wanted ? mine_for(store, path, *wanted) : Result<std::optional<notes::Network>>(std::nullopt);
    if (!mine) return tl::unexpected<Error>(mine.error());
    const std::optional<notes::Network> there = network_in(path, known, notes::wall_clock().value_or(0), *mine ? (*mine)->id : std::string());
    const Result<notes::Network> network = there   ? as_in_folder(store, path, *there, *mine)
                                           : *mine ? Result<notes::Network>(**mine)
                                                   : network_named(store, wanted.value_or(""));
    if (!network) return network;
    if (const Result<void> set = notes::set_network_folder(store, network->id, path); !set) return tl::unexpected<Error>(set.error());
    return network;
}

}  // namespace katern::app
