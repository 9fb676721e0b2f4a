// When to look into the folders of networks, and what came of it. The work is shared_folder.h's, on a thread and a connection
// of its own. A folder that is gone is said once, and looked for again; all else goes on.
#include <algorithm>

#include "app/meeting_desk.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr notes::Milliseconds pause_after_change = 3'000;  // not after every word
constexpr notes::Milliseconds pause_while_away = 30'000;  // also for files that are on their way
constexpr notes::Milliseconds pause_while_book_unknown = 500;

}  // namespace

void Reader::folders_may_differ(notes::Milliseconds pause) {
    const bool any = std::any_of(peers.networks.begin(), peers.networks.end(), [](const auto& facts) { return !facts.folder.empty(); });
    const notes::Milliseconds at = steady_now() + pause;
    if (any && (folders.look_at == 0 || at < folders.look_at)) folders.look_at = at;
}

void Reader::notes_may_leave() { folders_may_differ(pause_after_change); }

void Reader::update_folders(bool asked) {
    folders.look_at = 0;
    const std::optional<KnownBook> known = known_book();
    if (store_failure || book_failure || (!asked && !is_first_window())) return;
    if (!known) {  // its whole text is still being read
        folders_wanted_ = asked;
        return folders_may_differ(pause_while_book_unknown);
    }
    std::vector<notes::NetworkFacts> networks;
    for (const notes::NetworkFacts& facts : peers.networks)
        if (!facts.folder.empty()) networks.push_back(facts);
    watch_folders();
    if (networks.empty()) return;
    folders.asked = folders.asked || asked;
    if (folders.busy) {
        folders.again = true;
        return;
    }
    folders.busy = true;
    folder_thread_.request_stop();
    if (folder_thread_.joinable()) folder_thread_.join();
    folder_thread_ = std::jthread([this, known = *known, networks, seen = folders.seen, data = data_folder, inbox = inbox_,
                                   generation = generation_](const std::stop_token& stop) mutable {
        Result<notes::Store> store = open_store(data, "folder");
        for (const notes::NetworkFacts& facts : networks) {
            if (!store || stop.stop_requested()) break;
            SeenFiles& files = seen[facts.network.id];
            const Result<FolderRound> round = sync_folder(*store, known, facts, files, [&] { return stop.stop_requested(); });
            inbox->post([this, round, id = facts.network.id, files, generation] {
                if (generation == generation_) take_round(id, round, files);
            });
        }
        inbox->post([this, generation] {
            if (generation != generation_) return;
            folders.busy = false;
            folders.asked = false;
            if (folders.again) folders.look_at = steady_now() + 200;
            folders.again = false;
        });
    });
}

void Reader::take_round(const std::string& network, const Result<FolderRound>& round, const SeenFiles& files) {
    Folders::Said& said = folders.said[network];
    const bool was_gone = said.gone;
    if (!round) {
        said.refused = {{network_name(network), round.error()}};
        if (folders.asked) say(round.error());
        return;
    }
    folders.seen[network] = files;
    said.gone = round->gone;
    said.waiting = round->waiting;
    const bool as_before = std::equal(said.refused.begin(), said.refused.end(), round->refused.begin(), round->refused.end(),
                                      [](const auto& a, const auto& b) { return a.first == b.first; });
    said.refused = round->refused;
    if (!said.refused.empty() && !as_before) say(said.refused.front().second);
    if (said.gone) {
        folders.look_at = steady_now() + pause_while_away;
        folders.watched.clear();
        if (!was_gone || folders.asked) say(Word::message_folder_gone, {network_name(network)});
        return;
    }
    if (said.waiting > 0) folders.look_at = steady_now() + pause_while_away;
    // What came may be of a meeting only.
    if (round->taken > 0 && shows_meetings(*this)) meeting_desk->look(meeting_desk->network);
    if (round->brought()) {
        load_notes();
        const notes::MergeCounts& counts = round->counts;
        if (counts.added + counts.changed > 0)
            say(Word::message_folder_brought, {static_cast<double>(counts.added), static_cast<double>(counts.changed), network_name(network)});
        else
            say(Word::import_meetings, {static_cast<double>(counts.meetings)});
    } else if (folders.asked) {
        say(Word::message_my_nothing_new);
    }
    // What a network wants and who is in it may be other than before.
    if (round->taken > 0 && !round->brought()) load_networks();
}

// Every file in the folders; what our own writing changes there costs one look more, and then nothing is new.
void Reader::watch_folders() {
    std::vector<std::filesystem::path> paths;
    std::string watched;
    for (const notes::NetworkFacts& facts : peers.networks) {
        std::error_code ignored;
        if (facts.folder.empty() || !std::filesystem::is_directory(facts.folder, ignored)) continue;
        paths.push_back(std::filesystem::path(facts.folder) / "");
        watched += facts.folder + "\n";
    }
    if (watched == folders.watched) return;
    folders.watched = watched;
    folder_watcher_.reset();
    if (paths.empty()) return;
    auto watching = platform::Watcher::watch(paths, [this, inbox = inbox_] { inbox->post([this] { folders_may_differ(500); }); });
    if (watching) folder_watcher_ = std::move(*watching);
}

void Reader::choose_network_folder() {
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::open_folder;
    request.title = text(Word::ui_network_folder);
    choose(std::move(request), Sheet::networks, [this](const std::string& path) { use_network_folder(path); }, "~/");
}

// What lies in a folder may be of another network: then the sheet asks which of the two it is.
void Reader::use_network_folder(const std::string& typed) {
    const std::string path = typed_path(typed);
    const std::optional<KnownBook> known = known_book();
    if (!known || path.empty()) {
        sheet.failure = Error{path.empty() ? Word::error_path_needed : Word::message_not_ready, {}};
        return;
    }
    sheet.path.set_text(path);
    ask_store(
        [known = *known, path, id = sheet.network](notes::Store& store) -> Result<std::optional<notes::Network>> {
            const std::optional<notes::Network> there = network_in(path, known, notes::wall_clock().value_or(0), id);
            if (!there) return std::nullopt;
            const Result<std::optional<notes::Network>> mine = notes::counted_as(store, there->id);
            if (!mine || !*mine) return mine ? Result<std::optional<notes::Network>>(there) : mine;
            if ((*mine)->id == id) return std::nullopt;
            return fail(Word::error_network_folder_taken, path, (*mine)->name);
        },
        [this](Result<std::optional<notes::Network>> other) {
            if (!other) {
                sheet.failure = other.error();
                return;
            }
            sheet.found = *other;
            if (!sheet.found) answer_network_folder(true);
        });
}

void Reader::answer_network_folder(bool same) {
    const std::optional<KnownBook> known = known_book();
    if (!known) return;
    const std::string path = typed_path(sheet.path.text());
    const std::optional<std::string> wanted = same ? std::optional(sheet.network) : std::nullopt;
    sheet.found.reset();
    ask_store([known = *known, path, wanted](notes::Store& store) { return use_folder(store, known, path, wanted); },
              [this](Result<notes::Network> used) {
                  if (!used) {
                      sheet.failure = used.error();
                      return;
                  }
                  sheet.show_path = false;
                  sheet.path.set_text({});
                  sheet.failure.reset();
                  sheet.network = used->id;
                  sheet.name.set_text(used->name);
                  change_network([](notes::Store&) { return Result<void>(); });
                  folders_wanted_ = true;
              });
}

void Reader::leave_network_folder() {
    folders.said.erase(sheet.network);
    change_network([id = sheet.network](notes::Store& store) { return notes::set_network_folder(store, id, {}); });
}

}  // namespace katern::app
