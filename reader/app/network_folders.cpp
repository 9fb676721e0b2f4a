// A folder that is gone is said once, and looked for again; all else goes on.
#include "app/network_folders.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/meeting_desk.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr notes::Milliseconds pause_after_change = 3'000;  // not after every word
constexpr notes::Milliseconds pause_while_away = 30'000;  // also for files that are on their way
constexpr notes::Milliseconds pause_while_book_unknown = 500;
constexpr notes::Milliseconds pause_at_start = 1'000;

LatestJob::Post to_window(Reader& reader) {
    return [&reader](LatestJob::Task task) { reader.later(std::move(task)); };
}

// Every file in the folders that are there; what our own writing changes costs one look more, and then nothing is new. Nothing:
// they are watched already.
template <class Watched>
std::optional<Watched> watch(const std::vector<notes::NetworkFacts>& networks, const std::string& before,
                             std::function<void()> changed) {
    std::vector<std::filesystem::path> paths;
    Watched watched;
    for (const notes::NetworkFacts& facts : networks) {
        std::error_code ignored;
        if (!std::filesystem::is_directory(facts.folder, ignored)) continue;
        paths.push_back(std::filesystem::path(facts.folder) / "");
        watched.folders += facts.folder + "\n";
    }
    if (watched.folders == before) return std::nullopt;
    if (paths.empty()) return watched;
    auto watching = platform::Watcher::watch(paths, std::move(changed));
    if (watching) watched.watcher = std::move(*watching);
    return watched;
}

// The network whose sets lie in a folder, when it is another than the one with this id.
Result<std::optional<notes::Network>> other_network_in(notes::Store& store, const KnownBook& known, const std::string& path, const std::string& id,
                                                       const std::stop_token& stop) {
    const std::optional<notes::Network> there = network_in(path, known, notes::wall_clock().value_or(0), id, [&] { return stop.stop_requested(); });
    if (!there) return std::nullopt;
    const Result<std::optional<notes::Network>> mine = notes::counted_as(store, there->id);
    if (!mine || !*mine) return mine ? Result<std::optional<notes::Network>>(there) : mine;
    if ((*mine)->id == id) return std::nullopt;
    return fail(Word::error_network_folder_taken, path, (*mine)->name);
}

bool are_about_the_same(const std::vector<std::pair<std::string, Error>>& a, const std::vector<std::pair<std::string, Error>>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& one, const auto& other) { return one.first == other.first && one.second.sentence == other.second.sentence; });
}

}  // namespace

NetworkFolders::NetworkFolders(Reader& reader)
    : reader_(reader), rounds_(to_window(reader)), leaving_(to_window(reader)), choosing_(to_window(reader)) {}

NetworkFolders::~NetworkFolders() {
    rounds_.forget();  // what is being left waits for it
    watcher_.reset();
}

const NetworkFolders::Said* NetworkFolders::said_of(const std::string& network) const {
    const auto found = said_.find(network);
    return found == said_.end() ? nullptr : &found->second;
}

// --- When ------------------------------------------------------------------------------------------------------------------

NetworkFolders::Networks NetworkFolders::with_folder() const {
    Networks networks;
    for (const notes::NetworkFacts& facts : reader_.peers.networks)
        if (!facts.folder.empty()) networks.push_back(facts);
    return networks;
}

void NetworkFolders::may_differ(notes::Milliseconds pause) {
    const notes::Milliseconds at = steady_now() + pause;
    if (!with_folder().empty() && (look_at_ == 0 || at < look_at_)) look_at_ = at;
}

void NetworkFolders::something_is_shared() { may_differ(pause_after_change); }

// At the start, and when a folder was added.
void NetworkFolders::networks_are_known() {
    if (wanted_)
        may_differ(0);
    else if (said_.empty())
        may_differ(pause_at_start);
}

std::optional<notes::Milliseconds> NetworkFolders::tick(notes::Milliseconds now) {
    if (look_at_ != 0 && now >= look_at_) update(std::exchange(wanted_, false));
    return look_at_ == 0 ? std::nullopt : std::optional(look_at_);
}

// --- A round ---------------------------------------------------------------------------------------------------------------

