// Networks in the window: what the sheets show of them, and what is shared with which.
#include <algorithm>

#include "app/looking_back.h"
#include "app/meeting_desk.h"
#include "app/network_folders.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

void Reader::load_networks() {
    ask_store([](notes::Store& store) { return notes::look_at_networks(store); },
              [this](Result<std::vector<notes::NetworkFacts>> facts) {
                  if (!facts) return;
                  peers.networks = std::move(*facts);
                  ++peers.revision;
                  veil_notes();
                  ++notes_revision;
                  refresh_marks();
                  folders->networks_are_known();
              });
}

void Reader::notes_may_leave() { folders->something_is_shared(); }

std::string Reader::network_name(const std::string& id) const {
    for (const notes::NetworkFacts& facts : peers.networks)
        if (facts.network.id == id && !facts.network.name.empty()) return facts.network.name;
    return text(Word::ui_network_first);
}

std::string Reader::visibility_of(const notes::Annotation& note) const {
    if (note.is_private()) return text(Word::ui_private);
    // As long as there is only the network that everybody begins with, it needs no name.
    if (peers.networks.size() < 2 && (peers.networks.empty() || peers.networks.front().network.name.empty())) return text(Word::ui_network);
    std::string names;
    for (const std::string& id : note.shared_with) names += (names.empty() ? "" : ", ") + network_name(id);
    return text(Word::ui_network_named, {names});
}

// --- The sheet of networks -------------------------------------------------------------------------------------------------

void Reader::open_networks(const std::string& id) {
    close_editor();
    comfort_open = false;
    sheet = SheetState{};
    sheet.kind = Sheet::networks;
    load_networks();
    look_at_network(id.empty() && !peers.networks.empty() ? peers.networks.front().network.id : id);
}

void Reader::look_at_network(const std::string& id) {
    sheet.network = id;
    sheet.failure.reset();
    sheet.show_path = false;
    sheet.found.reset();
    sheet.counts_as.clear();
    sheet.name.set_text({});
    sheet.meeting.set_text({});
    for (const notes::NetworkFacts& facts : peers.networks) {
        if (facts.network.id != id) continue;
        sheet.name.set_text(facts.network.name);
        sheet.meeting.set_text(facts.first_self.meeting);
    }
}

// Each change is followed by a new look; what fails is said in the sheet.
void Reader::change_network(std::function<Result<void>(notes::Store&)> change) {
    ask_store(
        [change = std::move(change)](notes::Store& store) -> Result<std::vector<notes::NetworkFacts>> {
            if (const Result<void> done = change(store); !done) return tl::unexpected<Error>(done.error());
            return notes::look_at_networks(store);
        },
        [this](Result<std::vector<notes::NetworkFacts>> facts) {
            if (!facts) {
                sheet.failure = facts.error();
                return;
            }
            sheet.failure.reset();
            peers.networks = std::move(*facts);
            load_notes();
            notes_may_leave();
        });
}

void Reader::name_network() {
    change_network([id = sheet.network, name = sheet.name.text()](notes::Store& store) { return notes::rename_network(store, id, name); });
}

void Reader::make_network() {
    ask_store([name = sheet.name.text()](notes::Store& store) { return notes::make_network(store, name); },
              [this](Result<notes::Network> made) {
                  if (!made) {
                      sheet.failure = made.error();
                      return;
                  }
                  peers.networks.push_back({*made, {}, {}, {}, 0, {}});
                  look_at_network(made->id);
                  load_networks();
              });
}

void Reader::count_network_as(const std::string& id, const std::string& mine) {
    look_at_network(mine);
    change_network([id, mine](notes::Store& store) { return notes::count_as(store, id, mine); });
    say(Word::message_network_counted);
}

void Reader::set_first_self(bool wanted) {
    change_network([id = sheet.network, wanted, day = sheet.meeting.text()](notes::Store& store) { return notes::set_first_self(store, id, wanted, day); });
}

// --- Sharing ---------------------------------------------------------------------------------------------------------------

void Reader::open_sharing(const std::vector<std::string>& ids) {
    std::vector<std::string> mine;
    std::set<std::string> shared;
    bool all_private = true;
    for (const std::string& id : ids) {
        const PlacedNote* placed = find_note(id);
        if (!placed || !placed->note.mine) continue;
        mine.push_back(id);
        all_private = all_private && placed->note.is_private();
        shared.insert(placed->note.shared_with.begin(), placed->note.shared_with.end());
    }
    if (mine.empty()) return;
    if (all_private && peers.networks.size() < 2) return set_shared(mine, true);
    close_editor();
    sheet = SheetState{};
    sheet.kind = Sheet::share;
    sheet.picked.insert(mine.begin(), mine.end());
    sheet.shared = sheet.shared_before = shared;
}

