// What is seen of a network's meetings, and every edit of one.
#include "app/meeting_desk.h"

#include <algorithm>
#include <utility>

#include "app/peers.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

Result<std::vector<Meeting>> meetings_of(notes::Store& store, const KnownBook& known, const std::string& network) {
    Result<std::vector<Meeting>> all = app::meetings(store, known);
    if (all) std::erase_if(*all, [&](const Meeting& one) { return one.network.id != network; });
    return all;
}

std::optional<MeetingSeen> seen_of(const std::vector<Meeting>& meetings, const std::string& id,
                                   const share::Together& all, const document::Book& book) {
    const auto found = std::find_if(meetings.begin(), meetings.end(), [&](const Meeting& one) { return one.id == id; });
    if (found == meetings.end()) return std::nullopt;
    return see_meeting(*found, all, book);
}

}  // namespace

MeetingDesk& meeting_desk_of(Reader& reader) {
    if (!reader.meeting_desk) reader.meeting_desk = std::make_unique<MeetingDesk>(reader);
    return *reader.meeting_desk;
}

bool shows_meetings(const Reader& reader) {
    return reader.meeting_desk && reader.meeting_desk->open;
}

bool is_presenting(const Reader& reader) {
    return shows_meetings(reader) && reader.meeting_desk->presenting;
}

// --- Coming and going
// ------------------------------------------------------------------------------------------------------

void MeetingDesk::show(const std::string& network_id) {
    reader_.close_editor();
    reader_.comfort_open = false;
    reader_.show_page();
    reader_.notes_open = reader_.find.panel = false;  // what lies there stands in their place
    open = true;
    look(network_id.empty() ? network : network_id);
}

void MeetingDesk::close() {
    close_writing();
    leave_room();
    open = false;
}

void MeetingDesk::leave_book() {
    close();
    networks.clear();
    network.clear();
    wanted_.clear();
    meetings.clear();
    lies_there.reset();
    members.clear();
    meeting.clear();
    seen.reset();
    failure.reset();
    known_.reset();
    all_.reset();
    steps_.clear();
    has_steps_ = false;
    ++looks_;
}

void MeetingDesk::look(const std::string& network_id) {
    if (!reader_.row || !reader_.book) return;
    if (network_id != network) choose({});
    notes_revision_ = reader_.notes_revision;
    wanted_ = network_id;
    lifted_ = day_has_come();
    look_.look(network_id, lifted_,
               [this, known = known_ ? known_ : reader_.known_book(), book = reader_.book, key = reader_.row->key,
                asked = ++looks_](NetworkSeen of_network) {
                   // The edition needs every chapter, so it is made here and not on the window's thread.
                   Looked looked{known ? *known : KnownBook{book, notes::edition_of(*book), key}, std::move(of_network), {}};
                   looked.lies_there =
                       std::make_shared<const std::vector<Gatherable>>(gatherable(*looked.network.all, looked.known));
                   return [this, asked, looked = std::move(looked)] { take_look(looked, asked); };
               });
}

void MeetingDesk::take_look(Looked looked, std::uint64_t asked) {
    if (asked != looks_) return;
    struct Answer {
        std::vector<Meeting> meetings;
        notes::Profile me;
        MeetingSteps steps;
    };
    reader_.ask_store(
        [known = looked.known, id = looked.network.network,
         window = reader_.undo_window()](notes::Store& store) -> Result<Answer> {
            Result<std::vector<Meeting>> all = meetings_of(store, known, id);
            if (!all) return tl::unexpected<Error>(all.error());
            Result<notes::Profile> me = store.me();
            if (!me) return tl::unexpected<Error>(me.error());
            Result<MeetingSteps> steps = kept_steps(store, window, known.key);
            if (!steps) return tl::unexpected<Error>(steps.error());
            return Answer{std::move(*all), std::move(*me), std::move(*steps)};
        },
        [this, asked, looked](const Result<Answer>& answer) {
            if (asked != looks_) return;
            if (!answer) {
                failure = answer.error();
                return;
            }
            failure.reset();
            known_ = looked.known;
            networks = looked.network.networks;
            wanted_ = network = looked.network.network;
            all_ = looked.network.all;
            veiled = looked.network.veiled;
            lies_there = looked.lies_there;
            members = members_of(*all_, answer->meetings, answer->me);
            if (!std::exchange(has_steps_, true)) steps_ = answer->steps;
            if (pending_ == 0) take({answer->meetings, seen_of(answer->meetings, meeting, *all_, *known_->book)});
        });
}

void MeetingDesk::look_if_changed() {
    if (notes_revision_ != reader_.notes_revision) look(wanted_);
}