void NetworkFolders::update(bool asked) {
    look_at_ = 0;
    if (reader_.store_failure || reader_.book_failure || (!asked && !reader_.is_first_window())) return;
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known) {  // its whole text is still being read
        wanted_ = asked;
        return may_differ(pause_while_book_unknown);
    }
    const Networks networks = with_folder();
    if (networks.empty()) {
        watched_.clear();
        watcher_.reset();
        return;
    }
    asked_ = asked_ || asked;
    if (busy_) {
        again_ = true;
        return;
    }
    start_round(*known, networks);
}

void NetworkFolders::start_round(const KnownBook& known, const Networks& networks) {
    busy_ = true;
    rounds_.start([this, known, networks, seen = seen_, watched = watched_, data = reader_.data_folder](const std::stop_token& stop,
                                                                                                        const LatestJob::Post& hear) mutable {
        const std::lock_guard one_by_one(one_by_one_);
        if (auto next = watch<Watched>(networks, watched, [this] { reader_.later([this] { may_differ(500); }); })) {
            const std::lock_guard lock(next_lock_);
            next_ = std::move(next);
        }
        hear([this] { take_watcher(); });
        Result<notes::Store> store = open_store(data, "folder");
        if (!store) hear([this, why = store.error()] { take_failure(why); });
        for (const notes::NetworkFacts& facts : networks) {
            if (!store || stop.stop_requested()) break;
            SeenFiles& files = seen[facts.network.id];
            const Result<FolderRound> round = sync_folder(*store, known, facts, files, [&] { return stop.stop_requested(); });
            hear([this, round, id = facts.network.id, files] { take_round(id, round, files); });
        }
        hear([this] { end_round(); });
    });
}

void NetworkFolders::take_watcher() {
    const std::lock_guard lock(next_lock_);
    if (!next_) return;
    watched_ = next_->folders;
    watcher_ = std::move(next_->watcher);
    next_.reset();
}

void NetworkFolders::end_round() {
    busy_ = false;
    asked_ = false;
    if (again_) may_differ(200);
    again_ = false;
}

void NetworkFolders::take_failure(const Error& why) {
    const bool is_told = failure_ && failure_->sentence == why.sentence;
    failure_ = why;
    if (asked_ || !is_told) reader_.say(why);
    may_differ(pause_while_away);
}

void NetworkFolders::take_round(const std::string& network, const Result<FolderRound>& round, const SeenFiles& files) {
    failure_.reset();
    Said& said = said_[network];
    const std::string name = reader_.network_name(network);
    const std::vector<std::pair<std::string, Error>> before =
        std::exchange(said.refused, round ? round->refused : std::vector{std::pair{name, round.error()}});
    const bool is_told = are_about_the_same(before, said.refused);
    if (!round) {
        if (asked_ || !is_told) reader_.say(round.error());
        return may_differ(pause_while_away);
    }
    const bool was_gone = std::exchange(said.gone, round->gone);
    seen_[network] = files;
    said.waiting = round->waiting;
    if (!said.refused.empty() && (asked_ || !is_told)) reader_.say(said.refused.front().second);
    if (said.gone) {
        watched_.clear();
        if (!was_gone || asked_) reader_.say(Word::message_folder_gone, {name});
        return may_differ(pause_while_away);
    }
    if (said.waiting > 0) may_differ(pause_while_away);
    // What came may be of a meeting only.
    if (round->taken > 0 && shows_meetings(reader_)) reader_.meeting_desk->look(reader_.meeting_desk->network);
    if (round->brought()) {
        reader_.load_notes();
        const notes::MergeCounts& counts = round->counts;
        if (counts.added + counts.changed > 0)
            reader_.say(Word::message_folder_brought, {static_cast<double>(counts.added), static_cast<double>(counts.changed), name});
        else
            reader_.say(Word::import_meetings, {static_cast<double>(counts.meetings)});
    } else if (asked_ && said.refused.empty()) {
        reader_.say(Word::message_my_nothing_new);
    }
    // What a network wants and who is in it may be other than before.
    if (round->taken > 0 && !round->brought()) reader_.load_networks();
}

// --- The end of it ---------------------------------------------------------------------------------------------------------

// Another job than the rounds: it is told to stop by nobody.
void NetworkFolders::start_leaving(const KnownBook& known, const Networks& networks) {
    leaving_.start([this, known, networks, data = reader_.data_folder](const std::stop_token&, const LatestJob::Post& hear) {
        const std::lock_guard one_by_one(one_by_one_);
        Result<notes::Store> store = open_store(data, "folder");
        if (!store) return hear([this, why = store.error()] { reader_.say(why); });
        for (const notes::NetworkFacts& facts : networks)
            if (const Result<FolderRound> left = leave_mine(*store, known, facts); !left) hear([this, why = left.error()] { reader_.say(why); });
    });
}