void Reader::save_sharing() {
    const std::set<std::string> wanted = sheet.shared, before = sheet.shared_before;
    const std::vector<std::string> ids(sheet.picked.begin(), sheet.picked.end());
    sheet = SheetState{};
    const bool more = std::any_of(wanted.begin(), wanted.end(), [&](const std::string& id) { return !before.contains(id); });
    const auto act = [this, wanted, before, ids, more] {
        std::vector<notes::Change> changes;
        for (const std::string& id : ids) {
            const PlacedNote* placed = find_note(id);
            if (!placed || !placed->note.mine) continue;
            notes::Change change;
            change.id = id;
            const std::vector<std::string>& now = placed->note.shared_with;
            for (const std::string& network : wanted)
                if (!before.contains(network) || ids.size() == 1)
                    if (std::find(now.begin(), now.end(), network) == now.end()) change.share_with.push_back(network);
            for (const std::string& network : now)
                if (before.contains(network) && !wanted.contains(network)) change.withdraw_from.push_back(network);
            if (!change.share_with.empty() || !change.withdraw_from.empty()) changes.push_back(std::move(change));
        }
        change_notes(more ? notes::Action::share : notes::Action::withdraw, std::move(changes));
    };
    if (more)
        ask_name_then(act);
    else
        act();
}

// --- What goes out ---------------------------------------------------------------------------------------------------------

void Reader::open_outgoing() {
    close_editor();
    comfort_open = false;
    const std::size_t shown = sheet.kind == Sheet::outgoing ? sheet.shown : 40;
    if (sheet.kind != Sheet::outgoing) sheet = SheetState{};
    sheet.kind = Sheet::outgoing;
    sheet.shown = shown;
    struct Looked {
        std::vector<notes::NetworkFacts> networks;
        std::vector<notes::Leaving> outgoing;
        std::vector<std::pair<std::string, std::size_t>> counts;
        std::vector<std::pair<std::string, notes::LeavingMeeting>> meetings;
        notes::Profile me;
    };
    ask_store(
        [](notes::Store& store) -> Result<Looked> {
            Looked looked;
            Result<std::vector<notes::NetworkFacts>> networks = notes::look_at_networks(store);
            if (!networks) return tl::unexpected<Error>(networks.error());
            looked.networks = std::move(*networks);
            for (const notes::NetworkFacts& facts : looked.networks) {
                Result<std::vector<notes::Leaving>> rows = notes::leaving(store, facts.network.id);
                if (!rows) return tl::unexpected<Error>(rows.error());
                looked.counts.emplace_back(facts.network.id, rows->size());
                Result<std::vector<notes::LeavingMeeting>> written = notes::leaving_meetings(store, facts.network.id);
                if (!written) return tl::unexpected<Error>(written.error());
                for (notes::LeavingMeeting& in_meeting : *written) looked.meetings.emplace_back(facts.network.id, std::move(in_meeting));
                std::move(rows->begin(), rows->end(), std::back_inserter(looked.outgoing));
            }
            const Result<notes::Profile> me = store.me();
            if (!me) return tl::unexpected<Error>(me.error());
            looked.me = *me;
            return looked;
        },
        [this](Result<Looked> looked) {
            if (sheet.kind != Sheet::outgoing) return;
            sheet.listed = true;
            if (!looked) {
                sheet.failure = looked.error();
                return;
            }
            peers.networks = std::move(looked->networks);
            sheet.outgoing = std::move(looked->outgoing);
            sheet.outgoing_of = std::move(looked->counts);
            sheet.outgoing_meetings = std::move(looked->meetings);
            sheet.me = std::move(looked->me);
        });
}

void Reader::take_back(const std::string& id, const std::string& network) {
    ask_store([id, network](notes::Store& store) { return store.withdraw({id}, network); },
              [this](const Result<void>& done) { say_taken_back(done); });
}

void Reader::take_back_in_meeting(const notes::LeavingMeeting& written) {
    const std::optional<KnownBook> known = known_book();
    const bool is_here = known && known->key == written.book_key;
    ask_store(
        [written, is_here, window = undo_window()](notes::Store& store) -> Result<MeetingStep> {
            const Result<MeetingStep> step = take_my_words_back(store, written.row, written.words);
            if (!step || is_here) return step;
            // It can be taken back when that book is open.
            Result<MeetingSteps> steps = kept_steps(store, window, written.book_key);
            if (!steps) return pass_on(steps);
            steps->add(*step, "", notes::wall_clock().value_or(0));
            if (const Result<void> kept = keep_steps(store, window, written.book_key, *steps); !kept) return pass_on(kept);
            return step;
        },
        [this, is_here, generation = generation_](const Result<MeetingStep>& step) {
            if (step && is_here && generation == generation_) meeting_desk_of(*this).remember(*step, "");
            say_taken_back(step ? Result<void>() : pass_on(step));
            if (shows_meetings(*this)) meeting_desk->look(meeting_desk->network);
            looking_back->meetings_changed();
        });
}

void Reader::say_taken_back(const Result<void>& done) {
    if (!done) {
        sheet.failure = done.error();
        return;
    }
    say(Word::message_taken_back);
    load_notes();
    notes_may_leave();
    open_outgoing();
}

}  // namespace katern::app