// On the day itself, and after it, *Eerst zelf* veils nothing of what the meeting is about.
bool MeetingDesk::day_has_come() const {
    const auto found =
        std::find_if(meetings.begin(), meetings.end(), [&](const Meeting& one) { return one.id == meeting; });
    return found != meetings.end() && notes::is_day(found->date) && found->date <= today();
}

void MeetingDesk::look_if_lifted() {
    if (reader_.peers.veiled == 0 || day_has_come() == lifted_) return;
    lies_there.reset();
    look(network);
}

void MeetingDesk::choose(const std::string& meeting_id) {
    close_writing();
    meeting = meeting_id;
    seen.reset();
    facts_open = false;
    scroll = 0;
    if (known_ && all_) seen = seen_of(meetings, meeting, *all_, *known_->book);
    if (seen) look_if_lifted();
}

void MeetingDesk::take(Fresh fresh) {
    meetings = std::move(fresh.meetings);
    seen = std::move(fresh.seen);
    if (!seen) meeting.clear();
    if (presenting && !slides().empty()) presenting->slide = std::min(presenting->slide, slides().size() - 1);
    look_if_lifted();
}

// --- Editing
// ---------------------------------------------------------------------------------------------------------------

std::function<Result<MeetingDesk::Fresh>(notes::Store&)> MeetingDesk::fresh_look() const {
    return [known = *known_, all = all_, network = network, id = meeting](notes::Store& store) -> Result<Fresh> {
        Result<std::vector<Meeting>> now = meetings_of(store, known, network);
        if (!now) return tl::unexpected<Error>(now.error());
        std::optional<MeetingSeen> open_one = seen_of(*now, id, *all, *known.book);
        return Fresh{std::move(*now), std::move(open_one)};
    };
}

// What is shown follows when the last of several edits has come back, so that it never goes a step backwards.
void MeetingDesk::edit(Edit what, std::function<void(const MeetingStep&)> then, const std::string& sitting) {
    if (!known_ || !all_) return reader_.say(Word::message_not_ready);
    ++pending_;
    using Answer = std::pair<MeetingStep, Fresh>;
    reader_.ask_store(
        [what = std::move(what), look = fresh_look()](notes::Store& store) -> Result<Answer> {
            Result<MeetingStep> step = what(store);
            if (!step) return tl::unexpected<Error>(step.error());
            Result<Fresh> fresh = look(store);
            if (!fresh) return tl::unexpected<Error>(fresh.error());
            return Answer{std::move(*step), std::move(*fresh)};
        },
        [this, then = std::move(then), sitting, id = meeting,
         generation = reader_.generation()](Result<Answer> answer) {
            --pending_;
            if (generation != reader_.generation()) return;
            if (!answer) {
                if (pending_ == 0) look(network);
                return reader_.say(answer.error());
            }
            keep(answer->first, sitting);
            reader_.notes_may_leave();
            if (pending_ == 0 && id == meeting) take(std::move(answer->second));
            if (then) then(answer->first);
        });
}

AgendaItem* MeetingDesk::item(const std::string& id) {
    if (!seen) return nullptr;
    const auto found =
        std::find_if(seen->items.begin(), seen->items.end(), [&](const ItemSeen& one) { return one.item.id == id; });
    return found == seen->items.end() ? nullptr : &found->item;
}

void MeetingDesk::make() {
    if (!known_ || !all_) return reader_.say(Word::message_not_ready);
    close_writing();
    NewMeeting wanted;
    wanted.network = network;
    for (const notes::Network& one : networks)
        if (one.id == network) wanted.name = one.name;
    if (wanted.name.empty()) wanted.name = reader_.text(Word::meeting_title);
    edit([known = *known_, wanted](notes::Store& store) { return make_meeting(store, known, wanted); },
         [this](const MeetingStep& step) {
             if (!open) return;
             look(network);
             meeting = step.id;
             seen.reset();
             facts_open = true;
             focus = "meeting/name";
         });
}

void MeetingDesk::put(const Gatherable& what, const std::optional<std::string>& behind) {
    if (!known_ || meeting.empty()) return;
    close_writing();
    NewPart part;
    const bool form = what.kind == Gatherable::Kind::work_form;
    part.text = form ? reader_.text(Word::desk_work_form, {what.title}) : what.title;
    part.minutes = what.minutes;
    part.passage = what.anchor;
    part.notes = what.notes;
    edit([known = *known_, id = meeting, part,
          behind](notes::Store& store) { return put_in_meeting(store, known, id, part, behind); },
         [this](const MeetingStep& step) { reader_.say(Word::message_on_agenda, {step.named}); });
}