void NetworkFolders::leave_book(const std::optional<KnownBook>& known) {
    const Networks networks = with_folder();
    rounds_.forget();
    choosing_.forget();
    said_.clear();
    seen_.clear();
    failure_.reset();
    busy_ = reading_ = again_ = asked_ = false;
    look_at_ = 0;
    if (!known || networks.empty() || !reader_.is_first_window()) return;
    // The store may still be writing what was typed last.
    reader_.ask_store([](notes::Store&) { return Result<void>(); },
                      [this, known = *known, networks](const Result<void>& written) {
                          if (written) start_leaving(known, networks);
                      });
}

void NetworkFolders::close() {
    const std::optional<KnownBook> known = reader_.known_book();
    const Networks networks = with_folder();
    if ((look_at_ == 0 && !busy_) || !known || networks.empty() || reader_.store_failure || !reader_.is_first_window()) return;
    rounds_.stop();
    start_leaving(*known, networks);
}

// --- In the sheet ----------------------------------------------------------------------------------------------------------

void NetworkFolders::choose() {
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::open_folder;
    request.title = reader_.text(Word::ui_network_folder);
    reader_.choose(std::move(request), Sheet::networks, [this](const std::string& path) { use(path); }, "~/");
}

bool NetworkFolders::is_in_sheet(const std::string& network) const {
    return reader_.sheet.kind == Sheet::networks && reader_.sheet.network == network;
}

void NetworkFolders::use(const std::string& typed) {
    const std::string path = typed_path(typed);
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known || path.empty()) {
        reader_.sheet.failure = Error{path.empty() ? Word::error_path_needed : Word::message_not_ready, {}};
        return;
    }
    reader_.sheet.path.set_text(path);
    reader_.sheet.failure.reset();
    chosen_ = path;
    reading_ = true;
    choosing_.start([this, known = *known, path, id = reader_.sheet.network, data = reader_.data_folder](const std::stop_token& stop,
                                                                                                          const LatestJob::Post& hear) {
        Result<notes::Store> store = open_store(data, "folder");
        const Answer other = store ? other_network_in(*store, known, path, id, stop) : Answer(tl::unexpected<Error>(store.error()));
        hear([this, id, other] { take_found(id, other); });
    });
}

void NetworkFolders::take_found(const std::string& network, const Answer& other) {
    reading_ = false;
    if (!is_in_sheet(network)) return;  // it was left meanwhile
    if (!other) {
        reader_.sheet.failure = other.error();
        return;
    }
    reader_.sheet.found = *other;
    if (!reader_.sheet.found) answer(true);
}

void NetworkFolders::answer(bool same) {
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known) return;
    const std::string path = chosen_;  // the field may say something else by now
    const std::optional<std::string> wanted = same ? std::optional(reader_.sheet.network) : std::nullopt;
    reader_.sheet.found.reset();
    reading_ = true;
    choosing_.start([this, known = *known, path, wanted, asked_in = reader_.sheet.network, data = reader_.data_folder](const std::stop_token&,
                                                                                                                      const LatestJob::Post& hear) {
        Result<notes::Store> store = open_store(data, "folder");
        const Result<notes::Network> used = store ? use_folder(*store, known, path, wanted) : Result<notes::Network>(tl::unexpected<Error>(store.error()));
        hear([this, asked_in, used] { take_used(asked_in, used); });
    });
}

void NetworkFolders::take_used(const std::string& asked_in, const Result<notes::Network>& used) {
    reading_ = false;
    SheetState& sheet = reader_.sheet;
    const bool is_open = is_in_sheet(asked_in);
    if (!used) {
        if (!is_open) return reader_.say(used.error());
        sheet.failure = used.error();
        return;
    }
    if (is_open) {
        sheet.show_path = false;
        sheet.path.set_text({});
        sheet.failure.reset();
        sheet.network = used->id;
        sheet.name.set_text(used->name);
    }
    wanted_ = true;
    reader_.change_network([](notes::Store&) { return Result<void>(); });
}

void NetworkFolders::leave() {
    said_.erase(reader_.sheet.network);
    reader_.change_network([id = reader_.sheet.network](notes::Store& store) { return notes::set_network_folder(store, id, {}); });
}

}  // namespace katern::app