void MeetingDesk::put_passage(const notes::Anchor& passage) {
    Gatherable what;
    what.kind = Gatherable::Kind::shared;
    what.anchor = passage;
    what.title = passage.headings.empty() ? passage.exact.substr(0, passage.exact.find('\n')) : passage.headings.back();
    put(what);
}

void MeetingDesk::bring(const Gatherable& what, const std::string& item_id) {
    if (!known_ || meeting.empty()) return;
    close_writing();
    edit([known = *known_, item_id, passage = what.anchor, ids = what.notes](notes::Store& store) {
        return bring_to_item(store, known, item_id, passage, ids);
    });
}

void MeetingDesk::ask(const notes::Anchor& passage) {
    NewPart draft;
    draft.passage = passage;
    write_new(notes::MeetingPart::prompt, draft);
}

void MeetingDesk::add_item() {
    write_new(notes::MeetingPart::item, {});
}

void MeetingDesk::move(const std::string& item_id, const std::string& behind) {
    if (!known_ || !item(item_id) || behind == item_id) return;
    close_writing();
    std::vector<ItemSeen>& items = seen->items;
    const auto from =
        std::find_if(items.begin(), items.end(), [&](const ItemSeen& one) { return one.item.id == item_id; });
    const bool stays = from == items.begin() ? behind.empty() : std::prev(from)->item.id == behind;
    if (stays) return;
    ItemSeen moved = std::move(*from);
    items.erase(from);
    const auto before =
        std::find_if(items.begin(), items.end(), [&](const ItemSeen& one) { return one.item.id == behind; });
    items.insert(before == items.end() ? items.begin() : std::next(before), std::move(moved));
    edit([known = *known_, item_id, behind](notes::Store& store) { return move_item(store, known, item_id, behind); });
}

void MeetingDesk::step_item(const std::string& item_id, int by) {
    if (!seen) return;
    std::vector<std::string> ids;
    for (const ItemSeen& one : seen->items) ids.push_back(one.item.id);
    const auto at = std::find(ids.begin(), ids.end(), item_id) - ids.begin();
    const auto count = static_cast<std::ptrdiff_t>(ids.size());
    if (at == count || at + by < 0 || at + by >= count) return;
    // Down: behind the next one. Up: behind the one before the one above.
    const std::ptrdiff_t behind = by > 0 ? at + 1 : at - 2;
    move(item_id, behind < 0 ? std::string() : ids[static_cast<std::size_t>(behind)]);
}

void MeetingDesk::add_minutes(const std::string& item_id, int by) {
    const AgendaItem* there = item(item_id);
    if (!there || !known_) return;
    const int minutes = std::clamp(there->minutes + by, 0, 24 * 60);
    if (minutes == there->minutes) return;
    const std::string said = minutes == 0 ? std::string() : std::to_string(minutes);
    patch(item_id, notes::meeting_minutes, said);
    edit(
        [known = *known_, item_id, said](notes::Store& store) {
            return write_in_meeting(store, known, item_id, {{std::string(notes::meeting_minutes), said}});
        },
        {}, "minutes/" + item_id);
}

void MeetingDesk::remove(const std::string& row) {
    if (!known_) return;
    if (writing && writing->id == row) writing.reset();
    close_writing();
    edit([known = *known_, row](notes::Store& store) { return remove_from_meeting(store, known, row); });
}

void MeetingDesk::set_comes(const std::string& name, bool comes) {
    if (!seen || !known_ || name.empty()) return;
    std::vector<std::string>& people = seen->meeting.people;
    const auto there = std::find(people.begin(), people.end(), name);
    if ((there != people.end()) == comes) return;
    if (comes)
        people.push_back(name);
    else
        people.erase(there);
    edit([known = *known_, id = meeting, list = notes::list_to_json(people)](notes::Store& store) {
        return write_in_meeting(store, known, id, {{std::string(notes::meeting_people), list}});
    });
}

void MeetingDesk::add_person() {
    std::string name = person.text();
    while (name.ends_with(' ')) name.pop_back();
    if (name.empty()) return;
    if (std::find(members.begin(), members.end(), name) == members.end()) members.push_back(name);
    set_comes(name, true);
    person.set_text("");
}

bool MeetingDesk::is_on_agenda(const Gatherable& what) const {
    if (!seen) return false;
    return std::any_of(seen->items.begin(), seen->items.end(), [&](const ItemSeen& one) {
        if (one.item.passage && one.item.passage->anchor.chapter == what.anchor.chapter &&
            one.item.passage->anchor.range == what.anchor.range)
            return true;
        return !what.notes.empty() && std::all_of(what.notes.begin(), what.notes.end(), [&](const std::string& id) {
            return std::find(one.item.notes.begin(), one.item.notes.end(), id) != one.item.notes.end();
        });
    });
}

}  // namespace katern::app
